"""What was found wrong, who answers for it, and the report of a run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from promiselint.model.documents import Document
from promiselint.model.places import Span
from promiselint.model.roadmap import Feature, Roadmap
from promiselint.model.rules import Rule, Severity
from promiselint.model.statements import DateClaim, Statement


class Confidence(StrEnum):
    """How sure a finding is. Unsure ones are kept back unless asked for."""

    CERTAIN = "certain"
    LIKELY = "likely"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Breach:
    """What a check yields: where in the document, on what, and the words for the rule's message template."""

    block: int
    start: int
    end: int
    statement: Statement | None = None
    date: DateClaim | None = None
    feature: Feature | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    variant: str = ""  # which of the rule's messages, where a rule has several
    hedged: bool = False
    score: float | None = None  # what a trained head says of the sentence, 0-1, where one was asked
    worded: bool = True  # the words themselves break the rule; else only the head says so


@dataclass(frozen=True, slots=True)
class Finding:
    """A breach of a rule at a place of a file, whole: everything that any format shows."""

    code: str
    rule: str
    severity: Severity
    path: str
    span: Span
    excerpt: str
    message: str
    suggestion: str
    fingerprint: str
    statement: Statement | None = None
    date: DateClaim | None = None
    feature: Feature | None = None
    score: float | None = None
    locator: Mapping[str, object] | None = None
    block: int = -1
    confidence: Confidence = Confidence.LIKELY
    words: str = ""  # what the rule found in the sentence
    rewrite: str = ""  # the sentence that may stand in place of its own, tried by the engine; then the suggestion too
    stated: tuple[tuple[int, int], ...] = ()  # where in the block each statement begins and ends that it is found in


@dataclass(frozen=True, slots=True)
class Named:
    """The person who answers. `by` is the step that named them; `evidence` tells each step tried."""

    id: str
    name: str
    email: str
    by: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Nobody could be named, and why at each step."""

    evidence: tuple[str, ...]


Owner = Named | Unresolved


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote something, as git or the file tells; `person` is the id in the people file, None where not in it."""

    name: str
    email: str = ""
    person: str | None = None


class Change(StrEnum):
    """What became of a promise at one point of its life."""

    MADE = "made"  # first stood in the document
    MOVED = "moved"  # another date window
    HARDENED = "hardened"  # a hedge or condition went, or a date became finer
    SOFTENED = "softened"
    REMOVED = "removed"  # taken out, and made again later


@dataclass(frozen=True, slots=True)
class Turn:
    """One point of a promise's life: what was done to it, by whom, on which day, and how it read then."""

    change: Change
    by: Author
    on: dt.date | None
    commit: str = ""  # empty where no commit tells: not committed yet, or a file's own tracked change
    said: str = ""
    dated: str = ""  # the words of its delivery date then, if it had one


@dataclass(frozen=True, slots=True)
class Introduction:
    """Who put a promise into its document (contract §2), and what was done to it since, the oldest turn first.

    `by` is None where nobody can be named; `evidence` tells why, one plain sentence each. `source` is what tells:
    "commit", "tracked" (a tracked change in the file), "uncommitted" (git's current user), "facts" (the file's own
    author field, which is weaker), or "" for nothing.
    """

    by: Author | None
    on: dt.date | None = None
    commit: str = ""
    source: str = ""
    evidence: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """A finding with who answers for it, and who put the promise there, where that was asked."""

    finding: Finding
    owner: Owner
    introduction: Introduction | None = None


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that a suppression or waiver silences: counted and reported, never vanished."""

    finding: Finding
    reason: str
    by: str
    until: dt.date | None
    kind: str  # "inline" | "waiver" | "baseline"


@dataclass(frozen=True, slots=True)
class FileError:
    """An input that could not be read."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Read:
    """A document with all that the vendor says in it, for formats that show the text itself.

    `seen` is its path as patterns of the configuration mean it: from the configuration's folder.
    """

    document: Document
    statements: tuple[Statement, ...] = ()
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One run: every format is drawn from this one value."""

    roadmap_path: str
    as_of: dt.date
    features: int
    files: int
    statements: int
    findings: tuple[Answered, ...]
    silenced: tuple[Silenced, ...] = ()
    errors: tuple[FileError, ...] = ()
    warnings: tuple[str, ...] = ()
    unsure_hidden: int = 0  # findings kept back, since too little speaks for them
    paths: tuple[str, ...] = ()  # the documents that were read
    read: tuple[Read, ...] = ()  # the documents themselves, in the order of their paths; only where a format shows them
    roadmap: Roadmap | None = None
    rules: tuple[Rule, ...] = ()  # the rules that were in force
    today: dt.date | None = None
    made: dt.datetime | None = None
    version: str = ""  # of this program
    configuration: str = ""  # the configuration's file, "" where there is none
    fail_on: Severity = Severity.ERROR  # from which severity on findings fail the run; OFF = none does
