from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from promiselint.ledger.life import Sighting, anew, carried, life, sightings
from promiselint.model.promises import Reading, Recorded, State
from promiselint.model.statements import Firmness, Kind

Q1, Q2 = dt.date(2027, 3, 31), dt.date(2027, 6, 30)


def day(number: int) -> dt.date:
    return dt.date(2027, 1, number)


def said(id_: str, feature: str = "glaze", **more: object) -> Recorded:
    plain = Recorded(id_, "offer.md", "The glaze follows.", Kind.DELIVERY, Firmness.FIRM, feature, last=Q1)
    return replace(plain, **more)  # type: ignore[arg-type]


A, A_LATER, B = said("a", line=3), said("a2", last=Q2, line=3), said("b", "kiln", line=9)


def test_each_version_since_says_whether_it_stands_there() -> None:
    readings = [
        Reading("offer.md", day(1), "c1", (B,)),
        Reading("offer.md", day(2), "c2", (A, B)),
        Reading("offer.md", day(3), "c3", (B,)),
        Reading("offer.md", day(4), "c4", (A, B)),
    ]
    assert sightings(readings) == {
        "b": tuple(Sighting(day(n), f"c{n}", True) for n in range(1, 5)),
        "a": (Sighting(day(2), "c2", True), Sighting(day(3), "c3", False), Sighting(day(4), "c4", True)),
    }


def test_the_same_topic_with_another_date_says_it_anew_from_then_on() -> None:
    readings = [
        Reading("offer.md", day(1), "c1", (A, B)),
        Reading("offer.md", day(2), "c2", (A_LATER, B)),
        Reading("offer.md", day(3), "c3", (A_LATER,)),
    ]
    found = sightings(readings)
    assert found["a"] == (
        Sighting(day(1), "c1", True),
        Sighting(day(2), "c2", False, "a2"),
        Sighting(day(3), "c3", False, "a2"),
    )
    assert found["b"][-1] == Sighting(day(3), "c3", False)
    assert [one.state for one in life(A, found["a"], (), day(9))] == [State.OPEN, State.SUPERSEDED]


def test_another_firmness_says_it_anew() -> None:
    assert anew((A,), (said("soft", firmness=Firmness.HEDGED),)) == {"a": "soft"}


def test_what_stood_beside_it_before_does_not_say_it_anew() -> None:
    assert anew((A, A_LATER), (A_LATER,)) == {}


def test_neither_another_topic_nor_another_kind_nor_no_topic_says_it_anew() -> None:
    assert anew((A,), (B,)) == {}
    assert anew((A,), (said("scope", kind=Kind.SCOPE),)) == {}
    assert anew((said("n1", ""),), (said("n2", "", last=Q2),)) == {}


def test_a_service_level_with_another_value_says_it_anew() -> None:
    old = said("s1", "", kind=Kind.SERVICE_LEVEL, service_level="uptime", last=None)
    assert anew((old,), (replace(old, id="s2", said="Now 99.5%."),)) == {"s1": "s2"}


def test_two_that_are_said_anew_each_have_their_own_the_nearest_first() -> None:
    old = (said("o1", line=1), said("o2", line=50))
    new = (said("n1", last=Q2, line=51), said("n2", last=Q2, line=2))
    assert anew(old, new) == {"o1": "n2", "o2": "n1"}


def test_of_several_the_one_as_firm_says_it_anew() -> None:
    new = (said("soft", firmness=Firmness.HEDGED, line=3), said("firm", last=Q2, line=30))
    assert anew((A,), new) == {"a": "firm"}


def test_a_document_that_is_gone_takes_all_back() -> None:
    found = sightings([Reading("offer.md", day(1), "c1", (A,)), Reading("offer.md", day(2), "c2", gone=True)])
    assert found == {"a": (Sighting(day(1), "c1", True), Sighting(day(2), "c2", False))}


def test_promises_keep_their_ids_when_their_document_is_renamed() -> None:
    there = replace(A, id="new-a", document="sent/offer.md")
    moved = Reading("sent/offer.md", day(3), "c3", (there,), renamed_from="offer.md", formerly=("offer.md",))
    later = Reading("sent/offer.md", day(4), "c4", (), renamed_from="offer.md", formerly=("offer.md",))
    gone = Reading("offer.md", day(3), "c3", gone=True)
    found = sightings([Reading("offer.md", day(1), "c1", (A, B)), gone, moved, later])
    assert found == {
        "a": (Sighting(day(1), "c1", True), Sighting(day(3), "c3", True), Sighting(day(4), "c4", False)),
        "b": (Sighting(day(1), "c1", True), Sighting(day(3), "c3", False), Sighting(day(4), "c4", False)),
    }


def test_a_rename_that_was_read_only_after_a_later_change_is_no_taking_back() -> None:
    there = replace(A, id="new-a", document="sent.md")
    readings = [
        Reading("offer.md", day(1), "c1", (A,)),
        Reading("offer.md", day(2), "c2", gone=True),
        Reading("sent.md", day(5), "c5", (there,), formerly=("offer.md",)),
    ]
    assert sightings(readings) == {"a": (Sighting(day(1), "c1", True), Sighting(day(5), "c5", True))}


def test_a_rename_together_with_another_date_says_it_anew() -> None:
    there = replace(A_LATER, id="new", document="sent.md")
    readings = [
        Reading("offer.md", day(1), "c1", (A,)),
        Reading("sent.md", day(2), "c2", (there,), formerly=("offer.md",)),
    ]
    assert sightings(readings)["a"][-1] == Sighting(day(2), "c2", False, "new")


def test_a_new_document_under_an_old_name_is_another_document() -> None:
    there = replace(A, id="moved", document="sent.md")
    readings = [
        Reading("offer.md", day(1), "c1", (A,)),
        Reading("sent.md", day(2), "c2", (there,), formerly=("offer.md",)),
        Reading("offer.md", day(3), "c3", (B,)),
    ]
    assert sightings(readings) == {
        "a": (Sighting(day(1), "c1", True), Sighting(day(2), "c2", True)),
        "b": (Sighting(day(3), "c3", True),),
    }


def test_a_renamed_promise_is_the_same_only_in_all_that_makes_it_one() -> None:
    other = replace(B, id="x", firmness=Firmness.CONDITIONAL)
    assert carried((A, B), (replace(A, id="y", said="In other words: the glaze."), other)) == {"y": "a"}


def test_a_commit_that_was_read_twice_is_one_version() -> None:
    first, second = Reading("offer.md", day(1), "c1", (A,)), Reading("offer.md", day(1), "c2", ())
    assert sightings([first, second, first]) == {
        "a": (Sighting(day(1), "c1", True, "", 0), Sighting(day(1), "c2", False, "", 1))
    }


def test_versions_of_one_day_count_in_the_order_given() -> None:
    first, second = Reading("offer.md", day(1), "zz", (A,)), Reading("offer.md", day(1), "aa", ())
    found = sightings([first, second])["a"]
    assert [one.state for one in life(A, found, (), day(2))] == [State.OPEN, State.WITHDRAWN]
    found = sightings([second, first])["a"]
    assert [one.state for one in life(A, found, (), day(2))] == [State.OPEN]


def test_several_documents_do_not_take_back_what_another_says() -> None:
    other = replace(B, document="web.md")
    found = sightings([Reading("offer.md", day(1), "c1", (A,)), Reading("web.md", day(2), "c2", (other,))])
    assert found == {"a": (Sighting(day(1), "c1", True),), "b": (Sighting(day(2), "c2", True),)}


VERSIONS = st.lists(st.sets(st.sampled_from([A, A_LATER, B]).map(lambda one: one.id)), min_size=1, max_size=6)


@given(VERSIONS, st.randoms())
def test_the_order_in_which_days_are_recorded_changes_nothing(versions: list[set[str]], chance: random.Random) -> None:
    known = {one.id: one for one in (A, A_LATER, B)}
    readings = [
        Reading("offer.md", day(number + 1), f"c{number}", tuple(known[id_] for id_ in sorted(version)))
        for number, version in enumerate(versions)
    ]
    shuffled = readings + readings[:2]
    chance.shuffle(shuffled)
    assert sightings(shuffled) == sightings(readings)
