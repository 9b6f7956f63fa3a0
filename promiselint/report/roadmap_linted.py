"""What is wrong with a roadmap in itself, as text, as JSON and for GitHub."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from promiselint.model.rules import Severity
from promiselint.report.github import _COMMAND as COMMAND
from promiselint.report.github import _command as command
from promiselint.report.words import counted, escaped, safe

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that cannot be so, or that invites a wrong promise: what, why it matters, what to do about it.

    `line` is 0 where it is of the roadmap as a whole and stands on no line. `kind` is a short name that stays.
    """

    kind: str
    severity: Severity
    path: str
    line: int
    what: str
    why: str
    advice: str
    feature: str = ""  # an id, of a service level too; "" = the roadmap's own

    @property
    def place(self) -> str:
        """The file, and the line where there is one."""
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Linted:
    """A run of `roadmap lint`: every fault, in the order of files and lines."""

    path: str
    features: int
    faults: tuple[Fault, ...]
    warnings: tuple[str, ...] = ()


def drawn(form: str, linted: Linted) -> str:
    """The run in one of the formats text, json and github."""
    return {"text": render, "json": render_json, "github": render_github}[form](linted)


def render(linted: Linted) -> str:
    """One line a fault."""
    return "".join(f"{line}\n" for line in _lines(linted))


def _lines(linted: Linted) -> Iterator[str]:
    for one in linted.faults:
        yield safe(f"{one.place}: {one.severity}: {one.what}; {one.why}; {one.advice} [{one.kind}]")


def render_github(linted: Linted) -> str:
    """One annotation a fault, the heaviest first, and a sum."""
    heaviest = sorted(linted.faults, key=lambda one: -one.severity.order)
    lines = [
        command(
            COMMAND.get(one.severity, "notice"),
            {"line": one.line or 1, "title": one.kind},
            [f"{one.what}; {one.why}; {one.advice}"],
            one.path,
        )
        for one in heaviest
    ]
    return "\n".join([*lines, command("notice", {"title": "promiselint"}, [summary(linted)]), ""])


def summary(linted: Linted) -> str:
    """How many faults there are, in one line."""
    many = Counter(one.severity for one in linted.faults)
    told = ", ".join(
        counted(many[one], one.value) if one is not Severity.INFO else counted(many[one], "remark")
        for one in _ORDER
        if many[one]
    )
    return f"{safe(linted.path)}: {counted(linted.features, 'feature')}: {told or 'no fault'}."


def render_json(linted: Linted) -> str:
    """The same for programs."""
    many = Counter(one.severity for one in linted.faults)
    told = {
        "schema_version": 1,
        "roadmap": {"path": linted.path, "features": linted.features},
        "summary": {one.value: many[one] for one in _ORDER},
        "faults": [
            {
                "kind": one.kind,
                "severity": one.severity.value,
                "path": one.path,
                "line": one.line or None,
                "feature": one.feature or None,
                "what": one.what,
                "why": one.why,
                "advice": one.advice,
            }
            for one in linted.faults
        ],
    }
    return escaped(json.dumps(told, ensure_ascii=False, indent=2)) + "\n"
