"""Promises that were made, what became of them, and what the roadmap said of them when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from promiselint.model.documents import Block
from promiselint.model.roadmap import Feature, ServiceLevel
from promiselint.model.situation import Said
from promiselint.model.statements import Firmness, Kind, Statement


class State(StrEnum):
    """What has become of a promise."""

    OPEN = "open"
    KEPT = "kept"  # released in time
    LATE = "late"  # its last day went by without a release, or the release came after it
    BROKEN = "broken"  # the feature was withdrawn, or is gone from the roadmap
    WITHDRAWN = "withdrawn"  # taken back in the text
    SUPERSEDED = "superseded"  # said anew: another date or firmness for the same feature in the same document


@dataclass(frozen=True, slots=True)
class Word:
    """What a roadmap said of a feature, or of a service level, on a day; neither = it was not on the roadmap.

    `on` is the roadmap's `as_of`, `commit` the commit of it where it lies in git, else "".
    """

    on: dt.date
    feature: Feature | None = None
    service_level: ServiceLevel | None = None
    commit: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A clause as it was read, so that the rules can judge it again without its document.

    All offsets are into `block.text`, and `statement.block` and `said.block` are 0: the block stands alone. Its maps
    to the file (`starts`, `ends`) are empty, for there is no file.
    """

    block: Block
    statement: Statement
    said: tuple[Said, ...]  # the sentences of the block


@dataclass(frozen=True, slots=True)
class Recorded:
    """One promise of one document: a delivery, service-level, scope or guarantee statement of the vendor's.

    `id` is the same for the same promise, however often and in whatever order it is read: it stands for the document,
    the kind, the firmness, the feature (or else the service level, or else the sentence without case, blanks and
    punctuation), the window and how many such there are before it in the document.
    """

    id: str
    document: str  # its path from the folder of the configuration, else of the repository, with /
    said: str  # the sentence, blanks as one
    kind: Kind
    firmness: Firmness
    feature: str = ""  # the id; "" where no entry is about it
    feature_name: str = ""
    service_level: str = ""  # the id of the entry
    dated: str = ""  # the words of the date; "" = undated
    first: dt.date | None = None
    last: dt.date | None = None
    granularity: str = ""
    line: int = 0
    locator: Mapping[str, object] | None = None
    customer: str = ""
    channel: str = ""
    language: str = ""
    dated_on: dt.date | None = None  # the document's own date
    made_on: dt.date | None = None  # the day on which it was introduced, where that is known
    made_in: str = ""  # the commit in which it was introduced
    owner: str = ""  # the id in the people file; "" = nobody could be named
    owner_name: str = ""
    owner_email: str = ""
    introduced_by: str = ""  # a name
    introduced_email: str = ""
    word: Word | None = None  # the roadmap's word when it was recorded
    told: Told | None = None

    @property
    def topic(self) -> str:
        """What a promise is about, for `superseded`: the feature, else the service level, else ""."""
        return self.feature or self.service_level


@dataclass(frozen=True, slots=True)
class Reading:
    """One version of a document as it was read: every promise in it, in their order. None of them: all taken back.

    `commit` is the commit of the document, "" where it is not committed; `on` the day of that commit, else of the
    reading; `gone` tells that the document is not there any more.
    """

    document: str
    on: dt.date
    commit: str = ""
    promises: tuple[Recorded, ...] = ()
    gone: bool = False
    renamed_from: str = ""  # the path that it had before, where git says that it was renamed
    formerly: tuple[str, ...] = ()  # every path that it had before, the latest first, `renamed_from` among them
    when: int = 0  # of `commit`, in seconds since 1970: tells the versions of one day apart; 0 = unknown


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a promise's state. `cause` is a plain sentence; `commit` is the roadmap's or the document's."""

    state: State
    on: dt.date
    cause: str
    commit: str = ""
    days: int | None = None  # of LATE and KEPT: the days from the promised last day to the release, negative = before


class Shift(StrEnum):
    """In which way a changed roadmap leaves a promise behind (PL701)."""

    SLIPPED = "slipped"  # planned later than was said, or without a date now
    NARROWED = "narrowed"  # another plan, region, platform or limit than was said
    CONFIDENTIAL = "confidential"  # may not be told to these readers any more
    WITHDRAWN = "withdrawn"  # given up, put back among the ideas, or gone from the roadmap
    EARLIER = "earlier"  # planned wholly before what was said: good news that the customer does not have
    WEAKENED = "weakened"  # a service level below the one said


@dataclass(frozen=True, slots=True)
class Drifted:
    """A promise that was in line with the roadmap then and is not any more, with each way in which it is not.

    `days` is by how much it slipped: from the last day promised to the last day of the target now; None = unknown.
    `codes` are the rules that the promise breaks under the roadmap of now and did not break under the one of then.
    """

    promise: Recorded
    shifts: tuple[Shift, ...]
    then: Word
    now: Word
    days: int | None = None
    codes: tuple[str, ...] = ()
