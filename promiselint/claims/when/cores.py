"""The cores of dates: a day, a week, a month, a quarter, a half, a season, a year, a holiday, without what ties them."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from promiselint.claims.when import windows
from promiselint.claims.when.words import COUNTS, DAY_WORDS, HOLIDAYS, MONTHS, ORDER, SEASONS, UNITS, WEEKDAYS, any_of
from promiselint.model.time import Granularity, Window


@dataclass(frozen=True)
class Calendar:
    """From which day relative and yearless dates count; the month a fiscal year begins in; versions with windows."""

    reference: dt.date
    fiscal_year_start: int = 1
    releases: Mapping[str, Window] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Core:
    """A core in a text, with its window."""

    start: int
    end: int
    window: Window
    yearless: bool = False


_Builder = Callable[[re.Match[str], Calendar, str], Window | None]
_YEAR = r"(?P<y>(?:19|20)\d\d)(?![\d/]|[.,]\d|\s?(?:%|kr|SEK|EUR|users|kunder|rows|st\b))"
_SHORT_YEAR = r"['’](?P<yy>\d\d)\b"


def cores(text: str, language: str, calendar: Calendar) -> Iterator[Core]:
    """Every core in order of its pattern's trust; overlaps are left to the caller."""
    for pattern, build in _patterns(language):
        for match in pattern.finditer(text):
            try:
                window = build(match, calendar, language)
            except ValueError:
                continue
            if window is not None:
                start = match.start("core") if "core" in pattern.groupindex else match.start()
                yield Core(start, match.end(), window, not (match.groupdict().get("y") or match.groupdict().get("yy")))


@functools.cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], _Builder], ...]:
    month, order = any_of(MONTHS[language]), any_of(ORDER[language])
    months = rf"(?P<m>{month})\b(?:\.(?=\s+\d{{4}}))?"
    long_months = rf"(?P<m>{any_of([m for m in MONTHS[language] if len(m) > 3 or m in {'may', 'maj'}])})\b"
    ordinal = r"(?:st|nd|rd|th|:e|:a|:de)?"
    number = rf"(?P<d>\d{{1,2}}){ordinal}"
    counted = rf"(?P<n>\d{{1,3}}|{any_of(COUNTS[language])})"
    unit = rf"(?P<u>{any_of(UNITS[language])})\b"
    year = rf"(?:,?\s+(?:of\s+|in\s+)?{_YEAR}|\s*-?{_SHORT_YEAR})"
    weekday = rf"(?:(?:{any_of(WEEKDAYS[language])}),?\s+(?:den\s+|the\s+)?)?"
    sv = language == "sv"
    rows: list[tuple[str, _Builder]] = [
        (r"(?<![\w.-])(?P<y>(?:19|20)\d\d)-(?P<mo>\d\d)-(?P<d>\d\d)(?![\w-])", _numeric),
        (r"(?<![\w.-])(?P<y>20\d\d)/(?P<mo>\d\d)/(?P<d>\d\d)(?![\w/])", _numeric),
        (r"(?<![\w.-])(?P<y>20\d\d)-W(?P<w>\d\d)(?!\w)", _week),
        (r"(?<![\w.-])(?P<y>20\d\d)-Q(?P<q>[1-4])(?!\w)|(?<![\w.-])(?P<q2>[1-4])Q(?P<yy>\d\d)(?!\w)", _quarter),
        (r"(?<![\w.-])(?P<y>20\d\d)-H(?P<q>[12])(?!\w)", _half),
        (r"(?<![\w.-])(?P<y>20\d\d)-(?P<mo>0[1-9]|1[0-2])(?![\w-])", _numeric_month),
        (r"(?<![\w.])(?P<d>\d{1,2})\.(?P<mo>\d{1,2})\.(?P<y>20\d\d)(?!\w)", _numeric),
        (r"(?<![\w./])(?P<d>\d{1,2})/(?P<mo>\d{1,2})/(?P<y>20\d\d)(?![\w/])", _numeric),
        (rf"{weekday}(?<![\w.,]){number}\s+(?:of\s+)?{months}(?:{year})?", _day),
        (rf"(?<!\w)(?:the\s+)?(?P<dw>{any_of(DAY_WORDS[language])})\s+(?:of\s+|i\s+)?{months}(?:{year})?", _day),
        (rf"{weekday}(?<!\w)(?P<m>{month})\s+{number}(?!\d|\.\d|:)(?:,?\s+{_YEAR})?" if not sv else r"(?!)", _day),
        (
            rf"(?<!\w)(?:week|vecka|veckan|v\.|w)\s?(?P<w>\d{{1,2}})(?!\d|[.,]\d)(?:[,/]?\s*(?:of\s+|in\s+)?{_YEAR}|\s+(?P<next>nästa år|next year))?",
            _week,
        ),
        (
            r"(?<!\w)(?:FY\s?(?P<fy>(?:20)?\d\d)\s*[-,]?\s*Q(?P<q>[1-4])|Q(?P<q2>[1-4])\s*FY\s?(?P<fy2>(?:20)?\d\d))(?!\w)",
            _fiscal_quarter,
        ),
        (
            r"(?<!\w)(?:FY\s?|fiscal(?: year)?\s|financial year\s|räkenskapsåret\s|budgetåret\s)(?P<fy>(?:20)?\d\d)(?:/\d\d)?(?!\w)",
            _fiscal,
        ),
        (rf"(?<!\w)Q(?P<q>[1-4])(?:\s*[/-]?\s*(?:of\s+|in\s+)?(?:{_YEAR}|['’/-]?(?P<yy>2\d)\b))?(?!\w)", _quarter),
        (rf"(?<!\w)(?P<qw>{order})\s+(?:quarter|kvartalet)(?:\s+(?:of\s+|in\s+|av\s+)?{_YEAR})?", _quarter),
        (rf"(?<!\w)(?:kvartal|kv\.?)\s?(?P<q>[1-4])(?!\d)(?:\s*[,/]?\s*{_YEAR})?", _quarter),
        (rf"(?<!\w)H(?P<q>[12])(?:\s*[/-]?\s*(?:of\s+)?{_YEAR})?(?!\w)", _half),
        (
            rf"(?<!\w)(?P<qw>{order})\s+(?:half|halvåret|halvan av)(?!\s+of\s+(?!the\s+year|20\d\d))(?:\s+of)?(?:\s+(?:the year|året))?(?:\s+(?:in\s+|av\s+)?{_YEAR})?",
            _half,
        ),
        (rf"(?<!\w)(?P<m>{month})\b(?:\.(?=\s+\d{{4}}))?\s*(?:,\s*|of\s+)?(?:{_YEAR}|-?{_SHORT_YEAR})", _month),
        (rf"(?<!\w)(?P<s>{any_of(SEASONS[language])})(?!\w)\s+(?:of\s+)?{_YEAR}", _season),
        (
            r"(?<!\w)(?:the\s+)?turn of (?:the )?year(?:\s+(?P<y>20\d\d)(?:/(?:20)?\d\d)?)?|(?<!\w)årsskiftet(?:\s+(?P<y2>20\d\d)/(?:20)?\d\d|\s+(?P<y3>20\d\d))?",
            _turn,
        ),
        (r"(?<!\w)halvårsskiftet(?:\s+(?P<y>20\d\d))?|(?<!\w)mid-?year(?:\s+(?P<y2>20\d\d))?", _half_turn),
        (rf"(?<!\w)(?:månadsskiftet)\s+(?P<m>{month})(?:/(?:{month}))?(?:\s+{_YEAR})?", _month),
        (rf"(?<!\w)(?P<hol>{any_of(HOLIDAYS[language])})(?!\w)(?:\s+{_YEAR})?", _holiday),
        (
            rf"(?<!\w)(?:within|in the next|over the next|inside|inom|de närmaste)\s+(?:the next\s+|de närmaste\s+)?{counted}\s+{unit}(?!\s+(?:ago|old))",
            _within,
        ),
        (rf"(?<!\w)(?:in|om)\s+(?!an?\s|en\s|ett\s){counted}\s+{unit}(?:['’]\s*time)?", _ahead),
        (
            r"(?<!\w)(?P<rel>this|next|last|coming|nästa|förra|detta|innevarande|kommande|denna)\s+(?P<u>week|month|quarter|year|vecka|månad|kvartal|år)\b",
            _relative,
        ),
        (
            rf"(?<!\w)(?P<rel>this|next|last|coming|nästa|förra)\s+(?P<s>{any_of(SEASONS[language])})(?!\w)",
            _relative_season,
        ),
        (r"(?<!\w)(?:senare i år|later this year|i år)(?!\w)", _this_year),
        (r"(?<!\w)(?P<t>tomorrow|today|tonight|i morgon|imorgon|i dag|idag)(?!\w)", _today),
        (
            r"(?<!\w)(?:year[- ]end|(?:the\s+)?end of (?:the )?year|year['’]s end|EOY|(?:the\s+)?end of this year|slutet av året|årets slut|utgången av året)(?:\s+(?P<y>20\d\d))?(?!\w)",
            _year_end,
        ),
        (
            r"(?<!\w)(?:(?:the\s+)?end of (?:the |this )?(?P<u>quarter|month|week)|EO(?P<u2>Q|M)|slutet av (?P<u3>månaden|kvartalet|veckan))(?!\w)",
            _unit_end,
        ),
        (
            rf"(?<!\w)(?:i|till|under|före|efter|från|inför|tills|hela)\s+(?P<core>(?P<s>{any_of(SEASONS[language])}))(?!\w)"
            if sv
            else r"(?<!\w)(?:in|by|until|before|after|during|this|over|for|from|of)\s+(?:the\s+)?(?P<core>(?P<s>spring|summer|autumn|winter))(?!\w|\s+(?:campaign|sale|school|camp|house|programme|program|edition|tires|tyres))",
            _season,
        ),
        (r"(?<!\w)(?P<s>våren|sommaren|hösten|vintern)(?!\w)" if sv else r"(?!)", _season),
        (
            rf"(?<!\w)(?P<m>{any_of([m for m in MONTHS[language] if len(m) > 4])})(?!\w)"
            if not sv
            else rf"(?<!\w)(?P<m>{any_of([m for m in MONTHS['sv'] if len(m) > 3 or m == 'maj'])})(?!\w)",
            _month,
        ),
        (
            rf"(?<!\w)(?:in|by|of|until|since|from|before|after|early|mid|late|this|next|last|through|during)[\s-]+(?P<core>{long_months})"
            if not sv
            else r"(?!)",
            _month,
        ),
        (
            rf"(?<!\w)(?:on|this|next|by|until|på|nu på|nästa|senast|till)\s+(?P<core>(?P<wd>{any_of(WEEKDAYS[language])}))(?!\w)",
            _weekday,
        ),
        (r"(?<![\w./])(?P<d>[1-3]?\d)/(?P<mo>1[0-2]|[1-9])(?![\w/.]|\s?(?:h|tim)\b)" if sv else r"(?!)", _numeric),
        (
            r"(?<![\w./,'-])(?P<y>20[1-5]\d)(?![\w/%]|[.,-]\d|\s?(?:%|kr|SEK|EUR|GBP|USD|users|customers|kunder|rows|rader))",
            _year,
        ),
    ]
    return tuple((re.compile(source, re.IGNORECASE if "MAY" not in source else 0), build) for source, build in rows)


def _year_of(match: re.Match[str], calendar: Calendar) -> int | None:
    found = match.groupdict()
    for key in ("y", "y2", "y3"):
        if found.get(key):
            return int(found[key])
    return 2000 + int(found["yy"]) if found.get("yy") else None


def _nearest(make: Callable[[int], Window], calendar: Calendar) -> Window:
    """The window of the reference's year, or of the next year where that one is over by three months or more."""
    own = make(calendar.reference.year)
    over = (calendar.reference - (own.last or own.first or calendar.reference)).days
    return make(calendar.reference.year + 1) if over > 75 else own


def _coming(make: Callable[[int], Window], calendar: Calendar) -> Window:
    own = make(calendar.reference.year)
    return own if own.last is None or own.last >= calendar.reference else make(calendar.reference.year + 1)


def _numeric(match: re.Match[str], calendar: Calendar, language: str) -> Window | None:
    first, second = int(match["d"]), int(match["mo"])
    year = _year_of(match, calendar)
    if second > 12 >= first and language == "en":
        first, second = second, first
    if year is None:
        return _nearest(lambda y: windows.day(dt.date(y, second, first)), calendar)
    return windows.day(dt.date(year, second, first))


def _numeric_month(match: re.Match[str], calendar: Calendar, language: str) -> Window | None:
    return windows.month(int(match["y"]), int(match["mo"]))


def _day(match: re.Match[str], calendar: Calendar, language: str) -> Window | None:
    found = match.groupdict()
    number = int(found["d"]) if found.get("d") else DAY_WORDS[language][found["dw"].lower()]
    month = MONTHS[language][match["m"].lower()]
    year = _year_of(match, calendar)
    if year is None:
        return _nearest(lambda y: windows.day(_clamped(y, month, number)), calendar)
    return windows.day(_clamped(year, month, number))


def _clamped(year: int, month: int, number: int) -> dt.date:
    if number == 31:
        return windows.month(year, month).last or dt.date(year, month, 28)
    return dt.date(year, month, number)


def _week(match: re.Match[str], calendar: Calendar, language: str) -> Window | None:
    number, year = int(match["w"]), _year_of(match, calendar)
    if match.groupdict().get("next"):
        year = calendar.reference.year + 1
    if year is not None:
        return windows.week(year, number)
    return _nearest(lambda y: windows.week(y, number), calendar)


def _number_of(match: re.Match[str], language: str, last: int) -> int:
    found = match.groupdict()
    digit = found.get("q") or found.get("q2")
    return int(digit) if digit else ORDER[language][found["qw"].lower()] or last


def _quarter(match: re.Match[str], calendar: Calendar, language: str) -> Window | None:
    number, year = _number_of(match, language, 4), _year_of(match, calendar)
    if year is not None:
        return windows.quarter(year, number)
    return _nearest(lambda y: windows.quarter(y, number), calendar)


def _half(match: re.Match[str], calendar: Calendar, language: str) -> Window | None:
    number, year = _number_of(match, language, 2), _year_of(match, calendar)
    if number > 2:
        return None
    if year is not None:
        return windows.half(year, number)
    return _nearest(lambda y: windows.half(y, number), calendar)


def _fiscal(match: re.Match[str], calendar: Calendar, language: str) -> Window | None:
    return windows.whole_year(2000 + int(match["fy"]) % 100, calendar.fiscal_year_start)


def _fiscal_quarter(match: re.Match[str], calendar: Calendar, language: str) -> Window | None:
    year = 2000 + int(match["fy"] or match["fy2"]) % 100
    return windows.quarter(year, int(match["q"] or match["q2"]), calendar.fiscal_year_start)


def _month(match: re.Match[str], calendar: Calendar, language: str) -> Window | None:
    number, year = MONTHS[language][match["m"].lower()], _year_of(match, calendar)
    word = match["m"]
    if year is None and language == "en" and word.lower() in {"may", "march"} and not word[0].isupper():
        return None
    if year is not None:
        return windows.month(year, number)
    return _nearest(lambda y: windows.month(y, number), calendar)


def _season(match: re.Match[str], calendar: Calendar, language: str) -> Window | None:
    number, year = SEASONS[language][match["s"].lower()], _year_of(match, calendar)
    if year is not None:
        return windows.season(year, number)
    return _coming(lambda y: windows.season(y, number), calendar)


def _relative_season(match: re.Match[str], calendar: Calendar, language: str) -> Window | None:
    number, word = SEASONS[language][match["s"].lower()], match["rel"].lower()
    own = _coming(lambda y: windows.season(y, number), calendar)
    year = own.first.year if own.first else calendar.reference.year
    if word in {"last", "förra"}:
        return windows.season(year - 1, number)
    running = own.first is not None and own.first <= calendar.reference
    return windows.season(year + 1, number) if word in {"next", "nästa"} and running else own


def _turn(match: re.Match[str], calendar: Calendar, language: str) -> Window | None:
    found = match.groupdict()
    if found.get("y2") or found.get("y"):
        return windows.whole_year(int(found.get("y2") or found["y"]))
    if found.get("y3"):
        return windows.whole_year(int(found["y3"]))
    return windows.whole_year(calendar.reference.year)


def _half_turn(match: re.Match[str], calendar: Calendar, language: str) -> Window | None:
    year = _year_of(match, calendar)
    return windows.half(year, 1) if year is not None else _coming(lambda y: windows.half(y, 1), calendar)


def _holiday(match: re.Match[str], calendar: Calendar, language: str) -> Window | None:
    name = HOLIDAYS[language][match["hol"].lower().replace("’", "'")]
    year = _year_of(match, calendar)
    if year is not None:
        return windows.day(windows.holiday(name, year))
    return _coming(lambda y: windows.day(windows.holiday(name, y)), calendar)


def _count(match: re.Match[str], language: str) -> int:
    word = match["n"].lower()
    return int(word) if word.isdigit() else COUNTS[language][word]


def _later(date: dt.date, unit: str, count: int) -> dt.date:
    if unit in {"day", "week"}:
        return date + dt.timedelta(count * (7 if unit == "week" else 1))
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit] * count
    ahead = (
        windows.month(date.year, date.month + months)
        if date.month + months <= 12
        else windows.months(date.year, date.month + months, 1, Granularity.MONTH)
    )
    assert ahead.first is not None and ahead.last is not None  # noqa: S101, PT018 - a month has both
    return min(ahead.last, ahead.first + dt.timedelta(date.day - 1))


def _within(match: re.Match[str], calendar: Calendar, language: str) -> Window | None:
    unit = UNITS[language][match["u"].lower()]
    return Window(calendar.reference, _later(calendar.reference, unit, _count(match, language)), Granularity(unit))


def _ahead(match: re.Match[str], calendar: Calendar, language: str) -> Window | None:
    unit, count = UNITS[language][match["u"].lower()], _count(match, language)
    at = _later(calendar.reference, unit, count)
    if unit == "day":
        return windows.day(at)
    if unit == "week":
        monday = at - dt.timedelta(at.weekday())
        return Window(monday, monday + dt.timedelta(6), Granularity.WEEK)
    if unit == "month":
        return windows.month(at.year, at.month)
    return windows.quarter(at.year, (at.month - 1) // 3 + 1) if unit == "quarter" else windows.whole_year(at.year)


_SAME_UNIT = {"vecka": "week", "månad": "month", "kvartal": "quarter", "år": "year", "månaden": "month",
              "kvartalet": "quarter", "veckan": "week", "q": "quarter", "m": "month"}  # fmt: skip


def _relative(match: re.Match[str], calendar: Calendar, language: str) -> Window | None:
    unit = _SAME_UNIT.get(match["u"].lower(), match["u"].lower())
    step = {"next": 1, "nästa": 1, "coming": 1, "kommande": 1, "last": -1, "förra": -1}.get(match["rel"].lower(), 0)
    return _unit(calendar.reference, unit, step)


def _unit(date: dt.date, unit: str, step: int) -> Window:
    if unit == "week":
        monday = date - dt.timedelta(date.weekday()) + dt.timedelta(7 * step)
        return Window(monday, monday + dt.timedelta(6), Granularity.WEEK)
    if unit == "month":
        index = date.year * 12 + date.month - 1 + step
        return windows.month(index // 12, index % 12 + 1)
    if unit == "quarter":
        index = date.year * 4 + (date.month - 1) // 3 + step
        return windows.quarter(index // 4, index % 4 + 1)
    return windows.whole_year(date.year + step)


def _this_year(match: re.Match[str], calendar: Calendar, language: str) -> Window | None:
    return windows.whole_year(calendar.reference.year)


def _today(match: re.Match[str], calendar: Calendar, language: str) -> Window | None:
    ahead = match["t"].lower() in {"tomorrow", "i morgon", "imorgon"}
    return windows.day(calendar.reference + dt.timedelta(int(ahead)))


def _year_end(match: re.Match[str], calendar: Calendar, language: str) -> Window | None:
    return windows.whole_year(_year_of(match, calendar) or calendar.reference.year)


def _unit_end(match: re.Match[str], calendar: Calendar, language: str) -> Window | None:
    word = (match["u"] or match["u2"] or match["u3"]).lower()
    return _unit(calendar.reference, _SAME_UNIT.get(word, word), 0)


def _weekday(match: re.Match[str], calendar: Calendar, language: str) -> Window | None:
    return windows.day(windows.weekday_on_or_after(calendar.reference, WEEKDAYS[language][match["wd"].lower()]))


_NAMED_BY_YEAR = re.compile(r"(?<=[\w,] )(?!(?:Q\d|H\d|FY|Year|År)\b)[A-ZÅÄÖ][\w-]+ $")


def _year(match: re.Match[str], calendar: Calendar, language: str) -> Window | None:
    """A year by itself; behind a name ("Expo 2027", "Index 2026") it belongs to the name."""
    if _NAMED_BY_YEAR.search(match.string, max(0, match.start() - 40), match.start()):
        return None
    return windows.whole_year(int(match["y"]))
