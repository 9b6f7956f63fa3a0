"""Several texts woven into one document: a mail's subject and body, then the files that are attached to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from promiselint.documents.extract import Binary, Extracted
from promiselint.documents.numbering import Numbering
from promiselint.documents.packed import packed
from promiselint.documents.source import Reading, Source, line_starts
from promiselint.model.documents import Block, Cell, Directive, Document, Facts, Insertion, Scope
from promiselint.model.errors import Unreadable
from promiselint.model.places import Place, Span

Place_ = Mapping[str, object]
_LINE_ENDS = re.compile(r"[\r\n]+")


class Woven:
    """The document in the making: one paragraph a line, as in everything that is no text file (contract §7)."""

    def __init__(self, source: Binary) -> None:
        """Begin with nothing."""
        self._source = source
        self._parts: list[str] = []
        self._length, self._line = 0, 1
        self._numbering = Numbering()
        self._directives: list[Directive] = []
        self._insertions: list[Insertion] = []
        self.blocks: list[Block] = []
        self.warnings: list[str] = []

    @property
    def left(self) -> int:
        """How many characters there may still be."""
        return max(0, self._source.limits.text - self._length)

    def title(self, text: str, locator: Place_, *, quoted: bool) -> None:
        """A mail's subject."""
        start = self._add(text)
        places = packed(range(start, start + len(text)))
        ends = packed(range(start + 1, start + 1 + len(text)))
        self.blocks.append(Block(text, Scope.TITLE, places, ends, quoted=quoted, locator=locator))
        self._numbering.count(self.blocks[-1:])

    def paragraphs(self, reading: Reading, source: Source, locate: Callable[[Block], Place_]) -> None:
        """Everything that was read from a body, each block on a line of its own, each comment on one too."""
        first = len(self.blocks)
        waiting = sorted(reading.directives, key=lambda one: one.span, reverse=True)
        begun = len(self._directives)
        for block in reading.blocks:
            if block.scope is Scope.ROW:
                self.blocks.append(self._row(block, locate(block)))
                continue
            while waiting and waiting[-1].span.start < source.place(block.starts[0]):
                self._comment(waiting.pop(), source)
            start = self._add(_LINE_ENDS.sub(lambda found: " " * len(found[0]), block.text))
            starts = packed(range(start, start + len(block.text)))
            ends = packed(range(start + 1, start + 1 + len(block.text)))
            self.blocks.append(replace(self._numbering.shifted(block), starts=starts, ends=ends, locator=locate(block)))
        for one in reversed(waiting):
            self._comment(one, source)
        self._numbering.count(self.blocks[first:])
        self._close(begun)

    def document(self, document: Document, locator: Place_) -> None:
        """A whole document as it is, under a locator; where its format has lines, its line is told."""
        first, start, lines, begun = len(self.blocks), self._length, self._line - 1, len(self._directives)
        self._add(document.text)
        for block in document.blocks:
            inner = block.locator or {"line": document.place(block.starts[0]).line}
            self.blocks.append(
                replace(
                    self._numbering.shifted(block),
                    starts=packed([place + start for place in block.starts]),
                    ends=packed([place + start for place in block.ends]),
                    language=block.language or document.language,
                    locator={**locator, **inner},
                )
            )
        self._insertions += [replace(one, start=one.start + start, end=one.end + start) for one in document.insertions]
        self._directives += [replace(one, span=_lower(one.span, lines)) for one in document.directives]
        self._numbering.count(self.blocks[first:])
        self._close(begun)

    def finish(self, facts: Facts, usual: Facts) -> Extracted:
        """Everything, once the whole mail is read."""
        reading = Reading(tuple(self.blocks), tuple(self._directives), facts, None, tuple(self.warnings))
        return Extracted("".join(self._parts), reading, (), tuple(self._insertions), usual)

    def _add(self, text: str) -> int:
        """Add lines; where they begin."""
        start, whole = self._length, text if text.endswith("\n") else text + "\n"
        self._parts.append(whole)
        self._length += len(whole)
        self._line += len(line_starts(whole)) - 1
        if self._length > self._source.limits.text:
            most = f"expected at most {self._source.limits.text:,}"
            raise Unreadable(self._source.path, f"more than {self._length - 1:,} characters of text were found; {most}")
        return start

    def _row(self, block: Block, locator: Place_) -> Block:
        """A row read across, over the cells that stand on lines of their own."""
        starts: list[int] = []
        ends: list[int] = []
        made = self._numbering.shifted(block)
        for start, end, number in made.cells:
            cell = self.blocks[number]
            gap = start - len(starts)
            edge = ends[-1] if ends else cell.starts[0]
            starts += [*[edge] * gap, *cell.starts[: end - start]]
            ends += [*[max(edge, cell.starts[0])] * gap, *cell.ends[: end - start]]
        return replace(made, starts=packed(starts), ends=packed(ends), locator=locator)

    def _comment(self, one: Directive, source: Source) -> None:
        """A suppression comment on a line of its own, so that the next line is the next paragraph."""
        begin, end = (source.line_starts[at.line - 1] + at.column - 1 for at in (one.span.start, one.span.end))
        line, words = self._line, " ".join(source.text[begin:end].split())
        self._add(words)
        self._directives.append(replace(one, span=Span(Place(line, 1), Place(line, len(words) + 1))))

    def _close(self, begun: int) -> None:
        """End what is still disabled: what somebody wrote in one text silences nothing in the next."""
        opened: set[str] = set()
        for one in self._directives[begun:]:
            named = {word.lower() for word in one.codes}
            if one.verb == "disable":
                opened |= named
            elif one.verb == "enable":
                opened -= named or set(opened)
        if opened:
            here = Place(self._line, 1)
            self._directives.append(Directive("enable", (), "", None, "", Span(here, here)))


def _lower(span: Span, lines: int) -> Span:
    return Span(Place(span.start.line + lines, span.start.column), Place(span.end.line + lines, span.end.column))


def table_places(blocks: Sequence[Block]) -> Callable[[Cell], Place_]:
    """Where a cell stands, counted from 1 and with the heading row, as for a reader."""
    headed = {block.cell.table for block in blocks if block.cell is not None and block.cell.row < 0}
    tables = {
        table: number
        for number, table in enumerate(sorted({block.cell.table for block in blocks if block.cell is not None}), 1)
    }

    def told(cell: Cell) -> Place_:
        row = cell.row + 1 + (cell.table in headed)
        return {"table": tables[cell.table], "row": row, "cell": cell.column + 1}

    return told
