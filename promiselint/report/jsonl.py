"""Reports as JSON Lines: one object a line, told apart by `type`; the summary comes last."""

from __future__ import annotations

import json

from promiselint.model.findings import Report
from promiselint.report.json import Json, answered_value, head_value, silenced_value, summary_value
from promiselint.report.words import escaped


def render(report: Report) -> str:
    """The report as lines of JSON: each finding, suppressed one, error and warning, then the summary.

    The keys of each are those that the same thing has in the format "json".
    """
    lines: list[Json] = [{"type": "finding", **answered_value(one)} for one in report.findings]
    lines += [{"type": "suppressed", **silenced_value(one)} for one in report.silenced]
    lines += [{"type": "error", "path": one.path, "message": one.message} for one in report.errors]
    lines += [{"type": "warning", "message": one} for one in report.warnings]
    head = head_value(report.roadmap_path, str(report.as_of), report.features)
    lines.append({"type": "summary", **head, "summary": summary_value(report)})
    return "".join(escaped(json.dumps(one, ensure_ascii=False)) + "\n" for one in lines)
