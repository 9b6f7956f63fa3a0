"""Since when a promise has stood in its document, and what was done to it before: a walk over the versions.

The versions of a document make a graph: each knows those that it was made from, several where histories were merged.
A promise is followed backwards through every version in which it stands, as firmly or more so; where no parent has it,
it was introduced. What it was made from there, with another date or less firmly, is followed further for its story.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from promiselint.model.findings import Author, Change, Introduction, Turn
from promiselint.owners.promises import Promise, ancestor, changed, standing

_MOST_TURNS = 40


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a document: a commit that changed it, or what is not committed yet (`commit` empty).

    `by` is None where nobody can be named, and `why` tells it. `parents` are the versions it was made from. `cut`
    tells that older versions exist and are not here; `passed` that the commit is among those that git was told to
    look through (`.git-blame-ignore-revs`).
    """

    id: str
    commit: str
    on: dt.date | None
    by: Author | None
    parents: tuple[str, ...] = ()
    cut: bool = False
    passed: bool = False
    why: str = ""


class Past(Protocol):
    """The versions of documents, read when they are asked for."""

    def version(self, name: str) -> Version:
        """The version of that id."""
        ...

    def promises(self, name: str) -> tuple[Promise, ...] | None:
        """What is promised in that version; None where it cannot be read."""
        ...

    def stands(self, name: str, promise: Promise, *, amounts: bool) -> Promise | None:
        """The promise as it stands in that version, as firmly or more so; None where it does not, or cannot be read."""
        ...

    def moved_from(self, name: str, promise: Promise, *, amounts: bool) -> str | None:
        """The version of another document that lost the promise in the very commit of this one."""
        ...


@dataclass(frozen=True, slots=True)
class _Begun:
    """The version in which a promise began, and how it stood there; `unread` where a gap hides what was before."""

    version: Version
    promise: Promise
    unread: bool = False


def introduction(promise: Promise, head: str, past: Past, *, amounts: bool = False) -> Introduction:
    """Who put the promise into its document, and what was done to it, from the version `head` backwards.

    `amounts` tells that another amount is another promise (`promises.by_amount`).
    """
    turns: list[Turn] = []
    begun = _begin(promise, head, past, amounts=amounts)
    first = begun
    while len(turns) < _MOST_TURNS:
        before = _before(begun, past, amounts=amounts)
        if before is None:
            turns.append(_turn(Change.MADE, begun))
            break
        name, old = before
        turns.append(_turn(changed(old, begun.promise), begun))
        begun = _begin(old, name, past, amounts=amounts)
    turns.reverse()
    earlier = () if begun.version.cut or begun.unread else _gap(begun, past, amounts=amounts)
    return _told(first, (*earlier, *turns))


def _begin(promise: Promise, head: str, past: Past, *, amounts: bool) -> _Begun:
    """Where the promise began to stand without a break up to `head`; the earliest, where it came on several ways."""
    waiting: list[tuple[str, Promise, bool]] = [(head, promise, False)]
    seen = {head}
    begun: list[_Begun] = []
    while waiting:
        name, here, unread = waiting.pop()
        version = past.version(name)
        found = False
        for parent in version.parents:
            stood = past.stands(parent, here, amounts=amounts)
            gap = stood is None and past.promises(parent) is None  # what cannot be read hides nothing: look behind it
            if stood is None and not gap:
                continue
            found = True
            if parent not in seen:
                seen.add(parent)
                waiting.append((parent, replace(stood or here, firmness=promise.firmness), gap))
        if found:
            continue
        passed = _through(version, here, past)
        other = passed or past.moved_from(name, here, amounts=amounts)
        if other is None:
            begun.append(_Begun(version, here, unread))
        elif other not in seen:
            seen.add(other)
            waiting.append((other, _as_it_stood(here, other, past, passed=passed is not None), unread))
    # What is cut off may be older than all that is here.
    return min(begun, key=lambda one: (not one.version.cut, one.version.on or dt.date.max, one.version.id))


def _through(version: Version, promise: Promise, past: Past) -> str | None:
    """The version behind a commit that is to be looked through, where the promise was made from something there."""
    if not version.passed:
        return None
    newer = past.promises(version.id) or ()
    return next((one for one in version.parents if ancestor(promise, past.promises(one) or (), newer)), None)


def _as_it_stood(promise: Promise, name: str, past: Past, *, passed: bool) -> Promise:
    known = past.promises(name) or ()
    stood = ancestor(promise, known, ()) if passed else standing(promise, known)
    return promise if stood is None else stood if passed else replace(stood, firmness=promise.firmness)


def _before(begun: _Begun, past: Past, *, amounts: bool) -> tuple[str, Promise] | None:
    """What the promise was made from in the version before it began: the version, and the promise there."""
    newer = past.promises(begun.version.id) or ()
    for parent in begun.version.parents:
        old = ancestor(begun.promise, past.promises(parent) or (), newer)
        if old is not None and _differs(old, begun.promise, amounts=amounts):
            return parent, old
    return None


def _differs(old: Promise, new: Promise, *, amounts: bool) -> bool:
    """Whether something was done to a promise: another wording of the same is no turn in its story."""
    return (old.due, old.firmness, old.amounts if amounts else ()) != (
        new.due,
        new.firmness,
        new.amounts if amounts else (),
    )


def _gap(begun: _Begun, past: Past, *, amounts: bool) -> tuple[Turn, ...]:
    """Where the promise had stood before and was taken out: that turn, and when it was first made."""
    waiting, seen = [(parent, begun.version) for parent in begun.version.parents], set[str]()
    while waiting:
        name, newer = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        version = past.version(name)
        stood = past.stands(name, begun.promise, amounts=amounts)
        if stood is not None:
            first = _begin(replace(stood, firmness=begun.promise.firmness), name, past, amounts=amounts)
            gone = Turn(Change.REMOVED, newer.by or Author(""), newer.on, newer.commit)
            return _turn(Change.MADE, first), gone
        waiting.extend((parent, version) for parent in version.parents)
    return ()


def _turn(change: Change, begun: _Begun) -> Turn:
    version = begun.version
    by = version.by or Author("")
    return Turn(change, by, version.on, version.commit, begun.promise.said, begun.promise.dated)


def _told(first: _Begun, turns: Iterable[Turn]) -> Introduction:
    """The introduction of the promise as it stands today, with its whole story."""
    version = first.version
    source = "commit" if version.commit else "uncommitted"
    if version.cut:
        cut = "the history here is cut off (a shallow clone) before the promise first appears"
        return Introduction(None, None, "", "", (cut,))
    if first.unread:
        return Introduction(None, None, "", "", ("the version before it cannot be read here",))
    on = f" on {version.on.isoformat()}" if version.on else ""
    if version.by is None:
        return Introduction(None, version.on, version.commit, source, (version.why,), tuple(turns))
    if not version.commit:
        told = f"not committed yet: {version.by.name} is git's current user"
    else:
        told = f"{version.by.name} committed it{on} ({version.commit[:10]})"
    why = (told, version.why) if version.why else (told,)
    return Introduction(version.by, version.on, version.commit, source, why, tuple(turns))
