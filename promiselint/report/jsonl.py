"""Reports as JSON Lines: one object a line, told apart by `type`; the summary comes last."""

from __future__ import annotations

import json

from promiselint.model.findings import Report
from promiselint.report.json import Json, answered_value, silenced_value, summary_value
from promiselint.report.words import escaped


def render(report: Report) -> str:
    """The report as lines of JSON: finding, suppressed, error, warning, summary."""
    lines: list[Json] = [{"type": "finding", **answered_value(one)} for one in report.findings]
    lines += [{"type": "suppressed", **silenced_value(one)} for one in report.silenced]
    lines += [{"type": "error", "path": one.path, "message": one.message} for one in report.errors]
    lines += [{"type": "warning", "message": one} for one in report.warnings]
    lines.append({"type": "summary", **summary_value(report)})
    return "".join(escaped(json.dumps(one, ensure_ascii=False)) + "\n" for one in lines)
