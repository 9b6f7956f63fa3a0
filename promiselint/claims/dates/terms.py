"""Seasons, holidays, weeks, years, and the n-th week or weekday of a month."""

from __future__ import annotations

import re

from promiselint.claims.dates import almanac
from promiselint.claims.dates.holidays import HOLIDAYS, nth_weekday
from promiselint.claims.dates.marks import Mark
from promiselint.claims.dates.named import month_name
from promiselint.claims.dates.scan import FIRST_YEAR, LAST_YEAR, Found, Scan, ends_clean, is_counted, year_after
from promiselint.claims.dates.tense import tense_near
from promiselint.model.time import Granularity, Window

YEAR_NUMBER = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:\s?(?P<sep>[-/])\s?(?P<next>20\d\d|\d\d)(?![\w-]))?(?![\w%])(?![.,:]\d)(?!-[^\W\d])(?!/\d)"
)
_WEAK = frozenset(
    "of to at over around about circa ca approximately roughly på av över ungefär cirka för per mot up".split()
)
_BEFORE_NOUN = frozenset(("the", "our", "its", "your", "their", "a"))  # "the 2027 edition" names, it does not date
_NEARLY = frozenset(("around", "kring", "runt", "omkring", "mot", "för", "of", "av", "to"))
_LONG_AGO = frozenset(
    "sedan grundades grundat bildades etablerades född alltsedan since born founded established".split()
)
_LONG_AGO_YEAR = 1900
_AFTER_YEAR = frozenset(("", ".", ",", ";", ")", *"och men av i på som efter med när då för till hos från".split()))
_NUMBERED = frozenset("versionen modellen felkoden koden porten rummet ordern artikeln standarden".split())
_PAST_ENDINGS = ("ades", "tes", "des", "ade", "kom")
_DEFINITE_ENDINGS = ("en", "et", "an", "na")
_NO_SEASON_AFTER = frozenset(("in", "of", "from", "below", "behind", "through", "into", "back", "short"))


def season(scan: Scan, index: int, prep: str) -> Found | None:
    """Such as "spring 2027", "våren", "winter 2026/27"; alone only beside a word that makes it a time."""
    found = scan.words.seasons.match(scan.tokens, index)
    if found is None:
        return None
    end, (month, which) = found
    stop, year = year_after(scan, end)
    if year and scan.word(stop) == "-" and scan.word(stop + 1) in {str(year + 1), str(year + 1)[2:]}:
        stop += 2  # "winter 2026-2027" begins in 2026
    if year is None and scan.word(index) in scan.words.loose_seasons and not _season_word(scan, index, prep):
        return None
    if year is None and (scan.word(stop) in scan.words.spoils or not ends_clean(scan, end)):
        return None

    def at(number: int) -> Window | None:
        whole = almanac.season(number, month)
        return almanac.third(whole, which) if whole and which >= 0 else whole

    unit = Granularity.QUARTER if which < 0 else Granularity.MONTH
    if year is None and prep == "till":
        year = _next_one(scan, month)
    return stop, Mark(at, loose=True, unit=unit).with_year(year)


def _next_one(scan: Scan, month: int) -> int | None:
    """The year of the season to come where one is well under way: "till hösten" in November is next year's."""
    reference = scan.calendar.reference
    for number in (reference.year - 1, reference.year):
        whole = almanac.season(number, month)
        begun = almanac.third(whole, 0) if whole else None
        if whole and begun and begun.last and whole.last and begun.last < reference <= whole.last:
            return number + 1
    return None


def _season_word(scan: Scan, index: int, prep: str) -> bool:
    """Whether "fall", "spring" or "vår" is the season here."""
    if scan.words.language == "sv":
        ahead = scan.word(index + 1) in {"/", "och"} and scan.word(index + 2) == "sommar"
        return prep in {"pointer", "cut"} or ahead
    return bool(prep) and scan.word(index + 1) not in _NO_SEASON_AFTER


def holiday(scan: Scan, index: int, prep: str) -> Found | None:
    """Such as "Christmas", "påsk 2027", "Black Friday"; only beside a word that makes it a time."""
    del prep
    found = scan.words.holidays.match(scan.tokens, index)
    if found is None:
        return None
    end, name = found
    stop, year = year_after(scan, end)
    if scan.word(stop) in scan.words.spoils or (year is None and not ends_clean(scan, end)):
        return None
    typical = HOLIDAYS[name](2027)
    spans = typical.first != typical.last  # "mellan jul och nyår"
    return stop, Mark(HOLIDAYS[name], loose=True, span=spans, unit=typical.granularity).with_year(year)


def week(scan: Scan, index: int, prep: str) -> Found | None:
    """Such as "week 12", "v. 12", "vecka 12-14 2027", "week 12 of 2027": ISO weeks."""
    found = scan.words.week_words.match(scan.tokens, index)
    if found is None:
        return None
    start = found[0]
    first = _week_number(scan, start)
    if first is None:
        return None
    last, end = first, start + 1
    more = _week_number(scan, end + 1) if scan.joins(end) else None
    if more and more > first:
        last, end = more, end + 2
    stop, year = year_after(scan, end)
    unsure = scan.word(index) in {"w", "wk"} and not prep  # "W9" alone may be a gate
    if year is None and (unsure or not ends_clean(scan, end) or scan.word(end) == "of"):
        return None

    def at(number: int) -> Window | None:
        one, other = almanac.week(number, first), almanac.week(number, last)
        return Window(one.first, other.last, Granularity.WEEK) if one and other else None

    loose = scan.words.language == "en"
    return stop, Mark(at, loose=loose, unit=Granularity.WEEK, span=first != last).with_year(year)


def _week_number(scan: Scan, index: int) -> int | None:
    word = scan.word(index)
    return int(word) if word.isdecimal() and word.isascii() and len(word) <= 2 and 1 <= int(word) <= 53 else None


def year(scan: Scan, index: int, prep: str) -> Found | None:
    """Such as "2027", "2027-2028", "2027/28", "calendar year 2027"; a bare number unless it may be an amount."""
    tokens = scan.tokens
    named = scan.words.whole_year.match(tokens, index)
    start = named[0] if named else index
    if len(scan.word(start)) != 4:
        return None
    found = YEAR_NUMBER.match(tokens.plain, tokens.starts[start])
    if found is None:
        return None
    first, last, stop = _ends_of(found)
    told = prep in _LONG_AGO or (prep == "in" and scan.word(index - 2) in _LONG_AGO)
    if not (_LONG_AGO_YEAR if told else FIRST_YEAR) <= first <= last <= LAST_YEAR:
        return None
    end = tokens.before(stop)
    if scan.word(end) == "års" and scan.word(end + 1) in {"slut", "utgång"}:
        return end + 2, Mark(almanac.year, year=first, edge=True, unit=Granularity.YEAR)
    if named is None and scan.words.language == "en" and scan.word(index - 1) in _BEFORE_NOUN and end < len(tokens):
        return None if scan.word(end).isalpha() else _year_mark(end, first, last, loose=True)
    if is_counted(scan, end) or (not named and prep in _WEAK and not _likely(scan, first, prep)):
        return None
    return _year_mark(end, first, last, loose=named is None and not _looks_back(scan, index, end, last))


def _looks_back(scan: Scan, index: int, end: int, last: int) -> bool:
    """Whether a bare Swedish year ends what is told of the past ("vi lanserade tjänsten 2018")."""
    if scan.words.language != "sv" or last > scan.calendar.reference.year or scan.word(end) not in _AFTER_YEAR:
        return False
    before = scan.word(index - 1)
    if not before.isalpha() or before in _NUMBERED:
        return False
    if before.endswith(_PAST_ENDINGS):
        return True
    tokens = scan.tokens
    told = tense_near(tokens.plain, tokens.starts[index], tokens.ends[end - 1], "sv") in {"past", "perfect"}
    return told and before.endswith(_DEFINITE_ENDINGS)


def _year_mark(end: int, first: int, last: int, *, loose: bool) -> Found:
    def at(year: int) -> Window | None:
        return almanac.months(year, 1, 12 * (last - first + 1), Granularity.YEAR)

    return end, Mark(at, year=first, loose=loose, span=last != first, unit=Granularity.YEAR)


def _ends_of(found: re.Match[str]) -> tuple[int, int, int]:
    """First and last year, and the offset where they end: "2027/28" and "2027-2028" are two, "2027-03" is none."""
    first, digits = int(found["year"]), found["next"]
    if not digits:
        return first, first, found.end("year")
    last = int(digits) if len(digits) == 4 else first // 100 * 100 + int(digits)
    if first < last <= first + 12 and (found["sep"] == "-" or last == first + 1):
        return first, last, found.end("next")
    return (first, first, found.end("year")) if len(digits) == 4 else (0, 0, found.end())


def _likely(scan: Scan, number: int, prep: str) -> bool:
    """Whether a number behind a word that also measures ("around 2030") lies near the document's year."""
    return -1 <= number - scan.calendar.reference.year <= 8 and prep in _NEARLY


def nth_of(scan: Scan, index: int, prep: str) -> Found | None:
    """Such as "the first week of March", "last Friday in June", "sista fredagen i juni 2027"."""
    del prep
    words, tokens = scan.words, scan.tokens
    ordinal = words.ordinals.match(tokens, index)
    if ordinal is None or ordinal[1] > 5:
        return None
    weekday = words.weekdays.match(tokens, ordinal[0])
    head = weekday or words.week_words.match(tokens, ordinal[0])
    if head is None or scan.word(head[0]) not in words.of:
        return None
    month = month_name(scan, scan.skip(head[0] + 1, words.articles))
    if month is None:
        return None
    stop, written = year_after(scan, month[0])
    number, of_month = ordinal[1], month[1]
    if weekday:
        day = weekday[1]
        return stop, Mark(lambda at: _nth_weekday(at, of_month, day, number)).with_year(written)
    return stop, Mark(lambda at: _nth_week(at, of_month, number), unit=Granularity.WEEK).with_year(written)


def _nth_weekday(year: int, month: int, weekday: int, number: int) -> Window | None:
    found = nth_weekday(year, month, weekday, number)
    return almanac.on(found) if found else None


def _nth_week(year: int, month: int, number: int) -> Window | None:
    """Seven days of the month, counted from its first day, the last week from its end."""
    whole = almanac.month(year, month)
    if whole is None or whole.first is None or whole.last is None:
        return None
    if number < 0:
        return Window(whole.last.replace(day=whole.last.day - 6), whole.last, Granularity.WEEK)
    first = 7 * (number - 1) + 1
    if first > whole.last.day:
        return None
    last = whole.first.replace(day=min(first + 6, whole.last.day))
    return Window(whole.first.replace(day=first), last, Granularity.WEEK)
