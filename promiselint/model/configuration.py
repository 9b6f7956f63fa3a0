"""What a team has settled for its own runs (contract §6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from promiselint.model.documents import Facts
from promiselint.model.limits import Limits
from promiselint.model.roadmap import Source
from promiselint.model.rules import Severity


@dataclass(frozen=True, slots=True)
class Waiver:
    """Leave for findings of one rule: in the files that `path` matches, on the quoted `words` or one `fingerprint`.

    `until` is the last day; None = no end.
    """

    rule: str  # a code
    reason: str
    by: str  # who approved it
    path: str | None = None  # a gitignore-style pattern, relative to the configuration's folder; None = anywhere
    words: str | None = None
    fingerprint: str | None = None
    until: dt.date | None = None
    source: Source | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class PathSettings:
    """What holds for the files that a gitignore-style pattern matches: facts a document does not say, severities."""

    match: str
    facts: Facts = field(default_factory=Facts)
    rules: Mapping[str, Severity] = field(default_factory=dict)  # by code
    source: Source | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Configuration:
    """The configuration, validated; empty where there is none. Paths are whole, rules are named by their codes."""

    path: str = ""
    folder: Path = Path()  # that of the file: patterns are relative to it
    roadmap: Path | None = None
    owners: Path | None = None
    baseline: Path | None = None
    rules: Mapping[str, Severity] = field(default_factory=dict)
    rule_packs: tuple[Path, ...] = ()
    mandatory: frozenset[str] = frozenset()
    waivers: tuple[Waiver, ...] = ()
    paths: tuple[PathSettings, ...] = ()
    pipelines: Mapping[str, str] = field(default_factory=dict)  # language -> a spaCy pipeline's name, or its folder
    fiscal_year_start: int | None = None  # a month; None = what the roadmap says
    exclude: tuple[str, ...] = ()  # gitignore-style patterns of files that are never read
    limits: Limits = Limits()  # noqa: RUF009 - frozen; how much of a document is read
    fail_on: Severity | None = None  # None = not said; OFF = never
    warnings: tuple[str, ...] = ()
    ledger: str | None = None  # where promises are recorded: a whole path or a database's URL
    tell_within_days: int | None = None  # working days in which a customer hears of drift; None = the usual number
    codeowners: Path | None = None  # a CODEOWNERS file whose lines serve as `paths` of the people file
