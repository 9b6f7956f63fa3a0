"""What a file of people's YAML or TOML holds before anybody knows what it means: each value with its place."""

from __future__ import annotations

NULLS = frozenset(("", "~", "null", "Null", "NULL"))


class Scalar:
    """A single value, as written: no type is guessed, so 4.10 stays 4.10 and `off` stays off."""

    __slots__ = ("column", "line", "plain", "text")

    def __init__(self, text: str, line: int, column: int, plain: bool) -> None:
        """Keep the raw text; `plain` = written without quotes, so that it may be a number or nothing at all."""
        self.text = text
        self.line = line
        self.column = column
        self.plain = plain


class Table:
    """A mapping: `fields` holds the values, `lines` the line on which each key stands."""

    __slots__ = ("column", "fields", "line", "lines")

    def __init__(self, line: int, column: int) -> None:
        """Begin an empty mapping at this place."""
        self.line = line
        self.column = column
        self.fields: dict[str, Node] = {}
        self.lines: dict[str, int] = {}


class Items:
    """A list."""

    __slots__ = ("column", "entries", "line")

    def __init__(self, line: int, column: int) -> None:
        """Begin an empty list at this place."""
        self.line = line
        self.column = column
        self.entries: list[Node] = []


Node = Scalar | Table | Items


def is_empty(node: Node) -> bool:
    """Whether nothing, `~` or `null` is written."""
    return isinstance(node, Scalar) and node.plain and node.text in NULLS


def shape(node: Node) -> str:
    """What a user would call this value: for "is a list; expected a text"."""
    if isinstance(node, Table):
        return "a mapping"
    if isinstance(node, Items):
        return "a list"
    return "empty" if is_empty(node) else "a text"
