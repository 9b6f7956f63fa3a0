"""YAML text -> a tree of values with their places. Nothing is guessed, nothing is run, and nothing can swell."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import yaml

from promiselint.records.nodes import Items, Node, Scalar, Table
from promiselint.records.sheets import Sheet, quoted, step

DEEPEST = 40  # lists and mappings within one another; the contract's own files go four deep
LARGEST = 100_000  # entries that all aliases (*name) of a file may stand for together

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # a PyYAML built without libyaml is slow, not wrong
_TAGS = frozenset(
    f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")
)
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HINTS = (
    ("mapping values are not allowed", 'quotes around a text that holds ": ", or the indentation of the lines around'),
    ("expected ',' or ']'", "a comma between entries and a closing ]"),
    ("expected ',' or '}'", "a comma between entries and a closing }"),
    ("unexpected end of stream", "a closing quotation mark"),
    ("cannot start any token", "quotes around a text that begins with a special sign"),
    ("could not find expected ':'", "a key, a colon and a value"),
    ("expected '-' indicator", "- before each entry of a list"),
    ("did not find expected key", "the indentation of the lines around, or quotes around the whole text"),
    ("unknown escape character", "\\\\ for a backslash between double quotes, or single quotes"),
    ("block sequence entries are not allowed", "a list to begin on a line of its own"),
)


class _Stop(Exception):  # noqa: N818 - no error of ours, only the way out of the loop
    """The rest of this file cannot be read; why is noted on the sheet."""


@contextmanager
def no_collection() -> Iterator[None]:
    """Keep the garbage collector still: a tree of a million values has no garbage, and looking takes most of the time.

    Three seconds become one for ten thousand features.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def parse(text: str, sheet: Sheet) -> Node | None:
    """The one value that the text holds; None where it holds nothing, or no YAML: then the sheet says so."""
    try:
        return _Tree(sheet).build(text)
    except yaml.MarkedYAMLError as error:
        _note_syntax(error, text, sheet)
    except yaml.reader.ReaderError:
        _note_control(text, sheet)
    except _Stop:
        pass
    sheet.unreadable = True
    return None


def _note_syntax(error: yaml.MarkedYAMLError, text: str, sheet: Sheet) -> None:
    problem = error.problem or "it cannot be read"
    mark = error.problem_mark or error.context_mark
    if problem == "found unexpected end of stream" and error.context_mark:
        mark = error.context_mark  # where the quotation opens says more than where the file ends
    line = mark.line + 1 if mark else 1
    lines = text.splitlines()
    written = lines[line - 1] if line <= len(lines) else ""
    if "\t" in written[: len(written) - len(written.lstrip())] or "tab character" in problem:
        sheet.fault(line, "", "a tab indents this line", "expected blanks")
        return
    hint = next((hint for sign, hint in _HINTS if sign in problem), "YAML as its specification has it")
    sheet.fault(line, "", f"this is no YAML: {problem}", f"expected {hint}")


def _note_control(text: str, sheet: Sheet) -> None:
    sign = _CONTROL.search(text)
    line = text.count("\n", 0, sign.start()) + 1 if sign else 1
    name = f"U+{ord(sign[0]):04X}" if sign else "a sign"
    sheet.fault(line, "", f"holds the control character {name}", "expected plain text")


class _Tree:
    """A tree under construction: the containers still open, and under each the key that waits for its value."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.open: list[Table | Items] = []
        self.waiting: list[Scalar | None] = []
        self.steps: list[str | int] = []  # under which key, or as which entry, each open container stands
        self.root: Node | None = None
        self.anchors: dict[str, tuple[Node, int]] = {}  # name -> value, entries in it
        self.unclosed: list[tuple[str, int] | None] = []  # the anchor of each open container, entries before it
        self.entries = 0
        self.aliased = 0
        self.merges: dict[int, tuple[Table, list[Node]]] = {}

    def build(self, text: str) -> Node | None:
        loader = _LOADER(text)
        try:
            following = loader.get_event
            while True:
                event = following()
                kind = type(event)
                if kind is yaml.ScalarEvent:
                    self._scalar(event)
                elif kind is yaml.MappingStartEvent:
                    self._begin(event, Table(event.start_mark.line + 1, event.start_mark.column + 1))
                elif kind is yaml.SequenceStartEvent:
                    self._begin(event, Items(event.start_mark.line + 1, event.start_mark.column + 1))
                elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                    self._end()
                elif kind is yaml.AliasEvent:
                    self._alias(event)
                elif kind is yaml.DocumentStartEvent and self.root is not None:
                    self._stop(event, "a second document begins here", "expected one document in a file")
                elif kind is yaml.StreamEndEvent:
                    return self.root
        finally:
            loader.dispose()

    def _stop(self, event: Any, found: str, expected: str) -> None:
        self.sheet.fault(event.start_mark.line + 1, self._here(), found, expected)
        raise _Stop

    def _scalar(self, event: Any) -> None:
        mark = event.start_mark
        tag = event.tag
        node = Scalar(event.value, mark.line + 1, mark.column + 1, not event.style and tag is None)
        if tag is not None:
            self._check_tag(event)
        self.entries += 1
        if event.anchor:
            self.anchors[event.anchor] = (node, 1)
        self._place(node)

    def _check_tag(self, event: Any) -> None:
        if event.tag is not None and event.tag not in _TAGS and event.tag != "!":
            found = f"the tag {quoted(str(event.tag))} asks for more than a value"
            self.sheet.fault(event.start_mark.line + 1, self._here(), found, "expected a plain value")

    def _begin(self, event: Any, node: Table | Items) -> None:
        self._check_tag(event)
        self.entries += 1
        if len(self.open) >= DEEPEST:
            self._stop(event, f"nested more than {DEEPEST} deep", f"expected {DEEPEST} at most")
        self.steps.append(self._step())
        self._place(node)
        self.open.append(node)
        self.waiting.append(None)
        self.unclosed.append((event.anchor, self.entries - 1) if event.anchor else None)

    def _end(self) -> None:
        node = self.open.pop()
        self.waiting.pop()
        self.steps.pop()
        anchor = self.unclosed.pop()
        if anchor:
            self.anchors[anchor[0]] = (node, self.entries - anchor[1])
        if isinstance(node, Table) and id(node) in self.merges:
            _merge(*self.merges.pop(id(node)))
        if not self.open:
            self.root = node

    def _alias(self, event: Any) -> None:
        known = self.anchors.get(event.anchor)
        if known is None:
            inside = any(anchor and anchor[0] == event.anchor for anchor in self.unclosed)
            found = f"*{event.anchor} stands inside itself" if inside else f"*{event.anchor} has no &{event.anchor}"
            self._stop(event, found, "expected an anchor further up")
            return
        node, size = known
        self.entries += size
        self.aliased += size
        if self.aliased > LARGEST:
            self._stop(event, f"aliases stand for more than {LARGEST} entries", "expected the entries written out")
        self._place(node)

    def _place(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent, Items):
            parent.entries.append(node)
            return
        key = self.waiting[-1]
        if key is None:
            self.waiting[-1] = self._key(node)
            return
        self.waiting[-1] = None
        if key.text == "<<" and key.plain:
            self.merges.setdefault(id(parent), (parent, []))[1].append(node)
        elif key.text in parent.fields:
            found = f"stands here a second time (first in line {parent.lines[key.text]})"
            self.sheet.fault(key.line, step(self._where(), key.text), found, "expected each key once")
        else:
            parent.fields[key.text] = node
            parent.lines[key.text] = key.line

    def _key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        self.sheet.fault(node.line, self._where(), "a list or mapping is no key", "expected a name before the colon")
        return Scalar("?", node.line, node.column, plain=False)

    def _step(self) -> str | int:
        """What leads from the innermost open container to the value that comes next."""
        if not self.open:
            return ""
        parent, key = self.open[-1], self.waiting[-1]
        return len(parent.entries) if isinstance(parent, Items) else key.text if key else ""

    def _where(self) -> str:
        """The path of the innermost open container."""
        return self._path(self.steps)

    def _here(self) -> str:
        """The path of the value that comes next."""
        return self._path([*self.steps, self._step()])

    def _path(self, steps: list[str | int]) -> str:
        where = ""
        for one in steps:
            if isinstance(one, int):
                where = f"{where}[{one}]"
            elif one:
                where = step(where, one)
        return where


def _merge(table: Table, merged: list[Node]) -> None:
    """Take over what `<<` names; what the mapping says itself stands, and of several the first."""
    for node in merged:
        for source in node.entries if isinstance(node, Items) else (node,):
            if isinstance(source, Table):
                for key, value in source.fields.items():
                    table.fields.setdefault(key, value)
                    table.lines.setdefault(key, source.lines[key])
