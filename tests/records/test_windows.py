from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.model.time import Granularity, Window
from promiselint.records.windows import impossible, meant, parse_day, parse_target, stretch


def found(text: str) -> Window:
    window = parse_target(text)
    assert window is not None
    return window


def ends(text: str) -> tuple[dt.date, dt.date]:
    window = found(text)
    assert window.first is not None
    assert window.last is not None
    return window.first, window.last


@pytest.mark.parametrize(
    ("text", "first", "last", "granularity"),
    [
        ("2027-04-15", (2027, 4, 15), (2027, 4, 15), Granularity.DAY),
        ("2028-02", (2028, 2, 1), (2028, 2, 29), Granularity.MONTH),
        ("2027-Q2", (2027, 4, 1), (2027, 6, 30), Granularity.QUARTER),
        ("2027-H2", (2027, 7, 1), (2027, 12, 31), Granularity.HALF),
        ("2027", (2027, 1, 1), (2027, 12, 31), Granularity.YEAR),
    ],
)
def test_each_writing_means_its_whole_window(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int], granularity: Granularity
) -> None:
    assert parse_target(text) == Window(dt.date(*first), dt.date(*last), granularity)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Q2 2027",
        "2027-q2",
        "2027-Q5",
        "2027-H3",
        "2027-00",
        "2027-13",
        "2027-02-30",
        "2027-4",
        "27",
        "0000",
        "2027-Q2 ",
        "soon",
        "٢٠٢٧",
        "0000-00-00",
    ],
)
def test_other_writings_are_no_target(text: str) -> None:
    assert parse_target(text) is None


@pytest.mark.parametrize(
    ("text", "proper"),
    [
        ("Q2 2027", "2027-Q2"),
        ("q2-2027", "2027-Q2"),
        ("2027 Q2", "2027-Q2"),
        ("2027q2", "2027-Q2"),
        ("H1 2027", "2027-H1"),
        ("2027/4", "2027-04"),
        ("2027.4.5", "2027-04-05"),
        ("Q5 2027", None),
        ("2027/13", None),
        ("H3 2027", None),
        ("soon", None),
    ],
)
def test_what_is_meant_by_another_writing(text: str, proper: str | None) -> None:
    assert meant(text) == proper


def test_why_a_date_is_impossible() -> None:
    assert [impossible(text) for text in ("2028-02-30", "2027-14-01", "2027-14", "2027-Q7", "2027-H0", "2027-Q2x")] == [
        ("is no day of the calendar", "expected 2028-02-01 to 2028-02-29"),
        ("is no day of the calendar", "expected 2027-01-01 to 2027-12-31"),
        ("is no month", "expected 2027-01 to 2027-12"),
        ("is no quarter", "expected 2027-Q1 to 2027-Q4"),
        ("is no half of a year", "expected 2027-H1 or 2027-H2"),
        None,
    ]


@given(st.dates())
def test_a_day_lies_in_its_month_in_its_quarter_in_its_half_in_its_year(day: dt.date) -> None:
    year = f"{day.year:04}"
    nest = (
        day.isoformat(),
        f"{year}-{day.month:02}",
        f"{year}-Q{(day.month + 2) // 3}",
        f"{year}-H{(day.month + 5) // 6}",
        year,
    )
    windows = [ends(text) for text in nest]
    assert all(first <= last for first, last in windows)
    for (first, last), (wider_first, wider_last) in itertools.pairwise(windows):
        assert wider_first <= first <= last <= wider_last
    orders = [found(text).granularity.order for text in nest]
    assert orders == sorted(set(orders))


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2200, 1, 1)), st.integers(0, 800))
def test_a_longer_stretch_is_never_finer(first: dt.date, days: int) -> None:
    shorter = stretch(first, first + dt.timedelta(days=days))
    longer = stretch(first, first + dt.timedelta(days=days + 1))
    assert shorter.granularity.order <= longer.granularity.order


@given(st.sampled_from([f"2027-Q{n}" for n in range(1, 5)] + ["2027-H1", "2027-H2", "2027", "2027-02", "2027-07"]))
def test_a_window_written_as_from_and_to_keeps_its_granularity(text: str) -> None:
    assert stretch(*ends(text)) == found(text)


@given(st.text(max_size=12))
def test_any_text_is_a_window_or_none(text: str) -> None:
    window = parse_target(text)
    assert window is None or ends(text)[0] <= ends(text)[1]
    assert parse_day(text) is None or parse_target(text) is not None
    proper = meant(text)
    assert proper is None or parse_target(proper) is not None
