"""How single things are said in every text format: safe for a terminal, and in plain words."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from promiselint.model.findings import Finding, Named, Owner, Report, Silenced
from promiselint.model.roadmap import Feature
from promiselint.model.statements import DateClaim, Statement
from promiselint.model.time import Window
from promiselint.rulebook.texts import clean

#: Control, direction and invisible signs, and halves of characters: harmless in JSON only as escapes.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
#: What builds take for a command wherever it stands in their log (Azure Pipelines, GitHub, TeamCity).
_STEERS = re.compile(r"##(?=(?:vso|teamcity)?\[)")
WIDTH = 100
_SELF_TOLD = frozenset(("shape", "cell_name", "part"))  # what tells by itself what it is
MOST_LISTED = 50  # lines of one sort that are told


def safe(words: str) -> str:
    """The words on one line, without what could steer a terminal or a build, or turn the reading direction."""
    return _tame(_STEERS.sub("# #", _UNSAFE.sub("", clean(words)).strip()))


def safe_line(line: str) -> str:
    """A line as `safe` has it, with its indent."""
    return line[: len(line) - len(line.lstrip(" "))] + safe(line)


def listed(what: str, lines: Sequence[str]) -> list[str]:
    """A heading with how many lines there are, and the first of them, indented; nothing where there are none."""
    if not lines:
        return []
    more = [f"  and {len(lines) - MOST_LISTED} more"] if len(lines) > MOST_LISTED else []
    return [f"{what}: {len(lines)}", *(f"  {line}" for line in lines[:MOST_LISTED]), *more]


def unsteering(path: str) -> str:
    """A file's name, its blanks and line ends kept, without what could steer a terminal or a build."""
    return _STEERS.sub("# #", _UNSAFE.sub("", _CONTROL.sub("", path)))


def _tame(line: str) -> str:
    """A line of a log that GitHub does not take for a command: those begin with two colons."""
    return line.replace("::", ": :", 1) if line.lstrip().startswith("::") else line


def escaped(json_text: str) -> str:
    """JSON that means the same and holds nothing that could steer a terminal or a build."""
    harmless = _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", json_text)
    return _STEERS.sub("#\\\\u0023", harmless)


def wrapped(words: str, indent: str, first: str = "", hanging: int | None = None) -> list[str]:
    """The words, cleaned, in lines of bearable length; `first` stands before the first line's words.

    Further lines are set in by `hanging` blanks more, by default as far as the words on the first line.
    """
    body = safe(words)
    lines = textwrap.wrap(
        first + body,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + " " * (len(first) if hanging is None else hanging),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [_tame(line) for line in lines] or [(indent + first).rstrip()]


def located(locator: Mapping[str, object]) -> str:
    """A place in a document that has no lines, in its reader's words: "slide 4, Content 2", "sheet Prices, C7"."""
    told = {str(key): safe(str(value)) for key, value in locator.items()}
    heading, quote, hidden = told.pop("heading", ""), told.pop("quote", ""), told.pop("hidden", "")
    parts = []
    for key, value in told.items():
        if value in {"True", "true"}:
            parts.append(key)
        else:
            parts.append(value if key in _SELF_TOLD else f"{key} {value}")
    if heading:
        parts.append(f"under “{heading}”")
    if quote:
        parts.append(f"“{quote}”")
    return ", ".join([*parts, *(["hidden"] if hidden in {"True", "true"} else [])])


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 finding", "3 findings"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def window(meant: Window) -> str:
    """A window of days in words."""
    if meant.first is None and meant.last is None:
        return "no day of the calendar"
    if meant.first is None:
        return f"up to {meant.last}"
    if meant.last is None:
        return f"from {meant.first} on"
    return f"{meant.first}" if meant.first == meant.last else f"{meant.first} to {meant.last}"


def date(claim: DateClaim) -> str:
    """A date as it was understood."""
    if claim.customer_set:
        return f"“{safe(claim.text)}” (set by the customer)"
    if claim.vague:
        return f"“{safe(claim.text)}” (no date)"
    return f"“{safe(claim.text)}” ({window(claim.window)}, {claim.window.granularity}, {claim.role})"


def feature(about: Feature) -> str:
    """A roadmap entry in short: its name, status and target or release."""
    told = [str(about.status)]
    if about.target:
        told.append(f"target {about.target.text}")
    if about.released_on or about.released_in:
        told.append("since " + " in ".join(str(part) for part in (about.released_on, about.released_in) if part))
    return f"{safe(about.name)} ({safe(', '.join(told))})"


def nature(statement: Statement) -> str:
    """What a statement was taken to be, in three words."""
    return f"{statement.firmness} {statement.kind}, said by the {statement.speaker}"


def answering(owner: Owner) -> str:
    """Who answers and why, in one line."""
    if not isinstance(owner, Named):
        return f"nobody could be named ({'; '.join(owner.evidence)})" if owner.evidence else "nobody could be named"
    why = next((line.partition(": ")[2] for line in owner.evidence if line.startswith(f"{owner.by}: ")), owner.by)
    why = why.removeprefix(f"{owner.name} ")
    handed = next((line.partition(": ")[2] for line in owner.evidence if line.startswith("handover: ")), "")
    return f"{owner.name} ({why}; {handed})" if handed else f"{owner.name} ({why})"


@dataclass(frozen=True, slots=True)
class Tally:
    """How the statements that were read do: `read` is the sum of the other three."""

    read: int
    stand: int  # nothing was found in them
    fall: int  # something was
    excused: int  # only what a suppression, a waiver or a baseline silences


def tally(report: Report) -> Tally:
    """How many statements stand, how many do not, and how many are only excused."""
    found = _said(one.finding for one in report.findings)
    silenced = _said(one.finding for one in report.silenced) - found
    # A statement can be told twice where a document was mended in between: never more than were read.
    fall = min(len(found), report.statements)
    excused = min(len(silenced), report.statements - fall)
    return Tally(report.statements, report.statements - fall - excused, fall, excused)


def _said(findings: Iterable[Finding]) -> set[tuple[str, int, int, int]]:
    return {(one.path, one.block, *place) for one in findings for place in one.stated}


def tallied(report: Report) -> str:
    """The tally as a sentence: "Of 84 statements 70 stand, 9 do not, 5 are suppressed."."""
    told = tally(report)
    if not told.read:
        return "No statement about the product was found."
    parts = [f"{told.stand} {'stands' if told.stand == 1 else 'stand'}"]
    parts.append(f"{told.fall} {'does' if told.fall == 1 else 'do'} not")
    if told.excused:
        parts.append(f"{told.excused} {'is' if told.excused == 1 else 'are'} suppressed")
    return f"Of {counted(told.read, 'statement')} {', '.join(parts)}."


def answers(owner: Owner) -> str:
    """Who answers, by name alone; "" for nobody."""
    return owner.name if isinstance(owner, Named) else ""


def said_instead(finding: Finding) -> str:
    """What could be said instead: a sentence that was tried, else advice."""
    return finding.rewrite or finding.suggestion


def silenced_by(one: Silenced) -> str:
    """What silences a finding and why, in one line: "waiver: a signed contract, by Kim, until 2027-12-31"."""
    by = f", by {one.by}" if one.by else ""
    until = f", until {one.until.isoformat()}" if one.until else ""
    return safe(f"{one.kind}: {one.reason}{by}{until}")


def lined(finding: Finding) -> bool:
    """Whether its line and column are of the file itself, not of the text that was extracted (contract §7)."""
    return finding.locator is None or finding.locator.keys() <= {"cell"}  # a notebook's cell has lines, too


def place_of(finding: Finding) -> str:
    """Where a finding stands, in the reader's terms where its file has no lines."""
    return located(finding.locator) if finding.locator else f"line {finding.span.start.line}"
