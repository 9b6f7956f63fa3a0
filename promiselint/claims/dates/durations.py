"""Times at a distance from the document's day: within eight weeks, in 6 weeks, om tre veckor, two weeks ago."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from promiselint.claims.dates import almanac
from promiselint.claims.dates.scan import Scan, ends_clean, number_at
from promiselint.model.time import Granularity, Window

_SATURDAY = 5
_MOST = 600  # units: beyond this a number of units is no date
_LENGTHS = ("tid", "tiden", "period", "perioden", "avtal", "avtalet", "frist", "fristen", "kurs", "garanti", "uppdrag")


@dataclass(frozen=True, slots=True)
class _Count:
    """A number or range of units, and the number of the piece after it."""

    end: int
    low: int
    high: int
    unit: Granularity
    working: bool  # days without weekends


def duration(scan: Scan, index: int, tense: Callable[[], str]) -> tuple[int, Window, str] | None:
    """A number of units from the reference: the piece after it, the window, and how it is tied.

    `tense` tells that of the sentence; it is asked only where it matters.
    """
    words, tokens = scan.words, scan.tokens
    ago = words.ago_before.match(tokens, index)
    opened = words.spans.match(tokens, index)
    start = ago[0] if ago else opened[0] if opened else index
    count = _count(scan, start)
    if count is None or not (ends_clean(scan, count.end) or scan.word(count.end) == "'"):
        return None
    back = None if opened else words.ago.match(tokens, count.end)
    if back:
        return (back[0], _gone(scan, count), "in") if ago or words.language == "en" else None
    now = words.since_now.match(tokens, count.end)
    end = now[0] if now else count.end
    if opened is None:
        return _ahead(scan, end, count) if now else None
    if opened[1] == "within":
        return _within(scan, end, count, anchored=not now)
    if not now and not _tells_when(scan, index, start, count, tense()):
        return None
    found = _ahead(scan, end, count)
    late = scan.after(words.earliest, end)  # "om två månader tidigast"
    if found and (late > end or opened[1] == "earliest"):
        return late, replace(found[1], last=None), "earliest"
    return found


def _count(scan: Scan, start: int) -> _Count | None:
    first = number_at(scan, start)
    if first is None:
        return None
    end, low = first
    high = low
    if scan.word(end) in scan.words.to or scan.word(end) in scan.words.either:
        second = number_at(scan, end + 1)
        if second and second[1] > low:
            end, high = second
    working = scan.words.working_days.match(scan.tokens, end)
    unit = working or scan.words.units.match(scan.tokens, end)
    if unit is None or not 0 < high <= _MOST:
        return None
    if scan.word(end) == "fortnight":
        low, high = 2 * low, 2 * high
    return _Count(unit[0], low, high, unit[1], working is not None)


def _later(scan: Scan, number: int, count: _Count) -> dt.date | None:
    reference = scan.calendar.reference
    if not count.working:
        return almanac.later_by(reference, number, count.unit)
    date: dt.date | None = reference
    while number > 0 and date:
        date = almanac.later_by(date, 1, Granularity.DAY)
        number -= date is not None and date.weekday() < _SATURDAY
    return date


def _within(scan: Scan, end: int, count: _Count, *, anchored: bool) -> tuple[int, Window, str] | None:
    reference = scan.calendar.reference
    last = _later(scan, count.high, count)
    if last is None:
        return None
    if anchored and scan.word(end) in scan.words.of_event:  # "within 30 days of signing": nobody knows which day
        return end, Window(reference, None, count.unit), "within"
    return end, Window(reference, last, count.unit), "within"


def _ahead(scan: Scan, end: int, count: _Count) -> tuple[int, Window, str] | None:
    """The unit that ends so many units ahead: in three weeks is the third week from now."""
    before, last = _later(scan, count.low - 1, count), _later(scan, count.high, count)
    if before is None or last is None:
        return None
    following = almanac.later_by(before, 1, Granularity.DAY) or last
    return end, Window(min(following, last), last, count.unit), "in"


def _gone(scan: Scan, count: _Count) -> Window:
    reference = scan.calendar.reference
    first = almanac.later_by(reference, -count.high, count.unit) or reference
    after = almanac.later_by(reference, 1 - count.low, count.unit) or reference
    return Window(first, max(first, after - dt.timedelta(days=1)), count.unit)


def _tells_when(scan: Scan, index: int, start: int, count: _Count, tense: str) -> bool:
    """Whether "in 6 weeks" says when, and not how long something took or takes."""
    words = scan.words
    if tense in {"past", "perfect"} or scan.word(count.end) in {"of", "per", "each", "av"}:
        return False
    if words.language == "en":
        lone = scan.word(start) in {"a", "an", "one", "1"}
        behind = {scan.word(index - back) for back in (1, 2, 3)}
        noun = scan.word(count.end - 1)
        singular = count.high > 1 and not noun.endswith("s") and noun != "fortnight"
        days = count.unit is Granularity.DAY
        wanting = (lone and days) or ((lone or days) and tense != "future")  # "burns in a day" is a length
        return not (behind & words.no_duration or wanting or singular)
    before = scan.word(index - 1)
    return not (before in words.no_duration or before.endswith(_LENGTHS))
