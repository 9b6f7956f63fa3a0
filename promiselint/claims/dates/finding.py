"""Every date of a text, in order, none overlapping (contract §4, §5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from promiselint.claims.dates import english, swedish
from promiselint.claims.dates.almanac import Calendar
from promiselint.claims.dates.assembly import claim_at
from promiselint.claims.dates.customers import customer_set
from promiselint.claims.dates.scan import Scan
from promiselint.claims.dates.tokens import plain, tokens_of, trie
from promiselint.claims.dates.vague import vague
from promiselint.claims.dates.words import Words
from promiselint.model.statements import DateClaim

WORDS: Mapping[str, Words] = {"en": english.WORDS, "sv": swedish.WORDS}
_GAP = re.compile(r"\n[^\S\n]*\n\s*")
_AROUND = 90  # characters read before and after a word that can belong to a date
_DIGITS = r"\d(?:\d{3}|[./-]\d|(?:st|nd|rd|th|:[ea])\b|[qh](?:\b|\d))"
_CODES = r"[qhk]\s?[1-4]\b|fy\s?'?\d|(?:[vw]|wk|cw)\.?\s?\d|h(?:älft|alva)\b"


@lru_cache(maxsize=4)
def _trigger(language: str) -> re.Pattern[str]:
    """What a text without dates does not hold: names of months, days, seasons, units and the like."""
    words = WORDS[language]
    tables = (
        words.months, words.short_months, words.weekdays, words.seasons, words.holidays, words.units, words.days,
        words.past_seasons, words.coming_seasons, words.edges, words.turns, words.week_of, words.fiscal_words,
        words.working_days, words.nears, words.rests, words.past_weekdays,
    )  # fmt: skip
    names: set[str] = set().union(*(table.names() for table in tables))
    names |= words.quarter_words | words.half_words
    return re.compile(rf"{_DIGITS}|\b(?:(?:{trie(names)})(?![^\W\d_])|{_CODES})")


def find(text: str, language: str, calendar: Calendar, customer: Sequence[str] = ()) -> tuple[DateClaim, ...]:
    """Every date and every other timing that a text holds, as windows of days, sorted and not overlapping.

    `customer` holds the customer's names, so that "in time for Contoso's audit" is seen to be the customer's own date.
    Offsets are into `text`. Any language but Swedish is read as English.
    """
    return _found(text, language if language in WORDS else "en", calendar, tuple(customer))


@lru_cache(maxsize=4096)  # the same sentence is asked for what it says and for when it says so
def _found(text: str, language: str, calendar: Calendar, customer: tuple[str, ...]) -> tuple[DateClaim, ...]:
    lowered = plain(text)
    fixed = [*customer_set(text, lowered, language, customer), *vague(text, lowered, language)]
    dated = list(_calendar_dates(text, lowered, language, calendar))
    return _apart(fixed, dated)


def _calendar_dates(text: str, lowered: str, language: str, calendar: Calendar) -> Iterator[DateClaim]:
    for start, end in _paragraphs(lowered, _zones(lowered, language, calendar)):
        scan = Scan(tokens_of(text, lowered, start, end), WORDS[language], calendar)
        index = 0
        while index < len(scan.tokens):
            made = claim_at(scan, index)
            if made:
                yield made[1]
                index = max(index + 1, made[0])
            else:
                index += 1


def _zones(lowered: str, language: str, calendar: Calendar) -> Iterator[tuple[int, int]]:
    """The stretches around words that can belong to a date, cut at blanks."""
    low = high = -1
    for found in _hits(lowered, language, calendar):
        start, end = _widened(lowered, found.start(), found.end())
        if start <= high:
            high = max(high, end)
            continue
        if high >= 0:
            yield low, high
        low, high = start, end
    if high >= 0:
        yield low, high


def _paragraphs(lowered: str, zones: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches cut at blank lines: no date runs over one."""
    for low, high in zones:
        start = low
        for gap in _GAP.finditer(lowered, low, high):
            yield start, gap.start()
            start = gap.end()
        yield start, high


def _hits(lowered: str, language: str, calendar: Calendar) -> Iterator[re.Match[str]]:
    if not calendar.releases:
        return _trigger(language).finditer(lowered)
    return _with_releases(language, tuple(sorted(calendar.releases))).finditer(lowered)


@lru_cache(maxsize=16)
def _with_releases(language: str, names: tuple[str, ...]) -> re.Pattern[str]:
    versions = "|".join(re.escape(name.lower()) for name in names)
    return re.compile(rf"(?<![\w.])(?:{versions})(?!\w)|{_trigger(language).pattern}")


def _widened(lowered: str, start: int, end: int) -> tuple[int, int]:
    low, high = max(0, start - _AROUND), min(len(lowered), end + _AROUND)
    while low > 0 and not lowered[low - 1].isspace() and start - low < 2 * _AROUND:
        low -= 1
    while high < len(lowered) and not lowered[high].isspace() and high - end < 2 * _AROUND:
        high += 1
    return low, high


def _apart(fixed: Sequence[DateClaim], dated: Sequence[DateClaim]) -> tuple[DateClaim, ...]:
    """The claims in order without overlap: the earlier one wins, at one place the longer."""
    chosen: list[DateClaim] = []
    for claim in sorted((*fixed, *dated), key=lambda one: (one.start, -one.end)):
        if not chosen or claim.start >= chosen[-1].end:
            chosen.append(claim)
    return tuple(chosen)
