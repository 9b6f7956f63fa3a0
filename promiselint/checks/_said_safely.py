"""What may be said of a feature outside: the window that target, buffer and policy leave, in words of either language."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping

from promiselint.model.roadmap import Feature, Roadmap, Status
from promiselint.model.time import Granularity, Window

_ORDINALS = {"en": ("first", "second", "third", "fourth"), "sv": ("första", "andra", "tredje", "fjärde")}
_MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "sv": "januari februari mars april maj juni juli augusti september oktober november december".split(),
}
_FINEST: Mapping[str, Mapping[Granularity | None, str]] = {
    "en": {
        Granularity.DAY: "a day",
        Granularity.WEEK: "a week",
        Granularity.MONTH: "a month",
        Granularity.QUARTER: "a quarter",
        Granularity.HALF: "half a year",
        Granularity.YEAR: "a year",
    },
    "sv": {
        Granularity.DAY: "en dag",
        Granularity.WEEK: "en vecka",
        Granularity.MONTH: "en månad",
        Granularity.QUARTER: "ett kvartal",
        Granularity.HALF: "ett halvår",
        Granularity.YEAR: "ett år",
    },
}
_NONE = {"en": "no date at all", "sv": "inget datum alls"}
_NO_DATE = {"en": "no date", "sv": "utan datum"}
_STATUSES: Mapping[str, Mapping[Status, str]] = {
    "en": {
        Status.IDEA: "only an idea",
        Status.BACKLOG: "in the backlog",
        Status.PLANNED: "planned",
        Status.IN_PROGRESS: "under development",
        Status.ALPHA: "in alpha",
        Status.BETA: "in beta",
        Status.RELEASED: "released",
        Status.DEPRECATED: "being phased out",
        Status.WITHDRAWN: "withdrawn",
    },
    "sv": {
        Status.IDEA: "bara en idé",
        Status.BACKLOG: "i backloggen",
        Status.PLANNED: "planerad",
        Status.IN_PROGRESS: "under utveckling",
        Status.ALPHA: "i alfa",
        Status.BETA: "i beta",
        Status.RELEASED: "släppt",
        Status.DEPRECATED: "under avveckling",
        Status.WITHDRAWN: "borttagen",
    },
}


def safe_window(feature: Feature, roadmap: Roadmap) -> Window | None:
    """The window that could be named: as coarse as the policy asks, no finer than the target, ending after the buffer.

    None where no date can be given: no target, a policy of no dates, or a target that has run out already.
    """
    finest = roadmap.policy.finest_date
    if feature.target is None or feature.target.window.last is None or finest is None:
        return None
    try:
        end = feature.target.window.last + dt.timedelta(days=roadmap.policy.buffer_days)
    except OverflowError:
        return None
    if end < roadmap.as_of:
        return None
    granularity = max(finest, feature.target.window.granularity, key=lambda one: one.order)
    return period(end, granularity)


def period(day: dt.date, granularity: Granularity) -> Window | None:
    """The day, week, month, quarter, half or year that holds a day; None for a vague one."""
    match granularity:
        case Granularity.DAY:
            return Window(day, day, granularity)
        case Granularity.WEEK:
            monday = day - dt.timedelta(days=day.weekday())
            return Window(monday, monday + dt.timedelta(days=6), granularity)
        case Granularity.MONTH:
            return _months(day, 1, granularity)
        case Granularity.QUARTER:
            return _months(day, 3, granularity)
        case Granularity.HALF:
            return _months(day, 6, granularity)
        case Granularity.YEAR:
            return _months(day, 12, granularity)
        case Granularity.VAGUE:
            return None


def _months(day: dt.date, count: int, granularity: Granularity) -> Window:
    first = (day.month - 1) // count * count + 1
    last = first + count - 1
    end = dt.date(day.year, last, calendar.monthrange(day.year, last)[1])
    return Window(dt.date(day.year, first, 1), end, granularity)


def in_words(window: Window, language: str) -> str:
    """A window as people say it: "the third quarter of 2027", "tredje kvartalet 2027"; "" where it has no last day."""
    if window.last is None:
        return ""
    day, swedish = window.last, language == "sv"
    ordinals, months = _ORDINALS["sv" if swedish else "en"], _MONTHS["sv" if swedish else "en"]
    match window.granularity:
        case Granularity.DAY:
            return f"{day.day} {months[day.month - 1]} {day.year}"
        case Granularity.WEEK:
            week = day.isocalendar()
            return f"vecka {week.week} {week.year}" if swedish else f"week {week.week} of {week.year}"
        case Granularity.MONTH:
            return f"{months[day.month - 1]} {day.year}"
        case Granularity.QUARTER:
            ordinal = ordinals[(day.month - 1) // 3]
            return f"{ordinal} kvartalet {day.year}" if swedish else f"the {ordinal} quarter of {day.year}"
        case Granularity.HALF:
            ordinal = ordinals[(day.month - 1) // 6]
            return f"{ordinal} halvåret {day.year}" if swedish else f"the {ordinal} half of {day.year}"
        case Granularity.YEAR | Granularity.VAGUE:
            return str(day.year)


def finest(granularity: Granularity | None, language: str) -> str:
    """The finest date of a policy in words: "a quarter", "inget datum alls"."""
    table = _FINEST.get(language, _FINEST["en"])
    return table.get(granularity, _NONE.get(language, _NONE["en"]))


def status(value: Status, language: str) -> str:
    """A status in words that a reader outside development understands: "in the backlog"."""
    return _STATUSES.get(language, _STATUSES["en"])[value]


def no_date(language: str) -> str:
    """What stands for the target of a feature that has none."""
    return _NO_DATE.get(language, _NO_DATE["en"])
