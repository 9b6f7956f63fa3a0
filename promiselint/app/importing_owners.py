"""`owners import`: who owns which customer and deal, taken from a CRM's exports into the people file."""

from __future__ import annotations

import codecs
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from promiselint.app.opening import open_rulebook, owners_path, start_of
from promiselint.app.options import Options
from promiselint.app.writing import write, write_new
from promiselint.model.errors import Misuse
from promiselint.report.difference import Change
from promiselint.report.imported import Imported, Taken

if TYPE_CHECKING:
    from promiselint.records.crm_values import Said
    from promiselint.records.owners_file import Section
    from promiselint.records.sheets import Sheet

USUAL = Path("owners.yaml")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a user says of an import. `kind` and `order` (dmy or mdy) are None where the files are to tell."""

    into: Path | None = None
    kind: str | None = None
    order: str | None = None
    writes: bool = True


def import_owners(paths: Sequence[Path], asked: Asked, options: Options) -> Imported:
    """Take exports into the people file; what was written there by hand, its comments and its order stay.

    Done again with the same exports it changes nothing.

    Raises:
        Misuse: an export or the people file has a fault, or the people file cannot be written; nothing is written then.
    """
    from promiselint.records import people  # noqa: PLC0415 - --help shall not wait for YAML
    from promiselint.records.crm_merge import merged  # noqa: PLC0415
    from promiselint.records.owners_file import NEW, edited, sections  # noqa: PLC0415

    into = _into(asked, options)
    said, taken = _exports(paths, asked)
    content = _content(into, paths)
    if content:
        people.read(into)
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    before = content[len(mark) :].decode("utf-8")
    start = before or NEW
    known = sections(start, into.as_posix())
    found = merged(said, known)
    after = edited(start, known, found.edits)
    after = before if after == start else after  # of nothing new no file is made
    warnings = _checked(after, known, into) if after != before else ()
    if after != before and asked.writes:
        _write(into, content, mark + after.encode("utf-8"))
    change = Change(into.as_posix(), before, after)
    return Imported(
        taken,
        tuple(found.added),
        tuple(found.changed),
        tuple(found.left),
        tuple(found.odd),
        found.same,
        change,
        written=asked.writes and after != before,
        warnings=warnings,
    )


def _into(asked: Asked, options: Options) -> Path:
    """The people file: as told, as configured, the one found upward from here, else owners.yaml here."""
    if asked.into is not None:
        return asked.into
    start = start_of((), options)
    return owners_path(start, options, open_rulebook(start, options).configuration) or USUAL


def _exports(paths: Sequence[Path], asked: Asked) -> tuple[Said, tuple[Taken, ...]]:
    """What all exports say together."""
    from promiselint.records.crm_tables import read  # noqa: PLC0415 - as above
    from promiselint.records.crm_values import Said, said  # noqa: PLC0415
    from promiselint.records.sheets import Sheet, settle  # noqa: PLC0415

    every: list[Said] = []
    taken: list[Taken] = []
    sheets: list[Sheet] = []
    for path in paths:
        sheet = Sheet(path.as_posix())
        sheets.append(sheet)
        content = _bytes(path, sheet)
        export = read(path, content, sheet, asked.kind) if content is not None else None
        if export is not None:
            every.append(said(export, sheet, asked.order))
            taken.append(Taken(export.file, export.kind.name, len(export.rows)))
    settle(sheets)
    whole = Said(
        accounts=tuple(one for each in every for one in each.accounts),
        periods=tuple(one for each in every for one in each.periods),
        deals=tuple(one for each in every for one in each.deals),
        left=tuple(one for each in every for one in each.left),
        odd=tuple(one for each in every for one in each.odd),
    )
    return whole, tuple(taken)


def _bytes(path: Path, sheet: Sheet) -> bytes | None:
    if path.is_dir():
        sheet.fault(0, "", "is a folder", "expected an export as CSV")
        return None
    try:
        return path.read_bytes()
    except OSError as fault:
        sheet.fault(0, "", f"cannot be read ({fault.strerror or fault})", "expected an export as CSV")
        return None


def _content(into: Path, exports: Sequence[Path]) -> bytes:
    """The bytes of the people file, none where there is no such file."""
    if any(into.resolve() == export.resolve() for export in exports):
        raise Misuse(f"{into.as_posix()}: is an export and the people file at once; expected another --into")
    try:
        return into.read_bytes() if into.exists() else b""
    except OSError as fault:
        raise Misuse(f"{into.as_posix()}: cannot be read ({fault.strerror or fault})") from None


def _write(into: Path, before: bytes, after: bytes) -> None:
    """Put the new text in place of the old.

    Raises:
        Misuse: that could not be done.
    """
    if not into.exists():
        write_new(into, after, besides=Path(), force=False)
        return
    why = write(Path(os.path.realpath(into)), before, after)  # a link stays one
    if why:
        raise Misuse(f"{into.as_posix()}: {why}; nothing was changed")


def _checked(after: str, before: Mapping[str, Section], into: Path) -> tuple[str, ...]:
    """The warnings on the new text, in which what was written by hand is as before: it was cut by places alone.

    Raises:
        Misuse: it is not, or the new text is no people file.
    """
    from promiselint.records import people  # noqa: PLC0415 - as above
    from promiselint.records.owners_file import WAY, sections  # noqa: PLC0415

    try:
        warnings = people.read(into, after).warnings
    except Misuse:
        raise Misuse(f"{into.as_posix()}: {WAY}") from None
    found = sections(after, into.as_posix())
    for name, section in before.items():
        hand = [item.values for item in section.items if not item.mark]
        if hand != [item.values for item in found[name].items if not item.mark]:
            raise Misuse(f"{into.as_posix()}: {name} {WAY}")
    return warnings
