"""PDF: text in reading order, put together again from lines to paragraphs, lists, headings and tables.

A PDF holds letters and places, no paragraphs. Lines are taken in the order of the file, which is the reading order in
what office programs write; a line goes on a paragraph where it follows closely and the words before it left no room for
its first one. Cells that stand beside each other make a row. The locator is the page and the first words.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from promiselint.documents.extract import Binary, Extract, Extracted, Piece
from promiselint.documents.pdf_lines import Line, lines_of
from promiselint.model.documents import Scope

_BULLET = re.compile(r"^(?:[•‣◦▪●○■□–—*·\uf0b7\uf0a7-]|(?:\d{1,3}|[a-zA-Z])[.)])(?:\s+|$)")
_LEVEL = 3.0  # points by which the tops of two cells of one row may differ
_TALLEST, _JUMP = 10, 4.0  # lines of a cell, and line heights up to where its neighbour begins, at most: not a column
_PITCH = 1.75  # line heights within a paragraph, at most
_QUOTE = 8  # words of a locator's quote
_SOFT = "\u00ad"  # what the library makes of a hyphen at a line's end, whoever set it
_OFTEN = 0.04  # share of lines that end in a hyphen from which somebody hyphenates by machine
_SENTENCE_END = re.compile(r"[.!?:…][”\"')\]]*$")
_HYPHEN = re.compile(r"[^\W\d_][-\u2010\u00ad]$")


@dataclass(slots=True)
class _Unit:
    """Lines that belong together: a paragraph, an item, a heading or a cell."""

    lines: list[Line]
    bullet: str = ""
    cells: list[_Unit] = field(default_factory=list)  # of a row

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def last(self) -> Line:
        return self.lines[-1]


def read(source: Binary) -> Extracted:
    """What a PDF says.

    Raises:
        Unreadable: no PDF, protected with a password, over a limit, or without any text.
    """
    lines, language = lines_of(source)
    body = _body_size(lines)
    edges = _edges(lines)
    writing = _Writing(Extract(source), body, _Hyphens(lines))
    for unit in _units(lines, edges, body):
        writing.unit(unit)
    return writing.finish(language)


def _body_size(lines: Sequence[Line]) -> float:
    """The size of most letters."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    return letters.most_common(1)[0][0]


def _edges(lines: Sequence[Line]) -> dict[int, float]:
    """The right edge of each page's text."""
    edges: dict[int, float] = {}
    for line in lines:
        edges[line.page] = max(edges.get(line.page, 0.0), line.right)
    widest = max(edges.values(), default=0.0)
    return {page: max(edge, 0.9 * widest) for page, edge in edges.items()}


def _units(lines: Sequence[Line], edges: dict[int, float], body: float) -> list[_Unit]:
    """Lines put together to units and rows, in the order of the file."""
    units: list[_Unit] = []
    for line in lines:
        last = units[-1] if units else None
        if last is None:
            units.append(_begun(line))
        elif last.bullet and not last.lines[0].text and _beside(last.last, line):
            last.lines = [line]
        elif _beside_above(units, line) is not None:
            _into_row(units, line)
        elif last.cells:
            cell = last.cells[-1]
            if _below_in_cell(cell.last, line):
                cell.lines.append(line)
            else:
                units.append(_begun(line))
        elif _goes_on(last, line, edges, body):
            last.lines.append(line)
        else:
            units.append(_begun(line))
    return units


def _begun(line: Line) -> _Unit:
    """A unit that begins with a line; a bullet is parted from its text."""
    found = _BULLET.match(line.text)
    if found is None or line.is_code:
        return _Unit([line])
    cut = found.end()
    bold, fixed = (
        tuple((max(0, low - cut), high - cut) for low, high in ranges if high > cut)
        for ranges in (line.bold, line.fixed)
    )
    rest = replace(line, text=line.text[cut:], bold=bold, fixed=fixed)
    return _Unit([rest], bullet=found.group().strip())


def _beside(first: Line, line: Line) -> bool:
    """Whether a line stands on the height of another, to its right."""
    return (
        line.page == first.page and abs(line.top - first.top) < max(_LEVEL, 0.5 * line.size) and line.left > first.left
    )


def _beside_above(units: Sequence[_Unit], line: Line) -> int | None:
    """Which unit a line stands beside as the next cell of a row: where the text jumps up, or on, to the right."""
    last = units[-1]
    if last.cells:
        right = max(one.right for one in last.cells[-1].lines)
        level = any(_beside(one.first, line) for one in last.cells)  # cells may stand at the foot of their row
        return len(units) - 1 if level and line.left > right - 2 else None
    if line.page != last.last.page or line.top < last.last.top - _LEVEL:
        return None
    lines = 0
    for at in range(len(units) - 1, -1, -1):
        unit = units[at]
        lines += len(unit.lines)
        if unit.cells or unit.first.page != line.page or lines > _TALLEST:
            return None
        right = max(one.right for later in units[at:] for one in later.lines)
        if _beside(unit.first, line):
            return at if line.left > right - 2 else None
        # A cell that stands at the end of its row: what comes begins higher, to its right.
        if at == len(units) - 1 and line.top > unit.first.top + _LEVEL and line.left > right - 2:
            return at if line.top - unit.first.top < _JUMP * line.size else None
    return None


def _into_row(units: list[_Unit], line: Line) -> None:
    """Make the units that a line stands beside the cells before it."""
    at = _beside_above(units, line)
    if at is None:
        return
    if not units[at].cells:
        before = [one for unit in units[at:] for one in unit.lines if one.text]
        bullet = units[at].bullet
        if bullet and before:
            first = before[0]
            text = f"{bullet} {first.text}".strip()
            before[0] = Line(first.page, text, first.left, first.right, first.top, first.bottom, first.size)
        elif bullet:
            first = units[at].first
            before = [Line(first.page, bullet, first.left, first.right, first.top, first.bottom, first.size)]
        del units[at + 1 :]
        units[at] = _Unit(before, cells=[_Unit(before)])
    units[at].cells.append(_Unit([line]))


def _below_in_cell(last: Line, line: Line) -> bool:
    return line.page == last.page and abs(line.left - last.left) < 2 and 0 < last.top - line.top < _PITCH * line.size


def _goes_on(unit: _Unit, line: Line, edges: dict[int, float], body: float) -> bool:
    """Whether a line goes on with the paragraph before it."""
    last = unit.last
    if _BULLET.match(line.text) and not last.text.endswith("-") and line.left <= unit.first.left + 1:
        return False
    if abs(line.size - last.size) > 0.6 or (line.all_bold != last.all_bold and line.size > body * 1.05):
        return False
    room = edges.get(last.page, last.right) - last.right
    first = len(line.text.split(maxsplit=1)[0])
    needed = (line.right - line.left) * (first + 1) / max(1, len(line.text))
    full = room < needed + 0.5
    if line.page != last.page:
        return line.page == last.page + 1 and full and not _SENTENCE_END.search(last.text)
    close = 0 < last.top - line.top < _PITCH * line.size
    aligned = line.left <= max(one.left for one in unit.lines[-_TALLEST:]) + 3 or (
        bool(unit.bullet) and line.left < unit.first.left + 60
    )
    goes_on = line.text[:1].islower() and not _SENTENCE_END.search(last.text)
    return close and aligned and (full or goes_on)


class _Hyphens:
    """Whether a hyphen at a line's end belongs to its word: told by the words of the document itself."""

    def __init__(self, lines: Sequence[Line]) -> None:
        text = " ".join(line.text for line in lines).lower()
        self._joined = set(re.findall(r"[^\W\d_]+-[^\W\d_]+", text))
        self._words = set(re.findall(r"[^\W\d_]+", text))
        ends = sum(bool(_HYPHEN.search(line.text)) for line in lines)
        self._automatic = ends > _OFTEN * len(lines)

    def stays(self, before: str, after: str) -> bool:
        """Whether "fail-" and "safe" are "fail-safe" rather than "failsafe"."""
        first = before.rsplit(maxsplit=1)[-1].lower().replace(_SOFT, "-")
        second = re.sub(r"[^\w].*", "", after.split(maxsplit=1)[0].lower())
        if f"{first}{second}" in self._joined:
            return True
        if f"{first[:-1]}{second}" in self._words:
            return False
        return not self._automatic or (first[:-1] in self._words and second in self._words)


class _Writing:
    """Units to the blocks of a document."""

    def __init__(self, extract: Extract, body: float, hyphens: _Hyphens) -> None:
        self.extract, self.outline, self.body, self.hyphens = extract, extract.outline, body, hyphens
        self.sizes: list[float] = []
        self.lists: list[float] = []  # the left edges of the lists that are open
        self.rows: list[_Unit] = []
        self.waiting: list[_Unit] = []

    def unit(self, unit: _Unit) -> None:
        """Take one unit; headings can be told only when all sizes are known, so everything waits."""
        self.waiting.append(unit)

    def finish(self, language: str) -> Extracted:
        """Write everything."""
        found = {unit.first.size for unit in self.waiting if not unit.cells and self._is_heading(unit)}
        self.sizes = sorted(found, reverse=True)
        for unit in self.waiting:
            if unit.cells:
                self._close()
                self.rows.append(unit)
                continue
            self._table()
            if all(line.is_code for line in unit.lines):
                self._close()
                self._put(unit, Scope.CODE)
            elif self._is_heading(unit):
                self._close()
                level = min(self.sizes.index(unit.first.size) + 1, 6)
                self._put(unit, Scope.HEADING, level)
            elif unit.bullet and any(line.text for line in unit.lines):
                self._item(unit)
            else:
                self._close()
                self._put(unit)
        self._table()
        self._close()
        return self.extract.finish(language=language or None)

    def _is_heading(self, unit: _Unit) -> bool:
        text = " ".join(line.text for line in unit.lines)
        if len(text) > 150 or len(unit.lines) > 3:
            return False
        if unit.first.size >= self.body * 1.12 and (not unit.bullet or unit.bullet[0].isalnum()):
            return True
        bold = all(line.all_bold for line in unit.lines)
        return (
            bold and unit.first.size >= self.body * 0.98 and not text.endswith((".", ":", ",", ";")) and not unit.bullet
        )

    def _item(self, unit: _Unit) -> None:
        left = unit.first.left
        while self.lists and self.lists[-1] > left + 4:
            self.outline.leave()
            self.outline.leave()
            self.lists.pop()
        if self.lists and abs(self.lists[-1] - left) <= 4:
            self.outline.leave()
        else:
            self.outline.enter_list()
            self.lists.append(left)
        self.outline.enter_item()
        self._put(unit)

    def _close(self) -> None:
        while self.lists:
            self.outline.leave()
            self.outline.leave()
            self.lists.pop()

    def _table(self) -> None:
        """The rows so far as one table; the first row heads it where others follow."""
        rows, self.rows = self.rows, []
        if not rows:
            return
        head = [cell.first.text for cell in rows[0].cells]  # a page begins with it again
        rows = [rows[0], *(row for row in rows[1:] if [cell.first.text for cell in row.cells] != head)]
        self.outline.enter_table()
        grid = self.outline.container.grid
        assert grid is not None  # noqa: S101 - entered just now
        for number, row in enumerate(rows):
            grid.add_row(head=number == 0 and len(rows) > 1)
            for cell in row.cells:
                self.outline.enter_cell(grid.add_cell())
                self._put(cell)
                self.outline.leave()
        self.outline.leave_table()

    def _put(self, unit: _Unit, scope: Scope | None = None, level: int = 0) -> None:
        pieces = list(self._pieces(unit, bold=scope is None))
        if scope is Scope.HEADING and unit.bullet:  # "A. Requirements", "2. Price"
            pieces.insert(0, Piece(unit.bullet + " "))
        words = "".join(piece.text for piece in pieces).split()
        quote = " ".join(words[:_QUOTE]) + (" …" if len(words) > _QUOTE else "")
        self.extract.paragraph(pieces, {"page": unit.first.page, "quote": quote}, scope=scope, level=level)

    def _pieces(self, unit: _Unit, *, bold: bool) -> Iterator[Piece]:
        """The text of a unit, its line ends as blanks or, at a hyphen, as nothing."""
        for at, line in enumerate(unit.lines):
            text, following = line.text, unit.lines[at + 1].text if at + 1 < len(unit.lines) else ""
            end = "" if not following else " "
            if following and _HYPHEN.search(text) and following[:1].islower():
                text, end = text[:-1] + ("-" if self.hyphens.stays(text, following) else ""), ""
            elif following and text[-1:] == "-" and text[-2:-1].isalnum() and following[:1].isalnum():
                end = ""  # "BW-2026-" and "118": a hyphen of the word's own
            edges = sorted(
                {0, len(text), *(edge for one in (*line.bold, *line.fixed) for edge in one if edge < len(text))}
            )
            for low, high in itertools.pairwise(edges):
                strong = bold and any(start <= low < stop for start, stop in line.bold)
                code = any(start <= low < stop for start, stop in line.fixed)
                yield Piece(text[low:high].replace(_SOFT, ""), strong=strong, code=code)
            yield Piece(end)
