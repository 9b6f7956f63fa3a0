"""JSON text -> a tree of values with their lines, the same as YAML gives. No recursion, so that no nesting can harm."""

from __future__ import annotations

import re
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from typing import NoReturn

from promiselint.records.nodes import Items, Node, Scalar, Table
from promiselint.records.sheets import Sheet, quoted, step
from promiselint.records.trees import DEEPEST, no_collection

MOST = 2_000_000  # values in one file

_BLANK = re.compile(r"[ \t\r\n]*")
_WORD = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![0-9.])|true\b|false\b|null\b")
_SURROGATE = re.compile("[\ud800-\udfff]")


class _Stop(Exception):  # noqa: N818 - no error of ours, only the way out of the loop
    """The rest of this file cannot be read; why is noted on the sheet."""


def parse_json(text: str, sheet: Sheet) -> Node | None:
    """The one value that the text holds; None where it is no JSON, and the sheet says where it stops being it.

    A number, `true`, `false` and `null` are plain scalars, a text is none.
    """
    try:
        with no_collection():
            return _Reading(text, sheet).value()
    except _Stop:
        sheet.unreadable = True
        return None


class _Reading:
    """A text under reading: where it is, and the lists and mappings still open."""

    def __init__(self, text: str, sheet: Sheet) -> None:
        self.text = text
        self.sheet = sheet
        self.at = 0
        self.counted = 0  # up to where the lines are counted, and how many there are
        self.line = 1
        self.line_start = 0
        self.open: list[Table | Items] = []
        self.keys: list[str] = []  # of each open mapping the key that waits for its value, "" for lists
        self.values = 0

    def value(self) -> Node:
        root = self._one()
        while self.open:
            self._next(self.open[-1])
        self._blank()
        if self.at < len(self.text):
            self._stop(
                f"{quoted(self.text[self.at : self.at + 20])} follows the end", "expected one value, nothing after it"
            )
        return root

    def _next(self, parent: Table | Items) -> None:
        """Read one more entry of the innermost container, or close it."""
        close = "}" if isinstance(parent, Table) else "]"
        empty = not (parent.fields if isinstance(parent, Table) else parent.entries)
        sign = self._sign()
        if sign == close:
            self.at += 1
            self.open.pop()
            self.keys.pop()
            return
        if not empty:
            if sign != ",":
                self._stop(self._found(sign), f"expected , or {close}")
            self.at += 1
            sign = self._sign()
        if isinstance(parent, Table):
            self._key(parent, sign)
        self._one()

    def _key(self, parent: Table, sign: str) -> None:
        if sign != '"':
            self._stop(self._found(sign), "expected a key in double quotes")
        self._place()
        line = self.line
        key = self._string()
        if self._sign() != ":":
            self._stop(self._found(self._sign()), f"expected : after the key {quoted(key)}")
        self.at += 1
        if key in parent.fields:
            found = f"stands here a second time (first in line {parent.lines[key]})"
            self.sheet.fault(line, step(self._path(), key), found, "expected each key once")
        parent.lines[key] = line
        self.keys[-1] = key

    def _one(self) -> Node:
        """Read one value and put it where it belongs; a container is only opened."""
        sign = self._sign()
        self._place()
        column = self.at - self.line_start + 1
        node: Node
        if sign == '"':
            line = self.line
            node = Scalar(self._string(), line, column, plain=False)
        elif sign in {"{", "["}:
            if len(self.open) >= DEEPEST:
                self._stop(f"nested more than {DEEPEST} deep", f"expected {DEEPEST} at most")
            node = Table(self.line, column) if sign == "{" else Items(self.line, column)
            self.at += 1
        else:
            word = _WORD.match(self.text, self.at)
            if word is None:
                self._stop(self._found(sign), "expected a value: a text in double quotes, a number, { or [")
            node = Scalar(word[0], self.line, column, plain=True)
            self.at = word.end()
        self._attach(node)
        return node

    def _attach(self, node: Node) -> None:
        self.values += 1
        if self.values > MOST:
            self._stop(f"holds more than {MOST} values", "expected an export in parts")
        if self.open:
            parent = self.open[-1]
            if isinstance(parent, Table):
                parent.fields[self.keys[-1]] = node
            else:
                parent.entries.append(node)
        if not isinstance(node, Scalar):
            self.open.append(node)
            self.keys.append("")

    def _string(self) -> str:
        try:
            text, self.at = scanstring(self.text, self.at + 1, True)
        except JSONDecodeError as fault:
            self.at = min(fault.pos, len(self.text))
            self._stop(f"this is no JSON: {fault.msg[:1].lower()}{fault.msg[1:]}", "expected a text in double quotes")
        return _SURROGATE.sub("\ufffd", text)

    def _sign(self) -> str:
        self._blank()
        return self.text[self.at : self.at + 1]

    def _blank(self) -> None:
        blank = _BLANK.match(self.text, self.at)
        self.at = blank.end() if blank else self.at

    def _place(self) -> None:
        """Count the lines up to here."""
        self.line += self.text.count("\n", self.counted, self.at)
        newline = self.text.rfind("\n", self.counted, self.at)
        self.line_start = newline + 1 if newline >= 0 else self.line_start
        self.counted = self.at

    def _found(self, sign: str) -> str:
        return f"this is no JSON: {quoted(sign)} stands here" if sign else "this is no JSON: it ends here"

    def _path(self) -> str:
        where = ""
        for container, key in zip(self.open[:-1], self.keys[:-1], strict=True):
            where = step(where, key) if isinstance(container, Table) else f"{where}[{len(container.entries) - 1}]"
        return where

    def _stop(self, found: str, expected: str) -> NoReturn:
        self._place()
        self.sheet.fault(self.line, "", found, expected)
        raise _Stop
