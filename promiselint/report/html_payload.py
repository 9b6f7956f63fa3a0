"""What the HTML report holds: one JSON value, each thing that is said often said once and named by its number."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping, Sequence

from promiselint.model.findings import Answered, Finding, Introduction, Named, Owner, Read, Report, Silenced, Turn
from promiselint.model.roadmap import Feature, Roadmap
from promiselint.model.rules import Rule
from promiselint.model.statements import DateClaim, DateRole, Statement
from promiselint.model.time import Window
from promiselint.report.html_document import Drawn, drawn
from promiselint.rulebook.texts import text

Json = dict[str, object]
SCHEMA_VERSION = 1


class Table:
    """Values that are said often, each once; what stands for one is its number."""

    def __init__(self) -> None:
        """Begin with none."""
        self.values: list[object] = []
        self._numbers: dict[str, int] = {}

    def number(self, value: object) -> int:
        """The number of a value, the same for the same."""
        key = json.dumps(value, sort_keys=True)
        if key not in self._numbers:
            self._numbers[key] = len(self.values)
            self.values.append(value)
        return self._numbers[key]


class _Tables:
    def __init__(self, report: Report) -> None:
        self.features, self.people, self.steps, self.histories = Table(), Table(), Table(), Table()
        self.documents = {path: number for number, path in enumerate(_paths(report))}
        self.read = {one.document.path: one for one in report.read}


def payload(report: Report) -> Json:
    """All that the page shows, as values that JSON has.

    `documents[i].blocks[j]` is the block `j` of the document, 0 where it is not shown itself; every offset counts
    as browsers count.
    """
    tables = _Tables(report)
    pictures = {path: drawn(one.document) for path, one in tables.read.items()}
    findings = [_answered(one, tables, pictures) for one in report.findings]
    findings += [_silenced(one, tables, pictures) for one in report.silenced]
    documents = [_document(path, tables, pictures, findings) for path in tables.documents]
    return {
        "schema_version": SCHEMA_VERSION,
        "version": report.version,
        "made": report.made.isoformat(timespec="minutes") if report.made else None,
        "today": str(report.today or report.as_of),
        "configuration": report.configuration,
        "vendor": report.roadmap.vendor if report.roadmap else "",
        "roadmap": _roadmap(report, report.roadmap),
        "totals": _totals(report, documents),
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
    of_findings = (one.finding.path for one in (*report.findings, *report.silenced))
    return sorted({*report.paths, *(one.document.path for one in report.read), *of_findings})


def _totals(report: Report, documents: Sequence[Json]) -> Json:
    fates: Counter[object] = Counter()
    for one in documents:
        said = one["statements"]
        assert isinstance(said, list)
        fates.update(each["fate"] for each in said)
    read = sum(fates.values())
    return {
        "documents": report.files,
        "statements": read if report.read else report.statements,
        "stand": fates["stands"],
        "fall": fates["falls"],
        "left": fates["silenced"],
        "known": bool(report.read),  # whether it is known what stands
        "findings": len(report.findings),
        "silenced": len(report.silenced),
        "unsure": report.unsure_hidden,
        "unread": len(report.errors),
    }


def _roadmap(report: Report, roadmap: Roadmap | None) -> Json:
    policy = roadmap.policy if roadmap else None
    return {
        "path": report.roadmap_path,
        "as_of": str(report.as_of),
        "features": report.features,
        "finest": (str(policy.finest_date) if policy.finest_date else "none") if policy else None,
        "buffer": policy.buffer_days if policy else 0,
    }


def _rules(report: Report) -> Json:
    named: Json = {one.code: _rule(one) for one in report.rules}
    for found in (*(one.finding for one in report.findings), *(one.finding for one in report.silenced)):
        named.setdefault(found.code, {"name": found.rule, "en": ["", ""], "sv": ["", ""]})
    return dict(sorted(named.items()))


def _rule(rule: Rule) -> Json:
    told = {one: [text(rule, "summary", one), text(rule, "why", one)] for one in ("en", "sv")}
    return {"name": rule.name, **told}


def _document(path: str, tables: _Tables, pictures: Mapping[str, Drawn], findings: Sequence[Json]) -> Json:
    read, number = tables.read.get(path), tables.documents[path]
    if read is None:
        return {"path": path, "seen": path, "blocks": [], "statements": [], "warnings": []}
    facts, picture = read.document.facts, pictures[path]
    own = [one for one in findings if one["document"] == number]
    return {
        "path": path,
        "seen": read.seen or path,
        "customer": facts.customer or "",
        "channel": facts.channel or "",
        "date": _day(facts.date),
        "language": facts.language or read.document.language or "",
        "version": facts.version or "",
        "blocks": picture.blocks,
        "statements": [_said(one, read, picture, own, tables) for one in read.statements],
        "warnings": list(read.document.warnings),
    }


def _said(said: Statement, read: Read, picture: Drawn, own: Sequence[Json], tables: _Tables) -> Json:
    at = picture.parts(said.block, said.start, said.end)
    features = {one.feature: one for one in ()}
    hit = [one for one in own if _meet(one["at"], at)]
    fate = "stands" if not hit else "falls" if any("silenced" not in one for one in hit) else "silenced"
    dates = [_date(one) for one in said.dates if one.role is DateRole.DELIVERY and not one.customer_set]
    del features, read
    about = tables.features.number(said.feature.feature) if said.feature else -1
    told: Json = {"at": at, "kind": str(said.kind), "firmness": str(said.firmness), "fate": fate, "feature": about}
    return {**told, "dates": dates} if dates else told
