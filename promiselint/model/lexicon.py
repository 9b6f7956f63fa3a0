"""Word lists of one language, compiled: what rules and claims name instead of holding words themselves."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a text must hold for any phrase of a list to stand in it: one of the words, or one of the parts of words.

    All in lower case. Looking for them is cheap, and spares most texts the patterns.
    """

    words: frozenset[str]
    parts: tuple[str, ...] = ()

    def in_text(self, text: str) -> bool:
        """Whether a phrase can stand in the text at all."""
        lower, words = _seen(text)
        return not self.words.isdisjoint(words) or any(part in lower for part in self.parts)


@functools.lru_cache(maxsize=4096)
def _seen(text: str) -> tuple[str, frozenset[str]]:
    lower = text.lower()
    return lower, frozenset(_WORD.findall(lower))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of `rules/lexicon/<language>.yaml`: list name -> one compiled pattern for all its phrases.

    A phrase is matched without case, on whole words, over any white space; its notation is told in
    `promiselint.rulebook.phrases`. A name that a language lacks matches nothing.
    """

    language: str
    lists: Mapping[str, re.Pattern[str]] = field(repr=False)
    anchors: Mapping[str, Anchors] = field(repr=False, default_factory=dict)  # of those lists where they are known

    def search(self, name: str, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first place where a phrase of the list stands in `text[start:end]`."""
        pattern = self._pattern(name, text)
        return pattern.search(text, start, len(text) if end is None else end) if pattern else None

    def every(self, name: str, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Each place where a phrase of the list stands in `text[start:end]`, not overlapping."""
        pattern = self._pattern(name, text)
        return pattern.finditer(text, start, len(text) if end is None else end) if pattern else iter(())

    def holds(self, name: str, text: str) -> bool:
        """Whether a phrase of the list stands anywhere in `text`."""
        return self.search(name, text) is not None

    def _pattern(self, name: str, text: str) -> re.Pattern[str] | None:
        """The list's pattern; None where the list is not there or cannot match."""
        anchors = self.anchors.get(name)
        return None if anchors is not None and not anchors.in_text(text) else self.lists.get(name)
