"""A finding as the page has it: numbers stand for what many findings share."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence

from promiselint.model.findings import Answered, Author, Finding, Introduction, Named, Owner, Silenced, Turn
from promiselint.model.roadmap import Feature
from promiselint.model.statements import DateClaim
from promiselint.report.html_document import Drawn, plain

Json = dict[str, object]


class Table:
    """Values that are said often, each once; what stands for one is its number."""

    def __init__(self) -> None:
        """Begin with none."""
        self.values: list[object] = []
        self._numbers: dict[str, int] = {}

    def number(self, key: object, value: object = None) -> int:
        """The number of a value, the same for the same key; without a value the key is its own."""
        named = json.dumps(key, sort_keys=True)
        if named not in self._numbers:
            self._numbers[named] = len(self.values)
            self.values.append(key if value is None else value)
        return self._numbers[named]

    def known(self, key: object) -> int:
        """The number that a key has; -1 where it has none."""
        return self._numbers.get(json.dumps(key, sort_keys=True), -1)


class Tables:
    """What findings and statements name by number: documents, features, people, why they answer, what became of it."""

    def __init__(self, paths: Sequence[str], features: Sequence[Feature]) -> None:
        """Number the documents and the roadmap's features in the order given."""
        self.documents = {path: number for number, path in enumerate(paths)}
        self.features, self.people, self.steps, self.histories = Table(), Table(), Table(), Table()
        for one in features:
            self.feature(one)

    def feature(self, about: Feature | None) -> int:
        """The number of a feature; -1 for none."""
        return -1 if about is None else self.features.number(about.id, _feature(about))


def answered(one: Answered, tables: Tables, pictures: Mapping[str, Drawn]) -> Json:
    """A finding with who answers for it and who put it there."""
    told = _finding(one.finding, tables, pictures)
    told |= _owner(one.owner, tables)
    if one.introduction is not None:
        told["history"] = tables.histories.number(_introduced(one.introduction))
    return told


def silenced(one: Silenced, tables: Tables, pictures: Mapping[str, Drawn]) -> Json:
    """A finding that somebody has given leave for."""
    leave = {"reason": one.reason, "by": one.by, "until": day(one.until), "kind": one.kind}
    return {**_finding(one.finding, tables, pictures), "owner": -1, "silenced": leave}


def _finding(finding: Finding, tables: Tables, pictures: Mapping[str, Drawn]) -> Json:
    picture = pictures.get(finding.path)
    start = finding.span.start
    told: Json = {
        "code": finding.code,
        "severity": str(finding.severity),
        "sure": str(finding.confidence),
        "document": tables.documents[finding.path],
        "line": [start.line, start.column],
        "at": picture.marked(finding) if picture else [],
        "excerpt": finding.excerpt,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "fingerprint": finding.fingerprint,
        "feature": tables.feature(finding.feature),
    }
    if finding.locator is not None:
        told["place"] = plain(finding.locator)
    if finding.rewrite:
        told["rewrite"] = finding.rewrite
    if finding.statement is not None:
        told["said"] = [str(finding.statement.kind), str(finding.statement.firmness), finding.statement.language]
    if finding.date is not None:
        told["date"] = date(finding.date)
    return told


def date(claim: DateClaim) -> Json:
    """A date of a text as it was understood."""
    window = claim.window
    told: Json = {"text": claim.text, "from": day(window.first), "to": day(window.last)}
    return {**told, "granularity": str(window.granularity), "customer": claim.customer_set}


def day(one: dt.date | None) -> str | None:
    """A day as JSON has it."""
    return one.isoformat() if one else None


def _feature(about: Feature) -> Json:
    target = about.target
    window = [day(target.window.first), day(target.window.last)] if target else None
    released = [part for part in (day(about.released_on), about.released_in) if part]
    return {
        "id": about.id,
        "name": about.name,
        "status": str(about.status),
        "stage": str(about.stage),
        "target": [target.text, *window] if target and window else None,
        "released": released,
        "visibility": str(about.visibility),
        "confidence": about.confidence,
        "evidence": about.evidence,
        "dependencies": list(about.customer_dependencies),
        "issues": list(about.known_issues),
    }


def _owner(owner: Owner, tables: Tables) -> Json:
    steps = tables.steps.number([owner.by if isinstance(owner, Named) else "", list(owner.evidence)])
    if not isinstance(owner, Named):
        return {"owner": -1, "steps": steps}
    who = {"id": owner.id, "name": owner.name, "email": owner.email}
    return {"owner": tables.people.number(who), "steps": steps}


def _introduced(told: Introduction) -> Json:
    return {
        "by": _author(told.by),
        "on": day(told.on),
        "commit": told.commit,
        "source": told.source,
        "why": list(told.evidence),
        "turns": [_turn(one) for one in told.turns],
    }


def _author(one: Author | None) -> Json | None:
    return {"name": one.name, "email": one.email} if one else None


def _turn(turn: Turn) -> Json:
    when = {"change": str(turn.change), "by": _author(turn.by), "on": day(turn.on), "commit": turn.commit}
    return {**when, "said": turn.said, "dated": turn.dated}
