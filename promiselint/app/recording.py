"""`promiselint ledger`: records what documents promise, and tells what became of it."""

from __future__ import annotations

import contextlib
import datetime as dt
import os.path
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from promiselint.app.opening import clock, near, open_rulebook, owners_path, start_of
from promiselint.app.options import Options
from promiselint.git.commands import GitFault
from promiselint.git.places import repository_of
from promiselint.model.configuration import Configuration
from promiselint.model.errors import Misuse
from promiselint.model.findings import FileError
from promiselint.model.ledger import Entry, Everything, Mark, Story, Tally, Wanted
from promiselint.model.promises import Reading
from promiselint.owners.names import called, same_customer

if TYPE_CHECKING:
    from promiselint.ledger.store import Ledger

#: Where a ledger lies when nobody says: from the configuration's folder, else from the repository's root.
USUAL = Path(".promiselint") / "ledger.sqlite"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a run recorded, and where."""

    tally: Tally
    place: str  # of the ledger, without its password
    errors: tuple[FileError, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The mark that a promise got: its whole id, the mark, and whether it is new."""

    promise: str
    mark: Mark
    new: bool


def record(paths: Sequence[str], options: Options, ledger: str | None = None) -> Recorded:
    """Record everything that the documents at `paths` promise, and which of them are not there any more.

    Raises:
        Misuse: as `check`; the ledger cannot be opened or written.
    """
    from promiselint.app.promising import promised_in  # noqa: PLC0415 - only this command reads documents
    from promiselint.ledger.recording import known_features, record_reading, record_roadmap, revived  # noqa: PLC0415

    start = start_of(paths, options)
    configuration = open_rulebook(start, options).configuration
    # Opened first: what is wrong with it is told before the documents are read.
    with _opened(ledger, configuration, start, create=True) as opened:
        made = promised_in(paths, options, known_features(opened))
        today = made.workspace.today
        record_roadmap(opened, made.roadmap, made.roadmap_commit)
        readings = revived(opened, made.readings, today)
        missing = _missing(paths, opened, readings, configuration, start)
        brought = [record_reading(opened, one, made.roadmap.as_of, today) for one in readings]
        for document in missing:
            record_reading(opened, Reading(document, today, gone=True), made.roadmap.as_of, today)
        tally = Tally(
            documents=len(readings),
            promises=sum(len(one.promises) for one in readings),
            new=sum(one.promises for one in brought),
            versions=sum(one.version for one in brought),
            gone=len(missing),
        )
        return Recorded(tally, opened.place.shown, made.errors, made.warnings)


def listed(wanted: Wanted, options: Options, ledger: str | None = None) -> list[Entry]:
    """The promises that are asked for, as they stand today.

    Raises:
        Misuse: there is no ledger, or it cannot be read.
    """
    from promiselint.ledger import finding  # noqa: PLC0415 - --help shall not wait for it

    with ledger_of(options, ledger) as opened:
        return finding.listed(opened, wanted, today_of(options), same_customer)


def story(promise: str, options: Options, ledger: str | None = None) -> Story:
    """Everything known of the promise whose id begins like that.

    Raises:
        Misuse: as `listed`; there is no such promise, or several.
    """
    from promiselint.ledger import finding  # noqa: PLC0415 - as above

    with ledger_of(options, ledger) as opened:
        return finding.story(opened, promise, today_of(options))


def everything(options: Options, ledger: str | None = None) -> Everything:
    """The whole ledger.

    Raises:
        Misuse: as `listed`.
    """
    from promiselint.ledger import finding  # noqa: PLC0415 - as above

    with ledger_of(options, ledger) as opened:
        return finding.everything(opened, today_of(options))


def told(promise: str, mark: Mark, options: Options, ledger: str | None = None) -> Told:
    """Record that the customer was told; who told is kept as the id where the people file knows the person.

    Raises:
        Misuse: as `story`; the day is still to come.
    """
    from promiselint.ledger import finding  # noqa: PLC0415 - as above
    from promiselint.ledger.recording import record_told  # noqa: PLC0415

    if mark.on > today_of(options):
        raise Misuse(f"--on {mark.on} is still to come; expected the day on which the customer was told")
    by = _known(" ".join(mark.by.split()), options)
    if not by:
        raise Misuse("--by names nobody; expected an id or a name")
    whole = Mark(mark.on, by, " ".join(mark.note.split()))
    with ledger_of(options, ledger) as opened:
        found = finding.named(opened, promise)
        return Told(found, whole, record_told(opened, found, whole))


@contextlib.contextmanager
def ledger_of(options: Options, named: str | None = None, paths: Sequence[str] = ()) -> Iterator[Ledger]:
    """The ledger that is named, else the configuration's, else where one usually lies; closed at the end.

    Raises:
        Misuse: there is none, or it cannot be opened.
    """
    start = start_of(paths, options)
    configuration = Configuration() if named else open_rulebook(start, options).configuration
    with _opened(named, configuration, start, create=False) as opened:
        yield opened


def today_of(options: Options) -> dt.date:
    """The day for which is asked."""
    return options.today or clock()


def usual_place(configuration: Configuration, start: Path) -> str | Path:
    """Where a ledger lies that the command line does not name."""
    told = configuration.ledger or ""
    if told:
        return told if "://" in told else near(Path(told))
    return near(_base(configuration, start) / USUAL)


@contextlib.contextmanager
def _opened(named: str | None, configuration: Configuration, start: Path, *, create: bool) -> Iterator[Ledger]:
    from promiselint.ledger.store import open_ledger  # noqa: PLC0415 - --help shall not wait for it

    with open_ledger(named or usual_place(configuration, start), create=create) as opened:
        yield opened


def _base(configuration: Configuration, start: Path) -> Path:
    """The folder from which documents are named."""
    if configuration.path:
        return configuration.folder
    try:
        repository = repository_of(str(start / "any"))
    except GitFault:
        repository = None
    return repository.root if repository is not None else Path.cwd()


def _missing(
    paths: Sequence[str], ledger: Ledger, readings: Sequence[Reading], configuration: Configuration, start: Path
) -> tuple[str, ...]:
    """Documents under the paths that were recorded earlier and lie there no more."""
    from promiselint.ledger.recording import standing_documents  # noqa: PLC0415 - as above

    base = str(_base(configuration, start))
    asked = [_whole(path) for path in paths if path != "-"]
    there = {one.document for one in readings} | {old for one in readings for old in one.formerly}
    gone = []
    for document in sorted(standing_documents(ledger) - there):
        whole = _whole(os.path.join(base, document))  # noqa: PTH118 - keeps whole paths
        below = any(whole == one or whole.startswith(one.rstrip(os.sep) + os.sep) for one in asked)
        if below and not os.path.lexists(whole):
            gone.append(document)
    return tuple(gone)


def _whole(path: str) -> str:
    """The whole path; a link's own name is kept."""
    named = os.path.normpath(path)
    if Path(named).name in {"", ".", ".."}:
        return os.path.realpath(named)
    return str(Path(os.path.realpath(Path(named).parent)) / Path(named).name)


def _known(who: str, options: Options) -> str:
    from promiselint.records import people as people_file  # noqa: PLC0415 - --help shall not wait for YAML

    start = start_of((), options)
    path = owners_path(start, options, open_rulebook(start, options).configuration)
    people = people_file.read(path).people if path is not None else ()
    found = called(who, tuple(people))
    return found[0].id if len(found) == 1 else who
