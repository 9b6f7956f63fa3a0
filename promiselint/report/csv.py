"""Reports as CSV: one row a finding, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from promiselint.model.findings import Answered, Finding, Named, Report, Silenced
from promiselint.report.owned import put_there
from promiselint.report.words import located, safe, said_instead

HEADINGS = (
    "path", "line", "column", "place", "code", "rule", "severity", "confidence", "said", "message", "instead",
    "feature", "status", "target", "date", "owner", "owner_email", "answers_by", "introduced_by", "fingerprint", "suppressed",
)  # fmt: skip
#: With these a spreadsheet takes a cell for a formula (OWASP, CSV injection); an apostrophe keeps it a text.
_FORMULA = frozenset("=+-@\t\r\n|%")
_MARK = "\ufeff"  # so that spreadsheets read UTF-8


def render(report: Report) -> str:
    """All findings, then what is silenced with why, as text/csv (RFC 4180) in UTF-8 with a byte order mark."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows(_cells(_answered(one)) for one in report.findings)
    writer.writerows(_cells(_silenced(one)) for one in report.silenced)
    return _MARK + held.getvalue()


def _answered(one: Answered) -> tuple[object, ...]:
    owner = one.owner
    named = (owner.name, owner.email, owner.by) if isinstance(owner, Named) else ("", "", "")
    return (*_finding(one.finding), *named, put_there(one.introduction), one.finding.fingerprint, "")


def _silenced(one: Silenced) -> tuple[object, ...]:
    return (*_finding(one.finding), "", "", "", "", one.finding.fingerprint, f"{one.kind}: {one.reason}")


def _finding(finding: Finding) -> tuple[object, ...]:
    feature = finding.feature
    lines = ("", "") if finding.locator else (finding.span.start.line, finding.span.start.column)
    return (
        finding.path, *lines, located(finding.locator) if finding.locator else "", finding.code, finding.rule,
        finding.severity, finding.confidence, finding.excerpt, finding.message, said_instead(finding),
        feature.name if feature else "", feature.status if feature else "",
        feature.target.text if feature and feature.target else "", finding.date.text if finding.date else "",
    )  # fmt: skip


def _cells(values: Iterable[object]) -> list[object]:
    return [value if isinstance(value, int) else _harmless(str(value)) for value in values]


def _harmless(text: str) -> str:
    cell = safe(text)
    return f"'{cell}" if cell[:1] in _FORMULA else cell
