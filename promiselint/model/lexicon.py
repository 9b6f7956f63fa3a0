"""Word lists of one language, compiled: what rules and claims name instead of holding words themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of `rules/lexicon/<language>.yaml`: list name -> one compiled pattern for all its phrases.

    A phrase is matched without case, on whole words, over any white space; its notation is told in
    `promiselint.rulebook.phrases`. A name that a language lacks matches nothing.
    """

    language: str
    lists: Mapping[str, re.Pattern[str]] = field(repr=False)

    def search(self, name: str, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first place where a phrase of the list stands in `text[start:end]`."""
        pattern = self.lists.get(name)
        return pattern.search(text, start, len(text) if end is None else end) if pattern else None

    def every(self, name: str, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Each place where a phrase of the list stands in `text[start:end]`, not overlapping."""
        pattern = self.lists.get(name)
        return pattern.finditer(text, start, len(text) if end is None else end) if pattern else iter(())

    def holds(self, name: str, text: str) -> bool:
        """Whether a phrase of the list stands anywhere in `text`."""
        return self.search(name, text) is not None
