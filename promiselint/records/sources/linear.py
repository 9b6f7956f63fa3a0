"""Linear: projects as the GraphQL API gives them (JSON), or as a CSV of projects.

Relied on: `Project` of Linear's GraphQL schema: id, slugId, name, url, status {name, type}, the older state,
targetDate (a day), targetDateResolution (month, quarter, halfYear, year; null = the day itself), completedAt,
canceledAt, archivedAt, trashed, lead {name, email}, and a project's milestones, which are not read. A query's answer
(`data.projects.nodes`), a connection (`nodes`) and a plain list are read alike.

The day of a coarse date is only how Linear stores it: what counts is the resolution. Where an export does not tell the
resolution at all, the date is not taken (option `resolution` = day, month, quarter, halfYear or year tells it). A
project that is completed is work that is finished; no field says that customers have it. Issues are no roadmap.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from promiselint.records.nodes import Items, Node, Table
from promiselint.records.roadmap_items import Export, Item
from promiselint.records.sheets import Sheet, quoted, settle
from promiselint.records.sources import columns
from promiselint.records.sources.export_fields import Fields, each_once, records
from promiselint.records.sources.export_text import head_of, text_of
from promiselint.records.sources.json_nodes import parse_json
from promiselint.records.sources.periods import around, day_of
from promiselint.records.sources.written_dates import NoDate, written

_HOLDS = "Linear projects as JSON (data.projects.nodes) or CSV"
_RESOLUTIONS = {"month": "month", "quarter": "quarter", "halfyear": "half", "half": "half", "year": "year"}
_KNOWN = "day, month, quarter, halfYear or year"
_ID = ("id", "project id", "slug id", "uuid")
_NAME = ("name", "project", "project name")
_TARGET = ("target date",)
_WANTED = (_ID, ("name", "project name"), ("status", "state"), _TARGET)
_WAYS = (
    ("data", "projects", "nodes"),
    ("projects", "nodes"),
    ("nodes",),
    ("data", "organization", "projects", "nodes"),
)
_MOST = 100_000_000


class _Linear:
    """A Linear export."""

    name = "linear"
    title = "Linear"
    statuses: Mapping[str, str] = MappingProxyType(
        {
            "backlog": "backlog",
            "planned": "planned",
            "in progress": "in-progress",
            "started": "in-progress",
            "paused": "backlog",
            "canceled": "withdrawn",
            "cancelled": "withdrawn",
        }
    )
    unwise: Mapping[str, str] = MappingProxyType(
        {
            "completed": "completed says that the work of the project is finished, not that customers have it",
            "done": "done says that the work of the project is finished, not that customers have it",
        }
    )

    def fits(self, path: str, content: bytes) -> bool:  # noqa: ARG002 - the protocol's
        """Whether it is projects as JSON or CSV."""
        top = head_of(content)
        if top.lstrip().startswith(("{", "[")):
            return '"targetdate"' in top and ('"state"' in top or '"status"' in top) and '"name"' in top
        return columns.head(top, _WANTED) is not None

    def read(self, path: str, content: bytes, options: Mapping[str, str]) -> Export:
        """The projects of an export, in its order. Option `resolution`: how fine dates are where none is told.

        Raises:
            Misuse: it is none; every fault at once.
        """
        sheet = Sheet(path)
        assumed = options.get("resolution", "").strip()
        if assumed and assumed.casefold() not in {"day", *_RESOLUTIONS}:
            sheet.fault(0, "", f"{quoted(assumed)} is no resolution", f"expected --option resolution={_KNOWN}")
            assumed = ""
        text = text_of(content, sheet, _HOLDS, western=True, most=_MOST)
        items: list[Item] = []
        if text is not None and text.lstrip()[:1] in {"{", "["}:
            items = [_project(one, assumed) for one in _projects(text, sheet, options)]
        elif text is not None:
            items = _rows(text, sheet, assumed)
        if not items and not sheet.faults:
            sheet.fault(0, "", "holds no project", f"expected {_HOLDS}")
        found = each_once(items, sheet)
        settle([sheet])
        return Export(found)


def _projects(text: str, sheet: Sheet, options: Mapping[str, str]) -> Iterator[Fields]:
    node = parse_json(text, sheet)
    if node is None:
        return
    if isinstance(node, Table) and "errors" in node.fields:
        sheet.fault(node.lines["errors"], "errors", "is an answer with errors", f"expected {_HOLDS}")
    for way in _WAYS:
        found, parent = _at(node, way)
        if isinstance(found, Items):
            page = parent.fields.get("pageInfo") if parent else None
            more = Fields(sheet, page, "pageInfo", typed=True) if isinstance(page, Table) else None
            if more and more.truth("hasNextPage") and options.get("partial") != "yes":
                more.fault("hasNextPage", "says that there are more projects", "all, or --option partial=yes")
            yield from records(sheet, found, ".".join(way), _HOLDS)
            return
    if isinstance(node, Items):
        yield from records(sheet, node, "", _HOLDS)
    else:
        sheet.fault(node.line, "", "holds no projects", f"expected {_HOLDS}")


def _at(node: Node, way: tuple[str, ...]) -> tuple[Node | None, Table | None]:
    parent = None
    found: Node | None = node
    for key in way:
        if not isinstance(found, Table):
            return None, None
        parent, found = found, found.fields.get(key)
    return found, parent


def _project(one: Fields, assumed: str) -> Item:
    key = one.text("id", "the project's id", required=True)
    name = one.name("name", "the project's name")
    status = one.table("status", "a status") if isinstance(one.node.fields.get("status"), Table) else None
    word = status.text("name", "a status") if status else one.text("status") or one.text("state")
    if not word:
        one.fault("status", "is missing", "the project's status")
    lead = one.table("lead", "a person")
    odd: list[str] = []
    resolution = one.text("targetDateResolution") if one.has("targetDateResolution") else None
    if resolution is None:
        resolution = "day" if "targetDateResolution" in one.node.fields else assumed
    start = one.number("targetDateFiscalYearStartMonth", "a month, 0 to 11") or "0"
    day = one.text("targetDate", "a day")
    target = _target(one, day, resolution, int(start) % 12 + 1, odd) if day else ""
    gone = one.truth("trashed") or one.has("archivedAt")
    done = status.text("type") == "completed" if status else word.casefold() == "completed"
    if one.has("completedAt") and not done:
        odd.append(f"was completed, and its status is {quoted(word)}")
    return Item(
        key=key,
        name=name,
        status=word,
        where=f"project {quoted(name)}" if name else f"project {key}",
        line=one.line,
        target=target,
        owner=(lead.text("email") or lead.text("name")) if lead else "",
        evidence=one.text("url"),
        contradictions=tuple(odd),
        left="is archived" if gone else "",
    )


def _target(one: Fields, day: str, resolution: str, start: int, odd: list[str]) -> str:
    found = day_of(day)
    if found is None or len(day) != len("2027-04-15"):
        one.fault("targetDate", f"{quoted(day)} is no day", "a day such as 2027-04-15")
        return ""
    folded = resolution.casefold()
    if not folded:
        odd.append(_unknown(day))
        return ""
    if folded == "day":
        return found.isoformat()
    if folded not in _RESOLUTIONS:
        one.fault("targetDateResolution", f"{quoted(resolution)} is no resolution", _KNOWN)
        return ""
    return around(found, _RESOLUTIONS[folded], start)


def _unknown(day: str) -> str:
    return f"is due on {day}, and how exact that is the export does not say (--option resolution=…); it is not taken"


def _rows(text: str, sheet: Sheet, assumed: str) -> list[Item]:
    table = columns.read(text, sheet, _WANTED, "those of projects: ID, Name, Status and Target date (not issues)")
    return [_row(row, sheet, assumed) for row in table.rows] if table else []


def _row(row: columns.Row, sheet: Sheet, assumed: str) -> Item:
    key, name, word = row.one(*_ID), row.one(*_NAME), row.one("status", "state")
    for what, cell in (("ID", key), ("Name", name), ("Status", word)):
        if not cell:
            sheet.fault(row.number, what, "is empty", f"expected the project's {what.casefold()}")
    odd: list[str] = []
    cell = row.one(*_TARGET)
    try:
        target = written(cell)
    except NoDate as fault:
        sheet.fault(row.number, "Target date", f"{quoted(cell)} {fault.why}", f"expected {fault.expected}")
        target = ""
    if len(target) == len("2027-04-15"):
        node = Table(row.number, 1)
        fields = Fields(sheet, node, "", typed=True)
        target = _target(fields, target, row.one("target date resolution") or assumed, 1, odd)
    return Item(
        key=key,
        name=name,
        status=word,
        where=f"project {quoted(name)}",
        line=row.number,
        target=target,
        owner=row.one("lead"),
        evidence=row.one("url", "link"),
        contradictions=tuple(odd),
        left="is archived" if row.one("archived", "archived at") else "",
    )


SOURCE = _Linear()
