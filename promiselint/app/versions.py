"""The versions of one document, read as far as a walk over a promise's history asks for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

from promiselint.app.reading import Opened
from promiselint.documents.reading import READERS, SUFFIXES
from promiselint.documents.templating import suffix_of
from promiselint.git.contents import Contents
from promiselint.git.past import Kept, Past
from promiselint.git.places import Repository, inside
from promiselint.model.documents import Document, Scope
from promiselint.model.errors import Unreadable
from promiselint.model.findings import Author
from promiselint.model.memory import digest
from promiselint.owners.authors import human, known
from promiselint.owners.history import Version
from promiselint.owners.holding import Footprint, candidates, footprints, reduced
from promiselint.owners.promises import Promise, promises_of, standing

if TYPE_CHECKING:
    from promiselint.claims.world import World

WORK = "work"
#: Of a commit that changes very many files, how many are looked at for a promise that was moved.
_MOST_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Home:
    """A repository as one run sees it; `user` is who works there, `renamed` leads from the index to the commit."""

    repository: Repository
    past: Past
    contents: Contents
    passed: frozenset[str]
    user: tuple[str, str] | None
    renamed: Mapping[str, str]


@dataclass
class Shared:
    """What all documents of a run share: what a block said wherever it stood so."""

    world: Callable[[], World]
    said: dict[tuple[bytes, Footprint], tuple[Promise, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Text:
    """A version's document and the footprints of its blocks."""

    document: Document
    prints: Mapping[int, Footprint]

    @property
    def held(self) -> frozenset[Footprint]:
        return frozenset(self.prints.values())


class Versions:
    """The versions of one document, as `owners.history.Past` wants them, while one promise is followed."""

    def __init__(self, opened: Opened, home: Home, shared: Shared, promise: Promise, block: int) -> None:
        """`block` is where the promise stands in the document as it is on disk."""
        self._opened, self._home, self._shared, self._promise = opened, home, shared, promise
        document = opened.document
        self._own = footprints(document).get(block)
        self._segment = _segment(document, block) if suffix_of(opened.path) in READERS else ()
        self._kept: dict[str, Kept] = {}
        self._versions: dict[str, Version] = {}
        self._texts: dict[str, _Text | None] = {}
        features = opened.workspace.roadmap.features
        named = next((one for one in features if one.id == promise.feature), None)
        self._names = (
            frozenset((named.name.casefold(), *(one.text.casefold() for one in named.aliases)))
            if named
            else frozenset()
        )

    def head(self) -> str:
        """The version on disk: that of the commit that is checked out, or one that is not committed yet."""
        home, opened = self._home, self._opened
        path = inside(home.repository, opened.path)
        at = home.past.version(home.repository.head, path)
        if at is None and path in home.renamed:
            at = home.past.version(home.repository.head, home.renamed[path])
        if at is not None and at.path == path and home.contents.of(at.blob) == opened.content:
            return self._named(at)
        by = known(Author(*home.user), opened.workspace.people) if home.user else None
        why = "" if by else "it is not committed yet, and git does not know who works here (user.name)"
        parents = (self._named(at),) if at is not None else ()
        self._versions[WORK] = Version(WORK, "", opened.workspace.today, by, parents, why=why)
        self._texts[WORK] = _Text(opened.document, footprints(opened.document))
        return WORK

    def version(self, name: str) -> Version:
        """A version by its id."""
        if name not in self._versions:
            home, kept = self._home, self._kept[name]
            commit = home.past.commits[kept.commit]
            by, why = human(Author(commit.name, commit.email), commit.helpers, self._opened.workspace.people)
            self._versions[name] = Version(
                id=name,
                commit=commit.id,
                on=dt.datetime.fromtimestamp(commit.when, dt.UTC).date(),
                by=by,
                parents=tuple(self._named(one) for one in home.past.parents(kept)),
                cut=commit.id in home.repository.cut,
                passed=commit.id in home.passed,
                why=why,
            )
        return self._versions[name]

    def promises(self, name: str) -> tuple[Promise, ...] | None:
        """What that version may hold of the promise that is followed; None where it cannot be read."""
        text = self._text(name)
        if text is None:
            return None
        wanted = candidates(text.prints, self._promise, self._names)
        return self._said(text.document, {number: text.prints[number] for number in wanted})

    def stands(self, name: str, promise: Promise, *, amounts: bool) -> Promise | None:
        """The promise as it stands in that version; where its very block stands there, nothing has to be read."""
        if promise.said == self._promise.said and promise.due == self._promise.due and self._unchanged(name):
            return promise
        return standing(promise, self.promises(name) or (), amounts=amounts)

    def moved_from(self, name: str, promise: Promise, *, amounts: bool) -> str | None:
        """The version of another document that lost the promise in the very commit of this one."""
        kept = self._kept.get(name)
        if kept is None:
            return None
        past = self._home.past
        for parent, edit in past.lost(kept.commit)[:_MOST_LOOKED_AT]:
            before = past.version(parent, edit.old) if suffix_of(edit.old) in SUFFIXES else None
            if before is None or edit.new == kept.path:
                continue
            old = self._named(before)
            if standing(promise, self.promises(old) or (), amounts=amounts) is None:
                continue
            after = self._named(Kept(kept.commit, edit.new, edit.after)) if edit.after else ""
            if not after or standing(promise, self.promises(after) or (), amounts=amounts) is None:
                return old
        return None

    def _named(self, kept: Kept) -> str:
        name = f"{kept.commit}\x1f{kept.path}"
        self._kept[name] = kept
        return name

    def _unchanged(self, name: str) -> bool:
        """Whether the promise's block stands in that version with all that it is read with."""
        kept = self._kept.get(name)
        if kept is not None and self._segment and name not in self._texts:
            content = self._home.contents.of(kept.blob) or b""
            text = content.decode("utf-8", "replace").replace("\r\n", "\n")
            if all(part in text for part in self._segment):
                return True
        text_read = self._text(name)
        return text_read is not None and self._own in text_read.held

    def _text(self, name: str) -> _Text | None:
        """A version read as the document is; None where it cannot be."""
        if name not in self._texts:
            self._texts[name] = None
            kept, opened = self._kept[name], self._opened
            content = self._home.contents.of(kept.blob)
            if content is not None:
                same = PurePath(kept.path).suffix == PurePath(opened.path).suffix
                shown = opened.path if same else opened.path + PurePath(kept.path).suffix
                try:
                    document = Opened(shown, content, opened.sidecar, opened.workspace).document
                    self._texts[name] = _Text(document, footprints(document))
                except Unreadable:
                    pass
        return self._texts[name]

    def _said(self, document: Document, wanted: Mapping[int, Footprint]) -> tuple[Promise, ...]:
        """The promises of some blocks; what a block said in one version it says in all."""
        facts, said = digest(str(document.facts)), self._shared.said
        new = {one: number for number, one in wanted.items() if (facts, one) not in said}
        if new:
            from promiselint.claims.extraction import extract  # noqa: PLC0415 - only where versions differ

            part = reduced(document, tuple(new.values()))
            prints = footprints(part)
            found: dict[Footprint, list[Promise]] = {one: [] for one in new}
            for block, promise in promises_of(extract(part, self._shared.world())):
                if block in prints:
                    found.setdefault(prints[block], []).append(promise)
            said.update({(facts, one): tuple(dict.fromkeys(told)) for one, told in found.items()})
        return tuple(promise for one in wanted.values() for promise in said[facts, one])


def _segment(document: Document, block: int) -> tuple[str, ...]:
    """What a version's text must hold for a block to stand there as it does here: its section up to it, and more."""
    if block < 0 or not document.blocks[block].starts:
        return ()
    own = document.blocks[block]
    heads = [
        one.starts[0]
        for one in document.blocks
        if one.scope is Scope.HEADING and one.starts and one.starts[0] < own.starts[0]
    ]
    start = document.text.rfind("\n", 0, max(heads)) + 1 if heads else 0
    parts = [document.text[start : max(own.ends)], *own.headings]
    if document.text.startswith("---"):
        parts.append(document.text[: max(document.text.find("\n---", 3), 0)])
    return tuple(part.replace("\r\n", "\n") for part in parts)
