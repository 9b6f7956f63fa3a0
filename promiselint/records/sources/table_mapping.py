"""The mapping file of a table of one's own: which column holds what, and what its words mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from promiselint.model.roadmap import Status, Visibility
from promiselint.records.entries import Entry
from promiselint.records.files import load
from promiselint.records.nodes import Scalar, Table
from promiselint.records.sheets import Sheet, either, quoted, step
from promiselint.records.sources.written_dates import ORDERS

HOLDS = "a mapping such as columns: {key: Ref, name: Feature, status: Stage}"
REQUIRED = ("key", "name", "status")
DATES = ("target", "released")
LISTS = ("aliases", "depends_on", "plans", "regions", "platforms")
FIELDS = (*REQUIRED, *DATES, "version", "visibility", "product", "owner", "evidence", *LISTS)
SKIP = "skip"
_KEYS = ("columns", "status", "dates", "separator", "visibility", "sheet")
_WORDS = (*Status, SKIP)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is read. `columns`: a field of ours -> the column's name; `status`: their word, without case."""

    file: str
    columns: Mapping[str, str]
    lines: Mapping[str, int]  # field -> the line on which the mapping names its column
    status: Mapping[str, str]
    order: str = ""  # dmy | mdy
    separator: str = ";"
    visibility: str = "internal"
    sheet: str = ""


def mapping(path: Path, sheet: Sheet, text: str | None = None) -> Reading | None:
    """The mapping that a file holds; None where it has a fault, and the sheet says which. `text` stands for the file's.

    Every fault is noted, not only the first.
    """
    node = load(path, sheet, HOLDS, text)
    if node is None:
        return None
    if not isinstance(node, Table):
        sheet.fault(node.line, "", "is no mapping", f"expected {HOLDS}")
        return None
    top = Entry(sheet, node, "")
    top.only(_KEYS, "a mapping of columns")
    columns, lines = _columns(top)
    reading = Reading(
        file=sheet.file,
        columns=MappingProxyType(columns),
        lines=MappingProxyType(lines),
        status=MappingProxyType(_status(top)),
        order=top.choice("dates", ORDERS, "order of day and month") or "",
        separator=_separator(top),
        visibility=top.choice("visibility", tuple(Visibility), "visibility") or "internal",
        sheet=top.text("sheet", "the name of a workbook's sheet") or "",
    )
    return None if sheet.faults else reading


def _columns(top: Entry) -> tuple[dict[str, str], dict[str, int]]:
    if top.given("columns", HOLDS, required=True) is None:
        return {}, {}
    table = top.table("columns", HOLDS)
    if table is None:
        return {}, {}
    table.only(FIELDS, "columns")
    found = {key: name for key in table.node.fields if key in FIELDS and (name := table.text(key, "a column's name"))}
    for key in REQUIRED:
        if key not in table.node.fields:
            table.fault(key, "is missing", f"expected the column of {either(REQUIRED)} each")
    return found, {key: table.line(key) for key in found}


def _status(top: Entry) -> dict[str, str]:
    table = top.table("status", "a mapping such as {Cooking: in-progress}")
    found: dict[str, str] = {}
    for word, node in table.node.fields.items() if table else ():
        ours = node.text.strip() if isinstance(node, Scalar) else ""
        if ours not in _WORDS:
            where = step(table.where, word) if table else ""
            top.sheet.fault(node.line, where, f"{quoted(ours)} is no status", top.sheet.expected(ours, _WORDS))
        elif found.setdefault(word.casefold(), ours) != ours:
            where = step(table.where, word) if table else ""
            top.sheet.fault(node.line, where, "stands here a second time in other letters", "expected each word once")
    return found


def _separator(top: Entry) -> str:
    node = top.scalar("separator", 'a sign such as ";"')
    if node is None:
        return ";"
    if len(node.text.strip()) == 1 and not node.text.strip().isalnum():
        return node.text.strip()
    top.fault("separator", f"{quoted(node.text)} is no separator", 'expected one sign such as ";", "," or "|"')
    return ";"
