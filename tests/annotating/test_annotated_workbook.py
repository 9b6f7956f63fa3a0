from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from promiselint.annotating import Note
from promiselint.annotating.workbook import annotate
from promiselint.documents.extract import Binary
from promiselint.documents.workbook import read
from promiselint.model.errors import Unreadable
from promiselint.model.limits import Limits
from tests.annotating.office import opened
from tests.documents.archives import changed, members, part

SHEET = "xl/worksheets/sheet1.xml"


def answers(*, comment: bool = False, chart: bool = False) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Answers"
    for row in (("Requirement", "Answer"), ("Quay map", "Yes"), ("Berth list", "No")):
        sheet.append(row)
    if comment:
        sheet["B2"].comment = Comment("Is it so?", "Lena")
    if chart:
        drawn = BarChart()
        drawn.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
        sheet.add_chart(drawn, "D4")
    sheet.column_dimensions["A"].width = 40
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def noted(content: bytes, *words: str, author: str = "promiselint", text: str = "PL102: not yet.") -> bytes:
    found = read(Binary("a.xlsx", content)).text
    notes = [Note(found.index(one), found.index(one) + len(one), author, text) for one in words]
    return annotate(content, "a.xlsx", notes, Limits())


def comments(content: bytes) -> dict[str, tuple[str, str]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return {
        cell.coordinate: (cell.comment.author, cell.comment.text)
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    }


def test_a_note_stands_on_the_cell_that_holds_the_words() -> None:
    content = noted(answers(), "Yes", "Quay map")
    assert comments(content) == {
        "A2": ("promiselint", "promiselint:\nPL102: not yet."),
        "B2": ("promiselint", "promiselint:\nPL102: not yet."),
    }


def differing(before: bytes, after: bytes) -> tuple[set[str], set[str]]:
    old, new = members(before), members(after)
    assert set(old) <= set(new)
    return {name for name in old if old[name] != new[name]}, set(new) - set(old)


def test_nothing_else_in_the_file_is_changed() -> None:
    before = answers(chart=True)
    after = noted(before, "Yes")
    assert differing(before, after) == (
        {"[Content_Types].xml", SHEET, "xl/worksheets/_rels/sheet1.xml.rels"},
        {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"},
    )
    without = re.sub(r"<legacyDrawing [^>]*/>", "", part(after, SHEET))
    assert without == part(before, SHEET)
    assert part(after, SHEET).index("<drawing ") < part(after, SHEET).index("<legacyDrawing ")


def test_notes_that_are_there_are_kept_and_added_to() -> None:
    before = answers(comment=True)
    assert comments(noted(before, "Yes", "No")) == {
        "B2": ("Lena", "Is it so?\n\npromiselint:\nPL102: not yet."),
        "B3": ("promiselint", "promiselint:\nPL102: not yet."),
    }


def test_a_file_that_is_noted_twice_has_both_notes() -> None:
    once = noted(answers(), "Yes", text="first")
    assert comments(noted(noted(once, "Yes", text="second"), "No", author="Bo")) == {
        "B2": ("promiselint", "promiselint:\nfirst\n\npromiselint:\nsecond"),
        "B3": ("Bo", "Bo:\nPL102: not yet."),
    }


def test_a_pointer_to_the_drawing_stands_before_what_has_to_follow_it() -> None:
    tail = '<tableParts count="0"/><extLst><ext uri="x"/></extLst></worksheet>'
    sheet = part(answers(), SHEET).replace("</worksheet>", tail)
    written = part(noted(changed(answers(), {SHEET: sheet.encode()}), "Yes"), SHEET)
    assert re.sub(r"<legacyDrawing [^>]*/>", "", written) == sheet
    assert re.search(r"<legacyDrawing [^>]*/><tableParts", written)


def test_a_cell_with_a_thread_of_comments_has_the_note_beside_it() -> None:
    before = answers(comment=True)
    names = [name for name in members(before) if "comment" in name and name.endswith(".xml")]
    content = changed(before, {names[0]: part(before, names[0]).replace(">Lena<", ">tc={1}<").encode()})
    assert {cell: text for cell, (_, text) in comments(noted(content, "Yes")).items()} == {
        "B2": "Is it so?",
        "C2": "promiselint:\nPL102: not yet.",
    }


def test_what_xml_cannot_hold_is_left_out_of_a_note() -> None:
    content = noted(answers(), "Yes", author="a\x00b", text="<&\ud800\x01\r\nend")
    assert comments(content) == {"B2": ("ab", "ab:\n<&\nend")}


def test_a_workbook_without_notes_stays_as_it_is() -> None:
    assert members(annotate(answers(), "a.xlsx", [], Limits())) == members(answers())


def test_what_is_no_workbook_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"a\.xlsx: it is no zip archive; expected an Excel workbook"):
        annotate(b"PK", "a.xlsx", [], Limits())


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(-5, 60), st.integers(0, 9), st.text(max_size=9)), max_size=6), st.booleans())
def test_any_notes_leave_a_workbook_that_says_the_same(notes: list[tuple[int, int, str]], comment: bool) -> None:
    before = answers(comment=comment)
    after = annotate(before, "a.xlsx", [Note(at, at + size, text, text) for at, size, text in notes], Limits())
    assert read(Binary("a.xlsx", after)) == read(Binary("a.xlsx", before))
    comments(after)


def cells_of(flat: str) -> Mapping[str, int]:
    return {text: flat.count(text) for text in ("Is it so?", "PL102: not yet.")}


def test_libreoffice_opens_it_and_shows_every_note(tmp_path: Path) -> None:
    content = noted(answers(comment=True, chart=True), "Requirement", "Yes", "No")
    flat = opened(content, "answers.xlsx", "fods", tmp_path)
    assert flat.count("<office:annotation ") == 3
    assert cells_of(flat) == {"Is it so?": 1, "PL102: not yet.": 3}
