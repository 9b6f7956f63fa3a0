"""A rule as data: what is flagged, why, and what could be said instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs; OFF rules do not run."""

    OFF = "off"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def order(self) -> int:
        """0 for off up to 3 for error."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what the rule must do with it. `facts` are front-matter facts, `roadmap` names a sample roadmap."""

    text: str
    language: str
    flags: bool
    at: str = ""  # the words the finding must stand on or hold; "" = anywhere
    facts: Mapping[str, str] | None = None
    format: str = "md"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, bound to the check that carries it."""

    code: str
    name: str
    check: str
    severity: Severity
    options: Mapping[str, object]
    summary: str
    why: str
    message: str
    suggestion: str
    examples: tuple[Example, ...] = ()
    texts: Mapping[str, Mapping[str, str]] | None = None  # language -> {summary, why, message, suggestion}
    path: str = ""
