"""AsciiDoc's tables: cells behind bars, filled into as many columns as there are, or comma-separated values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from promiselint.documents.asciidoc_attributes import Above
from promiselint.documents.asciidoc_inline import Inline
from promiselint.documents.lines import Line, folded, trimmed
from promiselint.documents.outline import Outline
from promiselint.documents.restructured_csv import records
from promiselint.model.documents import Scope

_SPEC = re.compile(
    r"(?:(?P<columns>\d{1,3})?(?:\.(?P<rows>\d{1,4}))?(?P<how>[+*]))?(?:[<^>](?:\.[<^>])?|\.[<^>])?(?P<style>[adehlmsv])?\Z"
)
_SPEC_LENGTH = 16
_COLUMN = re.compile(r"(?:(\d{1,3})\*)?[<^>]?(?:\.[<^>])?(?:\d{1,4}%?|~)?([adehlmsv])?\Z")
_MOST_COLUMNS = 400
_MOST_COPIED = 200_000  # characters, in a document
_MOST_ROWS = 100  # that a cell may span


class Reader(Protocol):
    """What reads the cells."""

    outline: Outline
    inline: Inline

    def read(self, lines: Sequence[Line], depth: int = 0) -> None:
        """Read blocks."""

    def paragraph(self, lines: Sequence[Line], scope: Scope | None = None, level: int = 0) -> None:
        """Read one paragraph."""


@dataclass(frozen=True, slots=True)
class _Cell:
    lines: Sequence[Line]
    rows: int = 1
    columns: int = 1
    style: str = ""
    number: int = 0  # of the line on which it begins
    copies: int = 1


class Tables:
    """Reads tables into what the document's body writes."""

    def __init__(self, body: Reader) -> None:
        """Write through `body`."""
        self._body = body
        self._left = _MOST_COPIED

    def read(self, lines: Sequence[Line], above: Above, sign: str, depth: int) -> None:
        """Read a table's lines; `sign` is what its delimiter begins with."""
        styles = _columns(above.named.get("cols", ""))
        form = above.named.get("format", {",": "csv", ":": "dsv"}.get(sign, "psv")).lower()
        separator = above.named.get("separator", "")
        if form in {"csv", "dsv", "tsv"}:
            separator = separator or {"csv": ",", "dsv": ":", "tsv": "\t"}[form]
            separator = "\t" if separator == "\\t" else separator
            rows = records(lines, separator, self._body.outline.fillers.gone)
            width = len(styles) or max((len(row) for row in rows), default=0)
            cells = [_Cell(cell) for row in rows for cell in (row + [[]] * width)[:width]]
        else:
            cells = list(self._copied(_cells(lines, separator or sign, self._body.outline.fillers.gone)))
            first = next((number for number, line in enumerate(lines) if line.text), 0)
            width = len(styles) or _width(cells, first)
        if cells and width:
            self._write(cells, styles or [""] * width, self._heads(lines, above, separator or sign), depth)

    def _copied(self, cells: Iterable[_Cell]) -> Iterator[_Cell]:
        for cell in cells:
            size = sum(len(line.text) + 1 for line in cell.lines) + 20 if cell.copies > 1 else 1
            more = min(cell.copies - 1, self._left // size)
            self._left -= more * size
            yield from [cell] * (more + 1)

    @staticmethod
    def _heads(lines: Sequence[Line], above: Above, separator: str) -> bool:
        """Whether the first row is one of headings: it says so, or a blank line sets it off."""
        if "header" in above.options:
            return True
        if "noheader" in above.options or len(lines) < 2 or not lines[0].text or lines[1].text:
            return False
        following = next((line.text for line in lines[1:] if line.text), "")
        first = next(_separators(following, separator), -1)
        return separator in ",:;\t" or first >= 0 == _spec(following, 0, first)[0]

    def _write(self, cells: Sequence[_Cell], styles: Sequence[str], heads: bool, depth: int) -> None:
        outline = self._body.outline
        grid = outline.enter_table()
        width = min(len(styles), _MOST_COLUMNS)
        taken: dict[int, int] = {}  # row -> how many of its columns cells from above fill
        row, filled = 0, 0
        grid.add_row(head=heads)
        for cell in cells:
            while filled >= width:
                row += 1
                filled = taken.pop(row, 0)
                outline.flush()
                grid.add_row(head=False)
            column = min(filled, width - 1)
            head = heads and row == 0
            style = cell.style or ("" if head else styles[column])
            drawn = grid.add_cell(heading=style == "h", rows=cell.rows, columns=min(cell.columns, width))
            outline.enter_cell(drawn)
            self._content(cell, style, depth)
            outline.leave()
            filled += min(cell.columns, width)
            for below in range(row + 1, row + cell.rows):
                taken[below] = taken.get(below, 0) + cell.columns
        outline.leave_table()

    def _content(self, cell: _Cell, style: str, depth: int) -> None:
        body = self._body
        if cell.copies > 1:
            self._copy(cell)
            return
        if style == "a":
            body.read(cell.lines, depth + 1)
            return
        if style in {"l", "m"}:
            lines = trimmed(cell.lines)
            if lines:
                body.outline.prose.stand_in(lines[0].start, lines[-1].stop)
            return
        group: list[Line] = []
        for line in (*cell.lines, None):
            if line is not None and line.text:
                group.append(line)
            elif group:
                strong = body.outline.prose.strong
                if style == "s":
                    strong.open(0)
                body.paragraph(group)
                if style == "s":
                    strong.close(0)
                group = []

    def _copy(self, cell: _Cell) -> None:
        """Write one of several copies: each of its signs stands for the whole cell."""
        lines = trimmed(cell.lines)
        if lines:
            outline = self._body.outline
            outline.prose.put(self._body.inline.text(folded(lines)), lines[0].start, lines[-1].stop)


def _columns(written: str) -> list[str]:
    """The style of each column that `cols` names."""
    if written.strip().isdigit():
        return [""] * min(int(written), _MOST_COLUMNS)
    found: list[str] = []
    for part in re.split(r"[,;]", written) if written.strip() else ():
        match = _COLUMN.match(part.strip())
        found += [(match[2] or "") if match else ""] * (min(int(match[1] or 1), _MOST_COLUMNS) if match else 1)
    return found[:_MOST_COLUMNS]


def _width(cells: Sequence[_Cell], first: int) -> int:
    """How many columns the cells on the first line take."""
    return sum(cell.columns for cell in cells if cell.number == first)


def _cells(lines: Sequence[Line], separator: str, gone: str) -> Iterator[_Cell]:
    """Each cell of the lines; what stands before the first separator is no cell.

    `gone` is a sign that shows nothing, for the backslash before a separator that is none.
    """
    current: list[Line] | None = None
    spec = _Cell(())
    for number, written in enumerate(lines):
        line, begin = written, 0
        if "\\" + separator in line.text:  # the sign is the cell's own
            line = replace(line, text=line.text.replace("\\" + separator, gone + separator))
        for at in _separators(line.text, separator, gone):
            start, found = _spec(line.text, begin, at)
            if current is not None:
                current.append(line.part(begin, start))
                yield replace(spec, lines=_aligned(current))
            current, spec = [], replace(found, number=number)
            begin = at + len(separator)
        if current is not None:
            current.append(line.part(begin, len(line.text)) if begin else line)
    if current is not None:
        yield replace(spec, lines=_aligned(current))


def _aligned(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a cell, the first one where a block begins."""
    found = trimmed(lines)
    return [replace(found[0], indent=0), *found[1:]] if found else found


def _separators(text: str, separator: str, gone: str = "\\") -> Iterator[int]:
    at = text.find(separator)
    while at >= 0:
        if at == 0 or text[at - 1] != gone:
            yield at
        at = text.find(separator, at + len(separator))


def _spec(text: str, begin: int, at: int) -> tuple[int, _Cell]:
    """Where the text before a separator ends, and what is said of the cell behind it."""
    start = at
    while start > begin and at - start < _SPEC_LENGTH and not text[start - 1].isspace():
        start -= 1
    match = _SPEC.match(text[start:at])
    if match is None or (start > begin and not text[start - 1].isspace()) or start == at:
        return at, _Cell(())
    columns, rows = max(int(match["columns"] or 1), 1), max(int(match["rows"] or 1), 1)
    style = match["style"] or ""
    if match["how"] == "*":
        return start, _Cell((), style=style, copies=columns)
    return start, _Cell((), min(rows, _MOST_ROWS), columns, style)
