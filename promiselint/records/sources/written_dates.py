"""Dates as people and tools write them -> a roadmap's own writing, exactly as fine as they are written.

"Q2 2027", "Q2 CY2027" and "2027 q2" are 2027-Q2; "Apr 2027" is 2027-04; "H1 27" is 2027-H1. English and Swedish.
What can be read in two ways is none: "Apr-27" (a day or a year), "03/04/2027" where nobody tells the order.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from promiselint.records.windows import parse_target

EXPECTED = "2027-04-15, 2027-04, Apr 2027, Q2 2027, H1 2027 or 2027"

_NONE: Final = frozenset({"", "-", "–", "—", "tbd", "tba", "tbc", "n/a", "na", "none", "null", "unknown"})
_LONGEST: Final = 60  # characters: no date is so long
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan januari",
            "february feb februari",
            "march mar mars",
            "april apr",
            "may maj",
            "june jun juni",
            "july jul juli",
            "august aug augusti",
            "september sep sept",
            "october oct oktober okt",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_YEAR = r"(?:cy\s?)?(?P<year>(?:19|20)[0-9][0-9])"
_SHORT = rf"(?:{_YEAR}|(?:cy\s?)?'?(?P<short>[0-9][0-9]))"
_MONTH = r"(?P<month>[^\W\d_]+)\.?"
_GAP = r"[\s/,.'’-]*"
_ISO_DAY = re.compile(
    r"((?:19|20)[0-9][0-9]-[0-9][0-9]-[0-9][0-9])(?:[t\s][0-9][0-9]:[0-9][0-9](?::[0-9][0-9](?:\.[0-9]+)?)?\s?(?:z|utc|[+-][0-9][0-9]:?[0-9][0-9])?)?"
)
_NUMBERS = re.compile(
    r"(?P<first>[0-9]{1,2})(?P<sign>[/.-])(?P<second>[0-9]{1,2})(?P=sign)(?P<year>(?:19|20)[0-9][0-9])"
)
_FISCAL = re.compile(r"\bfy\s?'?[0-9][0-9]|\bfiscal\b", re.IGNORECASE)
_RANGE = re.compile(
    r"(.+?)\s*(?:\bto\b|–|—|\.\.|\btill\b|\s-\s|(?<=[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9])/)\s*(.+)"
)

ORDERS: Final = ("dmy", "mdy")


class NoDate(ValueError):  # noqa: N818 - the house's word
    """A text that is no date, or more than one: `expected` says what would be right."""

    def __init__(self, why: str, expected: str = EXPECTED) -> None:
        """Keep why it is none ("is no date", "may be 3 April or 4 March") and what was expected."""
        super().__init__(why)
        self.why = why
        self.expected = expected


def written(text: str, order: str = "") -> str:
    """The roadmap's writing of a date, "" where the text says that there is none (TBD, n/a).

    `order` tells of "03/04/2027" whether the day stands first ("dmy") or the month ("mdy"); "" = nobody knows.

    Raises:
        NoDate: it is no date, or could be two.
    """
    plain = " ".join(text.casefold().split())
    if plain in _NONE:
        return ""
    if len(plain) > _LONGEST:
        raise NoDate("is no date")
    if _FISCAL.search(plain):
        raise NoDate("is of a fiscal year", "a calendar date: " + EXPECTED)
    found = _single(plain, order)
    if found:
        return found
    ends = _RANGE.fullmatch(plain)
    if ends:
        return _between(_single(ends[1], order), _single(ends[2], order))
    raise NoDate("is no date")


def day(text: str) -> str:
    """The day with which a timestamp begins, as it is written and in no other zone; "" where it is none.

    A tool that keeps days as midnights of its own zone (GitHub: 07:00Z or 08:00Z) writes the day that was meant.
    """
    try:
        found = written(text)
    except NoDate:
        return ""
    return found if len(found) == len("2027-04-15") else ""


def _single(text: str, order: str) -> str:
    """One date; "" where it is none, or is a stretch of days between two."""
    for form, read in _FORMS:
        found = form.fullmatch(text)
        if found:
            return read(found)
    numbers = _NUMBERS.fullmatch(text)
    return _ordered(numbers, order) if numbers else ""


def _checked(target: str) -> str:
    if parse_target(target) is None:
        raise NoDate("is no day of the calendar" if len(target) == len("2027-04-15") else "is no date")
    return target


def _year(found: re.Match[str]) -> str:
    parts = found.groupdict()
    return parts["year"] or f"20{parts['short']}"


def _month(found: re.Match[str]) -> int:
    number = _MONTHS.get(found["month"])
    if number is None:
        raise NoDate("is no date")
    return number


def _iso(found: re.Match[str]) -> str:
    return _checked(found[1])


def _numbered_month(found: re.Match[str]) -> str:
    return _checked(f"{found['year']}-{int(found['number']):02d}")


def _named_month(found: re.Match[str]) -> str:
    return f"{found['year']}-{_month(found):02d}"


def _named_day(found: re.Match[str]) -> str:
    return _checked(f"{found['year']}-{_month(found):02d}-{int(found['day']):02d}")


def _quarter(found: re.Match[str]) -> str:
    return _checked(f"{_year(found)}-Q{found['number']}")


def _half(found: re.Match[str]) -> str:
    return _checked(f"{_year(found)}-H{found['number']}")


def _whole_year(found: re.Match[str]) -> str:
    return found["year"]


def _week(found: re.Match[str]) -> str:
    try:
        first = dt.date.fromisocalendar(int(found["year"]), int(found["number"]), 1)
    except ValueError:
        raise NoDate("is no week of that year") from None
    return f"{first} to {first + dt.timedelta(days=6)}"


def _months(found: re.Match[str]) -> str:
    first, last = _MONTHS.get(found["first"]), _MONTHS.get(found["last"])
    if first is None or last is None:
        raise NoDate("is no date")
    return _between(f"{found['year']}-{first:02d}", f"{found['year']}-{last:02d}")


_QUARTER_WORD = r"(?:q|kv\.?\s?|kvartal\s|quarter\s)"
_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = (
    (_ISO_DAY, _iso),
    (re.compile(_YEAR), _whole_year),
    (re.compile(r"(?P<year>(?:19|20)[0-9][0-9])[-/](?P<number>[0-9]{1,2})"), _numbered_month),
    (re.compile(r"(?P<number>[0-9]{1,2})[/](?P<year>(?:19|20)[0-9][0-9])"), _numbered_month),
    (re.compile(rf"{_QUARTER_WORD}(?P<number>[0-9]){_GAP}{_SHORT}"), _quarter),
    (re.compile(rf"{_SHORT}{_GAP}{_QUARTER_WORD}(?P<number>[0-9])"), _quarter),
    (re.compile(rf"(?:h|halvår\s)(?P<number>[0-9]){_GAP}{_SHORT}"), _half),
    (re.compile(rf"(?P<number>[0-9])h{_GAP}{_SHORT}"), _half),
    (re.compile(rf"{_YEAR}{_GAP}h(?P<number>[0-9])"), _half),
    (re.compile(rf"{_MONTH}{_GAP}{_YEAR}"), _named_month),
    (re.compile(rf"{_YEAR}{_GAP}{_MONTH}"), _named_month),
    (re.compile(rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?{_GAP}{_MONTH}{_GAP}{_YEAR}"), _named_day),
    (re.compile(rf"{_MONTH}{_GAP}(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?{_GAP}{_YEAR}"), _named_day),
    (re.compile(r"(?P<year>(?:19|20)[0-9][0-9])-?w(?P<number>[0-9]{1,2})"), _week),
    (re.compile(r"(?P<first>[^\W\d_]+)\.?\s?[-–—]\s?(?P<last>[^\W\d_]+)\.?\s(?P<year>(?:19|20)[0-9][0-9])"), _months),
)


def _ordered(found: re.Match[str], order: str) -> str:
    """A day of two numbers and a year: 3.4.2027 is the third of April wherever it is written so."""
    first, second, year = int(found["first"]), int(found["second"]), found["year"]
    as_dmy = f"{year}-{second:02d}-{first:02d}"
    as_mdy = f"{year}-{first:02d}-{second:02d}"
    order = "dmy" if found["sign"] == "." else order
    if order:
        return _checked(as_dmy if order == "dmy" else as_mdy)
    if first == second or parse_target(as_mdy) is None:
        return _checked(as_dmy)
    if parse_target(as_dmy) is None:
        return as_mdy
    raise NoDate(f"may be {as_dmy} or {as_mdy}", "the order of day and month, told as dmy or mdy")


def _between(first: str, last: str) -> str:
    """The days from the first of one date to the last of another."""
    start, end = parse_target(first), parse_target(last)
    if start is None or end is None or start.first is None or end.last is None:
        raise NoDate("is no date")
    if start.first > end.last:
        raise NoDate("ends before it begins", "the earlier date first")
    return f"{start.first} to {end.last}"
