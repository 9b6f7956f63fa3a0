"""What one worker has open, and what it makes of documents: the very same as a run in one process."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from promiselint.app.engines.batching import Item
from promiselint.app.options import Options
from promiselint.model.documents import Facts
from promiselint.model.errors import Misuse, PromiselintError, Unreadable
from promiselint.model.findings import Answered, Silenced
from promiselint.model.promises import Reading

if TYPE_CHECKING:
    from promiselint.app.answering import Answering
    from promiselint.app.introducing import Introductions
    from promiselint.app.opening import Workspace
    from promiselint.app.promising import Readings
    from promiselint.app.reading import Opened
    from promiselint.app.remembered import Outcome, Outcomes

#: After how many documents a worker opens its world anew: what it remembers stays bounded, whatever the archive.
_FRESH = 5_000


@dataclass(frozen=True, slots=True)
class Brief:
    """What every worker is told. `key` is that of the run: a worker that sees other rules than the run says so."""

    paths: tuple[str, ...]
    options: Options
    key: str
    folder: str  # the current one, from which paths lead
    records: bool = False  # whether what documents promise is wanted too


@dataclass(frozen=True, slots=True)
class Made:
    """What one document came to, with who answers; `error` where it could not be read."""

    path: str
    findings: tuple[Answered, ...] = ()
    silenced: tuple[Silenced, ...] = ()
    facts: Facts = Facts()  # noqa: RUF009 - frozen
    statements: int = 0
    hidden: int = 0  # unsure findings that were kept back
    warnings: tuple[str, ...] = ()
    size: int = 0  # bytes
    error: str | None = None
    reading: Reading | None = None  # what the document promises, where that is wanted


@dataclass(frozen=True, slots=True)
class Refused:
    """What a worker answers that cannot open the world of the run: what is wrong, a line each."""

    faults: tuple[str, ...]


class Desk:
    """A worker's place: opens its world with the first batch, and keeps it."""

    def __init__(self, brief: Brief) -> None:
        """Nothing is opened yet."""
        self._brief = brief
        self._open: _Open | None = None

    def answer(self, items: Sequence[Item]) -> tuple[Made, ...] | Refused:
        """What each document comes to, in order; `Refused` where the world cannot be opened. Raises nothing."""
        try:
            if self._open is not None and self._open.count > _FRESH:
                self._open.close()
                self._open = None
            if self._open is None:
                self._open = _Open(self._brief)
        except Misuse as fault:
            return Refused(fault.faults)
        except (OSError, PromiselintError) as fault:
            return Refused((f"a worker cannot begin: {_line(fault)}",))
        made = tuple(self.made(item) for item in items)
        self._open.flush()
        return made

    def made(self, item: Item) -> Made:
        """What one document comes to. Whatever goes wrong is that document's error: the others shall go on."""
        if self._open is None:
            raise RuntimeError("nothing is open")
        try:
            return self._open.made(item)
        except Unreadable as fault:
            return Made(item.path, error=fault.message)
        except Exception as fault:  # noqa: BLE001 - one document of a million shall not end the run
            return Made(item.path, error=f"could not be checked ({type(fault).__name__}: {_line(fault)})"[:500])


class _Open:
    """Workspace, language and memory of one worker."""

    def __init__(self, brief: Brief) -> None:
        """Open all.

        Raises:
            Misuse: as for a run, or what lies here is not what the run began with.
        """
        import functools  # noqa: PLC0415 - beside what it is for

        from promiselint.app.answering import Answering  # noqa: PLC0415 - heavy: only workers need it
        from promiselint.app.engines.keys import key_of  # noqa: PLC0415
        from promiselint.app.introducing import Introductions  # noqa: PLC0415
        from promiselint.app.judging import remembering  # noqa: PLC0415
        from promiselint.app.opening import open_workspace, store_of, world_of  # noqa: PLC0415
        from promiselint.model.memory import Forgetful  # noqa: PLC0415

        _enter(brief.folder)
        self.options, self.count = brief.options, 0
        self.workspace: Workspace = open_workspace(local(brief.paths), brief.options)
        if key_of(self.workspace, brief.paths, records=brief.records) != brief.key:
            raise Misuse(
                "a worker sees another version, roadmap, people file, configuration or rules than this run began with; "
                "expected the same everywhere, and none changed while it runs"
            )
        self.store = store_of(brief.options)
        self._memory = self.store or Forgetful()
        self.world = functools.cache(lambda: remembering(world_of(self.workspace, self._memory)))
        self._introductions: list[Introductions] = [
            Introductions(self.workspace, self._memory, self.world),
            _elsewhere(self.workspace, self._memory, self.world),
        ]
        self._here, self._remote = (Answering(self.workspace, one) for one in self._introductions)
        self.outcomes: Outcomes | None = None
        self._readings: tuple[Readings, ...] = ()
        if brief.records:
            from promiselint.app.promising import Readings  # noqa: PLC0415 - few runs record

            asked = brief.options.history
            self._readings = tuple(
                Readings(self.workspace, self.world, one, asked=asked) for one in self._introductions
            )

    def made(self, item: Item) -> Made:
        """What one document comes to.

        Raises:
            Unreadable: it cannot be read.
        """
        self.count += 1
        opened = _opened(item, self.workspace, self.options)
        outcome = self._outcome(opened)
        answering = self._remote if _is_url(item.path) else self._here
        made = _told(opened, outcome, answering)
        if self._readings:
            made = replace(made, reading=self._reading(opened, item))
        return made if opened.path == item.path else _renamed(made, item.path)

    def _reading(self, opened: Opened, item: Item) -> Reading:
        """What the document promises; one behind a URL is known by its URL."""
        if not _is_url(item.path):
            return self._readings[0].of(opened)
        return self._readings[1].of(opened, item.path)

    def flush(self) -> None:
        """Keep for later runs what was found; forget the documents of this batch."""
        if self.store is not None:
            self.store.flush()
        self.outcomes = None

    def close(self) -> None:
        """Let everything go."""
        for one in self._introductions:
            one.close()
        if self.store is not None:
            self.store.close()

    def _outcome(self, opened: Opened) -> Outcome:
        from promiselint.app.judging import outcome_of  # noqa: PLC0415 - as above
        from promiselint.app.remembered import Outcomes  # noqa: PLC0415

        if self.outcomes is None:
            self.outcomes = Outcomes(self.workspace, self._memory)
        known = self.outcomes.recalled(opened)
        if known is None:
            known = outcome_of(opened.document, self.workspace, self.world())
            self.outcomes.keep(opened, known)
        return known


def local(paths: Sequence[str]) -> tuple[str, ...]:
    """The paths that lie on this machine: from there the roadmap and the configuration are looked for."""
    return tuple(path for path in paths if not _is_url(path))


def _told(opened: Opened, outcome: Outcome, answering: Answering) -> Made:
    told, more = answering.of(outcome.findings, outcome.facts, opened)
    return Made(
        opened.path,
        tuple(told),
        (*outcome.silenced, *more),
        outcome.facts,
        outcome.statements,
        outcome.hidden,
        outcome.warnings,
        len(opened.content),
    )


def _opened(item: Item, workspace: Workspace, options: Options) -> Opened:
    from promiselint.app.reading import Opened, opened  # noqa: PLC0415 - as above
    from promiselint.documents import remote  # noqa: PLC0415

    if item.fault is not None:
        raise Unreadable(item.path, item.fault)
    if item.content is not None:
        return Opened(_seen(item, workspace), item.content, item.sidecar, workspace)
    if not _is_url(item.path):
        return opened(item.path, workspace, options)
    most = workspace.book.configuration.limits.bytes
    sidecar = remote.content(item.beside, most) if item.beside else None
    return Opened(_seen(item, workspace), remote.content(item.path, most), sidecar, workspace)


def _seen(item: Item, workspace: Workspace) -> str:
    """What a URL is called while it is judged: patterns mean paths from the folder of the file that they stand in."""
    configuration, people = workspace.book.configuration, workspace.people
    beside = Path(people.path).parent if people and people.path else Path()
    folder = configuration.folder if configuration.path else beside
    return (folder / (item.below or item.path.rsplit("/", 1)[-1])).as_posix()


def _renamed(made: Made, path: str) -> Made:
    """What a document came to, under its own name again."""
    findings = (replace(one, finding=replace(one.finding, path=path)) for one in made.findings)
    silenced = (replace(one, finding=replace(one.finding, path=path)) for one in made.silenced)
    warnings = (
        path + one[len(made.path) :] if one.startswith(made.path) else one for one in made.warnings
    )  # fmt: skip
    return replace(
        made, path=path, findings=tuple(findings), silenced=tuple(silenced), warnings=tuple(warnings)
    )  # fmt: skip


def _elsewhere(workspace: Workspace, memory: object, world: object) -> Introductions:
    """Who put promises into documents that lie in no repository: what the files themselves tell."""
    from promiselint.app.introducing import Introductions  # noqa: PLC0415 - as above

    class Elsewhere(Introductions):
        def _home(self, path: str) -> None:  # noqa: ARG002 - a URL lies in no repository of this machine
            return None

    return Elsewhere(workspace, memory, world)  # type: ignore[arg-type]


def _is_url(path: str) -> bool:
    from promiselint.documents.remote import is_url  # noqa: PLC0415 - as above

    return is_url(path)


def _enter(folder: str) -> None:
    try:
        if os.getcwd() != folder:  # noqa: PTH109 - the bare string
            os.chdir(folder)
    except OSError:
        raise Misuse(
            f"{folder}: is not there for a worker; expected the roadmap, the people file and the configuration at the "
            "same place on every machine"
        ) from None


def _line(fault: BaseException) -> str:
    return " ".join(str(fault).split())
