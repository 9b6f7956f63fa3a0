"""`promiselint drift --since DAY`: what documents promised since that day, as git's history has them, gone ones too."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING

from promiselint.app.drifting import Calls
from promiselint.app.drifting_roadmaps import Roadmaps, Then
from promiselint.app.introducing import Introductions
from promiselint.app.judging import remembering
from promiselint.app.opening import Workspace, memory_of, near, open_workspace, world_of
from promiselint.app.options import Options
from promiselint.app.promising import Readings
from promiselint.app.reading import Opened
from promiselint.documents.reading import SIDECAR, SUFFIXES
from promiselint.documents.templating import suffix_of
from promiselint.documents.walking import SKIPPED, STDIN
from promiselint.git.commands import GitFault
from promiselint.git.contents import Contents, files_at
from promiselint.git.past import Kept, Past, read_past
from promiselint.git.places import Repository, inside, repository_of
from promiselint.ledger.backing import Backing
from promiselint.model.documents import Facts
from promiselint.model.errors import Misuse, Unreadable
from promiselint.model.findings import Author, FileError
from promiselint.model.memory import Forgetful
from promiselint.model.promises import Drifted, Recorded
from promiselint.owners.authors import human
from promiselint.records.configuration import excluded
from promiselint.report.drift_calls import Drift

if TYPE_CHECKING:
    from promiselint.claims.world import World

_KEPT_WORLDS = 4


@dataclass(frozen=True, slots=True)
class _Version:
    """One version of a document: `path` is what the document was called last, within the repository."""

    kept: Kept
    path: str
    when: int


def drift_since(paths: Sequence[str], options: Options, day: dt.date) -> Drift:
    """What stood in a version of a document on that day or later, in line with the roadmap of then, not of now.

    Each promise is told once, from the oldest version in which that is so.

    Raises:
        Misuse: as `check`; documents or roadmap lie in no git repository.
    """
    workspace = open_workspace(paths, options)
    calls = Calls(workspace)
    with ExitStack() as stack:
        memory = stack.enter_context(memory_of(options))
        reader = _Reader(workspace, functools.cache(lambda: remembering(world_of(workspace, memory))), stack)
        stack.callback(reader.close)
        errors: list[FileError] = []
        cut: list[str] = []
        missing: list[str] = []
        for repository, wanted in _repositories(paths).items():
            past = _past(repository)
            walk = _Walk(past, repository, workspace, wanted)
            missing += walk.unknown
            if repository.cut:
                cut.append("the history is cut off here (a shallow clone): what was before is not known")
            history = _History(walk, reader, options, stack)
            for found, facts, stands in history.drifted(day):
                calls.add([found], facts=facts, stands=stands)
            calls.promises += history.promises
            calls.documents += history.documents
            errors += history.errors
        errors += [FileError(one, "there is no such file or folder, now or in the history") for one in missing]
        warnings = (*workspace.warnings, *cut[:1], *reader.roadmaps.warnings())
        ordered = tuple(sorted(errors, key=lambda one: (one.path, one.message)))
        since = f"git since {day.isoformat()}"
        return calls.drift(since, workspace.roadmap.path, workspace.roadmap, errors=ordered, warnings=warnings)


def _repositories(paths: Sequence[str]) -> dict[Repository, list[str]]:
    found: dict[Repository, list[str]] = {}
    for path in paths:
        if path == STDIN:
            raise Misuse("--since: standard input has no history; expected files and folders under git")
        try:
            repository = repository_of(str(Path(path) / "x") if Path(path).is_dir() else path)
        except GitFault as fault:
            raise Misuse(f"--since: {path}: {fault}") from None
        if repository is None:
            raise Misuse(f"--since: {path} lies in no git repository; expected documents that git keeps")
        found.setdefault(repository, []).append(path)
    return found


def _past(repository: Repository) -> Past:
    try:
        return read_past(repository)
    except GitFault as fault:
        raise Misuse(f"--since: {fault}") from None


class _Walk:
    """Which versions of which documents there were in a repository."""

    def __init__(self, past: Past, repository: Repository, workspace: Workspace, wanted: Sequence[str]) -> None:
        """`wanted` are the paths that the user named, files and folders."""
        self.past, self.repository = past, repository
        self._workspace = workspace
        self._wanted = {inside(repository, str(Path(one) / "x"))[:-2] if Path(one).is_dir() else inside(repository, one)
                        for one in wanted}  # fmt: skip
        self._wanted = {"" if one in {".", "./"} else one for one in self._wanted}
        self.unknown = tuple(
            one for one in wanted if not Path(one).exists() and not self._is_known(inside(repository, one))
        )

    def versions(self, day: dt.date) -> list[_Version]:
        """Every version that stood on that day or was made later, the oldest first."""
        start = int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())
        found: dict[Kept, _Version] = {}
        names: dict[str, str] = {}  # what a path of an older commit is called in the end
        for commit in self.past.commits.values():  # newest first
            edits = self.past.edits.get(commit.id, ())
            if commit.when >= start:
                for kept in self._made(commit.id):
                    self._take(kept, names.get(kept.path, kept.path), found)
            for edit in (one for way in edits for one in way.values() if one.before and one.old != one.new):
                names[edit.old] = names.get(edit.new, edit.new)
        base = self._base(start)
        for path in files_at(self.repository, base) if base else ():
            if self._is_document(path) and (version := self.past.version(base, path)) is not None:
                self._take(version, names.get(path, path), found)
        return sorted(found.values(), key=lambda one: (one.when, one.path, one.kept.blob))

    def at_head(self, path: str) -> Kept | None:
        """The version that is checked out; None where the document is gone."""
        return self.past.version(self.repository.head, path) if path in self._here else None

    @functools.cached_property
    def _here(self) -> frozenset[str]:
        return frozenset(files_at(self.repository, self.repository.head)) if self.repository.head else frozenset()

    def _take(self, kept: Kept, path: str, found: dict[Kept, _Version]) -> None:
        if self._is_document(kept.path) and (self._is_wanted(kept.path) or self._is_wanted(path)):
            found.setdefault(kept, _Version(kept, path, self.past.commits[kept.commit].when))

    def _made(self, commit: str) -> Iterator[Kept]:
        """The versions that a commit made itself: a merge only those that none of its parents has."""
        ways = self.past.edits.get(commit, ())
        for path, edit in ways[0].items() if ways else ():
            if edit.after and all(path in way for way in ways):
                yield Kept(commit, path, edit.after)

    def _base(self, start: int) -> str:
        """The commit that was checked out when the day began; "" where there was none yet."""
        commit = self.repository.head
        while commit in self.past.commits and self.past.commits[commit].when >= start:
            commit = next(iter(self.past.commits[commit].parents), "")
        return commit if commit in self.past.commits else ""

    def _is_wanted(self, path: str) -> bool:
        return any(not one or path == one or path.startswith(f"{one}/") for one in self._wanted)

    def _is_document(self, path: str) -> bool:
        *folders, name = PurePosixPath(path).parts
        if path in self._wanted:
            return True
        if name.startswith(".") or any(one.startswith(".") or one in SKIPPED for one in folders):
            return False
        if suffix_of(name) not in SUFFIXES or name.endswith(SIDECAR):
            return False
        return not excluded(self._workspace.book.configuration, near(self.repository.root / path))

    def _is_known(self, path: str) -> bool:
        return any(
            name == path or name.startswith(f"{path}/")
            for commit in self.past.commits
            for way in (*(each.values() for each in self.past.edits[commit]), *self.past.gone[commit])
            for one in way
            for name in (one.old, one.new)
        )


class _Reader:
    """Reads documents beside any roadmap."""

    def __init__(self, workspace: Workspace, world: Callable[[], World], stack: ExitStack) -> None:
        """`world` is the one of today's roadmap: its reader and its models serve all others."""
        self.workspace, self._world = workspace, world
        self.roadmaps = Roadmaps(workspace, stack)
        self._introductions = Introductions(workspace, Forgetful(), world)
        self._readings: dict[str, Readings] = {}

    def beside(self, then: Then) -> Readings:
        """What reads documents with the roadmap of then."""
        if then.key not in self._readings:
            if len(self._readings) >= _KEPT_WORLDS:
                self._readings.pop(next(iter(self._readings)))
            workspace = replace(self.workspace, roadmap=then.roadmap)
            world = functools.cache(lambda: replace(self._world(), roadmap=then.roadmap))
            self._readings[then.key] = Readings(workspace, world, self._introductions, asked=False)
        return self._readings[then.key]

    def close(self) -> None:
        """Let git go."""
        self._introductions.close()


class _History:
    """The versions of one repository's documents, read and held against their roadmaps."""

    def __init__(self, walk: _Walk, reader: _Reader, options: Options, stack: ExitStack) -> None:
        """Nothing is read yet."""
        self._walk, self._reader, self._options = walk, reader, options
        self._contents = Contents(walk.repository, reader.workspace.book.configuration.limits.bytes)
        stack.callback(self._contents.close)
        self._read: dict[tuple[Kept, str], tuple[Recorded, ...]] = {}
        self.errors: list[FileError] = []
        self.promises = self.documents = 0

    def drifted(self, day: dt.date) -> Iterator[tuple[Drifted, Facts | None, bool]]:
        """Each promise that has drifted, once, with its document's facts and whether that still says so."""
        versions = self._walk.versions(day)
        self.documents = len({one.path for one in versions})
        told: dict[str, tuple[Drifted, _Version, Then]] = {}
        seen: set[str] = set()
        names = [f"{one.path} at {one.kept.commit[:7]}" for one in versions]
        for one, _ in zip(versions, self._options.progress(names), strict=True):
            then = self._reader.roadmaps.at(self._walk.past, one.kept.commit)
            promises = self._promises(one, then) if then is not None else ()
            if then is None:
                continue
            backing = self._backing(then)
            for promise in promises:
                seen.add(promise.id)
                if promise.id not in told and (found := backing.of(promise)) is not None:
                    told[promise.id] = found, one, then
        self.promises = len(seen)
        for found, version, then in told.values():
            promise = self._with_author(found.promise, version, then)
            source = self._opened(version)
            facts = source.document.facts if source is not None else None
            yield replace(found, promise=promise), facts, self._stands(promise, version, then)

    def _stands(self, promise: Recorded, version: _Version, then: Then) -> bool:
        """Whether the document that is checked out says so still, read beside the same roadmap."""
        here = self._walk.at_head(version.path)
        if here is None:
            return False
        return any(one.id == promise.id for one in self._promises(replace(version, kept=here), then))

    def _backing(self, then: Then) -> Backing:
        workspace = self._reader.workspace
        return Backing(workspace.roadmap, workspace.book, then.roadmap, then_commit=then.commit)

    def _promises(self, version: _Version, then: Then) -> tuple[Recorded, ...]:
        """What a version promises, beside a roadmap."""
        key = version.kept, then.key
        if key not in self._read:
            self._read[key] = ()
            try:
                source = self._opened(version)
                self._read[key] = self._reader.beside(then).of(source).promises if source is not None else ()
            except Unreadable as fault:
                self.errors.append(FileError(f"{version.path} at {version.kept.commit[:7]}", fault.message))
        return self._read[key]

    def _opened(self, version: _Version) -> Opened | None:
        """A version under the name that the document has now, so that it is one document all through."""
        kept, past = version.kept, self._walk.past
        content = self._contents.of(kept.blob)
        if content is None:
            return None
        same = PurePath(kept.path).suffix == PurePath(version.path).suffix
        path = near(self._walk.repository.root / (version.path if same else kept.path))
        beside = past.version(kept.commit, kept.path + SIDECAR)
        sidecar = self._contents.of(beside.blob) if beside is not None else None
        return Opened(path.as_posix(), content, sidecar, self._reader.workspace)

    def _with_author(self, promise: Recorded, version: _Version, then: Then) -> Recorded:
        """The promise with who introduced it, walking back while it stands there."""
        past, people = self._walk.past, self._reader.workspace.people
        at, seen = version.kept, {version.kept}
        while (before := self._with(promise, at, version, then, seen)) is not None:
            seen.add(before)
            at = before
        commit = past.commits[at.commit]
        if commit.id in self._walk.repository.cut:  # it may be older than what is here
            return promise
        by, _ = human(Author(commit.name, commit.email), commit.helpers, people)
        return replace(
            promise,
            made_on=dt.datetime.fromtimestamp(commit.when, dt.UTC).date(),
            made_in=commit.id,
            introduced_by=by.name if by is not None else "",
            introduced_email=by.email if by is not None else "",
        )

    def _with(self, promise: Recorded, at: Kept, version: _Version, then: Then, seen: set[Kept]) -> Kept | None:
        """The version before in which the promise stands, too."""
        for one in self._walk.past.parents(at):
            if one not in seen:
                older = replace(version, kept=one)
                if any(each.id == promise.id for each in self._promises(older, then)):
                    return one
        return None
