"""Dates in digits: 2027-03-01, 01.03.2027, 15/3, 2027-03, 2027-W12, 20270301, 270301, 03/2027."""

from __future__ import annotations

import re
from collections.abc import Callable

from promiselint.claims.dates import almanac
from promiselint.claims.dates.marks import Mark
from promiselint.claims.dates.scan import FIRST_YEAR, LAST_YEAR, Found, Scan, is_counted
from promiselint.model.time import Granularity

_END = r"(?![\w%])(?![.,:/-]\d)"
_END_OR_RANGE = r"(?![\w%])(?![.,:/]\d)(?!-\d(?!\d{3}-\d\d|\d?\.\d))"  # 2027-03-01-2027-03-31
_ISO = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?:t\d\d:?\d\d[\d:.z+]*)?" + _END_OR_RANGE
)
_COMPACT = re.compile(r"(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)" + _END)
_SIX = re.compile(r"(?P<y>[2-4]\d)(?P<m>[01]\d)(?P<d>[0-3]\d)" + _END)
_FULL = re.compile(r"(?P<d>\d{1,2})(?P<s>[-/.])\s?(?P<m>\d{1,2})(?P=s)\s?(?P<y>(?:19|20)\d\d)" + _END_OR_RANGE)
_SHORT = re.compile(r"(?P<d>\d{1,2})(?P<s>[/.])(?P<m>\d{1,2})(?P=s)(?P<y>[2-5]\d)" + _END)
_SLASH_YEAR = re.compile(
    r"(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:(?:\s+|,\s?)(?P<y>20\d\d)|\s?[-']\s?(?P<z>20\d\d|[2-5]\d))" + _END
)
_SLASH = re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![\w%])(?![.,:/]\d)(?!-\d{3})")
_RANGE = re.compile(r"\s?-\s?\d{1,2}/\d{1,2}(?![\d/])(?![.,]\d)")
_MONTH_FIRST = re.compile(r"(?P<m>0[1-9]|1[0-2])/(?P<y>20\d\d)" + _END)
_DOTTED = re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?![\w%])(?!\d)")
_MONTH = re.compile(r"(?P<y>20\d\d)-(?P<m>0[1-9]|1[0-2])(?![\w%-])(?![.,:/]\d)")
_WEEK = re.compile(r"(?P<y>20\d\d)[- ]?(?:w|v)(?P<w>\d{1,2})" + _END)
_WEEK_SHORT = re.compile(r"v(?P<y>[2-5]\d)(?P<w>[0-5]\d)" + _END)
# what is a fraction, a score or a round-the-clock service as often as a day
_FRACTIONS = frozenset(((1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (9, 11), (1, 5), (2, 5), (1, 10), (1, 8), (3, 8)))
_UNSURE = frozenset(("", "about", "around", "ca", "cirka", "in", "i", "på", "for", "of", "av", "at", "to", "över"))

_DATING = frozenset("senast den före innan från efter tidigast datum leveransdatum leverans till med :".split())
# what a number behind is the number of
_NUMBERED = frozenset(
    "artikel artikelnummer artikelnr artnr reservdel order ordernummer ordernr modell ritning nr nummer ärende dnr "
    "faktura diarienummer serienummer part model drawing ticket case invoice item".split()
)

Read = Callable[[Scan, re.Match[str], int, str], Mark | None]


def numeric(scan: Scan, index: int, prep: str) -> Found | None:
    """The date in digits that begins at a piece; `prep` is the word before it, "" for none."""
    tokens = scan.tokens
    word = scan.word(index)
    if not word.isascii() or not (word.isdigit() or word == "v"):
        return None
    for pattern, read in _FORMS:
        found = pattern.match(tokens.plain, tokens.starts[index])
        mark = read(scan, found, index, prep) if found else None
        if found and mark:
            return tokens.before(found.end()), mark
    return None


def _whole(scan: Scan, found: re.Match[str], index: int, prep: str) -> Mark | None:
    del scan, index, prep
    return _day(int(found["y"]), int(found["m"]), int(found["d"]))


def _compact(scan: Scan, found: re.Match[str], index: int, prep: str) -> Mark | None:
    del scan, index
    return _day(int(found["y"]), int(found["m"]), int(found["d"])) if prep else None


def _six(scan: Scan, found: re.Match[str], index: int, prep: str) -> Mark | None:
    """270301, as Swedish offices write it: only behind a word that dates, and near the document's year."""
    year = 2000 + int(found["y"])
    near = -2 <= year - scan.calendar.reference.year <= 6
    if scan.words.language != "sv" or prep not in _DATING or not near or is_counted(scan, index + 1):
        return None
    return _day(year, int(found["m"]), int(found["d"]))


def _either_way(scan: Scan, found: re.Match[str], index: int, prep: str) -> Mark | None:
    """Day first; month first only where the second number can be no month (3/15/2027)."""
    del scan, index, prep
    groups = found.groupdict()
    year = int(groups["y"] or groups.get("z") or 0)
    year += 2000 if year < 100 else 0
    first, second = int(found["d"]), int(found["m"])
    return _day(year, first, second) if second > 12 else _day(year, second, first)


def _day(year: int, month: int, number: int) -> Mark | None:
    window = almanac.day(year, month, number) if FIRST_YEAR <= year <= LAST_YEAR else None
    return Mark(lambda _: window, year=year) if window else None


def _yearless(scan: Scan, found: re.Match[str], index: int, prep: str) -> Mark | None:
    number, month = int(found["d"]), int(found["m"])
    if not prep and _RANGE.match(scan.tokens.plain, found.end()):
        prep = "range"
    if not prep and not _fills_cell(scan, index):
        return None
    if scan.words.language == "en" and month > 12:
        number, month = month, number
    if not (1 <= month <= 12 and almanac.day(2028, month, number)) or (number, month) == (24, 7):
        return None
    if (number, month) in _FRACTIONS and prep in _UNSURE:
        return None
    if prep in {"for", "of", "av", "at", "över", "to"} or scan.word(index + 3) in {"av", "of"}:
        return None
    return Mark(lambda year: almanac.day(year, month, number))


def _fills_cell(scan: Scan, index: int) -> bool:
    """Whether a bare 15/3 opens a cell or is one, in Swedish."""
    before, after = scan.word(index - 1), scan.word(index + 3)
    return scan.words.language == "sv" and before in {"", "|", "-", "*", "("} and after in {"", "|", ":", "-", ")"}


def _dotted(scan: Scan, found: re.Match[str], index: int, prep: str) -> Mark | None:
    return _yearless(scan, found, index, prep) if scan.words.language == "sv" and prep else None


def _month(scan: Scan, found: re.Match[str], index: int, prep: str) -> Mark | None:
    del prep
    year, number = int(found["y"]), int(found["m"])
    if scan.word(index - 1) in _NUMBERED:
        return None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return Mark(lambda at: almanac.month(at, number), year=year, unit=Granularity.MONTH)


def _week(scan: Scan, found: re.Match[str], index: int, prep: str) -> Mark | None:
    del scan, index, prep
    return _week_mark(int(found["y"]), int(found["w"]))


def _week_short(scan: Scan, found: re.Match[str], index: int, prep: str) -> Mark | None:
    """v2712, as Swedish industry writes it."""
    del index
    return _week_mark(2000 + int(found["y"]), int(found["w"])) if scan.words.language == "sv" and prep else None


def _week_mark(year: int, number: int) -> Mark | None:
    window = almanac.week(year, number)
    return Mark(lambda _: window, year=year, unit=Granularity.WEEK) if window else None


_FORMS: tuple[tuple[re.Pattern[str], Read], ...] = (
    (_ISO, _whole),
    (_WEEK, _week),
    (_WEEK_SHORT, _week_short),
    (_COMPACT, _compact),
    (_SIX, _six),
    (_FULL, _either_way),
    (_SHORT, _either_way),
    (_SLASH_YEAR, _either_way),
    (_MONTH, _month),
    (_MONTH_FIRST, _month),
    (_DOTTED, _dotted),
    (_SLASH, _yearless),
)
