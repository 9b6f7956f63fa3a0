"""Days as exports write them, and in which order day and month stand."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable

from promiselint.records.sheets import Sheet, quoted

ORDERS = ("dmy", "mdy")
_TIME = r"(?:[T,\s].*)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}", re.DOTALL)
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_TIME}", re.DOTALL)

Written = tuple[str, int, str]  # a cell, its line, its column's name


def order_of(cells: Iterable[Written], sheet: Sheet, told: str | None = None) -> str:
    """In which order day and month stand in an export: "dmy" or "mdy"; "" where no cell depends on it.

    `told` is what the user says. Where nothing tells, and where cells contradict each other, the sheet says so.
    """
    if told:
        return told
    signs: dict[str, Written] = {}
    unsure: Written | None = None
    for cell in cells:
        found = _YEAR_LAST.fullmatch(cell[0])
        if not found or found[2] == ".":  # 3.4.2026 is the third of April wherever it is written so
            continue
        first, second = int(found[1]), int(found[3])
        if first > 12 or second > 12:
            signs.setdefault("dmy" if first > 12 else "mdy", cell)
        elif first != second:
            unsure = unsure or cell
    if len(signs) > 1:
        (one, line, column), (other, further, _) = signs["dmy"], signs["mdy"]
        found_ = f"{quoted(one)} puts the day first, {quoted(other)} in line {further} the month"
        sheet.fault(line, column, found_, "expected one order, told by --date-order dmy or mdy")
    elif unsure and not signs:
        text, line, column = unsure
        found_ = f"{quoted(text)} may be {_either(text)}"
        sheet.fault(line, column, found_, "expected --date-order dmy or mdy")
    return next(iter(signs), "")


def day(text: str, order: str) -> dt.date | None:
    """The day that a cell gives, whatever time follows it; None where it gives none."""
    found = _YEAR_FIRST.fullmatch(text)
    if found:
        return _date(int(found[1]), int(found[2]), int(found[3]))
    found = _YEAR_LAST.fullmatch(text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    month_first = order == "mdy" and found[2] != "."
    return _date(year, first, second) if month_first else _date(year, second, first)


def _either(text: str) -> str:
    dates = (day(text, order) for order in ORDERS)
    return " or ".join(f"{one.day} {calendar.month_name[one.month]}" for one in dates if one)


def _date(year: int, month: int, number: int) -> dt.date | None:
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None
