"""What holds for any text: places, order, windows, and time that grows with the text and no faster."""

from __future__ import annotations

import datetime as dt
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promiselint.claims.dates import Calendar, find, occasion_of
from promiselint.claims.dates.almanac import half, halved, month, quarter, third, year
from promiselint.model.time import Granularity, Window

REFERENCES = st.dates(dt.date(1995, 1, 1), dt.date(2055, 12, 31))
LANGUAGES = st.sampled_from(["en", "sv"])
PIECES = st.lists(
    st.sampled_from(
        "in on by the from to till until after before between and och mellan senast den i at end of slutet av early mid late "
        "1 2 3 15 31 31st 15:e 2027 '27 -27 Q2 H1 FY27 quarter kvartalet half halvåret first första second andra last sista "
        "March mars May maj december week vecka v. 12 spring våren vår Friday fredag next nästa this months månader within "
        "inom om 90 days dagar year år year-end årsskiftet Christmas jul soon snart your er go-live inflyttning - – / . , ( ) "
        "| : T00 2027-03-01 15/3 1.3.2027 © before you när ni".split()
    ),
    max_size=14,
)


def _no_worse_than(text: str, language: str, reference: dt.date, fiscal: int = 1) -> None:
    calendar = Calendar(reference, fiscal)
    claims = find(text, language, calendar)
    for claim in claims:
        assert claim.text == text[claim.start : claim.end]
        assert claim.text.strip() == claim.text
        assert claim.text
        if claim.window.first and claim.window.last:
            assert claim.window.first <= claim.window.last
        vague = claim.window.granularity is Granularity.VAGUE
        assert vague == (claim.window.first is None and claim.window.last is None)
        occasion_of(claim, text, language, calendar)
    assert all(one.end <= other.start for one, other in pairwise(claims))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80), LANGUAGES, REFERENCES)
def test_any_text_at_all_is_read(text: str, language: str, reference: dt.date) -> None:
    _no_worse_than(text, language, reference)


@settings(max_examples=600, deadline=None)
@given(PIECES, LANGUAGES, REFERENCES, st.integers(1, 12), st.sampled_from([" ", " ", "", "\n"]))
def test_any_row_of_date_words_is_read(
    pieces: list[str], language: str, reference: dt.date, fiscal: int, joint: str
) -> None:
    _no_worse_than(joint.join(pieces), language, reference, fiscal)


@given(st.integers(1990, 2060), st.integers(1, 12), st.integers(0, 2))
def test_a_third_lies_in_its_window_and_is_finer(number: int, part: int, which: int) -> None:
    for whole in (
        month(number, part),
        quarter(number, (part + 2) // 3),
        half(number, (part + 5) // 6),
        year(number, part),
    ):
        assert whole is not None
        for piece in (third(whole, which), halved(whole, which % 2)):
            _lies_in(piece, whole)
            assert piece.granularity.order < whole.granularity.order


def _lies_in(part: Window, whole: Window) -> None:
    assert part.first
    assert part.last
    assert whole.first
    assert whole.last
    assert whole.first <= part.first <= part.last <= whole.last


@given(st.integers(1991, 2059), st.integers(1, 12), st.integers(0, 2))
def test_thirds_follow_each_other_without_a_gap(number: int, part: int, which: int) -> None:
    whole = month(number, part)
    assert whole
    first, second = third(whole, which), third(whole, (which + 1) % 3)
    assert first.last
    assert second.first
    if which < 2:
        assert second.first == first.last + dt.timedelta(days=1)


UNFRIENDLY = [
    "1-" * 400,
    "1/1" * 300,
    "mars " * 300,
    "1, " * 300 + "March",
    "in the " * 300,
    "before your " * 200,
    "in time for your " + "very " * 300,
    "the end of " * 200 + "2027",
    "slutet av " * 200 + "2027",
    "från den " * 200,
    "2027-" * 300,
    "Q1-Q2-" * 200,
    "next next " * 200,
    "within 3 " * 200,
    "lagom till er " * 150,
    "2027 2027 " * 200,
    "\n" * 2000 + "May",
    " " * 4000 + "2027",
    "." * 4000 + "soon",
]


def _steps(text: str, language: str) -> int:
    """How many lines of code reading the text takes: a measure that no busy machine blurs."""
    taken = 0

    def count(*_: object) -> object:
        nonlocal taken
        taken += 1
        return count

    calendar = Calendar(dt.date(2026, 11, 20))
    find(text, language, calendar)  # so that nothing is compiled while it is measured
    before = sys.gettrace()
    sys.settrace(count)  # type: ignore[arg-type]
    try:
        find(text, language, calendar)
    finally:
        sys.settrace(before)
    return taken


@pytest.mark.parametrize("text", UNFRIENDLY, ids=lambda text: repr(text[:24]))
@pytest.mark.parametrize("language", ["en", "sv"])
def test_a_text_twice_as_long_takes_no_more_than_about_twice_the_steps(text: str, language: str) -> None:
    twice, fourfold = "\n".join([text] * 2), "\n".join([text] * 4)
    assert _steps(fourfold, language) <= 2.5 * _steps(twice, language) + 4000
