"""A day and how fine it is meant -> the roadmap's writing of the whole month, quarter, half or year around it."""

from __future__ import annotations

import datetime as dt
from typing import Final

from promiselint.records.windows import parse_day, parse_target

MONTHS: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def around(day: dt.date, period: str, fiscal_start: int = 1) -> str:
    """The month, quarter, half or year that a day lies in: "2027-Q2".

    Where the year begins in another month (`fiscal_start`), the stretch of days is written out if no calendar period
    has it: "2027-02-01 to 2027-07-31".
    """
    length = MONTHS[period]
    since = (day.month - fiscal_start) % 12
    first = _shifted(day.replace(day=1), -(since % length))
    return between(first, _shifted(first, length) - dt.timedelta(days=1))


def between(first: dt.date, last: dt.date) -> str:
    """The writing of a stretch of days, short where it is a day or a whole month, quarter, half or year."""
    if first == last:
        return first.isoformat()
    quarter, half = (first.month + 2) // 3, 1 if first.month <= 6 else 2
    for text in (f"{first:%Y-%m}", f"{first.year}-Q{quarter}", f"{first.year}-H{half}", f"{first.year}"):
        window = parse_target(text)
        if window is not None and (window.first, window.last) == (first, last):
            return text
    return f"{first} to {last}"


def day_of(text: str) -> dt.date | None:
    """The day with which a timestamp begins; None where it is none."""
    return parse_day(text.strip()[: len("2027-04-15")])


def _shifted(first: dt.date, months: int) -> dt.date:
    number = first.year * 12 + first.month - 1 + months
    return first.replace(year=number // 12, month=number % 12 + 1)
