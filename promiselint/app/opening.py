"""Opens the world of a run: configuration, rules, word lists, roadmap, people, all read and checked once."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from promiselint.app.options import Options
from promiselint.model.configuration import Configuration
from promiselint.model.errors import Misuse
from promiselint.model.memory import Forgetful, Memory
from promiselint.model.people import People

if TYPE_CHECKING:
    from promiselint.cache.store import Store
    from promiselint.claims.world import World
    from promiselint.model.lexicon import Lexicon
    from promiselint.model.roadmap import Roadmap
    from promiselint.rulebook.rules import BoundRule

ROADMAPS = ("roadmap.yaml", "roadmap.yml")
OWNERS = ("owners.yaml", "owners.yml")


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The configuration, and the rules and word lists that it leads to."""

    configuration: Configuration
    rules: tuple[BoundRule, ...]
    lexicons: Mapping[str, Lexicon]
    folders: tuple[Path, ...]  # ours first, then each pack's


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything but the documents."""

    book: Rulebook
    roadmap: Roadmap
    people: People | None
    today: dt.date
    warnings: tuple[str, ...]
    unsure: bool = False  # whether findings for which little speaks are told among the others
    bare: bool = False  # whether no suppression and no waiver silences anything


def clock() -> dt.date:
    """Today, as the machine has it: asked here and nowhere below."""
    return dt.datetime.now(tz=dt.UTC).astimezone().date()


def open_rulebook(start: Path, options: Options, *, examples: bool = False) -> Rulebook:
    """The rules that hold for files at `start`.

    Raises:
        Misuse: with every fault of the configuration, of a rule or of a word list.
    """
    from promiselint.records import configuration as records  # noqa: PLC0415 - --help shall not wait for YAML
    from promiselint.rulebook.folder import folder  # noqa: PLC0415
    from promiselint.rulebook.lexicon import LaterLexicons, list_names, read_lexicons  # noqa: PLC0415
    from promiselint.rulebook.rules import read_rules  # noqa: PLC0415

    above = options.config or records.find(start) or records.find(Path.cwd())
    found = near(above) if above else None
    packs = tuple(near(pack) for pack in records.rule_packs(found)) if found else ()
    folders = (folder(), *packs)
    # Our own lists are sound, as the tests show: they are read when the first sentence asks, which may be never.
    lexicons = read_lexicons(folders) if packs or examples else LaterLexicons(folders)
    rules = read_rules(folders, lists=list_names(lexicons) if packs or examples else None, examples=examples)
    known = {one.rule.code: one.rule.name for one in rules}
    configuration = records.read(found, known) if found else Configuration()
    return Rulebook(configuration, rules, lexicons, folders)


def open_workspace(paths: Sequence[str], options: Options) -> Workspace:
    """All that the documents at `paths` are held against.

    Raises:
        Misuse: no roadmap, or a fault in any file that people wrote.
    """
    from promiselint.records import people as people_file  # noqa: PLC0415
    from promiselint.records import roadmap as roadmap_file  # noqa: PLC0415

    start = start_of(paths, options)
    book = open_rulebook(start, options)
    configuration, today = book.configuration, options.today or clock()
    roadmap = roadmap_file.read(roadmap_path(start, options, configuration), today)
    if configuration.fiscal_year_start is not None:
        roadmap = replace(roadmap, fiscal_year_start=configuration.fiscal_year_start)
    owners = owners_path(start, options, configuration)
    people = people_file.read(owners, codeowners=configuration.codeowners) if owners else None
    warnings = (*configuration.warnings, *roadmap.warnings, *(people.warnings if people else ()))
    return Workspace(book, roadmap, people, today, warnings, options.unsure, options.bare)


def world_of(workspace: Workspace, memory: Memory | None = None) -> World:
    """What statements are made of, for documents of this workspace; what `memory` knows is not worked out again."""
    from promiselint.claims.world import World  # noqa: PLC0415
    from promiselint.language.meaning import Encoder  # noqa: PLC0415
    from promiselint.language.reader import Reader  # noqa: PLC0415

    configuration = workspace.book.configuration
    return World(
        workspace.roadmap,
        workspace.book.lexicons,
        Reader(configuration.pipelines, memory),
        configuration.fiscal_year_start or 1,
        Encoder(memory=memory),
    )


@contextlib.contextmanager
def memory_of(options: Options) -> Iterator[Memory]:
    """What earlier runs left to this one; written back at the end, also where the run is broken off."""
    store = store_of(options)
    try:
        yield store or Forgetful()
    finally:
        if store is not None:
            store.close()


def store_of(options: Options) -> Store | None:
    """Where results are kept from run to run; None where nothing is to be kept."""
    if not options.cache:
        return None
    from promiselint.cache.store import Store, usual_folder  # noqa: PLC0415 - not every run reads documents

    return Store(usual_folder())


def start_of(paths: Sequence[str], options: Options) -> Path:
    """Where the way upward begins: the innermost folder that holds all the paths, in whatever order they come."""
    named = [options.stdin_name if path == "-" else path for path in paths]
    whole = [os.path.abspath(path) for path in named if path]  # noqa: PTH100 - links are not followed
    if not whole:
        return Path.cwd()
    try:
        return Path(os.path.commonpath(whole))
    except ValueError:  # several drives
        return Path.cwd()


def roadmap_path(start: Path, options: Options, configuration: Configuration) -> Path:
    """The roadmap to hold documents against.

    Raises:
        Misuse: there is none to be found.
    """
    found = options.roadmap or configuration.roadmap or _above(start, ROADMAPS)
    if found is None:
        raise Misuse(
            "no roadmap was found; expected --roadmap FILE, or `roadmap:` in promiselint.yaml, or a roadmap.yaml in or "
            "above the documents' folder (`promiselint init` writes one to begin with)"
        )
    return near(found)


def owners_path(start: Path, options: Options, configuration: Configuration) -> Path | None:
    """The people file; None where there is none, and then nobody is asked for."""
    found = options.owners or configuration.owners or _above(start, OWNERS)
    return near(found) if found else None


def _above(start: Path, names: Sequence[str]) -> Path | None:
    for first in (start, Path.cwd()):
        for folder in (first, *first.parents):
            for name in names:
                if (folder / name).is_file():
                    return folder / name
    return None


def near(path: Path) -> Path:
    """The path as people would write it: relative to where they are, where it lies below."""
    try:
        return Path(os.path.abspath(path)).relative_to(Path.cwd())  # noqa: PTH100 - as in `start_of`
    except ValueError:
        return path
