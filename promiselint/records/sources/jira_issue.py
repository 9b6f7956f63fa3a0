"""One issue of Jira -> an item of the roadmap: whether what is finished is out, and which date is meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from promiselint.records.roadmap_items import Item
from promiselint.records.sheets import Sheet, either, quoted
from promiselint.records.sources.written_dates import EXPECTED, ORDERS, NoDate, written
from promiselint.records.windows import parse_day

_DONE = frozenset({"done", "closed", "resolved"})
_UNFINISHED = frozenset({"", "unresolved", "done", "fixed", "resolved", "complete", "completed", "klart"})
_LEFT = {"bug": "a bug", "bugg": "a bug"}
_LOCAL = re.compile(r"([0-9]{1,2})/([^\W\d_]+)\.?/((?:[0-9]{2}){1,2})(?:[ ,]+.*)?", re.DOTALL)
_CLOCK = re.compile(
    r"[ T,]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:\s?[APap]\.?[Mm]\.?)?(?:\s?[+-][0-9:]+|Z)?$"
)


@dataclass(frozen=True, slots=True)
class Version:
    """A fix version. `out` tells whether it is released; None = the export does not say."""

    name: str
    out: bool | None
    day: str
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue as the export has it. `done` is its status's category; None = not said."""

    key: str
    name: str
    status: str
    line: int
    kind: str = ""
    subtask: bool = False
    done: bool | None = None
    resolution: str = ""
    versions: tuple[Version, ...] = ()
    date: str = ""
    owner: str = ""
    depends_on: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    """An export under reading: what was asked for and what was seen."""

    sheet: Sheet
    options: Mapping[str, str]
    versions: list[Version] = field(default_factory=list)
    dated: bool = False  # whether the date field was found

    @property
    def date_field(self) -> str:
        """The field that holds the delivery date, "" = none."""
        return " ".join(self.options.get("date-field", "").split())

    def listed(self, option: str) -> tuple[str, ...]:
        """An option's words, with commas between them, without case."""
        return tuple(one.strip().casefold() for one in self.options.get(option, "").split(",") if one.strip())


def calendar(versions: Sequence[Version]) -> dict[str, str]:
    """The versions with their day; none that two projects have on different days, and none that is archived."""
    days: dict[str, set[str]] = {}
    for one in versions:
        if one.day and not one.archived and parse_day(one.day):
            days.setdefault(one.name, set()).add(one.day)
    return {name: next(iter(found)) for name, found in days.items() if len(found) == 1}


def item(issue: Issue, reading: Reading, windows: Mapping[str, str]) -> Item:
    """The item of an issue."""
    odd: list[str] = []
    out = [_out(one, reading) for one in issue.versions]
    finished = issue.done if issue.done is not None else issue.status.casefold() in _DONE
    word = _word(issue, out) if finished else issue.status
    released = finished and bool(out) and all(one is True for one in out)
    version = _version(issue, released, odd)
    if not finished and version and out and all(one is True for one in out):
        odd.append(f"is {quoted(issue.status)}, and its version {version} is released; the version is not taken")
        version = ""
    day = next((one.day for one in issue.versions if one.name == version and parse_day(one.day)), "")
    target = _date(issue, reading)
    if not released and not target and day and version not in windows:
        target = day  # two projects have a version of that name
    return Item(
        key=issue.key,
        name=issue.name,
        status=word,
        where=f"issue {issue.key}",
        line=issue.line,
        target="" if released else target,
        released=day if released else "",
        version=version,
        owner=issue.owner,
        depends_on=issue.depends_on,
        evidence=issue.key,
        contradictions=tuple(odd),
        left=_left(issue, reading),
    )


def _out(version: Version, reading: Reading) -> bool | None:
    named = reading.listed("released")
    if version.name.casefold() in named:
        return True
    return False if named and version.out is None else version.out


def _word(issue: Issue, out: Sequence[bool | None]) -> str:
    """The word for a finished issue: with what its version, or its resolution, says of it."""
    if issue.resolution.casefold() not in _UNFINISHED:
        return f"{issue.status}, {issue.resolution.replace('’', chr(39))}"
    if not out:
        return f"{issue.status}, no version"
    if any(one is None for one in out):
        return issue.status
    return f"{issue.status}, its version is {'released' if all(out) else 'not released'}"


def _version(issue: Issue, released: bool, odd: list[str]) -> str:
    """The version in which the feature comes, or came: of several the one that is last."""
    known = [one for one in issue.versions if not one.archived or released]
    if len(known) <= 1:
        return known[0].name if known else ""
    names = either([one.name for one in known]).replace(" or ", " and ")
    if all(parse_day(one.day) for one in known):
        return max(known, key=lambda one: one.day).name if not released else min(known, key=lambda one: one.day).name
    odd.append(f"has the versions {names}; none is taken, for not all of them have a day")
    return ""


def _left(issue: Issue, reading: Reading) -> str:
    types = reading.listed("types")
    if types:
        return "" if issue.kind.casefold() in types else f"its type is {issue.kind or 'not said'}"
    return "a sub-task" if issue.subtask else _LEFT.get(issue.kind.casefold(), "")


def _date(issue: Issue, reading: Reading) -> str:
    if not issue.date:
        return ""
    order = reading.options.get("dates", "")
    try:
        return written(_plain(issue.date), order if order in ORDERS else "")
    except NoDate as fault:
        expected = "--option dates=dmy or dates=mdy" if "order" in fault.expected else fault.expected or EXPECTED
        place = f"{issue.key}: {reading.date_field}"
        reading.sheet.fault(issue.line, place, f"{quoted(issue.date)} {fault.why}", f"expected {expected}")
        return ""


def _plain(text: str) -> str:
    """A date as Jira localises it, without its time of day: 12/Mar/27 12:00 AM -> 12 Mar 2027."""
    local = _LOCAL.fullmatch(text.strip())
    if local:
        year = local[3] if len(local[3]) == 4 else f"20{local[3]}"
        return f"{local[1]} {local[2]} {year}"
    return _CLOCK.sub("", text.strip())
