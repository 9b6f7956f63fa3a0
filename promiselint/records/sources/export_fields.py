"""One record of an export under reading: its fields as values of the wanted type, or a noted fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from promiselint.records.crm_tables import clean
from promiselint.records.nodes import Items, Node, Scalar, Table, is_empty
from promiselint.records.roadmap_items import Item
from promiselint.records.sheets import Sheet, quoted, step

LONGEST = 1000  # characters of a name: what is longer is a description in the wrong place


class Fields:
    """A record, with the path that leads to it ("items[3]", "" at the top). Fields that are not asked for may be any.

    With `typed`, as in JSON, a number is no text; in YAML 1.30 is one, for nobody quotes everything.
    """

    __slots__ = ("node", "sheet", "typed", "where")

    def __init__(self, sheet: Sheet, node: Table, where: str, *, typed: bool) -> None:
        """Read this record, and note on the sheet what is wrong in it."""
        self.sheet = sheet
        self.node = node
        self.where = where
        self.typed = typed

    @property
    def line(self) -> int:
        """The line on which the record begins."""
        return self.node.line

    def path(self, key: str) -> str:
        """The path of a key, as faults name it."""
        return step(self.where, key)

    def fault(self, key: str, found: str, expected: str) -> None:
        """Note a fault of the value under `key`, or of its absence."""
        self.sheet.fault(self.node.lines.get(key, self.node.line), self.path(key), found, f"expected {expected}")

    def has(self, key: str) -> bool:
        """Whether something is written under `key`."""
        node = self.node.fields.get(key)
        return node is not None and not is_empty(node)

    def text(self, key: str, expected: str = "a text", *, required: bool = False) -> str:
        """The text under `key` on one line; "" where there is none, a fault if it is required."""
        node = self._given(key, expected, required=required)
        if node is None:
            return ""
        text = self._text(node, self.path(key), expected)
        if text is None:
            return ""
        if not text and required:
            self.fault(key, "is empty", expected)
        return text

    def name(self, key: str, expected: str) -> str:
        """The text under `key`, which must be there and may be no longer than a name."""
        text = self.text(key, expected, required=True)
        if len(text) > LONGEST:
            self.fault(key, f"is {len(text)} characters long", f"{expected} of {LONGEST} at most")
            return ""
        return text

    def number(self, key: str, expected: str, *, required: bool = False) -> str:
        """The whole number under `key`, as written; it may stand in quotes. "" where there is none."""
        node = self._given(key, expected, required=required)
        if node is None:
            return ""
        text = node.text.strip() if isinstance(node, Scalar) else ""
        if text.isascii() and text.isdigit() and len(text) <= 20:
            return text
        self.fault(key, f"is {_shown(node)}", expected)
        return ""

    def truth(self, key: str) -> bool:
        """Whether `true` is written under `key`."""
        node = self.node.fields.get(key)
        return isinstance(node, Scalar) and node.plain and node.text.casefold() == "true"

    def table(self, key: str, expected: str) -> Fields | None:
        """The record under `key`; None where there is none."""
        node = self._given(key, expected)
        if node is None:
            return None
        if isinstance(node, Table):
            return Fields(self.sheet, node, self.path(key), typed=self.typed)
        self.fault(key, f"is {_shown(node)}", expected)
        return None

    def entries(self, key: str, expected: str) -> Iterator[tuple[Node, str]]:
        """Each entry of the list under `key`, with its path."""
        node = self._given(key, expected)
        if isinstance(node, Items):
            for number, entry in enumerate(node.entries):
                yield entry, f"{self.path(key)}[{number}]"
        elif node is not None:
            self.fault(key, f"is {_shown(node)}", expected)

    def texts(self, key: str, named: str = "") -> tuple[str, ...]:
        """The texts of the list under `key`, each once; of records among them what stands under `named`."""
        found: list[str] = []
        for node, where in self.entries(key, "a list"):
            if named and isinstance(node, Table):
                found.append(Fields(self.sheet, node, where, typed=self.typed).text(named, "a name"))
            else:
                found.append(self._text(node, where, "a text") or "")
        return tuple(dict.fromkeys(one for one in found if one))

    def _given(self, key: str, expected: str, *, required: bool = False) -> Node | None:
        node = self.node.fields.get(key)
        if node is not None and not is_empty(node):
            return node
        if required:
            self.fault(key, "is missing" if node is None else "is empty", expected)
        return None

    def _text(self, node: Node, where: str, expected: str) -> str | None:
        if isinstance(node, Scalar) and not (self.typed and node.plain):
            return clean(node.text)
        self.sheet.fault(node.line, where, f"is {_shown(node)}", f"expected {expected}")
        return None


def records(sheet: Sheet, node: Node, where: str, expected: str) -> Iterator[Fields]:
    """Each record of a list in JSON; what is none is a fault."""
    if not isinstance(node, Items):
        sheet.fault(node.line, where, f"is {_shown(node)}", f"expected {expected}")
        return
    for number, entry in enumerate(node.entries):
        path = f"{where}[{number}]"
        if isinstance(entry, Table):
            yield Fields(sheet, entry, path, typed=True)
        else:
            sheet.fault(entry.line, path, f"is {_shown(entry)}", "expected a record between { and }")


def each_once(items: list[Item], sheet: Sheet) -> tuple[Item, ...]:
    """The items, each key once: one that stands there twice word for word is taken once, otherwise it is a fault."""
    seen: dict[str, Item] = {}
    for item in items:
        first = seen.setdefault(item.key, item)
        if sheet.faults or item.left or first is item:
            continue  # what is faulty may look like another; what is left out may stand there twice
        if replace(first, line=0, where="") != replace(item, line=0, where=""):
            found = f"{item.key} stands here a second time (first in line {first.line}), and says something else"
            sheet.fault(item.line, item.where, found, "expected each item once")
    return tuple(seen.values())


def _shown(node: Node) -> str:
    """What a user would call this value: for "is a list; expected a text"."""
    if isinstance(node, Table):
        return "a record"
    if isinstance(node, Items):
        return "a list"
    if is_empty(node):
        return "empty"
    return f"the number {quoted(node.text)[1:-1]}" if node.plain and node.text[-1:].isdigit() else quoted(node.text)
