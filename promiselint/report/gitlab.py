"""Reports as GitLab's code quality artifact. What is silenced is left out: GitLab has no word for it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter

from promiselint.model.findings import Report
from promiselint.model.rules import Severity
from promiselint.report.words import answers, escaped, located, safe, said_instead

_WEIGHT = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report) -> str:
    """The findings as a JSON list; each fingerprint once, since GitLab merges equal ones."""
    seen: Counter[tuple[str, str]] = Counter()
    rows = []
    for one in report.findings:
        finding = one.finding
        mark = (finding.path, finding.fingerprint)
        whole = "\x1f".join((*mark, str(seen[mark])))
        seen[mark] += 1
        place = f"{located(finding.locator)}: " if finding.locator else ""
        instead = said_instead(finding)
        who = answers(one.owner)
        told = [
            f"{place}{finding.message}",
            f"Instead: {instead}" if instead else "",
            f"Answers for it: {who}" if who else "",
        ]
        rows.append(
            {
                "description": safe(" ".join(filter(None, told))),
                "check_name": f"{finding.code} {finding.rule}",
                "fingerprint": hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:32],
                "severity": _WEIGHT.get(finding.severity, "info"),
                "location": {
                    "path": finding.path,
                    "lines": {"begin": 1 if finding.locator else finding.span.start.line},
                },
            }
        )
    return escaped(json.dumps(rows, ensure_ascii=False, indent=2)) + "\n"
