"""Microsoft's public 365 roadmap: its JSON, old and new, and the CSV that its page gives.

Relied on: the JSON of the release communications API, which is public and carries no promise of its own. Version 1 is
a list with `id`, `title`, `status`, `publicDisclosureAvailabilityDate` ("July CY2026", "Q3 CY2026"),
`publicPreviewDate`, `modified` and `tagsContainer` (`products`, `cloudInstances`, `platforms`, `releasePhase`, each a
list of `{tagName}`). Version 2 is `{"value": […]}` or a list with `generalAvailabilityDate` ("2026-07"),
`previewAvailabilityDate`, `products`, `platforms`, `cloudInstances`, `releaseRings` and `availabilities` (`ring`,
`year`, `month`). The page's CSV has the columns Feature ID, Description (the title), Details, Status, More Info,
Tags - Product, Tags - Release phase, Tags - Platform, Tags - Cloud instance, Added to Roadmap, Last Modified, Preview
and Release. Statuses: In development, Rolling out, Launched, Cancelled.

"Rolling out" is not released: only some tenants have it. "Launched" in preview rings alone is a preview: the word for
the status map is then "Launched (preview)". Dates are months or quarters and stay so; the date is that of general
availability, never that of the preview. A launched item gets no day of release, for none is said.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from promiselint.records.crm_tables import clean
from promiselint.records.nodes import Items, Node, Table
from promiselint.records.roadmap_items import Export, Item
from promiselint.records.sheets import Sheet, quoted, settle
from promiselint.records.sources.export_fields import LONGEST, Fields, each_once, records
from promiselint.records.sources.export_table import Cells, Line, grid
from promiselint.records.sources.export_text import head_of, text_of
from promiselint.records.sources.json_nodes import parse_json
from promiselint.records.sources.written_dates import EXPECTED, NoDate, day, written
from promiselint.records.windows import parse_target

_HOLDS = "the roadmap's JSON, or its CSV with the columns Feature ID, Description and Status"
_NEEDED = ("Feature ID", "Description", "Status")
_PREVIEWS = re.compile(r"\b(?:preview|targeted release|beta|insider|frontier)", re.IGNORECASE)
_WORLD = "worldwide"


@dataclass(frozen=True, slots=True)
class _Said:
    """One entry, whatever shape it came in."""

    id: str
    title: str
    status: str
    available: str  # general availability, as written
    preview: str
    modified: str
    products: tuple[str, ...]
    clouds: tuple[str, ...]
    platforms: tuple[str, ...]
    rings: tuple[str, ...]
    line: int
    where: str


class _M365:
    """The Microsoft 365 roadmap."""

    name = "m365"
    title = "Microsoft 365 roadmap"
    statuses: Mapping[str, str] = MappingProxyType(
        {
            "in development": "in-progress",
            "rolling out": "in-progress",
            "rolling out (preview)": "in-progress",
            "launched": "released",
            "launched (preview)": "beta",
            "cancelled": "withdrawn",
            "canceled": "withdrawn",
        }
    )
    unwise: Mapping[str, str] = MappingProxyType(
        {
            "rolling out": "rolling out says that some tenants have it and others do not",
            "rolling out (preview)": "a preview that is rolling out is not released",
            "launched (preview)": "only the preview is launched",
        }
    )

    def fits(self, path: str, content: bytes) -> bool:  # noqa: ARG002 - the name of a download tells nothing
        """Whether it is the roadmap's JSON or CSV."""
        head = head_of(content)
        if head.lstrip()[:1] in {"[", "{"}:
            return "publicdisclosureavailabilitydate" in head or (
                "generalavailabilitydate" in head and "cloudinstances" in head
            )
        return "feature id" in head and "tags - product" in head

    def read(self, path: str, content: bytes, options: Mapping[str, str]) -> Export:  # noqa: ARG002 - the protocol's
        """The entries of the roadmap, in their order.

        Raises:
            Misuse: it is neither its JSON nor its CSV; every fault of every entry at once.
        """
        sheet = Sheet(path)
        text = text_of(content, sheet, _HOLDS, western=True)
        said: list[_Said] = []
        if text is not None and text.lstrip()[:1] in {"[", "{"}:
            said = _of_json(parse_json(text, sheet), sheet)
        elif text is not None:
            table = grid(text, sheet, _is_head, _HOLDS)
            said = [_of_row(row, sheet) for row in table.rows] if table else []
        if not said and not sheet.faults:
            sheet.fault(0, "", "holds no entry", f"expected {_HOLDS}")
        items = each_once([_item(one, sheet) for one in said], sheet)
        settle([sheet])
        return Export(items)


def _is_head(cells: Cells) -> bool:
    return set(_NEEDED) <= set(cells)


def _of_json(node: Node | None, sheet: Sheet) -> list[_Said]:
    where = ""
    if isinstance(node, Table) and isinstance(node.fields.get("value"), Items):
        node, where = node.fields["value"], "value"
    if isinstance(node, Table):
        return [_of_record(Fields(sheet, node, "", typed=True))]
    return [_of_record(one) for one in records(sheet, node, where, _HOLDS)] if node else []


def _of_record(entry: Fields) -> _Said:
    tags = entry.table("tagsContainer", "a record with products")
    number = entry.number("id", "the entry's number", required=True)

    def named(old: str, new: str) -> tuple[str, ...]:
        return tags.texts(old, "tagName") if tags else entry.texts(new, "tagName")

    given = _availabilities(entry)
    rings = named("releasePhase", "releaseRings") or tuple(dict.fromkeys(ring for ring, _ in given if ring))
    return _Said(
        id=number,
        title=entry.name("title", "the entry's title"),
        status=entry.text("status", "a status such as In development", required=True),
        available=entry.text("publicDisclosureAvailabilityDate")
        or entry.text("generalAvailabilityDate")
        or _only(given),
        preview=entry.text("publicPreviewDate") or entry.text("previewAvailabilityDate"),
        modified=entry.text("modified"),
        products=named("products", "products"),
        clouds=named("cloudInstances", "cloudInstances"),
        platforms=named("platforms", "platforms"),
        rings=rings,
        line=entry.line,
        where=entry.where,
    )


def _availabilities(entry: Fields) -> list[tuple[str, str]]:
    """The rings of `availabilities`, each with its month."""
    found = []
    for node, where in entry.entries("availabilities", "a list of {ring, year, month}"):
        if not isinstance(node, Table):
            entry.sheet.fault(node.line, where, "is no record", "expected {ring, year, month}")
            continue
        one = Fields(entry.sheet, node, where, typed=True)
        year, month = one.number("year", "a year"), one.text("month", "a month's name")
        found.append((one.text("ring"), f"{month} {year}" if year and month else year))
    return found


def _only(given: list[tuple[str, str]]) -> str:
    """The month of general availability; none where there are several, for nobody says which is meant."""
    dates = {date for ring, date in given if ring.casefold().startswith("general") and date}
    return dates.pop() if len(dates) == 1 else ""


def _of_row(row: Line, sheet: Sheet) -> _Said:
    number = row.cell("Feature ID")
    if not (number.isascii() and number.isdigit()):
        sheet.fault(row.number, "Feature ID", f"{quoted(number)} is no number", "expected the entry's number")
    for column in ("Description", "Status"):
        if not row.cell(column):
            sheet.fault(row.number, column, "is empty", f"expected the entry's {column.casefold()}")
    if len(row.cell("Description")) > LONGEST:
        sheet.fault(row.number, "Description", "is too long for a title", f"expected {LONGEST} characters at most")
    return _Said(
        id=number,
        title=row.cell("Description"),
        status=row.cell("Status"),
        available=row.cell("Release"),
        preview=row.cell("Preview"),
        modified=row.cell("Last Modified"),
        products=_parted(row.cell("Tags - Product")),
        clouds=_parted(row.cell("Tags - Cloud instance")),
        platforms=_parted(row.cell("Tags - Platform")),
        rings=_parted(row.cell("Tags - Release phase")),
        line=row.number,
        where="",
    )


def _parted(cell: str) -> tuple[str, ...]:
    """The names of a cell; a comma between brackets parts nothing."""
    found: list[str] = []
    begun = ""
    for part in cell.replace(";", ",").split(","):
        begun = f"{begun},{part}" if begun else part
        if begun.count("(") <= begun.count(")"):
            found.append(begun.strip())
            begun = ""
    found.append(begun.strip())
    return tuple(dict.fromkeys(one for one in found if one))


def _item(said: _Said, sheet: Sheet) -> Item:
    title = clean(html.unescape(said.title))
    status = said.status
    only_preview = bool(said.rings) and all(_PREVIEWS.search(ring) for ring in said.rings)
    if only_preview and status.casefold() in {"launched", "rolling out"}:
        status = f"{status} (preview)"
    available = _window(said.available, "general availability", said, sheet)
    preview = _window(said.preview, "preview", said, sheet)
    world = any(one.casefold().startswith(_WORLD) for one in said.clouds)
    return Item(
        key=said.id,
        name=title,
        status=status,
        where=f"entry {said.id}",
        line=said.line,
        target="" if status.casefold() in {"launched", "cancelled", "canceled"} else available,
        visibility="public",
        product=html.unescape(said.products[0]) if len(said.products) == 1 else "",
        aliases=_short(title, said.products),
        regions=() if world else said.clouds,  # who names the world names no limit: the EU is in it
        platforms=said.platforms,
        evidence=f"Microsoft 365 roadmap {said.id}",
        contradictions=_contradictions(said, available, preview),
    )


def _window(text: str, what: str, said: _Said, sheet: Sheet) -> str:
    try:
        return written(text)
    except NoDate as fault:
        where = f"{said.where}: {what}" if said.where else what
        sheet.fault(said.line, where, f"{quoted(text)} {fault.why}", f"expected July CY2026, {EXPECTED}")
        return ""


def _short(title: str, products: tuple[str, ...]) -> tuple[str, ...]:
    """The title without the product before its colon, where that leaves a name of several words."""
    product, colon, rest = title.partition(": ")
    known = {html.unescape(one).casefold() for one in products}
    known |= {one.removeprefix("microsoft ") for one in known}
    if not colon or product.casefold() not in known or len(rest.split()) < 2:
        return ()
    return (rest,)


def _contradictions(said: _Said, available: str, preview: str) -> tuple[str, ...]:
    """What the entry says against itself, judged by the day on which it was last changed."""
    found = []
    window, before = parse_target(available) if available else None, parse_target(preview) if preview else None
    changed = parse_target(day(said.modified))
    status = said.status.casefold()
    if window and before and window.last and before.first and before.first > window.last:
        found.append(f"its preview ({preview}) comes after its general availability ({available})")
    if window and window.first and window.last and changed and changed.first:
        if status == "launched" and window.first > changed.first:
            found.append(f"it was launched by {changed.first}, before its date {available}")
        if status == "in development" and window.last < changed.first:
            found.append(f"it was in development on {changed.first}, after its date {available}")
    return tuple(found)


SOURCE = _M365()
