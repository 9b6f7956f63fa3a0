"""Reports as JSON (contract §7)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from promiselint import __version__
from promiselint.model.findings import Answered, FileError, Finding, Introduction, Named, Owner, Report, Silenced, Turn
from promiselint.model.places import Place
from promiselint.model.roadmap import Feature
from promiselint.model.statements import DateClaim, DateRole, Statement
from promiselint.report.claimed import Claim, Claims
from promiselint.report.owned import Owned, Promised
from promiselint.report.words import escaped, tally

SCHEMA_VERSION = 1
Json = dict[str, object]


def render(report: Report) -> str:
    """The report as one JSON object."""
    return _dumped(
        {
            **head_value(report.roadmap_path, str(report.as_of), report.features),
            "summary": summary_value(report),
            "findings": [answered_value(one) for one in report.findings],
            "suppressed": [silenced_value(one) for one in report.silenced],
            **_tail(report.errors, report.warnings),
        }
    )


def summary_value(report: Report) -> Json:
    """What was read, how much of it stands, what was found."""
    owners = Counter(one.owner.id for one in report.findings if isinstance(one.owner, Named))
    rules = Counter(one.finding.code for one in report.findings)
    told = tally(report)
    return {
        "files": report.files,
        "statements": report.statements,
        "standing": told.stand,
        "not_standing": told.fall,
        "findings": len(report.findings),
        "suppressed": len(report.silenced),
        "unsure_hidden": report.unsure_hidden,
        "by_rule": dict(sorted(rules.items())),
        "by_owner": dict(sorted(owners.items())),
    }


def render_claims(claims: Claims) -> str:
    """The statements as one JSON object: `statements` in place of `findings`."""
    kinds = Counter(str(one.statement.kind) for one in claims.claims)
    summary = {"files": claims.files, "statements": len(claims.claims), "by_kind": dict(sorted(kinds.items()))}
    return _dumped(
        {
            **head_value(claims.roadmap_path, str(claims.as_of), claims.features),
            "summary": summary,
            "statements": [_claim(one) for one in claims.claims],
            **_tail(claims.errors, claims.warnings),
        }
    )


def render_dates(dates: Sequence[DateClaim]) -> str:
    """The dates of a text as a JSON list."""
    return _dumped([{**_date(one), "start": one.start, "end": one.end} for one in dates])


def render_owner(owned: Owned) -> str:
    """Who answers for a document, or for the promises of a line, as one JSON object."""
    told: Json = {"path": owned.path, "owner": _owner(owned.owner)}
    if owned.line is not None:
        told |= {"line": owned.line, "promises": [_promised(one) for one in owned.promised]}
    return _dumped(told)


def _promised(one: Promised) -> Json:
    return {
        "start": _place(one.span.start),
        "end": _place(one.span.end),
        "text": one.said,
        "codes": list(one.codes),
        "owner": _owner(one.owner),
        "introduced_by": _introduced(one.introduction) if one.introduction else None,
    }


def head_value(path: str, as_of: str, features: int) -> Json:
    """Who tells, and what the documents were held against."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "promiselint", "version": __version__},
        "roadmap": {"path": path, "as_of": as_of, "features": features},
    }


def _tail(errors: Iterable[FileError], warnings: Iterable[str]) -> Json:
    return {"errors": [{"path": one.path, "message": one.message} for one in errors], "warnings": list(warnings)}


def answered_value(answered: Answered) -> Json:
    """A finding with who answers for it, as every JSON format has it."""
    introduced = _introduced(answered.introduction) if answered.introduction else None
    return {**_finding(answered.finding), "owner": _owner(answered.owner), "introduced_by": introduced}


def _finding(finding: Finding) -> Json:
    statement = _statement(finding.statement, finding.date) if finding.statement else None
    return {
        "code": finding.code,
        "rule": finding.rule,
        "severity": str(finding.severity),
        "confidence": str(finding.confidence),
        "path": finding.path,
        "start": _place(finding.span.start),
        "end": _place(finding.span.end),
        "locator": dict(finding.locator) if finding.locator is not None else None,
        "excerpt": finding.excerpt,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "rewrite": finding.rewrite or None,
        "fingerprint": finding.fingerprint,
        "statement": statement,
        "feature": _feature(finding.feature, finding.score) if finding.feature else None,
    }


def silenced_value(one: Silenced) -> Json:
    """A finding that is silenced, with by what and why."""
    until = one.until.isoformat() if one.until else None
    by = {"kind": one.kind, "reason": one.reason, "by": one.by, "until": until}
    return {**_finding(one.finding), "suppression": by}


def _claim(claim: Claim) -> Json:
    said = claim.statement
    score = said.feature.score if said.feature else None
    return {
        "path": claim.path,
        "start": _place(claim.span.start),
        "end": _place(claim.span.end),
        "locator": dict(claim.locator) if claim.locator is not None else None,
        **_statement(said, None),
        "speaker": str(said.speaker),
        "language": said.language,
        "dates": [_date(one) for one in said.dates],
        "feature": _feature(claim.feature, score) if claim.feature else None,
        "rivals": [{"id": rival.feature, "score": round(rival.score, 4)} for rival in said.rivals],
    }


def _statement(said: Statement, date: DateClaim | None) -> Json:
    chosen = date or next((one for one in said.dates if one.role is DateRole.DELIVERY), None)
    told = {key: value for key, value in _date(chosen).items() if key != "role"} if chosen else None
    return {"kind": str(said.kind), "firmness": str(said.firmness), "text": said.text, "date": told}


def _date(claim: DateClaim) -> Json:
    window = claim.window
    return {
        "text": claim.text,
        "from": window.first.isoformat() if window.first else None,
        "to": window.last.isoformat() if window.last else None,
        "granularity": str(window.granularity),
        "role": str(claim.role),
    }


def _feature(feature: Feature, score: float | None) -> Json:
    return {
        "id": feature.id,
        "name": feature.name,
        "status": str(feature.status),
        "target": feature.target.text if feature.target else None,
        "score": round(score, 4) if score is not None else None,
    }


def _owner(owner: Owner) -> Json:
    if isinstance(owner, Named):
        who: Json = {"id": owner.id, "name": owner.name, "email": owner.email, "by": owner.by}
    else:
        who = {"id": None, "name": None, "email": None, "by": None}
    return {**who, "evidence": list(owner.evidence)}


def _introduced(told: Introduction) -> Json:
    by = told.by
    return {
        "id": by.person if by else None,
        "name": by.name if by else None,
        "email": (by.email or None) if by else None,
        "commit": told.commit or None,
        "date": told.on.isoformat() if told.on else None,
        "source": told.source or None,
        "evidence": list(told.evidence),
        "history": [_turn(one) for one in told.turns],
    }


def _turn(turn: Turn) -> Json:
    return {
        "change": str(turn.change),
        "name": turn.by.name or None,
        "email": turn.by.email or None,
        "date": turn.on.isoformat() if turn.on else None,
        "commit": turn.commit or None,
        "text": turn.said,
        "dated": turn.dated or None,
    }


def _place(place: Place) -> Json:
    return {"line": place.line, "column": place.column}


def _dumped(value: object) -> str:
    return escaped(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"
