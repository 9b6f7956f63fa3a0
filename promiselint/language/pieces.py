"""A text to the numbers of its word pieces, in the two ways that sentence encoders cut words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

_UNKNOWN_SCORE = -50.0  # what a sign costs that no piece holds
_LONGEST_WORD = 100  # signs of a word above which it is not looked at
_INSIDE = "##"  # before a piece that does not begin a word
# Signs that stand alone, whatever they touch: ASCII signs that are no letter and no digit, and what Unicode calls P.
_APART = re.compile(r"[!-/:-@\[-`{-~]")


class Pieces(Protocol):
    """Cuts texts; the numbers are rows of the network's table."""

    def numbers(self, text: str) -> list[int]:
        """The numbers of the text's pieces, in order."""
        ...


def read_pieces(path: Path, unknown: int) -> Pieces:
    """The cutter that a file of pieces is meant for: with scores (unigram model) or without (longest match)."""
    lines = path.read_text("utf-8").split("\n")[:-1]
    if "\t" in lines[0]:
        told = [line.rsplit("\t", 1) for line in lines]
        return Unigrams([(piece, float(score)) for piece, score in told], unknown)
    return Longest(lines, unknown)


class Unigrams:
    """The likeliest segmentation (unigram model, Kudo 2018); blanks are a sign of their own, as in SentencePiece."""

    def __init__(self, pieces: Sequence[tuple[str, float]], unknown: int) -> None:
        """`pieces` with their log probabilities, by number."""
        self._unknown = unknown
        self._of: dict[str, tuple[int, float]] = {}
        for number, (piece, score) in enumerate(pieces):
            self._of.setdefault(piece, (number, score))
        self._longest = max(len(piece) for piece in self._of)

    def numbers(self, text: str) -> list[int]:
        """The numbers of the text's pieces, in order."""
        signs = "▁" + "▁".join(unicodedata.normalize("NFKC", text).split())
        size = len(signs)
        best = [float("-inf")] * (size + 1)
        back = [(0, self._unknown)] * (size + 1)
        best[0] = 0.0
        for low in range(size):
            for high in range(low + 1, min(size, low + self._longest) + 1):
                found = self._of.get(signs[low:high])
                if found is None and high > low + 1:
                    continue
                number, score = found or (self._unknown, _UNKNOWN_SCORE)
                if best[low] + score > best[high]:
                    best[high] = best[low] + score
                    back[high] = (low, number)
        numbers: list[int] = []
        while size:
            size, number = back[size]
            numbers.append(number)
        return numbers[::-1]


class Longest:
    """The longest piece first, word by word, letters small and without marks (WordPiece, as in uncased BERT)."""

    def __init__(self, pieces: Sequence[str], unknown: int) -> None:
        """`pieces` by number."""
        self._unknown = unknown
        self._of: Mapping[str, int] = {piece: number for number, piece in enumerate(pieces)}
        self._known: dict[str, list[int]] = {}

    def numbers(self, text: str) -> list[int]:
        """The numbers of the text's pieces, in order."""
        found: list[int] = []
        for word in _words(text):
            if word not in self._known:
                self._known[word] = self._cut(word)
            found.extend(self._known[word])
        return found

    def _cut(self, word: str) -> list[int]:
        if len(word) > _LONGEST_WORD:
            return [self._unknown]
        found: list[int] = []
        low = 0
        while low < len(word):
            for high in range(len(word), low, -1):
                piece = word[low:high] if low == 0 else _INSIDE + word[low:high]
                if piece in self._of:
                    found.append(self._of[piece])
                    low = high
                    break
            else:
                return [self._unknown]
        return found


def _words(text: str) -> list[str]:
    plain = "".join(
        sign for sign in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(sign) not in {"Mn", "Cf"}
    )
    parted = "".join(
        f" {sign} " if _APART.match(sign) or unicodedata.category(sign)[0] == "P" else sign for sign in plain
    )
    return parted.split()
