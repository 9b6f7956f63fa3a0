"""The smaller use cases: dates of a text, the roadmap itself, a first set of files, the bundled example."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from contextlib import chdir
from dataclasses import replace
from pathlib import Path

from promiselint.app.opening import clock, open_rulebook, owners_path, roadmap_path, start_of
from promiselint.app.options import Options
from promiselint.model.errors import Misuse
from promiselint.model.findings import Report
from promiselint.model.people import People
from promiselint.model.roadmap import Roadmap
from promiselint.model.statements import DateClaim, DateRole

DEMO = Path(__file__).resolve().parents[1] / "demo"
DEMO_DAY = dt.date(2027, 2, 1)  # the example's own day: it shows the same findings for ever


def dates(text: str, day: dt.date | None, language: str | None, fiscal_year_start: int = 1) -> tuple[DateClaim, ...]:
    """Every date that a text holds, with what it dates; relative ones count from `day` (default: today).

    A date against which nothing speaks is taken for that of a delivery.
    """
    from promiselint.claims.dates import Calendar, find, occasion_of  # noqa: PLC0415 - only this command needs them
    from promiselint.language.detection import language_of_all  # noqa: PLC0415
    from promiselint.language.sentences import spans  # noqa: PLC0415

    spoken = language or language_of_all((text,))
    calendar = Calendar(day or clock(), fiscal_year_start, {})
    found: list[DateClaim] = []
    for start, end in spans(text, spoken):
        sentence = text[start:end]
        for one in find(sentence, spoken, calendar):
            role = occasion_of(one, sentence, spoken, calendar) or DateRole.DELIVERY
            found.append(replace(one, start=one.start + start, end=one.end + start, role=role))
    return tuple(found)


def validate_roadmap(path: Path | None, options: Options) -> tuple[Roadmap, People | None]:
    """The roadmap, read and checked; where no path is named, the configuration and the people file too.

    Raises:
        Misuse: with every fault, each as `file:line: path: what was found; what was expected`.
    """
    from promiselint.model.configuration import Configuration  # noqa: PLC0415
    from promiselint.records import people, roadmap  # noqa: PLC0415

    today = options.today or clock()
    if path is not None or options.roadmap is not None:
        return roadmap.read(path or options.roadmap or Path(), today), None
    start = start_of((), options)
    configuration = open_rulebook(start, options).configuration or Configuration()
    faults: list[str] = []
    read: list[Roadmap] = []
    known: list[People] = []
    try:
        read.append(roadmap.read(roadmap_path(start, options, configuration), today))
    except Misuse as fault:
        faults.extend(fault.faults)
    owners = owners_path(start, options, configuration)
    try:
        known += [people.read(owners)] if owners else []
    except Misuse as fault:
        faults.extend(fault.faults)
    if faults:
        raise Misuse(*faults)
    return read[0], known[0] if known else None


def init(folder: Path, *, force: bool = False) -> tuple[Path, ...]:
    """Write the starter files into a folder; give the paths.

    Raises:
        Misuse: one of them is there already (and not `force`), or the folder cannot be written to.
    """
    from promiselint.records.starter import starter_files  # noqa: PLC0415

    return _written(folder, ((Path(name), text.encode()) for name, text in starter_files().items()), force)


def write_demo(folder: Path, *, force: bool = False) -> tuple[Path, ...]:
    """Copy the bundled example into a folder, to be played with; give the paths.

    Raises:
        Misuse: as `init`.
    """
    files = sorted(path for path in DEMO.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return _written(folder, ((path.relative_to(DEMO), path.read_bytes()) for path in files), force)


def demo(options: Options) -> Report:
    """The findings on the bundled example, with paths as seen from its folder."""
    from promiselint.app.checking import check  # noqa: PLC0415

    with chdir(DEMO):
        inside = replace(options, roadmap=None, owners=None, config=None, today=DEMO_DAY, history=False)
        return check(tuple(sorted(path.name for path in DEMO.iterdir() if _holds_documents(path))), inside)


def _holds_documents(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith(("_", "."))


def _written(folder: Path, files: Iterable[tuple[Path, bytes]], force: bool) -> tuple[Path, ...]:
    made = [(folder / name, content) for name, content in files]
    there = [path for path, _ in made if os.path.lexists(path)]
    if there and not force:
        raise Misuse(*(f"{path.as_posix()}: is there already; expected no such file, or --force" for path in there))
    try:
        for path, content in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError as fault:
        raise Misuse(f"{folder.as_posix()}: cannot be written to ({fault.strerror}); expected a folder") from None
    return tuple(path for path, _ in made)
