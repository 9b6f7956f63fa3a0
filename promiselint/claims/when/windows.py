"""Arithmetic of windows: months, quarters, thirds, weeks, holidays."""

from __future__ import annotations

import calendar
import datetime as dt

from promiselint.model.time import Granularity, Window

_FINER = {
    Granularity.YEAR: Granularity.HALF,
    Granularity.HALF: Granularity.QUARTER,
    Granularity.QUARTER: Granularity.MONTH,
    Granularity.MONTH: Granularity.WEEK,
    Granularity.WEEK: Granularity.DAY,
    Granularity.DAY: Granularity.DAY,
    Granularity.VAGUE: Granularity.VAGUE,
}


def day(date: dt.date) -> Window:
    """One day."""
    return Window(date, date, Granularity.DAY)


def months(year: int, month: int, count: int, granularity: Granularity) -> Window:
    """`count` whole months from the first of `month` on; a month past 12 belongs to the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last = month + count - 1
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return Window(
        dt.date(year, month, 1), dt.date(end_year, end_month, calendar.monthrange(end_year, end_month)[1]), granularity
    )


def month(year: int, number: int) -> Window:
    """One month."""
    return months(year, number, 1, Granularity.MONTH)


def quarter(year: int, number: int, start: int = 1) -> Window:
    """One quarter of the year that begins in month `start`."""
    return months(_opening(year, start), start + 3 * (number - 1), 3, Granularity.QUARTER)


def half(year: int, number: int, start: int = 1) -> Window:
    """One half of the year that begins in month `start`."""
    return months(_opening(year, start), start + 6 * (number - 1), 6, Granularity.HALF)


def whole_year(year: int, start: int = 1) -> Window:
    """One year that begins in month `start`; a fiscal year is called by the year in which it ends."""
    return months(_opening(year, start), start, 12, Granularity.YEAR)


def _opening(year: int, start: int) -> int:
    return year if start == 1 else year - 1


def season(year: int, first_month: int) -> Window:
    """Three months: March, June, September or December; winter is called by the year in which it begins."""
    return months(year, first_month, 3, Granularity.QUARTER)


def week(year: int, number: int) -> Window:
    """One ISO week."""
    monday = dt.date.fromisocalendar(year, number, 1)
    return Window(monday, monday + dt.timedelta(6), Granularity.WEEK)


def third(window: Window, which: int) -> Window:
    """The first (0), middle (1) or last (2) third of a window, one step finer."""
    if window.first is None or window.last is None:
        return window
    finer = _FINER[window.granularity]
    length = (window.last - window.first).days + 1
    if window.granularity in {Granularity.YEAR, Granularity.QUARTER}:
        count = 4 if window.granularity is Granularity.YEAR else 1
        return months(window.first.year, window.first.month + count * which, count, finer)
    if window.granularity is Granularity.HALF:
        return months(window.first.year, window.first.month + 2 * which, 2, finer)
    low = window.first + dt.timedelta(round(length * which / 3))
    high = window.first + dt.timedelta(round(length * (which + 1) / 3) - 1)
    return Window(low, max(low, high), finer)


def joined(first: Window, second: Window) -> Window:
    """From the one to the other: as fine as the coarser of the two, coarser where the stretch is longer."""
    coarse = max(first.granularity, second.granularity, key=lambda granularity: granularity.order)
    return Window(first.first, second.last, coarse)


def easter(year: int) -> dt.date:
    """Easter Sunday (the anonymous Gregorian computus of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    number = h + el - 7 * m + 114
    return dt.date(year, number // 31, number % 31 + 1)


def weekday_on_or_after(date: dt.date, weekday: int) -> dt.date:
    """The first such weekday (Monday 0) on or after a day."""
    return date + dt.timedelta((weekday - date.weekday()) % 7)


def holiday(name: str, year: int) -> dt.date:
    """The day of a holiday; `name` is one of the words that the languages' tables use."""
    moved = {"easter": 0, "good-friday": -2, "ascension": 39, "pentecost": 49}
    if name in moved:
        return easter(year) + dt.timedelta(moved[name])
    if name == "midsummer":  # the Friday between 19 and 25 June
        return weekday_on_or_after(dt.date(year, 6, 19), 4)
    if name == "thanksgiving":
        return weekday_on_or_after(dt.date(year, 11, 22), 3)
    if name == "black-friday":
        return weekday_on_or_after(dt.date(year, 11, 22), 3) + dt.timedelta(1)
    if name == "all-saints":  # the Saturday between 31 October and 6 November
        return weekday_on_or_after(dt.date(year, 10, 31), 5)
    fixed = {"christmas": (12, 25), "jul": (12, 24), "new-year": (1, 1), "new-year-eve": (12, 31), "lucia": (12, 13),
             "halloween": (10, 31), "walpurgis": (4, 30), "epiphany": (1, 6), "valentine": (2, 14)}  # fmt: skip
    return dt.date(year, *fixed[name])
