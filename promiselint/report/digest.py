"""One person's digest as text: what weighs most, what could be said instead, and how it goes; in kind, plain words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from promiselint.model.findings import FileError, Finding
from promiselint.report.words import escaped, located, safe, wrapped

MOST = 3  # findings that a digest tells: more than that is a report
_INDENT = "   "


@dataclass(frozen=True, slots=True)
class Trend:
    """How one person's findings stand against those of an earlier report, never against anybody else's.

    `settled` stood there and stand no more, `new` stand now and did not, `staying` stand in both. `as_of` is the
    earlier roadmap's day.
    """

    before: int
    settled: int
    staying: int
    new: int
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Digest:
    """What one person is told: the findings that weigh most, how many there are in all, and the trend where known."""

    id: str
    name: str
    files: int
    total: int
    findings: tuple[Finding, ...]
    trend: Trend | None = None
    language: str = "en"
    errors: tuple[FileError, ...] = ()
    warnings: tuple[str, ...] = ()


#: What is said in each language; a test holds the keys against each other.
TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "greeting": "Hello {name},",
        "none": "nothing in {files} needs another look from you. Thank you!",
        "one": "there is 1 note on what you answer for in {files}:",
        "all": "there are {total} notes on what you answer for in {files}:",
        "some": "there are {total} notes on what you answer for in {files}. To begin with:",
        "file": "1 document",
        "files": "{number} documents",
        "instead": "You could say: ",
        "idea": "An idea: ",
        "since": "Since the earlier report{day}: {before} then, {now} now. {settled} settled, {new} new.",
        "day": " (roadmap of {day})",
        "down": "That is {number} fewer. Well done!",
        "same": "As many as then.",
        "up": "That is {number} more; the notes above are a good place to begin.",
        "clear": "All settled. Well done!",
    },
    "sv": {
        "greeting": "Hej {name},",
        "none": "ingenting i {files} behöver en ny titt av dig. Tack!",
        "one": "det finns 1 notering om det du svarar för i {files}:",
        "all": "det finns {total} noteringar om det du svarar för i {files}:",
        "some": "det finns {total} noteringar om det du svarar för i {files}. Börja gärna så här:",
        "file": "1 dokument",
        "files": "{number} dokument",
        "instead": "Du kan säga: ",
        "idea": "Ett förslag: ",
        "since": "Sedan den förra rapporten{day}: {before} då, {now} nu. {settled} avklarade, {new} nya.",
        "day": " (färdplan per {day})",
        "down": "Det är {number} färre. Bra jobbat!",
        "same": "Lika många som då.",
        "up": "Det är {number} fler; noteringarna ovan är en bra början.",
        "clear": "Allt är avklarat. Bra jobbat!",
    },
}


def render(digest: Digest) -> str:
    """The digest as a short letter."""
    said = TEXTS.get(digest.language, TEXTS["en"])
    shown = len(digest.findings)
    files = said["file"] if digest.files == 1 else said["files"].format(number=digest.files)
    key = "none" if not digest.total else "one" if digest.total == 1 else "all" if digest.total == shown else "some"
    lines = [said["greeting"].format(name=safe(digest.name)), ""]
    lines += wrapped(said[key].format(total=digest.total, files=files), "")
    for number, finding in enumerate(digest.findings, 1):
        lines += ["", *_finding(number, finding, said)]
    if digest.trend is not None:
        lines += ["", *_trend(digest.trend, digest.total, said)]
    return "\n".join([*lines, ""])


def _finding(number: int, finding: Finding, said: Mapping[str, str]) -> list[str]:
    place = f"{finding.path}:{finding.span.start.line}"
    if finding.locator:
        place = f"{finding.path}, {located(finding.locator)}"
    lines = [f"{number}. {safe(place)}"]
    if finding.excerpt:
        lines += wrapped(f"{finding.excerpt}”", _INDENT, "“")
    lines += wrapped(finding.message, _INDENT)
    if finding.rewrite:
        lines += wrapped(f"{finding.rewrite}”", _INDENT, f"{said['instead']}“", hanging=2)
    elif finding.suggestion:
        lines += wrapped(finding.suggestion, _INDENT, said["idea"], hanging=2)
    return lines


def _trend(trend: Trend, now: int, said: Mapping[str, str]) -> list[str]:
    day = said["day"].format(day=safe(trend.as_of)) if trend.as_of else ""
    told = said["since"].format(day=day, before=trend.before, now=now, settled=trend.settled, new=trend.new)
    change = now - trend.before
    key = "clear" if trend.before and not now else "down" if change < 0 else "up" if change else "same"
    return wrapped(f"{told} {said[key].format(number=abs(change))}", "")


def render_json(digest: Digest) -> str:
    """The same for programs: {"version", "owner", "files", "total", "findings", "trend"}."""
    trend = digest.trend
    told = [
        {
            "code": one.code,
            "rule": one.rule,
            "severity": str(one.severity),
            "confidence": str(one.confidence),
            "path": one.path,
            "line": one.span.start.line,
            "column": one.span.start.column,
            "locator": dict(one.locator) if one.locator is not None else None,
            "excerpt": one.excerpt,
            "message": one.message,
            "suggestion": one.suggestion,
            "rewrite": one.rewrite or None,
            "fingerprint": one.fingerprint,
        }
        for one in digest.findings
    ]
    whole = {
        "version": 1,
        "owner": {"id": digest.id, "name": digest.name},
        "files": digest.files,
        "total": digest.total,
        "findings": told,
        "trend": None
        if trend is None
        else {
            "before": trend.before,
            "settled": trend.settled,
            "staying": trend.staying,
            "new": trend.new,
            "as_of": trend.as_of or None,
        },
        "errors": [{"path": one.path, "message": one.message} for one in digest.errors],
    }
    return escaped(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"
