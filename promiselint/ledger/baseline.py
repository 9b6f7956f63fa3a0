"""What was already there when a team began: known findings, which do not fail a run, and those that are gone.

An entry is kept by rule, feature, sentence and how many of the same stand before it in its document (the finding's
fingerprint), and by its document; not by line. So it survives moves within the document, wraps and edits elsewhere, and
the renaming of the file. A promise made anew fails, also where another one went at the same time.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

import msgspec

from promiselint.model.errors import Misuse
from promiselint.model.findings import Answered, Silenced

SCHEMA_VERSION = 1
KIND = "baseline"
_REASON = "known since the baseline was written"


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """One finding that was there; `path` is relative to the baseline's folder, with "/" between folders."""

    path: str
    rule: str
    fingerprint: str
    feature: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Baseline:
    """All that is known, and where it is written."""

    file: Path
    known: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings that are new, those that are known, and entries whose finding is gone."""

    new: tuple[Answered, ...]
    known: tuple[Silenced, ...]
    gone: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class _File:
    schema_version: int
    known: tuple[Known, ...]


def read(file: Path) -> Baseline:
    """The baseline that was written to a file.

    Raises:
        Misuse: it is not there, or no baseline.
    """
    try:
        content = file.read_bytes()
    except OSError as fault:
        told = fault.strerror or fault
        raise Misuse(f"{file}: cannot be read ({told}); expected a file that `promiselint baseline` wrote") from None
    return decoded(file, content)


def decoded(file: Path, content: bytes) -> Baseline:
    """The baseline that the content of a file is.

    Raises:
        Misuse: it is none.
    """
    try:
        held = msgspec.json.decode(content, type=_File)
    except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
        raise Misuse(f"{file}: {fault}; expected a file that `promiselint baseline` wrote") from None
    if held.schema_version != SCHEMA_VERSION:
        raise Misuse(f"{file}: schema_version: {held.schema_version} was found; expected {SCHEMA_VERSION}")
    return Baseline(file, held.known)


def written(known: Iterable[Known]) -> str:
    """The text of a baseline file: one entry a line, sorted, so that changes to it read well and merge well."""
    lines = [msgspec.json.encode(one).decode() for one in sorted(set(known))]
    body = ",\n  ".join(lines)
    return f'{{"schema_version": {SCHEMA_VERSION}, "known": [\n  {body}\n]}}\n' if lines else (
        f'{{"schema_version": {SCHEMA_VERSION}, "known": []}}\n'
    )  # fmt: skip


def entries(findings: Sequence[Answered], folder: Path) -> tuple[Known, ...]:
    """Findings as a baseline in `folder` keeps them."""
    return tuple(_entry(one, folder) for one in findings)


def merged(baseline: Baseline, findings: Sequence[Answered], read_paths: Collection[str]) -> tuple[Known, ...]:
    """What a baseline holds once these findings are known: entries of documents that were not read stay."""
    folder = baseline.file.parent
    seen = {_told(path, folder) for path in read_paths}
    kept = (one for one in baseline.known if one.path not in seen and _exists(one, folder))
    return tuple(sorted({*kept, *entries(findings, folder)}))


def compared(
    findings: Sequence[Answered],
    baseline: Baseline,
    read_paths: Collection[str],
    exists: Callable[[Known, Path], bool] | None = None,
) -> Compared:
    """Tell new findings from known ones; `read_paths` are the documents of this run.

    Only a document that is there no longer lends its entries to another one: it was renamed. Entries of documents that
    are there but were not read in this run are neither known nor gone.
    """
    there = exists or _exists
    folder = baseline.file.parent
    here: dict[tuple[str, str], list[Known]] = defaultdict(list)
    renamed: dict[str, list[Known]] = defaultdict(list)
    for entry in baseline.known:
        here[entry.path, entry.fingerprint].append(entry)
    seen = {_told(path, folder) for path in read_paths}
    for entry in baseline.known:
        if entry.path not in seen and not there(entry, folder):
            renamed[entry.fingerprint].append(entry)
    new: list[Answered] = []
    known: list[Silenced] = []
    used: set[int] = set()
    for one in findings:
        entry_of = _taken(one, here, renamed, folder, used)
        if entry_of is None:
            new.append(one)
        else:
            known.append(Silenced(one.finding, _REASON, "", None, KIND))
    gone = [
        one for one in baseline.known if id(one) not in used and (one.path in seen or not there(one, folder))
    ]  # fmt: skip
    return Compared(tuple(new), tuple(known), tuple(gone))


def _taken(
    one: Answered,
    here: dict[tuple[str, str], list[Known]],
    renamed: dict[str, list[Known]],
    folder: Path,
    used: set[int],
) -> Known | None:
    mark = one.finding.fingerprint
    for waiting in (here.get((_told(one.finding.path, folder), mark), []), renamed.get(mark, [])):
        for entry in waiting:
            if id(entry) not in used:
                used.add(id(entry))
                return entry
    return None


def _entry(one: Answered, folder: Path) -> Known:
    finding = one.finding
    feature = finding.feature.id if finding.feature else ""
    return Known(_told(finding.path, folder), finding.code, finding.fingerprint, feature, finding.excerpt)


def _told(path: str, folder: Path) -> str:
    """A document's path as the baseline tells it."""
    try:
        return PurePath(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return PurePath(path).as_posix()


def _exists(entry: Known, folder: Path) -> bool:
    return (folder / entry.path).exists()
