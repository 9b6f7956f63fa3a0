"""A text as words, numbers and signs, each with its place; phrases of them are looked up word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

_PIECES = re.compile(r"\d+|[^\W\d_]+|[^\s\w]|_")
# one character each, so that offsets stay: dashes, apostrophes and blanks that mean the same
_SAME = str.maketrans(
    "\u2010\u2011\u2012\u2013\u2014\u2212\u2019\u2018\u00b4\u00a0\u202f\u2009", "------''' \u0020\u0020"
)
Value = TypeVar("Value")


def plain(text: str) -> str:
    """The text in lower case with one kind of dash, apostrophe and blank, character for character as long."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few signs grow in lower case
        lowered = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
    return lowered.translate(_SAME)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The pieces of `text`; `low[i]` is `plain(text)[starts[i]:ends[i]]`. `at` finds the piece that starts there."""

    text: str
    plain: str
    low: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    at: Mapping[int, int]

    def __len__(self) -> int:
        return len(self.low)

    def word(self, index: int) -> str:
        """The piece in lower case; "" outside the text."""
        return self.low[index] if 0 <= index < len(self.low) else ""

    def glued(self, index: int) -> bool:
        """Whether no blank stands before the piece (and there is one before it)."""
        return 0 < index < len(self.low) and self.starts[index] == self.ends[index - 1]

    def capital(self, index: int) -> bool:
        """Whether the piece begins with a capital letter."""
        return 0 <= index < len(self.low) and self.text[self.starts[index]].isupper()

    def before(self, offset: int) -> int:
        """The number of the piece that starts at or after `offset`."""
        found = self.at.get(offset)
        if found is not None:
            return found
        low, high = 0, len(self.starts)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.starts[middle] < offset else (low, middle)
        return low


def tokens_of(text: str, lowered: str, start: int, end: int) -> Tokens:
    """The pieces of `text[start:end]`, with offsets into the whole text."""
    low: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece in _PIECES.finditer(lowered, start, end):
        low.append(piece.group())
        starts.append(piece.start())
        ends.append(piece.end())
    return Tokens(text, lowered, tuple(low), tuple(starts), tuple(ends), {at: i for i, at in enumerate(starts)})


class Phrases(Generic[Value]):
    """Phrases of several words with what they mean; the longest that fits wins."""

    def __init__(self, meanings: Mapping[str, Value]) -> None:
        """Cut each phrase into its pieces, once."""
        table: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for phrase, value in meanings.items():
            pieces = tuple(_PIECES.findall(plain(phrase)))
            table.setdefault(pieces[0], []).append((pieces, value))
        self._table = {first: sorted(rest, key=lambda one: -len(one[0])) for first, rest in table.items()}

    def match(self, tokens: Tokens, index: int) -> tuple[int, Value] | None:
        """The number of the piece after the longest phrase that begins at `index`, and its meaning."""
        low = tokens.low
        if index >= len(low):
            return None
        for pieces, value in self._table.get(low[index], ()):
            end = index + len(pieces)
            if low[index:end] == pieces:
                return end, value
        return None

    def __contains__(self, word: str) -> bool:
        return any(pieces == (word,) for pieces, _ in self._table.get(word, ()))

    def names(self) -> frozenset[str]:
        """The last word of each phrase, letters only: what a text must hold for the phrase to stand in it."""
        lasts = (pieces for phrases in self._table.values() for pieces, _ in phrases)
        return frozenset(next((piece for piece in reversed(pieces) if piece.isalpha()), "") for pieces in lasts) - {""}


def spread(*groups: tuple[Value, str]) -> dict[str, Value]:
    """A mapping from groups of phrases that mean the same: (meaning, "one phrase | another")."""
    return {phrase.strip(): value for value, phrases in groups for phrase in phrases.split("|")}


def trie(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, quick to fail: shared beginnings are tried once."""
    return _branches(sorted(set(words)))


def _branches(words: list[str]) -> str:
    """The pattern for words in order; the empty word among them makes it optional."""
    heads: dict[str, list[str]] = {}
    for word in words:
        if word:
            heads.setdefault(word[0], []).append(word[1:])
    branches = [re.escape(head) + _branches(rests) for head, rests in heads.items()]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{joined})?" if "" in words else joined
