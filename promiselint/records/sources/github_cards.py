"""The shapes in which GitHub gives issues and project items -> one shape, before anything is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from promiselint.records.nodes import Items, Node, Scalar, Table
from promiselint.records.sheets import Sheet, quoted
from promiselint.records.sources.export_fields import LONGEST, Fields, records
from promiselint.records.sources.export_table import Cells, Line, grid
from promiselint.records.sources.written_dates import day

HOLDS = "issues or project items as gh or the REST API give them, or a project's view as TSV"
_URL = re.compile(r"https?://[^/\s]+/(?P<repository>[^/\s]+/[^/\s]+)/(?P<kind>issues|pull)/(?P<number>[0-9]+)\S*")
_BUILT_IN = frozenset(("content", "id", "title", "status", "labels", "milestone", "assignees", "repository", "url"))
_NAME = 200  # characters that a column's or label's name may have at most
_SIGNS = re.compile(r"^[^\w(]+|[^\w).%]+$")  # an emoji before a column's name


@dataclass(frozen=True, slots=True)
class Card:
    """An issue, or an item of a project. What its shape does not tell is empty.

    `state` is open or closed, `reason` why it was closed (completed, not planned, duplicate); `column` is the project's
    status, `columns` that of each project by its title; `fields` are the project's other fields by their bare names.
    """

    key: str
    title: str
    url: str = ""
    kind: str = "issue"  # issue | pull request | draft
    state: str = ""
    reason: str = ""
    labels: tuple[str, ...] = ()
    milestone: str = ""
    due: str = ""  # the milestone's day
    column: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    assignees: tuple[str, ...] = ()
    line: int = 0
    in_project: bool = False


def cards_of_json(node: Node | None, sheet: Sheet, *, partial: bool) -> list[Card]:
    """The cards of a list of issues, of `{"items": …}` or of one issue; an export that was cut off is a fault."""
    if isinstance(node, Table):
        top = Fields(sheet, node, "", typed=True)
        items = node.fields.get("items")
        if not isinstance(items, Items):
            return [_of_issue(top)]
        total = top.number("totalCount", "a number") if top.has("totalCount") else ""
        if total and int(total) > len(items.entries) and not partial:
            found = f"holds {len(items.entries)} of {total} items"
            sheet.fault(top.line, "", found, f"expected all of them: gh project item-list --limit {total}")
        return [
            _of_item(one) if one.has("content") or total else _of_issue(one)
            for one in records(sheet, items, "items", HOLDS)
        ]
    return [_of_issue(one) for one in records(sheet, node, "", HOLDS)] if node else []


def cards_of_table(text: str, sheet: Sheet) -> list[Card]:
    """The cards of a project's view as TSV or CSV."""
    found = grid(text, sheet, _is_head, f"{HOLDS}, with the columns Title, URL and Status")
    return [_of_row(row, sheet) for row in found.rows] if found else []


def plain(word: str) -> str:
    """A column's or label's name without the signs around it: "🚀 Shipped" is Shipped."""
    return _SIGNS.sub("", word) if len(word) <= _NAME else word


def bare(field_name: str) -> str:
    """A field's name for comparing: "Target date", "target Date" and "targetDate" are one."""
    return "".join(sign for sign in field_name.casefold() if sign.isalnum())


def _is_head(cells: Cells) -> bool:
    known = {cell.casefold() for cell in cells}
    return "title" in known and "url" in known


def _of_issue(issue: Fields) -> Card:
    """An issue of `gh issue list --json …` or of the REST API."""
    number = issue.number("number", "the issue's number", required=True)
    url = issue.text("html_url") or issue.text("url")
    milestone = issue.table("milestone", "a milestone")
    key, kind = _key(url, number)
    return Card(
        key=key,
        title=issue.name("title", "the issue's title"),
        url=url,
        kind="pull request" if issue.has("pull_request") else kind,
        state=_state(issue),
        reason=_reason(issue.text("stateReason") or issue.text("state_reason")),
        labels=issue.texts("labels", "name"),
        milestone=milestone.text("title") if milestone else "",
        due=day(milestone.text("dueOn") or milestone.text("due_on")) if milestone else "",
        columns=_columns(issue),
        assignees=issue.texts("assignees", "login"),
        line=issue.line,
    )


def _state(issue: Fields) -> str:
    state = issue.text("state", "open or closed").casefold()
    if state in {"", "open", "closed"}:
        return state
    issue.fault("state", f"{quoted(state)} is no state of an issue", "open or closed")
    return ""


def _reason(word: str) -> str:
    reason = word.casefold().replace("_", " ")
    return "" if reason == "reopened" else reason


def _columns(issue: Fields) -> dict[str, str]:
    """The issue's status in each project: `projectItems` of gh."""
    found: dict[str, str] = {}
    for number, (node, where) in enumerate(issue.entries("projectItems", "a list of projects")):
        if not isinstance(node, Table):
            issue.sheet.fault(node.line, where, "is no record", "expected {title, status}")
            continue
        item = Fields(issue.sheet, node, where, typed=True)
        status = item.table("status", "a status with its name")
        name = plain(status.text("name")) if status else ""
        if name:
            found[item.text("title") or f"project {number + 1}"] = name
    return found


def _of_item(item: Fields) -> Card:
    """An item of `gh project item-list --format json`."""
    content = item.table("content", "the issue or draft") or Fields(item.sheet, Table(item.line, 1), "", typed=True)
    url, number = content.text("url"), content.number("number", "a number")
    key, kind = _key(url, number)
    told = content.text("type").casefold()
    kind = {"draftissue": "draft", "pullrequest": "pull request"}.get(told, kind)
    if not number:
        key, kind = item.text("id", "the item's id", required=True), kind if told else "draft"
    milestone = item.table("milestone", "a milestone")
    return Card(
        key=key,
        title=item.text("title") or content.name("title", "the item's title"),
        url=url,
        kind=kind,
        labels=item.texts("labels"),
        milestone=milestone.text("title") if milestone else "",
        due=day(milestone.text("dueOn")) if milestone else "",
        column=plain(item.text("status")),
        fields=dict(_own(item)),
        assignees=item.texts("assignees"),
        line=item.line,
        in_project=True,
    )


def _own(item: Fields) -> Iterator[tuple[str, str]]:
    """The project's own fields: texts and days as they are, an iteration as its days."""
    for name, node in item.node.fields.items():
        if name.casefold() in _BUILT_IN or isinstance(node, Items):
            continue
        if isinstance(node, Scalar):
            yield bare(name), " ".join(node.text.split())
            continue
        iteration = Fields(item.sheet, node, item.path(name), typed=True)
        first, days = day(iteration.text("startDate")) if iteration.has("startDate") else "", ""
        if first and iteration.has("duration"):
            days = iteration.number("duration", "a number of days")
        yield bare(name), f"{first} +{days}" if first and days else ""


def _of_row(row: Line, sheet: Sheet) -> Card:
    cells = {name.casefold(): cell for name, cell in row.cells.items()}
    url, title = cells.get("url", ""), cells.get("title", "")
    key, kind = _key(url, "")
    if not title:
        sheet.fault(row.number, "Title", "is empty", "expected the item's title")
    if len(title) > LONGEST:
        sheet.fault(row.number, "Title", "is too long for a title", f"expected {LONGEST} characters at most")
    return Card(
        key=key or title,
        title=title,
        url=url,
        kind=kind if key else "draft",
        labels=_parted(cells.get("labels", "")),
        milestone=cells.get("milestone", ""),
        column=plain(cells.get("status", "")),
        fields={bare(name): cell for name, cell in cells.items() if name not in _BUILT_IN},
        assignees=_parted(cells.get("assignees", "")),
        line=row.number,
        in_project=True,
    )


def _parted(cell: str) -> tuple[str, ...]:
    return tuple(one for part in cell.split(",") if (one := part.strip()))


def _key(url: str, number: str) -> tuple[str, str]:
    """The key that an issue's address gives (owner/repository#12), and whether it is an issue or a pull request."""
    found = _URL.fullmatch(url)
    if found is None:
        return (f"#{number}" if number else ""), "issue"
    return f"{found['repository']}#{found['number']}", "pull request" if found["kind"] == "pull" else "issue"
