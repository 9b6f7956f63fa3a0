"""A repository's past, read in one go and asked for many documents: which versions of a file there were, and by whom.

Renames are followed (git's own detection, half the lines alike), copies are not. Where histories were merged, a version
knows all that it was made from.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from promiselint.git.commands import run
from promiselint.git.places import Repository

_FIELDS = ("%H", "%P", "%T", "%at", "%aN", "%aE", "%(trailers:key=Co-authored-by,valueonly,separator=%x03)", "%s")
_FORM = "%x01" + "%x02".join(_FIELDS)
_EMPTY = "0" * 40


@dataclass(frozen=True, slots=True)
class Commit:
    """Who made a change and when (seconds since 1970); `helpers` are its co-authors as written, "Name <address>"."""

    id: str
    parents: tuple[str, ...]
    tree: str
    when: int
    name: str
    email: str
    helpers: tuple[str, ...]
    subject: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What a commit did to one file against one of its parents: blobs and paths before and after, "" for none."""

    before: str
    old: str
    after: str
    new: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A version of a file: the commit that made it, its path and its content there."""

    commit: str
    path: str
    blob: str


@dataclass(frozen=True, slots=True)
class Past:
    """The commits behind one of them, newest first, and what each changed against each of its parents."""

    repository: Repository
    commits: Mapping[str, Commit]
    edits: Mapping[str, Sequence[Mapping[str, Edit]]]  # by commit: for each parent (or none), by the path after
    gone: Mapping[str, Sequence[Sequence[Edit]]]  # by commit: for each parent, the files that it took away

    def version(self, commit: str, path: str) -> Kept | None:
        """The version of a file that a commit holds: made by it or by the nearest commit before it."""
        seen: set[str] = set()
        while commit and commit not in seen and commit in self.commits:
            seen.add(commit)
            own = self.edits.get(commit, ())
            if own and all(path in one for one in own):
                edit = own[0][path]
                return Kept(commit, path, edit.after) if edit.after else None
            # Of several parents one whose file is the same: nothing was done to it on the others' way.
            follow = [p for number, p in enumerate(self.commits[commit].parents) if path not in own[number]]
            if not follow:
                return None
            commit = follow[0]
        return None

    def parents(self, version: Kept) -> tuple[Kept, ...]:
        """The versions that a version was made from; none for the first."""
        commit = self.commits[version.commit]
        found = []
        for number, parent in enumerate(commit.parents):
            edit = self.edits[version.commit][number].get(version.path)
            if edit is not None and edit.before and (known := self.version(parent, edit.old)) is not None:
                found.append(known)
        return tuple(dict.fromkeys(found))

    def lost(self, commit: str) -> tuple[tuple[str, Edit], ...]:
        """Other files that a commit changed or took away, each with the parent that had it before."""
        found = []
        for number, parent in enumerate(self.commits[commit].parents):
            changed = (edit for edit in self.edits[commit][number].values() if edit.before)
            found += [(parent, edit) for edit in (*changed, *self.gone[commit][number])]
        return tuple(found)


def read_past(repository: Repository, start: str = "HEAD") -> Past:
    """Everything behind a commit.

    Raises:
        GitFault: git cannot tell.
    """
    if not repository.head:
        return Past(repository, {}, {}, {})
    asked = [
        "log", "-z", "--raw", "--no-abbrev", "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames=50%",
        "--no-diff-merges", "--topo-order", f"--format=tformat:{_FORM}", "--end-of-options", start, "--",
    ]  # fmt: skip
    commits: dict[str, Commit] = {}
    edits: dict[str, list[dict[str, Edit]]] = {}
    gone: dict[str, list[list[Edit]]] = {}
    for header, changes in _records(run(repository.root, asked)):
        commit = _commit(header, repository)
        commits[commit.id] = commit
        if len(commit.parents) < 2:
            edits[commit.id] = [{edit.new: edit for edit in changes if edit.after}]
            gone[commit.id] = [[edit for edit in changes if not edit.after]]
    _merges(repository, commits, edits, gone)
    return Past(repository, commits, edits, gone)


def _merges(
    repository: Repository,
    commits: Mapping[str, Commit],
    edits: dict[str, list[dict[str, Edit]]],
    gone: dict[str, list[list[Edit]]],
) -> None:
    """What merges changed against each of their parents."""
    pairs = [(one.id, parent) for one in commits.values() if len(one.parents) > 1 for parent in one.parents]
    if not pairs:
        return
    trees = {pair: tuple(commits[one].tree if one in commits else "" for one in pair) for pair in pairs}
    given = "".join(f"{before} {after}\n" for after, before in dict.fromkeys(trees.values()) if before).encode()
    asked = ["diff-tree", "--stdin", "-z", "-r", "--raw", "--no-abbrev", "--find-renames=50%", "--no-ext-diff"]
    told = dict(_pairs(run(repository.root, asked, given=given)))
    for commit, parent in pairs:
        changes = told.get(trees[commit, parent], [])
        edits.setdefault(commit, []).append({edit.new: edit for edit in changes if edit.after})
        gone.setdefault(commit, []).append([edit for edit in changes if not edit.after])


def _records(told: bytes) -> Iterator[tuple[str, list[Edit]]]:
    """Headers with the changes behind them."""
    parts = told.split(b"\0")
    place, header = 0, ""
    changes: list[Edit] = []
    while place < len(parts):
        part = parts[place].lstrip(b"\n")
        place += 1
        if part.startswith(b"\x01"):
            if header:
                yield header, changes
            header, changes = part[1:].decode("utf-8", "replace"), []
        elif part.startswith(b":"):
            place, edit = _edit(part, parts, place)
            changes.append(edit)
    if header:
        yield header, changes


def _pairs(told: bytes) -> Iterator[tuple[tuple[str, ...], list[Edit]]]:
    """(tree after, tree before) with the changes between them."""
    parts = told.split(b"\0")
    place = 0
    pair: tuple[str, ...] = ()
    changes: list[Edit] = []
    while place < len(parts):
        part = parts[place]
        place += 1
        head, line, rest = part.partition(b"\n")
        if line and not part.startswith(b":"):
            if pair:
                yield pair, changes
            before, _, after = head.decode("ascii", "replace").partition(" ")
            pair, changes, part = (after, before), [], rest
        if part.startswith(b":"):
            place, edit = _edit(part, parts, place)
            changes.append(edit)
    if pair:
        yield pair, changes


def _edit(part: bytes, parts: Sequence[bytes], place: int) -> tuple[int, Edit]:
    """One change: `:100644 100644 <before> <after> <status>`, then one path or two."""
    words = part.decode("ascii", "replace").split()
    before, after, status = words[2], words[3], words[4]
    old = os.fsdecode(parts[place])
    place += 1
    new = old
    if status[:1] in {"R", "C"}:
        new = os.fsdecode(parts[place])
        place += 1
    is_file = [mode.startswith((":100", "100")) for mode in words[:2]]
    return place, Edit(
        before if is_file[0] and before != _EMPTY else "", old, after if is_file[1] and after != _EMPTY else "", new
    )


def _commit(header: str, repository: Repository) -> Commit:
    own, parents, tree, when, name, email, helpers, subject = (*header.split("\x02", 7), *[""] * 8)[:8]
    told = () if own in repository.cut else tuple(parents.split())
    names = tuple(one.strip() for one in helpers.split("\x03") if one.strip())
    return Commit(own, told, tree, int(when) if when.isdecimal() else 0, name, email, names, subject)
