"""A file's text on its way through a reader, and what the reader makes of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from promiselint.model.documents import Block, Directive, Facts
from promiselint.model.places import Place, Span

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded file. `body` is the offset at which its content begins, after any front matter."""

    path: str
    suffix: str  # lower case, with its dot; "" for standard input
    text: str
    line_starts: tuple[int, ...] = field(repr=False)
    body: int = 0

    def place(self, offset: int) -> Place:
        """Which line and column the character at `offset` has."""
        line = bisect_right(self.line_starts, offset)
        return Place(line, offset - self.line_starts[line - 1] + 1)

    def span(self, start: int, end: int) -> Span:
        """Which stretch of the file the characters from `start` up to `end` are."""
        return Span(self.place(start), self.place(end))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in a file's body; `language` is weaker than the language that the facts name."""

    blocks: tuple[Block, ...]
    directives: tuple[Directive, ...] = ()
    facts: Facts = Facts()  # noqa: RUF009 - frozen
    language: str | None = None
    warnings: Sequence[str] = ()


def line_starts(text: str) -> tuple[int, ...]:
    """The offset of each line's first character; a line ends with a line feed, a carriage return or both."""
    return (0, *(match.end() for match in _LINE_END.finditer(text)))
