"""Amounts against a feature's limits: both in one unit, and only where they measure the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from promiselint.language import stems
from promiselint.model.lexicon import Lexicon
from promiselint.model.roadmap import Feature, Limit
from promiselint.model.situation import Situation
from promiselint.model.statements import Quantity, Statement

SECONDS, BYTES, COUNT = "s", "B", ""
CONCEPTS = ("gloss.", "same.")
STOP, NOT_BEFORE, BEYOND = "limit.stop", "limit.not-before", "limit.beyond"

# Months are not days, and GiB not GB, to the last digit: what people call equal is equal.
_TOLERANCE = {SECONDS: 1.02, BYTES: 1.08, COUNT: 1.0}
_TIMES = {
    "s": 1, "second": 1, "sekund": 1, "sekunden": 1, "minute": 60, "min": 60, "minut": 60, "minuten": 60, "hour": 3600,
    "h": 3600, "timme": 3600, "timmen": 3600, "timmar": 3600, "day": 86400, "dag": 86400, "dagar": 86400,
    "dagen": 86400, "dygn": 86400, "dygnet": 86400, "week": 604800, "vecka": 604800, "veckan": 604800,
    "veckor": 604800, "month": 2629800, "månad": 2629800, "månaden": 2629800, "månader": 2629800,
    "quarter": 7889400, "kvartal": 7889400, "year": 31557600, "år": 31557600, "året": 31557600, "minuter": 60,
    "sekunder": 1,
}  # fmt: skip
_SIZES = {"kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12, "pb": 1e15, "kib": 2**10, "mib": 2**20, "gib": 2**30, "b": 1.0}
_SCALES = {"thousand": 1e3, "tusen": 1e3, "k": 1e3, "million": 1e6, "miljon": 1e6, "miljoner": 1e6, "m": 1e6}
_MAX = re.compile(
    r"(?P<number>\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)"
    r"\s*(?P<unit>[^\W\d_]+)?(?:\s+(?P<more>[^\W\d_]+))?"
)

_PER = re.compile(r"\s*(?:/|(?<!\w)(?:per|an?|each|every|i|om|varje)\s+)\s*([^\W\d_]+)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\w\s]|\d+")
_TELLING = 4  # letters from which a stem tells a word
_REACH = 4  # words from an amount to the thing that is counted ("80 of your own cranes")


@dataclass(frozen=True, slots=True)
class Most:
    """A limit, understood: the largest value, its unit, what is counted, and per how many seconds (0 = no rate)."""

    limit: Limit
    value: float
    unit: str
    heads: tuple[str, ...]
    topics: tuple[str, ...]
    rate: float = 0.0


def most_of(limit: Limit) -> Most | None:
    """A limit of the roadmap, understood; None where its `max` holds no number."""
    found = _MAX.search(limit.max)
    if found is None:
        return None
    value = _number(found["number"])
    unit, more = (found["unit"] or "").casefold(), (found["more"] or "").casefold()
    if unit in _SCALES:
        value, unit, more = value * _SCALES[unit], more, ""
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", re.split(r"\bper\b|/|\bi\b", limit.measure)[0])]
    rate = _rate(limit.measure) or _rate(limit.max[found.end("number") :])
    if unit in _SIZES:
        return Most(limit, value * _SIZES[unit], BYTES, (), tuple(words))
    if seconds := _seconds(unit):
        return Most(limit, value * seconds, SECONDS, (), tuple(words))
    if words and (seconds := _seconds(words[0])) and len(words) > 1:  # "days of trips"
        return Most(limit, value * seconds, SECONDS, (), tuple(words[1:]))
    counted = re.split(r"\b(?:of|av|on|in)\b", " ".join(words))[0].split() or words
    heads = tuple(word for word in (counted[-1:] + ([unit] if unit else [])) if word)
    return Most(limit, value, COUNT, heads, tuple(words), rate)


def _number(written: str) -> float:
    bare = re.sub(r"[ \u00a0\u202f]", "", written)
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", bare):
        return float(re.sub(r"[.,]", "", bare))
    return float(bare.replace(",", "."))


def _seconds(word: str) -> float:
    lower = word.casefold()
    return float(_TIMES.get(lower) or _TIMES.get(lower.removesuffix("s"), 0) if lower else 0)


def _rate(text: str) -> float:
    """Per how many seconds something is counted: 60 for "requests per minute"; 0 where it is no rate."""
    found = re.search(r"(?:/|(?<!\w)per\s+)\s*([^\W\d_]+)", text, re.IGNORECASE)
    return _seconds(found[1]) if found else 0.0


def past_limit(
    statement: Statement, text: str, feature: Feature, situation: Situation
) -> tuple[Quantity, Limit] | None:
    """The first amount of a statement that goes past a limit of the feature; `text` is its block's."""
    known = [most for limit in feature.availability.limits if (most := most_of(limit)) is not None]
    for quantity in map(_in_seconds, statement.quantities):
        if any(quantity.start < date.end and date.start < quantity.end for date in statement.dates):
            continue
        for most in _measured(quantity, known, text, statement, feature, situation):
            if _exceeds(quantity, most, text, situation.lexicon(statement.language)):
                return quantity, most.limit
    return None


def _in_seconds(quantity: Quantity) -> Quantity:
    """A duration in seconds, also where its word is inflected ("tre års")."""
    seconds = _seconds(quantity.unit)
    if quantity.unit == SECONDS or not seconds:
        return quantity
    return replace(quantity, value=quantity.value * seconds, unit=SECONDS)


def words_of(quantity: Quantity, text: str) -> str:
    """An amount with what it counts: "250 of your berths" rather than "250 of"."""
    after = re.match(r"(?:[ \u00a0]+[^\W\d_]+){1,2}", text[quantity.end :])
    short = len(quantity.text.split()) < 2 or re.fullmatch(r"(?:of|av)", quantity.text.split()[-1], re.IGNORECASE)
    return (quantity.text + (after.group() if after and short else "")).strip()


def _measured(
    quantity: Quantity, known: Sequence[Most], text: str, statement: Statement, feature: Feature, situation: Situation
) -> Iterator[Most]:
    """The limits that measure the same as an amount."""
    if quantity.unit in {SECONDS, BYTES}:
        same = [most for most in known if most.unit == quantity.unit]
        lexicon = situation.lexicon(statement.language)
        if quantity.unit == SECONDS and _ends_with(NOT_BEFORE, text[: quantity.start], lexicon):
            return
        spoken = [word for word in _WORD.findall(statement.text) if word[0].isalpha()]
        named = [most for most in same if any(_alike(word, t, situation) for t in most.topics for word in spoken)]
        yield from named or (same if len(same) == 1 else ())
        return
    counted = tuple(_counted(quantity, text, statement, situation))
    for most in known:
        if most.unit == COUNT and any(
            _alike(word, head, situation) or _both_in_its_names(word, head, feature)
            for word in counted
            for head in most.heads
        ):
            yield most


def _counted(quantity: Quantity, text: str, statement: Statement, situation: Situation) -> Iterator[str]:
    """The words that may name what an amount counts: those right behind it, else those before ("Users: 20,000")."""
    lexicon = situation.lexicon(statement.language)
    own = [word for word in _WORD.findall(quantity.text) if word[0].isalpha()]
    after = _until_stop(_WORD.findall(text[quantity.end : statement.end]), lexicon, len(own))
    yield from own
    yield from after
    if not own and not after:
        before = [word for word in _WORD.findall(text[statement.start : quantity.start]) if word[0].isalpha()]
        yield from before[-_REACH:]


def _until_stop(words: Sequence[str], lexicon: Lexicon, taken: int) -> list[str]:
    kept: list[str] = []
    for word in words:
        if not word[0].isalpha() or _is(STOP, word, lexicon) or len(kept) + taken >= _REACH:
            break
        kept.append(word)
    return kept


def _exceeds(quantity: Quantity, most: Most, text: str, lexicon: Lexicon) -> bool:
    value = quantity.value
    if most.unit == COUNT:
        rate = _rate_after(quantity, text)
        if bool(rate) != bool(most.rate):
            return False
        value = value * most.rate / rate if rate else value
        if value == most.value and _ends_with(BEYOND, text[: quantity.start], lexicon):
            return True
    return value > most.value * _TOLERANCE[most.unit]


def _rate_after(quantity: Quantity, text: str) -> float:
    """Per how many seconds an amount is said to be, within a few words of it; 0 where it is no rate."""
    for found in _PER.finditer(text, quantity.start, min(len(text), quantity.end + 40)):
        if seconds := _seconds(found[1]):
            return seconds
    return 0.0


def _ends_with(name: str, before: str, lexicon: Lexicon) -> bool:
    tail = before[-40:].rstrip()
    return any(match.end() == len(tail) for match in lexicon.every(name, tail))


def _is(name: str, word: str, lexicon: Lexicon) -> bool:
    found = lexicon.search(name, word)
    return found is not None and found.group() == word


def _alike(said: str, measure: str, situation: Situation) -> bool:
    """Whether two words name the same thing, inflected or in the other language."""
    one, other = said.casefold(), measure.casefold()
    if one == other or any(_stem(one, language) == _stem(other, language) for language in ("en", "sv")):
        return True
    mine = _concepts(one, situation)
    return bool(mine) and bool(mine & _concepts(other, situation))


def _both_in_its_names(said: str, measure: str, feature: Feature) -> bool:
    """Whether two words stand in names of the feature in two languages: berth and kajplats in "kajplatsbokning"."""
    own = _stem(measure.casefold(), "en")
    if all(_stem(word, "en") != own for word in feature.name.casefold().split()):
        return False
    stem = _stem(said.casefold(), "sv")
    aliases = (alias.text.casefold() for alias in feature.aliases if alias.language == "sv")
    return len(stem) >= _TELLING and any(alias.startswith(stem) or f" {stem}" in alias for alias in aliases)


def _concepts(word: str, situation: Situation) -> frozenset[str]:
    """The lists of words of one meaning that hold a word, in any language."""
    return frozenset(
        name
        for lexicon in situation.lexicons.values()
        for name in lexicon.held(word)
        if name.startswith(CONCEPTS) and _is(name, word, lexicon)
    )


@cache
def _stem(word: str, language: str) -> str:
    return stems.stem(word, language)
