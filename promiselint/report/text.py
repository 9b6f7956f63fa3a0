"""A report as people read it: file by file, each finding with its sentence, the reason and a way to say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import groupby

from promiselint.model.findings import Answered, Confidence, Named, Report, Unresolved
from promiselint.model.rules import Severity
from promiselint.report.claimed import Claims
from promiselint.report.owned import put_there
from promiselint.report.words import answering, counted, date, feature, located, nature, safe, tallied, wrapped

Paint = Callable[[str, str], str]
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_INDENT = " " * 8
_NO_PEOPLE = ("no people file",)


def plain(words: str, colour: str) -> str:  # noqa: ARG001 - the shape of a paint
    """The words without any colour."""
    return words


def render(report: Report, paint: Paint = plain) -> str:
    """The whole report as text; `paint` puts a colour around words, where the reader's terminal has colours."""
    return render_findings(report, paint) + "\n".join([*summary(report), ""])


def render_findings(report: Report, paint: Paint = plain) -> str:
    """The findings alone, file by file; "" where there are none."""
    lines: list[str] = []
    for path, group in groupby(report.findings, key=lambda one: one.finding.path):
        lines += [paint(safe(path), "bold")]
        for answered in group:
            lines += _finding(answered, paint)
        lines.append("")
    return "\n".join([*lines, ""]) if lines else ""


def _finding(answered: Answered, paint: Paint) -> list[str]:
    finding = answered.finding
    place = f"{finding.span.start.line}:{finding.span.start.column}"
    if finding.locator:
        place = located(finding.locator)
    weight = paint(str(finding.severity), COLOURS.get(finding.severity, "blue"))
    sure = "" if finding.confidence is Confidence.CERTAIN else f" ({finding.confidence})"
    lines = [f"  {place}  {weight}  {paint(finding.code, 'bold')} {finding.rule}{sure}"]
    if finding.excerpt:
        lines += wrapped(f"{finding.excerpt}”", _INDENT, "“")
    lines += wrapped(finding.message, _INDENT)
    if finding.rewrite:
        lines += wrapped(f"{finding.rewrite}”", _INDENT, "Instead: “", hanging=2)
    elif finding.suggestion:
        lines += wrapped(finding.suggestion, _INDENT, "Instead: ", hanging=2)
    if isinstance(answered.owner, Named) or answered.owner.evidence != _NO_PEOPLE:
        lines += wrapped(answering(answered.owner), _INDENT, "Answers for it: ", hanging=2)
    if introduced := put_there(answered.introduction):
        lines += wrapped(introduced, _INDENT, "Put there by: ", hanging=2)
    return lines


def summary(report: Report) -> list[str]:
    """What was read, found and suppressed, and who has how much to answer for."""
    weights = Counter(one.finding.severity for one in report.findings)
    read = f"{counted(report.statements, 'statement')} in {counted(report.files, 'file')}"
    against = f"{counted(report.features, 'feature')} of {safe(report.roadmap_path)} as of {report.as_of}"
    told = [counted(weights[weight], str(weight)) for weight in reversed(Severity) if weights[weight]]
    found = counted(len(report.findings), "finding") + (f" ({', '.join(told)})" if told else "")
    lines = [f"Read {read} against {against}: {found}, {len(report.silenced)} suppressed.", tallied(report)]
    if report.unsure_hidden:
        lines.append(f"{counted(report.unsure_hidden, 'unsure finding')} not shown; --all shows them.")
    known = sum(one.kind == "baseline" for one in report.silenced)
    if known:
        lines.append(f"{counted(known, 'finding')} known since the baseline, not shown.")
    for one in (each for each in report.silenced if each.kind != "baseline"):
        until = f", until {one.until}" if one.until else ""
        by = f", by {one.by}" if one.by else ""
        what = f"{one.finding.path}:{one.finding.span.start.line} {one.finding.code} ({one.kind}): {one.reason}"
        lines.append(safe(f"suppressed: {what}{by}{until}"))
    owners = Counter(one.owner.name for one in report.findings if isinstance(one.owner, Named))
    nobody = sum(isinstance(one.owner, Unresolved) and one.owner.evidence != _NO_PEOPLE for one in report.findings)
    if owners or nobody:
        whose = [f"{safe(name)} {number}" for name, number in sorted(owners.items(), key=lambda one: (-one[1], one[0]))]
        lines.append("To answer for: " + ", ".join([*whose, *([f"nobody {nobody}"] if nobody else [])]) + ".")
    return lines


def render_claims(claims: Claims, paint: Paint = plain) -> str:
    """Every statement as text, file by file."""
    lines: list[str] = []
    for path, group in groupby(claims.claims, key=lambda one: one.path):
        lines.append(paint(safe(path), "bold"))
        for one in group:
            said = one.statement
            place = located(one.locator) if one.locator else f"{one.span.start.line}:{one.span.start.column}"
            lines.append(f"  {place}  {paint(nature(said), 'bold')}")
            lines += wrapped(f"{said.text}”", _INDENT, "“")
            lines += [f"{_INDENT}when: {date(each)}" for each in said.dates]
            if one.feature and said.feature:
                lines.append(f"{_INDENT}about: {feature(one.feature)}, {said.feature.score:.2f} sure")
            if said.rivals:
                either = ", ".join(safe(rival.feature) for rival in said.rivals)
                lines.append(f"{_INDENT}ambiguous: could also mean {either}")
        lines.append("")
    lines.append(f"{counted(len(claims.claims), 'statement')} in {counted(claims.files, 'file')}.")
    return "\n".join([*lines, ""])
