"""What the roadmap and date checks find in statements built by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.checks import (
    date_against_target,
    date_finer_than,
    missed,
    release_version,
    stage_claimed,
    timing,
    unbacked,
    uncommitted,
    undated,
    visibility,
)
from promiselint.model.documents import Block, Document, Facts, Scope
from promiselint.model.findings import Breach
from promiselint.model.lexicon import Lexicon
from promiselint.model.roadmap import Feature, Name, Policy, Product, Roadmap, Stage, Status, Target, Visibility
from promiselint.model.situation import Said, Situation
from promiselint.model.statements import DateClaim, DateRole, Firmness, Kind, Mention, Speaker, Statement
from promiselint.model.time import Granularity, Window
from promiselint.rulebook.phrases import compile_lists

AS_OF = dt.date(2026, 11, 20)
NO_FACTS, ROOMY = Facts(), Policy(buffer_days=30)
LEXICON = Lexicon("en", compile_lists({"preview": ["beta"], "roadmap.preview-not": ["out of beta"]}))
Q2 = Target("2027-Q2", Window(dt.date(2027, 4, 1), dt.date(2027, 6, 30), Granularity.QUARTER))
FEATURES = (
    Feature("tides", "Tides", Status.PLANNED, target=Q2),
    Feature("locks", "Locks", Status.BACKLOG),
    Feature("fuel", "Fuel", Status.BETA, target=Q2),
    Feature("berths", "Berths", Status.RELEASED, released_in="4.2", product="Halyard Port"),
    Feature("telex", "Telex", Status.WITHDRAWN, released_in="2.0"),
    Feature("owl", "Owl", Status.IDEA, visibility=Visibility.INTERNAL),
    Feature("tern", "Tern", Status.PLANNED, visibility=Visibility.NDA),
)


def statement(feature: str | None, kind: Kind = Kind.DELIVERY, *dates: DateClaim, text: str = "It ships.") -> Statement:
    mention = Mention(feature, 1.0, 0, 2, "name") if feature else None
    return Statement(0, 0, 0, len(text), text, "en", kind, Firmness.FIRM, Speaker.VENDOR, dates, mention)


def day(month: int, number: int, year: int = 2027) -> DateClaim:
    date = dt.date(year, month, number)
    return DateClaim(date.isoformat(), 0, 10, Window(date, date, Granularity.DAY), role=DateRole.DELIVERY)


def quarter(number: int, year: int = 2027) -> DateClaim:
    last = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}[number]
    window = Window(dt.date(year, 3 * number - 2, 1), dt.date(year, *last), Granularity.QUARTER)
    return DateClaim(f"Q{number}", 0, 2, window, role=DateRole.DELIVERY)


SOON = DateClaim("soon", 0, 4, Window(None, None, Granularity.VAGUE), role=DateRole.DELIVERY)
GO_LIVE = replace(SOON, text="in time for your go-live", customer_set=True)


def situation(
    *said: Said, text: str = "It ships.", facts: Facts = NO_FACTS, policy: Policy = ROOMY, complete: bool = False
) -> Situation:  # fmt: skip
    block = Block(text, Scope.PARAGRAPH, tuple(range(len(text))), tuple(range(1, len(text) + 1)))
    products = (Product("Halyard Port", (Name("the port suite"),)), Product("Halyard Crew"))
    roadmap = Roadmap("r.yaml", AS_OF, FEATURES, products=products, policy=policy, complete=complete)
    document = Document("a.md", text, (block,), facts)
    return Situation(document, (), said, roadmap, {f.id: f for f in FEATURES}, {"en": LEXICON}, AS_OF)


def found(breaches: Iterable[Breach]) -> list[str]:
    """The words or date that each breach names."""
    return [breach.date.text if breach.date else breach.values["words"] for breach in breaches]


def test_a_date_finer_than_a_quarter_is_too_fine_and_a_quarter_is_not() -> None:
    options = date_finer_than.Options()
    assert found(date_finer_than.check(statement("tides", Kind.DELIVERY, day(9, 1)), situation(), options)) == [
        "2027-09-01"
    ]
    assert not found(date_finer_than.check(statement("tides", Kind.DELIVERY, quarter(3)), situation(), options))
    assert found(date_finer_than.check(statement(None, Kind.DELIVERY, day(9, 1)), situation(), options))


def test_a_policy_of_no_dates_lets_none_pass() -> None:
    scene = situation(policy=Policy(None))
    assert found(date_finer_than.check(statement("fuel", Kind.DELIVERY, quarter(3)), scene, date_finer_than.Options()))


@pytest.mark.parametrize(
    "quiet",
    [
        statement("berths", Kind.DELIVERY, day(9, 1)),
        replace(statement(None, Kind.DELIVERY, day(9, 1)), service=True),
        replace(statement("tides", Kind.DELIVERY, day(9, 1)), retirement=True),
        replace(statement("tides", Kind.DELIVERY, day(9, 1)), speaker=Speaker.COMPETITOR),
        replace(statement("tides", Kind.DELIVERY, day(9, 1)), firmness=Firmness.NEGATED),
        statement("tides", Kind.CAPABILITY, day(9, 1)),
        statement("tides", Kind.DELIVERY, replace(day(9, 1), role=DateRole.EVENT)),
        statement("tides", Kind.DELIVERY, SOON),
    ],
)
def test_what_is_released_denied_or_no_delivery_date_may_be_fine(quiet: Statement) -> None:
    assert not found(date_finer_than.check(quiet, situation(), date_finer_than.Options()))


def test_a_day_gone_by_beside_a_coming_date_dates_something_else() -> None:
    mixed = statement("tides", Kind.DELIVERY, day(11, 20, 2026), quarter(3))
    assert not found(date_finer_than.check(mixed, situation(), date_finer_than.Options()))


AHEAD, ROOM = date_against_target.Options(ahead=True), date_against_target.Options(ahead=False)


@pytest.mark.parametrize(
    ("date", "ahead", "close"),
    [
        (day(6, 29), True, False),
        (quarter(2), False, True),
        (day(7, 29), False, True),
        (day(7, 30), False, False),
        (quarter(3), False, False),
    ],
)
def test_a_date_is_ahead_of_the_target_or_too_close_behind_it_or_neither(
    date: DateClaim, ahead: bool, close: bool
) -> None:
    one = statement("tides", Kind.DELIVERY, date)
    assert bool(found(date_against_target.check(one, situation(), AHEAD))) is ahead
    assert bool(found(date_against_target.check(one, situation(), ROOM))) is close


def test_the_latest_of_several_dates_counts_and_an_open_one_never() -> None:
    assert not found(
        date_against_target.check(statement("fuel", Kind.DELIVERY, quarter(1), quarter(3)), situation(), AHEAD)
    )
    open_end = replace(day(1, 1), window=Window(dt.date(2027, 1, 1), None, Granularity.DAY))
    assert not found(date_against_target.check(statement("fuel", Kind.DELIVERY, open_end), situation(), AHEAD))


@given(
    last=st.dates(dt.date(2026, 1, 1), dt.date(2029, 1, 1)),
    buffer=st.integers(min_value=0, max_value=400),
)
def test_no_date_is_both_ahead_of_the_target_and_too_close_behind_it(last: dt.date, buffer: int) -> None:
    one = statement("tides", Kind.DELIVERY, replace(day(1, 1), window=Window(last, last, Granularity.DAY)))
    scene = situation(policy=Policy(buffer_days=buffer))
    before = found(date_against_target.check(one, scene, AHEAD))
    close = found(date_against_target.check(one, scene, ROOM))
    assert not (before and close)
    assert bool(before or close) == (last < Q2.window.last + dt.timedelta(buffer)) if Q2.window.last else True


def test_a_dated_feature_without_a_target_is_found_however_coarse_the_date() -> None:
    options = undated.Options()
    assert found(undated.check(statement("locks", Kind.DELIVERY, quarter(4)), situation(), options))
    assert not found(undated.check(statement("locks", Kind.DELIVERY, SOON), situation(), options))
    assert not found(undated.check(statement("tides", Kind.DELIVERY, quarter(4)), situation(), options))


def test_a_date_that_is_over_is_missed_only_while_the_feature_is_not_out() -> None:
    options = missed.Options()
    assert found(missed.check(statement("tides", Kind.DELIVERY, quarter(3, 2026)), situation(), options))
    assert not found(missed.check(statement("tides", Kind.DELIVERY, quarter(4, 2026)), situation(), options))
    assert not found(missed.check(statement("fuel", Kind.DELIVERY, quarter(3, 2026)), situation(), options))


def test_timing_by_the_customer_and_vague_timing_are_told_apart() -> None:
    customer, vague = timing.Options("customer"), timing.Options("vague")
    assert found(timing.check(statement("tides", Kind.DELIVERY, GO_LIVE), situation(), customer)) == [GO_LIVE.text]
    assert not found(timing.check(statement("tides", Kind.DELIVERY, GO_LIVE), situation(), vague))
    assert found(timing.check(statement("tides", Kind.DELIVERY, SOON), situation(), vague)) == ["soon"]
    assert not found(timing.check(statement("tides", Kind.DELIVERY, SOON, quarter(3)), situation(), vague))
    assert not found(timing.check(statement("berths", Kind.DELIVERY, SOON), situation(), vague))


def test_a_promise_that_nothing_backs_is_found_and_an_exploration_is_not() -> None:
    options = unbacked.Options()
    hedged = replace(statement(None), firmness=Firmness.HEDGED)
    assert found(unbacked.check(statement(None), situation(), options))
    assert found(unbacked.check(replace(hedged, intention=True), situation(), options))
    assert not found(unbacked.check(hedged, situation(), options))
    assert not found(unbacked.check(statement("tides"), situation(), options))
    assert not found(unbacked.check(replace(statement(None), service=True), situation(), options))
    rivals = (Mention("tides", 0.9, 0, 2, "name"), Mention("locks", 0.9, 0, 2, "name"))
    assert not found(unbacked.check(replace(statement(None), rivals=rivals), situation(), options))


def test_a_capability_needs_an_entry_only_where_the_roadmap_is_complete() -> None:
    one = statement(None, Kind.CAPABILITY)
    assert not found(unbacked.check(one, situation(), unbacked.Options()))
    assert found(unbacked.check(one, situation(complete=True), unbacked.Options()))


def test_only_what_is_not_decided_may_not_be_promised_firmly() -> None:
    options = uncommitted.Options()
    assert found(uncommitted.check(statement("locks"), situation(), options))
    assert not found(uncommitted.check(replace(statement("locks"), firmness=Firmness.HEDGED), situation(), options))
    assert not found(uncommitted.check(statement("tides"), situation(), options))


PREVIEW = stage_claimed.Options(
    stages=(Stage.PREVIEW,), kinds=(Kind.CAPABILITY, Kind.RELEASE), unless_said=("preview",)
)


@pytest.mark.parametrize(
    ("text", "flagged"),
    [("Fuel counts oil.", True), ("Fuel (beta) counts oil.", False), ("Fuel is out of beta and counts oil.", True)],
)
def test_a_preview_must_be_called_one_and_out_of_beta_does_not_do(text: str, flagged: bool) -> None:
    said = Said(0, 0, 0, len(text), text, "en", Speaker.VENDOR)
    one = statement("fuel", Kind.CAPABILITY, text=text)
    assert bool(found(stage_claimed.check(one, situation(said, text=text), PREVIEW))) is flagged


def test_the_end_of_a_feature_may_be_spoken_of() -> None:
    options = stage_claimed.Options(stages=(Stage.GONE,), kinds=(Kind.DELIVERY,), unless_retirement=True)
    assert found(stage_claimed.check(statement("telex"), situation(), options))
    assert not found(stage_claimed.check(replace(statement("telex"), retirement=True), situation(), options))


@pytest.mark.parametrize(
    ("feature", "facts", "flagged"),
    [
        ("owl", Facts(channel="proposal", customer="Aldermouth"), True),
        ("tern", Facts(channel="web"), True),
        ("tern", Facts(channel="email"), True),
        ("tern", Facts(), True),
        ("tern", Facts(channel="email", customer="Aldermouth"), False),
        ("tern", Facts(channel="proposal"), False),
        ("tides", Facts(channel="web"), False),
    ],
)
def test_who_may_hear_of_a_feature_depends_on_the_channel(feature: str, facts: Facts, flagged: bool) -> None:
    mention = Mention(feature, 1.0, 0, 3, "name")
    said = Said(0, 0, 0, 9, "Owl flies", "en", Speaker.VENDOR, mentions=(mention, mention))
    scene = situation(said, facts=facts)
    assert found(visibility.check(said, scene, visibility.Options())) == (["Owl"] if flagged else [])
    quoted = replace(said, speaker=Speaker.CUSTOMER)
    assert not found(visibility.check(quoted, scene, visibility.Options()))


NOTES = Facts(channel="release-notes", version="4.3", product="the port suite")


@pytest.mark.parametrize(
    ("facts", "flagged"),
    [
        (NOTES, True),
        (replace(NOTES, version="v4.2.0"), False),
        (replace(NOTES, product="Halyard Crew"), False),
        (replace(NOTES, channel="web"), False),
        (replace(NOTES, version=None), False),
    ],
)
def test_release_notes_bring_what_the_roadmap_has_in_their_version_of_their_product(
    facts: Facts, flagged: bool
) -> None:
    one = statement("berths", Kind.RELEASE)
    assert bool(found(release_version.check(one, situation(facts=facts), release_version.Options()))) is flagged


@pytest.mark.parametrize(
    "quiet",
    [
        replace(statement("berths", Kind.RELEASE), improvement=True),
        statement("telex", Kind.RELEASE),
        statement("berths", Kind.RELEASE, text="Berths, here since 4.2, are new on screen."),
        statement("berths", Kind.CAPABILITY),
    ],
)
def test_an_improvement_or_a_version_that_is_named_is_no_mismatch(quiet: Statement) -> None:
    assert not found(release_version.check(quiet, situation(facts=NOTES), release_version.Options()))


def test_what_is_hedged_is_marked_so() -> None:
    one = replace(statement("tides", Kind.DELIVERY, day(6, 1)), firmness=Firmness.HEDGED)
    assert [breach.hedged for breach in date_against_target.check(one, situation(), AHEAD)] == [True]


def test_the_safer_time_leaves_the_buffer_behind_the_target() -> None:
    (breach,) = date_against_target.check(statement("tides", Kind.DELIVERY, quarter(2)), situation(), ROOM)
    assert breach.values["safer"] == "the third quarter of 2027"
    assert breach.values["limit"] == "2027-07-30"
