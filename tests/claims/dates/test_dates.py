from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from promiselint.claims.dates import Calendar, find, occasion_of
from promiselint.model.statements import DateRole
from promiselint.model.time import Granularity, Window

CALENDAR = Calendar(dt.date(2026, 11, 20))
# Plain text everywhere: a date that YAML reads for us would not be the date as it is written.
TABLE = yaml.load((Path(__file__).parent / "table.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
ROWS = [pytest.param(language, row, id=f"{language}: {row[0]}") for language, rows in TABLE.items() for row in rows]


@pytest.mark.parametrize(("language", "row"), ROWS)
def test_a_date_means_its_window(language: str, row: list[object]) -> None:
    text = str(row[0])
    found = [
        [claim.text, str(claim.window.first or "-"), str(claim.window.last or "-"), claim.window.granularity.value]
        for claim in find(text, language, CALENDAR)
    ]
    assert found == row[1:]


def test_releases_are_windows() -> None:
    window = Window(dt.date(2027, 2, 1), dt.date(2027, 2, 28), Granularity.MONTH)
    calendar = Calendar(dt.date(2026, 11, 20), releases={"4.3": window})
    assert [claim.window for claim in find("It comes in 4.3, not in 4.31.", "en", calendar)] == [window]


def test_fiscal_years_begin_in_their_month() -> None:
    calendar = Calendar(dt.date(2026, 11, 20), fiscal_year_start=7)
    assert find("FY27 Q1", "en", calendar)[0].window == Window(
        dt.date(2026, 7, 1), dt.date(2026, 9, 30), Granularity.QUARTER
    )


@pytest.mark.parametrize(
    ("text", "language", "role"),
    [
        ("The webinar is on 3 March 2027.", "en", DateRole.EVENT),
        ("Prices are valid until 31 March 2027.", "en", DateRole.VALIDITY),
        ("© 2019–2026 Example Ltd.", "en", DateRole.COPYRIGHT),
        ("The agreement runs from 1 January 2027.", "en", DateRole.CONTRACT),
        ("It was released on 4 May 2026.", "en", DateRole.PAST),
        ("It ships on 3 March 2027.", "en", None),
        ("Mässan hålls den 3 mars 2027.", "sv", DateRole.EVENT),
        ("Offerten gäller till den 3 mars 2027.", "sv", DateRole.VALIDITY),
        ("Versionen släpptes den 4 maj 2026.", "sv", DateRole.PAST),
        ("Den släpps den 3 mars 2027.", "sv", None),
    ],
)
def test_a_date_that_is_no_delivery_says_what_it_dates(text: str, language: str, role: DateRole | None) -> None:
    (claim,) = find(text, language, CALENDAR)
    assert occasion_of(claim, text, language, CALENDAR) == role


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["en", "sv"]))
def test_any_text_is_read_and_claims_stand_where_they_say(text: str, language: str) -> None:
    end = 0
    for claim in find(text, language, CALENDAR):
        assert claim.text == text[claim.start : claim.end]
        assert claim.start >= end
        end = claim.end


_PIECES = st.sampled_from(
    "1 31 2027 2026 Q2 H1 March mars the first second half quarter of by end early mid late before from to - – and in week 12 spring våren kvartalet inom dagar tidigast till sista".split()
)


@settings(max_examples=100, deadline=None)
@given(st.lists(_PIECES, max_size=8), st.sampled_from(["en", "sv"]))
def test_a_window_begins_before_it_ends(pieces: list[str], language: str) -> None:
    for claim in find(" ".join(pieces), language, CALENDAR):
        if claim.window.first and claim.window.last:
            assert claim.window.first <= claim.window.last


def _window(text: str) -> tuple[dt.date, dt.date]:
    (claim,) = find(text, "en", CALENDAR)
    assert claim.window.first is not None
    assert claim.window.last is not None
    return claim.window.first, claim.window.last


@settings(deadline=None)
@given(st.integers(2000, 2050), st.integers(1, 12))
def test_a_month_lies_in_its_quarter_its_half_and_its_year(year: int, number: int) -> None:
    month = dt.date(year, number, 1).strftime("%B")
    first, last = _window(f"It ships in {month} {year}.")
    for larger in (f"Q{(number - 1) // 3 + 1} {year}", f"H{(number - 1) // 6 + 1} {year}", f"{year}"):
        low, high = _window(f"It ships in {larger}.")
        assert low <= first <= last <= high


@settings(deadline=None)
@given(st.integers(2000, 2050), st.sampled_from(["early", "mid", "late"]), st.sampled_from(["March ", "Q2 ", ""]))
def test_a_part_lies_in_its_whole(year: int, part: str, unit: str) -> None:
    first, last = _window(f"It ships in {part}{'-' if part == 'mid' else ' '}{unit}{year}.")
    low, high = _window(f"It ships in {unit}{year}.")
    assert low <= first <= last <= high
    assert (last - first) < (high - low)


@pytest.mark.parametrize(
    "text", ["in " * 5000, "the end of " * 3000, "1 " * 5000, "mars " * 5000, "before your " * 3000]
)
def test_a_hostile_text_is_read_in_passing(text: str) -> None:
    find(text, "en", CALENDAR)
    find(text, "sv", CALENDAR)
