"""Which rows of a sheet are a table, which of them head it, and which stand alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from promiselint.documents.sheet_cells import Row, Sheet, Value

_SHORT = 60  # characters of a column's heading, mostly
_LONG = 300  # of one with instructions for whoever fills the table in
_LOOKED_AT = 50  # rows below, to see what a heading would head
_QUESTION = re.compile(r"\S+\s+\S+\s+\S+.*\?\s*$", re.DOTALL)

Bold = Callable[[int], bool]


@dataclass(frozen=True, slots=True)
class Alone:
    """A row that belongs to no table: a title, a remark."""

    row: Row


@dataclass(slots=True)
class Table:
    """Rows that go together, under those that head them."""

    heads: list[Row]
    body: list[Row] = field(default_factory=list)

    def columns(self) -> list[int]:
        """The columns in which anything stands."""
        return sorted({column for row in (*self.heads, *self.body) for column in row.cells})


Part = Alone | Table


def parts_of(sheet: Sheet, bold: Bold) -> list[Part]:
    """The rows of a sheet, taken apart; `bold` says of a cell's style whether it is written so."""
    return _Parts(sheet, bold).read()


class _Parts:
    """One pass over a sheet, from blank row to blank row."""

    def __init__(self, sheet: Sheet, bold: Bold) -> None:
        self._sheet, self._bold = sheet, bold
        self._parts: list[Part] = []
        self._table: Table | None = None
        self._waiting: list[Row] = []  # single cells since the table: rows of it, if it goes on
        self._frozen = {sheet.frozen} if sheet.frozen else set()

    def read(self) -> list[Part]:
        for region in _regions(self._sheet.rows):
            self._region(region)
        self._release()
        return self._parts

    def _region(self, region: list[Row]) -> None:
        head = self._head(region)
        if head is not None:
            self._release()
            self._parts += [Alone(row) for row in region[:head]]
            depth = self._depth(region, head)
            self._table = Table(region[head : head + depth], region[head + depth :])
            self._parts.append(self._table)
        elif self._table is not None and self._table.heads:
            self._waiting += region
            if any(len(row.cells) > 1 for row in region):
                self._table.body += self._waiting
                self._waiting = []
        elif sum(len(row.cells) > 1 for row in region) > 1:
            self._release()
            first = next(number for number, row in enumerate(region) if len(row.cells) > 1)
            self._parts += [Alone(row) for row in region[:first]]
            self._parts.append(Table([], region[first:]))
        else:
            self._release()
            self._parts += [Alone(row) for row in region]

    def _release(self) -> None:
        self._parts += [Alone(row) for row in self._waiting]
        self._waiting = []
        self._table = None

    def _head(self, region: list[Row]) -> int | None:
        """Which row of the region heads a table."""
        for number, row in enumerate(region):
            if row.number in self._sheet.heads and len(row.cells) > 1:
                return number
        open_table = self._table is not None and bool(self._table.heads)
        for number, row in enumerate(region):
            below = region[number + 1 : number + 1 + _LOOKED_AT]
            known = row.number in self._frozen
            if not known and len(row.cells) > 1 and _is_wide(row, below) and _repeats(row, below):
                return None  # an answer already
            if _could_head(row, below, known=known) and (known or not open_table or self._looks_like_head(row)):
                return number
        return None

    def _looks_like_head(self, row: Row) -> bool:
        """Whether the row is set apart as the heading before was, below which a new table has to begin."""
        styles = {value.style for value in row.cells.values()}
        before = {value.style for value in self._table.heads[0].cells.values()} if self._table else set()
        plain = {value.style for one in (self._table.body if self._table else ()) for value in one.cells.values()}
        return all(self._bold(style) for style in styles) or (styles <= before and not styles & plain)

    def _depth(self, region: list[Row], head: int) -> int:
        """How many rows the heading has: two where a cell over several columns has headings of its own below it."""
        row = region[head]
        spread = {column for column in row.cells if self._sheet.merged.get((row.number, column), (1, 1))[1] > 1}
        if not spread or head + 2 >= len(region):
            return 1
        covered = {
            one
            for column in spread
            for one in range(column, column + min(400, self._sheet.merged[row.number, column][1]))
        }
        following = region[head + 1]
        texts = all(value.is_text and len(value.text) <= _SHORT for value in following.cells.values())
        return 2 if texts and set(following.cells) <= covered and not _repeats(following, region[head + 2 :]) else 1


def _regions(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows between blank ones."""
    found: list[list[Row]] = []
    for row in rows:
        if found and row.number == found[-1][-1].number + 1:
            found[-1].append(row)
        else:
            found.append([row])
    return found


def _could_head(row: Row, below: Sequence[Row], *, known: bool) -> bool:
    """Whether a row is short words over columns that are filled below."""
    values = list(row.cells.values())
    if len(values) < 2 or not below or not all(value.is_text or known for value in values):
        return False
    if 2 * sum(len(value.text) <= _SHORT for value in values) <= len(values):
        return False
    if any(len(value.text) > _LONG for value in values):
        return False
    if known:
        return True
    first = values[0].text.strip()
    if first.endswith(":") or _QUESTION.search(first):
        return False
    return _is_wide(row, below)


def _is_wide(row: Row, below: Sequence[Row]) -> bool:
    """Whether a row fills most of the columns that are filled below it."""
    return 3 * len(row.cells) > 2 * max((len(one.cells) for one in below), default=0)


def _repeats(row: Row, below: Sequence[Row]) -> bool:
    """Whether a cell says what another one below it says: then it is an answer, no heading."""
    return any(
        _same(value, other.cells.get(column)) for other in below[:_LOOKED_AT] for column, value in row.cells.items()
    )


def _same(value: Value, other: Value | None) -> bool:
    return other is not None and other.text.strip().casefold() == value.text.strip().casefold()
