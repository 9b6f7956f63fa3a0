"""GitHub: issues and a project's items, as `gh`, the REST API and the project's own export give them.

Relied on: `gh issue list --json …` (number, title, state, stateReason, labels, milestone with dueOn, projectItems,
assignees, url); `gh project item-list --format json` (`items` with `content`, `status` and the project's fields under
their names; 30 items unless told otherwise, which `totalCount` gives away); the REST API's issues (`state_reason`,
`milestone.due_on`, `pull_request` on those that are pull requests); a project view's TSV (Title, URL, Assignees,
Status and the columns shown); the guide of the public repository github/roadmap for its labels and quarters.

The word for the status map is, in this order: the project's status; a label that names one; open or closed with the
reason. A closed issue is not released, and neither is Done: both need the status map. A stage label (alpha, beta,
preview, ga) names the stage that comes *next*: on an open issue `ga` is a plan. What is finished and bears the label of
a preview is said so: "Shipped (beta)".

A date comes from the project's field (option `target-field`; else Target date, Target, Quarter), from a column or
milestone named after one ("Q2 2027 – Apr-Jun"). A milestone's due date is no target: GitHub knows only days there, so
that the day says nothing of how exact it is meant, and such days are moved all the time. Who does mean them says how:
`milestone-due` = day, month or quarter. Days are taken as they are written: GitHub keeps them as midnights of its own
zone (07:00Z, 08:00Z). The date of an item whose next stage is a preview is that of the preview and is not taken.
Further options: `label` (only issues that bear it), `project` (where an issue stands in several), `partial` = yes.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from types import MappingProxyType

from promiselint.model.errors import Misuse
from promiselint.records.roadmap_items import Export, Item
from promiselint.records.sheets import Sheet, either, quoted, settle
from promiselint.records.sources.export_fields import each_once
from promiselint.records.sources.export_text import head_of, text_of
from promiselint.records.sources.github_cards import HOLDS, Card, bare, cards_of_json, cards_of_table, plain
from promiselint.records.sources.json_nodes import parse_json
from promiselint.records.sources.written_dates import NoDate, written
from promiselint.records.windows import parse_day, parse_target

_DUE = ("none", "day", "month", "quarter")
_TARGETS = ("targetdate", "target", "quarter", "targetquarter")
_PREVIEWS = ("alpha", "private preview", "beta", "preview", "public preview")
_EARLY = ("exploring", "in design")
_GENERAL = ("ga", "general availability", "generally available")
_OPEN = MappingProxyType(
    {
        "exploring": "idea",
        "under consideration": "idea",
        "in design": "planned",
        "backlog": "backlog",
        "todo": "backlog",
        "to do": "backlog",
        "planned": "planned",
        "long term": "planned",
        "mid-term": "planned",
        "coming soon": "planned",
        "coming next": "planned",
        "in progress": "in-progress",
        "in-progress": "in-progress",
        "open": "backlog",
    }
)
_OUT = ("shipped", "released", "launched")
_LABELS = frozenset((*_OPEN, *_OUT, "shipping", "deprecated")) - {"open", "exploring", "in design"}
_PREFIX = re.compile(r"\A(?:stage|phase|status|state|release)\s*[:/]\s*")
_VERSION = re.compile(r"v?[0-9]+(?:\.[0-9]+)+(?:[-+.][0-9A-Za-z.-]+)?", re.IGNORECASE)
_QUARTER = re.compile(r"(.+?)\s*[–—:(-]\s*([^\W\d_]{3,9})\.?\s*[–—-]\s*([^\W\d_]{3,9})\.?\s*\)?")
_SPAN = re.compile(r"(\d{4}-\d\d-\d\d) \+(\d{1,4})", re.ASCII)


class _GitHub:
    """GitHub's issues and projects."""

    name = "github"
    title = "GitHub issues and projects"
    statuses: Mapping[str, str] = MappingProxyType(
        {
            **_OPEN,
            **{f"open ({stage})": "planned" for stage in (*_PREVIEWS, *_GENERAL)},
            **dict.fromkeys(_OUT, "released"),
            **{f"{out} ({stage})": "beta" for out in _OUT for stage in _PREVIEWS},
            **{f"{out} ({stage})": "alpha" for out in _OUT for stage in ("alpha", "private preview")},
            "deprecated": "deprecated",
            "closed as not planned": "withdrawn",
            "closed as duplicate": "skip",
        }
    )
    unwise: Mapping[str, str] = MappingProxyType(
        {
            "done": "Done says that the work is finished, not that customers have it",
            "closed": "a closed issue is finished work, not a release",
            "closed as completed": "an issue closed as completed is finished work, not a release",
            "complete": "Complete says that the work is finished, not that customers have it",
            "merged": "merged says that the code is in, not that a release with it is out",
            "shipping": "shipping says that it is on its way",
            **{f"done ({stage})": "Done says that the work on the preview is finished" for stage in _PREVIEWS},
            "open (ga)": "the label ga on an open issue names the stage that comes next",
            "open (general availability)": "the label on an open issue names the stage that comes next",
        }
    )

    def fits(self, path: str, content: bytes) -> bool:  # noqa: ARG002 - the name of a download tells nothing
        """Whether it looks like issues or project items of GitHub."""
        head = head_of(content)
        if head.lstrip()[:1] in {"[", "{"}:
            named = '"title"' in head and ('"number"' in head or '"content"' in head)
            return named and any(one in head for one in ("/issues/", "/pull/", '"statereason"', "draftissue"))
        first = head.splitlines()[0] if head.splitlines() else ""
        return "title" in first and "url" in first and ("/issues/" in head or "/pull/" in head)

    def read(self, path: str, content: bytes, options: Mapping[str, str]) -> Export:
        """The issues or items of an export, in their order. For the options see above.

        Raises:
            Misuse: it is none, or an option is unknown; every fault of every item at once.
        """
        due = options.get("milestone-due", "none").strip() or "none"
        if due not in _DUE:
            raise Misuse(f"milestone-due: {quoted(due)} is no granularity; expected {either(_DUE)}")
        sheet = Sheet(path)
        text = text_of(content, sheet, HOLDS, western=True)
        cards: list[Card] = []
        if text is not None and text.lstrip()[:1] in {"[", "{"}:
            partial = options.get("partial", "").casefold() in {"yes", "true", "1"}
            cards = cards_of_json(parse_json(text, sheet), sheet, partial=partial)
        elif text is not None:
            cards = cards_of_table(text, sheet)
        if not cards and not sheet.faults:
            sheet.fault(0, "", "holds no issue", f"expected {HOLDS}")
        items = each_once([_item(card, sheet, options, due) for card in cards], sheet)
        settle([sheet])
        return Export(items)


def _item(card: Card, sheet: Sheet, options: Mapping[str, str], due: str) -> Item:
    odd: list[str] = []
    stage = _stage(card, odd)
    column = _column(card, sheet, options)
    dated, strange = _titled(column)
    odd += strange
    status = _status(card, "" if dated else column, stage, odd)
    target = _target(card, dated, sheet, options, due, odd)
    if target and stage in _PREVIEWS:
        odd.append(f"its date {target} is that of its {stage}, not of general availability: it is not taken")
        target = ""
    label = options.get("label", "").strip()
    left = ""
    if card.kind == "pull request":
        left = "it is a pull request"
    elif card.kind == "draft" and not card.key.startswith("PVTI_"):
        left = "it is a draft, which has no number of its own"
    elif label and label.casefold() not in {one.casefold() for one in card.labels}:
        left = f"it does not bear the label {label}"
    version = plain(card.milestone) if _VERSION.fullmatch(plain(card.milestone)) else ""
    return Item(
        key=card.key,
        name=card.title,
        status=status,
        where=f"issue {card.key}" if card.kind == "issue" else f"{card.kind} {card.key}",
        line=card.line,
        target="" if left else target,
        version=version,
        owner=card.assignees[0] if len(card.assignees) == 1 else "",
        evidence=card.url or card.key,
        contradictions=() if left else tuple(odd),
        left=left,
    )


def _stage(card: Card, odd: list[str]) -> str:
    """The stage that a label names."""
    known = (*_PREVIEWS, *_GENERAL, *_EARLY)
    found = [one for label in card.labels if (one := _bare(label)) in known]
    if len(found) > 1:
        odd.append(f"it bears the labels {either(found)} at once")
        return next((one for one in (*_EARLY, *_PREVIEWS) if one in found), found[0])  # the least is the safest
    return found[0] if found else ""


def _bare(label: str) -> str:
    return _PREFIX.sub("", plain(label).casefold(), count=1)


def _column(card: Card, sheet: Sheet, options: Mapping[str, str]) -> str:
    """The project's status; of an issue in several projects the one that the options name."""
    field = bare(options.get("status-field", ""))
    if field and field != "status":
        return plain(card.fields.get(field, ""))
    if not card.columns:
        return card.column
    wanted = options.get("project", "").strip().casefold()
    if wanted:
        return next((one for title, one in card.columns.items() if title.casefold() == wanted), "")
    if len(set(card.columns.values())) > 1:
        told = ", ".join(f"{one} in {title}" for title, one in card.columns.items())
        sheet.fault(card.line, card.key, f"stands in several projects ({told})", "expected one, told as project")
    return next(iter(card.columns.values()))


def _status(card: Card, column: str, stage: str, odd: list[str]) -> str:
    """The source's word for how far it is."""
    labels = list(dict.fromkeys(one for label in card.labels if (one := _bare(label)) in _LABELS))
    if not column and len(labels) > 1:
        odd.append(f"it bears the labels {either(labels)} at once")
    state = card.state
    if state == "closed":
        state = f"closed as {card.reason}" if card.reason else "closed"
    word = column or next(iter(labels), "") or state
    if card.state == "closed" and word.casefold() in _OPEN:
        odd.append(f"it is closed, yet stands under {word}")
        return state
    if card.state == "open" and word.casefold() in _OUT:
        odd.append(f"it is open, yet stands under {word}")
    if not word:
        return stage if stage in _EARLY else "no status" if card.in_project else ""
    if word == "open":
        return stage if stage in _EARLY else f"open ({stage})" if stage else word
    if stage in _PREVIEWS and word.casefold() not in _OPEN and not card.reason.startswith(("not", "dup")):
        return f"{word} ({stage})"
    return word


def _target(card: Card, dated: str, sheet: Sheet, options: Mapping[str, str], due: str, odd: list[str]) -> str:
    """When it is planned, as fine as a field, a column or a milestone says."""
    milestone, strange = _titled(card.milestone)
    odd += strange
    field = _of_field(card, sheet, options) or dated
    if field and milestone and _apart(field, milestone):
        odd.append(f"its date is {field}, its milestone {milestone}")
    if milestone and card.due and _apart(card.due, milestone):
        odd.append(f"its milestone is {milestone}, and due on {card.due}")
    found = field or milestone
    return found or (_coarser(card.due, due) if card.due else "")


def _of_field(card: Card, sheet: Sheet, options: Mapping[str, str]) -> str:
    wanted = bare(options.get("target-field", ""))
    for name in (wanted,) if wanted else _TARGETS:
        cell = card.fields.get(name, "")
        span = _SPAN.fullmatch(cell)
        first = parse_day(span[1]) if span else None
        if span and first:
            return f"{first} to {first + dt.timedelta(days=max(int(span[2]), 1) - 1)}"
        found, strange = _titled(cell)
        if found and not strange:
            return found
        try:
            if written(cell):
                return written(cell)
        except NoDate as fault:
            sheet.fault(card.line, name, f"{quoted(cell)} {fault.why}", f"expected {fault.expected}")
    return ""


def _titled(title: str) -> tuple[str, list[str]]:
    """The date after which a column or milestone is named ("Q2 2027 – Apr-Jun"), and what is strange about it."""
    name = plain(title)
    if not name or _VERSION.fullmatch(name):
        return "", []
    try:
        return written(name), []
    except NoDate:
        found = _QUARTER.fullmatch(name)
    if found is None:
        return "", []
    try:
        quarter = written(found[1])
        months = written(f"{found[2]}-{found[3]} {quarter[:4]}")
    except NoDate:
        return "", []
    window = parse_target(quarter)
    if window and f"{window.first} to {window.last}" != months:
        return quarter, [f"{quoted(title)} names other months than its quarter has"]
    return quarter, []


def _apart(one: str, other: str) -> bool:
    """Whether two dates have no day in common."""
    (first, last), (start, end) = _ends(one), _ends(other)
    return bool(first and last and start and end) and (last < start or end < first)


def _ends(target: str) -> tuple[str, str]:
    first, _, last = target.partition(" to ")
    window = parse_target(first)
    return (first, last) if last else (str(window.first), str(window.last)) if window else ("", "")


def _coarser(day: str, granularity: str) -> str:
    """A milestone's day as the user means it."""
    if granularity == "quarter":
        return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"
    return {"day": day, "month": day[:7]}.get(granularity, "")


SOURCE = _GitHub()
