"""What `claims`, `dates` and `explain` have to tell, as values that any format is drawn from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from promiselint.model.findings import FileError
from promiselint.model.places import Span
from promiselint.model.roadmap import Feature
from promiselint.model.statements import Statement


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement and where it stands."""

    path: str
    span: Span
    locator: Mapping[str, object] | None
    statement: Statement
    feature: Feature | None


@dataclass(frozen=True, slots=True)
class Claims:
    """A run of `claims`."""

    roadmap_path: str
    as_of: dt.date
    features: int
    files: int
    claims: tuple[Claim, ...]
    errors: tuple[FileError, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule made of one clause, and why."""

    code: str
    name: str
    fired: bool
    why: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a line, what it was taken to be, and what each rule made of it."""

    span: Span
    statement: Statement
    feature: Feature | None
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """One sentence of a line: its words, who says it in what section, and what the trained heads say (0-1)."""

    words: str
    text: str
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Line:
    """What `explain PATH:LINE` answers; `others` are the rules that look at sentences or the whole document."""

    path: str
    number: int
    text: str
    facts: tuple[tuple[str, str], ...]
    said: tuple[Heard, ...]
    clauses: tuple[Clause, ...]
    others: tuple[Verdict, ...]
