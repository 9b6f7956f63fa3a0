"""A period with the words that tie it, ranges, and what stands behind: one claim."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from promiselint.claims.dates.durations import duration
from promiselint.claims.dates.marks import Mark, joined, resolved
from promiselint.claims.dates.periods import period
from promiselint.claims.dates.relative import coming_season
from promiselint.claims.dates.scan import Found, Scan, ends_clean, stands_alone, starts_clean
from promiselint.claims.dates.tense import tense_near
from promiselint.model.statements import DateClaim
from promiselint.model.time import Granularity, Window

_OPEN = frozenset(("from", "after", "earliest", "since"))
_EACH = frozenset(("every", "each", "varje", "varannan", "vartannat"))
_AHEAD = frozenset(("by", "before", "earliest", "until"))  # nobody promises for a day gone by
_PLAINLY = frozenset("in on over at during for as by".split())  # never behind "till", the preposition
_MOVED = ("flytta", "skjut", "sköt", "senareläg", "tidigareläg", "moved", "pushed", "shifted", "postponed", "slipped")
_STRAY = frozenset(
    "in on at the i på under vid den det de towards toward around near close to mot kring runt framåt framemot".split()
)


@dataclass(frozen=True, slots=True)
class _Tie:
    """The words before a period: where they begin, how they tie it, the last of them, the piece after them."""

    start: int
    relation: str
    prep: str
    end: int


def claim_at(scan: Scan, index: int) -> tuple[int, DateClaim] | None:
    """The longest date that begins at a piece, and the number of the piece after it."""
    if not starts_clean(scan, index):
        return None
    tense = _tense_of(scan, index)
    best: tuple[int, DateClaim] | None = None
    for made in (_plain(scan, index, tense), _tied(scan, index), _lasting(scan, index, tense)):
        if made and (best is None or made[0] > best[0]):
            best = made
    return best


def _tense_of(scan: Scan, index: int, core: int | None = None) -> Callable[[int], str]:
    tokens = scan.tokens
    at = tokens.starts[core if core is not None and core < len(tokens) else index]

    def tense(end: int) -> str:
        return tense_near(tokens.plain, tokens.starts[index], tokens.ends[end - 1], scan.words.language, at)

    return tense


def _lasting(scan: Scan, index: int, tense: Callable[[int], str]) -> tuple[int, DateClaim] | None:
    found = duration(scan, index, lambda: tense(min(index + 3, len(scan.tokens))))
    if found is None:
        return None
    end, window, relation = found
    return end, _claim(scan, index, end, window, relation)


def _tie(scan: Scan, index: int) -> _Tie | None:
    """The prepositions and articles from a piece on; None where none stands there."""
    words, tokens = scan.words, scan.tokens
    end, relation, start, prep = index, "", index, ""
    for _ in range(4):
        found = words.relations.match(tokens, end)
        if found and _idiom_end(scan, end) > found[0]:  # "at the end of" says more than "at"
            break
        if found is None:
            if end > index and scan.word(end) in words.articles:
                end += 1
                continue
            break
        if scan.words.language == "en" and scan.word(end) == "till" and scan.word(found[0]) in _PLAINLY:
            return None  # "the new till in March"
        if found[1]:
            if relation and relation != "earliest":
                break
            start = end if not relation else start
            relation = relation or found[1]
        prep = scan.word(found[0] - 1)
        if found[0] - 1 > end and _idiom_end(scan, found[0] - 1) > found[0]:  # "senast i vår"
            end = found[0] - 1
            prep = scan.word(end - 1)
            break
        end = found[0]
    return _Tie(start, relation, prep or "the", end) if end > index else None


def _idiom_end(scan: Scan, index: int) -> int:
    """The piece after the longest phrase that is a time, or a part of one, of itself ("at the end of", "i höst")."""
    words, tokens = scan.words, scan.tokens
    tables = (words.coming_seasons, words.past_seasons, words.days, words.past_weekdays)
    found = [table.match(tokens, index) for table in tables]
    near = [table.match(tokens, index) for table in (words.nears, words.rests, words.begun)]
    cut = words.cuts.match(tokens, index)
    season = coming_season(scan, index, "")
    return max((one[0] for one in (*found, *near, cut, season) if one), default=0)


def _tied(scan: Scan, index: int) -> tuple[int, DateClaim] | None:
    tie = _tie(scan, index)
    if tie is None:
        return None
    tense = _tense_of(scan, index, tie.end)
    for core in (tie.end, tie.end - 1):  # the article may be part of the name: "the holidays"
        if core < tie.end and (core <= index or scan.word(core) not in scan.words.articles):
            break
        first = period(scan, core, tie.prep, tie.relation)
        made = (
            first
            and starts_clean(scan, core)
            and _finished(scan, tie.start if tie.relation else core, core, first, tie.relation, tense)
        )
        if made:
            return made
    return None


def _plain(scan: Scan, index: int, tense: Callable[[int], str]) -> tuple[int, DateClaim] | None:
    first = period(scan, index, "", "")
    if first is None:
        return None
    if first[1].loose:
        ranged = _range(scan, first, "", tense)
        end = ranged[0] if ranged else first[0]
        if not (stands_alone(scan, index, end) or (ranged and _firm_range(scan, first, ranged))):
            return None
        first = first[0], replace(first[1], loose=False)
    return _finished(scan, index, index, first, "", tense)


def _firm_range(scan: Scan, first: Found, ranged: tuple[int, Window]) -> bool:
    """Whether a range without a preposition is dated by its second end ("March-April 2027")."""
    del first
    return scan.word(ranged[0] - 1).isdecimal() and len(scan.word(ranged[0] - 1)) == 4


def _finished(
    scan: Scan, start: int, core: int, first: Found, relation: str, tense: Callable[[int], str]
) -> tuple[int, DateClaim] | None:
    end, mark = first
    ranged = None if relation == "from" and _moved(scan, start) else _range(scan, first, relation, tense)
    if ranged:
        end, window = ranged
        relation = "between" if relation in {"from", "between"} else relation
        whole: Window | None = window
        mark = replace(mark, edge=False)
    else:
        if relation == "between" and not mark.span:
            return None
        whole = resolved(mark, scan.calendar, _leaning(relation, tense(end)))
        relation = "between" if mark.span and relation in {"from", "between"} else relation
        over = scan.after(scan.words.ended, end) if relation == "before" else end
        if over > end:  # "innan våren är slut"
            end, mark = over, replace(mark, edge=True)
    if whole is None or not ends_clean(scan, end) or _recurs(scan, core, end):
        return None
    end, start, relation = _behind(scan, start, core, end, relation)
    tied = _tied_window(whole, relation, edge=mark.edge)
    return (end, _claim(scan, start, end, tied, relation or "in")) if tied else None


def _moved(scan: Scan, start: int) -> bool:
    """Whether "from March to June" tells of a date that was moved, not of a stretch of time."""
    return any(scan.word(start - back).startswith(_MOVED) for back in (1, 2, 3))


def _recurs(scan: Scan, start: int, end: int) -> bool:
    """Whether it comes every year ("on 1 January of each year", "varje mars"): no one date."""
    of = scan.word(end) in {"of", "i"}
    yearly = scan.word(end + 1 if of else end) in _EACH and (
        of or scan.word(end + 1) in {"year", "år", "month", "månad"}
    )
    return yearly or scan.word(start - 1) in _EACH


def _leaning(relation: str, tense: str) -> str:
    """The tense that a date without a year is read in: "since" looks back, "by" ahead or at what is near."""
    if relation == "since":
        return "past"
    if relation == "from" and tense == "perfect":
        return "near"
    if relation in _AHEAD:
        return "near" if tense == "past" else "future"
    return tense


def _range(scan: Scan, first: Found, relation: str, tense: Callable[[int], str]) -> tuple[int, Window] | None:
    """From the period to another one behind "to", "-", "or", or "and" after "between"."""
    words = scan.words
    end, mark = first
    listed = _listed(scan, end, mark)
    if listed:
        window = joined(mark, listed[1], scan.calendar, tense(listed[0]))
        return (listed[0], window) if window else None
    joint = scan.word(end)
    multi = words.relations.match(scan.tokens, end)
    start = end + 1
    if multi and multi[1] == "until":
        start = multi[0]
    elif joint in words.both:
        if relation != "between" and (mark.year is not None or mark.bound):
            return None
    elif not (joint in words.to or joint in words.either):
        return None
    if joint == "-" and scan.tokens.glued(end) and not scan.tokens.glued(end + 1):
        return None
    start = scan.skip(start, words.articles | {"in", "i", "on", "på"})
    second = period(scan, start, "range", "")
    if second is None or (relation != "between" and second[1].unit != mark.unit and joint in words.either | words.both):
        return None
    if joint in words.either | words.both and (second[1].bound or mark.bound):
        return None
    if not ends_clean(scan, second[0]):
        return None
    window = joined(mark, second[1], scan.calendar, tense(second[0]))
    return (second[0], window) if window else None


def _listed(scan: Scan, end: int, first: Mark) -> Found | None:
    """The last of three or more months or quarters in a row: "april, maj och juni"."""
    last: Found | None = None
    if scan.word(end) != "," or first.bound or first.unit not in {Granularity.MONTH, Granularity.QUARTER}:
        return None
    while end < len(scan.tokens) and (scan.word(end) == "," or scan.joins(end)):
        closing = scan.joins(end)
        found = period(scan, end + 1, "range", "")
        if found is None or found[1].unit is not first.unit or found[1].bound:
            return None
        end, last = found[0], found
        if closing:
            return last
    return None


def _behind(scan: Scan, start: int, core: int, end: int, relation: str) -> tuple[int, int, str]:
    """What is said behind the period: at the earliest, at the latest, onwards."""
    after = end + 1 if scan.word(end) in {",", "("} else end
    for phrases, means in ((scan.words.earliest, "earliest"), (scan.words.latest, "by"), (scan.words.onwards, "from")):
        stop = scan.after(phrases, after)
        if stop == after or (after > end and means == "from"):
            continue
        if scan.word(after) == "on" and (relation != "from" or stop != after + 1):
            continue
        if means == "by" and relation in _OPEN:
            continue
        if scan.word(stop) == "den" or scan.word(stop).isdecimal():  # "senast den 1 mars" belongs to what follows
            continue
        return stop, (start if relation else core), means
    return end, start, relation


def _tied_window(window: Window, relation: str, *, edge: bool) -> Window | None:
    """The days that the tied period can mean (contract §5.1)."""
    one = dt.timedelta(days=1)
    first, last = window.first, window.last
    if relation == "before" and first and not edge:
        return Window(None, first - one, window.granularity)
    if relation in _OPEN and first and last:
        return Window(last + one if edge else first, None, window.granularity)
    return window


def _claim(scan: Scan, start: int, end: int, window: Window, relation: str) -> DateClaim:
    tokens = scan.tokens
    while end - start > 1 and tokens.word(end - 1) in {".", ",", "("}:
        end -= 1
    if relation == "in":
        start = _without_strays(scan, start, end)
    low, high = tokens.starts[start], tokens.ends[end - 1]
    if tokens.word(end) == ")" and tokens.glued(end) and tokens.text.find("(", low, high) >= 0:
        high = tokens.ends[end]  # "Q1 (2027)"
    return DateClaim(tokens.text[low:high], low, high, window, relation)


def _without_strays(scan: Scan, start: int, end: int) -> int:
    """The piece after plain prepositions that a phrase of several words begins with ("i slutet av")."""
    if scan.words.cuts.match(scan.tokens, start) is None:
        return start
    while start < end - 1 and scan.word(start) in _STRAY:
        start += 1
    return start
