"""What was found wrong, who answers for it, and the report of a run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from promiselint.model.places import Span
from promiselint.model.roadmap import Feature
from promiselint.model.rules import Severity
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
    rewrite: str = ""  # the sentence that may stand in place of its own, tried by the engine; then the suggestion too


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
class Answered:
    """A finding with who answers for it."""

    finding: Finding
    owner: Owner


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
