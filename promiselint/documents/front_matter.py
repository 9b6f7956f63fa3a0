"""YAML front matter and sidecars: keys with their values and places; nothing in them can make much of a little."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from promiselint.documents.facts import KEYS
from promiselint.documents.prose import Passage, Prose

_FENCED = re.compile(
    r"---[ \t]*(?:\r\n|\r|\n)(?P<inside>.*?)(?:(?<=\n)|(?<=\r))(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)", re.DOTALL
)
_PLUSES = re.compile(r"\+\+\+[ \t]*(?:\r\n|\r|\n).*?(?:(?<=\n)|(?<=\r))\+\+\+[ \t]*(?:\r\n|\r|\n|\Z)", re.DOTALL)
_PLAIN_LINE = re.compile(r"(?:(?<=[\r\n])|\A)([A-Za-z_][\w-]*)[ \t]*:[ \t]+([^\r\n]*?)[ \t]*(?=[\r\n]|\Z)")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(\r\n|[\s\S]))")
_ESCAPED = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "0": "",
    "a": "",
    "b": "",
    "e": "",
    "f": " ",
    "v": " ",
    "N": " ",
    "_": "\u00a0",
    "L": " ",
    "P": " ",
}
_DEEPEST = 50
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SALVAGED = (*KEYS, "title", "description")


@dataclass(frozen=True, slots=True)
class Pair:
    """A top-level key and its value; offsets count in the YAML text. `value` is None for anything but one text."""

    key: str
    key_start: int
    value: str | None
    start: int
    end: int
    style: str  # "" plain, or the sign it is written with: ' " | >


@dataclass(frozen=True, slots=True)
class Mapping:
    """A YAML text's top level. `fault` = what is wrong with it and at which offset; the pairs before it are good."""

    pairs: tuple[Pair, ...]
    fault: tuple[int, str] | None = None


class _Refused(Exception):  # noqa: N818 - never leaves this file
    def __init__(self, offset: int, message: str) -> None:
        super().__init__(message)
        self.offset = offset


def fenced(text: str) -> tuple[int, int, int] | None:
    """Where the YAML of a file's front matter begins and ends, and where the body begins; None for no front matter."""
    match = _FENCED.match(text) if text.startswith("---") else None
    return (match.start("inside"), match.end("inside"), match.end()) if match else None


def pluses(text: str) -> int:
    """The length of a TOML front matter, which is skipped; 0 for none."""
    match = _PLUSES.match(text) if text.startswith("+++") else None
    return match.end() if match else 0


def read_mapping(text: str) -> Mapping | None:
    """The top level of a YAML text; None where it is no mapping."""
    pairs: list[Pair] = []
    try:
        for pair in _pairs(text):
            pairs.append(pair)  # noqa: PERF402 - those before a fault are kept
    except _NoMapping:
        return None
    except _Refused as refused:
        return Mapping(_with_salvaged(text, pairs, refused.offset), (refused.offset, str(refused)))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "unreadable"
        offset = mark.index if mark is not None else int(getattr(error, "position", 0) or 0)
        offset = min(offset, len(text))
        return Mapping(_with_salvaged(text, pairs, offset), (offset, " ".join(str(what).split())))
    return Mapping(tuple(pairs))


class _NoMapping(Exception):  # noqa: N818 - never leaves this file
    pass


def _pairs(text: str) -> Iterator[Pair]:
    """Each pair as soon as it is whole. Events, not nodes: no depth, no alias can cost more than its own signs."""
    depth = 0
    key: yaml.ScalarEvent | None = None
    for event in yaml.parse(text, Loader=_LOADER):
        start, end = _index(event.start_mark), _index(event.end_mark)
        if isinstance(event, yaml.AliasEvent):
            raise _Refused(start, "an alias was found; expected the value itself")
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            if depth == 1:
                key = None
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise _Refused(start, f"more than {_DEEPEST} levels were found; expected fewer")
            if depth == 1 and not isinstance(event, yaml.MappingStartEvent):
                raise _NoMapping
            if depth == 2 and key is not None:
                yield Pair(key.value, _index(key.start_mark), None, start, end, "")
        elif isinstance(event, yaml.ScalarEvent):
            if depth == 0:
                raise _NoMapping
            if depth == 1 and key is None:
                key = event
            elif depth == 1 and key is not None:
                yield Pair(key.value, _index(key.start_mark), _scalar(event), start, end, event.style or "")
                key = None


def _index(mark: Any) -> int:
    return int(mark.index)


def _scalar(event: yaml.ScalarEvent) -> str:
    empty = not event.style and event.value.lower() in {"null", "~"}
    return "" if empty else str(event.value)


def _with_salvaged(text: str, found: list[Pair], fault: int) -> tuple[Pair, ...]:
    """With the lines of a broken YAML that are plain enough to be understood, the broken one among them."""
    line = text.rfind("\n", 0, fault) + 1
    pairs = [pair for pair in found if pair.key_start < line]
    known = {pair.key for pair in pairs}
    for match in _PLAIN_LINE.finditer(text):
        key = match[1]
        if key not in _SALVAGED or key in known:
            continue
        known.add(key)
        start, end = match.span(2)
        if end - start > 1 and text[start] == text[end - 1] and text[start] in "'\"":
            start, end = start + 1, end - 1
        if text[start:end].startswith(("[", "{", "&", "*", "|", ">")):
            continue
        pairs.append(Pair(key, match.start(), text[start:end], start, end, ""))
    return tuple(pairs)


def passage(text: str, pair: Pair, base: int) -> Passage | None:
    """A value as prose; `base` is the offset in the file of the YAML text's first character."""
    prose = Prose()
    inside = text[pair.start : pair.end]
    if not pair.value:
        return None
    at = base + pair.start
    if pair.style == "'":
        _add_replaced(prose, inside[1:-1], at + 1, re.compile("''"), lambda _: "'")
    elif pair.style == '"':
        _add_replaced(prose, inside[1:-1], at + 1, _ESCAPE, _unescaped)
    elif pair.style:  # a block: its first line only says how it is written
        header = re.match(r"[^\r\n]*", inside)
        skipped = header.end() if header else 0
        prose.add(inside[skipped:], at + skipped)
    else:
        prose.add(inside, at)
    return prose.finish()


def _unescaped(match: re.Match[str]) -> str:
    digits = match[1] or match[2] or match[3]
    if digits:
        number = int(digits, 16)
        return chr(number) if 0 < number < 0xD800 or 0xDFFF < number <= 0x10FFFF else "\ufffd"
    sign = match[4]
    return "" if sign in {"\r\n", "\n", "\r"} else _ESCAPED.get(sign, sign)


def _add_replaced(
    prose: Prose, text: str, start: int, pattern: re.Pattern[str], written: Callable[[re.Match[str]], str]
) -> None:
    done = 0
    for match in pattern.finditer(text):
        if match.start() > done:
            prose.add(text[done : match.start()], start + done)
        prose.put(written(match), start + match.start(), start + match.end())
        done = match.end()
    if done < len(text):
        prose.add(text[done:], start + done)
