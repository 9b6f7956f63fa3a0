"""Reports as GitHub Actions' workflow commands: each finding becomes an annotation on its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from promiselint.model.findings import Answered, FileError, Finding, Report
from promiselint.model.rules import Severity
from promiselint.report.words import answers, counted, lined, located, safe, said_instead, tallied, unsteering

_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
#: So many of each kind GitHub shows for one step.
MOST = 10


def render(report: Report) -> str:
    """One workflow command for each finding, the heaviest first; the last one, a notice, sums up.

    What is suppressed is counted there: GitHub has no annotation that does not ask for attention.
    """
    heaviest = sorted(report.findings, key=lambda one: -one.finding.severity.order)  # GitHub shows the first few only
    lines = [_unread(one) for one in report.errors]
    lines += [_annotation(one) for one in heaviest]
    return "\n".join([*lines, _command("notice", {"title": "promiselint"}, [_summary(report)]), ""])


def _summary(report: Report) -> str:
    found = f"{counted(len(report.findings), 'finding')}, {len(report.silenced)} suppressed."
    parts = [tallied(report), found]
    if report.errors:
        parts.append(f"{counted(len(report.errors), 'file')} could not be read.")
    if len(report.findings) + len(report.errors) > MOST:
        parts.append(f"GitHub shows at most {MOST} annotations of a kind for one step; the log has all.")
    return " ".join(parts)


def _annotation(one: Answered) -> str:
    finding = one.finding
    parts = [finding.message]
    if finding.locator is not None and not lined(finding):
        parts.insert(0, f"{located(finding.locator)}: “{finding.excerpt}”")
    if instead := said_instead(finding):
        parts.append(f"Instead: {instead}")
    if who := answers(one.owner):
        parts.append(f"Answers for it: {who}")
    where = {**_lines(finding), "title": f"{finding.code} {finding.rule}"}
    return _command(_COMMAND.get(finding.severity, "notice"), where, parts, finding.path)


def _unread(one: FileError) -> str:
    return _command("error", {"line": 1, "title": "could not be read"}, [one.message], one.path)


def _lines(finding: Finding) -> dict[str, object]:
    if not lined(finding):  # lines of extracted text are no lines of the file
        return {"line": 1}
    start, end = finding.span.start, finding.span.end
    where: dict[str, object] = {"line": start.line, "endLine": end.line}
    if start.line == end.line:  # GitHub takes columns for one line only
        where |= {"col": start.column, "endColumn": max(end.column, start.column)}
    return where


def _command(name: str, properties: Mapping[str, object], message: Iterable[str], path: str = "") -> str:
    # A file's name is told letter by letter: its blanks count.
    told = [f"file={_property(unsteering(path.removeprefix('./')))}"] if path else []
    told += [f"{key}={_property(safe(str(value)))}" for key, value in properties.items()]
    return f"::{name} {','.join(told)}::{'%0A'.join(_data(safe(line)) for line in message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
