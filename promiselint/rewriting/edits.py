"""Small changes of a text: the words that go, the words that come, and where everything else then stands."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """`text[start:end]` becomes `words`; offsets are into the text before any change. An empty stretch = inserted."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A sentence said otherwise: `start` and `end` are its offsets in the block, `sentence` is how it then reads."""

    block: int
    start: int
    end: int
    edits: tuple[Edit, ...]  # offsets into the block's text
    sentence: str


def applied(text: str, edits: Sequence[Edit], start: int = 0, end: int | None = None) -> str:
    """The stretch `text[start:end]` with the edits made in it."""
    pieces: list[str] = []
    at = start
    for edit in sorted(edits):
        pieces += [text[at : edit.start], edit.words]
        at = edit.end
    return "".join([*pieces, text[at : len(text) if end is None else end]])


def are_apart(edits: Sequence[Edit]) -> bool:
    """Whether no two of the edits touch the same characters."""
    ordered = sorted(edits)
    return all(one.end <= other.start for one, other in itertools.pairwise(ordered))


def moved(edits: Sequence[Edit], by: int) -> tuple[Edit, ...]:
    """The edits as they are for a text that stands `by` characters further on."""
    return tuple(Edit(one.start + by, one.end + by, one.words) for one in edits)


def offset_after(offset: int, edits: Sequence[Edit]) -> int:
    """Where the character at `offset` stands once the edits are made; the edit's start for one that is gone."""
    shift = 0
    for edit in sorted(edits):
        if edit.start >= offset:
            break
        if edit.end > offset:
            return edit.start + shift
        shift += len(edit.words) - (edit.end - edit.start)
    return offset + shift


def capitalised(text: str, edits: Sequence[Edit], start: int) -> tuple[Edit, ...]:
    """The edits with the first letter of `text[start:]` still a capital, where it was one."""
    if not text[start : start + 1].isupper():
        return tuple(sorted(edits))
    at, kept = start, sorted(edits)
    for number, edit in enumerate(kept):
        if edit.start > at:
            break
        if edit.words:
            first = edit.words[0].upper() + edit.words[1:]
            return (*kept[:number], Edit(edit.start, edit.end, first), *kept[number + 1 :])
        at = edit.end
    if at == start or text[at : at + 1].isupper() or not text[at : at + 1].isalpha():
        return tuple(kept)
    return tuple(sorted([*kept, Edit(at, at + 1, text[at].upper())]))
