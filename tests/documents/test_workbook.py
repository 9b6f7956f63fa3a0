from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font
from openpyxl.worksheet.table import Table

from promiselint.documents import reading
from promiselint.documents.extract import Binary
from promiselint.documents.sheet_cells import column_name, place_of
from promiselint.documents.workbook import read
from promiselint.model.documents import Scope
from promiselint.model.errors import Unreadable
from promiselint.model.limits import Limits
from tests.documents.archives import changed, part, told

Rows = Sequence[Sequence[object]]


def book(rows: Rows, title: str = "Answers") -> Any:
    made = openpyxl.Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(list(row))
    return made


def saved(made: Any) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def at(cell: str, **more: object) -> dict[str, object]:
    return {"sheet": "Answers", "cell": cell, **more}


ROWS: Rows = (
    ("Inland Port asks, we answer",),
    ("Requirement", "Answer", "Comment"),
    ("Route planning", "Roadmap", "Q3 2027"),
    ("Berth booking", "Yes"),
)


def test_what_stands_above_the_heading_row_is_a_paragraph_and_the_rest_a_table() -> None:
    assert told(saved(book(ROWS)), ".xlsx") == [
        ("heading", "Answers", {"sheet": "Answers"}),
        ("paragraph", "Inland Port asks, we answer", at("A1")),
        ("header-cell", "Requirement", at("A2")),
        ("header-cell", "Answer", at("B2")),
        ("header-cell", "Comment", at("C2")),
        ("cell", "Route planning", at("A3")),
        ("cell", "Roadmap", at("B3")),
        ("cell", "Q3 2027", at("C3")),
        ("cell", "Berth booking", at("A4")),
        ("cell", "Yes", at("B4")),
    ]


MARKDOWN = """# Answers

Inland Port asks, we answer

| Requirement | Answer | Comment |
|---|---|---|
| Route planning | Roadmap | Q3 2027 |
| Berth booking | Yes |  |
"""


def test_a_table_gives_the_blocks_that_it_gives_in_markdown() -> None:
    def all_of(name: str, content: bytes) -> list[tuple[object, ...]]:
        blocks = reading.read(name, content).blocks
        return [(b.scope, b.text, b.headings, b.level, b.cell, b.cells, b.item) for b in blocks]

    assert all_of("a.xlsx", saved(book(ROWS))) == all_of("a.md", MARKDOWN.encode())


def test_values_are_read_as_a_person_sees_them() -> None:
    made = book([("What", "How much"), ("Date", dt.date(2027, 3, 1)), ("Month", dt.date(2027, 3, 1))])
    sheet = made.active
    for row in (("Share", 0.999), ("Price", 1234.5), ("Whole", 4), ("So", True), ("Long", 0.1 + 0.2)):
        sheet.append(row)
    for cell, code in (("B3", "mmm-yy"), ("B4", "0.0%"), ("B5", '#,##0.00 "kr"')):
        sheet[cell].number_format = code
    values = [text for _, text, where in told(saved(made), ".xlsx") if str(where.get("cell", "")).startswith("B")]
    assert values == ["How much", "2027-03-01", "Mar 2027", "99.9%", "1,234.50 kr", "4", "TRUE", "0.3"]


def test_hidden_rows_columns_and_sheets_are_read_and_said_to_be() -> None:
    made = book((("Ask", "Answer", "Note"), ("Quay map", "No", "never"), ("Berths", "Yes", "always")))
    made.active.row_dimensions[2].hidden = True
    made.active.column_dimensions["C"].hidden = True
    other = made.create_sheet("Internal")
    other["A1"] = "For us alone"
    other.sheet_state = "hidden"
    assert told(saved(made), ".xlsx")[3:] == [
        ("header-cell", "Note", at("C1", hidden=True)),
        ("cell", "Quay map", at("A2", hidden=True)),
        ("cell", "No", at("B2", hidden=True)),
        ("cell", "never", at("C2", hidden=True)),
        ("cell", "Berths", at("A3")),
        ("cell", "Yes", at("B3")),
        ("cell", "always", at("C3", hidden=True)),
        ("heading", "Internal", {"sheet": "Internal", "hidden": True}),
        ("paragraph", "For us alone", {"sheet": "Internal", "cell": "A1", "hidden": True}),
    ]


def test_merged_cells_reach_over_rows_and_columns() -> None:
    made = book(
        [
            ("Area", "Requirement", "Vendor's answer", None),
            (None, None, "Code", "Comment"),
            ("Quays", "Quay map", "Yes", "since 2024"),
            (None, "Berth list", "No", None),
            ("All of it is read", None, None, None),
        ]
    )
    for reference in ("A1:A2", "B1:B2", "C1:D1", "A3:A4", "A5:D5"):
        made.active.merge_cells(reference)
    blocks = read(Binary("a.xlsx", saved(made))).reading.blocks
    cells = [
        (b.text, b.cell.row, b.cell.column, b.cell.column_heading, b.cell.row_heading)
        for b in blocks
        if b.cell is not None and b.scope is not Scope.ROW
    ]
    assert cells == [
        ("Area", -1, 0, "", ""),
        ("Requirement", -1, 1, "", ""),
        ("Vendor's answer", -1, 2, "", ""),
        ("Code", -1, 2, "", ""),
        ("Comment", -1, 3, "", ""),
        ("Quays", 0, 0, "Area", ""),
        ("Quay map", 0, 1, "Requirement", "Quays"),
        ("Yes", 0, 2, "Vendor's answer Code", "Quays"),
        ("since 2024", 0, 3, "Vendor's answer Comment", "Quays"),
        ("Berth list", 1, 1, "Requirement", "Quays"),
        ("No", 1, 2, "Vendor's answer Code", "Quays"),
        ("All of it is read", 2, 0, "Area", ""),
    ]


def heads(content: bytes) -> list[str]:
    return [text for scope, text, _ in told(content, ".xlsx") if scope == "header-cell"]


def test_facts_above_a_table_are_not_taken_for_its_heading() -> None:
    rows = (("Vendor", "Halyard"), ("Valid until", "May"), ("No.", "Ask", "Answer", "Note"), ("1", "Map", "Yes", "ok"))
    assert heads(saved(book(rows))) == ["No.", "Ask", "Answer", "Note"]


def test_a_table_without_a_heading_has_none() -> None:
    assert heads(saved(book((("Quay map", "Yes"), ("Berths", "Yes"), ("Lifts", "No"))))) == []


def test_a_filter_and_a_table_of_the_sheet_say_which_row_is_the_heading() -> None:
    rows = (("a", "b", "c"), ("Ask", "Answer", "Note"), ("Quay map", "Yes", "x"), ("Berths", "No", "y"))
    filtered = book(rows)
    filtered.active.auto_filter.ref = "A2:C4"
    assert heads(saved(filtered)) == ["Ask", "Answer", "Note"]
    listed = book(rows)
    listed.active.add_table(Table(displayName="T", ref="A2:C4"))
    assert heads(saved(listed)) == ["Ask", "Answer", "Note"]


def test_a_table_goes_on_after_a_blank_row_and_ends_before_a_second_heading_and_before_a_remark() -> None:
    made = book(
        (
            ("Ask", "Answer"), ("Quay map", "Yes"), (), ("Part two",), ("Berths", "No"), (), ("Plans may change.",), (),
            ("Service", "Level"), ("Uptime", "99.9%"),
        )
    )  # fmt: skip
    for row in (1, 9):
        for cell in made.active[row]:
            cell.font = Font(bold=True)
    blocks = read(Binary("a.xlsx", saved(made))).reading.blocks
    assert [(b.scope.value, b.text, b.cell.table if b.cell else None) for b in blocks] == [
        ("heading", "Answers", None),
        ("header-cell", "Ask", 0),
        ("header-cell", "Answer", 0),
        ("cell", "Quay map", 0),
        ("cell", "Yes", 0),
        ("row", "Quay map | Yes", 0),
        ("cell", "Part two", 0),
        ("row", "Part two", 0),
        ("cell", "Berths", 0),
        ("cell", "No", 0),
        ("row", "Berths | No", 0),
        ("paragraph", "Plans may change.", None),
        ("header-cell", "Service", 1),
        ("header-cell", "Level", 1),
        ("cell", "Uptime", 1),
        ("cell", "99.9%", 1),
        ("row", "Uptime | 99.9%", 1),
    ]


def test_the_lines_of_a_cell_are_paragraphs_and_its_bold_words_and_links_are_kept() -> None:
    made = book((("Ask", "Answer"), ("Quay map", "Yes\nfrom 2027:\n- for the north quay")))
    made.active["A3"] = CellRichText(TextBlock(InlineFont(b=True), "Berths"), " of all quays")
    made.active["B3"] = "see here"
    made.active["B3"].hyperlink = "https://q.example"
    blocks = [b for b in read(Binary("a.xlsx", saved(made))).reading.blocks if b.scope is Scope.CELL]
    assert [(b.text, b.strong, b.links) for b in blocks] == [
        ("Quay map", (), ()),
        ("Yes", (), ()),
        ("from 2027:", (), ()),
        ("for the north quay", (), ()),
        ("Berths of all quays", ((0, 6),), ()),
        ("see here", (), ((0, 8),)),
    ]


def test_formulas_without_a_stored_result_are_told_of() -> None:
    made = book((("Ask", "Answer"), ("Quay map", "=1+1")))
    extracted = read(Binary("a.xlsx", saved(made)))
    assert extracted.reading.warnings == (
        "a.xlsx: 1 formulas without a stored result were found; expected the workbook as a spreadsheet program saves it",
    )


def test_a_chart_and_what_is_printed_in_the_margin_are_read_once() -> None:
    made = book((("Year", "Lifts"), ("Next", 4), ("Later", 5)))
    chart = BarChart()
    chart.title = "Twice as fast"
    chart.add_data(Reference(made.active, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    made.active.add_chart(chart, "D4")
    made.active.oddHeader.left.text = "Halyard & Co"
    made.active.oddFooter.center.text = "Page &P of &N"
    assert told(saved(made), ".xlsx")[-2:] == [
        ("caption", "Twice as fast", {"sheet": "Answers", "shape": "Chart 1"}),
        ("margin", "Halyard & Co", {"sheet": "Answers", "margin": True}),
    ]


# Broken and hostile files

SMALL = saved(book(ROWS))
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "a.xlsx: it is encrypted with a password or of an old format; expected an",
        ),
        (SMALL[:900], "a.xlsx: the archive is broken (File is not a zip file); expected an Excel workbook"),
        (changed(SMALL, {SHEET: None}), f"a.xlsx: the part '{SHEET}' is missing"),
        (changed(SMALL, {SHEET: b"<worksheet><row>"}), f"a.xlsx: the part '{SHEET}' is no XML ("),
        (
            changed(SMALL, {SHEET: b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet><row><c/></row></worksheet>'}),
            f"a.xlsx: the part '{SHEET}' declares a document type; expected none, as Office writes it",
        ),
        (
            changed(SMALL, {"xl/workbook.xml": b"<document/>"}),
            "a.xlsx: it is a Word document; expected an Excel workbook",
        ),
    ],
)
def test_what_is_no_workbook_is_refused_in_one_line(content: bytes, message: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(Binary("a.xlsx", content))
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_more_cells_than_the_limits_are_refused() -> None:
    with pytest.raises(Unreadable, match="more than 9 cells were found; expected at most 9"):
        read(Binary("a.xlsx", saved(book([("a", "b")] * 6)), Limits(cells=9)))


def test_cells_far_apart_cost_no_more_than_cells() -> None:
    made = book((("Ask", "Answer"), ("Quay map", "Yes")))
    made.active["XFD1048576"] = "far away"
    merged = '</sheetData><mergeCells><mergeCell ref="B5:XFD1048570"/></mergeCells>'
    content = changed(saved(made), {SHEET: part(saved(made), SHEET).replace("</sheetData>", merged).encode()})
    assert told(content, ".xlsx")[-1] == ("paragraph", "far away", at("XFD1048576"))
    diagonal = openpyxl.Workbook()
    for number in range(1, 200):
        diagonal.active.cell(number, number).value = diagonal.active.cell(number, number + 1).value = "x"
    with pytest.raises(Unreadable, match="tables of more than 1,000 cells were found; expected at most 1,000"):
        read(Binary("a.xlsx", saved(diagonal), Limits(cells=1_000)))


CELLS = st.builds(
    '<c r="{0}" t="{1}" s="{2}"><f>A1</f><v>{3}</v><is><t>{3}</t></is></c>'.format,
    st.sampled_from(["A1", "B2", "ZZZ1", "A9999999", "", "1A", "C3", "AA4"]),
    st.sampled_from(["s", "n", "b", "e", "str", "inlineStr", "d", "", "?"]),
    st.sampled_from(["0", "1", "-1", "99999", "x"]),
    st.sampled_from(
        ["", "0", "1", "7", "-4", "1e400", "NaN", "Yes", "46000.5", "_x0041__xD800_", "99999999999999999999"]
    ),
)
SHEETS = st.lists(
    st.one_of(
        st.builds(
            '<row r="{}" hidden="{}">{}</row>'.format, st.integers(-2, 9), st.booleans(), st.lists(CELLS).map("".join)
        ),
        st.builds(
            '<mergeCells><mergeCell ref="{}"/></mergeCells>'.format,
            st.sampled_from(["A1:B2", "A1:XFD1048576", "B2:A1", "A1", ":", "A1:A3"]),
        ),
        st.just(
            '<cols><col min="x" max="99999999" hidden="1"/></cols><autoFilter ref="A2"/><drawing/><hyperlink ref="A1"/>'
        ),
    ),
    max_size=8,
).map("".join)


@settings(max_examples=60, deadline=None)
@given(SHEETS)
def test_any_sheet_is_read_or_refused_and_nothing_else(inside: str) -> None:
    with suppress(Unreadable):
        extracted = read(Binary("a.xlsx", changed(SMALL, {SHEET: f"<worksheet>{inside}</worksheet>".encode()})))
        extracted.text.encode("utf-8")


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    damaged = bytearray(SMALL)
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(damaged[: data.draw(st.integers(0, len(damaged)))])
    with suppress(Unreadable):
        read(Binary("a.xlsx", cut))


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from([None, "Yes", "Ask", "Plan for 2027.", 4, 0.5, True]), max_size=5), max_size=12)
)
def test_every_filled_cell_is_read_where_it_stands(rows: list[list[object]]) -> None:
    content = saved(book(rows))
    wanted = sorted(
        f"{column_name(column)}{number}"
        for number, row in enumerate(rows, 1)
        for column, value in enumerate(row, 1)
        if value is not None
    )
    assert sorted(str(where["cell"]) for _, _, where in told(content, ".xlsx") if "cell" in where) == wanted


@given(st.integers(1, 16_384), st.integers(1, 1_048_576))
def test_the_letters_of_a_column_lead_back_to_it(column: int, row: int) -> None:
    assert place_of(f"{column_name(column)}{row}") == (row, column)


def test_shared_strings_are_read_by_their_numbers() -> None:
    strings = (
        "<sst><si><t>Quay map</t></si><si><r><t>Berths_x000D_ in </t></r><r><rPr><b/></rPr><t>May</t></r>"
        "<rPh><t>read aloud</t></rPh></si></sst>"
    )
    sheet = '<worksheet><sheetData><row><c t="s"><v>1</v></c><c t="s"><v>7</v></c></row></sheetData></worksheet>'
    relation = '<Relationship Id="rId9" Type="http://x/sharedStrings" Target="strings.xml"/></Relationships>'
    relations = part(SMALL, "xl/_rels/workbook.xml.rels").replace("</Relationships>", relation)
    changes = {"xl/strings.xml": strings, SHEET: sheet, "xl/_rels/workbook.xml.rels": relations}
    content = changed(SMALL, {name: text.encode() for name, text in changes.items()})
    block = read(Binary("a.xlsx", content)).reading.blocks[-1]
    assert (block.text, block.strong, block.locator) == ("Berths in May", ((10, 13),), at("A1"))
