"""Which parts of a version of a document can hold a promise: so that a walk reads only those.

A block together with what it is read with (its headings, lead-in, column headings) says the same in every version in
which it stands so. What was found in it once holds for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from promiselint.model.documents import Block, Document, Scope
from promiselint.owners.promises import Promise

_WORD = re.compile(r"\w{4,}")
_SHARED = 2  # words of a promise that a block must hold to be looked at, where it names nothing of it
_APART = frozenset((Scope.CODE, Scope.CELL, Scope.HEADER_CELL))


@dataclass(frozen=True, slots=True)
class Footprint:
    """A block and all that it is read with, as it is compared between versions."""

    text: str
    scope: str
    headings: tuple[str, ...]
    lead_in: str
    table: tuple[str, ...]  # of a row: the headings over its cells
    facts: tuple[str, ...]
    ordinal: int = 0  # of several blocks that read the same

    @property
    def words(self) -> frozenset[str]:
        """Its telling words, in lower case."""
        return frozenset(word.casefold() for word in _WORD.findall(self.text))


def footprints(document: Document) -> Mapping[int, Footprint]:
    """The footprint of every block that says something, by its number."""
    facts = document.facts
    told = tuple(str(one or "") for one in (facts.date, facts.version, facts.product, facts.customer, facts.language))
    found: dict[int, Footprint] = {}
    for number, block in enumerate(document.blocks):
        if block.scope in _APART or not block.text.strip():
            continue
        cells = tuple(
            one.cell.column_heading if (one := document.blocks[cell]).cell else "" for _, _, cell in block.cells
        )
        text = " ".join(block.text.split())
        found[number] = Footprint(text, block.scope.value, block.headings, block.lead_in, cells, told)
    return found


def candidates(prints: Mapping[int, Footprint], promise: Promise, names: frozenset[str]) -> tuple[int, ...]:
    """The blocks that can hold the promise or what it was made from; `names` are its feature's, in lower case."""
    telling = frozenset(word for word in promise.words if len(word) > 3)
    least = min(_SHARED, len(telling))
    found = []
    for number, one in prints.items():
        lower = one.text.casefold()
        if len(telling & one.words) >= least or any(name in lower for name in names):
            found.append(number)
    return tuple(found)


def reduced(document: Document, numbers: Sequence[int]) -> Document:
    """The document with these blocks alone; of a table always the whole, since its columns are read by all rows."""
    blocks = document.blocks
    cells = {cell for number in numbers for _, _, cell in blocks[number].cells}
    tables = {one.table for number in (*cells, *numbers) if (one := blocks[number].cell) is not None}
    whole = [
        number
        for number, block in enumerate(blocks)
        if ((first := blocks[block.cells[0][2]].cell if block.cells else block.cell) is not None)
        and first.table in tables
    ]
    order = sorted({*numbers, *whole})
    place = {number: new for new, number in enumerate(order)}
    return replace(document, blocks=tuple(_moved(document.blocks[number], place) for number in order))


def _moved(block: Block, place: Mapping[int, int]) -> Block:
    return replace(block, cells=tuple((low, high, place[cell]) for low, high, cell in block.cells))
