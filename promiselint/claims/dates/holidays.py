"""The days on which holidays fall."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from promiselint.claims.dates.almanac import on, week
from promiselint.model.time import Granularity, Window

_SATURDAY = 5
_FRIDAY = 4


def easter(year: int) -> dt.date:
    """Easter Sunday of the western churches, by the Gregorian computus."""
    golden, century = year % 19, year // 100
    leap = century - century // 4 - (8 * century + 13) // 25
    epact = (19 * golden + leap + 15) % 30
    epact -= epact // 28 * (1 - 29 // (epact + 1) * ((21 - golden) // 11))
    offset = epact - (year + year // 4 + epact + 2 - century + century // 4) % 7
    month = 3 + (offset + 40) // 44
    return dt.date(year, month, offset + 28 - 31 * (month // 4))


def nth_weekday(year: int, month: int, weekday: int, number: int) -> dt.date | None:
    """The `number`-th such weekday of a month (-1 the last); None where the month has no such."""
    if number > 0:
        first = dt.date(year, month, 1)
        found = first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
        return found if found.month == month else None
    after = dt.date(year + month // 12, month % 12 + 1, 1)
    return after - dt.timedelta(days=(after.weekday() - weekday - 1) % 7 + 1)


def _first_on_or_after(date: dt.date, weekday: int) -> dt.date:
    return date + dt.timedelta(days=(weekday - date.weekday()) % 7)


def _fixed(month: int, day: int) -> Callable[[int], Window]:
    return lambda year: on(dt.date(year, month, day))


def _from_easter(days: int) -> Callable[[int], Window]:
    return lambda year: on(easter(year) + dt.timedelta(days=days))


def _nth(month: int, weekday: int, number: int, plus: int = 0) -> Callable[[int], Window]:
    def find(year: int) -> Window:
        found = nth_weekday(year, month, weekday, number) or dt.date(year, month, 1)
        return on(found + dt.timedelta(days=plus))

    return find


def _from(month: int, day: int, weekday: int, plus: int = 0) -> Callable[[int], Window]:
    return lambda year: on(_first_on_or_after(dt.date(year, month, day), weekday) + dt.timedelta(days=plus))


def _days(first: tuple[int, int], last: tuple[int, int]) -> Callable[[int], Window]:
    def find(year: int) -> Window:
        over = 1 if last < first else 0
        return Window(dt.date(year, *first), dt.date(year + over, *last), Granularity.WEEK)

    return find


def _autumn_break(year: int) -> Window:
    return week(year, 44) or on(dt.date(year, 10, 31))


HOLIDAYS: Mapping[str, Callable[[int], Window]] = {
    "christmas-eve": _fixed(12, 24),
    "christmas-day": _fixed(12, 25),
    "boxing-day": _fixed(12, 26),
    "new-years-eve": _fixed(12, 31),
    "new-years-day": _fixed(1, 1),
    "twelfth-night": _fixed(1, 5),
    "epiphany": _fixed(1, 6),
    "st-knuts-day": _fixed(1, 13),
    "valentines-day": _fixed(2, 14),
    "st-patricks-day": _fixed(3, 17),
    "walpurgis": _fixed(4, 30),
    "may-day": _fixed(5, 1),
    "swedish-national-day": _fixed(6, 6),
    "juneteenth": _fixed(6, 19),
    "independence-day": _fixed(7, 4),
    "bastille-day": _fixed(7, 14),
    "halloween": _fixed(10, 31),
    "all-saints-day": _fixed(11, 1),
    "bonfire-night": _fixed(11, 5),
    "remembrance-day": _fixed(11, 11),
    "lucia": _fixed(12, 13),
    "shrove-tuesday": _from_easter(-47),
    "ash-wednesday": _from_easter(-46),
    "palm-sunday": _from_easter(-7),
    "maundy-thursday": _from_easter(-3),
    "good-friday": _from_easter(-2),
    "easter-eve": _from_easter(-1),
    "easter": _from_easter(0),
    "easter-monday": _from_easter(1),
    "ascension": _from_easter(39),
    "pentecost-eve": _from_easter(48),
    "pentecost": _from_easter(49),
    "whit-monday": _from_easter(50),
    "midsummer-eve": _from(6, 19, _FRIDAY),
    "midsummer-day": _from(6, 20, _SATURDAY),
    "swedish-all-saints": _from(10, 31, _SATURDAY),
    "first-advent": _from(11, 27, 6),
    "second-advent": _from(11, 27, 6, 7),
    "third-advent": _from(11, 27, 6, 14),
    "fourth-advent": _from(11, 27, 6, 21),
    "mlk-day": _nth(1, 0, 3),
    "presidents-day": _nth(2, 0, 3),
    "swedish-mothers-day": _nth(5, 6, -1),
    "swedish-fathers-day": _nth(11, 6, 2),
    "early-may-holiday": _nth(5, 0, 1),
    "memorial-day": _nth(5, 0, -1),
    "august-holiday": _nth(8, 0, -1),
    "labor-day": _nth(9, 0, 1),
    "columbus-day": _nth(10, 0, 2),
    "thanksgiving": _nth(11, 3, 4),
    "black-friday": _nth(11, 3, 4, 1),
    "cyber-monday": _nth(11, 3, 4, 4),
    "between-the-years": _days((12, 27), (12, 30)),
    "the-holidays": _days((12, 24), (1, 1)),
    "autumn-break": _autumn_break,
}
