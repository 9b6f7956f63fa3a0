"""Jupyter notebooks (nbformat 3 and 4): what their Markdown cells say; code, its output and raw cells are left out.

The document's text is the file itself, so that lines and columns are those on disk: each character of a cell is mapped
through the escapes of the JSON string that it is written in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from promiselint.documents import markdown
from promiselint.documents.decoding import decode
from promiselint.documents.extract import Binary, Extracted
from promiselint.documents.numbering import Numbering
from promiselint.documents.packed import packed
from promiselint.documents.source import Reading, Source, line_starts
from promiselint.model.documents import Block, Directive, Facts, Scope
from promiselint.model.errors import Unreadable
from promiselint.model.places import Place, Span

KIND = "a Jupyter notebook"
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\]:,]|[^\s{}\[\]:,"]+')
_ESCAPE = re.compile(
    r"\\u(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})|\\u(?P<code>[0-9a-fA-F]{4})|\\(?P<sign>.)"
)
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "b": " ", "f": "\f"}
_DEEPEST_HEADING = 6


def read(source: Binary) -> Extracted:
    """What a notebook says.

    Raises:
        Unreadable: no notebook, broken JSON (with its line), or over a limit.
    """
    text = decode(source.path, source.content, html=False)
    if not text.strip():
        raise Unreadable(source.path, f"the file is empty; expected {KIND}")
    _check(source.path, text)
    whole = Source(source.path, ".ipynb", text, line_starts(text))
    read_so_far = _Notebook(whole)
    length = 0
    for cell in _cells(text):
        if cell.kind not in {"markdown", "heading"}:
            continue
        length += sum(end - start for start, end in cell.strings)
        if length > source.limits.text:
            most = f"expected at most {source.limits.text:,}"
            raise Unreadable(source.path, f"more than {source.limits.text:,} characters of text were found; {most}")
        read_so_far.add(cell)
    return Extracted(text, read_so_far.finish())


def _check(path: str, text: str) -> None:
    """See that the file is JSON and a notebook."""
    try:
        whole = json.loads(text, parse_int=str)
    except json.JSONDecodeError as fault:
        told = f"line {fault.lineno}, column {fault.colno}: the JSON is broken ({fault.msg}); expected {KIND}"
        raise Unreadable(path, told) from None
    except RecursionError:
        raise Unreadable(path, f"its JSON is nested too deeply; expected {KIND}") from None
    held = whole if isinstance(whole, dict) else {}
    if not isinstance(held.get("cells"), list) and not isinstance(held.get("worksheets"), list):
        raise Unreadable(path, f"no cells were found in its JSON; expected {KIND} of format 3 or 4")


@dataclass(slots=True)
class _Cell:
    """A cell as it stands in the file: `strings` are the places of its source, within their quotation marks."""

    number: int
    kind: str = ""
    level: int = 1
    strings: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Frame:
    """An open object, with the key that is being told, or an open list."""

    listed: bool
    key: str | None = None


def _cells(text: str) -> Iterator[_Cell]:
    """The cells of a notebook whose JSON is known to be whole, in order."""
    frames: list[_Frame] = []
    cell: _Cell | None = None
    depth = count = 0  # of the open cell's frame
    for token in _TOKEN.finditer(text):
        sign = text[token.start()]
        if sign in "{[":
            if sign == "{" and _holds_cells(frames):
                count += 1
                cell, depth = _Cell(count), len(frames) + 1
            frames.append(_Frame(sign == "["))
        elif sign in "}]":
            frames.pop()
            if cell is not None and len(frames) < depth:
                yield cell
                cell = None
        elif sign == ",":
            frames[-1].key = None
        elif sign == '"' and frames and not frames[-1].listed and frames[-1].key is None:
            frames[-1].key = str(json.loads(token[0], strict=False))
        elif sign != ":" and cell is not None:
            _fill(cell, frames[depth - 1 :], token, text)


def _holds_cells(frames: Sequence[_Frame]) -> bool:
    """Whether what stands here is a cell: in the list "cells" of the notebook or of one of its worksheets."""
    keys = [frame.key for frame in frames]
    return keys in (["cells", None], ["worksheets", None, "cells", None]) and frames[-1].listed


def _fill(cell: _Cell, frames: Sequence[_Frame], token: re.Match[str], text: str) -> None:
    """Keep a value of a cell, if it is one that tells what the cell is or says."""
    key, nested = frames[0].key, len(frames)
    is_text = text[token.start()] == '"'
    if key == "source" and is_text and (nested == 1 or (nested == 2 and frames[1].listed)):  # its lines
        cell.strings.append((token.start() + 1, token.end() - 1))
    elif nested == 1 and key == "cell_type" and is_text:
        cell.kind = text[token.start() + 1 : token.end() - 1]
    elif nested == 1 and key == "level" and token[0].isdecimal():
        cell.level = min(max(int(token[0][:2]), 1), _DEEPEST_HEADING)


@dataclass(slots=True)
class _Mapped:
    """A cell's text, and for each of its characters the stretch of the file that it is written as."""

    signs: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def add(self, text: str, start: int, end: int) -> None:
        """Add the inside of a JSON string."""
        done = start
        for escape in _ESCAPE.finditer(text, start, end):
            self._run(text, done, escape.start())
            self._put(_meant(escape), *escape.span())
            done = escape.end()
        self._run(text, done, end)

    def _run(self, text: str, start: int, end: int) -> None:
        self.signs.append(text[start:end])
        self.starts += range(start, end)
        self.ends += range(start + 1, end + 1)

    def _put(self, sign: str, start: int, end: int) -> None:
        self.signs.append(sign)
        self.starts.append(start)
        self.ends.append(end)

    def prefix(self, text: str, at: int) -> None:
        """Add signs that are not written in the file."""
        for sign in text:
            self._put(sign, at, at)


def _meant(escape: re.Match[str]) -> str:
    if escape["high"]:
        return chr(0x10000 + ((int(escape["high"], 16) - 0xD800) << 10) + int(escape["low"], 16) - 0xDC00)
    if escape["code"]:
        number = int(escape["code"], 16)
        return "\ufffd" if number == 0 or 0xD800 <= number <= 0xDFFF else chr(number)  # half a pair
    return _SIGNS.get(escape["sign"], escape["sign"])


class _Notebook:
    """The cells read so far, as one document."""

    def __init__(self, whole: Source) -> None:
        self._whole = whole
        self._numbering = Numbering()
        self._headings: list[tuple[int, str]] = []
        self._carried = 0  # how many of them stand in the cells before
        self._blocks: list[Block] = []
        self._directives: list[Directive] = []
        self._warnings: list[str] = []

    def add(self, cell: _Cell) -> None:
        """Read one Markdown cell; the headings of the cells before it stand above it."""
        if not cell.strings:
            return
        mapped = _Mapped()
        if cell.kind == "heading":
            mapped.prefix("#" * cell.level + " ", cell.strings[0][0])
        for start, end in cell.strings:
            mapped.add(self._whole.text, start, end)
        text = "".join(mapped.signs)
        source = Source(self._whole.path, ".md", text, line_starts(text))
        self._carried = len(self._headings)
        found = markdown.read(source)
        added = [self._placed(block, mapped, cell.number) for block in found.blocks]
        self._numbering.count(added)
        self._blocks += added
        self._directives += [self._on_disk(one, source, mapped) for one in found.directives]

    def finish(self) -> Reading:
        """Everything."""
        return Reading(tuple(self._blocks), tuple(self._directives), Facts(), None, tuple(self._warnings))

    def _placed(self, block: Block, mapped: _Mapped, number: int) -> Block:
        above = self._above(block)
        spans = [_stretch(mapped, start, end) for start, end in zip(block.starts, block.ends, strict=True)]
        return replace(
            self._numbering.shifted(block),
            starts=packed([start for start, _ in spans]),
            ends=packed([end for _, end in spans]),
            headings=above,
            locator={"cell": number},
        )

    def _above(self, block: Block) -> tuple[str, ...]:
        """The headings above a block: those that the cells before left open, then those of its own cell."""
        if block.scope is Scope.HEADING and not block.quoted:
            while self._headings and self._headings[-1][0] >= block.level:
                self._headings.pop()
            self._carried = min(self._carried, len(self._headings))
            self._headings.append((block.level, block.text))
        return (*(text for _, text in self._headings[: self._carried]), *block.headings)

    def _on_disk(self, one: Directive, source: Source, mapped: _Mapped) -> Directive:
        """A comment's place in the file."""
        begin, end = _offset(source, one.span.start), _offset(source, one.span.end)
        start, stop = _stretch(mapped, begin, end)
        return replace(one, span=Span(self._whole.place(start), self._whole.place(stop)))


def _offset(source: Source, place: Place) -> int:
    return source.line_starts[place.line - 1] + place.column - 1


def _stretch(mapped: _Mapped, start: int, end: int) -> tuple[int, int]:
    """Where in the file the characters from `start` up to `end` of a cell are written."""
    if end > start:
        return mapped.starts[start], mapped.ends[end - 1]
    at = mapped.starts[start] if start < len(mapped.starts) else mapped.ends[-1]
    return at, at
