"""Days and months by name: 1 March 2027, March 1st, den 15:e mars, 1-3 March, Friday 5 March, March 2027."""

from __future__ import annotations

import datetime as dt

from promiselint.claims.dates import almanac
from promiselint.claims.dates.marks import Mark
from promiselint.claims.dates.numeric import numeric
from promiselint.claims.dates.scan import Found, Scan, day_number, ends_clean, is_counted, year_after
from promiselint.model.time import Granularity, Window

_IN_MONTH = frozenset(("in", "i", "during", "under"))  # "in March 20 customers": no day follows
_BEFORE_MARCH = frozenset(("in", "by", "since", "until", "till", "before", "during", "pointer", "cut"))
_AFTER_DAY = frozenset("at and or so when with kl klockan och eller så när med we you it vi ni it".split())
_OF = frozenset(("of",))


def month_name(scan: Scan, index: int) -> tuple[int, int, bool] | None:
    """A month by name: the number of the piece after it, the month, whether it is written short."""
    words, tokens = scan.words, scan.tokens
    full = words.months.match(tokens, index)
    if full:
        return full[0], full[1], False
    short = words.short_months.match(tokens, index)
    return (short[0], short[1], True) if short else None


def day_first(scan: Scan, index: int, prep: str) -> Found | None:
    """Such as "1 March 2027", "1st of March", "1-3 March", "1, 8 and 15 March", "first of March", "första mars"."""
    del prep
    days = _days(scan, index) or _ordinal_day(scan, index)
    if days is None:
        return None
    end, first, last = days
    inner = scan.skip(end, _OF) if scan.words.language == "en" else end
    hyphened = scan.word(end) == "-" and scan.tokens.glued(end) and scan.tokens.glued(end + 1)  # "14-Feb-2027"
    named = month_name(scan, end + 1 if hyphened else inner)
    if named is None:
        return None
    after, month, _ = named
    stop, year = year_after(scan, after)
    if hyphened and year is None:
        return None
    if year is None and inner == end and _is_other_word(scan, inner):
        return None
    if year is None and not ends_clean(scan, after):
        return None
    return stop, _days_of(month, first, last).with_year(year)


def _is_other_word(scan: Scan, index: int) -> bool:
    """Whether "may" or "march" in lower case is the verb."""
    return scan.word(index) in scan.words.doubtful_months and not scan.tokens.capital(index)


def month_first(scan: Scan, index: int, prep: str) -> Found | None:
    """Such as "March 1", "March 1st, 2027", "March 1-3": English only."""
    if scan.words.language != "en":
        return None
    named = month_name(scan, index)
    if named is None or not scan.tokens.capital(index):
        return None
    start, month, _ = named
    days = _days(scan, scan.skip(start, scan.words.articles))
    if days is None:
        return None
    end, first, last = days
    stop, year = year_after(scan, end)
    ordinal = not scan.word(end - 1).isdecimal()
    if year is None and not ordinal and _is_count(scan, index, end, prep):
        return None
    if year is None and not ends_clean(scan, end):
        return None
    return stop, _days_of(month, first, last).with_year(year)


def _is_count(scan: Scan, index: int, end: int, prep: str) -> bool:
    """Whether the number after the month counts what follows ("in March 20 customers")."""
    if prep in _IN_MONTH or is_counted(scan, end):
        return True
    return not prep and scan.word(index) == "may" and scan.word(end).isalpha()


def _days(scan: Scan, index: int) -> tuple[int, int, int] | None:
    """Days of one month: the number of the piece after them, the first, the last."""
    read = day_number(scan, index)
    if read is None:
        return None
    end, first, _ = read
    last = first
    for _ in range(6):
        if not (scan.joins(end) or scan.word(end) == ","):
            break
        start = end + 1
        if scan.word(end) == "," and scan.word(start) in scan.words.both:
            start += 1
        more = day_number(scan, scan.skip(start, scan.words.articles))
        if more is None or more[1] <= last:
            break
        end, last, _ = more
    return end, first, last


def _ordinal_day(scan: Scan, index: int) -> tuple[int, int, int] | None:
    """A day as a word: "first of March", "första mars", "femtonde april"."""
    found = scan.words.ordinals.match(scan.tokens, index)
    if found is None or not 1 <= found[1] <= 31:
        return None
    if scan.words.language == "en" and scan.word(found[0]) != "of":
        return None
    return found[0], found[1], found[1]


def _days_of(month: int, first: int, last: int) -> Mark:
    def at(year: int) -> Window | None:
        start, end = almanac.day(year, month, first), almanac.day(year, month, last)
        return Window(start.first, end.last, Granularity.DAY) if start and end else None

    return Mark(at, span=first != last)


def month_only(scan: Scan, index: int, prep: str) -> Found | None:
    """Such as "March 2027", "mars -27", "March": the month alone only beside a word that makes it a time."""
    named = month_name(scan, index)
    if named is None:
        return None
    end, month, short = named
    edge = scan.word(end) == "månads" and scan.word(end + 1) in {"slut", "utgång"}
    end += 2 if edge else scan.word(end) == "månad"
    stop, year = year_after(scan, end)
    capital = scan.tokens.capital(index)
    mark = Mark(lambda at: almanac.month(at, month), loose=True, edge=edge, unit=Granularity.MONTH).with_year(year)
    if year is not None:
        return (stop, mark) if capital or not (scan.words.capital_months and short) else None
    if not ends_clean(scan, end) or not _is_month(scan, index, end, prep, capital=capital, short=short):
        return None
    return stop, mark


def _is_month(scan: Scan, index: int, end: int, prep: str, *, capital: bool, short: bool) -> bool:
    """Whether a month's name without day and year is the month, not the verb, the name or the unit."""
    word = scan.word(index)
    if scan.words.capital_months and not capital:
        if word in scan.words.doubtful_months:
            return word == "march" and prep in _BEFORE_MARCH
        return not short
    if scan.tokens.glued(end) and scan.word(end) == "-" and capital and _is_surname(scan, end + 1):
        return False  # "Maj-Britt"
    if short and not scan.words.capital_months:
        ranged = scan.word(end) in scan.words.to and month_name(scan, end + 1) is not None
        return (bool(prep) or ranged) and not scan.tokens.capital(end)
    if prep == "på" and capital and index > 1 and not scan.tokens.capital(index - 1):
        return False  # the planet
    follows = scan.tokens.capital(end) and month_name(scan, end) is None and not scan.word(end).isdigit()
    name = word in scan.words.first_names and follows and capital
    return not (name and prep not in _IN_MONTH | {"since", "pointer", "cut"} and index > 1)


def _is_surname(scan: Scan, index: int) -> bool:
    """Whether a name follows the hyphen, not another month."""
    return scan.tokens.capital(index) and scan.tokens.glued(index) and month_name(scan, index) is None


def weekday_first(scan: Scan, index: int, prep: str) -> Found | None:
    """Such as "Friday 5 March 2027", "fredagen den 5 mars": the day decides, whatever the weekday."""
    named = scan.words.weekdays.match(scan.tokens, index)
    if named is None:
        return None
    start = named[0] + 1 if scan.word(named[0]) in {",", "."} else named[0]
    start = scan.skip(start, scan.words.articles)
    for read in (day_first, month_first):
        found = read(scan, start, prep or "on")
        if found:
            return found
    if scan.word(start + 1) in {"/", "-"}:
        return numeric(scan, start, "on")
    return bare_day(scan, start, "on") if start > named[0] else None


def bare_day(scan: Scan, index: int, prep: str) -> Found | None:
    """Such as "the 15th", "den 15:e": the next such day; only as an ordinal after a preposition or article."""
    read = day_number(scan, index)
    if read is None or not read[2] or not prep:
        return None
    end, number, _ = read
    following = scan.word(end)
    near = scan.words.nears.match(scan.tokens, end + 1) if following in _OF else None
    if near and near[1][0] is Granularity.MONTH and scan.word(near[0]) != "of":  # "the 24th of next month"
        return near[0], Mark(lambda _: _day_in(scan.calendar.reference, near[1][1], number), bound=True)
    if scan.word(index - 1) not in scan.words.articles and prep not in {"by", "before", "senast", "före"}:
        return None
    monthly = following in {"varje", "every", "each", "i"} or scan.word(end + 1) in {"each", "every", "varje"}
    if monthly or (following.isalpha() and following not in _AFTER_DAY) or not ends_clean(scan, end):
        return None
    window = _next_such_day(scan.calendar.reference, number)
    return (end, Mark(lambda _: window, bound=True)) if window else None


def _day_in(reference: dt.date, ahead: int, number: int) -> Window | None:
    month = almanac.months(reference.year, reference.month + ahead, 1, Granularity.MONTH)
    return almanac.day(month.first.year, month.first.month, number) if month and month.first else None


def _next_such_day(reference: dt.date, number: int) -> Window | None:
    for ahead in range(4):
        month = almanac.months(reference.year, reference.month + ahead, 1, Granularity.MONTH)
        if month is None or month.first is None:
            return None
        found = almanac.day(month.first.year, month.first.month, number)
        if found and found.first and found.first >= reference:
            return found
    return None
