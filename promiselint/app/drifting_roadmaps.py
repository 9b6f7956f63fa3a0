"""The roadmap as it was on the day of a commit, whether it lies in the documents' repository or in one of its own."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from promiselint.app.opening import Workspace
from promiselint.git.commands import GitFault
from promiselint.git.contents import Contents, files_at
from promiselint.git.past import Kept, Past, read_past
from promiselint.git.places import inside, repository_of
from promiselint.model.errors import Misuse
from promiselint.model.roadmap import Roadmap

_YAML = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Then:
    """A roadmap of an earlier day. `key` tells its content apart from all others, `commit` is the one that made it."""

    key: str
    roadmap: Roadmap
    commit: str


class Roadmaps:
    """Every roadmap that there was, each read once."""

    def __init__(self, workspace: Workspace, stack: ExitStack) -> None:
        """Find the repository of the roadmap.

        Raises:
            Misuse: it lies in none, or git will not tell of it.
        """
        self._workspace = workspace
        path = Path(workspace.roadmap.path)
        try:
            repository = repository_of(str(path / "x" if path.is_dir() else path))
            if repository is None:
                raise Misuse(f"--since: {path.as_posix()} lies in no git repository; expected a roadmap that git keeps")
            self._past = read_past(repository)
        except GitFault as fault:
            raise Misuse(f"--since: {path.as_posix()}: {fault}") from None
        self._repository = repository
        self._is_folder = path.is_dir()
        self._own = inside(repository, str(path / "x"))[:-2] if self._is_folder else inside(repository, str(path))
        self._paths = self._every_path()
        gone = (one.old for ways in self._past.gone.values() for way in ways for one in way)
        self._some_gone = any(one in self._paths for one in gone)
        self._contents = Contents(repository, workspace.book.configuration.limits.bytes)
        stack.callback(self._contents.close)
        self._folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="promiselint-")))
        self._known: dict[str, Then | None] = {}
        self._commits: dict[str, Then | None] = {}
        self._faults: list[str] = []
        self._before = 0

    def at(self, past: Past, commit: str) -> Then | None:
        """The roadmap as a commit of the documents found it; None where there was none, or it was broken."""
        if past.repository.root != self._repository.root:
            commit = self._at_time(past.commits[commit].when)
        if commit not in self._commits:
            self._commits[commit] = self._read(commit) if commit else None
        if self._commits[commit] is None:
            self._before += 1
        return self._commits[commit]

    def on(self, day: dt.date) -> Then | None:
        """The roadmap as it was committed when a day was over."""
        over = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC) + dt.timedelta(1)
        commit = self._at_time(int(over.timestamp()) - 1)
        return self._read(commit) if commit else None

    def warnings(self) -> tuple[str, ...]:
        """What could not be judged, and why."""
        before = self._before
        left = f"{before} version{'' if before == 1 else 's'} of documents had no roadmap beside"
        return (*self._faults, *([f"{left}: what only they promise was not judged"] if before else ()))

    def _at_time(self, when: int) -> str:
        """The commit of the roadmap's own repository that was checked out then."""
        commit = self._repository.head
        while commit in self._past.commits and self._past.commits[commit].when > when:
            commit = next(iter(self._past.commits[commit].parents), "")
        return commit if commit in self._past.commits else ""

    def _every_path(self) -> dict[str, str]:
        """Each path that a file of the roadmap ever had -> what it is called in the end."""
        found: dict[str, str] = {}
        if not self._is_folder:
            found[self._own] = self._own
        for commit in self._past.commits:  # newest first
            for edit in (one for way in self._past.edits.get(commit, ()) for one in way.values()):
                if self._is_folder and edit.new.startswith(f"{self._own}/" if self._own else ""):
                    found.setdefault(edit.new, edit.new)
                if edit.new in found and edit.old != edit.new:
                    found.setdefault(edit.old, found[edit.new])
        return {old: new for old, new in found.items() if PurePosixPath(old).suffix in _YAML}

    def _read(self, commit: str) -> Then | None:
        kept: dict[str, Kept] = {}
        there = frozenset(files_at(self._repository, commit)) if self._some_gone else frozenset(self._paths)
        for old, new in self._paths.items():
            version = self._past.version(commit, old) if old in there else None
            if version is not None and (old == new or new not in kept):
                kept[new] = version
        if not kept:
            return None
        key = "\n".join(f"{name}\x1f{one.blob}" for name, one in sorted(kept.items()))
        if key not in self._known:
            self._known[key] = self._parsed(key, kept)
        return self._known[key]

    def _parsed(self, key: str, kept: dict[str, Kept]) -> Then | None:
        from promiselint.records import roadmap as roadmap_file  # noqa: PLC0415 - --help shall not wait for YAML

        last = max(kept.values(), key=lambda one: (self._past.commits[one.commit].when, one.commit))
        day = dt.datetime.fromtimestamp(self._past.commits[last.commit].when, dt.UTC).date()
        folder = self._folder / str(len(self._known))
        for name, content in self._files(kept):
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        try:
            read = roadmap_file.read(folder if self._is_folder else folder / PurePosixPath(self._own).name, day)
        except Misuse as fault:
            told = fault.faults[0].replace(f"{folder.as_posix()}/", "")
            self._faults.append(f"the roadmap of {last.commit[:7]} cannot be read and was passed by: {told}")
            return None
        month = self._workspace.book.configuration.fiscal_year_start
        label = f"{Path(self._workspace.roadmap.path).as_posix()} of {last.commit[:7]}"
        read = replace(read, path=label, warnings=())
        return Then(key, read if month is None else replace(read, fiscal_year_start=month), last.commit)

    def _files(self, kept: dict[str, Kept]) -> Iterator[tuple[str, bytes]]:
        """The contents by their names below the roadmap's folder; names come from a repository and stay inside."""
        for name, one in kept.items():
            own = name.removeprefix(f"{self._own}/") if self._is_folder and self._own else name
            own = own if self._is_folder else PurePosixPath(name).name
            if ".." not in PurePosixPath(own).parts and not PurePosixPath(own).is_absolute():
                yield own, self._contents.of(one.blob) or b""
