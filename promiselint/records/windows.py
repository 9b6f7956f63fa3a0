"""Dates as records write them: a day, month, quarter, half or year, and the days that each means."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache

from promiselint.model.time import Granularity, Window

WRITINGS = "2027-04-15, 2027-04, 2027-Q2, 2027-H1, 2027"

_FORM = re.compile(r"([0-9]{4})(?:-(?:([0-9]{2})(?:-([0-9]{2}))?|Q([1-4])|H([12])))?")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_PART = re.compile(r"([0-9]{4})-([QH])[0-9]+")
_PART_FIRST = re.compile(r"([QH])\s*([1-4])[\s/,.'-]*([0-9]{4})", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"([0-9]{4})[\s/,.-]*([QH])\s*([1-4])", re.IGNORECASE)
_NUMBERS = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?")

# the longest stretch of days that a granularity can have, finest first
_LENGTHS = (
    (1, Granularity.DAY),
    (7, Granularity.WEEK),
    (31, Granularity.MONTH),
    (92, Granularity.QUARTER),
    (184, Granularity.HALF),
)


@lru_cache(maxsize=4096)
def parse_target(text: str) -> Window | None:
    """The days that "2027-04-15", "2027-04", "2027-Q2", "2027-H1" or "2027" means; None where it is none of these."""
    form = _FORM.fullmatch(text)
    if form is None:
        return None
    year, month, day, quarter, half = (int(part) if part else 0 for part in form.groups())
    if not year:
        return None
    if day:
        exact = parse_day(text)
        return Window(exact, exact, Granularity.DAY) if exact else None
    if form[3]:
        return None
    if form[2]:
        return _months(year, month, 1, Granularity.MONTH) if 1 <= month <= 12 else None
    if quarter:
        return _months(year, 3 * quarter - 2, 3, Granularity.QUARTER)
    if half:
        return _months(year, 6 * half - 5, 6, Granularity.HALF)
    return _months(year, 1, 12, Granularity.YEAR)


def _months(year: int, first: int, count: int, granularity: Granularity) -> Window:
    last = first + count - 1
    end = dt.date(year, last, calendar.monthrange(year, last)[1])
    return Window(dt.date(year, first, 1), end, granularity)


def parse_day(text: str) -> dt.date | None:
    """The day that "2027-04-15" means; None where it is no day of the calendar or is written otherwise."""
    form = _DAY.fullmatch(text)
    if form is None:
        return None
    try:
        return dt.date(int(form[1]), int(form[2]), int(form[3]))
    except ValueError:
        return None


def stretch(first: dt.date, last: dt.date) -> Window:
    """The window from `first` to `last`, with the finest granularity that can be so long."""
    days = (last - first).days + 1
    for longest, granularity in _LENGTHS:
        if days <= longest:
            return Window(first, last, granularity)
    return Window(first, last, Granularity.YEAR)


def meant(text: str) -> str | None:
    """The accepted writing of what "Q2 2027", "2027q2" or "2027/4" seems to mean; None where there is none."""
    text = text.strip()
    if form := _PART_FIRST.fullmatch(text):
        candidate = f"{form[3]}-{form[1].upper()}{form[2]}"
    elif form := _YEAR_FIRST.fullmatch(text):
        candidate = f"{form[1]}-{form[2].upper()}{form[3]}"
    elif form := _NUMBERS.fullmatch(text):
        candidate = f"{form[1]}-{form[2]:0>2}" + (f"-{form[3]:0>2}" if form[3] else "")
    else:
        return None
    return candidate if parse_target(candidate) else None


def impossible(text: str) -> tuple[str, str] | None:
    """Why a text in the form of a date is none, as (what was found, what was expected); None where the form is wrong.

    "2027-02-30" is ("is no day of the calendar", "expected 2027-02-01 to 2027-02-28").
    """
    year = text[:4]
    if _DAY.fullmatch(text) and parse_day(text) is None:
        month = parse_target(text[:7])
        if month is not None:
            return "is no day of the calendar", f"expected {month.first} to {month.last}"
        return "is no day of the calendar", f"expected {year}-01-01 to {year}-12-31"
    if _MONTH.fullmatch(text):
        return "is no month", f"expected {year}-01 to {year}-12"
    if part := _PART.fullmatch(text):
        if part[2] == "Q":
            return "is no quarter", f"expected {year}-Q1 to {year}-Q4"
        return "is no half of a year", f"expected {year}-H1 or {year}-H2"
    return None
