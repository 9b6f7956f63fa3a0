"""What a line was taken to be, and what each rule made of it, as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from promiselint.model.statements import DateClaim, Mention, Statement
from promiselint.report.claimed import Clause, Line, Verdict
from promiselint.report.words import date, feature, nature, safe, wrapped

_MOST = 5  # heads whose scores are told


def render(line: Line) -> str:
    """The answer to `explain PATH:LINE`."""
    lines = [f"{safe(line.path)}:{line.number}", *wrapped(line.text, "  "), ""]
    if line.facts:
        lines.append(
            "The document says of itself: " + ", ".join(f"{name}: {safe(value)}" for name, value in line.facts)
        )
        lines.append("")
    if not line.clauses and not line.said:
        lines += ["Nothing on this line was read as prose: it is code, a comment, front matter, markup or empty.", ""]
    elif not line.clauses:
        lines += ["No clause here was taken to be a statement about the product:"]
        lines += [wrapped_line for one in line.said for wrapped_line in wrapped(one.text, "  ")] + [""]
    for number, clause in enumerate(line.clauses, 1):
        lines += _clause(number, clause)
    for one in line.said:
        if one.scores:
            lines += wrapped(scores(one.scores), "  ", f"Trained heads on {one.words} (0-1): ")
    if line.others and (line.clauses or line.said):
        lines += ["Rules on the sentence and on the whole document:", *_verdicts(line.others), ""]
    return "\n".join(lines)


def _clause(number: int, clause: Clause) -> list[str]:
    said = clause.statement
    lines = [f"Clause {number}, at {clause.span.start.line}:{clause.span.start.column}"]
    lines += wrapped(f"{said.text}”", "  ", "“")
    lines.append(f"  is a {nature(said)} ({said.language})")
    traits = [name for name in ("intention", "improvement", "retirement", "service") if getattr(said, name)]
    if traits:
        lines.append(f"  traits: {', '.join(traits)}")
    lines += [f"  date: {date(one)}" for one in said.dates] or ["  date: none"]
    lines += _about(clause, said)
    if said.scores:
        lines += wrapped(scores(said.scores), "  ", "trained heads (0-1): ")
    lines += [line for reason in said.reasons for line in wrapped(reason, "  ", "because: ")]
    return [*lines, *_verdicts(clause.verdicts), ""]


def scores(told: Mapping[str, float]) -> str:
    """The highest scores of the trained heads, "delivery 0.91, none 0.43"."""
    ranked = sorted(told.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{name} {score:.2f}" for name, score in ranked[:_MOST])


def _about(clause: Clause, said: Statement) -> list[str]:
    if clause.feature and said.feature:
        told = [f"  feature: {feature(clause.feature)}, {_sure(said.feature)}"]
    else:
        told = ["  feature: none of the roadmap's"]
    told += [f"  nearest in sense: {safe(one.feature)}, {_sure(one)}" for one in said.near]
    return [*told, *(f"  could also mean: {safe(rival.feature)}, {_sure(rival)}" for rival in said.rivals)]


def _sure(mention: Mention) -> str:
    return f"score {mention.score:.2f}, by {safe(mention.how)}"


def _verdicts(verdicts: Sequence[Verdict]) -> list[str]:
    ordered = sorted(verdicts, key=lambda one: (not one.fired, one.code))
    return [
        line
        for one in ordered
        for line in wrapped(
            one.why, "    ", f"{one.code} {one.name}: {'fired – ' if one.fired else 'no – '}", hanging=6
        )
    ]


def render_dates(dates: Sequence[DateClaim]) -> str:
    """Each date of a text on a line of its own."""
    return "".join(f"{date(one)}, by “{safe(one.relation)}”\n" for one in dates) or "no date was found\n"
