"""Files as LibreOffice writes them, with whole expected outputs: changes of two authors, text boxes, nested tables."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pptx
import pytest
from pptx.util import Inches

from promiselint.documents.reading import read
from promiselint.model.documents import Document
from tests.documents.test_word_features import ANN, BO, gone, p, row, t, table, word


def resaved(name: str, content: bytes, form: str, place: Path) -> Document:
    """A file opened by LibreOffice and written in another format, or its own way in the same, then read."""
    soffice = shutil.which("soffice")
    if soffice is None:
        if os.environ.get("CI"):
            pytest.fail("soffice is needed in CI; .ci/run installs it")
        pytest.skip("soffice is not installed")
    source, out = place / name, place / "out"
    source.write_bytes(content)
    command = [soffice, "--headless", f"-env:UserInstallation=file://{place}/profile", "--convert-to", form]
    subprocess.run([*command, "--outdir", str(out), str(source)], check=True, capture_output=True, timeout=120)
    (made,) = out.iterdir()
    return read(made.name, made.read_bytes())


def told(document: Document) -> list[tuple[str, str]]:
    return [(one.scope.value, one.text) for one in document.blocks]


BOX = """\
<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:200pt;height:60pt" type="#_x0000_t202">\
<v:textbox><w:txbxContent><w:p><w:r><w:t>A framed offer.</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape>\
</w:pict></w:r>"""
BODY = (
    p(t("Harbour offer"), "Heading1")
    + p(
        t("Berths ")
        + f'<w:ins w:id="1" {ANN}>{t("and cranes ")}</w:ins><w:del w:id="3" {ANN}>{gone("never ")}</w:del>'
        + t("are shown ")
        + f'<w:ins w:id="4" {BO}>{t("in May 2027")}</w:ins>'
        + t(".")
    )
    + p(t("Beside it stands a box.") + BOX)
    + table(
        row(p(t("Port")), p(t("Answer"))), row(p(t("Visby")), table(row(p(t("Inner")), p(t("Yes")))) + p(t("after")))
    )
    + p(t("The end."))
)


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_a_reviewed_word_file(form: str, tmp_path: Path) -> None:
    document = resaved("offer.docx", word(BODY), form, tmp_path)
    # A table that holds another one sets a page: its own cells are read as paragraphs.
    assert told(document) == [
        ("heading", "Harbour offer"),
        ("paragraph", "Berths and cranes are shown in May 2027."),
        ("paragraph", "Beside it stands a box."),
        ("paragraph", "A framed offer."),
        ("paragraph", "Port"),
        ("paragraph", "Answer"),
        ("paragraph", "Visby"),
        ("cell", "Inner"),
        ("cell", "Yes"),
        ("row", "Inner | Yes"),
        ("paragraph", "after"),
        ("paragraph", "The end."),
    ]
    by = [(document.text[one.start : one.end].strip(), one.author) for one in document.insertions]
    assert by == [("and cranes", "Ann Holt"), ("in May 2027", "Bo Frid")]


@pytest.mark.parametrize("form", ["pptx"])
def test_slides_with_a_group_a_table_with_a_merged_cell_and_notes(form: str, tmp_path: Path) -> None:
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.title.text = "What is next"
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(Inches(1), Inches(2), Inches(3), Inches(1)).text_frame.text = "Grouped words."
    grid = slide.shapes.add_table(2, 2, Inches(1), Inches(4), Inches(5), Inches(1)).table
    for place, text in (((0, 0), "Port"), ((0, 1), "Answer"), ((1, 0), "Both columns")):
        grid.cell(*place).text = text
    grid.cell(1, 0).merge(grid.cell(1, 1))
    slide.notes_slide.notes_text_frame.text = "Say that plans may change."
    held = io.BytesIO()
    made.save(held)
    document = resaved("deck.pptx", held.getvalue(), form, tmp_path)
    assert [(one.scope.value, one.text, (one.locator or {}).get("slide")) for one in document.blocks] == [
        ("heading", "What is next", 1),
        ("paragraph", "Grouped words.", 1),
        ("header-cell", "Port", 1),
        ("header-cell", "Answer", 1),
        ("cell", "Both columns", 1),
        ("row", "Both columns", 1),
        ("note", "Say that plans may change.", 1),
    ]


def test_an_answer_sheet_with_hidden_rows_merged_cells_and_a_swedish_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Answers"
    for line in (
        ["Requirement", "Answer", "Comment"],
        ["Export of stays", "Yes", "In all plans"],
        ["Hidden", "No", ""],
    ):
        sheet.append(line)
    sheet.row_dimensions[3].hidden = True
    sheet.append(["Merged over two", None, "Beside"])
    sheet.merge_cells("A4:B4")
    other = book.create_sheet("Svar")
    other.append(["Krav", "Svar"])
    other.append(["Export av vistelser", "Ja"])
    held = io.BytesIO()
    book.save(held)
    document = resaved("answers.xlsx", held.getvalue(), "xlsx", tmp_path)
    rows = [
        (one.text, (one.locator or {}).get("sheet"), bool((one.locator or {}).get("hidden")))
        for one in document.blocks
        if one.scope.value == "row"
    ]
    assert rows == [
        ("Export of stays | Yes | In all plans", "Answers", False),
        ("Hidden | No", "Answers", True),
        ("Merged over two | Beside", "Answers", False),
        ("Export av vistelser | Ja", "Svar", False),
    ]
