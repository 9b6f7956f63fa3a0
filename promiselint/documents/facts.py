"""A document's own facts (contract §3), checked as they come in: what is wrong is said, the rest is used."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches

from promiselint.model.documents import Facts

CHANNELS = ("marketing", "web", "email", "proposal", "release-notes")
LANGUAGES = ("en", "sv")
KEYS = tuple(field.name for field in fields(Facts))
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt\s].*)?", re.DOTALL)
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A key and its value as written. `value` is None where it is no single text, "" where it is empty."""

    key: str
    value: str | None
    line: int


def facts_from(entries: Iterable[Entry], path: str, where: str, *, only_facts: bool) -> tuple[Facts, tuple[str, ...]]:
    """The facts, and one warning a wrong value; `where` says what was read ("front matter").

    `only_facts` = a key that is no fact is a mistake too (a sidecar), not somebody else's (front matter).
    """
    found: dict[str, object] = {}
    warnings: list[str] = []
    for entry in entries:
        key = entry.key.strip().lower().replace("-", "_")
        place = f"{path}:{entry.line}: {where}: "
        if key not in KEYS:
            if only_facts:
                warnings.append(f"{place}{_unknown(entry.key, 'key', KEYS)}")
            continue
        value, fault = _value(key, entry.value)
        if fault:
            warnings.append(f"{place}{key}: {fault}")
        else:
            found[key] = value
    return replace(Facts(), **found), tuple(warnings)  # type: ignore[arg-type]  # each value is checked by its key


def merged(*ranked: Facts) -> Facts:
    """One set of facts: each from the first that names it."""
    chosen = {
        key: next((value for facts in ranked if (value := getattr(facts, key)) is not None), None) for key in KEYS
    }
    return Facts(**chosen)


def primary_language(text: str) -> str | None:
    """Give en or sv for a language tag that begins with it ("sv-SE"), else None."""
    tag = re.split("[-_]", text.strip().lower(), maxsplit=1)[0]
    return tag if tag in LANGUAGES else None


def _value(key: str, written: str | None) -> tuple[object, str]:
    """The value and "", or None and what is wrong with it."""
    if written is None and key == "author":
        return None, ""  # several, or a page of their own: sites have their own ways to tell them
    if written is None:
        return None, "a list or a mapping was found; expected one text"
    text = " ".join(written.split())
    if not text:
        return None, ""
    if key == "channel":
        channel = text.lower().replace(" ", "-").replace("_", "-")
        return (channel, "") if channel in CHANNELS else (None, _unknown(text, "", CHANNELS))
    if key == "language":
        language = primary_language(text)
        return (language, "") if language else (None, _unknown(text, "", LANGUAGES))
    if key == "date":
        day = _day(text)
        return (day, "") if day else (None, f'"{_shown(text)}" is no date; expected one such as 2027-04-15')
    return text, ""


def _day(text: str) -> dt.date | None:
    match = _DAY.fullmatch(text)
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _unknown(text: str, noun: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(text.lower()[:_LONGEST_SHOWN], known, 1)
    meant = f'; did you mean "{near[0]}"?' if near else ""
    listed = f"{', '.join(known[:-1])} or {known[-1]}"
    return f'{noun}{" " if noun else ""}"{_shown(text)}" is unknown; expected {listed}{meant}'


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
