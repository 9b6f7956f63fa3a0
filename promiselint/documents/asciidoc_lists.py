"""AsciiDoc's lists: a marker that is new opens a list within the item, one that is known goes back to its list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from promiselint.documents.asciidoc_inline import Inline
from promiselint.documents.asciidoc_lines import (
    ATTRIBUTE_LINE,
    COMMENT,
    MACRO,
    TITLE_LINE,
    ends_paragraph,
    item_marker,
    term_marker,
)
from promiselint.documents.lines import Line, Written
from promiselint.documents.outline import Outline

_CHECKS = ("[ ] ", "[x] ", "[X] ", "[*] ")
_DEEPEST = 40  # lists within each other


class Reader(Protocol):
    """What reads the blocks that are attached to an item."""

    outline: Outline
    inline: Inline

    def block(self, lines: Sequence[Line], at: int, depth: int, *, in_list: bool = False, loose: bool = False) -> int:
        """Read one block."""

    def comment(self, line: Line) -> None:
        """Take a comment's line."""


@dataclass(slots=True)
class _List:
    marker: str
    terms: bool
    inside: bool = False  # an item, or a term's definition, is open


class Lists:
    """Reads lists into what the document's body writes."""

    def __init__(self, body: Reader) -> None:
        """Write through `body`."""
        self._body = body

    def read(self, lines: Sequence[Line], at: int, depth: int) -> int:
        """Read the list that begins at a line, with those in it; the number of the line after it."""
        return _Walk(self._body, lines, depth).run(at)


class _Walk:
    """One outermost list."""

    def __init__(self, body: Reader, lines: Sequence[Line], depth: int) -> None:
        self._body = body
        self._lines = lines
        self._depth = depth
        self._open: list[_List] = []

    def run(self, at: int) -> int:
        while at < len(self._lines):
            marker, term = self._marker(at)
            if not marker:
                break
            at = self._term(at, marker) if term else self._item(at, marker)
            at = self._attached(at)
        while self._open:
            self._leave()
        return at

    def _marker(self, at: int) -> tuple[str, bool]:
        text = self._lines[at].text
        marker = item_marker(text)[0]
        if marker:
            return marker, False
        return (term_marker(text)[0], True) if not MACRO.match(text) else ("", False)

    # Lists and items

    def _turn_to(self, marker: str, *, terms: bool) -> _List:
        """Go back to the open list with this marker, or open one."""
        place = next((number for number, one in enumerate(self._open) if one.marker == marker), -1)
        if place < 0 and self._depth + len(self._open) >= _DEEPEST:
            place = len(self._open) - 1
        if place >= 0:
            while len(self._open) > place + 1:
                self._leave()
            return self._open[-1]
        outline = self._body.outline
        if self._open and not self._open[-1].inside:
            self._define(self._open[-1])
        outline.enter_list()
        self._open.append(_List(marker, terms))
        return self._open[-1]

    def _close_item(self, one: _List) -> None:
        if one.inside:
            outline = self._body.outline
            (outline.leave_definition if one.terms else outline.leave)()
            one.inside = False

    def _leave(self) -> None:
        self._close_item(self._open.pop())
        self._body.outline.leave()

    def _define(self, one: _List) -> None:
        outline = self._body.outline
        (outline.enter_definition if one.terms else outline.enter_item)()
        one.inside = True

    def _item(self, at: int, marker: str) -> int:
        one = self._turn_to(marker, terms=False)
        self._close_item(one)
        self._define(one)
        line = self._lines[at].after(item_marker(self._lines[at].text)[1])
        if marker[0] in "*-" and line.text.startswith(_CHECKS):
            line = line.after(4)
        return self._words(at + 1, [line])

    def _term(self, at: int, marker: str) -> int:
        one = self._turn_to(marker, terms=True)
        self._close_item(one)
        line = self._lines[at]
        _, length, begin = term_marker(line.text)
        outline = self._body.outline
        outline.enter_term()
        self._body.inline.write(Written([line]), 0, length)
        outline.leave_term()
        at += 1
        if begin < len(line.text):
            self._define(one)
            return self._words(at, [line.after(begin)])
        past = self._past_blank(at)
        if past < len(self._lines) and self._begins_text(past):
            self._define(one)
            return self._words(past, [])
        return at

    def _begins_text(self, at: int) -> bool:
        text = self._lines[at].text
        if text == "+" or ends_paragraph(text) or self._marker(at)[0] or MACRO.match(text) or COMMENT.match(text):
            return False
        return not (TITLE_LINE.match(text) or text.startswith("=="))

    def _words(self, at: int, words: list[Line]) -> int:
        """Write an item's own text, which goes on up to a blank line or whatever begins something else."""
        lines = self._lines
        while at < len(lines) and (text := lines[at].text):
            if COMMENT.match(text):
                self._body.comment(lines[at])
            elif text == "+" or ends_paragraph(text) or self._marker(at)[0] or MACRO.match(text):
                break
            else:
                words.append(lines[at])
            at += 1
        outline = self._body.outline
        outline.flush()
        self._body.inline.write(Written(words))
        outline.flush()
        return at

    # What follows an item

    def _past_blank(self, at: int) -> int:
        while at < len(self._lines) and self._lines[at].blank:
            at += 1
        return at

    def _attached(self, at: int) -> int:
        """Read the blocks attached to the item, up to the next item or the list's end."""
        lines = self._lines
        while at < len(lines):
            past = self._past_blank(at)
            if past >= len(lines):
                return past
            if lines[past].text == "+":
                for _ in range(past - at):  # each blank line before it goes back to a list farther out
                    if len(self._open) > 1:
                        self._leave()
                at = self._attach(past + 1, loose=lines[past].indent > 0)
                continue
            if self._marker(past)[0]:
                return past
            if past == at and COMMENT.match(lines[past].text):
                self._body.comment(lines[past])
                at += 1
                continue
            after = self._past_above(past) if past == at else past
            if after > past and after < len(lines) and self._is_new(after):
                return after
            if lines[past].indent and past > at:  # an indented paragraph belongs to the item: it is no prose
                self._body.outline.interrupt()
                at = past
                while at < len(lines) and lines[at].text and not self._marker(at)[0]:
                    at += 1
                continue
            return past
        return at

    def _past_above(self, at: int) -> int:
        """Past the lines that say something of the block below them."""
        while at < len(self._lines) and ATTRIBUTE_LINE.match(self._lines[at].text):
            at += 1
        return at

    def _is_new(self, at: int) -> bool:
        """Whether a line begins an item of a list that is not open yet."""
        marker = self._marker(at)[0]
        return bool(marker) and all(one.marker != marker for one in self._open)

    def _attach(self, at: int, *, loose: bool) -> int:
        """Read the block after a `+`, with what stands above it; `loose` = set in like the item it is prose still."""
        if self._open and not self._open[-1].inside:
            self._define(self._open[-1])
        lines = self._lines
        while at < len(lines) and lines[at].text and lines[at].text != "+":
            text = lines[at].text
            above = ATTRIBUTE_LINE.match(text) or TITLE_LINE.match(text) or COMMENT.match(text)
            if self._marker(at)[0]:
                return at
            at = self._body.block(lines, at, self._depth + 1, in_list=True, loose=loose)
            if not above:
                break
        return at
