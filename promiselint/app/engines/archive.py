"""The use case of `check` over an archive: workers judge, this process counts, and keeps no more than it shows."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from promiselint.app.engines import batching
from promiselint.app.engines.desk import Brief, Made, local
from promiselint.app.engines.keys import key_of
from promiselint.app.engines.results import Results, counted, unfinished
from promiselint.app.engines.spread import Crew, spread
from promiselint.app.known import baseline_of, told_apart
from promiselint.app.opening import Workspace, open_workspace
from promiselint.app.options import Options
from promiselint.documents.remote import EXTRA
from promiselint.model.errors import Misuse
from promiselint.model.findings import Answered, FileError, Finding, Report, Silenced
from promiselint.report.archived import MOST_ERRORS, Archived, Totals

if TYPE_CHECKING:
    from promiselint.app.engines.folders import Folder

LOCAL, RAY = "local", "ray"
#: Findings, errors and warnings of each kind that a report without tables holds at most: memory stays bounded.
MOST = 10_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of an archive beside a run's options. `told` is called with how many documents are read."""

    engine: str = LOCAL
    address: str | None = None  # of a Ray cluster; None = Ray is begun on this machine
    results: str | None = None  # a folder or URL for tables
    ledger: str | None = None  # a ledger's file or URL, to which promises go too
    told: Callable[[int], None] = lambda _: None


def whole(paths: Sequence[str], options: Options, asked: Asked) -> tuple[Report, Totals | None]:
    """The report of a run as `check` gives it, and None; where there are more than `MOST` findings, the counts of all.

    Raises:
        Misuse: as `check`; what the engine needs is not installed or cannot be reached.
    """
    workspace = open_workspace(local(paths), options)
    errors: list[FileError] = []
    found = _Found(warned={(-1, place): line for place, line in enumerate(workspace.warnings)})
    items = batching.items(paths, workspace, errors)
    with contextlib.closing(_made(batching.batches(items, batching.AT_ONCE), paths, workspace, options, asked)) as each:
        for batch, made in each:
            found.add(batch.number, made)
            asked.told(found.totals.files)
    report = found.report(workspace, errors)
    known = baseline_of(workspace, options)
    counts = found.totals if found.totals.findings > MOST else None
    return (report if known is None else told_apart(report, known)), counts


def kept(paths: Sequence[str], options: Options, asked: Asked) -> Archived:
    """Check documents, findings going to tables; what an earlier run finished is not read again.

    Raises:
        Misuse: as `whole`; the tables cannot be written.
    """
    folder = _folder(asked.results or "")
    if options.baseline is not None:
        raise Misuse("--results: keeps every finding, known or new; expected no --baseline")
    workspace, key = _taken_over(folder, paths, options, records=asked.ledger is not None)
    options = replace(options, today=workspace.today)
    results = Results(folder, key, workspace.today)
    roadmap = workspace.roadmap
    head = {"path": roadmap.path, "as_of": str(roadmap.as_of), "features": len(roadmap.features)}
    results.begin({"paths": list(paths), "roadmap": head})
    errors: list[FileError] = []
    shown: list[FileError] = []
    totals = Totals()
    left = results.left(batching.batches(batching.items(paths, workspace, errors), batching.OF_PARTS))
    with (
        _recorder(asked.ledger, workspace) as record,
        contextlib.closing(_made(left, paths, workspace, options, asked)) as each,
    ):
        for batch, made in each:
            # First the ledger: it takes the same again for nothing, and a batch that counts is never read again.
            record(made)
            totals.add(results.write(batch, made))
            shown += [FileError(one.path, one.error) for one in made if one.error is not None]
            del shown[MOST_ERRORS:]
            asked.told(totals.files)
    before, resumed = results.before()
    totals.add(before)
    totals.errors += len(errors)
    results.finish(totals, errors)
    told = tuple(sorted((*errors, *shown), key=lambda one: (one.path, one.message))[:MOST_ERRORS])
    warnings = _warnings(workspace, options)
    return Archived(
        results.where, roadmap.path, str(roadmap.as_of), len(roadmap.features), totals, results.batches, resumed,
        told, warnings,
    )  # fmt: skip


@contextlib.contextmanager
def _recorder(ledger: str | None, workspace: Workspace) -> Iterator[Callable[[Sequence[Made]], None]]:
    """What puts a batch's promises into the ledger; nothing where none is named.

    Raises:
        Misuse: the ledger cannot be opened or written.
    """
    if ledger is None:
        yield lambda _: None
        return
    from promiselint.app.promising import readings_in  # noqa: PLC0415 - few runs record
    from promiselint.ledger.recording import record_reading, record_roadmap, revived  # noqa: PLC0415 - an extra
    from promiselint.ledger.store import open_ledger  # noqa: PLC0415

    with open_ledger(ledger, create=True) as opened:
        with readings_in(workspace, Options()) as readings:
            record_roadmap(opened, workspace.roadmap, readings.roadmap_commit)

        def record(made: Sequence[Made]) -> None:
            found = [one.reading for one in made if one.reading is not None]
            for reading in revived(opened, found, workspace.today):
                record_reading(opened, reading, workspace.roadmap.as_of, workspace.today)

        yield record


def _warnings(workspace: Workspace, options: Options) -> tuple[str, ...]:
    known = baseline_of(workspace, options)
    told = (f"{known.as_posix()}: the baseline is left aside; tables keep every finding",) if known else ()
    return (*workspace.warnings, *told)


def _folder(where: str) -> Folder:
    try:
        import pyarrow as pa  # noqa: F401, PLC0415 - an extra; asked for before anything is read
    except ModuleNotFoundError:
        raise Misuse(f"--results: tables {EXTRA}") from None
    from promiselint.app.engines.folders import folder_of  # noqa: PLC0415 - beside what it needs

    return folder_of(where)


def _taken_over(folder: Folder, paths: Sequence[str], options: Options, *, records: bool) -> tuple[Workspace, str]:
    """The workspace and its key; of the day of an unfinished run where only the day is another one."""

    def opened(today: dt.date | None) -> tuple[Workspace, str]:
        workspace = open_workspace(local(paths), replace(options, today=today))
        return workspace, key_of(workspace, paths, records=records)

    now = opened(options.today)
    if options.today is not None:
        return now
    for key, day in unfinished(folder):
        if key == now[1]:
            return now
        if day != now[0].today:
            then = opened(day)
            if then[1] == key:
                return then
    return now


def _made(
    batches: Iterator[batching.Batch], paths: Sequence[str], workspace: Workspace, options: Options, asked: Asked
) -> Generator[tuple[batching.Batch, tuple[Made, ...]], None, None]:
    told = replace(options, progress=iter, stdin=None, jobs=1, today=workspace.today)
    records = asked.ledger is not None
    key = key_of(workspace, paths, records=records)
    brief = Brief(tuple(paths), told, key, os.getcwd(), records)  # noqa: PTH109 - the bare string
    with _crew(asked, brief, options.jobs) as (crew, count):
        yield from spread(batches, crew, count)


@contextlib.contextmanager
def _crew(asked: Asked, brief: Brief, jobs: int) -> Iterator[tuple[Crew, int]]:
    """Workers, and how many there shall be: `jobs`, 0 being one for each processor."""
    here = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if asked.engine != RAY:
        from promiselint.app.engines.on_processes import Processes  # noqa: PLC0415 - processes are heavy to import

        yield Processes(brief), jobs or here
        return
    from promiselint.app.engines import on_ray  # noqa: PLC0415 - an extra

    with on_ray.rayed(asked.address, jobs or here):
        most = on_ray.processors()
        yield on_ray.Actors(brief), min(jobs or most, most)


@dataclass
class _Found:
    """What a report without tables is made of."""

    totals: Totals = field(default_factory=Totals)
    findings: list[Answered] = field(default_factory=list)
    silenced: list[Silenced] = field(default_factory=list)
    errors: list[FileError] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    warned: dict[tuple[int, int], str] = field(default_factory=dict)  # by batch, and place in it

    def add(self, number: int, made: Sequence[Made]) -> None:
        """Take a batch in, and let go of what is too much: the last by path and place."""
        self.totals.add(counted(made))
        lines = (line for one in made for line in one.warnings)
        if len(self.warned) < MOST:
            self.warned.update({(number, place): line for place, line in enumerate(lines)})
        for one in made:
            if one.error is not None:
                self.errors.append(FileError(one.path, one.error))
                continue
            self.paths.append(one.path)
            self.findings += one.findings
            self.silenced += one.silenced
        if max(len(self.findings), len(self.silenced), len(self.errors)) > 2 * MOST:
            self.cut()

    def cut(self) -> None:
        """Put everything in order, and keep the first of each."""
        self.findings = sorted(self.findings, key=lambda one: _place(one.finding))[:MOST]
        self.silenced = sorted(self.silenced, key=lambda one: _place(one.finding))[:MOST]
        self.errors = sorted(self.errors, key=lambda one: (one.path, one.message))[:MOST]

    def report(self, workspace: Workspace, missing: Sequence[FileError]) -> Report:
        """The report of all that was taken in."""
        self.errors += missing
        self.cut()
        roadmap, totals = workspace.roadmap, self.totals
        warnings = [self.warned[place] for place in sorted(self.warned)]
        if totals.findings > MOST:
            warnings.append(f"{totals.findings:,} findings: the first {MOST:,} are told; --results FOLDER keeps all")
        return Report(
            roadmap_path=roadmap.path,
            as_of=roadmap.as_of,
            features=len(roadmap.features),
            files=totals.files,
            statements=totals.statements,
            findings=tuple(self.findings),
            silenced=tuple(self.silenced),
            errors=tuple(self.errors),
            warnings=tuple(dict.fromkeys(warnings)),
            unsure_hidden=totals.unsure_hidden,
            paths=tuple(sorted(self.paths)),
            rules=tuple(one.rule for one in workspace.book.rules),
        )


def _place(finding: Finding) -> tuple[object, ...]:
    return finding.path, finding.span, finding.code, finding.fingerprint
