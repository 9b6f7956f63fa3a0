"""Numbers as a sheet shows them: dates, times, percentages, thousands, decimals and the words in a format."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator
from functools import lru_cache

# The formats that a file names by number alone (ECMA-376, part 1, 18.8.30).
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00",
    40: "#,##0.00", 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss", 48: "0.0E+0", 49: "@",
}  # fmt: skip
_MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "sv": "januari februari mars april maj juni juli augusti september oktober november december".split(),
}
_DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag".split(),
}
_TOKENS = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]?'
    r"|(?P<half>AM/PM|A/P)|(?P<name>General)|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+(?:\.0+)?)"
    r"|(?P<number>[0#?][0#?,.]*(?:[eE][+-]0+)?)|(?P<sign>.)",
    re.DOTALL | re.IGNORECASE,
)
_SECTIONS = re.compile(r'(?:"[^"]*"?|\\.|\[[^\]]*\]?|[^;"\\\[])*', re.DOTALL)
_SWEDISH = {"41d", "81d", "sv-se", "sv-fi", "sv"}
_LAST_DAY = 2_958_465  # 31 December 9999
_EXACT = 15  # digits that a sheet keeps
_LONGEST = 255  # characters of a format

Token = tuple[str, str]


def shown(value: float, code: str, *, from_1904: bool = False) -> str:
    """The number as the format `code` shows it; the plain number where the format is beyond what is understood.

    A date written in figures alone comes as 2027-03-01 whatever their order, which only its author's country tells.
    """
    if not math.isfinite(value):
        return ""
    tokens, section = _chosen(value, code[:_LONGEST])
    if any(kind == "date" for kind, _ in tokens):
        moment = _moment(value, from_1904=from_1904)
        return plain(value) if moment is None else _dated(moment, tokens)
    if not any(kind in {"number", "name"} for kind, _ in tokens):
        words = "".join(text for kind, text in tokens if kind == "words").strip()
        return plain(value) if "@" in words or not code.strip() else words
    return _figures(abs(value) if section or value >= 0 else value, tokens)


def _chosen(value: float, code: str) -> tuple[tuple[Token, ...], int]:
    """The part of a format for numbers like this one, and its place among the parts."""
    parts = _sections(code)
    place = 1 if value < 0 and len(parts) > 1 else 2 if value == 0 and len(parts) > 2 else 0
    return _tokens(parts[place]), place


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[str, ...]:
    """The parts of a format for positive, negative, zero and text."""
    parts: list[str] = []
    at = 0
    while at <= len(code):
        found = _SECTIONS.match(code, at)
        end = found.end() if found else at
        parts.append(code[at:end])
        at = end + 1
    return tuple(parts)


@lru_cache(maxsize=1024)
def _tokens(part: str) -> tuple[Token, ...]:
    return tuple(_read(part))


def _read(part: str) -> Iterator[Token]:
    for match in _TOKENS.finditer(part):
        kind, text = match.lastgroup or "", match[match.lastgroup] if match.lastgroup else ""
        if kind in {"quoted", "escaped", "sign"}:
            yield "percent" if kind == "sign" and text == "%" else "words", text
        elif kind == "bracket":
            currency, _, country = text.partition("-") if text.startswith("$") else ("", "", "")
            if country.lower() in _SWEDISH:
                yield "language", "sv"
            if currency[1:]:
                yield "words", currency[1:]
            if text.lower().strip("hms") == "" and text:
                yield "date", text
        elif kind:
            yield kind, text
        elif match[0][0] == "_":
            yield "words", " "


# Numbers


def plain(value: float) -> str:
    """A number as a cell with no format shows it."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10g}" if 1e-4 <= abs(value) < 1e11 else f"{value:.6G}"


def _figures(value: float, tokens: tuple[Token, ...]) -> str:
    percents = sum(kind == "percent" for kind, _ in tokens)
    parts: list[str] = []
    done = False
    for kind, text in tokens:
        if kind == "number" and not done:
            parts.append(_formatted(value * 100**percents, text))
            done = True
        elif kind == "name":
            parts.append(plain(value))
        elif kind == "percent":
            parts.append("%")
        elif kind == "words":
            if text == "/" and done:  # a fraction
                return plain(value)
            parts.append(text)
    return " ".join("".join(parts).split())


def _formatted(value: float, pattern: str) -> str:
    value = float(f"{value:.{_EXACT}g}")
    if "e" in pattern.lower():
        return f"{value:.{max(0, pattern.lower().split('e')[0].count('0') - 1)}E}"
    body = pattern.rstrip(",")
    value /= 1000 ** (len(pattern) - len(body))
    whole, _, decimals = body.partition(".")
    kept = f"{value:{',' if ',' in whole else ''}.{min(len(decimals), 20)}f}"
    optional = len(decimals) - len(decimals.rstrip("#?"))
    while optional and kept.endswith("0"):
        kept, optional = kept[:-1], optional - 1
    kept = kept.rstrip(".") if decimals else kept
    wanted = whole.count("0")
    digits = kept.lstrip("-").partition(".")[0]
    return kept if len(digits) >= wanted else kept.replace(digits, digits.zfill(wanted), 1)


# Dates


def _moment(value: float, *, from_1904: bool) -> dt.datetime | None:
    if not 0 <= value <= _LAST_DAY:
        return None
    first = dt.datetime(1904, 1, 1) if from_1904 else dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet has no zone
    if not from_1904 and value < 60:
        value += 1  # sheets hold that 1900 was a leap year
    try:
        return first + dt.timedelta(seconds=round(value * 86_400))
    except OverflowError:
        return None


def _dated(moment: dt.datetime, tokens: tuple[Token, ...]) -> str:
    fields = [(text[0].lower(), len(text)) for kind, text in tokens if kind == "date"]
    language = "sv" if ("language", "sv") in tokens else "en"
    halves = any(kind == "half" for kind, _ in tokens)
    letters = {letter for letter, _ in fields}
    if {"y", "m", "d"} <= letters and all(size <= 2 for letter, size in fields if letter in "md"):
        clock = any(letter in "hs" for letter in letters)
        return moment.strftime("%Y-%m-%d %H:%M" if clock else "%Y-%m-%d")
    parts: list[str] = []
    before = ""
    for number, (kind, text) in enumerate(tokens):
        if kind == "date":
            letter, size = text[0].lower(), len(text)
            following = next((one[0].lower() for what, one in tokens[number + 1 :] if what == "date"), "")
            if letter == "m" and (before == "h" or following == "s") and size <= 2:
                letter = "minute"
            parts.append(_field(moment, letter, size, language, halves=halves))
            before = letter
        elif kind == "half":
            parts.append("AM" if moment.hour < 12 else "PM")
        elif kind == "words":
            parts.append(text)
    told = " ".join("".join(parts).split())
    return told.replace("-", " ") if letters == {"m", "y"} and any(size > 2 for _, size in fields[:1]) else told


def _field(moment: dt.datetime, letter: str, size: int, language: str, *, halves: bool) -> str:
    if letter == "y":
        return f"{moment.year:04d}"
    if letter == "m" and size > 2:
        name = _MONTHS[language][moment.month - 1]
        return name[:3] if size == 3 else name[:1] if size == 5 else name
    if letter == "d" and size > 2:
        name = _DAYS[language][moment.weekday()]
        return name[:3] if size == 3 else name
    hour = (moment.hour % 12 or 12) if halves else moment.hour
    number = {"m": moment.month, "d": moment.day, "h": hour, "minute": moment.minute, "s": moment.second}[letter]
    return f"{number:02d}" if size > 1 else str(number)
