"""Reports as GitLab's code quality artifact, shown in a merge request and beside its lines.

GitLab has no word for what is suppressed: it is told with the lightest severity, and says so itself.
"""

from __future__ import annotations

import hashlib
import json

from promiselint.model.findings import Answered, FileError, Finding, Report, Silenced
from promiselint.model.rules import Severity
from promiselint.report.marks import marks
from promiselint.report.words import answers, escaped, lined, located, safe, said_instead, silenced_by

Json = dict[str, object]
_WEIGHT = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "minor"}
_SUPPRESSED = "info"
_UNREAD = "blocker"


def render(report: Report) -> str:
    """Findings, what is suppressed and what could not be read as a JSON list.

    Each fingerprint stands there once, since GitLab merges equal ones.
    """
    told: tuple[Answered | Silenced, ...] = (*report.findings, *report.silenced)
    rows = [_row(one, mark) for one, mark in zip(told, marks(one.finding for one in told), strict=True)]
    rows += [_unread(one) for one in report.errors]
    return escaped(json.dumps(rows, ensure_ascii=False, indent=2)) + "\n"


def _row(one: Answered | Silenced, mark: str) -> Json:
    finding = one.finding
    suppressed = isinstance(one, Silenced)
    return {
        "description": _description(one),
        "check_name": f"{finding.code} {finding.rule}",
        "fingerprint": _digest(finding.path, mark),
        "severity": _SUPPRESSED if suppressed else _WEIGHT.get(finding.severity, "minor"),
        "location": {"path": _path(finding.path), "lines": _lines(finding)},
    }


def _description(one: Answered | Silenced) -> str:
    finding = one.finding
    parts = [f"{located(finding.locator)}: {finding.message}" if finding.locator else finding.message]
    if isinstance(one, Silenced):
        return safe(f"Suppressed ({silenced_by(one)}). {parts[0]}")
    if instead := said_instead(finding):
        parts.append(f"Instead: {instead}")
    if who := answers(one.owner):
        parts.append(f"Answers for it: {who}.")
    return safe(" ".join(parts))


def _lines(finding: Finding) -> Json:
    # A file without lines is shown at its top; where in it, the description tells.
    if not lined(finding):
        return {"begin": 1}
    return {"begin": finding.span.start.line, "end": finding.span.end.line}


def _unread(one: FileError) -> Json:
    return {
        "description": safe(f"This file could not be read: {one.message}"),
        "check_name": "unread",
        "fingerprint": _digest(one.path, f"unread {one.message}"),
        "severity": _UNREAD,
        "location": {"path": _path(one.path), "lines": {"begin": 1}},
    }


def _path(path: str) -> str:
    return path.removeprefix("./").encode("utf-8", "replace").decode()


def _digest(path: str, mark: str) -> str:
    return hashlib.sha256(f"{path}\x1f{mark}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
