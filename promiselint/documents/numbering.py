"""Blocks that were read apart, numbered as those of one document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from promiselint.model.documents import Block


@dataclass(slots=True)
class Numbering:
    """How many lists, items, tables and blocks there are so far."""

    lists: int = 0
    items: int = 0
    tables: int = 0
    blocks: int = 0

    def shifted(self, block: Block) -> Block:
        """The block with its lists, tables and cells counted from here; `count` comes after the last of its reading."""
        cell = block.cell
        return replace(
            block,
            list_id=block.list_id + self.lists if block.list_id >= 0 else -1,
            item=block.item + self.items if block.item >= 0 else -1,
            cell=replace(cell, table=cell.table + self.tables) if cell is not None else None,
            cells=tuple((start, end, number + self.blocks) for start, end, number in block.cells),
        )

    def count(self, added: Iterable[Block]) -> None:
        """Go on behind blocks that were shifted."""
        for block in added:
            self.lists = max(self.lists, block.list_id + 1)
            self.items = max(self.items, block.item + 1)
            self.tables = max(self.tables, block.cell.table + 1 if block.cell is not None else 0)
            self.blocks += 1
