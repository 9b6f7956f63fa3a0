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
class PathOwner:
    """A gitignore-style pattern and the person who answers for what it matches; the last match wins."""

    match: str
    owner: str
    source: Source | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class People:
    """The people file, validated; empty where there is none."""

    path: str = ""
    people: tuple[Person, ...] = ()
    accounts: tuple[Account, ...] = ()
    paths: tuple[PathOwner, ...] = ()
    fallback: str | None = None
    warnings: tuple[str, ...] = ()
