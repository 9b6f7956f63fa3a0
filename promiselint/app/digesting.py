"""`digest`: what one person answers for, the little that weighs most, and how it goes against their own past."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from promiselint.app.checking import check_in
from promiselint.app.opening import Workspace, open_workspace
from promiselint.app.options import Options
from promiselint.model.errors import Misuse
from promiselint.model.findings import Confidence, Finding, Named
from promiselint.model.people import People, Person
from promiselint.report.digest import MOST, Digest, Trend

_SURENESS = {Confidence.CERTAIN: 0, Confidence.LIKELY: 1, Confidence.UNSURE: 2}
_HOLDS = "a report that `promiselint check --format json` wrote"


def digest(paths: Sequence[str], owner: str, options: Options, before: Path | None, language: str) -> Digest:
    """The digest of the person whom `owner` names by id, address or name; `before` is an earlier report as JSON.

    Raises:
        Misuse: nobody or several are named so, there is no people file, or as `check`.
    """
    workspace = open_workspace(paths, options)
    person = _person(owner, workspace.people)
    past = _past(before, person, paths) if before is not None else None
    report = check_in(workspace, paths, options)
    theirs = [one.finding for one in report.findings if isinstance(one.owner, Named) and one.owner.id == person.id]
    return Digest(
        id=person.id,
        name=person.name,
        files=report.files,
        total=len(theirs),
        findings=tuple(_told(one, workspace, language) for one in _foremost(theirs)[:MOST]),
        trend=_trend(past, theirs) if past is not None else None,
        language=language,
        errors=report.errors,
        warnings=report.warnings,
    )


def _person(owner: str, people: People | None) -> Person:
    from promiselint.owners.names import called  # noqa: PLC0415 - --help shall not wait for it
    from promiselint.records.sheets import Sheet, quoted  # noqa: PLC0415

    if people is None:
        raise Misuse("--owner: there is no people file; expected --owners FILE, or an owners.yaml above the documents")
    found = called(owner, people.people)
    if len(found) == 1:
        return found[0]
    if found:
        ids = " and ".join(person.id for person in found)
        raise Misuse(f"--owner: {quoted(owner)} means {ids}; expected one of these ids")
    expected = Sheet("").expected(owner, [person.id for person in people.people])
    raise Misuse(f"--owner: {quoted(owner)} is nobody in {people.path}; {expected}")


def _weight(finding: Finding) -> tuple[object, ...]:
    """The heaviest first, then the surest; then as they stand."""
    return -finding.severity.order, _SURENESS[finding.confidence], finding.path, finding.span, finding.code


def _foremost(findings: Sequence[Finding]) -> list[Finding]:
    """By weight, of the findings on one sentence only the first: a digest shall not tell of one sentence thrice."""
    found: dict[tuple[object, ...], Finding] = {}
    for one in sorted(findings, key=_weight):
        found.setdefault((one.path, one.excerpt, one.span.start.line), one)
    return list(found.values())


def _told(finding: Finding, workspace: Workspace, language: str) -> Finding:
    """The finding with its reason in the letter's language; other than English it is the rule's."""
    from promiselint.rulebook.texts import text  # noqa: PLC0415 - as above

    rule = next((one.rule for one in workspace.book.rules if one.rule.code == finding.code), None)
    if language == "en" or rule is None:
        return finding
    return replace(finding, message=f"{text(rule, 'summary', language)} {text(rule, 'why', language)}")


Past = tuple[Counter[str], str]  # fingerprints of this person's findings, and the earlier roadmap's day


def _past(path: Path, person: Person, paths: Sequence[str]) -> Past:
    """What an earlier report says of the person in what lies at or below `paths`: all else is not asked today.

    Raises:
        Misuse: it cannot be read, or is no report.
    """
    try:
        report: Any = json.loads(path.read_bytes())
    except OSError as fault:
        raise Misuse(f"{path.as_posix()}: cannot be read ({fault.strerror or fault}); expected {_HOLDS}") from None
    except (ValueError, RecursionError):
        raise Misuse(f"{path.as_posix()}: is no JSON; expected {_HOLDS}") from None
    findings = report.get("findings") if isinstance(report, dict) else None
    if not isinstance(findings, list) or not all(isinstance(one, dict) for one in findings):
        raise Misuse(f"{path.as_posix()}: holds no findings; expected {_HOLDS}")
    theirs = [
        one
        for one in findings
        if isinstance(one.get("owner"), dict)
        and one["owner"].get("id") == person.id
        and _lies_in(str(one.get("path")), paths)
    ]
    roadmap = report.get("roadmap")
    as_of = roadmap.get("as_of") if isinstance(roadmap, dict) else None
    return Counter(str(one.get("fingerprint")) for one in theirs), as_of if isinstance(as_of, str) else ""


def _lies_in(path: str, paths: Sequence[str]) -> bool:
    whole = os.path.abspath(path)  # noqa: PTH100 - by its letters: the file may be gone
    return any(
        Path(whole).is_relative_to(os.path.abspath(one))  # noqa: PTH100
        for one in paths
    )


def _trend(past: Past, now: Sequence[Finding]) -> Trend:
    before, as_of = past
    current = Counter(one.fingerprint for one in now)
    return Trend(
        before=before.total(),
        settled=(before - current).total(),
        staying=(before & current).total(),
        new=(current - before).total(),
        as_of=as_of,
    )
