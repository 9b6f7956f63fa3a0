"""Dates as people write them: as fine as they are, and never two."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.records.sources.written_dates import ORDERS, NoDate, day, written
from promiselint.records.windows import parse_day, parse_target

YEARS = st.integers(1990, 2099)
NAMES = "January February March April May June July August September October November December".split()
SWEDISH = "januari februari mars april maj juni juli augusti september oktober november december".split()


@given(year=YEARS, part=st.integers(1, 4))
def test_a_quarter_is_a_quarter_however_it_is_written(year: int, part: int) -> None:
    forms = [
        f"Q{part} {year}",
        f"Q{part} CY{year}",
        f"{year} q{part}",
        f"{year}-Q{part}",
        f"{year}Q{part}",
        f"Q{part}/{year}",
    ]
    forms += [f"kvartal {part} {year}", f"kv{part} {year}", f"Kv {part} {year}", f"Quarter {part}, {year}"]
    assert {written(form) for form in forms} == {f"{year}-Q{part}"}


@given(year=YEARS, part=st.integers(1, 2))
def test_a_half_is_a_half_however_it_is_written(year: int, part: int) -> None:
    forms = [
        f"H{part} {year}",
        f"{part}H {year}",
        f"{year} H{part}",
        f"{part}H{year}",
        f"{year}-H{part}",
        f"Halvår {part} {year}",
    ]
    assert {written(form) for form in forms} == {f"{year}-H{part}"}


@given(year=YEARS, month=st.integers(1, 12))
def test_a_month_is_a_month_however_it_is_written(year: int, month: int) -> None:
    forms = [f"{year}-{month:02d}", f"{year}/{month}", f"{month:02d}/{year}"]
    for name in (NAMES[month - 1], NAMES[month - 1][:3], SWEDISH[month - 1], NAMES[month - 1].upper()):
        forms += [
            f"{name} {year}",
            f"{name}-{year}",
            f"{name}, {year}",
            f"{year} {name}",
            f"{name} CY{year}",
            f"{name}. {year}",
        ]
    assert {written(form) for form in forms} == {f"{year}-{month:02d}"}


@given(on=st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31)))
def test_a_day_is_a_day_however_it_is_written(on: dt.date) -> None:
    name = NAMES[on.month - 1]
    forms = [str(on), f"{on}T00:00:00Z", f"{on}T08:00:00.000Z", f"{on} 07:00", f"{on.day} {name} {on.year}"]
    forms += [f"{name[:3]} {on.day}, {on.year}", f"{on.day:02d}-{name[:3]}-{on.year}", f"{on.day}.{on.month}.{on.year}"]
    assert {written(form) for form in forms} == {str(on)}
    assert written(f"{on.day}/{on.month}/{on.year}", "dmy") == str(on)
    assert written(f"{on.month}/{on.day}/{on.year}", "mdy") == str(on)


@given(on=st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31)))
def test_two_numbers_and_a_year_are_a_day_only_where_they_can_be_but_one(on: dt.date) -> None:
    text = f"{on.day}/{on.month}/{on.year}"
    if on.day > 12 or on.day == on.month:
        assert written(text) == str(on)
    else:
        with pytest.raises(NoDate, match="may be"):
            written(text)


@given(first=st.dates(dt.date(1990, 1, 1), dt.date(2098, 11, 25)), days=st.integers(0, 400))
def test_a_stretch_keeps_both_ends(first: dt.date, days: int) -> None:
    last = first + dt.timedelta(days=days)
    forms = [f"{first} to {last}", f"{first} – {last}", f"{first}/{last}", f"{first} - {last}", f"{first}..{last}"]
    assert {written(form) for form in forms} == {f"{first} to {last}"}


@given(text=st.text(max_size=80), order=st.sampled_from(("", *ORDERS)))
def test_any_text_is_a_window_or_no_date(text: str, order: str) -> None:
    try:
        found = written(text, order)
    except NoDate as fault:
        found = "" if fault.why and fault.expected else "no reason"
    first, _, last = found.partition(" to ")
    assert not found or parse_target(found) or (parse_day(first) and parse_day(last))


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("2027-01-15T08:00:00Z", "2027-01-15"),
        ("2027-04-15T07:00:00Z", "2027-04-15"),
        ("2027-04-15T00:00:00+02:00", "2027-04-15"),
        ("2027-04-15", "2027-04-15"),
        ("2027-04", ""),
        ("2027-02-30", ""),
        ("soon", ""),
        ("", ""),
    ],
)
def test_a_timestamp_s_day_is_the_one_that_is_written(text: str, on: str) -> None:
    assert day(text) == on


@pytest.mark.parametrize(
    "text",
    [
        "Q0 2027",
        "Q5 2027",
        "H3 2027",
        "2027-00",
        "2027-13",
        "0/2027",
        "13/2027",
        "Apr-27",
        "Apr 27",
        "27",
        "1800",
        "2027-W60",
        "FY27 Q1",
        "fiscal 2027",
        "spring 2027",
        "end of Q2 2027",
        "Q2",
        "April",
        "2027-04-31",
        "31 April 2027",
        "next week",
        "Q2 2027 or Q3 2027",
        "2027-04-15T99",
        "٢٠٢٧",
        "Q2 2027?",
        "x" * 5000,
        "2027 to",
        "to 2027",
        "~2027",
        "early 2027",
    ],
)
def test_what_is_no_date_is_never_made_one(text: str) -> None:
    with pytest.raises(NoDate):
        written(text)
