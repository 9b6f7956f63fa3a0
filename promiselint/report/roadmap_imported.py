"""What an import of a roadmap did, as text and as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from promiselint.report.words import MOST_LISTED, counted, escaped, listed, safe_line

_SORTS = (
    ("added", "added"),
    ("changed", "changed"),
    ("skipped", "left out"),
    ("gone", "gone from the export"),
    ("contradictory", "contradictory"),
)


@dataclass(frozen=True, slots=True)
class Taken:
    """One export that was read."""

    file: str
    source: str
    items: int


@dataclass(frozen=True, slots=True)
class RoadmapImported:
    """An import. The lines tell what was added, changed, left out, gone, and what contradicts itself or the file."""

    path: str  # the roadmap file
    exports: tuple[Taken, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    skipped: tuple[str, ...]
    gone: tuple[str, ...]
    contradictory: tuple[str, ...]
    unchanged: int
    differs: bool  # whether the file is to be another than before
    written: bool
    warnings: tuple[str, ...] = ()


def drawn(form: str, found: RoadmapImported) -> str:
    """The account of an import in a format, text or json."""
    return _json(found) if form == "json" else _text(found)


def _text(found: RoadmapImported) -> str:
    lines = [f"{one.file}: {one.source}, {counted(one.items, 'item')}" for one in found.exports[:MOST_LISTED]]
    if len(found.exports) > MOST_LISTED:
        lines.append(f"and {len(found.exports) - MOST_LISTED} more files")
    for name, title in _SORTS:
        lines += listed(title, getattr(found, name))
    if found.unchanged:
        lines.append(f"{counted(found.unchanged, 'feature')} as before")
    ended = "nothing to change" if not found.differs else "written" if found.written else "not written"
    lines.append(f"{found.path}: {ended}")
    return "".join(f"{safe_line(line)}\n" for line in lines)


def _json(found: RoadmapImported) -> str:
    told = {"schema_version": 1, **asdict(found)}
    return escaped(json.dumps(told, ensure_ascii=False, indent=2)) + "\n"
