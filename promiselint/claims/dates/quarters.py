"""Quarters, halves and fiscal years: Q2 2027, 2Q27, the second quarter, H1, FY27 Q3, räkenskapsåret 2026/27."""

from __future__ import annotations

import re
from dataclasses import replace

from promiselint.claims.dates import almanac
from promiselint.claims.dates.marks import Mark
from promiselint.claims.dates.scan import Found, Scan, ends_clean, fiscal_year, year_after
from promiselint.claims.dates.terms import YEAR_NUMBER
from promiselint.model.time import Granularity

_PART = re.compile(
    r"(?P<kind>[qh])\s?(?P<first>[1-4])(?:(?:\s?[-/&+]\s?|\s(?:and|och|or|eller|to|till)\s)(?P=kind)?(?P<last>[1-4]))?"
    r"(?![\w%])(?![.,:]\d)"
)
_PART_FIRST = re.compile(r"(?P<kind>[qh])\s?(?P<first>[1-4])(?=\s?-\s?[qh])")
_PART_LAST = re.compile(r"(?P<first>[1-4])(?P<kind>[qh])(?:\s?'?(?P<year>20\d\d|[1-5]\d))?(?![\w%])(?![.,:]\d)")
_YEAR_FIRST = re.compile(
    r"(?P<year>20\d\d)(?:\s?[-/:,.]\s?|\s)?(?P<kind>[qh])\s?(?P<first>[1-4])(?:\s?[-/&]\s?(?P=kind)?(?P<last>[1-4]))?(?![\w%])"
)
_FISCAL = re.compile(
    r"fy\s?'?(?P<year>20\d\d|\d\d)(?:\s?[/-]\s?(?P<next>20\d\d|\d\d)(?!\d))?"
    r"(?:[\s,/-]{0,2}(?P<kind>[qh])\s?(?P<part>[1-4]))?(?![\w%])"
)
_FISCAL_TAIL = re.compile(
    r"[\s,]\s?(?:of\s+|in\s+|i\s+|av\s+|under\s+)?(?:fy\s?|fiscal(?:\s+year)?\s+|räkenskapsåret\s+)'?(?P<year>20\d\d|\d\d)(?![\w%])"
)
_SWEDISH_CODE = re.compile(r"k\s?(?P<first>[1-4])(?:\s?[-/]\s?k?(?P<last>[1-4])(?!\d))?(?![\w%])(?![.,:]\d)")
_YEARS_OWN = {
    "årets": 0,
    "innevarande års": 0,
    "nästa års": 1,
    "kommande års": 1,
    "nästkommande års": 1,
    "förra årets": -1,
}
_HALVES = {
    "första hälft": 1,
    "första halva": 1,
    "andra hälft": 2,
    "andra halva": 2,
    "senare hälft": 2,
    "sista hälft": 2,
}
_HEADINGS = frozenset("heading headings headline tag tags element title rubrik rubriker rubriken tagg taggar".split())
_CLOSING = frozenset(".,;:)|")
_NUMBER = re.compile(r"[1-4]")


def _part(kind: str, first: int, last: int, start: int = 1) -> Mark | None:
    """Quarters or halves `first` to `last` of a year that begins in month `start`."""
    size, granularity, most = (3, Granularity.QUARTER, 4) if kind == "q" else (6, Granularity.HALF, 2)
    if not 1 <= first <= last <= most:
        return None
    return Mark(
        lambda year: almanac.months(year, start + size * (first - 1), size * (last - first + 1), granularity),
        unit=granularity,
        span=first != last,
    )


def _read(found: re.Match[str], start: int = 1) -> Mark | None:
    last = found.groupdict().get("last") or found["first"]
    return _part(found["kind"], int(found["first"]), int(last), start)


def part(scan: Scan, index: int, prep: str) -> Found | None:
    """Such as "Q2 2027", "Q2-Q3 2027", "2Q27", "2027 Q2", "H1"; a bare H1 only beside a word that makes it a time."""
    tokens, word = scan.tokens, scan.word(index)
    if word == "calendar" and scan.word(index + 1)[:1] in {"q", "h"}:
        return part(scan, index + 1, word)
    if not word or word[0] not in "qh12340":
        return None
    offset = tokens.starts[index]
    found = _YEAR_FIRST.match(tokens.plain, offset)
    if found:
        mark = _read(found)
        return (tokens.before(found.end()), mark.with_year(int(found["year"]))) if mark else None
    found = _PART_LAST.match(tokens.plain, offset)
    if found:
        return _part_last(scan, found, prep)
    found = _PART.match(tokens.plain, offset)
    mark = _read(found) if found else None
    if found and mark is None and found["last"]:  # "Q4-Q1" runs into the next year
        found = _PART_FIRST.match(tokens.plain, offset)
        mark = _read(found) if found else None
    if found is None or mark is None:
        return None
    end = tokens.before(found.end())
    if found["kind"] == "h" and scan.word(end) in _HEADINGS:
        return None
    return _in_year(scan, end, replace(mark, loose=found["kind"] == "h"), found)


def swedish_code(scan: Scan, index: int, prep: str) -> Found | None:
    """Such as "K1 2027", "K3-27": beside a word that makes it a time, for K2 and K3 are rules of accounting too."""
    if scan.words.language != "sv" or not scan.word(index).startswith("k") or not prep:
        return None
    found = _SWEDISH_CODE.match(scan.tokens.plain, scan.tokens.starts[index])
    if found is None:
        return None
    first = int(found["first"])
    mark = _part("q", first, int(found["last"] or first))
    stop, year = year_after(scan, scan.tokens.before(found.end()))
    return (stop, mark.with_year(year)) if mark and (year or prep in {"under", "senast", "tidigast"}) else None


def of_year(scan: Scan, index: int, prep: str) -> Found | None:
    """Such as "årets sista kvartal", "nästa års första halvår", "2027 års andra kvartal", "årets andra hälft"."""
    if scan.words.language != "sv":
        return None
    owned = next((name for name in _YEARS_OWN if _stands(scan, index, name)), None)
    number = scan.word(index)
    if owned:
        start, year = index + len(owned.split()), scan.calendar.reference.year + _YEARS_OWN[owned]
    elif len(number) == 4 and number.isdecimal() and number[:2] == "20" and scan.word(index + 1) == "års":
        start, year = index + 2, int(number)
    else:
        return None
    half = next((name for name in _HALVES if _stands(scan, start, name)), None)
    if half:
        mark = _part("h", _HALVES[half], _HALVES[half])
        return (start + 2, mark.with_year(year)) if mark else None
    if owned and owned != "årets" and scan.word(start) in {"slut", "utgång"}:
        return start + 1, Mark(almanac.year, year=year, edge=True, unit=Granularity.YEAR)
    inner = counted_part(scan, start, prep)
    return (inner[0], inner[1].with_year(year)) if inner and inner[1].year is None else None


def _stands(scan: Scan, index: int, phrase: str) -> bool:
    words = phrase.split()
    return list(scan.tokens.low[index : index + len(words)]) == words


def _part_last(scan: Scan, found: re.Match[str], prep: str) -> Found | None:
    mark = _read(found)
    end = scan.tokens.before(found.end())
    if mark is None or not (found["year"] or prep):
        return None
    if found["year"]:
        return end, mark.with_year(_century(found["year"]))
    stop, year = year_after(scan, end)
    return stop, mark.with_year(year)


def _in_year(scan: Scan, end: int, mark: Mark, found: re.Match[str] | tuple[str, int, int]) -> Found | None:
    """The quarter or half with the year written after it, calendar or fiscal."""
    tokens = scan.tokens
    tail = _FISCAL_TAIL.match(tokens.plain, tokens.ends[end - 1])
    if tail:
        start = scan.calendar.fiscal_year_start
        fiscal = _part(*found, start=start) if isinstance(found, tuple) else _read(found, start)
        return (tokens.before(tail.end()), fiscal.with_year(_begun(scan, _century(tail["year"])))) if fiscal else None
    stop, year = year_after(scan, end)
    return stop, mark.with_year(year)


def _century(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _begun(scan: Scan, year: int) -> int:
    """The year in which the fiscal year named `year` begins."""
    return year if scan.calendar.fiscal_year_start == 1 else year - 1


def fiscal(scan: Scan, index: int, prep: str) -> Found | None:
    """Such as "FY27", "FY2027 Q3", "fiscal year 2027", "räkenskapsåret 2026/27", "fiscal Q2 2027"."""
    del prep
    tokens = scan.tokens
    if scan.word(index).startswith("fy"):
        code = _FISCAL.match(tokens.plain, tokens.starts[index])
        if code:
            return _fiscal_code(scan, code)
    named = scan.words.fiscal_words.match(tokens, index)
    if named is None or named[0] >= len(tokens):
        return None
    offset = tokens.starts[named[0]]
    numbered = YEAR_NUMBER.match(tokens.plain, offset)
    if numbered:
        following = _century(numbered["next"]) if numbered["next"] else None
        return tokens.before(numbered.end()), _fiscal_mark(scan, int(numbered["year"]), following)
    found = _PART.match(tokens.plain, offset)
    mark = _read(found, scan.calendar.fiscal_year_start) if found else None
    if found is None or mark is None:
        return None
    end, year = year_after(scan, tokens.before(found.end()))
    return end, mark.with_year(_begun(scan, year) if year else None)


def _fiscal_code(scan: Scan, code: re.Match[str]) -> Found | None:
    end = scan.tokens.before(code.end())
    year, following = _century(code["year"]), _century(code["next"]) if code["next"] else None
    if following is not None and following != year + 1:
        return None
    if not code["part"]:
        return end, _fiscal_mark(scan, year, following)
    mark = _part(code["kind"], int(code["part"]), int(code["part"]), scan.calendar.fiscal_year_start)
    return (end, mark.with_year(year if following else _begun(scan, year))) if mark else None


def _fiscal_mark(scan: Scan, year: int, following: int | None) -> Mark:
    start = scan.calendar.fiscal_year_start
    if following is None:
        mark = fiscal_year(scan, year)
    elif start == 1:  # a broken year whose months nobody has told
        mark = Mark(lambda _: almanac.months(year, 1, 24, Granularity.YEAR), bound=True)
    else:
        mark = Mark(lambda _: almanac.year(year, start), bound=True)
    return replace(mark, unit=Granularity.YEAR)


def counted_part(scan: Scan, index: int, prep: str) -> Found | None:
    """Such as "the second quarter of 2027", "andra kvartalet", "kvartal 2", "kv. 2", "the final quarter"."""
    del prep
    words = scan.words
    kinds = {**dict.fromkeys(words.quarter_words, "q"), **dict.fromkeys(words.half_words, "h")}
    ordinal = words.ordinals.match(scan.tokens, index)
    if ordinal:
        return _ordinal_part(scan, index, ordinal, kinds)
    kind = kinds.get(scan.word(index))
    if kind is None or scan.word(index) in {"half", "quarters"}:
        return None
    start = index + 2 if scan.word(index + 1) in {".", "nr"} else index + 1
    spoken = words.numbers.match(scan.tokens, start)
    if spoken and spoken[0] == start + 1 and spoken[1] <= 4 and year_after(scan, start + 1)[1]:  # "kvartal ett 2027"
        first = last = spoken[1]
    elif _NUMBER.fullmatch(scan.word(start)) and _ends(scan, start + 1):
        first = last = int(scan.word(start))
    else:
        return None
    end, more = start + 1, scan.word(start + 2)
    if scan.joins(end) and _NUMBER.fullmatch(more) and int(more) > first:
        last, end = int(more), end + 2
    mark = _part(kind, first, last)
    return _in_year(scan, end, mark, (kind, first, last)) if mark else None


def _ends(scan: Scan, index: int) -> bool:
    return ends_clean(scan, index) or scan.joins(index) or year_after(scan, index)[1] is not None


def _closes(scan: Scan, index: int) -> bool:
    """Whether a clause ends before the piece: "in the first half." but not "the first half is green"."""
    return index >= len(scan.tokens) or (scan.word(index) in _CLOSING and ends_clean(scan, index))


def _ordinal_part(scan: Scan, index: int, ordinal: tuple[int, int], kinds: dict[str, str]) -> Found | None:
    start = ordinal[0]
    fiscal = scan.word(start) in {"fiscal", "financial"}
    start += 1 if fiscal or scan.word(start) == "calendar" else 0
    numbers = [ordinal[1]]
    if scan.word(start) in scan.words.both | scan.words.either:
        second = scan.words.ordinals.match(scan.tokens, scan.skip(start + 1, scan.words.articles))
        if second is None:
            return None
        numbers.append(second[1])
        start = second[0]
    kind = kinds.get(scan.word(start))
    bare = scan.word(start) == "half" and scan.word(start + 1) not in {"-", "year"}
    if kind is None or (bare and not (scan.word(index - 1) in scan.words.articles and _closes(scan, start + 1))):
        return None
    end = start + 2 if scan.word(start) == "kv" and scan.word(start + 1) == "." else start + 1
    if scan.word(start) == "half" and not bare:
        end = start + (2 if scan.word(start + 1) == "year" else 3)
    first, last = (number if number > 0 else (4 if kind == "q" else 2) for number in (numbers[0], numbers[-1]))
    mark = _part(kind, first, last, scan.calendar.fiscal_year_start if fiscal else 1)
    if mark is None or not _ends(scan, end) or scan.word(end) in scan.words.spoils:
        return None
    found = _in_year(scan, end, mark, (kind, first, last))
    if found and found[0] == end and scan.word(end) == "of":  # "the first quarter of the pipe"
        return None
    previous = found is not None and scan.word(index) == "last" and found[0] == end
    return None if previous else found  # "last quarter" is the one before this
