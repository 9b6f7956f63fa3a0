"""What a ledger tells of the promises that it holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from promiselint.model.promises import State, Step, Word


class Entry(NamedTuple):
    """One promise as it stands on a day; "" and None where something is not known.

    `kind`, `firmness` and `state` are the values of `Kind`, `Firmness` and `State`. `due` is the last day promised,
    `since` the day of the present state, `days` of KEPT and LATE from the last day to the release.
    """

    id: str
    state: str
    since: dt.date
    days: int | None
    kind: str
    firmness: str
    feature: str
    feature_name: str
    service_level: str
    said: str
    dated: str
    first: dt.date | None
    due: dt.date | None
    granularity: str
    customer: str
    channel: str
    language: str
    document: str
    line: int
    dated_on: dt.date | None
    made_on: dt.date | None
    made_in: str
    owner: str
    owner_name: str
    owner_email: str
    introduced_by: str
    introduced_email: str


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a promise's document: whether the promise stood in it, and which says it anew."""

    on: dt.date
    commit: str
    present: bool
    superseded_by: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """That a customer was told of a promise's drift: on which day, by whom."""

    on: dt.date
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that a ledger knows of one promise."""

    entry: Entry
    then: Word | None  # the roadmap's word when the promise was first recorded
    steps: tuple[Step, ...]
    versions: tuple[Version, ...]
    told: tuple[Mark, ...] = ()
    also: tuple[str, ...] = ()  # ids under which it was read where its document had another name


@dataclass(frozen=True, slots=True)
class Versioned:
    """One version of a document as it was read, with the promises that stood in it."""

    document: str
    on: dt.date
    commit: str
    gone: bool
    formerly: tuple[str, ...]
    promises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What the roadmap said of one entry from a day on; `topic` is its id, `level` whether it is a service level."""

    topic: str
    level: bool
    word: Word


@dataclass(frozen=True, slots=True)
class Everything:
    """A whole ledger, in an order that tells nothing of the order of recording."""

    stories: tuple[Story, ...]
    readings: tuple[Versioned, ...]
    words: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which promises are asked for; what is empty asks for nothing. `due_before` and `due_after` are both included."""

    customer: str = ""
    owner: str = ""  # an id, an address or a name
    feature: str = ""  # an id or a name
    states: tuple[State, ...] = ()
    due_before: dt.date | None = None
    due_after: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """What a recording brought: documents with something new, promises that are new, documents that are gone."""

    documents: int = 0
    promises: int = 0
    new: int = 0
    versions: int = 0
    gone: int = 0
