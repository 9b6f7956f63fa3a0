"""Amounts in a text, in one unit of each kind: seconds, bytes, percent, or the thing that is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from promiselint.claims.words import stem
from promiselint.model.statements import Quantity

_NUMBER = r"(?P<number>\d{1,3}(?:[ \u00a0\u202f.,’']\d{3})+(?![\d])|\d+(?:[.,]\d+)?)"
_SCALE = r"(?:[ \u00a0]?(?P<scale>thousand|million|billion|tusen|miljon(?:er)?|miljard(?:er)?|k|M|mn|bn|tn)\b)?"
_UNIT = r"(?:[ \u00a0-]?(?P<percent>%|per ?cent\b|procent\b)|[ \u00a0-]+(?:(?P<adjective>[^\W\d_]+)[ \u00a0])??(?P<unit>[^\W\d_]+(?:[/-][^\W\d_]+)*))?"  # noqa: E501 - one pattern, one line
_SEARCH = re.compile(rf"(?<![\w.,]){_NUMBER}(?:[ \u00a0]?(?P<bytes>[KMGTP]i?B|kB)\b|{_SCALE}{_UNIT})")

_SECONDS = {
    "en": {"second": 1, "sec": 1, "minute": 60, "min": 60, "hour": 3600, "h": 3600, "day": 86400, "week": 604800,
           "month": 2629800, "year": 31557600, "quarter": 7889400},
    "sv": {"sekund": 1, "sekunder": 1, "minut": 60, "minuter": 60, "min": 60, "timme": 3600, "timmar": 3600, "tim": 3600, "h": 3600,  # noqa: E501 - one pattern, one line
           "dag": 86400, "dagar": 86400, "dygn": 86400, "vecka": 604800, "veckor": 604800, "månad": 2629800,
           "månader": 2629800, "år": 31557600, "arbetsdag": 86400, "arbetsdagar": 86400, "vardag": 86400,
           "vardagar": 86400, "kvartal": 7889400, "minuten": 60, "timmen": 3600},
}  # fmt: skip
_BYTES = {f"{letter}b": 1000.0**power for power, letter in enumerate("kmgtp", 1)} | {
    f"{letter}ib": 1024.0**power for power, letter in enumerate("kmgtp", 1)
}
_SCALES = {"thousand": 1e3, "tusen": 1e3, "k": 1e3, "million": 1e6, "miljon": 1e6, "miljoner": 1e6, "m": 1e6, "mn": 1e6,
           "billion": 1e9, "miljard": 1e9, "miljarder": 1e9, "bn": 1e9, "tn": 1e12}  # fmt: skip
_EN_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # noqa: E501 - one pattern, one line
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SV_ONES = (
    "noll en två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton".split()
)
_SV_TENS = "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio".split()


def _number_words() -> dict[str, dict[str, float]]:
    english = {word: float(value) for value, word in enumerate(_EN_ONES)}
    swedish = {word: float(value) for value, word in enumerate(_SV_ONES)} | {"ett": 1.0, "halv": 0.5, "halva": 0.5}
    for count, tens in enumerate(_EN_TENS, 2):
        english[tens] = count * 10.0
        english |= {f"{tens}-{_EN_ONES[one]}": count * 10.0 + one for one in range(1, 10)}
    for count, tens in enumerate(_SV_TENS, 2):
        swedish[tens] = count * 10.0
        swedish |= {f"{tens}{_SV_ONES[one]}": count * 10.0 + one for one in range(1, 10)}
    english |= {"hundred": 100.0, "thousand": 1000.0, "half": 0.5, "dozen": 12.0}
    swedish |= {"hundra": 100.0, "tusen": 1000.0, "dussin": 12.0, "halvannan": 1.5}
    return {"en": english, "sv": swedish}


NUMBER_WORDS = _number_words()
_WORDED = {
    language: re.compile(
        r"(?<![\w-])(?:(?P<half>half an?|a half|en halv|ett halvt)|(?P<number>"
        + "|".join(sorted(map(re.escape, table), key=len, reverse=True))
        + r"|an?(?= hour| day| week| month| year| minute| second))"
        r"(?P<more>[ -](?:hundred|thousand|million|hundra|tusen|miljon(?:er)?))?)[ \u00a0-]+(?:(?P<adjective>[^\W\d_]+)[ \u00a0])??(?P<unit>[^\W\d_]+)",  # noqa: E501 - one pattern, one line
        re.IGNORECASE,
    )
    for language, table in NUMBER_WORDS.items()
}
_COMPOUND_HALVES = re.compile(r"\b(?:en )?(halvtimme|halvår|halvdag|halvdygn)\w*\b", re.IGNORECASE)
_HALVES = {"halvtimme": 1800.0, "halvår": 15778800.0, "halvdag": 43200.0, "halvdygn": 43200.0}
_WORKING = frozenset(("business", "working", "calendar", "consecutive", "full", "whole", "hela"))


def find(text: str, language: str) -> tuple[Quantity, ...]:
    """Every amount with its unit, in order; `value` in seconds ("s"), bytes ("B"), percent ("%") or pieces of `unit`.

    The unit of a count is the stem of the counted noun ("10,000 active users" -> user, also reached by "active").
    """
    found = sorted((*_digits(text, language), *_worded(text, language)), key=lambda amount: (amount.start, -amount.end))
    kept: list[Quantity] = []
    for amount in found:
        if not kept or amount.start >= kept[-1].end:
            kept.append(amount)
    return tuple(kept)


def number(written: str, language: str) -> float | None:
    """The value of "10,000", "1 000", "99,9" or "99.9"; a comma is a decimal sign before one or two digits."""
    bare = re.sub(r"[ \u00a0\u202f’']", "", written)
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", bare) and not (
        language == "en" and re.fullmatch(r"\d{1,3}\.\d{3}", bare)
    ):
        return float(re.sub(r"[.,]", "", bare))
    try:
        return float(bare.replace(",", "."))
    except ValueError:
        return None


def _digits(text: str, language: str) -> Iterator[Quantity]:
    for match in _SEARCH.finditer(text):
        value = number(match["number"], language)
        if value is None:
            continue
        if match["bytes"]:
            yield Quantity(match.group(), match.start(), match.end(), value * _BYTES[match["bytes"].lower()], "B")
            continue
        if match["scale"]:
            value *= _SCALES.get(match["scale"].lower(), 1.0)
        if match["percent"]:
            yield Quantity(match.group(), match.start(), match.end("percent"), value, "%")
        elif match["unit"]:
            yield _measured(text, match, value, language)
        else:
            yield Quantity(match.group(), match.start(), match.end(), value, "")


def _worded(text: str, language: str) -> Iterator[Quantity]:
    if language == "sv":
        for match in _COMPOUND_HALVES.finditer(text):
            yield Quantity(match.group(), match.start(), match.end(), _HALVES[match[1].lower()], "s")
    for match in _WORDED.get(language, _WORDED["en"]).finditer(text):
        if match["half"]:
            value = 0.5
        else:
            value = NUMBER_WORDS[language if language in NUMBER_WORDS else "en"].get(match["number"].lower(), 1.0)
            more = (match["more"] or "").strip(" -").lower()
            value *= {"hundred": 100, "hundra": 100}.get(more, _SCALES.get(more, 1.0))
        yield _measured(text, match, value, language)


def _measured(text: str, match: re.Match[str], value: float, language: str) -> Quantity:
    unit, adjective = match["unit"], match["adjective"]
    start = match.start()
    for word, end in ((adjective, match.end("adjective") if adjective else 0), (unit, match.end("unit"))):
        if word and (seconds := _in_seconds(word, language)):
            return Quantity(text[start:end], start, end, value * seconds, "s")
        if word and word.lower() in _BYTES:
            return Quantity(text[start:end], start, end, value * _BYTES[word.lower()], "B")
    after = re.compile(r"[ \u00a0]([^\W\d_]+)").match(text, match.end("unit"))
    if after and unit.lower() in _WORKING and (seconds := _in_seconds(after[1], language)):
        return Quantity(text[start : after.end()], start, after.end(), value * seconds, "s")
    return Quantity(text[start : match.end("unit")], start, match.end("unit"), value, stem(unit, language))


def _in_seconds(word: str, language: str) -> float | None:
    table = _SECONDS.get(language, _SECONDS["en"])
    lower = word.lower()
    return table.get(lower) or table.get(lower.removesuffix("s"))  # "days", "månaders"
