"""Times counted from the document's day: tomorrow, next month, on Friday, later this year, year-end, i höst."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial

from promiselint.claims.dates import almanac
from promiselint.claims.dates.marks import Mark, bound, narrowed
from promiselint.claims.dates.named import month_name
from promiselint.claims.dates.scan import Found, Scan, ends_clean, year_after
from promiselint.claims.dates.terms import week
from promiselint.model.time import Granularity, Window

_SATURDAY = 5
_OFTEN = frozenset(("gång", "gånger", "kr", "kronor", "timmar", "procent", "ggr"))  # "tre gånger i veckan"
_AFTER_SPRING = frozenset(
    "med på för till från hos när innan som så men samt kommer ska skall blir får kan är lanseras släpps byggs att "
    "levereras finns börjar startar öppnar öppnas införs går redan även också dessutom efter före vid ! ? . , ; : ) "
    "släpper lanserar inför redo planerar räknar hoppas tar gör har - |".split()
)
_AND_THEN = frozenset("sommar höst i full sedan därefter resten fler".split())
_ANY = frozenset(("ett", "varje", "a", "any", "each", "every"))
_OF_WEEK = frozenset(("i", "of", "in"))
_TO_WEEKEND = frozenset(("före", "innan", "inför", "till", "efter", "över"))
_OTHER_WORDS = frozenset(("sat", "sun"))  # weekdays only before a day's number
_PRONOUNS = frozenset("vi ni du de den det man jag alla kunderna våra".split())


def near(scan: Scan, index: int, prep: str) -> Found | None:
    """Such as "next month", "this quarter", "förra året", "this fiscal year"."""
    found = scan.words.nears.match(scan.tokens, index)
    if found is None or not ends_clean(scan, found[0]):
        return None
    if scan.word(index) == "helgen" and prep not in _TO_WEEKEND:
        return None
    end, (unit, offset, fiscal) = found
    if scan.word(end) == "of" or scan.word(end) in scan.words.spoils:
        return None
    if scan.word(index) == "i" and (scan.word(index - 1) in _OFTEN or scan.word(index - 1) in scan.words.counted):
        return None
    if unit is Granularity.DAY:
        return end, bound(_weekend(scan.calendar.reference, offset))
    return end, bound(_unit_at(scan, unit, offset, fiscal=fiscal), past=offset < 0)


def _weekend(reference: dt.date, offset: int) -> Window | None:
    saturday = almanac.later_by(reference, _SATURDAY - reference.weekday() + 7 * offset, Granularity.DAY)
    sunday = almanac.later_by(saturday, 1, Granularity.DAY) if saturday else None
    return Window(saturday, sunday, Granularity.DAY) if sunday else None


def _unit_at(scan: Scan, unit: Granularity, offset: int, *, fiscal: bool) -> Window | None:
    start = scan.calendar.fiscal_year_start if fiscal else 1
    date = almanac.later_by(scan.calendar.reference, offset, unit)
    return almanac.holding(date, unit, start) if date else None


def rest(scan: Scan, index: int, prep: str) -> Found | None:
    """Such as "later this year", "within the month", "inom året", and "earlier this year"."""
    del prep
    reference = scan.calendar.reference
    for phrases, ahead in ((scan.words.rests, True), (scan.words.begun, False)):
        found = phrases.match(scan.tokens, index)
        if found is None or not ends_clean(scan, found[0]):
            continue
        whole = _unit_at(scan, found[1][0], 0, fiscal=found[1][2])
        if whole is None:
            return None
        cut = replace(whole, first=reference) if ahead else replace(whole, last=reference)
        return found[0], bound(cut, past=not ahead)
    return None


def fixed_day(scan: Scan, index: int, prep: str) -> Found | None:
    """Such as "tomorrow", "i dag", "yesterday"."""
    del prep
    found = scan.words.days.match(scan.tokens, index)
    if found is None or not ends_clean(scan, found[0]):
        return None
    date = almanac.later_by(scan.calendar.reference, found[1], Granularity.DAY)
    return (found[0], bound(almanac.on(date), past=found[1] < 0)) if date else None


def turn(scan: Scan, index: int, prep: str) -> Found | None:
    """Such as "the turn of the year 2027/28", "månadsskiftet mars/april": the unit that ends there."""
    del prep
    found = scan.words.turns.match(scan.tokens, index)
    if found is None or scan.word(index - 1) in _ANY:
        return None
    end, unit = found
    if unit is Granularity.YEAR:
        stop, year = _turn_year(scan, end)
        return stop, Mark(almanac.year, year=year, edge=True, unit=unit)
    if unit is Granularity.HALF:
        stop, year = year_after(scan, end)
        return stop, Mark(lambda at: almanac.half(at, 1), year=year, edge=True, unit=unit)
    named = month_name(scan, end) if unit is Granularity.MONTH else None
    if named is None:
        return end, bound(_unit_at(scan, unit, 0, fiscal=False), edge=True)
    stop, month, _ = named
    second = month_name(scan, stop + 1) if scan.word(stop) in {"/", "-", "till"} else None
    stop, year = year_after(scan, second[0] if second else stop)
    if year and second and second[1] < month:  # "månadsskiftet december/januari 2027"
        year -= 1
    return stop, Mark(lambda at: almanac.month(at, month), year=year, edge=True, unit=unit)


def _turn_year(scan: Scan, end: int) -> tuple[int, int | None]:
    """The year that ends at the turn: 2027 for "2027/28", "2027/2028", "2027-2028", "27/28" and "2027"."""
    low, high = scan.word(end), scan.word(end + 2)
    if scan.word(end + 1) in {"/", "-"} and low.isdecimal() and high.isdecimal() and len(low) == len(high) == 2:
        return end + 3, 2000 + int(low)
    stop, year = year_after(scan, end)
    if year and scan.word(stop) in {"/", "-"} and scan.word(stop + 1) in {str(year + 1), str(year + 1)[2:]}:
        return stop + 2, year
    return stop, year


def edge(scan: Scan, index: int, prep: str) -> Found | None:
    """Such as "year-end", "EOY 2027", "the quarter's end", "årets slut", "fiscal year-end"."""
    del prep
    found = scan.words.edges.match(scan.tokens, index)
    if found is None:
        return None
    end, (unit, offset, fiscal) = found
    if scan.word(end) in scan.words.spoils or not ends_clean(scan, end):
        return None
    loose = not scan.word(index).startswith("eo")
    if unit is not Granularity.YEAR:
        return end, bound(_unit_at(scan, unit, offset, fiscal=fiscal), edge=True, loose=loose)
    stop, year = year_after(scan, end)
    if not fiscal:
        return stop, Mark(almanac.year, year=year, edge=True, unit=unit, loose=loose and year is None)
    start = scan.calendar.fiscal_year_start
    if year is None:
        return end, bound(_unit_at(scan, unit, offset, fiscal=True), edge=True, loose=loose)
    begun = year if start == 1 else year - 1
    return stop, Mark(lambda _: almanac.year(begun, start), year=year, edge=True, unit=unit)


def coming_season(scan: Scan, index: int, prep: str) -> Found | None:
    """Such as "i höst", "till sommar", "i våras", and "i vår" where it does not mean "in our"."""
    del prep
    words = scan.words
    for phrases, past in ((words.past_seasons, True), (words.coming_seasons, False)):
        found = phrases.match(scan.tokens, index)
        if found:
            stop, year = year_after(scan, found[0])
            return stop, _season_mark(found[1], past=past).with_year(year)
    start = index + 1 if scan.word(index) == "nu" else index
    spring = words.language == "sv" and scan.word(start) in {"i", "till"} and scan.word(start + 1) == "vår"
    if spring and _is_spring(scan, start + 2):
        return start + 2, _season_mark(3, past=False)
    return None


def _season_mark(month: int, *, past: bool) -> Mark:
    return Mark(lambda year: almanac.season(year, month), past=past, unit=Granularity.QUARTER)


def _is_spring(scan: Scan, index: int) -> bool:
    """Whether "i vår" is followed by what no noun of ours could begin ("i vår app")."""
    following = scan.word(index)
    if following in {"och", "eller"}:
        return scan.word(index + 1) in _AFTER_SPRING | _AND_THEN
    return not following or following in _AFTER_SPRING or scan.word(index + 1) in _PRONOUNS


def weekday(scan: Scan, index: int, prep: str, pointer: int | None = None) -> Found | None:
    """Such as "on Friday", "next Friday", "på fredag": the next such day, of next week, of last week."""
    gone = scan.words.past_weekdays.match(scan.tokens, index)
    if gone:
        date = _weekday_at(scan.calendar.reference, gone[1], -1)
        return (gone[0], bound(almanac.on(date), past=True)) if date else None
    found = scan.words.weekdays.match(scan.tokens, index)
    if found is None or not ends_clean(scan, found[0]) or scan.word(index - 1) in scan.words.every:
        return None
    end, day = found
    if end == index + 1 and scan.word(index) in _OTHER_WORDS:
        return None
    weekly = week(scan, scan.skip(end, _OF_WEEK), "i")
    if weekly and not weekly[1].span:  # "måndag v. 50"
        return weekly[0], replace(narrowed(weekly[1], partial(_day_of, day=day)), unit=Granularity.DAY)
    if not (prep or pointer is not None) or scan.word(end) in scan.words.parts_of_day or _recurs(scan, index, end):
        return None
    if scan.words.capital_months and not scan.tokens.capital(index):
        return None
    pointed = scan.words.nears.match(scan.tokens, scan.skip(end, _OF_WEEK))
    if pointed and pointed[1][0] is Granularity.WEEK and ends_clean(scan, pointed[0]):  # "fredag nästa vecka"
        end, (_, ahead, _) = pointed
        away = day - scan.calendar.reference.weekday() + 7 * ahead
        date = almanac.later_by(scan.calendar.reference, away, Granularity.DAY)
        return (end, bound(almanac.on(date), past=ahead < 0)) if date else None
    date = _weekday_at(scan.calendar.reference, day, pointer)
    return (end, bound(almanac.on(date), past=pointer == -1)) if date else None


def _day_of(window: Window, day: int) -> Window:
    return almanac.on(window.first + dt.timedelta(days=day)) if window.first else window


def _weekday_at(reference: dt.date, day: int, pointer: int | None) -> dt.date | None:
    if pointer is None:
        away = (day - reference.weekday() - 1) % 7 + 1
    elif pointer == 0:
        away = (day - reference.weekday()) % 7
    elif pointer > 0:
        away = 7 + day - reference.weekday()
    else:
        away = -((reference.weekday() - day - 1) % 7 + 1)
    return almanac.later_by(reference, away, Granularity.DAY)


def _recurs(scan: Scan, index: int, end: int) -> bool:
    """Whether a range of weekdays stands here ("Monday to Friday"): opening hours, not a date."""
    words, tokens = scan.words, scan.tokens
    joints = words.to | words.both | words.either | {","}
    ahead = scan.word(end) in joints and words.weekdays.match(tokens, end + 1)
    behind = scan.word(index - 1) in joints and index > 1 and words.weekdays.match(tokens, index - 2)
    return bool(ahead or behind)


def week_of_day(scan: Scan, index: int) -> int | None:
    """The piece after "week of", "w/c" (a day follows)."""
    found = scan.words.week_of.match(scan.tokens, index)
    return found[0] if found else None
