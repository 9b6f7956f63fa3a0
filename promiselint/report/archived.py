"""What a run over an archive tells: counts that add up from any number of batches, and where its tables are."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from promiselint.model.findings import FileError
from promiselint.model.rules import Severity
from promiselint.report.json import Json, head_value
from promiselint.report.words import counted, escaped, safe

#: Errors that are told one by one; all of them are in the table.
MOST_ERRORS = 100


@dataclass
class Totals:
    """How much was read and found. `owners` holds names as they are shown; "" counts what nobody answers for."""

    files: int = 0
    statements: int = 0
    findings: int = 0
    suppressed: int = 0
    unsure_hidden: int = 0
    errors: int = 0
    severities: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    owners: Counter[str] = field(default_factory=Counter)

    def add(self, other: Totals) -> None:
        """Count another part of the archive too."""
        for name in ("files", "statements", "findings", "suppressed", "unsure_hidden", "errors"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("severities", "rules", "owners"):
            getattr(self, name).update(getattr(other, name))

    def value(self) -> dict[str, Any]:
        """The counts as JSON has them."""
        plain = {name: getattr(self, name) for name in ("files", "statements", "findings", "suppressed")}
        plain |= {"unsure_hidden": self.unsure_hidden, "errors": self.errors}
        counters = {"by_severity": self.severities, "by_rule": self.rules, "by_owner": self.owners}
        return {**plain, **{name: dict(sorted(held.items())) for name, held in counters.items()}}

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Totals:
        """The counts that `value` gave."""
        names = ("files", "statements", "findings", "suppressed", "unsure_hidden", "errors")
        counters = (Counter(value[name]) for name in ("by_severity", "by_rule", "by_owner"))
        found = cls()
        for name in names:
            setattr(found, name, int(value[name]))
        found.severities, found.rules, found.owners = counters
        return found


@dataclass(frozen=True, slots=True)
class Archived:
    """One run over an archive whose findings lie in tables."""

    results: str  # the folder or URL of this run's tables
    roadmap_path: str
    as_of: str
    features: int
    totals: Totals
    batches: int
    resumed: int  # batches that an earlier run had finished already
    errors: tuple[FileError, ...] = ()  # the first of them
    warnings: tuple[str, ...] = ()


def heaviest(totals: Totals, fail_on: Severity) -> bool:
    """Whether anything at or above a severity was found; OFF = never."""
    return bool(fail_on.order) and any(Severity(name).order >= fail_on.order for name in totals.severities)


def lines(told: Archived) -> list[str]:
    """The run in a few lines."""
    totals = told.totals
    weights = [counted(totals.severities[str(one)], str(one)) for one in reversed(Severity) if totals.severities[one]]
    found = counted(totals.findings, "finding") + (f" ({', '.join(weights)})" if weights else "")
    read = f"{counted(totals.statements, 'statement')} in {counted(totals.files, 'file')}"
    against = f"{counted(told.features, 'feature')} of {safe(told.roadmap_path)} as of {told.as_of}"
    said = [f"Read {read} against {against}: {found}, {totals.suppressed} suppressed."]
    if totals.unsure_hidden:
        said.append(f"{counted(totals.unsure_hidden, 'unsure finding')} not kept; --all keeps them.")
    if totals.rules:
        said.append("By rule: " + _most(totals.rules) + ".")
    if any(totals.owners):
        said.append(
            "To answer for: " + _most(Counter({name or "nobody": n for name, n in totals.owners.items()})) + "."
        )
    if totals.errors > len(told.errors):
        said.append(f"{counted(totals.errors, 'document')} could not be read; the table of errors tells each.")
    again = f", {told.resumed} of them finished before" if told.resumed else ""
    said.append(f"Results: {safe(told.results)} ({counted(told.batches, 'batch', 'batches')}{again}).")
    return said


def render_json(told: Archived) -> str:
    """The run as one JSON object: the contract's head and summary; `results` tells where the findings are."""
    value: Json = {
        **head_value(told.roadmap_path, told.as_of, told.features),
        "summary": told.totals.value(),
        "results": told.results,
        "errors": [{"path": one.path, "message": one.message} for one in told.errors],
        "warnings": list(told.warnings),
    }
    return escaped(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def _most(counts: Counter[str], shown: int = 12) -> str:
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    told = [f"{safe(name)} {number}" for name, number in ordered[:shown]]
    return ", ".join([*told, *(["…"] if len(ordered) > shown else [])])
