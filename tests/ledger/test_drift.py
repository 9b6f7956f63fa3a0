"""What the roadmap left behind, judged on promises that are made by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.ledger.backing import SHIFT_OF, Backing, Book, drifted
from promiselint.model.documents import Block, Scope
from promiselint.model.lexicon import Lexicon
from promiselint.model.promises import Drifted, Recorded, Shift, Told, Word
from promiselint.model.roadmap import Feature, Policy, Roadmap, ServiceLevel, Status, Target, Visibility
from promiselint.model.situation import Said
from promiselint.model.statements import DateClaim, DateRole, Firmness, Kind, Mention, Speaker, Statement
from promiselint.model.time import Granularity, Window
from promiselint.rulebook.folder import folder
from promiselint.rulebook.lexicon import LaterLexicons
from promiselint.rulebook.rules import BoundRule, read_rules

THEN, NOW = dt.date(2026, 2, 1), dt.date(2026, 11, 20)
DAYS = st.dates(dt.date(2027, 1, 1), dt.date(2029, 12, 31))


@dataclass(frozen=True)
class OurBook:
    """The rules and word lists as they come with us."""

    rules: tuple[BoundRule, ...]
    lexicons: LaterLexicons


BOOK: Book = OurBook(read_rules((Path(folder()),)), LaterLexicons((Path(folder()),)))


def feature(last: dt.date | None = dt.date(2027, 6, 30), **more: object) -> Feature:
    target = Target(last.isoformat(), Window(last, last, Granularity.DAY)) if last else None
    return replace(Feature("berth", "Berth booking", Status.PLANNED, target=target), **more)  # type: ignore[arg-type]


def roadmap(*features: Feature, on: dt.date = THEN, **more: object) -> Roadmap:
    return replace(Roadmap("roadmap.yaml", on, features), **more)  # type: ignore[arg-type]


def promise(
    said: str = "Berth booking ships on 30 June 2027.",
    last: dt.date | None = dt.date(2027, 6, 30),
    about: str = "berth",
    kind: Kind = Kind.DELIVERY,
) -> Recorded:
    window = Window(last, last, Granularity.DAY)
    dates = (DateClaim("30 June 2027", 23, 35, window, role=DateRole.DELIVERY),) if last else ()
    named = Mention(about, 1.0, 0, 13, "name")
    statement = Statement(
        0, 0, 0, len(said), said, "en", kind, Firmness.FIRM, Speaker.VENDOR, dates, named, mentions=(named,)
    )  # fmt: skip
    sentence = Said(0, 0, 0, len(said), said, "en", Speaker.VENDOR, dates=dates, mentions=(named,))
    return Recorded(
        "p1", "offer.md", said, kind, Firmness.FIRM, about, "Berth booking",
        dated="30 June 2027" if last else "", first=last, last=last, granularity="day" if last else "",
        customer="Port of Aldermouth", channel="proposal",
        told=Told(Block(said, Scope.PARAGRAPH, (), ()), statement, (sentence,)),
    )  # fmt: skip


def test_a_promise_that_slipped_tells_by_how_much_and_both_words_of_the_roadmap() -> None:
    then, now = roadmap(feature()), roadmap(feature(dt.date(2027, 9, 30)), on=NOW)
    assert drifted(promise(), then, now, BOOK) == Drifted(
        promise(),
        (Shift.SLIPPED,),
        Word(THEN, feature()),
        Word(NOW, feature(dt.date(2027, 9, 30))),
        92,
        ("PL202",),
    )


def test_the_commits_of_both_roadmaps_are_told() -> None:
    backing = Backing(roadmap(on=NOW), BOOK, roadmap(feature()), now_commit="new", then_commit="old")
    found = backing.of(promise())
    assert found is not None
    assert (found.then.commit, found.now.commit, found.now.feature) == ("old", "new", None)


def test_without_its_clause_a_promise_cannot_be_judged() -> None:
    assert drifted(replace(promise(), told=None), roadmap(feature()), roadmap(on=NOW), BOOK) is None


def test_a_promise_without_a_recorded_word_is_not_held_against_the_ledger() -> None:
    assert Backing(roadmap(on=NOW), BOOK).since_recorded(promise()) is None


def test_against_the_ledger_only_the_own_feature_is_of_that_day() -> None:
    other = Feature("tide", "Tide tables", Status.WITHDRAWN)
    recorded = replace(promise(), word=Word(THEN, feature(), commit="c0ffee"))
    found = Backing(roadmap(feature(dt.date(2028, 6, 30)), other, on=NOW), BOOK).since_recorded(recorded)
    assert found is not None
    assert (found.shifts, found.days, found.then.commit) == ((Shift.SLIPPED,), 366, "c0ffee")


def test_what_was_told_since_takes_the_place_of_the_recorded_word() -> None:
    now = roadmap(feature(dt.date(2028, 6, 30)), on=NOW)
    recorded = replace(promise(), word=Word(THEN, feature()))
    assert Backing(now, BOOK).since_recorded(recorded, Word(NOW, now.features[0])) is None


def test_another_feature_in_the_same_block_is_another_promise() -> None:
    one = promise()
    assert one.told is not None
    aside = Mention("tide", 1.0, 0, 11, "name")
    beside = Said(0, 1, 37, 60, "Tide tables are planned.", "en", Speaker.VENDOR, mentions=(aside,))
    one = replace(one, told=replace(one.told, said=(*one.told.said, beside)))
    tide = Feature("tide", "Tide tables", Status.PLANNED)
    then = roadmap(feature(), tide)
    now = roadmap(feature(), replace(tide, visibility=Visibility.INTERNAL), on=NOW)
    assert drifted(one, then, now, BOOK) is None


@pytest.mark.parametrize("kind", [Kind.GUARANTEE, Kind.SCOPE])
def test_a_guarantee_falls_with_the_feature_that_it_is_about(kind: Kind) -> None:
    one = promise("Berth booking never loses a reservation.", None, kind=kind)
    out = feature(None, status=Status.RELEASED, released_on=THEN)
    gone = roadmap(replace(out, status=Status.WITHDRAWN), on=NOW)
    found = drifted(one, roadmap(out), gone, BOOK)
    assert found is not None
    assert (found.shifts, found.codes) == ((Shift.WITHDRAWN,), ("PL104",))
    assert drifted(one, roadmap(feature()), roadmap(on=NOW), BOOK) is not None
    assert drifted(one, roadmap(feature()), roadmap(feature(), on=NOW), BOOK) is None


def test_two_entries_of_the_old_name_are_followed_by_nobody() -> None:
    twins = [replace(feature(), id=one) for one in ("north", "south")]
    found = drifted(promise(), roadmap(feature()), roadmap(*twins, on=NOW), BOOK)
    assert found is not None
    assert found.shifts == (Shift.WITHDRAWN,)


def test_a_policy_that_gives_other_dates_is_no_drift() -> None:
    strict = Policy(finest_date=None, buffer_days=90)
    assert drifted(promise(), roadmap(feature()), roadmap(feature(), on=NOW, policy=strict), BOOK) is None


def test_a_higher_level_elsewhere_changes_nothing_for_a_delivery() -> None:
    level = ServiceLevel("uptime", "availability", "99.9%")
    assert drifted(promise(), roadmap(feature()), roadmap(feature(), on=NOW, service_levels=(level,)), BOOK) is None


def test_every_rule_that_leaves_a_promise_behind_is_one_of_ours() -> None:
    assert set(SHIFT_OF) <= {one.rule.code for one in BOOK.rules}


@given(DAYS, DAYS, DAYS)
def test_a_dated_promise_drifts_exactly_where_its_target_left_it(said: dt.date, then: dt.date, now: dt.date) -> None:
    found = drifted(promise(last=said), roadmap(feature(then)), roadmap(feature(now), on=NOW), BOOK)
    in_line = said >= then
    slipped, earlier = in_line and now > said, in_line and now < said and then >= said
    assert (found.shifts if found else ()) == ((Shift.SLIPPED,) if slipped else (Shift.EARLIER,) if earlier else ())
    if found is not None:
        assert found.days == (now - said).days


@given(st.sampled_from(Status), st.sampled_from(Visibility), st.one_of(st.none(), DAYS), DAYS)
def test_a_roadmap_that_says_what_it_said_leaves_nothing_behind(
    status: Status, visibility: Visibility, target: dt.date | None, said: dt.date
) -> None:
    entry = feature(target, status=status, visibility=visibility)
    same = roadmap(replace(entry, owner="ines", evidence="Q-7"), on=NOW)
    assert drifted(promise(last=said), roadmap(entry), same, BOOK) is None
    recorded = replace(promise(last=said), word=Word(THEN, entry))
    assert Backing(same, BOOK).since_recorded(recorded) is None


@given(st.sampled_from(Status), st.sampled_from(Visibility), st.one_of(st.none(), DAYS), DAYS)
def test_what_drifts_was_in_line_and_has_its_reasons(
    status: Status, visibility: Visibility, target: dt.date | None, said: dt.date
) -> None:
    then, now = roadmap(feature(said)), roadmap(feature(target, status=status, visibility=visibility), on=NOW)
    found = drifted(promise(last=said), then, now, BOOK)
    if found is not None:
        assert found.shifts
        assert {SHIFT_OF[code] for code in found.codes} >= set(found.shifts) - {Shift.EARLIER}
        assert drifted(promise(last=said), now, now, BOOK) is None


def test_the_word_lists_are_read_only_when_they_are_asked_for() -> None:
    assert isinstance(BOOK.lexicons, LaterLexicons)
    assert isinstance(BOOK.lexicons["en"], Lexicon)
