"""What the words of another tool mean: its own map, the user's, and the words that are in neither."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from promiselint.model.roadmap import Status
from promiselint.records.files import load
from promiselint.records.nodes import Scalar, Table
from promiselint.records.roadmap_items import Item, Source
from promiselint.records.sheets import Sheet, either, quoted, settle, step

SKIP = "skip"
_WORDS = (*(one.value for one in Status), SKIP)
_HOLDS = "a mapping such as {in review: in-progress}"
_NAMED = 10  # items that one fault names


@dataclass(frozen=True, slots=True)
class StatusMap:
    """A source's words with the user's laid over them. `file` is the user's, "" where there is none."""

    source: Source
    own: Mapping[str, str]
    file: str = ""
    warnings: tuple[str, ...] = ()

    def meaning(self, word: str) -> str:
        """The status of ours that a word means, or "skip"; "" where nobody said."""
        folded = _folded(word)
        return self.own.get(folded) or self.source.statuses.get(folded, "")


def read(source: Source, path: Path | None, text: str | None = None) -> StatusMap:
    """The map of a source, with the file of the user where there is one; `text` stands for the file's.

    Raises:
        Misuse: the file is no such map; every fault at once.
    """
    if path is None:
        return StatusMap(source, {})
    sheet = Sheet(path.as_posix())
    node = load(path, sheet, _HOLDS, text)
    own: dict[str, str] = {}
    if isinstance(node, Table):
        for word, value in node.fields.items():
            ours = value.text.strip() if isinstance(value, Scalar) else ""
            line = node.lines[word]
            if ours not in _WORDS:
                sheet.fault(line, step("", word), f"{quoted(ours)} is no status", f"expected {either(_WORDS)}")
            elif own.setdefault(_folded(word), ours) != ours:
                sheet.fault(line, step("", word), "stands here a second time", "expected each word once")
            elif ours == Status.RELEASED and _folded(word) in source.unwise:
                sheet.warn(line, step("", word), "means released here", source.unwise[_folded(word)])
    elif node is not None:
        sheet.fault(node.line, "", "is no mapping", f"expected {_HOLDS}")
    return StatusMap(source, own, sheet.file, settle([sheet]))


def unknown(items: Sequence[tuple[str, Item]], known: StatusMap) -> tuple[str, ...]:
    """A fault for each word that nobody explained, with the items (each with its file) that have it."""
    found: dict[str, list[tuple[str, Item]]] = {}
    for file, item in items:
        if not item.left and not known.meaning(item.status):
            found.setdefault(_folded(item.status), []).append((file, item))
    return tuple(_fault(several, known) for several in found.values())


def _fault(several: Sequence[tuple[str, Item]], known: StatusMap) -> str:
    file, first = several[0]
    word = first.status
    place = f"{file}:{first.line}" if first.line else file
    named = ", ".join(one.where for _, one in several[:_NAMED])
    more = f" and {len(several) - _NAMED} more" if len(several) > _NAMED else ""
    why = known.source.unwise.get(_folded(word), "")
    where = f"in {known.file}" if known.file else "in a file that --statuses names (--show-statuses prints one)"
    line = _line(word, "planned")
    said = f" ({why})" if why else ""
    found = f"{place}: {named}{more}: nobody says what the status {quoted(word)} means{said}"
    return f"{found}; expected a line such as `{line}` {where}"


def shown(source: Source) -> str:
    """The map of a source as a file that can be edited and given back."""
    lines = [
        f"# What the words of {source.title} mean in the roadmap, upper and lower case alike.",
        "# Edit this file and give it with --statuses. A word that is not here stops the import.",
        f"# Meanings: {', '.join(_WORDS)} (not taken).",
        *(_line(word, ours) for word, ours in source.statuses.items()),
    ]
    unwise = [f"#   {_line(word, why)}" for word, why in source.unwise.items()]
    if unwise:
        lines += ["# Words that look like released, and why they are not:", *unwise]
    return "".join(f"{line}\n" for line in lines)


def _line(word: str, meaning: str) -> str:
    told = yaml.safe_dump({word: meaning}, allow_unicode=True, width=1_000_000, default_flow_style=False)
    return " ".join(told.split())


def _folded(word: str) -> str:
    return " ".join(word.split()).casefold()
