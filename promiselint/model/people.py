"""Who is who, and who answers for which customer (contract §2)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from promiselint.model.roadmap import Source


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the vendor's; `manager` is another person's id, `left` the last day with the company."""

    id: str
    name: str
    emails: tuple[str, ...] = ()
    role: str = ""
    manager: str | None = None
    left: dt.date | None = None
    source: Source | None = field(default=None, compare=False)
    handles: tuple[str, ...] = ()  # names on GitHub or GitLab, without the @
    teams: tuple[str, ...] = ()  # teams or groups there to which the person belongs, without the @


@dataclass(frozen=True, slots=True)
class Account:
    """Who owned a customer in a period; `first` and `last` are included, None = open."""

    customer: str
    owner: str
    aliases: tuple[str, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    source: Source | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Deal:
    """Who owns one deal with a customer, and while it is open; `first` and `last` are included, None = open."""

    customer: str
    name: str
    owner: str
    first: dt.date | None = None
    last: dt.date | None = None
    source: Source | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class PathOwner:
    """A gitignore-style pattern and the person who answers for what it matches; the last match wins."""

    match: str
    owner: str
    source: Source | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class CodeOwners:
    """One line of a CODEOWNERS file. `pattern` is as written; `section` is GitLab's, "" outside of any.

    `owners` are the owners as written ("@anna", "@org/emea", an address), `people` the ids that they stand for, in the
    same order, None for each that is nobody or several. A line that begins with ! takes its paths out of its section.
    """

    pattern: str
    owners: tuple[str, ...] = ()
    people: tuple[str | None, ...] = ()
    section: str = ""
    source: Source | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class PathOwners:
    """A CODEOWNERS file: `folder` is the one from which its patterns are meant."""

    path: str
    folder: str
    lines: tuple[CodeOwners, ...] = ()


@dataclass(frozen=True, slots=True)
class People:
    """The people file, validated; empty where there is none."""

    path: str = ""
    people: tuple[Person, ...] = ()
    accounts: tuple[Account, ...] = ()
    paths: tuple[PathOwner, ...] = ()
    fallback: str | None = None
    warnings: tuple[str, ...] = ()
    deals: tuple[Deal, ...] = ()
    codeowners: PathOwners | None = None  # where the configuration names a CODEOWNERS file
