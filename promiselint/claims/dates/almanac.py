"""Windows of days by calendar arithmetic (contract §5.1): months, quarters, halves, years, seasons, weeks, thirds."""

from __future__ import annotations

import calendar as gregorian
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from promiselint.model.time import Granularity, Window

VAGUE = Window(None, None, Granularity.VAGUE)
_FINER = {
    Granularity.YEAR: Granularity.HALF,
    Granularity.HALF: Granularity.QUARTER,
    Granularity.QUARTER: Granularity.MONTH,
    Granularity.MONTH: Granularity.WEEK,
    Granularity.WEEK: Granularity.DAY,
    Granularity.DAY: Granularity.DAY,
    Granularity.VAGUE: Granularity.VAGUE,
}
_WEEK_CUTS = (0, 2, 4, 7)  # Monday-Tuesday, Wednesday-Thursday, Friday-Sunday
_MONTH_CUTS = (0, 10, 20)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What dates are counted by: the document's day, the month in which fiscal years begin, the releases' windows."""

    reference: dt.date
    fiscal_year_start: int = 1
    releases: Mapping[str, Window] = field(default_factory=dict, hash=False)


def day(year: int, month: int, number: int) -> Window | None:
    """That day; None where the calendar has none."""
    try:
        return on(dt.date(year, month, number))
    except (ValueError, OverflowError):
        return None


def on(date: dt.date) -> Window:
    """The window of one day."""
    return Window(date, date, Granularity.DAY)


def months(year: int, first: int, count: int, granularity: Granularity) -> Window | None:
    """`count` months from month `first` of `year` on; `first` may run past 12 or below 1."""
    start = year * 12 + first - 1
    end = start + count - 1
    if not (start > 12 and end < 12 * 9999):
        return None
    last_year, last_month = divmod(end, 12)
    last = dt.date(last_year, last_month + 1, gregorian.monthrange(last_year, last_month + 1)[1])
    return Window(dt.date(start // 12, start % 12 + 1, 1), last, granularity)


def month(year: int, number: int) -> Window | None:
    """A month of the calendar."""
    return months(year, number, 1, Granularity.MONTH)


def quarter(year: int, number: int, start: int = 1) -> Window | None:
    """A quarter of the year that begins in month `start` of `year`."""
    return months(year, start + 3 * (number - 1), 3, Granularity.QUARTER)


def half(year: int, number: int, start: int = 1) -> Window | None:
    """A half of the year that begins in month `start` of `year`."""
    return months(year, start + 6 * (number - 1), 6, Granularity.HALF)


def year(number: int, start: int = 1) -> Window | None:
    """The year that begins in month `start` of year `number`."""
    return months(number, start, 12, Granularity.YEAR)


def season(number: int, first_month: int) -> Window | None:
    """The season that begins in that month of that year; winter 2027 runs into February 2028."""
    return months(number, first_month, 3, Granularity.QUARTER)


def week(number: int, iso_week: int) -> Window | None:
    """An ISO week; None where the year has no such week."""
    try:
        monday = dt.date.fromisocalendar(number, iso_week, 1)
    except ValueError:
        return None
    return week_of(monday)


def week_of(date: dt.date) -> Window:
    """The ISO week that holds a day."""
    monday = date - dt.timedelta(days=date.weekday())
    return Window(monday, monday + dt.timedelta(days=6), Granularity.WEEK)


def later_by(date: dt.date, count: int, unit: Granularity) -> dt.date | None:
    """The day `count` units after `date` (before it where negative); None beyond the calendar."""
    try:
        if unit is Granularity.DAY:
            return date + dt.timedelta(days=count)
        if unit is Granularity.WEEK:
            return date + dt.timedelta(weeks=count)
        size = {Granularity.MONTH: 1, Granularity.QUARTER: 3, Granularity.HALF: 6}.get(unit, 12)
        total = date.year * 12 + date.month - 1 + count * size
        last = gregorian.monthrange(total // 12, total % 12 + 1)[1]
        return dt.date(total // 12, total % 12 + 1, min(date.day, last))
    except (ValueError, OverflowError, IndexError):
        return None


def holding(date: dt.date, unit: Granularity, start: int = 1) -> Window | None:
    """The unit of the calendar (year beginning in month `start`) that holds a day."""
    if unit is Granularity.DAY:
        return on(date)
    if unit is Granularity.WEEK:
        return week_of(date)
    if unit is Granularity.MONTH:
        return month(date.year, date.month)
    begun = date.year if date.month >= start else date.year - 1
    passed = (date.year - begun) * 12 + date.month - start
    if unit is Granularity.QUARTER:
        return quarter(begun, passed // 3 + 1, start)
    if unit is Granularity.HALF:
        return half(begun, passed // 6 + 1, start)
    return year(begun, start)


def third(window: Window, which: int) -> Window:
    """The first (0), middle (1) or last (2) third, one step finer; a season's are months (contract §5.1)."""
    first, last = window.first, window.last
    if first is None or last is None or window.granularity is Granularity.DAY:
        return window
    finer = _FINER[window.granularity]
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if first.day == 1 and count % 3 == 0:
        part = months(first.year, first.month + which * count // 3, count // 3, finer)
        return part or window
    if window.granularity is Granularity.MONTH:
        cuts = (*_MONTH_CUTS, (last - first).days + 1)
    elif window.granularity is Granularity.WEEK:
        cuts = _WEEK_CUTS
    else:
        days = (last - first).days + 1
        cuts = (0, days // 3, 2 * days // 3, days)
    return Window(first + dt.timedelta(cuts[which]), first + dt.timedelta(cuts[which + 1] - 1), finer)


def halved(window: Window, which: int) -> Window:
    """The first (0) or second (1) half, one step finer."""
    first, last = window.first, window.last
    if first is None or last is None or window.granularity is Granularity.DAY:
        return window
    finer = _FINER[window.granularity]
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if first.day == 1 and count % 2 == 0:
        return months(first.year, first.month + which * count // 2, count // 2, finer) or window
    middle = first + dt.timedelta(days=((last - first).days + 1) // 2)
    if which == 0:
        return Window(first, middle - dt.timedelta(days=1), finer)
    return Window(middle, last, finer)


def coarser(one: Granularity, other: Granularity) -> Granularity:
    """The coarser of two granularities."""
    return max(one, other, key=lambda granularity: granularity.order)
