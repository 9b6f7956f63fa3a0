"""Table rows read across: a ROW block beside the CELL blocks, with the same exact map to the file."""

from __future__ import annotations

import dataclasses
import itertools

from promiselint.model.documents import Block, Document, Scope

SEPARATOR = " | "


def with_rows(document: Document) -> Document:
    """The document with one ROW block for each body row of its tables, after all other blocks.

    The cells' texts are joined by " | "; the separator maps to the stretch of the file between the two cells.
    """
    cells = [(index, block) for index, block in enumerate(document.blocks) if block.scope is Scope.CELL and block.cell]
    rows = []
    for _, group in itertools.groupby(cells, key=lambda pair: (pair[1].cell.table, pair[1].cell.row) if pair[1].cell else None):
        row = [(index, block) for index, block in group if block.text.strip()]
        if row:
            rows.append(_row(row))
    return dataclasses.replace(document, blocks=(*document.blocks, *rows)) if rows else document


def _row(cells: list[tuple[int, Block]]) -> Block:
    text, starts, ends, places, code = "", [], [], [], []
    footnotes: list[int] = []
    for index, block in cells:
        if text:
            starts += [ends[-1]] * len(SEPARATOR)
            ends += [max(ends[-1], block.starts[0])] * len(SEPARATOR)
            text += SEPARATOR
        places.append((len(text), len(text) + len(block.text), index))
        code += [(start + len(text), end + len(text)) for start, end in block.code]
        footnotes += [offset + len(text) for offset in getattr(block, "footnotes", ())]
        text += block.text
        starts += block.starts
        ends += block.ends
    first = cells[0][1]
    row = dataclasses.replace(
        first, text=text, scope=Scope.ROW, starts=tuple(starts), ends=tuple(ends), cells=tuple(places),
        code=tuple(code), strong=(), links=(),
    )
    return dataclasses.replace(row, footnotes=tuple(footnotes)) if hasattr(row, "footnotes") else row
