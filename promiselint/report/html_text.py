"""The text of a document as a browser is to show it, and where in it the places of the document are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from promiselint.model.documents import Block, Document, Scope
from promiselint.model.places import Place, Span

#: Code and addresses stand as this sign in a block; what they are is in the file.
_OBJECT = "\ufffc"
#: What does not count as one in a browser, is no character, or turns the reading direction of what follows.
_ODD = re.compile(
    "[\ufffc\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]|[^\x00-\uffff]"
)
_LONGEST_CODE = 200

#: A stretch of a block: its number in the document, and the first and past the last unit of what is shown.
Part = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Shown:
    """A block's text for a browser. `units[i]` is where the block's character `i` begins; None where nothing moved."""

    text: str
    units: tuple[int, ...] | None = None

    def at(self, offset: int) -> int:
        """Where an offset into the block's text is in what is shown."""
        if self.units is None:
            return min(max(offset, 0), len(self.text))
        return self.units[min(max(offset, 0), len(self.units) - 1)]

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the block's text is in what is shown."""
        return self.at(start), self.at(end)


def shown(block: Block, document: Document) -> Shown:
    """A block as a browser shows it: code as the file has it, no sign that steers, offsets as a browser counts them."""
    if not _ODD.search(block.text):
        return Shown(block.text)
    told = [_sign(sign, number, block, document) for number, sign in enumerate(block.text)]
    # A browser counts in halves of characters beyond the basic plane.
    lengths = (sum(2 if sign > "\uffff" else 1 for sign in one) for one in told)
    return Shown("".join(told), tuple(accumulate(lengths, initial=0)))


def _sign(sign: str, number: int, block: Block, document: Document) -> str:
    if sign == _OBJECT:
        written = document.text[block.starts[number] : block.ends[number]] if number < len(block.starts) else ""
        return _harmless(" ".join(written.split()).strip("`"))[:_LONGEST_CODE]
    return _harmless(sign)


def _harmless(text: str) -> str:
    return "".join(sign for sign in text if sign > "\uffff" or not _ODD.match(sign))


def parts(document: Document, number: int, start: int, end: int, texts: Iterable[Shown]) -> Iterator[Part]:
    """A stretch of a block as it is marked: of a row read across, the stretches of its cells."""
    if not 0 <= number < len(document.blocks):
        return
    block, texts = document.blocks[number], tuple(texts)
    if block.scope is not Scope.ROW or not block.cells:
        yield (number, *texts[number].stretch(start, end))
        return
    for low, high, cell in block.cells:
        first, last = max(start, low) - low, min(end, high) - low
        if first < last:
            yield (cell, *texts[cell].stretch(first, last))


def offsets(document: Document, number: int, span: Span) -> tuple[int, int]:
    """Where in the text of a block a span of the file is: the other way round than `Document.span`."""
    block = document.blocks[number]
    start, end = _offset(document, span.start), _offset(document, span.end)
    first = bisect_right(block.starts, start) - 1
    last = bisect_right(block.starts, end - 1)
    return max(first, 0), max(last, first, 0)


def _offset(document: Document, place: Place) -> int:
    line = min(max(place.line, 1), len(document.line_starts))
    return document.line_starts[line - 1] + place.column - 1
