"""Who put each promise into its document: tracked changes, the history in git, the file's own author (contract §2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from promiselint.app.reading import UNNAMED, Opened
from promiselint.app.remembered import encoded_value, program
from promiselint.app.versions import Home, Shared, Versions
from promiselint.git.commands import GitFault, hook_index
from promiselint.git.contents import Contents, current_user, looked_through, pending
from promiselint.git.past import Commit, Edit, Kept, Past, read_past
from promiselint.git.places import Repository, inside, repository_of
from promiselint.model.documents import Document
from promiselint.model.findings import Author, Finding, Introduction
from promiselint.model.memory import Memory, digest
from promiselint.owners.authors import known, written
from promiselint.owners.history import introduction
from promiselint.owners.promises import Promise, by_amount, of_finding

if TYPE_CHECKING:
    from promiselint.app.opening import Workspace
    from promiselint.claims.world import World

_INTRODUCED, _PAST = "introduced", "past"
_NOBODY = Introduction(None, evidence=("it is about what is said nowhere: nobody put it there",))


@dataclass(frozen=True, slots=True)
class Committed:
    """The commit that made a file what it is, when (seconds since 1970), and its earlier paths, the latest first."""

    commit: str
    when: int
    formerly: tuple[str, ...] = ()


class Introductions:
    """The introductions of one run's findings; to be closed when it ends."""

    def __init__(self, workspace: Workspace, memory: Memory, world: Callable[[], World]) -> None:
        """Nothing is asked of git yet; `world` is only made where versions have to be read."""
        self._workspace, self._memory = workspace, memory
        self._shared = Shared(world)
        self._homes: dict[Path, Home] = {}
        self._told: dict[tuple[str, Promise, bool], Introduction] = {}
        self._people = encoded_value(workspace.people.people) if workspace.people else b""
        self._roadmap = encoded_value(workspace.roadmap)

    def of(self, finding: Finding, opened: Opened) -> Introduction:
        """Who put what a finding is about into the document, on which day, and what was done to it since."""
        people = self._workspace.people
        told = tracked(finding, opened.document) if finding.locator is not None else None
        told = told or self._from_history(finding, opened)
        by = known(told.by, people) if told.by else None
        return replace(told, by=by, turns=tuple(replace(one, by=known(one.by, people)) for one in told.turns))

    def committed(self, path: str, content: bytes | None) -> Committed | None:
        """The commit that holds a file as it is, `content` or else what lies on disk; None where none does."""
        try:
            home = self._home(path)
            kept = home.past.version(home.repository.head, inside(home.repository, path)) if home else None
            if home is None or kept is None:
                return None
            if home.contents.of(kept.blob) != (Path(path).read_bytes() if content is None else content):
                return None
            return Committed(kept.commit, home.past.commits[kept.commit].when, _former_paths(kept, home.past))
        except (GitFault, OSError):
            return None

    def close(self) -> None:
        """Let git go."""
        for home in self._homes.values():
            home.contents.close()
        self._homes.clear()

    def _from_history(self, finding: Finding, opened: Opened) -> Introduction:
        try:
            home = self._home(opened.path) if opened.path != UNNAMED else None
            if home is None:
                return by_facts(opened.document)
            promise = of_finding(finding, finding.excerpt if finding.block >= 0 else "", finding.words)
            if promise is None:
                return _NOBODY
            amounts = by_amount(finding.code)
            key = (opened.path, promise, amounts)
            if key not in self._told:
                self._told[key] = self._walked(promise, finding.block, opened, home, amounts=amounts)
            return self._told[key]
        except GitFault as fault:
            return Introduction(None, evidence=(str(fault),))

    def _walked(self, promise: Promise, block: int, opened: Opened, home: Home, *, amounts: bool) -> Introduction:
        repository = home.repository
        where = inside(repository, opened.path)
        told = encoded_value((promise, block, amounts, home.user, sorted(home.passed), home.renamed.get(where)))
        key = digest(
            program(), str(repository.root), repository.head, *sorted(repository.cut), where, opened.content,
            opened.sidecar or b"", self._people, self._roadmap, str(self._workspace.today), told,
        )  # fmt: skip
        value = self._memory.recalled(_INTRODUCED, [key]).get(key)
        if value is not None:
            try:
                return _INTRODUCTION.decode(value)
            except msgspec.MsgspecError:
                pass
        versions = Versions(opened, home, self._shared, promise, block)
        found = introduction(promise, versions.head(), versions, amounts=amounts)
        self._memory.keep(_INTRODUCED, {key: encoded_value(found)})
        return found

    def _home(self, path: str) -> Home | None:
        """The repository of a document.

        Raises:
            GitFault: there is one that git will not read.
        """
        repository = repository_of(path)
        if repository is None:
            return None
        if repository.root not in self._homes:
            changed = pending(repository, hook_index())
            self._homes[repository.root] = Home(
                repository,
                self._past(repository),
                Contents(repository, self._workspace.book.configuration.limits.bytes),
                looked_through(repository),
                current_user(repository),
                {one.path: one.old for one in changed if one.old and one.old != one.path},
            )
        return self._homes[repository.root]

    def _past(self, repository: Repository) -> Past:
        key = digest(program(), str(repository.root), repository.head, *sorted(repository.cut))
        value = self._memory.recalled(_PAST, [key]).get(key) if repository.head else None
        if value is not None:
            try:
                return Past(repository, *_COMMITS.decode(value))
            except msgspec.MsgspecError:
                pass
        past = read_past(repository)
        if repository.head:
            self._memory.keep(_PAST, {key: encoded_value((past.commits, past.edits, past.gone))})
        return past


def _former_paths(version: Kept, past: Past) -> tuple[str, ...]:
    found: list[str] = []
    seen: set[Kept] = set()
    at: Kept | None = version
    while at is not None and at not in seen:
        seen.add(at)
        before = next(iter(past.parents(at)), None)
        if before is not None and before.path != at.path:
            found.append(before.path)
        at = before
    return tuple(dict.fromkeys(one for one in found if one != version.path))


def tracked(finding: Finding, document: Document) -> Introduction | None:
    """The tracked change that holds a promise's date, else its feature, else all of it; None where none does."""
    statement = finding.statement
    if not document.insertions or finding.block < 0 or statement is None:
        return None
    block = document.blocks[finding.block]
    spans = [(one.start, one.end) for one in (finding.date, statement.feature) if one is not None]
    for low, high in (*spans, (statement.start, statement.end)):
        if not 0 <= low < high <= len(block.starts):
            continue
        first, last = block.starts[low], block.ends[high - 1]
        for one in document.insertions:
            if one.author and one.start <= first and last <= one.end:
                day = one.when.date() if one.when else None
                on = f" on {day.isoformat()}" if day else ""
                told = f"{one.author} wrote it{on}, as a tracked change in the file"
                return Introduction(Author(one.author), day, "", "tracked", (told,))
    return None


def by_facts(document: Document) -> Introduction:
    """Whom the file itself names as its author: all that there is without a history."""
    author = (document.facts.author or "").strip()
    if not author:
        return Introduction(None, evidence=("there is no history in git, and the file names no author",))
    by = written(author) or Author(author)
    weak = f"the file names {by.name} as its author, which tells less than a history would"
    return Introduction(by, None, "", "facts", (weak,))


_INTRODUCTION = msgspec.msgpack.Decoder(Introduction)
_COMMITS = msgspec.msgpack.Decoder(
    tuple[dict[str, Commit], dict[str, tuple[dict[str, Edit], ...]], dict[str, tuple[tuple[Edit, ...], ...]]]
)
