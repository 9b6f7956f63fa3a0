"""Reports as CSV: one row a finding, for a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from promiselint.model.findings import Answered, Finding, Introduction, Named, Report, Silenced
from promiselint.report.words import lined, located, safe, said_instead

HEADINGS = (
    "severity", "code", "rule", "path", "line", "column", "place", "said", "message", "instead",
    "kind", "firmness", "date", "from", "to", "feature", "feature_name", "status", "target",
    "owner", "owner_email", "answers_by", "introduced_by", "introduced_on", "commit",
    "confidence", "fingerprint", "suppressed", "reason", "suppressed_by", "suppressed_until",
)  # fmt: skip
_MARK = "\ufeff"  # else spreadsheets read UTF-8 as something older
#: With these a spreadsheet takes a cell for a formula (OWASP, CSV injection), also in their wide forms.
_SIGNS = "[=+\\-@|%\uff1d\uff0b\uff0d\uff20]"
#: With an apostrophe before it a cell stays text.
_FORMULA = re.compile(f"^[\\s'\"]*{_SIGNS}")
#: The same where a spreadsheet parts cells at semicolons, as it does in half of Europe, whatever is in quotes.
_LATER = re.compile(f"(;[\\s'\"]*)(?={_SIGNS})")
_Row = Iterable[object]


def render(report: Report) -> str:
    """All findings, then what is suppressed and why: RFC 4180, in UTF-8 with a byte order mark.

    What could not be read is no finding and is not told here.
    """
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows(_cells(_answered(one)) for one in report.findings)
    writer.writerows(_cells(_silenced(one)) for one in report.silenced)
    return _MARK + held.getvalue()


def _answered(one: Answered) -> _Row:
    owner = one.owner
    named = (owner.name, owner.email, owner.by) if isinstance(owner, Named) else ("", "", "")
    return (*_finding(one.finding), *named, *_introduced(one.introduction), *_last(one.finding), "", "", "", "")


def _silenced(one: Silenced) -> _Row:
    nobody = ("",) * 6
    until = one.until.isoformat() if one.until else ""
    return (*_finding(one.finding), *nobody, *_last(one.finding), one.kind, one.reason, one.by, until)


def _finding(finding: Finding) -> _Row:
    # Lines of extracted text are no lines of the file.
    lines = (finding.span.start.line, finding.span.start.column) if lined(finding) else ("", "")
    return (
        finding.severity, finding.code, finding.rule, finding.path, *lines,
        located(finding.locator) if finding.locator else "", finding.excerpt, finding.message, said_instead(finding),
        *_statement(finding), *_feature(finding),
    )  # fmt: skip


def _statement(finding: Finding) -> _Row:
    said, date = finding.statement, finding.date
    told = (said.kind, said.firmness) if said else ("", "")
    first, last = (date.window.first, date.window.last) if date else (None, None)
    return (*told, date.text if date else "", first or "", last or "")


def _feature(finding: Finding) -> _Row:
    about = finding.feature
    if about is None:
        return ("", "", "", "")
    return (about.id, about.name, about.status, about.target.text if about.target else "")


def _introduced(told: Introduction | None) -> _Row:
    if told is None or told.by is None:
        return ("", "", "")
    return (told.by.name, told.on or "", told.commit)


def _last(finding: Finding) -> _Row:
    return (finding.confidence, finding.fingerprint)


def _cells(values: _Row) -> list[object]:
    return [value if isinstance(value, int) else _harmless(str(value)) for value in values]


def _harmless(text: str) -> str:
    cell = _LATER.sub(r"\1'", safe(text))
    return f"'{cell}" if _FORMULA.match(cell) else cell
