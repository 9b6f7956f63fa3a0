"""What must hold of every document that is read from a text file: each character points at what shows it."""

from __future__ import annotations

import html
from collections.abc import Sequence

from promiselint.documents.reading import read
from promiselint.model.documents import Block, Document, Scope

X = "\ufffc"


def assert_exact(document: Document, replaced: Sequence[str]) -> None:
    """`replaced` are the signs with which something begins that a reader sees replaced by other words."""
    for block in document.blocks:
        assert len(block.starts) == len(block.ends) == len(block.text) > 0
        inside = {place for start, end, _ in block.cells for place in range(start, end)}
        for place, (sign, start, end) in enumerate(zip(block.text, block.starts, block.ends, strict=True)):
            assert 0 <= start <= end <= len(document.text)
            if block.scope is not Scope.ROW or place in inside:
                assert start < end
                written = document.text[start:end]
                assert _shows(written, sign, replaced), (block, place, written)
        if block.scope is not Scope.ROW:  # the lines of cells that are drawn side by side alternate
            assert list(block.starts) == sorted(block.starts), block
        for start, end in (*block.strong, *block.links, *block.code):
            assert 0 <= start < end <= len(block.text)
        assert all(block.text[start:end] == X for start, end in block.code)
        assert all(0 <= place <= len(block.text) for place in block.footnotes)
        for start, end, number in block.cells:
            assert document.blocks[number].text == block.text[start:end]


def _shows(written: str, sign: str, replaced: Sequence[str]) -> bool:
    if sign in {written, X} or sign in html.unescape(written) or written.startswith(tuple(replaced)):
        return True
    if sign not in " \n":
        return False
    # Where a column cuts a word in two, the blank between them is the sign behind the cut.
    return len(written) == 1 or (written[0].isspace() and written[-1].isspace()) or not written.strip(" \t\r\n|+\\],;:")


def told(path: str, text: str) -> list[tuple[str, str, int, int]]:
    """Scope, text, line and column of each block."""
    document = read(path, text.encode())
    return [(block.scope.value, block.text, *_place(document, block)) for block in document.blocks]


def _place(document: Document, block: Block) -> tuple[int, int]:
    place = document.place(block.starts[0])
    return place.line, place.column


def seen(document: Document) -> list[tuple[object, ...]]:
    """What must not change with the line ends."""
    return [
        (block.scope, block.text, _place(document, block), block.headings, block.lead_in, block.cell, block.item)
        for block in document.blocks
    ]
