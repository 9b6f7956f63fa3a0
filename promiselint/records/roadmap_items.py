"""What an export of another tool says of the roadmap, before it becomes entries of ours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an export. Nothing in it is invented: what the source does not say is empty.

    `target` is written as a roadmap has it, as fine as the source says and no finer: "2027-04-15", "2027-04",
    "2027-Q2", "2027-H1", "2027" or "2027-04-01 to 2027-06-30". `status` is the source's own word: the status map turns
    it into one of ours. `where` names the item for an error: "issue ABC-12", "row 14".
    """

    key: str  # the source's own id, stable from export to export
    name: str
    status: str
    where: str
    line: int = 0  # in the export, where it has lines
    target: str = ""
    released: str = ""  # a day
    version: str = ""  # the version or release that it is planned for or came out in
    visibility: str = "internal"  # public only where the source says so
    product: str = ""
    aliases: tuple[str, ...] = ()
    owner: str = ""  # who builds it
    depends_on: tuple[str, ...] = ()  # keys of other items
    plans: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    evidence: str = ""  # a key or link
    contradictions: tuple[str, ...] = ()  # what the source says against itself, one plain sentence each
    left: str = ""  # why it is no roadmap entry and is skipped ("a sub-task"); "" = it is taken


@dataclass(frozen=True, slots=True)
class Export:
    """Everything that an export says."""

    items: tuple[Item, ...]
    releases: Mapping[str, str] = field(default_factory=dict)  # version -> window, where the source has a calendar
    as_of: dt.date | None = None  # the day on which it was exported, where the source says it


class Source(Protocol):
    """A tool from which roadmaps are taken; each is one module under `records/sources/`, an object named SOURCE."""

    name: str  # as `--from` names it: "jira", "aha", …
    title: str  # as a person calls it
    statuses: Mapping[str, str]  # the source's word, without case -> a status of ours, or "skip"
    unwise: Mapping[str, str]  # words that look like `released` and are not -> why, in a plain sentence

    def fits(self, path: str, content: bytes) -> bool:
        """Whether a file looks like an export of this tool."""
        ...

    def read(self, path: str, content: bytes, options: Mapping[str, str]) -> Export:
        """The items of an export, in its order. `path` may be a folder's file among several.

        Raises:
            Misuse: it is none, with the file, the line and what was expected; every fault at once.
        """
        ...


def named(sources: Sequence[Source], name: str) -> Source | None:
    """The source of that name."""
    return next((one for one in sources if one.name == name), None)
