"""Reports as SARIF 2.1.0 (OASIS), as GitHub's code scanning, Azure DevOps and editors show it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from urllib.parse import quote

from promiselint import __version__
from promiselint.model.findings import Answered, Finding, Report, Silenced
from promiselint.model.rules import Rule
from promiselint.report.json import answered_value, silenced_value, summary_value
from promiselint.report.marks import marks
from promiselint.report.sarif_rules import LEVEL, described, literal
from promiselint.report.words import escaped, feature, lined, located, said_instead, silenced_by

Json = dict[str, object]
#: GitHub shows no more of one run; which ones to leave out is better decided here than there.
MOST = 5_000
_ROOT = "%SRCROOT%"
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#: What a result's properties hold of what the format "json" tells; the rest has a place of its own in SARIF.
_PROPERTIES = (
    "rule", "confidence", "suggestion", "rewrite", "statement", "feature", "owner", "introduced_by", "locator",
)  # fmt: skip


def render(report: Report) -> str:
    """The report as one SARIF log with one run.

    Where there are more results than GitHub shows, the heaviest are kept, and a notification says how many are not.
    """
    told: tuple[Answered | Silenced, ...] = (*report.findings, *report.silenced)
    rules = _rules(report.rules, told)
    index = {one.code: number for number, one in enumerate(rules)}
    kept = _heaviest(told)
    signs = marks(one.finding for one in told)
    run: Json = {
        "tool": {"driver": {"name": "promiselint", "version": __version__, "rules": [described(one) for one in rules]}},
        "automationDetails": {"id": "promiselint/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder in which promiselint was started."}}},
        "invocations": [_invocation(report, len(told) - len(kept))],
        "results": [_result(told[number], signs[number], index) for number in kept],
        "properties": {"summary": summary_value(report)},
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return escaped(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _rules(known: Sequence[Rule], told: Sequence[Answered | Silenced]) -> list[Rule]:
    """Every rule that was in force, and of each other that found something as much as its findings tell."""
    by_code = {
        one.finding.code: Rule(one.finding.code, one.finding.rule, "", one.finding.severity, {}, "", "", "", "")
        for one in told
    }
    return sorted({**by_code, **{one.code: one for one in known}}.values(), key=lambda one: one.code)


def _heaviest(told: Sequence[Answered | Silenced]) -> list[int]:
    """The numbers of what is to be told, in order: what is suppressed weighs least."""

    def weight(number: int) -> tuple[bool, int, int]:
        return isinstance(told[number], Silenced), -told[number].finding.severity.order, number

    return sorted(sorted(range(len(told)), key=weight)[:MOST])


def _result(one: Answered | Silenced, mark: str, index: Mapping[str, int]) -> Json:
    finding = one.finding
    value = answered_value(one) if isinstance(one, Answered) else silenced_value(one)
    related = _roadmap(finding)
    return {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": LEVEL.get(finding.severity, "none"),
        "message": {"text": _message(one)},
        "locations": [_location(finding)],
        **({"relatedLocations": [related]} if related else {}),
        "partialFingerprints": {"primaryLocationLineHash": mark, "promise/v1": finding.fingerprint},
        "suppressions": [_suppression(one)] if isinstance(one, Silenced) else [],
        "properties": {key: value[key] for key in _PROPERTIES if value.get(key) is not None},
    }


def _message(one: Answered | Silenced) -> str:
    finding = one.finding
    parts = [f"{located(finding.locator)}: {finding.message}" if finding.locator else finding.message]
    if instead := said_instead(finding):
        parts.append(f"Instead: {instead}")
    return literal(" ".join(parts))


def _suppression(one: Silenced) -> Json:
    until = one.until.isoformat() if one.until else None
    return {
        "kind": "inSource" if one.kind == "inline" else "external",
        "status": "accepted",
        "justification": silenced_by(one),
        "properties": {"kind": one.kind, "by": one.by, "until": until},
    }


def _location(finding: Finding) -> Json:
    where: Json = {"artifactLocation": _artifact(finding.path)}
    whole: Json = {"physicalLocation": where}
    if finding.locator is not None:
        whole["logicalLocations"] = [{"fullyQualifiedName": located(finding.locator)}]
    if not lined(finding):  # viewers need some line, people have the place in words
        where["region"] = {"startLine": 1}
        return whole
    start, end = finding.span.start, finding.span.end
    last = {"endLine": end.line, "endColumn": end.column}
    where["region"] = {"startLine": start.line, "startColumn": start.column, **last}
    return whole


def _roadmap(finding: Finding) -> Json | None:
    about = finding.feature
    if about is None or about.source is None:
        return None
    place = about.source.place
    return {
        "id": 1,
        "message": {"text": literal(f"The roadmap: {feature(about)}")},
        "physicalLocation": {
            "artifactLocation": _artifact(about.source.path),
            "region": {"startLine": place.line, "startColumn": place.column},
        },
    }


def _artifact(path: str) -> Json:
    pure = PurePath(path)
    # As the bytes that the file system has: a name need not be text.
    uri = quote(_bytes(pure.as_posix()))
    if pure.is_absolute():
        return {"uri": f"file://{'' if uri.startswith('/') else '/'}{uri}"}
    if uri.startswith("../"):
        return {"uri": uri}
    return {"uri": uri, "uriBaseId": _ROOT}


def _bytes(path: str) -> bytes:
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # no name of any file
        return path.encode("utf-8", "replace")


def _invocation(report: Report, left_out: int) -> Json:
    notes: list[Json] = [
        {
            "level": "error",
            "message": {"text": literal(f"{one.path}: {one.message}")},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(one.path)}}],
        }
        for one in report.errors
    ]
    notes += [{"level": "warning", "message": {"text": literal(one)}} for one in report.warnings]
    if left_out:
        told = f"{left_out} more left out, the lightest: code scanning shows at most {MOST} of one run."
        notes.append({"level": "warning", "message": {"text": told}})
    return {"executionSuccessful": not report.errors, "toolExecutionNotifications": notes}
