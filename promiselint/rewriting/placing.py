"""Where in the file the words of a rewrite stand: only whole, unbroken stretches are ever replaced."""

from __future__ import annotations

from promiselint.model.documents import Block, Document
from promiselint.rewriting.edits import Edit, Rewrite

#: Stands in a block for what is no prose: code, addresses.
_OBJECT = "\ufffc"


def placed(document: Document, rewrite: Rewrite) -> tuple[Edit, ...] | str:
    """The rewrite's edits as edits of `document.text`; else why they cannot be made, in words."""
    block = document.blocks[rewrite.block]
    made: list[Edit] = []
    for edit in rewrite.edits:
        if edit.start == edit.end:
            at = _insertion(block, edit)
            made.append(Edit(at, at, edit.words))
            continue
        if _OBJECT in block.text[edit.start : edit.end]:
            return "there is code among the words to be replaced"
        if not _is_whole(document, block, edit):
            return "there is markup among the words to be replaced"
        made.append(Edit(block.starts[edit.start], block.ends[edit.end - 1], edit.words))
    return tuple(made)


def line_of(document: Document, rewrite: Rewrite) -> int:
    """The line of the file on which the rewritten sentence begins."""
    return document.place(document.blocks[rewrite.block].starts[rewrite.start]).line


def _is_whole(document: Document, block: Block, edit: Edit) -> bool:
    """Whether the words stand in the file without a gap, each as itself, as an entity or as a line break."""
    for at in range(edit.start, edit.end):
        written = document.text[block.starts[at] : block.ends[at]]
        if not written or "<" in written or "\\" in written:
            return False
        if at + 1 < edit.end and block.ends[at] != block.starts[at + 1]:
            return False
    return True


def _insertion(block: Block, edit: Edit) -> int:
    """Where new words go: behind the word before them and its markup, or before the word that they lead to."""
    at = edit.start
    closes_cell = any(end == at for _, end, _ in block.cells)
    if at >= len(block.text) or closes_cell or (edit.words.endswith(" ") and at > 0):
        return block.ends[at - 1]
    return block.starts[at]
