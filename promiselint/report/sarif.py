"""Reports as SARIF 2.1.0 (OASIS), as GitHub's code scanning and others show it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import quote

from promiselint import __version__
from promiselint.model.findings import Answered, Finding, Named, Report, Silenced
from promiselint.model.rules import Rule, Severity
from promiselint.report.owned import put_there
from promiselint.report.words import answering, escaped, located, safe, said_instead

Json = dict[str, object]
#: GitHub shows no more of one run; which ones to leave out is better decided here than there.
MOST = 5_000
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT = "%SRCROOT%"
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(report: Report) -> str:
    """The report as one SARIF log with one run; the heaviest results first where they are too many."""
    codes = sorted({one.code for one in report.rules} | {one.finding.code for one in report.findings})
    index = {code: number for number, code in enumerate(codes)}
    results = [_answered(one, index) for one in _heaviest(report.findings, MOST)]
    results += [_silenced(one, index) for one in report.silenced[: MOST - len(results)]]
    left_out = len(report.findings) + len(report.silenced) - len(results)
    by_code = {one.code: one for one in report.rules}
    driver = {
        "name": "promiselint",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(code, by_code.get(code)) for code in codes],
    }
    run: Json = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder in which promiselint was started."}}},
        "invocations": [_invocation(report, left_out)],
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return escaped(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _heaviest(findings: Sequence[Answered], most: int) -> list[Answered]:
    if len(findings) <= most:
        return list(findings)
    ranked = sorted(range(len(findings)), key=lambda number: (-findings[number].finding.severity.order, number))
    return [findings[number] for number in sorted(ranked[:most])]


def _rule(code: str, rule: Rule | None) -> Json:
    if rule is None:
        return {"id": code}
    told = f"{rule.why}\n\n{rule.suggestion}"
    return {
        "id": code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": told, "markdown": f"**{rule.name}**: {rule.summary}\n\n{told}"},
        "defaultConfiguration": {
            "level": _LEVEL.get(rule.severity, "none"),
            "enabled": rule.severity is not Severity.OFF,
        },
        "properties": {"tags": ["promises"], "precision": "high"},
    }


def _answered(one: Answered, index: dict[str, int]) -> Json:
    result = _result(one.finding, index)
    introduced = put_there(one.introduction)
    owner: Json = {"owner": {"id": None, "name": None, "evidence": list(one.owner.evidence)}}
    if isinstance(one.owner, Named):
        told = {"id": one.owner.id, "name": one.owner.name, "email": one.owner.email, "by": one.owner.by}
        owner = {"owner": {**told, "evidence": list(one.owner.evidence)}}
    result["properties"] = {
        **owner,
        "introduced_by": introduced or None,
        "confidence": str(one.finding.confidence),
        "answers": answering(one.owner),
    }
    return result


def _silenced(one: Silenced, index: dict[str, int]) -> Json:
    kind = "inSource" if one.kind == "inline" else "external"
    why = " ".join(
        filter(
            None, [safe(one.reason), f"by {safe(one.by)}" if one.by else "", f"until {one.until}" if one.until else ""]
        )
    )
    return {**_result(one.finding, index), "suppressions": [{"kind": kind, "status": "accepted", "justification": why}]}


def _result(finding: Finding, index: dict[str, int]) -> Json:
    instead = said_instead(finding)
    text = f"{finding.message} Instead: {instead}" if instead else finding.message
    result: Json = {
        "ruleId": finding.code,
        "ruleIndex": index.get(finding.code, -1),
        "level": _LEVEL.get(finding.severity, "none"),
        "message": {"text": safe(text)},
        "locations": [_location(finding)],
        "partialFingerprints": {"promise/v1": finding.fingerprint},
    }
    if result["ruleIndex"] == -1:
        del result["ruleIndex"]
    source = finding.feature.source if finding.feature else None
    if source is not None and finding.feature is not None:
        result["relatedLocations"] = [
            {
                "id": 1,
                "message": {"text": f"The roadmap on {safe(finding.feature.name)}"},
                "physicalLocation": {
                    "artifactLocation": _artifact(source.path),
                    "region": {"startLine": source.place.line, "startColumn": source.place.column},
                },
            }
        ]
    return result


def _location(finding: Finding) -> Json:
    where: Json = {"artifactLocation": _artifact(finding.path)}
    if finding.locator is None:
        start, end = finding.span.start, finding.span.end
        where["region"] = {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "snippet": {"text": safe(finding.excerpt)},
        }
        return {"physicalLocation": where}
    # A file without lines: viewers need some line, people need the place in words.
    where["region"] = {"startLine": 1, "snippet": {"text": safe(finding.excerpt)}}
    return {"physicalLocation": where, "message": {"text": located(finding.locator)}}


def _artifact(path: str) -> Json:
    pure = PurePath(path)
    if pure.is_absolute():
        return {"uri": "file://" + quote(pure.as_posix())}
    told = pure.as_posix()
    if told.startswith("../"):
        return {"uri": quote(told)}
    return {"uri": quote(told), "uriBaseId": _ROOT}


def _invocation(report: Report, left_out: int) -> Json:
    notes: list[Json] = [
        {"level": "error", "message": {"text": safe(f"{one.path}: {one.message}")}} for one in report.errors
    ]
    notes += [{"level": "warning", "message": {"text": safe(one)}} for one in report.warnings]
    if left_out:
        told = f"{left_out} results are left out, the lightest first: viewers show at most {MOST}."
        notes.append({"level": "warning", "message": {"text": told}})
    return {"executionSuccessful": not report.errors, "toolExecutionNotifications": notes}
