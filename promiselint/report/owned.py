"""Who answers for a document, or for the promises of one of its lines, as people read it and as JSON."""

from __future__ import annotations

from dataclasses import dataclass

from promiselint.model.findings import Change, Introduction, Named, Owner, Turn
from promiselint.model.places import Span
from promiselint.report.words import safe, wrapped

_DONE = {
    Change.MADE: "Made",
    Change.MOVED: "Moved",
    Change.HARDENED: "Made firmer",
    Change.SOFTENED: "Made softer",
    Change.REMOVED: "Taken out",
}


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise of a line: who answers for it, who put it there, and the rules that it breaks."""

    span: Span
    said: str
    owner: Owner
    introduction: Introduction | None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Owned:
    """Who answers for a document; where a line was asked for, its promises."""

    path: str
    owner: Owner
    line: int | None = None
    promised: tuple[Promised, ...] = ()


def render(owned: Owned) -> str:
    """The answer as a short story."""
    if owned.line is None:
        return "\n".join([f"{safe(owned.path)}: {_who(owned.owner)}", *_steps(owned.owner, "  "), ""])
    if not owned.promised:
        nothing = f"{safe(owned.path)}:{owned.line}: nothing is promised there; for the document:"
        return "\n".join([nothing, f"  {_who(owned.owner)}", *_steps(owned.owner, "    "), ""])
    lines: list[str] = []
    for one in owned.promised:
        codes = f"  ({', '.join(one.codes)})" if one.codes else ""
        lines.append(f"{safe(owned.path)}:{one.span.start.line}{codes}")
        lines += wrapped(f"{one.said}”", "  ", "“")
        lines += _story(one.introduction)
        lines.append(f"  Answers for it: {_who(one.owner)}")
        lines += [*_steps(one.owner, "    "), ""]
    return "\n".join(lines)


def put_there(told: Introduction | None) -> str:
    """Who put a promise there, in one line; "" where nobody can be named."""
    if told is None or told.by is None:
        return ""
    last = told.turns[-1] if told.turns else None
    on = f" on {told.on.isoformat()}" if told.on else ""
    if told.source == "uncommitted":
        return f"{safe(told.by.name)}, not committed yet"
    before = _before(told) if last is not None and last.change is not Change.MADE else ""
    weak = ", as the file itself says" if told.source == "facts" else ""
    return f"{safe(told.by.name)}{on}{weak}{before}"


def _before(told: Introduction) -> str:
    """What was promised before, and by whom: "; before that “Q2 2027” by Mira Shah on 2026-03-02"."""
    old = told.turns[-2] if len(told.turns) > 1 else None
    if old is None or not old.by.name:
        return ""
    what = f"“{safe(old.dated)}”" if old.dated else "less firmly"
    on = f" on {old.on.isoformat()}" if old.on else ""
    return f"; before that {what} by {safe(old.by.name)}{on}"


def _story(told: Introduction | None) -> list[str]:
    if told is None:
        return []
    lines = (
        [line for turn in told.turns for line in wrapped(_turn(turn), "  ", hanging=2)] if len(told.turns) > 1 else []
    )
    who = put_there(told) or "nobody can be named"
    lines += wrapped(who, "  ", "Put there by: ", hanging=2)
    return [*lines, *(line for one in told.evidence for line in wrapped(safe(one), "    "))]


def _turn(turn: Turn) -> str:
    by = f" by {safe(turn.by.name)}" if turn.by.name else ""
    on = f" on {turn.on.isoformat()}" if turn.on else ""
    said = f": “{safe(turn.said)}”" if turn.said else ""
    return f"{_DONE[turn.change]}{by}{on}{said}"


def _who(owner: Owner) -> str:
    if isinstance(owner, Named):
        return f"{safe(owner.name)} <{safe(owner.email)}>" if owner.email else safe(owner.name)
    return "nobody could be named"


def _steps(owner: Owner, indent: str) -> list[str]:
    return [line for one in owner.evidence for line in wrapped(safe(one), indent)]
