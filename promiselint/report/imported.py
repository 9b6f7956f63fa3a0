"""What an import of people and accounts did, as text."""

from __future__ import annotations

from dataclasses import dataclass

from promiselint.report.difference import Change
from promiselint.report.words import counted, listed, safe_line


@dataclass(frozen=True, slots=True)
class Taken:
    """One export that was read."""

    file: str
    kind: str
    rows: int


@dataclass(frozen=True, slots=True)
class Imported:
    """An import. The lines tell what was added, changed, left alone, and what contradicts itself or the file."""

    taken: tuple[Taken, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    left: tuple[str, ...]
    odd: tuple[str, ...]
    same: int  # entries of earlier imports that stay as they were
    change: Change
    written: bool
    warnings: tuple[str, ...] = ()


def render(found: Imported) -> str:
    """The whole account of an import."""
    lines = [f"{one.file}: {one.kind}, {counted(one.rows, 'row')}" for one in found.taken]
    lines += listed("added", found.added)
    lines += listed("changed", found.changed)
    lines += listed("left as it is", found.left)
    lines += listed("contradictory", found.odd)
    if found.same:
        lines.append(f"{counted(found.same, 'imported entry', 'imported entries')} as before")
    if found.change.before == found.change.after:
        lines.append(f"{found.change.path}: nothing to change")
    else:
        lines.append(f"{found.change.path}: {'written' if found.written else 'not written'}")
    return "".join(f"{safe_line(line)}\n" for line in lines)
