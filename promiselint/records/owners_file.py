"""Entries of a people file added, changed and taken out in its text: all else stays as it is, to the last blank.

What an import wrote carries `x-imported`; what does not was written by hand.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from promiselint.model.errors import Misuse

MARK = "x-imported"
SECTIONS = ("people", "accounts", "deals")
NEW = "version: 1\n"
WAY = "is written in a way to which nothing can be added; expected lists with one entry a line, each after a dash"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_COMMENT = re.compile(r"[ \t]*(?:#.*)?")
_OWN_COMMENT = re.compile(r"\r?\n(?P<indent>[ \t]*)#[^\r\n]*")
_END = re.compile(r"^\.\.\.\s*$", re.MULTILINE)
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

Values = dict[str, Any]  # texts, days and lists of texts, by key


@dataclass(frozen=True, slots=True)
class Item:
    """One entry as it stands: its values, its line, and its stretch of the text without what stands around it."""

    values: Values
    line: int
    start: int
    end: int

    @property
    def mark(self) -> str:
        """What it was imported from, "" where it was written by hand."""
        return str(self.values.get(MARK, ""))


@dataclass(frozen=True, slots=True)
class Section:
    """A list of the file: its `style` is block (- one a line), flow ([…]), empty or missing.

    `at` is where the next entry goes, `start` where an empty list begins.
    """

    style: str
    at: int
    indent: str = "  "
    items: tuple[Item, ...] = ()
    start: int = 0


@dataclass(slots=True)
class Edits:
    """What becomes of a section: items by number changed or taken out, and new ones at its end."""

    changed: dict[int, Values] = field(default_factory=dict)
    removed: set[int] = field(default_factory=set)
    added: list[Values] = field(default_factory=list)


def sections(text: str, file: str) -> dict[str, Section]:
    """The lists of a people file that is known to be valid.

    Raises:
        Misuse: the file is written in a way to which no entry can be added (all in one pair of braces, say).
    """
    try:
        top: Any = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError:  # one name for two anchors
        raise Misuse(f"{file}: {WAY}") from None
    end = _END.search(text)
    missing = Section("missing", end.start() if end else len(text))
    found = dict.fromkeys(SECTIONS, missing)
    if top is None:
        return found
    if top.flow_style:
        raise Misuse(f"{file}:1: is written in one pair of braces; expected people: and accounts: on their own lines")
    for key, value in top.value:
        if key.value in found:
            found[key.value] = _section(text, key, value)
    return found


def edited(text: str, known: Mapping[str, Section], edits: Mapping[str, Edits]) -> str:
    """The text after all edits; its line ends stay as they are."""
    newline = "\r\n" if "\r\n" in text else "\n"
    pieces: list[tuple[int, int, str]] = []
    last: list[str] = []
    for name in SECTIONS:
        edit, section = edits.get(name, Edits()), known[name]
        for number, values in edit.changed.items():
            pieces.append((section.items[number].start, section.items[number].end, flow(values)))
        pieces += [_cut(text, section, number, edit.removed) for number in edit.removed]
        if edit.added and section.style == "missing":
            last.append(f"{name}:{newline}" + "".join(f"  - {flow(one)}{newline}" for one in edit.added))
        elif edit.added:
            pieces.append(_addition(text, section, [flow(one) for one in edit.added], newline))
    if last:
        at = known[next(name for name in SECTIONS if known[name].style == "missing")].at
        before = "" if not text[:at] or text[:at].endswith("\n") else newline
        pieces.append((at, at, before + "".join(last)))
    parts, done = [], 0
    for start, end, new in sorted(pieces, key=lambda one: (one[0], one[1])):
        parts += [text[done:start], new]
        done = max(done, end)
    return "".join((*parts, text[done:]))


def flow(values: Values) -> str:
    """An entry on one line: `{customer: Harbour Ferries, owner: anna}`."""
    plain = {key: _typed(value) for key, value in values.items()}
    told = yaml.dump(
        plain, Dumper=_DUMPER, default_flow_style=True, sort_keys=False, allow_unicode=True, width=1_000_000
    )
    return str(told).strip()


def _typed(value: Any) -> Any:
    if isinstance(value, list):
        return [_typed(one) for one in value]
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)  # written without quotes
        except ValueError:
            return value
    return value


def _section(text: str, key: yaml.Node, value: yaml.Node) -> Section:
    if not isinstance(value, yaml.SequenceNode) or not value.value:
        empty = isinstance(value, yaml.SequenceNode) or value.end_mark.index > value.start_mark.index
        start = value.start_mark.index if empty else key.end_mark.index + text[key.end_mark.index :].index(":") + 1
        return Section("empty", value.end_mark.index if empty else start, start=start)
    nodes = value.value
    items = []
    for number, node in enumerate(nodes):
        start = node.start_mark.index
        limit = nodes[number + 1].start_mark.index if number + 1 < len(nodes) else value.end_mark.index
        end = node.end_mark.index if node.flow_style else _content_end(text, start, limit)
        items.append(Item(_values(node), node.start_mark.line + 1, start, end))
    if value.flow_style:
        return Section("flow", items[-1].end, items=tuple(items))
    dash = value.start_mark.index
    before = text[text.rfind("\n", 0, dash) + 1 : dash]
    indent = " " * len(before) if before.strip() else before
    end = max(_content_end(text, nodes[-1].start_mark.index, value.end_mark.index), items[-1].end)
    return Section("block", _with_comments(text, end, len(indent)), indent, tuple(items))


def _with_comments(text: str, end: int, indent: int) -> int:
    """The end of an entry with its own comments: those right below that are set in further than its dash."""
    while True:
        line = _line_end(text, end)
        found = _OWN_COMMENT.match(text, line)
        if not found or len(found["indent"]) <= indent:
            return end
        end = found.end()


def _content_end(text: str, start: int, limit: int) -> int:
    """Where the last thing written between two places ends: comments, blank lines and the next dash are left out."""
    lines = text[start:limit].rstrip("- \t").splitlines(keepends=True) if start < limit else []
    while lines and _COMMENT.fullmatch(lines[-1].rstrip("\r\n")):
        lines.pop()
    return start + len("".join(lines).rstrip())


def _values(node: yaml.Node) -> Values:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {key.value: _value(value) for key, value in node.value if isinstance(key, yaml.ScalarNode)}


def _value(node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return [_value(one) for one in node.value]
    if isinstance(node, yaml.MappingNode):
        return _values(node)
    return None if node.tag == "tag:yaml.org,2002:null" else str(node.value)


def _line_end(text: str, at: int) -> int:
    """The end of the line on which `at` is, before its line end."""
    found = text.find("\n", at)
    end = len(text) if found < 0 else found
    return end - 1 if end > at and text[end - 1] == "\r" else end


def _addition(text: str, section: Section, told: Sequence[str], newline: str) -> tuple[int, int, str]:
    if section.style == "flow":
        return section.at, section.at, "".join(f",{newline}    {one}" for one in told)
    new = "".join(f"{newline}{section.indent}- {one}" for one in told)
    if section.style == "empty":
        # A comment behind the key stays there: the entries begin on the next line.
        if not text[section.start : section.at].strip():
            at = _line_end(text, section.start)
            return at, at, new
        end = _line_end(text, section.at)
        return section.start, end, text[section.at : end].strip() + new
    at = _line_end(text, section.at)
    return at, at, new


def _cut(text: str, section: Section, number: int, gone: set[int]) -> tuple[int, int, str]:
    """The stretch that goes when an item does: its whole line, in a list in brackets also its comma."""
    item = section.items[number]
    if section.style == "block":
        # From the end of the line before: what is added behind the last item stays whole.
        start = text.rfind("\n", 0, item.start)
        return start - (text[start - 1] == "\r"), _line_end(text, item.end), ""
    if number + 1 < len(section.items):
        return item.start, section.items[number + 1].start, ""
    return item.start if number - 1 in gone or not number else section.items[number - 1].end, item.end, ""
