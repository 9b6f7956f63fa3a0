"""A document with some of its sentences said otherwise, as the engine would read it in their place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from promiselint.model.documents import Block, Document, Scope
from promiselint.rewriting.edits import Edit, applied, moved, offset_after

Runs = tuple[tuple[int, int], ...]


def replaced(document: Document, edits: Mapping[int, Sequence[Edit]]) -> Document:
    """The document with the edits of each block made; `text` stays as it is, and so do the places in the file."""
    spread = _spread(document, edits)
    told = {
        document.blocks[number].text: applied(document.blocks[number].text, made)
        for number, made in spread.items()
        if document.blocks[number].scope is not Scope.CELL
    }
    first = {
        document.blocks[number].text: applied(document.blocks[number].text, made)
        for number, made in spread.items()
        if document.blocks[number].cell is not None
    }
    blocks = tuple(
        _surrounded(_edited(block, spread.get(number, ()), spread), told, first)
        for number, block in enumerate(document.blocks)
    )
    return replace(document, blocks=blocks)


def _spread(document: Document, edits: Mapping[int, Sequence[Edit]]) -> dict[int, tuple[Edit, ...]]:
    """The edits of table rows made in the rows' cells too."""
    spread = {number: tuple(sorted(made)) for number, made in edits.items() if made}
    for number in list(spread):
        for start, end, cell in document.blocks[number].cells:
            inside = [one for one in spread[number] if start <= one.start and one.end <= end]
            if inside:
                spread[cell] = moved(inside, -start)
    return spread


def _edited(block: Block, edits: Sequence[Edit], spread: Mapping[int, Sequence[Edit]]) -> Block:
    if not edits:
        return block
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for edit in sorted(edits):
        starts += [*block.starts[at : edit.start], *[_place(block, edit.start)] * len(edit.words)]
        ends += [*block.ends[at : edit.start], *[_place(block, edit.start)] * len(edit.words)]
        at = edit.end
    text = applied(block.text, edits)
    return replace(
        block,
        text=text,
        starts=(*starts, *block.starts[at:]),
        ends=(*ends, *block.ends[at:]),
        strong=_runs(block.strong, edits),
        links=_runs(block.links, edits),
        code=_runs(block.code, edits),
        footnotes=tuple(offset_after(one, edits) for one in block.footnotes),
        cells=tuple(
            (offset_after(start, edits), _end_after(end, edits, grown=cell in spread), cell)
            for start, end, cell in block.cells
        ),
    )


def _place(block: Block, offset: int) -> int:
    """Where in the file new words are thought to stand: at what they replace, else at the end."""
    return block.starts[offset] if offset < len(block.starts) else block.ends[-1]


def _runs(runs: Runs, edits: Sequence[Edit]) -> Runs:
    return tuple((offset_after(start, edits), _end_after(end, edits, grown=False)) for start, end in runs)


def _end_after(end: int, edits: Sequence[Edit], *, grown: bool) -> int:
    """As `offset_after` for the end of a stretch; one that has `grown` takes in what is inserted at its end."""
    shift = 0
    for edit in sorted(edits):
        if edit.start >= end and not (grown and edit.start == end == edit.end):
            break
        shift += len(edit.words) - (edit.end - edit.start)
    return end + shift


def _surrounded(block: Block, told: Mapping[str, str], first: Mapping[str, str]) -> Block:
    """The block below its headings and lead-in as they now read."""
    headings = tuple(told.get(one, one) for one in block.headings)
    lead_in = told.get(block.lead_in, block.lead_in)
    cell = block.cell
    if cell is not None:
        cell = replace(
            cell,
            row_heading=first.get(cell.row_heading, cell.row_heading),
            column_heading=first.get(cell.column_heading, cell.column_heading),
        )
    if (headings, lead_in, cell) == (block.headings, block.lead_in, block.cell):
        return block
    return replace(block, headings=headings, lead_in=lead_in, cell=cell)
