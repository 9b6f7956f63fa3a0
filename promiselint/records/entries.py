"""One mapping under reading: its keys taken out one by one, each as a value of the wanted type or a noted fault."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from enum import StrEnum
from functools import cache
from typing import TypeVar

from promiselint.model.places import Place
from promiselint.model.roadmap import Name, Source
from promiselint.records.nodes import Items, Node, Scalar, Table, is_empty, shape
from promiselint.records.sheets import Sheet, either, quoted, step
from promiselint.records.windows import impossible, meant, parse_day, parse_target

A_LIST = "a list such as [one, two]"
_ALIASES = "a list such as [SSO, {sv: enkel inloggning}]"
_LANGUAGE = re.compile("[a-z]{2,3}")
_WHOLE = re.compile("[0-9]{1,6}")

Word = TypeVar("Word", bound=StrEnum)


class Entry:
    """A mapping of a file, with the path that leads to it ("features[2]", "" at the top)."""

    __slots__ = ("node", "sheet", "where")

    def __init__(self, sheet: Sheet, node: Table, where: str) -> None:
        """Read this mapping, and note on the sheet what is wrong in it."""
        self.sheet = sheet
        self.node = node
        self.where = where

    @property
    def source(self) -> Source:
        """Where the mapping begins."""
        return Source(self.sheet.file, Place(self.node.line, self.node.column))

    def line(self, key: str) -> int:
        """The line of a key, or that of the mapping where the key is missing."""
        return self.node.lines.get(key, self.node.line)

    def path(self, key: str) -> str:
        """The path of a key, as faults name it."""
        return step(self.where, key)

    def fault(self, key: str, found: str, expected: str) -> None:
        """Note a fault of the value under `key`."""
        node = self.node.fields.get(key)
        line = node.line if isinstance(node, Scalar) and node.text else self.line(key)
        self.sheet.fault(line, self.path(key), found, expected)

    def warn(self, key: str, found: str, expected: str) -> None:
        """Note a warning about the value under `key`."""
        self.sheet.warn(self.line(key), self.path(key), found, expected)

    def only(self, known: Collection[str], what: str) -> None:
        """Note each key that is not among `known`; those that begin with x- are anybody's own."""
        if self.node.fields.keys() <= set(known):
            return
        for key in self.node.fields:
            if key not in known and not key.startswith("x-"):
                expected = self.sheet.expected(key, known)
                self.sheet.fault(self.node.lines[key], self.path(key), f"is no key of {what}", expected)

    def given(self, key: str, expected: str, *, required: bool = False) -> Node | None:
        """The value under `key`; None where there is none or it is left empty, a fault if it is required."""
        node = self.node.fields.get(key)
        if node is not None and not is_empty(node):
            return node
        if required:
            self.fault(key, "is missing" if node is None else "is empty", f"expected {expected}")
        return None

    def scalar(self, key: str, expected: str, *, required: bool = False) -> Scalar | None:
        """A single value under `key`."""
        node = self.given(key, expected, required=required)
        if node is None or isinstance(node, Scalar):
            return node
        self.fault(key, f"is {shape(node)}", f"expected {expected}")
        return None

    def text(self, key: str, expected: str = "a text", *, required: bool = False) -> str | None:
        """A text under `key`, on one line; what looks like a number or a date is a text all the same."""
        node = self.scalar(key, expected, required=required)
        if node is None:
            return None
        text = " ".join(node.text.split())
        if not text:
            self.fault(key, "is empty", f"expected {expected}")
            return None
        return text

    def choice(self, key: str, words: Collection[str], what: str, *, required: bool = False) -> str | None:
        """One of the words, exactly as written."""
        written = self.node.fields.get(key)
        if isinstance(written, Scalar) and written.text in words:
            return written.text
        if written is None and not required:
            return None
        expected = either(words)
        node = self.scalar(key, expected, required=required)
        if node is None or node.text in words:
            return node.text if node else None
        self.fault(key, f"{quoted(node.text)} is no {what}", self.sheet.expected(node.text, words))
        return None

    def member(self, key: str, words: type[Word], what: str, *, required: bool = False) -> Word | None:
        """One of an enumeration's words."""
        word = self.choice(key, _written(words), what, required=required)
        return words(word) if word else None

    def whole(self, key: str, first: int, last: int, what: str) -> int | None:
        """A whole number from `first` to `last`."""
        expected = f"{what} from {first} to {last}"
        node = self.scalar(key, expected)
        if node is None:
            return None
        if node.plain and _WHOLE.fullmatch(node.text) and first <= int(node.text) <= last:
            return int(node.text)
        self.fault(key, f"{quoted(node.text)} is no such number", f"expected {expected}")
        return None

    def day(self, key: str) -> dt.date | None:
        """A day."""
        node = self.scalar(key, "a day such as 2027-04-15")
        if node is None:
            return None
        found = parse_day(node.text)
        if found is None:
            self.fault(key, *no_day(node.text))
        return found

    def table(self, key: str, expected: str) -> Entry | None:
        """A mapping under `key`."""
        node = self.given(key, expected)
        if node is None or isinstance(node, Table):
            return Entry(self.sheet, node, self.path(key)) if node else None
        self.fault(key, f"is {shape(node)}", f"expected {expected}")
        return None

    def list(self, key: str, expected: str, *, required: bool = False) -> Iterator[tuple[Node, str]]:
        """Each entry of the list under `key`, with its path."""
        node = self.given(key, expected, required=required)
        if node is None:
            return
        if isinstance(node, Items):
            where = self.path(key)
            for number, entry in enumerate(node.entries):
                yield entry, f"{where}[{number}]"
        else:
            self.fault(key, f"is {shape(node)}", f"expected {expected}")

    def tables(self, key: str, expected: str, example: str, *, required: bool = False) -> Iterator[Entry]:
        """Each mapping of the list under `key`."""
        for node, where in self.list(key, expected, required=required):
            if isinstance(node, Table):
                yield Entry(self.sheet, node, where)
            else:
                self.sheet.fault(node.line, where, _is(node), f"expected {example}")

    def texts(self, key: str, expected: str = A_LIST) -> tuple[str, ...]:
        """Each text of the list under `key`."""
        if key not in self.node.fields:
            return ()
        return tuple(text for text, _, _ in self.placed_texts(key, expected))

    def placed_texts(self, key: str, expected: str = A_LIST) -> Iterator[tuple[str, int, str]]:
        """Each text of the list under `key`, with its line and path."""
        for node, where in self.list(key, expected):
            text = one_text(self.sheet, node, where)
            if text:
                yield text, node.line, where

    def names(self, key: str = "aliases") -> tuple[Name, ...]:
        """Names, of any language or of one: [SSO, {sv: enkel inloggning}]."""
        if key not in self.node.fields:
            return ()
        return tuple(name for node, where in self.list(key, _ALIASES) for name in _names(self.sheet, node, where))


@cache
def _written(words: type[StrEnum]) -> tuple[str, ...]:
    return tuple(member.value for member in words)


def no_day(text: str) -> tuple[str, str]:
    """The two halves of the fault of a text that should be a day."""
    reason = impossible(text) if len(text) == len("2027-04-15") else None
    if reason:
        return f"{quoted(text)} {reason[0]}", reason[1]
    proper = meant(text)
    if proper and parse_day(proper):
        return f"{quoted(text)} is no day", f"did you mean {proper}?"
    if parse_target(text):
        return f"{quoted(text)} is no single day", "expected a day such as 2027-04-15"
    return f"{quoted(text)} is no day", "expected a day such as 2027-04-15"


def one_text(sheet: Sheet, node: Node, where: str) -> str | None:
    """The text of a list's entry."""
    if not isinstance(node, Scalar):
        sheet.fault(node.line, where, f"is {shape(node)}", 'expected a text, in quotes where it holds ": "')
        return None
    text = " ".join(node.text.split())
    if not text or is_empty(node):
        sheet.fault(node.line, where, "is empty", "expected a text")
        return None
    return text


def _is(node: Node) -> str:
    return "is empty" if is_empty(node) else f"is {shape(node)}"


def _names(sheet: Sheet, node: Node, where: str) -> Iterator[Name]:
    if not isinstance(node, Table):
        text = one_text(sheet, node, where)
        if text:
            yield Name(text)
        return
    for language, named in node.fields.items():
        path = step(where, language)
        if not _LANGUAGE.fullmatch(language):
            expected = 'expected a code such as sv, or quotes around a name that holds ": "'
            sheet.fault(node.lines[language], path, f"{quoted(language)} is no language", expected)
            continue
        text = one_text(sheet, named, path)
        if text:
            yield Name(text, language)
