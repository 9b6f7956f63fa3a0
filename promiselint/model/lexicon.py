"""Word lists of one language, compiled: what rules and claims name instead of holding words themselves."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a text must hold for a phrase to stand in it: one of the words, or a word that begins, ends or holds so.

    All in lower case. Looking for them is cheap, and spares most texts the patterns.
    """

    words: frozenset[str] = frozenset()
    starts: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()  # of the text, wherever they stand

    def __or__(self, other: Anchors) -> Anchors:
        """What holds for either."""
        return Anchors(
            self.words | other.words, self.starts | other.starts, self.ends | other.ends, self.parts | other.parts
        )


class Phrases:
    """The phrases of one list in the order in which they are tried, each compiled when a text can hold it."""

    def __init__(self, anchors: Sequence[Anchors], compiled: Callable[[int], re.Pattern[str]]) -> None:
        """`anchors` of each phrase; `compiled` gives the pattern of the phrase of a number."""
        self.anchors = anchors
        self._compiled = compiled
        self._patterns: dict[int, re.Pattern[str]] = {}

    def pattern(self, number: int) -> re.Pattern[str]:
        """The pattern of one phrase."""
        found = self._patterns.get(number)
        if found is None:
            found = self._patterns[number] = self._compiled(number)
        return found

    def first(self, numbers: Iterable[int], text: str, start: int, end: int) -> re.Match[str] | None:
        """The first place where one of these phrases stands; of several there the one that is tried first."""
        best: re.Match[str] | None = None
        for number in numbers:
            found = self.pattern(number).search(text, start, end)
            if found is not None and (best is None or found.start() < best.start()):
                best = found
        return best


class Index:
    """Which phrases of which lists a text can hold at all, found in one pass over its words."""

    def __init__(self, lists: Mapping[str, Phrases]) -> None:
        """Turn the lists' anchors round: from what a text holds to the phrases."""
        self._words: dict[str, list[tuple[str, int]]] = {}
        self._starts: dict[str, list[tuple[str, int]]] = {}
        self._ends: dict[str, list[tuple[str, int]]] = {}
        self._parts: dict[str, list[tuple[str, int]]] = {}
        kept = (self._words, self._starts, self._ends, self._parts)
        for name, phrases in lists.items():
            for number, one in enumerate(phrases.anchors):
                for table, told in zip(kept, (one.words, one.starts, one.ends, one.parts), strict=True):
                    for word in told:
                        table.setdefault(word, []).append((name, number))
        self._start_sizes = sorted({len(word) for word in self._starts})
        self._end_sizes = sorted({len(word) for word in self._ends})
        self.held = functools.lru_cache(maxsize=4096)(self._held)
        self._led_by = functools.lru_cache(maxsize=65_536)(self._of_word)

    def _held(self, text: str) -> Mapping[str, tuple[int, ...]]:
        lower = text.lower()
        hits: list[Sequence[tuple[str, int]]] = [found for part, found in self._parts.items() if part in lower]
        for word in set(_WORD.findall(lower)):
            hits.extend(self._led_by(word))
        lists: dict[str, set[int]] = {}
        for hit in hits:
            for name, number in hit:
                lists.setdefault(name, set()).add(number)
        return {name: tuple(sorted(numbers)) for name, numbers in lists.items()}

    def _of_word(self, word: str) -> tuple[Sequence[tuple[str, int]], ...]:
        size = len(word)
        whole = [self._words[word]] if word in self._words else []
        starts = [word[:length] for length in self._start_sizes if length <= size]
        ends = [word[-length:] for length in self._end_sizes if length <= size]
        begun = [self._starts[start] for start in starts if start in self._starts]
        ended = [self._ends[end] for end in ends if end in self._ends]
        return (*whole, *begun, *ended)


@dataclass(frozen=True)
class Lexicon:
    """The lists of `rules/lexicon/<language>.yaml`: list name -> its phrases.

    A phrase is matched without case, on whole words, over any white space; its notation is told in
    `promiselint.rulebook.phrases`. A name that a language lacks matches nothing.
    """

    language: str
    lists: Mapping[str, Phrases] = field(repr=False)

    def search(self, name: str, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first place where a phrase of the list stands in `text[start:end]`."""
        numbers = self._index.held(text).get(name)
        return self.lists[name].first(numbers, text, start, len(text) if end is None else end) if numbers else None

    def every(self, name: str, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Each place where a phrase of the list stands in `text[start:end]`, not overlapping."""
        numbers = self._index.held(text).get(name)
        if not numbers:
            return
        phrases, stop = self.lists[name], len(text) if end is None else end
        while (found := phrases.first(numbers, text, start, stop)) is not None:
            yield found
            start = found.end()

    def holds(self, name: str, text: str) -> bool:
        """Whether a phrase of the list stands anywhere in `text`."""
        return self.search(name, text) is not None

    def held(self, text: str) -> tuple[str, ...]:
        """The lists of which a phrase may stand in `text`, in the order of their names; all others have none there."""
        return tuple(sorted(self._index.held(text)))

    @functools.cached_property
    def _index(self) -> Index:
        return Index(self.lists)
