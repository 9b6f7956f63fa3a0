"""Comments put into office files, on the very words that they are about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """A comment to be put in: `start` and `end` are offsets into the text that was extracted from the file."""

    start: int
    end: int
    author: str
    text: str
