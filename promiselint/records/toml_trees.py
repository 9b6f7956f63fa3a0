"""[tool.promiselint] of a pyproject.toml -> a tree of values with their places, as for YAML."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from promiselint.records.nodes import Items, Node, Scalar, Table
from promiselint.records.sheets import Sheet

_AT = re.compile(r"\(at line ([0-9]+), column [0-9]+\)$")


def parse_section(text: str, sheet: Sheet) -> Node | None:
    """What [tool.promiselint] holds; None where there is no such section, or no TOML: then the sheet says so.

    Lines are those on which a key is first written after its section's beginning: tomllib keeps none of its own.
    """
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _AT.search(str(error))
        problem = _AT.sub("", str(error)).strip()
        problem = problem[:1].lower() + problem[1:]
        last = text.rstrip().count("\n") + 1
        sheet.unreadable = True
        sheet.fault(int(place[1]) if place else last, "", f"this is no TOML: {problem}", "expected TOML 1.0")
        return None
    except (RecursionError, ValueError):  # a number of thousands of digits is a ValueError of its own
        _note_beyond(sheet)
        return None
    tool = whole.get("tool")
    if not isinstance(tool, dict) or "promiselint" not in tool:
        return None
    lines = text.splitlines()
    try:
        return _Lines(lines).node(tool["promiselint"], _find(lines, 0, _key("promiselint")))
    except (RecursionError, ValueError):
        _note_beyond(sheet)
        return None


def _note_beyond(sheet: Sheet) -> None:
    sheet.unreadable = True
    sheet.fault(1, "", "this is nested too deep, or holds a number too long", "expected TOML that people write")


def _key(name: str) -> re.Pattern[str]:
    """How a key is written where it gets its value: `key =`, `"key" =`, [table.key], [[table.key]], {key = …}."""
    word = re.escape(name)
    quoted = f"(?:\"{word}\"|'{word}'|(?<![\\w-]){word}(?![\\w-]))"
    return re.compile(rf"^\s*\[.*{quoted}\s*[.\]]|(?:^|[{{,.])\s*{quoted}\s*[.=]")


def _find(lines: list[str], start: int, pattern: re.Pattern[str]) -> int:
    """The number (from 0) of the first line from `start` on where the pattern stands; `start` where none does."""
    return next((number for number in range(start, len(lines)) if pattern.search(lines[number])), start)


class _Lines:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def node(self, value: Any, start: int) -> Node:
        if isinstance(value, dict):
            table = Table(start + 1, 1)
            for key, inner in value.items():
                line = _find(self.lines, start, _key(key))
                table.lines[key] = line + 1
                table.fields[key] = (
                    self._entries(inner, line, key) if isinstance(inner, list) else self.node(inner, line)
                )
            return table
        if isinstance(value, list):
            return self._entries(value, start, "")
        text = str(value).lower() if isinstance(value, bool) else str(value)
        column = max(self.lines[start].find(text), 0) + 1 if self.lines else 1
        return Scalar(text, start + 1, column, plain=not isinstance(value, str))

    def _entries(self, values: list[Any], start: int, key: str) -> Items:
        items = Items(start + 1, 1)
        line = start
        heading = _key(key)
        for number, value in enumerate(values):
            if isinstance(value, dict):
                line = self._beginning(value, line, heading if number else None)
            elif isinstance(value, str):
                line = _find(self.lines, line, re.compile(re.escape(value.splitlines()[0] if value else '""')))
            items.entries.append(self.node(value, line))
        return items

    def _beginning(self, value: dict[str, Any], line: int, heading: re.Pattern[str] | None) -> int:
        """Where an entry of a list of tables begins: the next [[heading]], or the line with its first key and value."""
        if heading is not None:
            following = _find(self.lines, line + 1, re.compile(rf"^\s*\[\[|{heading.pattern}"))
            if self.lines[following].lstrip().startswith("[["):
                return following
        first = next(((key, inner) for key, inner in value.items() if isinstance(inner, str)), None)
        if first is None:
            return line
        written = re.compile(rf"{re.escape(first[0])}[\"']?\s*=\s*[\"']{re.escape(first[1])}[\"']")
        return _find(self.lines, line, written)
