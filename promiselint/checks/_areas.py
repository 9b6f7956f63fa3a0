"""Places and platforms in a text, and whether one lies within what a feature is offered for.

Their word lists carry where they belong in their names: Munich stands in `region.europe.eea.eu.dach.de`, so it is in
Germany, the EU and Europe; `platform.mobile.ios` is a mobile platform. What is spelt alike
in both languages stands in the English lists.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from promiselint.model.lexicon import Lexicon
from promiselint.model.situation import Situation

WORLD = "world"


@dataclass(frozen=True, slots=True)
class Area:
    """A place or platform that is named: its words, and the areas that hold it, itself the last."""

    start: int
    end: int
    text: str
    within: tuple[str, ...]


def areas(text: str, prefix: str, lexicons: Iterable[Lexicon], *, proper: bool) -> tuple[Area, ...]:
    """Every area of the lists `prefix.…` that a text names; `proper` = only where it is written as a name."""
    found = [
        Area(match.start(), match.end(), match.group(), tuple(name.split(".")[1:]))
        for lexicon in lexicons
        for name in lexicon.held(text)
        if name.startswith(f"{prefix}.")
        for match in lexicon.every(name, text)
        if not proper or name.endswith(f".{WORLD}") or _is_name(match.group())
    ]
    kept: list[Area] = []
    for area in sorted(found, key=lambda one: (one.start, -one.end, one.within)):
        if not kept or area.start >= kept[-1].end:
            kept.append(area)
    return tuple(kept)


def _is_name(words: str) -> bool:
    """Whether words are written as a name: "US" is one, "us" is not."""
    return words[:1].isupper() and (len(words) > 3 or words.isupper())


def offered(entries: Iterable[str], prefix: str, situation: Situation, *, proper: bool) -> tuple[Area, ...]:
    """The areas that the roadmap's entries mean; what is no known area is left out."""
    return tuple(area for entry in entries for area in areas(entry, prefix, situation.lexicons.values(), proper=proper))


def is_offered(said: Area, allowed: Iterable[Area], loose: Collection[str]) -> bool:
    """Whether an area lies within one of those allowed, or is a `loose` word for it (Europe for the EU)."""
    for area in allowed:
        own = area.within[-1]
        if own == WORLD or own in said.within:
            return True
        if said.within[-1] in loose and said.within[-1] in area.within:
            return True
    return False
