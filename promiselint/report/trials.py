"""How the rules' examples went, and how that is told."""

from __future__ import annotations

import json
from dataclasses import dataclass

from promiselint.model.rules import Example
from promiselint.report.words import counted, escaped, safe


@dataclass(frozen=True, slots=True)
class Trial:
    """One example that was run. `fault` is what went otherwise than stated, "" where nothing did."""

    code: str
    name: str
    number: int  # from 1, in the order of the rule's file
    example: Example
    fault: str
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Trials:
    """All of them; `dumb` are the rules that no example makes fire."""

    trials: tuple[Trial, ...]
    rules: int
    dumb: tuple[str, ...]

    @property
    def failed(self) -> tuple[Trial, ...]:
        """The examples that are not as stated."""
        return tuple(one for one in self.trials if one.fault)


def render(trials: Trials, *, coverage: bool = False) -> str:
    """Failures and counts as text; with `coverage` also the rules that no example makes fire."""
    lines = []
    for one in trials.failed:
        lines.append(f"{one.code} {one.name}, example {one.number} ({one.example.language}): {safe(one.fault)}")
        lines.append(f"    {safe(one.example.text)[:200]}")
    if coverage:
        lines += [f"{code}: no example makes it fire" for code in trials.dumb]
    run = [one for one in trials.trials if not one.skipped]
    flags = sum(one.example.flags for one in run)
    skipped = len(trials.trials) - len(run)
    told = f"{counted(trials.rules, 'rule')}, {counted(len(run), 'example')} run"
    told += f" ({flags} that flag, {len(run) - flags} that pass): {len(trials.failed)} not as stated"
    lines.append(told + (f"; {skipped} not run (they need what earlier runs remember)." if skipped else "."))
    return "\n".join([*lines, ""])


def render_json(trials: Trials) -> str:
    """The same as one JSON object."""
    failed = [
        {
            "code": one.code,
            "example": one.number,
            "language": one.example.language,
            "text": one.example.text,
            "fault": one.fault,
        }
        for one in trials.failed
    ]
    skipped = sum(one.skipped for one in trials.trials)
    told: dict[str, object] = {
        "schema_version": 1,
        "rules": trials.rules,
        "examples": len(trials.trials) - skipped,
        "skipped": skipped,
    }
    return (
        escaped(json.dumps({**told, "failed": failed, "never_fired": trials.dumb}, ensure_ascii=False, indent=2)) + "\n"
    )
