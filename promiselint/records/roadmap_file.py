"""Entries of a roadmap file added and changed field by field in its text: all else stays, to the last blank."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from promiselint.model.errors import Misuse

NEW = "version: 1\ncoverage: partial\n"
WAY = "is written in a way that cannot be changed without harm; expected plain entries, each after a dash, no anchors"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_DATE = re.compile(r"[0-9]{4}(?:-(?:[0-9]{2}(?:-[0-9]{2})?|Q[1-4]|H[12]))?")
_END = re.compile(r"^\.\.\.\s*$", re.MULTILINE)
_COMMENT = re.compile(r"[ \t]*(?:#.*)?")
_PLAIN = frozenset({"target", "date", "from", "to"})  # under these a date stands without quotes, as people write it

Piece = tuple[int, int, str]  # from, to, what stands there instead
Values = dict[str, Any]  # texts, lists and mappings, by key


@dataclass(frozen=True, slots=True)
class Listed:
    """A feature as it stands in the file."""

    values: Values
    node: Any
    line: int


class RoadmapText:
    """The text of a roadmap file, its features and its calendar; edits are collected and done at once."""

    def __init__(self, text: str, file: str) -> None:
        """Read the text of a roadmap file that is known to be valid.

        Raises:
            Misuse: it is written so that nothing can be added to it.
        """
        self.text = text
        self.file = file
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.pieces: list[Piece] = []
        self._tail: list[str] = []
        try:
            top = yaml.compose(text, Loader=_LOADER)
        except yaml.YAMLError:
            raise Misuse(f"{file}: {WAY}") from None
        if top is not None and (not isinstance(top, yaml.MappingNode) or top.flow_style):
            raise Misuse(f"{file}:1: {WAY}")
        self._top: dict[str, tuple[Any, Any]] = {key.value: (key, value) for key, value in top.value} if top else {}
        self.features = self._features()
        self._meant = {id(one): dict(one.values) for one in self.features}
        self._added: list[Values] = []
        self._calendars: dict[str, Values] = {}

    def _features(self) -> tuple[Listed, ...]:
        _, node = self._top.get("features", (None, None))
        if not isinstance(node, yaml.SequenceNode):
            return ()
        return tuple(Listed(plain(one), one, one.start_mark.line + 1) for one in node.value)

    def mapping(self, key: str) -> Values:
        """The mapping under a key at the top, as texts; empty where there is none."""
        _, node = self._top.get(key, (None, None))
        return plain(node) if isinstance(node, yaml.MappingNode) else {}

    def change(self, listed: Listed, fields: Mapping[str, Any], order: Sequence[str]) -> None:
        """Give a feature these values; None takes a field out. New ones are placed by `order`."""
        meant = self._meant[id(listed)] | dict(fields)
        self._meant[id(listed)] = {key: value for key, value in meant.items() if key not in fields or value is not None}
        node = listed.node
        if not node.flow_style or None not in fields.values():
            self._set(node, fields, order)
            return
        for key, value in node.value:
            self._own(key, value)
        self.pieces.append((node.start_mark.index, node.end_mark.index, rendered(self._meant[id(listed)])))

    def add(self, entries: Sequence[Values]) -> None:
        """Put features behind the last."""
        if not entries:
            return
        self._added += entries
        key, node = self._top.get("features", (None, None))
        if key is None:
            self._tail.append(f"features:{self.newline}" + "".join(_block(one, "  ", self.newline) for one in entries))
            return
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self._fill(key, node, "".join(self.newline + self._told(one, "  ") for one in entries))
            return
        last = node.value[-1]
        if node.flow_style:
            told = "".join(f",{self.newline}    {rendered(one)}" for one in entries)
            self.pieces.append((last.end_mark.index, last.end_mark.index, told))
            return
        dash = node.start_mark.index
        indent = self.text[self.text.rfind("\n", 0, dash) + 1 : dash]
        at = _line_end(self.text, self._with_comments(self._end(last), len(indent)))
        told = "".join(self.newline + self._told(one, indent) for one in entries)
        self.pieces.append((at, at, told))

    def _told(self, entry: Values, indent: str) -> str:
        return _block(entry, indent, self.newline).removesuffix(self.newline)

    def put(self, key: str, fields: Mapping[str, Any]) -> None:
        """Give the mapping under a key at the top these values, in a mapping of its own where there is none."""
        if not fields:
            return
        self._calendars[key] = self.mapping(key) | dict(fields)
        found, node = self._top.get(key, (None, None))
        lines = [f"  {rendered(name)}: {rendered(value, 'target')}" for name, value in fields.items()]
        if found is None:
            self._tail.insert(0, "".join(f"{line}{self.newline}" for line in (f"{key}:", *lines)))
        elif isinstance(node, yaml.MappingNode) and node.value:
            self._set(node, fields, (), "target")
        else:
            self._fill(found, node, "".join(self.newline + line for line in lines))

    def edited(self) -> str:
        """The text after all edits: it says what was meant and, of everything else, what it said before.

        Raises:
            Misuse: the file is written so that this cannot be done.
        """
        text = self._joined()
        after = RoadmapText(text, self.file)
        meant = [*(self._meant[id(one)] for one in self.features), *self._added]
        rest = {key for key in self._top if key != "features" and key not in self._calendars}
        same = all(plain(self._top[key][1]) == plain(after._top.get(key, (None, None))[1]) for key in rest)
        if (
            not same
            or [one.values for one in after.features] != meant
            or any(after.mapping(key) != values for key, values in self._calendars.items())
        ):
            raise Misuse(f"{self.file}: {WAY}")
        return text

    def _joined(self) -> str:
        pieces = list(self.pieces)
        if self._tail:
            end = _END.search(self.text)
            at = end.start() if end else len(self.text)
            before = "" if not self.text[:at] or self.text[:at].endswith("\n") else self.newline
            pieces.append((at, at, before + "".join(self._tail)))
        parts, done = [], 0
        for start, end_, new in sorted(pieces, key=lambda one: (one[0], one[1])):
            if start < done:
                raise Misuse(f"{self.file}: {WAY}")
            parts += [self.text[done:start], new]
            done = end_
        return "".join((*parts, self.text[done:]))

    def _fill(self, key: Any, node: Any, told: str) -> None:
        """Put lines in the place of an empty list or mapping; a comment behind the key stays there."""
        start = key.end_mark.index + self.text[key.end_mark.index :].index(":") + 1
        if node is not None and node.end_mark.index > node.start_mark.index >= start:
            self.pieces.append((start, node.end_mark.index, ""))
            start = node.end_mark.index
        at = _line_end(self.text, start)
        self.pieces.append((at, at, told))

    def _set(self, node: Any, fields: Mapping[str, Any], order: Sequence[str], kind: str = "") -> None:
        present = {key.value: (key, value) for key, value in node.value}
        new: dict[str, list[str]] = {}
        for name, value in fields.items():
            if name in present:
                self._replace(node, *present[name], value, kind or name)
            elif value is not None:
                before = [one for one in order[: order.index(name)] if one in present] if name in order else []
                kept = [one for one in before if fields.get(one, "") is not None]
                told = f"{rendered(name)}: {rendered(value, kind or name)}"
                new.setdefault(kept[-1] if kept else "", []).append(told)
        for name, lines in new.items():
            self._insert(node, present.get(name), lines)

    def _insert(self, node: Any, after: tuple[Any, Any] | None, lines: Sequence[str]) -> None:
        """Put fields behind another field, else behind the last one."""
        last = after or node.value[-1]
        if node.flow_style:
            at = last[1].end_mark.index
            self.pieces.append((at, at, "".join(f", {line}" for line in lines)))
            return
        indent = " " * node.value[0][0].start_mark.column
        at = _line_end(self.text, self._field_end(*last))
        self.pieces.append((at, at, "".join(f"{self.newline}{indent}{line}" for line in lines)))

    def _field_end(self, key: Any, value: Any) -> int:
        self._own(key, value)
        return max(self._end(value), int(key.end_mark.index))

    def _own(self, key: Any, value: Any) -> None:
        """Refuse a value that stands elsewhere: what *name and << bring is not this entry's alone."""
        if key.value == "<<" or value.start_mark.index < key.end_mark.index:
            raise Misuse(f"{self.file}:{key.start_mark.line + 1}: {WAY}")

    def _replace(self, node: Any, key: Any, value: Any, new: Any, kind: str) -> None:
        self._own(key, value)
        if new is None:
            self._cut(node, key, value)
            return
        start, end = value.start_mark.index, self._end(value)
        colon = key.end_mark.index + self.text[key.end_mark.index :].index(":") + 1
        if isinstance(value, yaml.ScalarNode) and not value.value and value.style is None:
            start = end = colon  # left empty
        elif self.text.count("\n", colon, start):
            start = colon  # a list in lines of its own
        told = rendered(new, kind)
        self.pieces.append((start, end, told if start != colon else f" {told}"))

    def _cut(self, node: Any, key: Any, value: Any) -> None:
        """Take a field out of an entry in lines; a comment behind it stays."""
        start, end = key.start_mark.index, self._field_end(key, value)
        rest = self.text[end : _line_end(self.text, end)]
        if rest.strip():
            self.pieces.append((start, end + len(rest) - len(rest.lstrip()), ""))
            return
        if key is node.value[0][0]:  # it stands behind the dash, which stays
            self.pieces.append((len(self.text[:start].rstrip(" ")), end + len(rest), ""))
            return
        begin = self.text.rfind("\n", 0, start)
        self.pieces.append((begin - (self.text[begin - 1] == "\r"), end + len(rest), ""))

    def _end(self, node: Any) -> int:
        """Where the last thing written in a value ends: comments and blank lines behind it are left out."""
        if isinstance(node, yaml.ScalarNode) and node.style not in {"|", ">"}:
            return int(node.end_mark.index)
        if not isinstance(node, yaml.ScalarNode) and node.flow_style:
            return int(node.end_mark.index)
        start, limit = node.start_mark.index, node.end_mark.index
        lines = self.text[start:limit].rstrip("- \t").splitlines(keepends=True)
        while lines and _COMMENT.fullmatch(lines[-1].rstrip("\r\n")):
            lines.pop()
        return int(start + len("".join(lines).rstrip()))

    def _with_comments(self, end: int, indent: int) -> int:
        """The end of an entry with the comments right below it that are set in further than its dash."""
        form = re.compile(r"\r?\n(?P<indent>[ \t]*)#[^\r\n]*")
        while True:
            found = form.match(self.text, _line_end(self.text, end))
            if not found or len(found["indent"]) <= indent:
                return end
            end = found.end()


def plain(node: Any) -> Any:
    """A value as texts, lists and mappings: nothing is taken for a number or a day."""
    if isinstance(node, yaml.MappingNode):
        return {plain_key(key): plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(one) for one in node.value]
    return None if node is None or node.tag == "tag:yaml.org,2002:null" else " ".join(str(node.value).split())


def plain_key(node: Any) -> str:
    """A key as text."""
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def rendered(value: Any, key: str = "") -> str:
    """A value on one line: quoted wherever it could be read as anything but itself."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_scalar(name)}: {_inside(one, name)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_inside(one, "") for one in value) + "]"
    return _scalar(str(value), key)


def _inside(value: Any, key: str) -> str:
    return rendered(value, key) if isinstance(value, dict | list) else _scalar(str(value), key)


def _scalar(text: str, key: str = "") -> str:
    if key in _PLAIN and _DATE.fullmatch(text):
        return text
    told = yaml.dump(
        [text], Dumper=_DUMPER, default_flow_style=True, allow_unicode=True, width=1_000_000, default_style=None
    )
    return str(told).strip()[1:-1].strip()


def _block(entry: Values, indent: str, newline: str) -> str:
    """An entry in lines of its own, each with its end."""
    lines = [f"{key}: {rendered(value, key)}" for key, value in entry.items()]
    return f"{indent}- " + f"{newline}{indent}  ".join(lines) + newline


def _line_end(text: str, at: int) -> int:
    """The end of the line on which `at` is, before its line end."""
    found = text.find("\n", at)
    end = len(text) if found < 0 else found
    return end - 1 if end > at and text[end - 1] == "\r" else end
