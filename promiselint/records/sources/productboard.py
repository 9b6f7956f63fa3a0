"""Productboard: features as the REST API gives them (JSON, version 1 or 2), or a board's CSV.

Relied on: `data[]` with id, name, type (feature, subfeature), archived, status.name, owner.email, links.html and
timeframe {startDate, endDate, granularity}, where granularity is year, quarter, month, day or none and the days are
"none" with it; version 2 has the same inside `fields`; `links.next` says that there are more pages. A board's CSV has
the columns that are shown: it needs one for the id or the link, the name and the status, and Timeframe where there is
one.

A timeframe is taken as it is: one quarter is that quarter, January to June is 2027-H1, days are a stretch of days.
Nothing says that a feature may be told outside: the entries are internal. Sub-features are left out (option
`subfeatures` = yes takes them).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from promiselint.records.nodes import Items, Table
from promiselint.records.roadmap_items import Export, Item
from promiselint.records.sheets import Sheet, quoted, settle
from promiselint.records.sources import columns
from promiselint.records.sources.export_fields import LONGEST, Fields, each_once, records
from promiselint.records.sources.export_text import head_of, text_of
from promiselint.records.sources.json_nodes import parse_json
from promiselint.records.sources.periods import MONTHS, around, between, day_of
from promiselint.records.sources.written_dates import NoDate, written
from promiselint.records.windows import parse_target

_HOLDS = "Productboard features as JSON (data) or a board as CSV"
_KEY = ("feature id", "id", "uuid", "feature link", "link", "url", "productboard link")
_NAME = ("feature name", "name", "feature")
_STATUS = ("status", "feature status", "status name")
_FRAME = ("timeframe", "feature timeframe", "release timeframe")
_WANTED = (_KEY, _NAME, _STATUS)
_GRAINS = frozenset({"day", "month", "quarter", "year"})
_LEFT = {"component": "a component groups features", "product": "a product groups features"}
_MOST = 100_000_000


class _Productboard:
    """A Productboard export."""

    name = "productboard"
    title = "Productboard"
    statuses: Mapping[str, str] = MappingProxyType(
        {
            "new idea": "idea",
            "idea": "idea",
            "candidate": "idea",
            "under consideration": "idea",
            "backlog": "backlog",
            "later": "backlog",
            "next": "planned",
            "planned": "planned",
            "now": "in-progress",
            "in progress": "in-progress",
            "released": "released",
            "won't do": "withdrawn",
        }
    )
    unwise: Mapping[str, str] = MappingProxyType(
        {
            "done": "done says that the work is finished, not that customers have it",
            "completed": "completed says that the work is finished, not that customers have it",
            "in progress": "in progress is not released",
            "delivered": "delivered may say that it was handed over to be released",
        }
    )

    def fits(self, path: str, content: bytes) -> bool:  # noqa: ARG002 - the protocol's
        """Whether it is the API's JSON or a board with timeframes."""
        top = head_of(content)
        if top.lstrip().startswith(("{", "[")):
            return '"timeframe"' in top and '"granularity"' in top and '"status"' in top
        return columns.head(top, (*_WANTED, _FRAME)) is not None

    def read(self, path: str, content: bytes, options: Mapping[str, str]) -> Export:
        """The features of an export, in its order.

        Options: `subfeatures` = yes takes sub-features too, `partial` = yes takes one page of several.

        Raises:
            Misuse: it is none; every fault at once.
        """
        sheet = Sheet(path)
        text = text_of(content, sheet, _HOLDS, western=True, most=_MOST)
        items: list[Item] = []
        if text is not None and text.lstrip()[:1] in {"{", "["}:
            items = _json(text, sheet, options)
        elif text is not None:
            table = columns.read(text, sheet, _WANTED, "an id or link, Name, Status and Timeframe")
            items = [_row(row, sheet) for row in table.rows] if table else []
        if not items and not sheet.faults:
            sheet.fault(0, "", "holds no feature", f"expected {_HOLDS}")
        found = each_once(items, sheet)
        settle([sheet])
        return Export(found)


def _json(text: str, sheet: Sheet, options: Mapping[str, str]) -> list[Item]:
    node = parse_json(text, sheet)
    if isinstance(node, Items):
        return [_feature(one, options) for one in records(sheet, node, "", _HOLDS)]
    if not isinstance(node, Table):
        return []
    top = Fields(sheet, node, "", typed=True)
    links = top.table("links", "links")
    if links and links.has("next") and options.get("partial") != "yes":
        links.fault("next", "says that there are more features", "all pages in one file, or --option partial=yes")
    data = node.fields.get("data")
    if isinstance(data, Table):
        alone = top.table("data", _HOLDS)
        return [_feature(alone, options)] if alone else []
    if data is None:
        sheet.fault(node.line, "data", "is missing", f"expected {_HOLDS}")
        return []
    return [_feature(one, options) for one in records(sheet, data, "data", _HOLDS)]


def _feature(one: Fields, options: Mapping[str, str]) -> Item:
    said = one.table("fields", "the feature's fields") or one  # version 2
    key = one.text("id", "the feature's id", required=True)
    name = said.name("name", "the feature's name")
    status = said.table("status", "a status")
    word = status.text("name", "a status", required=True) if status else ""
    if status is None:
        said.fault("status", "is missing", "the feature's status")
    owner, links = said.table("owner", "a person"), one.table("links", "links")
    kind = one.text("type").casefold()
    left = _LEFT.get(kind, "")
    if kind == "subfeature" and options.get("subfeatures") != "yes":
        left = "a sub-feature"
    if said.truth("archived"):
        left = "is archived"
    return Item(
        key=key,
        name=name,
        status=word,
        where=f"feature {quoted(name)}",
        line=one.line,
        target=_frame(said),
        owner=owner.text("email") if owner else "",
        evidence=links.text("html") if links else "",
        left=left,
    )


def _frame(one: Fields) -> str:
    """The window of a timeframe, as fine as its granularity says and no finer."""
    frame = one.table("timeframe", "a timeframe")
    if frame is None:
        return ""
    grain = frame.text("granularity").casefold()
    first, last = frame.text("startDate"), frame.text("endDate")
    nothing = {"", "none"}
    if grain in nothing and first in nothing and last in nothing:
        return ""
    if grain not in _GRAINS:
        frame.fault("granularity", f"{quoted(grain)} is no granularity", "day, month, quarter, year or none")
        return ""
    days = [(key, text, day_of(text)) for key, text in (("startDate", first), ("endDate", last)) if text not in nothing]
    for key, text, day in days:
        if day is None:
            frame.fault(key, f"{quoted(text)} is no day", "a day such as 2027-04-15, or none")
    known = [day for _, _, day in days if day is not None]
    if not known:
        return ""
    start, end = min(known), max(known)
    if len(known) == 2 and known[0] > known[1]:
        frame.fault("endDate", "is before startDate", "the earlier day first")
        return ""
    if grain not in MONTHS:
        return between(start, end)
    low, high = parse_target(around(start, grain)), parse_target(around(end, grain))
    return between(low.first, high.last) if low and high and low.first and high.last else ""


def _row(row: columns.Row, sheet: Sheet) -> Item:
    key, name, word = row.one(*_KEY), row.one(*_NAME), row.one(*_STATUS)
    for what, cell in (("ID", key), ("Name", name), ("Status", word)):
        if not cell:
            sheet.fault(row.number, what, "is empty", f"expected the feature's {what.casefold()}")
    if len(name) > LONGEST:
        sheet.fault(row.number, "Name", "is too long for a name", f"expected {LONGEST} characters at most")
    shown, target = row.one(*_FRAME), ""
    try:
        target = written(shown)
    except NoDate as fault:
        sheet.fault(row.number, "Timeframe", f"{quoted(shown)} {fault.why}", f"expected {fault.expected}")
    link = row.one("feature link", "link", "url", "productboard link")
    return Item(
        key=key,
        name=name[:LONGEST],
        status=word,
        where=f"feature {quoted(name)}",
        line=row.number,
        target=target,
        owner=row.one("owner", "feature owner"),
        evidence=link,
    )


SOURCE = _Productboard()
