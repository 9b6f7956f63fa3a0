"""Tables of reStructuredText as they are drawn: grids of `+---+` and simple ones of `====  ====`."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from promiselint.documents.lines import Line, trimmed

GRID_TOP = re.compile(r"\+(?:[-=]+\+)+\Z")
SIMPLE_TOP = re.compile(r"=+(?:[ \t]+=+)+\Z")
_SPANS = re.compile(r"-[- ]*\Z")
_RUN = re.compile(r"[=-]+")
_HORIZONTAL = frozenset("-=+")
_VERTICAL = frozenset("|+")
_SEPARATOR = re.compile(r"\+(?:-+|=+)\+")
_MOST_SIGNS = 5_000_000  # lines times columns: more is no table that a person drew


@dataclass(slots=True)
class Drawn:
    """A cell: its lines, and how far it reaches."""

    row: int
    column: int
    lines: Sequence[Line]
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class Table:
    """Cells row by row; the first `heads` rows are headings."""

    rows: list[list[Drawn]] = field(default_factory=list)
    heads: int = 0


# Grids


def grid(lines: Sequence[Line]) -> Table | None:
    """The table that the lines draw, all of them beginning with + or |; None where they draw none."""
    if max(len(line.text) for line in lines) * 2 * len(lines) > _MOST_SIGNS:
        return None
    drawing = _Drawing(lines)
    columns, bands = drawing.columns, drawing.bands
    if len(columns) < 2 or len(bands) < 2:
        return None
    heading = next((number for number, band in enumerate(bands) if "+=" in drawing.rows[band]), 0)
    if heading == len(bands) - 1:
        heading = 0
    table = Table([[] for _ in bands[1:]], heading)
    taken: set[tuple[int, int]] = set()
    for row in range(len(bands) - 1):
        for column in range(len(columns) - 1):
            if (row, column) in taken:
                continue
            rows, across = drawing.reach(row, column, taken)
            taken.update((row + down, column + right) for down in range(rows) for right in range(across))
            inside = drawing.inside(row, column, rows, across)
            table.rows[row].append(Drawn(row, column, inside, rows, across))
    return table


class _Drawing:
    """A grid's lines, one sign a column, and where its lines and columns may lie."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        shown = [_columns(line.text) for line in lines]
        width = max(len(row) for row, _ in shown)
        self.rows = [row + " " * (width - len(row)) for row, _ in shown]
        self._places = [places for _, places in shown]
        self.bands = [number for number, row in enumerate(self.rows) if _SEPARATOR.search(row)]
        self.columns = sorted({at for band in self.bands for at, sign in enumerate(self.rows[band]) if sign == "+"})

    def reach(self, row: int, column: int, taken: set[tuple[int, int]]) -> tuple[int, int]:
        """How many rows and columns the cell in this corner takes."""
        across = 1
        while (
            column + across < len(self.columns) - 1
            and (row, column + across) not in taken
            and not self._wall(row, column + across)
        ):
            across += 1
        rows = 1
        while row + rows < len(self.bands) - 1 and not self._floor(row + rows, column, across):
            rows += 1
        return rows, across

    def _wall(self, row: int, column: int) -> bool:
        """Whether a line stands at the left of the box."""
        at = self.columns[column]
        return all(
            self.rows[number][at] in _VERTICAL for number in range(self.bands[row] + 1, self.bands[row + 1] + 1)
        ) or (self.bands[row] + 1 == self.bands[row + 1] and self.rows[self.bands[row]][at] == "+")

    def _floor(self, row: int, column: int, across: int) -> bool:
        """Whether a line lies above the boxes."""
        return _HORIZONTAL.issuperset(
            self.rows[self.bands[row]][self.columns[column] : self.columns[column + across] + 1]
        )

    def inside(self, row: int, column: int, rows: int, across: int) -> list[Line]:
        """What is written in the box."""
        left, right = self.columns[column] + 1, self.columns[column + across]
        found = []
        for number in range(self.bands[row] + 1, self.bands[row + rows]):
            places, line = self._places[number], self._lines[number]
            if places is not None:
                ends = [place for place in (left, right) if place < len(places)]
                begin = places[left] if ends else len(line.text)
                stop = places[right] if len(ends) > 1 else len(line.text)
            else:
                begin, stop = left, right
            found.append(line.part(begin, min(stop, len(line.text))))
        return found


def _columns(text: str) -> tuple[str, list[int] | None]:
    """The text with each wide sign as two columns, and which character stands in each; None where none is wide."""
    if text.isascii():
        return text, None
    signs: list[str] = []
    places: list[int] = []
    for number, sign in enumerate(text):
        if unicodedata.combining(sign):
            continue
        signs.append(sign)
        places.append(number)
        if unicodedata.east_asian_width(sign) in "WF":
            signs.append("\0")
            places.append(number + 1)
    return "".join(signs), places


def barred(lines: Sequence[Line]) -> Table:
    """A drawing that does not hold together, a row for each of its lines."""
    table = Table()
    for line in lines:
        if not line.text.startswith("|"):
            continue
        cells: list[Drawn] = []
        begin = 1
        while begin < len(line.text):
            end = line.text.find("|", begin)
            end = len(line.text) if end < 0 else end
            cells.append(Drawn(len(table.rows), len(cells), [line.part(begin, end)]))
            begin = end + 1
        table.rows.append(cells)
    return table


# Simple tables


def simple_end(lines: Sequence[Line], at: int) -> int:
    """Past the last line of the simple table whose top is line `at`."""
    top = lines[at].indent
    found = 0
    for number in range(at + 1, len(lines)):
        line = lines[number]
        if line.blank:
            continue
        if line.indent < top:
            break
        if line.indent == top and _is_border(line.text):
            found += 1
            if found > 1 or number + 1 >= len(lines) or lines[number + 1].blank:
                return number + 1
    number = at + 1
    while number < len(lines) and not lines[number].blank:
        number += 1
    return number


def _is_border(text: str) -> bool:
    return text.startswith("=") and not text.strip("= \t")


def simple(lines: Sequence[Line]) -> Table:
    """The simple table of these lines, the borders among them."""
    top = lines[0]
    edges = [(match.start(), match.end()) for match in _RUN.finditer(top.text)]
    borders = [number for number, line in enumerate(lines) if line.indent == top.indent and _is_border(line.text)][:3]
    table = Table()
    head = borders[1] if len(borders) > 2 else 0
    waiting: list[Line] = []
    for number in range(1, len(lines)):
        line = lines[number]
        if number in borders:
            _row(table, waiting, edges, top.indent)
            waiting = []
            if number == head:
                table.heads = len(table.rows)
        elif not line.blank and line.indent == top.indent and _SPANS.match(line.text) and "--" in line.text:
            _row(
                table, waiting, [(match.start(), match.end()) for match in _RUN.finditer(line.text)], top.indent, edges
            )
            waiting = []
        elif line.blank:
            waiting.append(line)
        else:
            if waiting and line.indent < top.indent + edges[0][1]:  # something stands in the first column
                _row(table, waiting, edges, top.indent)
                waiting = []
            waiting.append(line)
    _row(table, waiting, edges, top.indent)
    return table


def _row(
    table: Table,
    lines: Sequence[Line],
    edges: Sequence[tuple[int, int]],
    indent: int,
    columns: Sequence[tuple[int, int]] | None = None,
) -> None:
    """Add a row of these lines; `edges` are its cells', `columns` the whole table's."""
    lines = trimmed(lines)
    if not lines:
        return
    begins = [begin for begin, _ in columns or edges]
    row: list[Drawn] = []
    number = len(table.rows)
    column = 0
    for begin, end, last in _bounds(edges):
        within = bisect_left(begins, end) - bisect_left(begins, begin)
        spanned = max(1, len(begins) - column if last else within)
        row.append(Drawn(number, column, [_piece(line, begin, end, indent) for line in lines], 1, spanned))
        column += spanned
    table.rows.append(row)


def _bounds(edges: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """Each cell's first column and the next one's; the last one has no end."""
    for number, (begin, _) in enumerate(edges):
        last = number + 1 == len(edges)
        yield begin, 1_000_000 if last else edges[number + 1][0], last


def _piece(line: Line, begin: int, end: int, indent: int) -> Line:
    """What of a line stands between two columns, counted from the table's first."""
    shift = line.indent - indent
    row, places = _columns(line.text)
    first, past = max(0, begin - shift), max(0, end - shift)
    if places is not None:
        first = places[first] if first < len(places) else len(line.text)
        past = places[past] if past < len(places) else len(line.text)
    elif first >= len(row):
        first = len(row)
    piece = line.part(first, min(past, len(line.text)))
    return Line("" if piece.text == "\\" else piece.text, piece.start, piece.indent, piece.end)
