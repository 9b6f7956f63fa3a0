"""A table of one's own: CSV or TSV in any encoding, or .xlsx, with a mapping file that says what its columns hold.

Nothing about such a table is known beforehand, so nothing is guessed: the option `mapping` names the file that tells.

    columns:                    # field of ours: name of the column
      key: Ref                  # key, name and status are needed
      name: Feature
      status: Stage
      target: When
    status:                     # word of the table: status of ours, or skip
      Cooking: in-progress
    dates: dmy                  # 03/04/2027 is 3 April; mdy: 4 March; without it such a date is an error
    separator: ";"              # between the entries of a list
    visibility: internal        # of rows that have no column for it
    sheet: Plan                 # of a workbook; else its first

Dates are taken as fine as they are written ("Q2 2027", "2027-04", "Apr 2027", "H1 27"). A word for a status that the
mapping does not name goes to the status map as it is; our own words are known.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from promiselint.model.errors import Misuse
from promiselint.model.roadmap import Status, Visibility
from promiselint.records.roadmap_items import Export, Item
from promiselint.records.sheets import Sheet, quoted, settle
from promiselint.records.sources.export_fields import LONGEST
from promiselint.records.sources.export_table import Cells, Grid, Line, grid, listed, workbook
from promiselint.records.sources.export_text import text_of
from promiselint.records.sources.table_mapping import HOLDS, LISTS, REQUIRED, SKIP, Reading, mapping
from promiselint.records.sources.written_dates import EXPECTED, NoDate, written


class _Table:
    """A table with a mapping file."""

    name = "table"
    title = "table with a mapping file"
    statuses: Mapping[str, str] = MappingProxyType({**{one.value: one.value for one in Status}, SKIP: SKIP})
    unwise: Mapping[str, str] = MappingProxyType(
        {
            "done": "done says that the work is finished, not that customers have it",
            "complete": "complete says that the work is finished, not that customers have it",
            "completed": "completed says that the work is finished, not that customers have it",
            "closed": "closed says that nobody works on it any more, not that customers have it",
            "active": "active says that a team works on it, not that customers have it",
            "merged": "merged says that the code is in, not that a release with it is out",
            "rolling out": "rolling out says that some customers have it and others do not",
            "implementable": "implementable says that it may be built, not that anybody has it",
        }
    )

    def fits(self, path: str, content: bytes) -> bool:  # noqa: ARG002 - the protocol's
        """Whether it looks like one: no, for only its mapping tells what a table holds."""
        return False

    def read(self, path: str, content: bytes, options: Mapping[str, str]) -> Export:
        """The rows of the table. Option `mapping`: the path of the mapping file.

        Raises:
            Misuse: the mapping or the table has a fault, with its row and column; every fault at once.
        """
        file = options.get("mapping", "").strip()
        if not file:
            raise Misuse(f"{path}: a table needs a mapping file; expected one with {HOLDS}")
        told = Sheet(Path(file).as_posix())
        reading = mapping(Path(file), told)
        settle([told])
        if reading is None:
            raise Misuse(f"{told.file}: cannot be read; expected {HOLDS}")
        sheet = Sheet(path)
        found = _grid(content, sheet, reading)
        items: tuple[Item, ...] = ()
        if found is not None:
            _check_columns(found, sheet, reading)
            settle([sheet])
            items = _items(found, sheet, reading)
        settle([sheet])
        return Export(items)


def _grid(content: bytes, sheet: Sheet, reading: Reading) -> Grid | None:
    expected = f"those of {reading.file}: {listed(tuple(reading.columns.values()))}"

    def is_head(cells: Cells) -> bool:
        return reading.columns["key"] in cells or reading.columns["name"] in cells

    if content.startswith(b"PK\x03\x04"):
        return workbook(content, sheet, reading.sheet, is_head, expected)
    text = text_of(content, sheet, "a table as CSV, TSV or .xlsx", western=True)
    return grid(text, sheet, is_head, expected) if text is not None else None


def _check_columns(found: Grid, sheet: Sheet, reading: Reading) -> None:
    """Note each column that the mapping names and the table has not, and what columns there are."""
    for field, column in reading.columns.items():
        if column not in found.columns:
            place = f"{reading.file}:{reading.lines[field]}"
            what = f"{quoted(column)} ({place}) is no column"
            close = sheet.near(column, found.columns)
            hint = f"did you mean {quoted(close)}? " if close else ""
            sheet.fault(0, f"columns.{field}", what, f"{hint}expected one of {listed(found.columns)}")


def _items(found: Grid, sheet: Sheet, reading: Reading) -> tuple[Item, ...]:
    items: list[Item] = []
    seen: dict[str, int] = {}
    orders: dict[str, tuple[Line, str]] = {}
    for row in found.rows:
        item = _item(row, sheet, reading, orders)
        first = seen.setdefault(item.key, row.number) if item.key else row.number
        if first != row.number:
            at = f"stands here a second time (first in line {first})"
            sheet.fault(row.number, reading.columns["key"], f"{quoted(item.key)} {at}", "expected each row's own")
        items.append(item)
    if len(orders) > 1:
        (one, said), (other, also) = orders["dmy"], orders["mdy"]
        what = f"{quoted(said)} puts the day first, {quoted(also)} in line {other.number} the month"
        sheet.fault(one.number, "", what, f"expected one order, told by dates: dmy or mdy in {reading.file}")
    return tuple(items)


def _item(row: Line, sheet: Sheet, reading: Reading, orders: dict[str, tuple[Line, str]]) -> Item:
    cells = {field: row.cell(column) for field, column in reading.columns.items()}
    for field in REQUIRED:
        if not cells[field]:
            sheet.fault(row.number, reading.columns[field], "is empty", f"expected the row's {field}")
    if len(cells["name"]) > LONGEST:
        found = f"is {len(cells['name'])} characters long"
        sheet.fault(row.number, reading.columns["name"], found, f"expected a name of {LONGEST} at most")
    lists = {field: _listed(cells.get(field, ""), reading) for field in LISTS}
    return Item(
        key=cells["key"],
        name=cells["name"],
        status=reading.status.get(cells["status"].casefold(), cells["status"]),
        where=f"row {row.number}",
        line=row.number,
        target=_date(row, "target", sheet, reading, orders),
        released=_day(row, sheet, reading, orders),
        version=cells.get("version", ""),
        visibility=_visibility(row, cells.get("visibility", ""), sheet, reading),
        product=cells.get("product", ""),
        owner=cells.get("owner", ""),
        evidence=cells.get("evidence", ""),
        aliases=lists["aliases"],
        depends_on=lists["depends_on"],
        plans=lists["plans"],
        regions=lists["regions"],
        platforms=lists["platforms"],
    )


def _listed(cell: str, reading: Reading) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for part in cell.split(reading.separator) if (one := part.strip())))


def _visibility(row: Line, cell: str, sheet: Sheet, reading: Reading) -> str:
    if not cell or cell.casefold() in tuple(Visibility):
        return cell.casefold() or reading.visibility
    expected = sheet.expected(cell, tuple(Visibility))
    sheet.fault(row.number, reading.columns["visibility"], f"{quoted(cell)} is no visibility", expected)
    return reading.visibility


def _day(row: Line, sheet: Sheet, reading: Reading, orders: dict[str, tuple[Line, str]]) -> str:
    """The day of release: a month or a quarter is no day, and none is made of it."""
    found = _date(row, "released", sheet, reading, orders)
    if found and len(found) != len("2027-04-15"):
        column = reading.columns["released"]
        sheet.fault(row.number, column, f"{quoted(row.cell(column))} is no day", "expected a day such as 2027-04-15")
        return ""
    return found


def _date(row: Line, field: str, sheet: Sheet, reading: Reading, orders: dict[str, tuple[Line, str]]) -> str:
    column = reading.columns.get(field, "")
    cell = row.cell(column) if column else ""
    try:
        found = written(cell, reading.order)
    except NoDate as fault:
        expected = fault.expected
        if fault.expected != EXPECTED and "order" in fault.expected:
            expected = f"dates: dmy or dates: mdy in {reading.file}"
        sheet.fault(row.number, column, f"{quoted(cell)} {fault.why}", f"expected {expected}")
        return ""
    if not reading.order and "/" in cell:
        _note_order(cell, found, row, orders)
    return found


def _note_order(cell: str, found: str, row: Line, orders: dict[str, tuple[Line, str]]) -> None:
    """Remember which order a day such as 25/4/2027 shows."""
    first = cell.split("/", maxsplit=1)[0].strip()
    if len(found) == len("2027-04-15") and first.isdigit() and len(first) <= 2:
        day, month = int(found[8:]), int(found[5:7])
        if day != month:
            orders.setdefault("dmy" if int(first) == day else "mdy", (row, cell))


SOURCE = _Table()
