from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.ledger.life import Sighting, life
from promiselint.ledger.settling import _turning_days as turning_days
from promiselint.model.promises import Recorded, State, Step, Word
from promiselint.model.roadmap import Feature, ServiceLevel, Status
from promiselint.model.statements import Firmness, Kind
from tests.ledger.life_values import TODAY, cases, promise, sighting, told, word

CASES = cases()


def lived(case: dict[str, Any]) -> tuple[Step, ...]:
    made = promise(case.get("promise", {}))
    words = [word(one, level=made.kind is Kind.SERVICE_LEVEL) for one in case.get("roadmap", ())]
    seen = [sighting(one) for one in case.get("text", ())]
    today = dt.date.fromisoformat(case["today"]) if "today" in case else TODAY
    return life(made, seen, words, today)


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_a_promise_lives_as_the_table_says(case: dict[str, Any]) -> None:
    steps = lived(case)
    assert [told(one) for one in steps] == case["steps"]
    if "because" in case:
        assert steps[-1].cause == case["because"]


def test_the_table_has_many_cases_each_with_a_title_of_its_own() -> None:
    titles = [case["title"] for case in CASES]
    assert len(titles) >= 60
    assert len(set(titles)) == len(titles)
    assert {step.state for case in CASES for step in lived(case)} == set(State)


DAYS = st.dates(dt.date(2026, 12, 1), dt.date(2027, 6, 30))
COMMITS = st.sampled_from(["", "a1", "b2", "c3"])
FEATURES = st.builds(
    Feature,
    id=st.just("glaze"),
    name=st.just("Glaze"),
    status=st.sampled_from(Status),
    released_on=st.none() | DAYS,
    released_in=st.none() | st.just("4.2"),
)
LEVELS = st.builds(
    ServiceLevel, id=st.just("uptime"), name=st.just("uptime"), value=st.sampled_from(["99.9%", "99.5%", "1 hour"])
)
WORDS = st.lists(st.builds(Word, DAYS, st.none() | FEATURES, st.none() | LEVELS, COMMITS), max_size=7)
SEEN = st.lists(
    st.builds(Sighting, DAYS, COMMITS, st.booleans(), st.sampled_from(["", "x", "y"]), st.integers(0, 2)), max_size=7
).map(lambda found: [one if not one.present else Sighting(one.on, one.commit, True, "", one.number) for one in found])
MADE = st.builds(
    Recorded,
    id=st.just("this"),
    document=st.just("offers/kiln.md"),
    said=st.just("We keep 99.9% from Q1 2027 on."),
    kind=st.sampled_from([Kind.DELIVERY, Kind.DELIVERY, Kind.SERVICE_LEVEL, Kind.GUARANTEE, Kind.SCOPE]),
    firmness=st.sampled_from(Firmness),
    feature=st.sampled_from(["glaze", "glaze", ""]),
    service_level=st.sampled_from(["uptime", ""]),
    last=st.none() | DAYS,
    made_on=st.none() | DAYS,
    word=st.none() | st.builds(Word, DAYS, st.none() | FEATURES, st.none() | LEVELS, COMMITS),
)


@given(MADE, SEEN, WORDS, DAYS, st.randoms())
def test_neither_the_order_of_what_is_known_nor_saying_it_twice_changes_a_life(
    made: Recorded, seen: list[Sighting], words: list[Word], today: dt.date, chance: random.Random
) -> None:
    once = life(made, seen, words, today)
    more_seen = seen + [one for one in seen if chance.random() < 0.5]
    more_words = words + [one for one in words if chance.random() < 0.5]
    chance.shuffle(more_seen)
    chance.shuffle(more_words)
    assert life(made, more_seen, more_words, today) == once


@given(MADE, SEEN, WORDS, DAYS)
def test_a_life_begins_open_goes_forward_in_days_and_changes_with_each_step(
    made: Recorded, seen: list[Sighting], words: list[Word], today: dt.date
) -> None:
    steps = life(made, seen, words, today)
    assert steps[0].state is State.OPEN
    assert [one.on for one in steps] == sorted(one.on for one in steps)
    assert all((a.state, a.days) != (b.state, b.days) for a, b in itertools.pairwise(steps))
    assert all(one.cause.endswith(".") and one.cause[0].isupper() for one in steps)
    for one in steps:
        assert one.days is None or one.state in {State.KEPT, State.LATE}
        assert one.state is not State.KEPT or one.days is None or one.days <= 0
        assert one.state is not State.LATE or one.days is None or one.days > 0


@given(MADE, SEEN, WORDS, DAYS)
def test_only_a_delivery_is_kept_or_late_and_only_one_with_a_last_day_is_late(
    made: Recorded, seen: list[Sighting], words: list[Word], today: dt.date
) -> None:
    states = {one.state for one in life(made, seen, words, today)}
    if made.kind is not Kind.DELIVERY:
        assert not states & {State.KEPT, State.LATE}
    if made.last is None:
        assert State.LATE not in states
    if made.kind in {Kind.GUARANTEE, Kind.SCOPE}:
        assert State.BROKEN not in states


@given(SEEN, WORDS, DAYS, DAYS)
def test_today_matters_only_to_a_last_day_and_a_release_that_lies_ahead(
    seen: list[Sighting], words: list[Word], one_day: dt.date, other: dt.date
) -> None:
    undated = promise({"last": "null"})
    known = [one for one in words if one.feature is None or one.feature.released_on is None]
    assert life(undated, seen, known, one_day) == life(undated, seen, known, other)


@given(MADE, SEEN, WORDS, DAYS)
def test_a_state_changes_without_a_new_fact_only_on_the_days_that_a_ledger_looks_at(
    made: Recorded, seen: list[Sighting], words: list[Word], today: dt.date
) -> None:
    made = made if made.made_on else dataclasses.replace(made, made_on=dt.date(2027, 1, 1))
    before = max(day for day in turning_days(made, words) if day <= today)
    assert life(made, seen, words, today)[-1] == life(made, seen, words, before)[-1]
