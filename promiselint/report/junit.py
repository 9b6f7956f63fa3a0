"""Reports as JUnit XML: a suite for each document, a case for each finding; documents without one pass."""

from __future__ import annotations

import re
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from promiselint.model.findings import Answered, FileError, Report, Silenced
from promiselint.report.words import answering, place_of, safe, said_instead

#: What XML 1.0 cannot hold, not even as a reference (section 2.2).
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report) -> str:
    """The report as one <testsuites>; what is silenced is skipped, what could not be read is an error."""
    found = {path: list(group) for path, group in groupby(report.findings, key=lambda one: one.finding.path)}
    silenced = {path: list(group) for path, group in groupby(report.silenced, key=lambda one: one.finding.path)}
    faults = {one.path: one for one in report.errors}
    paths = sorted({*report.paths, *found, *silenced, *faults})
    suites = [_suite(path, found.get(path, []), silenced.get(path, []), faults.get(path)) for path in paths]
    totals = _counts(
        max(len(report.findings) + len(report.silenced) + len(report.errors), 0)
        + sum(path not in found and path not in silenced and path not in faults for path in paths),
        len(report.findings), len(report.errors), len(report.silenced),
    )  # fmt: skip
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="promiselint" {totals}>',
            *suites,
            "</testsuites>",
            "",
        ]
    )


def _suite(path: str, found: list[Answered], silenced: list[Silenced], fault: FileError | None) -> str:
    cases = [_failed(one) for one in found] + [_skipped(one) for one in silenced]
    if fault is not None:
        cases.append(_case(path, "read", f"<error message={_attribute(fault.message)}/>"))
    if not cases:
        cases = [_case(path, "no finding", "")]
    totals = _counts(len(cases), len(found), int(fault is not None), len(silenced))
    return "\n".join([f"  <testsuite name={_attribute(path)} {totals}>", *cases, "  </testsuite>"])


def _failed(one: Answered) -> str:
    finding = one.finding
    told = [f"“{finding.excerpt}”"] if finding.excerpt else []
    told.append(finding.message)
    if instead := said_instead(finding):
        told.append(f"Instead: {instead}")
    told.append(f"Answers for it: {answering(one.owner)}")
    body = _text("\n".join(safe(line) for line in told))
    name = f"{finding.code} {finding.rule} ({place_of(finding)})"
    kind = _attribute(str(finding.severity))
    return _case(finding.path, name, f"<failure type={kind} message={_attribute(finding.message)}>{body}</failure>")


def _skipped(one: Silenced) -> str:
    finding = one.finding
    name = f"{finding.code} {finding.rule} ({place_of(finding)})"
    why = f"suppressed ({one.kind}): {one.reason}"
    return _case(finding.path, name, f"<skipped message={_attribute(why)}/>")


def _case(path: str, name: str, inside: str) -> str:
    head = f"    <testcase classname={_attribute(path)} name={_attribute(name)}"
    return f"{head}>{inside}</testcase>" if inside else f"{head}/>"


def _counts(tests: int, failures: int, errors: int, skipped: int) -> str:
    return f'tests="{tests}" failures="{failures}" errors="{errors}" skipped="{skipped}"'


def _attribute(text: str) -> str:
    return quoteattr(_NO_XML.sub("\ufffd", safe(text)))


def _text(text: str) -> str:
    return escape(_NO_XML.sub("\ufffd", text))
