"""Reports as GitHub Actions' workflow commands: each finding becomes an annotation on its line."""

from __future__ import annotations

from promiselint.model.findings import Answered, Report
from promiselint.model.rules import Severity
from promiselint.report.words import answers, counted, located, safe, said_instead, standing

_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report) -> str:
    """One workflow command a finding, then a notice that sums up, with what is silenced."""
    lines = [_annotation(one) for one in report.findings]
    lines += [_command("error", {"title": "not read"}, f"{one.path}: {one.message}") for one in report.errors]
    silenced = f", {len(report.silenced)} suppressed" if report.silenced else ""
    stand = f"{standing(report)} of {counted(report.statements, 'promise')} stand"
    summary = f"{counted(len(report.findings), 'finding')}{silenced}; {stand} in {counted(report.files, 'file')}."
    return "\n".join([*lines, _command("notice", {"title": "promiselint"}, summary), ""])


def _annotation(one: Answered) -> str:
    finding = one.finding
    start, end = finding.span.start, finding.span.end
    where: dict[str, object] = {"file": finding.path, "line": 1}
    if finding.locator is None:
        where = {"file": finding.path, "line": start.line, "endLine": end.line}
        if start.line == end.line:  # columns hold for one line only
            where |= {"col": start.column, "endColumn": end.column}
    where["title"] = f"{finding.code} {finding.rule}"
    parts = [finding.message]
    if finding.locator is not None:
        parts.insert(0, f"{located(finding.locator)}: “{finding.excerpt}”")
    if instead := said_instead(finding):
        parts.append(f"Instead: {instead}")
    if who := answers(one.owner):
        parts.append(f"Answers for it: {who}")
    return _command(_COMMAND.get(finding.severity, "notice"), where, "\n".join(safe(part) for part in parts))


def _command(name: str, properties: dict[str, object], message: str) -> str:
    told = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {told}::{_message(message)}"


def _message(text: str) -> str:
    lines = [safe(line) for line in text.split("\n")]
    return "%0A".join(line.replace("%", "%25").replace("\r", "%0D") for line in lines)


def _property(text: str) -> str:
    return _message(" ".join(text.split("\n"))).replace(":", "%3A").replace(",", "%2C")
