"""Reports as JUnit XML: a suite for each document, a case for each finding; a document without one passes.

A finding is a failure where it fails the run (`Report.fail_on`); else it passes and is told in the case's output.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from promiselint.model.findings import Answered, FileError, Finding, Report, Silenced
from promiselint.report.words import answers, place_of, safe, said_instead, silenced_by, tallied

#: What XML 1.0 cannot hold, not even as a reference (section 2.2).
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Suite:
    """A document's cases, each already as XML."""

    path: str
    failures: Sequence[str]
    told: Sequence[str]
    skipped: Sequence[str]
    errors: Sequence[str]

    @property
    def cases(self) -> tuple[str, ...]:
        """All of them; of a document without any, one that passes."""
        return (*self.errors, *self.failures, *self.told, *self.skipped) or (_case(self.path, "no finding", ""),)


def render(report: Report) -> str:
    """The report as one <testsuites>; what is suppressed is skipped, what could not be read is an error."""
    suites = _suites(report)
    totals = _counts(suites).rpartition(" skipped=")[0]  # the one count that <testsuites> has no word for
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="promiselint" {totals}>']
    for one in suites:
        name = _attribute(one.path)
        lines += [f"  <testsuite name={name} {_counts([one])} file={name}>", *one.cases, "  </testsuite>"]
    # The comment that sums up holds nothing that a document says.
    return "\n".join([*lines, f"  <!-- {tallied(report)} -->", "</testsuites>", ""])


def _suites(report: Report) -> list[_Suite]:
    failures, told, skipped, errors = (defaultdict[str, list[str]](list) for _ in range(4))
    for answered in report.findings:
        fails = 0 < report.fail_on.order <= answered.finding.severity.order
        (failures if fails else told)[answered.finding.path].append(_found(answered, fails=fails))
    for silenced in report.silenced:
        skipped[silenced.finding.path].append(_skipped(silenced))
    for fault in report.errors:
        errors[fault.path].append(_unread(fault))
    paths = sorted({*report.paths, *failures, *told, *skipped, *errors})
    return [
        _Suite(one, failures.get(one, ()), told.get(one, ()), skipped.get(one, ()), errors.get(one, ()))
        for one in paths
    ]


def _counts(suites: Sequence[_Suite]) -> str:
    counts = {
        "tests": sum(len(one.cases) for one in suites),
        "failures": sum(len(one.failures) for one in suites),
        "errors": sum(len(one.errors) for one in suites),
        "skipped": sum(len(one.skipped) for one in suites),
    }
    return " ".join(f'{name}="{number}"' for name, number in counts.items())


def _found(one: Answered, *, fails: bool) -> str:
    finding = one.finding
    parts = [f"“{finding.excerpt}”" if finding.excerpt else "", finding.message]
    if instead := said_instead(finding):
        parts.append(f"Instead: {instead}")
    if who := answers(one.owner):
        parts.append(f"Answers for it: {who}")
    body = _text("\n".join(safe(part) for part in parts if part))
    if fails:
        start = f'<failure type="{finding.severity}" message={_attribute(finding.message)}>'
        return _case(finding.path, _name(finding), f"{start}{body}</failure>")
    return _case(finding.path, _name(finding), f"<system-out>{finding.severity}: {body}</system-out>")


def _skipped(one: Silenced) -> str:
    inside = f"<skipped message={_attribute(f'suppressed ({silenced_by(one)}): {one.finding.message}')}/>"
    return _case(one.finding.path, _name(one.finding), inside)


def _unread(one: FileError) -> str:
    return _case(one.path, "could be read", f'<error type="unread" message={_attribute(one.message)}/>')


def _name(finding: Finding) -> str:
    column = f":{finding.span.start.column}" if finding.locator is None else ""
    return f"{finding.code} {finding.rule} ({place_of(finding)}{column})"


def _case(path: str, name: str, inside: str) -> str:
    head = f"    <testcase classname={_attribute(path)} name={_attribute(name)}"
    return f"{head}>{inside}</testcase>" if inside else f"{head}/>"


def _attribute(text: str) -> str:
    return f'"{_text(safe(text))}"'


def _text(text: str) -> str:
    return html.escape(_NO_XML.sub("\ufffd", text))
