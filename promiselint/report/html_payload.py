"""What the HTML report holds: one JSON value, each thing that is said often said once and named by its number."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from promiselint.model.findings import Read, Report
from promiselint.model.rules import Rule
from promiselint.model.statements import DateRole, Statement
from promiselint.report.html_document import Drawn, drawn
from promiselint.report.html_finding import Json, Tables, answered, date, day, silenced
from promiselint.report.html_text import Part
from promiselint.rulebook.texts import text

SCHEMA_VERSION = 1


def payload(report: Report) -> Json:
    """All that the page shows, as values that JSON has.

    `documents[i]["blocks"][j]` is the block `j` of the document, 0 where it is not shown itself; every offset counts
    as browsers count.
    """
    tables = Tables(_paths(report), report.roadmap.features if report.roadmap else ())
    pictures = {one.document.path: drawn(one.document) for one in report.read}
    findings = [answered(one, tables, pictures) for one in report.findings]
    findings += [silenced(one, tables, pictures) for one in report.silenced]
    by_document: dict[object, list[Json]] = defaultdict(list)
    for one in findings:
        by_document[one["document"]].append(one)
    read = {one.document.path: one for one in report.read}
    fates: Counter[str] = Counter()
    documents = [
        _document(path, read.get(path), pictures.get(path), by_document[number], tables, fates)
        for path, number in tables.documents.items()
    ]
    return {
        "schema_version": SCHEMA_VERSION,
        "version": report.version,
        "made": report.made.isoformat(timespec="minutes") if report.made else None,
        "today": str(report.today or report.as_of),
        "configuration": report.configuration,
        "vendor": report.roadmap.vendor if report.roadmap else "",
        "roadmap": _roadmap(report),
        "totals": _totals(report, fates),
        "rules": _rules(report),
        "features": tables.features.values,
        "people": tables.people.values,
        "steps": tables.steps.values,
        "histories": tables.histories.values,
        "documents": documents,
        "findings": findings,
        "errors": [[one.path, one.message] for one in report.errors],
        "warnings": list(report.warnings),
    }


def _paths(report: Report) -> Sequence[str]:
    found = [one.finding.path for one in report.findings] + [one.finding.path for one in report.silenced]
    return sorted({*report.paths, *(one.document.path for one in report.read), *found})


def _totals(report: Report, fates: Counter[str]) -> dict[str, Any]:
    return {
        "documents": report.files,
        "statements": sum(fates.values()) if report.read else report.statements,
        "stand": fates["stands"],
        "fall": fates["falls"],
        "silenced_statements": fates["silenced"],
        "known": bool(report.read),  # whether it is known what stands
        "findings": len(report.findings),
        "silenced": len(report.silenced),
        "unsure": report.unsure_hidden,
        "unread": len(report.errors),
    }


def _roadmap(report: Report) -> Json:
    policy = report.roadmap.policy if report.roadmap else None
    return {
        "path": report.roadmap_path,
        "as_of": str(report.as_of),
        "features": report.features,
        "finest": str(policy.finest_date or "none") if policy else None,
        "buffer": policy.buffer_days if policy else 0,
    }


def _rules(report: Report) -> Json:
    named: Json = {one.code: _rule(one) for one in report.rules}
    for one in [*(each.finding for each in report.findings), *(each.finding for each in report.silenced)]:
        named.setdefault(one.code, {"name": one.rule, "en": ["", ""], "sv": ["", ""]})
    return dict(sorted(named.items()))


def _rule(rule: Rule) -> Json:
    told: Json = {one: [text(rule, "summary", one), text(rule, "why", one)] for one in ("en", "sv")}
    return {"name": rule.name, **told}


def _document(
    path: str, read: Read | None, picture: Drawn | None, own: Sequence[Json], tables: Tables, fates: Counter[str]
) -> Json:
    if read is None or picture is None:
        return {"path": path, "seen": path, "customer": "", "channel": "", "blocks": [], "statements": []}
    facts = read.document.facts
    said = [_said(one, picture, own, tables) for one in read.statements]
    fates.update(str(one["fate"]) for one in said)
    return {
        "path": path,
        "seen": read.seen or path,
        "customer": facts.customer or "",
        "channel": facts.channel or "",
        "date": day(facts.date),
        "language": facts.language or read.document.language or "",
        "version": facts.version or "",
        "blocks": picture.blocks,
        "statements": said,
        "warnings": list(read.document.warnings),
    }


def _said(said: Statement, picture: Drawn, own: Sequence[Json], tables: Tables) -> Json:
    at = picture.parts(said.block, said.start, said.end)
    hit = [one for one in own if _meet(one["at"], at)]
    fate = "stands" if not hit else "falls" if any("silenced" not in one for one in hit) else "silenced"
    about = tables.features.known(said.feature.feature) if said.feature else -1
    told: Json = {"at": at, "kind": str(said.kind), "firmness": str(said.firmness), "fate": fate, "feature": about}
    dates = [date(one) for one in said.dates if one.role is DateRole.DELIVERY and not one.customer_set]
    if fate != "stands":  # so that a timeline can lead to what was found
        told["findings"] = [one["fingerprint"] for one in hit]
    return {**told, "dates": dates} if dates else told


def _meet(one: object, other: Sequence[Part]) -> bool:
    """Whether two marked places share a character."""
    assert isinstance(one, list)  # noqa: S101 - parts, as `Drawn.marked` gives them
    return any(a == x and b < z and y < c for a, b, c in one for x, y, z in other)
