"""A YAML file with its lines: the value, and where each part of it stands."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from promiselint.model.errors import Misuse

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: Every scalar as the text it is: "no" is a phrase there, not false.
_TextLoader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Keys = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Yaml:
    """What a YAML file holds: `value`, and for each path of keys into it the line on which it starts (from 1)."""

    path: str
    value: object
    lines: Mapping[Keys, int]

    def fault(self, keys: Keys, what: str) -> str:
        """One whole line for the user on the part at `keys`, or the nearest part above it that the file has."""
        near = keys
        while near and near not in self.lines:
            near = near[:-1]
        dotted = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys).lstrip(".")
        return f"{self.path}:{self.lines.get(near, 1)}: {dotted + ': ' if dotted else ''}{what}"


def text_of(path: Path) -> str:
    """Give the file's text, BOM dropped.

    Raises:
        Misuse: it cannot be read.

    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Misuse(f"{path}: cannot be read ({error.strerror or error}); expected a YAML file") from error
    except UnicodeDecodeError as error:
        raise Misuse(f"{path}: is not UTF-8 text (byte {error.start}); expected a YAML file") from error


def plain(path: Path, text: str) -> object:
    """Give the value alone, every scalar as text: fast, for files of nothing but words.

    Raises:
        Misuse: it is no YAML.

    """
    try:
        return yaml.load(text, Loader=_TextLoader)  # noqa: S506 - builds texts, lists and mappings only
    except (yaml.YAMLError, RecursionError) as error:
        raise Misuse(_syntax(str(path), error)) from error


def parse(path: str, text: str, *, words: bool = False) -> Yaml:
    """Give the value with its lines; `words` leaves every scalar the text that it is.

    Raises:
        Misuse: it is no YAML, gives a key twice, or uses anchors.

    """
    loader = (_TextLoader if words else _Loader)(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return Yaml(path, None, {(): 1})
        lines: dict[Keys, int] = {}
        faults: list[str] = []
        _walk(node, (), lines, faults, set(), path)
        if faults:
            raise Misuse(*faults)
        return Yaml(path, loader.construct_document(node), lines)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Misuse(_syntax(path, error)) from error
    finally:
        loader.dispose()


def _walk(node: yaml.Node, keys: Keys, lines: dict[Keys, int], faults: list[str], seen: set[int], path: str) -> None:
    line = node.start_mark.line + 1
    if id(node) in seen:
        # An alias may lead back to itself or grow without bounds; rules are short enough to be written out.
        faults.append(f"{path}:{line}: an anchor is used a second time; expected everything written out")
        return
    seen.add(id(node))
    lines.setdefault(keys, line)
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            _walk(item, (*keys, number), lines, faults, seen, path)
    elif isinstance(node, yaml.MappingNode):
        told: dict[str, int] = {}
        for key, item in node.value:
            name, at = str(key.value), key.start_mark.line + 1
            if name in told:
                faults.append(f"{path}:{at}: {name}: given twice, first on line {told[name]}; expected once")
                continue
            told[name] = at
            lines[(*keys, name)] = at
            _walk(item, (*keys, name), lines, faults, seen, path)


def _syntax(path: str, error: Exception) -> str:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = getattr(error, "problem", None) or str(error).splitlines()[0] or "cannot be read"
    return f"{path}:{mark.line + 1 if mark else 1}: {what}; expected YAML"


def meant(word: str, known: Iterable[str]) -> str:
    """Say what to expect instead of `word`: the one name that is near it, else all of them."""
    names = sorted(known)
    near = difflib.get_close_matches(word, names, n=1)
    return f"did you mean {near[0]}?" if near else f"expected one of {', '.join(names) or '(none)'}"
