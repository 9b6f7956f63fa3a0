"""`roadmap import`: features taken into the roadmap file from another tool's export."""

from __future__ import annotations

import codecs
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from promiselint.app.opening import ROADMAPS, clock, open_rulebook, roadmap_path, start_of
from promiselint.app.options import Options
from promiselint.app.writing import write, write_new
from promiselint.model.errors import Misuse
from promiselint.report.roadmap_imported import RoadmapImported, Taken

if TYPE_CHECKING:
    from promiselint.records.roadmap_items import Export, Item, Source
    from promiselint.records.roadmap_merge import Merged

_SUFFIXES = frozenset((".json", ".csv", ".tsv", ".txt", ".yaml", ".yml", ".xlsx"))
_TABLES = frozenset((".csv", ".tsv", ".txt", ".xlsx"))
_MOST_BYTES = 200_000_000  # of one export
_MOST_FILES = 100_000  # in a folder
_TOLD = 20  # files that a fault names


@dataclass(frozen=True, slots=True)
class Asked:
    """What a user says of an import. `source` and `into` are None where the files and the configuration tell."""

    source: str | None = None
    into: Path | None = None
    statuses: Path | None = None
    settings: Mapping[str, str] = field(default_factory=dict)  # what a source lets be said: mapping, date-field, …
    writes: bool = True


def show_statuses(name: str | None) -> str:
    """The status map of a source, as a file to be edited.

    Raises:
        Misuse: there is no such source, or none is named.
    """
    from promiselint.records.status_map import shown  # noqa: PLC0415 - --help shall not wait for it

    return shown(_named(name))


def import_roadmap(paths: Sequence[Path], asked: Asked, options: Options) -> RoadmapImported:
    """Take exports into the roadmap file; what was written there by hand, its comments and its order stay.

    Done again with the same exports it changes nothing, to the last byte.

    Raises:
        Misuse: an export, the status map or the roadmap has a fault, a status is unknown, or what would come of it is
            no valid roadmap; every fault at once, and nothing is written then.
    """
    from promiselint.records import status_map  # noqa: PLC0415 - as above
    from promiselint.records.roadmap_file import NEW, RoadmapText  # noqa: PLC0415
    from promiselint.records.roadmap_merge import merge  # noqa: PLC0415

    into, around = _into(asked, options)
    source, exports = _exports(paths, asked, into)
    known = status_map.read(source, asked.statuses)
    items = _items(exports)
    faults = status_map.unknown(items, known)
    if faults:
        raise Misuse(*faults)
    content = _content(into, around)
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    before = content[len(mark) :].decode("utf-8")
    text = RoadmapText(before or _new(NEW, exports), into.as_posix())
    found = merge(text, items, _calendar(exports), known)
    after = text.edited() if found.added or found.changed else before
    warnings = list(known.warnings)
    if after != before:
        warnings += _checked(after, into, around)
        if asked.writes:
            _write(into, content, mark + after.encode("utf-8"))
    taken = tuple(Taken(file, source.title, len(export.items)) for file, export in exports)
    written = asked.writes and after != before
    return _account(into, taken, found, (after != before, written), tuple(warnings))


def _account(
    into: Path, taken: tuple[Taken, ...], found: Merged, done: tuple[bool, bool], warnings: tuple[str, ...]
) -> RoadmapImported:
    """What is told of an import; `done` is whether the file is to differ, and whether it was written."""
    return RoadmapImported(
        into.as_posix(),
        taken,
        tuple(found.added),
        tuple(found.changed),
        tuple(found.skipped),
        tuple(found.gone),
        tuple(found.odd),
        found.same,
        *done,
        warnings=warnings,
    )


def _named(name: str | None) -> Source:
    from promiselint.records.roadmap_items import named  # noqa: PLC0415 - as above
    from promiselint.records.sources import NAMES, every  # noqa: PLC0415

    found = named(every(), name) if name else None
    if found is None:
        said = f"--from {name} is unknown" if name else "no tool is named"
        raise Misuse(f"{said}; expected --from with one of {', '.join(NAMES)}")
    return found


def _into(asked: Asked, options: Options) -> tuple[Path, Path | None]:
    """The roadmap file: as told, as configured, the one found upward from here, else roadmap.yaml here.

    With it the folder, where that is the roadmap and the file one of several.
    """
    try:
        start = start_of((), options)
        usual = roadmap_path(start, options, open_rulebook(start, options).configuration)
    except Misuse as fault:
        if not str(fault).startswith("no roadmap was found"):
            raise
        usual = Path(ROADMAPS[0])
    into = asked.into or usual
    if into.is_dir():
        raise Misuse(f"{into.as_posix()}: is a folder; expected one roadmap file in it, named with --into")
    around = usual if usual.is_dir() and into.resolve().parent == usual.resolve() else None
    return into, around


def _content(into: Path, around: Path | None) -> bytes:
    """The bytes of the roadmap file, none where there is no such file.

    Raises:
        Misuse: it cannot be read, or has a fault already.
    """
    from promiselint.records import roadmap  # noqa: PLC0415 - as above

    try:
        if not into.exists():
            return b""
        content = into.read_bytes()
    except OSError as fault:
        raise Misuse(f"{into.as_posix()}: cannot be read ({fault.strerror or fault})") from None
    if content.strip(codecs.BOM_UTF8 + b" \t\r\n"):
        try:
            roadmap.read(around or into, clock())
        except Misuse as fault:
            if any("features: is missing" not in line for line in fault.faults):  # that one the import mends
                raise
        return content
    return b""


def _new(beginning: str, exports: Sequence[tuple[str, Export]]) -> str:
    """How a roadmap file begins that is not there yet: with the day of the exports, where they say it."""
    days = [export.as_of for _, export in exports]
    known = [day for day in days if day is not None]
    return beginning + (f"as_of: {min(known)}\n" if known and len(known) == len(days) else "")


def _exports(paths: Sequence[Path], asked: Asked, into: Path) -> tuple[Source, list[tuple[str, Export]]]:
    """The tool, and what each file says."""
    files = [file for path in paths for file in _files(path)]
    if any(file.resolve() == into.resolve() for file, _ in files):
        raise Misuse(f"{into.as_posix()}: is an export and the roadmap at once; expected another --into")
    read = [(file, inside, _bytes(file)) for file, inside in files]
    source = _named(asked.source) if asked.source else _recognised([(file, content) for file, _, content in read])
    found: list[tuple[str, Export]] = []
    faults: list[str] = []
    for file, inside, content in read:
        fits = file.suffix.lower() in _TABLES if source.name == "table" else source.fits(file.as_posix(), content)
        if inside and not fits:
            continue
        try:
            found.append((file.as_posix(), source.read(file.as_posix(), content, asked.settings)))
        except Misuse as fault:
            faults += fault.faults
    if faults:
        raise Misuse(*dict.fromkeys(faults))
    if not found:
        told = ", ".join(path.as_posix() for path in paths)
        raise Misuse(f"{told}: holds no export of {source.title}; expected at least one file")
    return source, found


def _files(path: Path) -> list[tuple[Path, bool]]:
    """The file, or each file of a folder that could be an export; with whether it is one of a folder."""
    if not path.is_dir():
        return [(path, False)]
    found = [
        (one, True)
        for one in sorted(path.rglob("*"))
        if one.suffix.lower() in _SUFFIXES and one.is_file() and not one.is_symlink()
        if not any(part.startswith(".") for part in one.relative_to(path).parts)
    ]
    if len(found) > _MOST_FILES:
        raise Misuse(f"{path.as_posix()}: holds {len(found)} files; expected {_MOST_FILES} at most")
    return found


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > _MOST_BYTES:
            raise Misuse(f"{path.as_posix()}: holds {size} bytes; expected {_MOST_BYTES} at most: export a part of it")
        return path.read_bytes()
    except OSError as fault:
        raise Misuse(f"{path.as_posix()}: cannot be read ({fault.strerror or fault}); expected an export") from None


def _recognised(files: Sequence[tuple[Path, bytes]]) -> Source:
    """The one tool whose exports these files are; in a folder others may lie beside them."""
    from promiselint.records.sources import NAMES, every  # noqa: PLC0415 - as above

    fitting = {
        source.name: source
        for path, content in files
        for source in every()
        if source.fits(path.as_posix(), content)
    }  # fmt: skip
    if len(fitting) == 1:
        return next(iter(fitting.values()))
    told = ", ".join(path.as_posix() for path, _ in files[:_TOLD]) or "the folder"
    if not fitting:
        raise Misuse(f"{told}: looks like no export that is known; expected --from with one of {', '.join(NAMES)}")
    titles = " and ".join(source.title for source in fitting.values())
    raise Misuse(f"{told}: looks like exports of {titles}; expected --from {' or --from '.join(fitting)}")


def _items(exports: Sequence[tuple[str, Export]]) -> list[tuple[str, Item]]:
    """All items with their files, each key once.

    Raises:
        Misuse: two files say different things of one item.
    """
    seen: dict[str, tuple[str, Item]] = {}
    faults = []
    for file, export in exports:
        for item in export.items:
            there, first = seen.setdefault(item.key, (file, item))
            if first is not item and replace(first, line=0, where="") != replace(item, line=0, where=""):
                told = f"{item.key} stands in {there}:{first.line} too, and says something else"
                faults.append(f"{file}:{item.line}: {item.where}: {told}; expected each item once")
    if faults:
        raise Misuse(*faults)
    return list(seen.values())


def _calendar(exports: Sequence[tuple[str, Export]]) -> dict[str, str]:
    """The windows of all versions.

    Raises:
        Misuse: two files give a version different windows.
    """
    found: dict[str, tuple[str, str]] = {}
    faults = []
    for file, export in exports:
        for version, window in export.releases.items():
            there, first = found.setdefault(version, (file, window))
            if first != window:
                faults.append(f"{file}: release {version} is {window} here and {first} in {there}; expected one window")
    if faults:
        raise Misuse(*faults)
    return {version: window for version, (_, window) in found.items()}


def _checked(after: str, into: Path, around: Path | None) -> tuple[str, ...]:
    """The warnings on the new text.

    Raises:
        Misuse: it is no valid roadmap.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, into.name if into.suffix.lower() in {".yaml", ".yml"} else "roadmap.yaml")
        for other in sorted(around.iterdir()) if around else ():
            if other.suffix.lower() in {".yaml", ".yml"} and other.is_file() and other.name != into.name:
                Path(folder, other.name).write_bytes(other.read_bytes())
        copy.write_bytes(after.encode("utf-8"))
        return _read(Path(folder) if around else copy, {Path(folder).as_posix(): into.parent.as_posix()})


def _read(path: Path, named: Mapping[str, str]) -> tuple[str, ...]:
    """Read a copy of the roadmap; what is told of it names the real file."""
    from promiselint.records import roadmap  # noqa: PLC0415 - as above

    def real(line: str) -> str:
        for copy, folder in named.items():
            line = line.replace(f"{copy}/", "" if folder == "." else f"{folder}/")
        return line

    try:
        return tuple(real(line) for line in roadmap.read(path, clock()).warnings)
    except Misuse as fault:
        told = "the roadmap would not be valid with this import, and nothing was written:"
        raise Misuse(told, *(real(line) for line in fault.faults)) from None


def _write(into: Path, before: bytes, after: bytes) -> None:
    """Put the new text in place of the old.

    Raises:
        Misuse: that could not be done.
    """
    if not into.exists():
        write_new(into, after, besides=Path(), force=False)
        return
    if not before:
        before = into.read_bytes()  # a file that is empty but for blanks
    why = write(Path(os.path.realpath(into)), before, after)  # a link stays one
    if why:
        raise Misuse(f"{into.as_posix()}: {why}; nothing was changed")
