"""One period of any kind, whole or cut: "Q2 2027", "early March", "the second half of next year", "next spring"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from promiselint.claims.dates import almanac, named, quarters, relative, terms
from promiselint.claims.dates.marks import Mark, bound, narrowed
from promiselint.claims.dates.numeric import numeric
from promiselint.claims.dates.scan import Found, Scan, ends_clean
from promiselint.model.time import Granularity, Window

_DEPTH = 3  # "the end of the first half of the second quarter"
_TYING = frozenset(("by", "before", "until", "after", "since"))
_ONLY_LONG = frozenset(("end", "slut", "sista", "siste", "den sista", "den siste", "ultimo"))  # not before every period

Rule = Callable[[Scan, int, str], Found | None]

_RULES: tuple[Rule, ...] = (
    numeric,
    named.weekday_first,
    named.day_first,
    named.month_first,
    named.month_only,
    quarters.part,
    quarters.fiscal,
    quarters.counted_part,
    quarters.swedish_code,
    quarters.of_year,
    terms.nth_of,
    terms.week,
    terms.season,
    terms.holiday,
    terms.year,
    relative.near,
    relative.rest,
    relative.fixed_day,
    relative.turn,
    relative.edge,
    relative.coming_season,
    relative.weekday,
    named.bare_day,
)
_NAMED: tuple[Rule, ...] = (
    named.day_first,
    named.month_first,
    named.month_only,
    quarters.part,
    quarters.counted_part,
    terms.season,
    terms.holiday,
)


def period(scan: Scan, index: int, prep: str, relation: str, depth: int = _DEPTH) -> Found | None:
    """The longest period that begins at a piece. `prep` is the word before it, `relation` how it is tied."""
    best: Found | None = None
    for rule in _RULES:
        found = rule(scan, index, prep)
        if found and (best is None or found[0] > best[0]):
            best = found
    for found in (_pointed(scan, index), _release(scan, index, prep), _week_around(scan, index)):
        if found and (best is None or found[0] > best[0]):
            best = found
    cut = _cut(scan, index, relation, depth) if depth else None
    if cut and (best is None or cut[0] > best[0]):
        best = cut
    return best


def _pointed(scan: Scan, index: int) -> Found | None:
    """Such as "this spring", "next March", "last Friday", "nästa vår"."""
    found = scan.words.pointers.match(scan.tokens, index)
    if found is None:
        return None
    start, pointer = found
    day = relative.weekday(scan, start, "pointer", pointer)
    if day:
        return day
    for rule in _NAMED:
        inner = rule(scan, start, "pointer")
        if inner and not inner[1].bound and inner[1].year is None:
            return inner[0], replace(inner[1], loose=False, past=pointer < 0, ahead=pointer > 0)
    return None


def _release(scan: Scan, index: int, prep: str) -> Found | None:
    """Such as "version 4.3", or "4.3" after a preposition, where the roadmap dates that release."""
    releases = scan.calendar.releases
    if not releases:
        return None
    start = index
    if scan.word(index) in scan.words.version_words:
        start = index + 2 if scan.word(index + 1) == "." else index + 1
    if start >= len(scan.tokens) or not (prep or start > index):
        return None
    offset = scan.tokens.starts[start]
    for name in sorted(releases, key=len, reverse=True):
        whole = re.compile(re.escape(name.lower()) + r"(?![\w%])(?!\.\d)")
        found = whole.match(scan.tokens.plain, offset)
        if found and (start > index or not name.isdigit()):
            return scan.tokens.before(found.end()), bound(releases[name])
    return None


def _week_around(scan: Scan, index: int) -> Found | None:
    """Such as "the week of 3 May", "w/c 5 April": the ISO week that holds the day."""
    opened = relative.week_of_day(scan, index)
    if opened is None:
        return None
    start = scan.skip(opened, scan.words.articles)
    for rule in (numeric, named.weekday_first, named.day_first, named.month_first):
        found = rule(scan, start, "of")
        if found and not found[1].span:
            return found[0], replace(narrowed(found[1], _its_week), unit=Granularity.WEEK)
    return None


def _its_week(window: Window) -> Window:
    return almanac.week_of(window.first) if window.first else window


def _cut(scan: Scan, index: int, relation: str, depth: int) -> Found | None:
    """A part of a period: a third, a half, its edge, its first or last day."""
    found = scan.words.cuts.match(scan.tokens, index)
    if found is None:
        return None
    end, (kind, which) = found
    phrase = " ".join(scan.tokens.low[index:end])
    if kind == "third" and which == 2 and relation in _TYING and ("slut" in phrase or "end" in phrase):
        kind = "edge"  # contract §5.1: by the end of X is X
    start = scan.skip(end, scan.words.articles | {"-"})
    part = _part_of(kind, which)
    unit = None if phrase in _ONLY_LONG else _whole_unit(scan, start, part)
    inner = unit or period(scan, start, "cut", "", depth - 1)
    if inner is None:
        return None
    stop, mark = inner
    if not _fits(mark, kind, phrase):
        return None
    if kind == "edge":
        return stop, replace(mark, edge=True, loose=False)
    return stop, narrowed(mark, part)


def _fits(mark: Mark, kind: str, phrase: str) -> bool:
    if phrase in _ONLY_LONG and mark.unit.order < Granularity.MONTH.order:
        return False
    if kind == "day" and phrase in {"sista", "siste", "den sista"}:
        return mark.unit is Granularity.MONTH
    if kind == "half":
        return mark.unit.order >= Granularity.MONTH.order
    return not (kind == "third" and mark.edge and mark.unit is not Granularity.YEAR)


def _part_of(kind: str, which: int) -> Callable[[Window], Window]:
    if kind == "third":
        return partial(_third, which=which)
    if kind == "half":
        return partial(_half, which=which)
    if kind == "day":
        return partial(_end_day, which=which)
    return _same


def _third(window: Window, which: int) -> Window:
    return almanac.third(window, which)


def _half(window: Window, which: int) -> Window:
    return almanac.halved(window, which)


def _end_day(window: Window, which: int) -> Window:
    day = window.last if which else window.first
    return almanac.on(day) if day else window


def _same(window: Window) -> Window:
    return window


def _whole_unit(scan: Scan, index: int, part: Callable[[Window], Window]) -> Found | None:
    """What "the year" is after a cut: the unit that holds the reference, or the next where that part is over."""
    found = scan.words.whole_units.match(scan.tokens, index)
    if found is None or not ends_clean(scan, found[0]):
        return None
    end, unit = found
    if scan.word(end).isdecimal():
        return None
    reference = scan.calendar.reference
    tail = scan.words.year_tails.match(scan.tokens, index)
    if tail:
        return None
    for ahead in (0, 1):
        date = almanac.later_by(reference, ahead, unit)
        whole = almanac.holding(date, unit) if date else None
        piece = part(whole) if whole else None
        if piece and piece.last and piece.last >= reference:
            return end, bound(whole)
    return None
