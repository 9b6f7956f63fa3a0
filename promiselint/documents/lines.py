"""Lines of a text format as its block structure sees them: each with its column, whatever it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from promiselint.documents.prose import Prose
from promiselint.documents.source import Source

_WHITE = " \t\f\v"
_TAB = 8  # columns


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or the part of one that stands in a list item or a cell, without the white space around it.

    `text` stands in the file as it is, from offset `start` on; `indent` is its first column, counted from 0; `end`
    is past what separates it from the next line: its line end, in a cell the sign after it.
    """

    text: str
    start: int
    indent: int
    end: int

    @property
    def blank(self) -> bool:
        """Whether nothing stands on it."""
        return not self.text

    @property
    def stop(self) -> int:
        """Where its text ends in the file."""
        return self.start + len(self.text)

    def after(self, length: int) -> Line:
        """What is left of it after its first `length` characters, a marker for example."""
        rest = self.text[length:]
        words = rest.lstrip(_WHITE)
        skipped = len(self.text) - len(words)
        return Line(words, self.start + skipped, self.indent + _width(self.text[:skipped], self.indent), self.end)

    def part(self, begin: int, end: int) -> Line:
        """The characters from `begin` up to `end` alone, as a cell's line is cut from a table's."""
        piece = self.text[begin:end]
        words = piece.lstrip(_WHITE)
        at = begin + len(piece) - len(words)
        words = words.rstrip(_WHITE)
        stop = at + len(words)
        past = self.start + stop + 1 if stop < len(self.text) else self.end
        return Line(words, self.start + at, self.indent + at, past)


def lines_of(source: Source, text: str) -> list[Line]:
    """The lines of `text`, which stands for the source's own (masked perhaps), from the source's body on."""
    found: list[Line] = []
    for start, end in pairwise((*source.line_starts, len(text))):
        if start < source.body:
            continue
        line = text[start:end].rstrip("\r\n" + _WHITE)
        words = line.lstrip(_WHITE)
        before = len(line) - len(words)
        found.append(Line(words, start + before, _width(line[:before], 0), end))
    return found


def _width(text: str, column: int) -> int:
    if "\t" not in text:
        return len(text)
    return len((" " * column + text).expandtabs(_TAB)) - column


def trimmed(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without the blank ones at both ends."""
    begin, end = 0, len(lines)
    while begin < end and lines[begin].blank:
        begin += 1
    while end > begin and lines[end - 1].blank:
        end -= 1
    return lines[begin:end]


def margin(lines: Iterable[Line]) -> int:
    """The least column at which one of the lines begins; 0 where all are blank."""
    return min((line.indent for line in lines if line.text), default=0)


class Written:
    """Lines in one text, a line feed between them, with the way back to the file."""

    __slots__ = ("_begins", "lines", "text")

    def __init__(self, lines: Sequence[Line]) -> None:
        """Join the lines."""
        self.lines = lines
        self.text = "\n".join(line.text for line in lines)
        self._begins: list[int] = []
        at = 0
        for line in lines:
            self._begins.append(at)
            at += len(line.text) + 1

    def offset(self, at: int) -> int:
        """Where in the file the character at `at` stands; a line feed stands at its line's end."""
        number = bisect_right(self._begins, at) - 1
        return self.lines[number].start + at - self._begins[number]

    def past(self, at: int) -> int:
        """Where in the file the character before `at` ends."""
        return self.offset(at - 1) + 1 if at else self.offset(0)

    def line(self, at: int) -> Line:
        """The line on which the character at `at` stands."""
        return self.lines[bisect_right(self._begins, at) - 1]

    def write(self, prose: Prose, begin: int, end: int, sign: str = " ", *, marked: bool = False) -> None:
        """Add the characters from `begin` up to `end` as they are; `sign` stands for a line's end among them.

        `marked` = there may be HTML character references in them.
        """
        while begin < end:
            feed = self.text.find("\n", begin, end)
            stop = end if feed < 0 else feed
            if stop > begin:
                add = prose.add_marked if marked else prose.add
                add(self.text[begin:stop], self.offset(begin))
            if feed >= 0:
                line = self.line(feed)
                prose.wrap(line.stop, line.end, sign)
            begin = stop + 1


_BLANK_RUN = re.compile(r"\s+")


def folded(lines: Iterable[Line]) -> str:
    """What the lines say, as one line."""
    return _BLANK_RUN.sub(" ", " ".join(line.text for line in lines)).strip()
