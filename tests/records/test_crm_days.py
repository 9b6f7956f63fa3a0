"""Days as exports write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promiselint.records.crm_days import day, order_of
from promiselint.records.sheets import Sheet

READ = {
    ("2026-03-04", ""): dt.date(2026, 3, 4),
    ("2026-03-04T10:15:00.000Z", ""): dt.date(2026, 3, 4),
    ("2026-03-04 10:15", "dmy"): dt.date(2026, 3, 4),
    ("2026/3/4", "mdy"): dt.date(2026, 3, 4),
    ("4/3/2026", "dmy"): dt.date(2026, 3, 4),
    ("3/4/2026", "mdy"): dt.date(2026, 3, 4),
    ("3/4/2026, 10:15 AM", "mdy"): dt.date(2026, 3, 4),
    ("4.3.2026", "mdy"): dt.date(2026, 3, 4),
    ("04-03-2026", "dmy"): dt.date(2026, 3, 4),
    ("7/7/2026", ""): dt.date(2026, 7, 7),
    ("31/2/2026", "dmy"): None,
    ("13/4/2026", "mdy"): None,
    ("3/4/26", "dmy"): None,
    ("3/4-2026", "dmy"): None,
    ("soon", "dmy"): None,
    ("", ""): None,
}


@pytest.mark.parametrize("written", READ, ids=str)
def test_a_day_is_read_in_its_order(written: tuple[str, str]) -> None:
    assert day(*written) == READ[written]


ORDERS: dict[tuple[str, ...], tuple[str, tuple[str, ...]]] = {
    (): ("", ()),
    ("2026-03-04", "3.4.2026", "7/7/2026"): ("", ()),
    ("3/4/2026", "14/3/2026"): ("dmy", ()),
    ("3/14/2026", "3/4/2026"): ("mdy", ()),
    ("5/5/2026", "3/4/2026", "4/5/2026"): (
        "",
        ('x.csv:2: Close Date: "3/4/2026" may be 3 April or 4 March; expected --date-order dmy or mdy',),
    ),
    ("3/14/2026", "14/3/2026"): (
        "mdy",
        (
            (
                'x.csv:2: Close Date: "14/3/2026" puts the day first, "3/14/2026" in line 1 the month; '
                "expected one order, told by --date-order dmy or mdy"
            ),
        ),
    ),
}


@pytest.mark.parametrize("cells", ORDERS, ids=" ".join)
def test_the_order_of_day_and_month_is_told_by_the_file_or_asked_for(cells: tuple[str, ...]) -> None:
    sheet = Sheet("x.csv")
    order = order_of([(cell, line, "Close Date") for line, cell in enumerate(cells, 1)], sheet)
    assert (order, tuple(text for _, text in sheet.faults)) == ORDERS[cells]


def test_what_the_user_tells_goes_before_what_the_file_tells() -> None:
    sheet = Sheet("x.csv")
    assert order_of([("3/4/2026", 1, "Close Date")], sheet, "mdy") == "mdy"
    assert sheet.faults == []


@given(st.lists(st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31)), min_size=1), st.sampled_from(["dmy", "mdy"]))
def test_days_that_are_taken_are_those_that_were_written(days: list[dt.date], order: str) -> None:
    form = "{0.day}/{0.month}/{0.year}" if order == "dmy" else "{0.month}/{0.day}/{0.year}"
    sheet = Sheet("x.csv")
    cells = [form.format(one) for one in days]
    found = order_of([(cell, 1, "") for cell in cells], sheet)
    if not sheet.faults:
        assert [day(cell, found) for cell in cells] == days
