"""A time as it is written, before it is known which year is meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from promiselint.claims.dates import almanac
from promiselint.claims.dates.almanac import Calendar
from promiselint.model.time import Granularity, Window

_YEARS = range(-5, 9)  # around the reference's: leap days and the years without a week 53 are bridged
_JUST_PAST = dt.timedelta(days=31)  # a day without a year that is no longer gone is the one that is gone


@dataclass(frozen=True, slots=True)
class Mark:
    """What a phrase can mean: the window `at` a year, in `year` where it is written.

    `bound` marks count from the reference, not by a year. `loose` ones are times only beside a word that says so
    ("in March", not "March"). `edge` is a point at the window's end: before it is by it, after it is past it.
    """

    at: Callable[[int], Window | None]
    year: int | None = None
    bound: bool = False
    loose: bool = False
    edge: bool = False
    span: bool = False
    past: bool = False
    unit: Granularity = Granularity.DAY
    ahead: bool = False  # "next": begins after the reference

    def with_year(self, year: int | None) -> Mark:
        """The same in a year that was written with it."""
        return self if year is None else replace(self, year=year, loose=False)


def bound(window: Window | None, *, past: bool = False, edge: bool = False, loose: bool = False) -> Mark:
    """A time that is known without a year."""
    unit = window.granularity if window else Granularity.DAY
    return Mark(lambda _: window, bound=True, past=past, unit=unit, edge=edge, loose=loose)


def narrowed(mark: Mark, part: Callable[[Window], Window]) -> Mark:
    """A part of each window that the mark can mean ("early March")."""

    def at(year: int) -> Window | None:
        whole = mark.at(year)
        return part(whole) if whole else None

    return replace(mark, at=at, loose=False, edge=False, unit=almanac.third(_probe(mark), 0).granularity)


def _probe(mark: Mark) -> Window:
    return mark.at(2027) or Window(dt.date(2027, 1, 1), dt.date(2027, 1, 1), mark.unit)


def resolved(mark: Mark, calendar: Calendar, tense: str) -> Window | None:
    """The window that is meant; without a year the nearest to come, or the last begun where the text looks back."""
    reference = calendar.reference
    if mark.bound:
        return mark.at(reference.year)
    if mark.year is not None:
        return mark.at(mark.year)
    windows = [w for w in (_safely(mark, reference.year + i) for i in _YEARS) if w and w.first and w.last]
    gone = [w for w in windows if w.first and w.first <= reference]
    if mark.ahead:
        return next((w for w in windows if w.first and w.first > reference), None)
    over = [w for w in gone if w.last and w.last < reference]
    if tense == "perfect":
        tense = "near" if mark.unit is Granularity.DAY else "past"
    if mark.past and over:
        return over[-1]
    if tense == "past" and gone:
        return gone[-1]
    if tense == "near" and gone and windows[-1] is not gone[-1]:
        return _nearer(gone[-1], windows[windows.index(gone[-1]) + 1], reference)
    if not tense and mark.unit is Granularity.DAY and gone and _just_past(gone[-1], reference):
        return gone[-1]
    return next((w for w in windows if w.last and w.last >= reference), None)


def _nearer(before: Window, after: Window, reference: dt.date) -> Window:
    """The one of two neighbours that lies nearer to a day; the later where both are as near."""
    passed = (reference - before.last).days if before.last else 0
    coming = (after.first - reference).days if after.first else 0
    return before if max(0, passed) < coming else after


def _safely(mark: Mark, year: int) -> Window | None:
    return mark.at(year) if 1 < year < 9998 else None


def _just_past(window: Window, reference: dt.date) -> bool:
    return window.last is not None and window.last < reference <= window.last + _JUST_PAST


def joined(left: Mark, right: Mark, calendar: Calendar, tense: str) -> Window | None:
    """From the first day of one to the last day of the other; a year that only one has holds for both."""
    if left.year is None and right.year is not None and not left.bound:
        end = resolved(right, calendar, tense)
        start = left.at(right.year)
        if start and end and start.first and end.last and start.first > end.last:
            start = left.at(right.year - 1)
    else:
        start = resolved(left, calendar, tense)
        end = _following(start, right, left.year, calendar, tense)
    if not start or not end or not start.first or not end.last or start.first > end.last:
        return None
    return Window(start.first, end.last, almanac.coarser(start.granularity, end.granularity))


def _following(start: Window | None, right: Mark, year: int | None, calendar: Calendar, tense: str) -> Window | None:
    if right.bound or right.year is not None or not start or not start.first:
        return resolved(right, calendar, tense)
    first = start.first
    candidates = (right.at(y) for y in range((year or first.year), first.year + 3))
    return next((w for w in candidates if w and w.last and w.last >= first and w.first and w.first >= first), None)
