"""A document as the page draws it: its blocks in reading order, and where a stretch of one is marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from promiselint.model.documents import Block, Document, Scope
from promiselint.model.findings import Finding
from promiselint.report.html_text import Part, Shown, offsets, parts, shown

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document's blocks as the page has them, and the text that stands in each."""

    document: Document
    texts: tuple[Shown, ...]

    @property
    def blocks(self) -> list[Json | int]:
        """Each block by its number; 0 for a table's row read across, which its cells show already."""
        return [
            0 if one.scope is Scope.ROW and one.cells else _block(one, self.texts[number])
            for number, one in enumerate(self.document.blocks)
        ]

    def parts(self, block: int, start: int, end: int) -> list[Part]:
        """A stretch of a block as it is marked."""
        return list(parts(self.document, block, start, end, self.texts))

    def marked(self, finding: Finding) -> list[Part]:
        """Where a finding is marked; nowhere, if it is about what the document does not say."""
        if not 0 <= finding.block < len(self.document.blocks):
            return []
        return self.parts(finding.block, *offsets(self.document, finding.block, finding.span))


def drawn(document: Document) -> Drawn:
    """A document, ready to be drawn."""
    return Drawn(document, tuple(shown(one, document) for one in document.blocks))


def _block(block: Block, text: Shown) -> Json:
    told: Json = {"scope": str(block.scope), "text": text.text}
    if block.level:
        told["level"] = block.level
    if block.list_id >= 0:
        told["item"] = [block.list_id, block.item]
    if block.quoted:
        told["quoted"] = 1
    if block.cell is not None:
        told["cell"] = [block.cell.table, block.cell.row, block.cell.column]
    if block.language:
        told["language"] = block.language
    if block.locator is not None:
        told["place"] = plain(block.locator)
    for key, stretches in (("strong", block.strong), ("code", block.code)):
        if stretches:
            told[key] = [text.stretch(*one) for one in stretches]
    return told


def plain(locator: Mapping[str, object]) -> Json:
    """A place of a document without lines, as JSON has it."""
    return {str(key): value if isinstance(value, int) else str(value) for key, value in locator.items()}
