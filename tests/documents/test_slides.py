from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from promiselint.documents import reading
from promiselint.documents.extract import Binary
from promiselint.documents.slides import read
from promiselint.model.documents import Scope
from tests.documents.archives import changed, part, told
from tests.documents.decks import BLANK, CONTENT, TITLE_ONLY, A, saved, slide, small_deck

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c626001000000ffff03000006000557bfabd40000000049454e44ae426082"
)


def test_titles_placeholders_and_notes_are_read_in_order() -> None:
    assert told(small_deck(), ".pptx") == [
        ("heading", "Cranes for Inland Port", {"slide": 1, "shape": "Title 1"}),
        ("paragraph", "An offer", {"slide": 1, "shape": "Subtitle 2"}),
        ("heading", "What comes", {"slide": 2, "shape": "Title 1"}),
        ("item", "Remote cabin in Q3 2027", {"slide": 2, "shape": "Content Placeholder 2", "paragraph": 1}),
        ("item", "with two screens", {"slide": 2, "shape": "Content Placeholder 2", "paragraph": 2}),
        ("item", "Anti-sway control", {"slide": 2, "shape": "Content Placeholder 2", "paragraph": 3}),
        ("note", "Say that the cabin will be ready in May.", {"slide": 2, "notes": True, "paragraph": 1}),
        ("note", "Smile.", {"slide": 2, "notes": True, "paragraph": 2}),
    ]


def test_a_slides_title_stands_under_the_title_of_the_deck_and_an_item_under_the_item_above() -> None:
    blocks = read(Binary("a.pptx", small_deck())).reading.blocks
    assert [(block.level, block.headings) for block in blocks if block.scope is Scope.HEADING] == [
        (1, ()),
        (2, ("Cranes for Inland Port",)),
    ]
    nested = next(block for block in blocks if block.text == "with two screens")
    assert (nested.headings, nested.lead_in) == (
        ("Cranes for Inland Port", "What comes"),
        "Remote cabin in Q3 2027",
    )


def test_a_paragraph_without_a_bullet_introduces_the_list_below_it() -> None:
    deck = pptx.Presentation()
    frame = slide(deck, CONTENT, "Plans").placeholders[1].text_frame
    frame.text = "Coming in Q2:"
    frame.paragraphs[0]._p.get_or_add_pPr().insert(0, pptx.oxml.parse_xml(f"<a:buNone {A}/>"))
    frame.add_paragraph().text = "Quay map"
    item = read(Binary("a.pptx", saved(deck))).reading.blocks[-1]
    assert (item.scope, item.text, item.lead_in) == (Scope.ITEM, "Quay map", "Coming in Q2:")


def test_runs_keep_what_is_bold_and_what_is_a_link() -> None:
    deck = pptx.Presentation()
    box = slide(deck, BLANK).shapes.add_textbox(0, 0, Inches(3), Inches(1))
    for text, bold, address in (
        ("Quay map. ", True, ""),
        ("See ", False, ""),
        ("our site", False, "https://q.example"),
    ):
        run = box.text_frame.paragraphs[0].add_run()
        run.text, run.font.bold = text, bold
        if address:
            run.hyperlink.address = address
    (block,) = read(Binary("a.pptx", saved(deck))).reading.blocks
    assert (block.text, block.strong, block.links) == ("Quay map. See our site", ((0, 9),), ((14, 22),))


def test_a_table_is_a_grid_under_its_first_row() -> None:
    deck = pptx.Presentation()
    table = slide(deck, TITLE_ONLY, "Plans").shapes.add_table(3, 2, 0, Inches(2), Inches(4), Inches(2)).table
    for row, texts in enumerate((("Feature", "When"), ("Quay map", "Q2 2027"), ("All others", ""))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(2, 0).merge(table.cell(2, 1))
    content = saved(deck)
    where = {"slide": 1, "shape": "Table 2"}
    assert told(content, ".pptx")[1:] == [
        ("header-cell", "Feature", where | {"row": 1, "cell": 1}),
        ("header-cell", "When", where | {"row": 1, "cell": 2}),
        ("cell", "Quay map", where | {"row": 2, "cell": 1}),
        ("cell", "Q2 2027", where | {"row": 2, "cell": 2}),
        ("cell", "All others", where | {"row": 3, "cell": 1}),
    ]
    rows = [block.text for block in read(Binary("a.pptx", content)).reading.blocks if block.scope is Scope.ROW]
    assert rows == ["Quay map | Q2 2027", "All others"]


def test_a_table_that_does_not_say_whether_it_has_a_heading_is_seen_to_have_one_by_its_colour() -> None:
    deck = pptx.Presentation()
    table = slide(deck, BLANK).shapes.add_table(2, 2, 0, 0, Inches(4), Inches(2)).table
    del table._tbl.tblPr.attrib["firstRow"]
    for row, texts in enumerate((("Feature", "When"), ("Quay map", "Q2 2027"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    assert {scope for scope, _, _ in told(saved(deck), ".pptx")} == {"cell"}
    for cell in table.rows[0].cells:
        cell.fill.solid()
        cell.fill.fore_color.rgb = RGBColor(0, 0, 99)  # type: ignore[no-untyped-call]
    assert [scope for scope, _, _ in told(saved(deck), ".pptx")] == ["header-cell", "header-cell", "cell", "cell"]


def test_a_chart_says_its_title_its_series_and_its_categories() -> None:
    deck = pptx.Presentation()
    numbers: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    numbers.categories = ["Quay north", "Quay south"]
    numbers.add_series("Lifts an hour", (18, 24))
    chart = (
        slide(deck, BLANK).shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(4), Inches(3), numbers).chart
    )
    chart.has_title = True
    chart.chart_title.text_frame.text = "Twice as fast from 2027"
    where = {"slide": 1, "shape": "Chart 1"}
    assert told(saved(deck), ".pptx") == [
        ("caption", "Twice as fast from 2027", where),
        ("caption", "Lifts an hour", where),
        ("caption", "Quay north", where),
        ("caption", "Quay south", where),
    ]


def test_shapes_are_read_by_what_the_eye_sees_and_groups_are_taken_apart() -> None:
    deck = pptx.Presentation()
    shapes = slide(deck, TITLE_ONLY, "Cards").shapes
    for text, left, top, width in (("low", 1, 6, 7), ("right", 5, 2, 3)):
        shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(1)).text_frame.text = text
    group = shapes.add_group_shape()
    group.shapes.add_textbox(Inches(1), Inches(2), Inches(3), Inches(1)).text_frame.text = "left"
    assert [text for _, text, _ in told(saved(deck), ".pptx")] == ["Cards", "left", "right", "low"]


def test_what_is_hidden_is_read_and_said_to_be() -> None:
    deck = pptx.Presentation()
    slide(deck, TITLE_ONLY, "Not yet")._element.set("show", "0")
    box = slide(deck, BLANK).shapes.add_textbox(0, 0, Inches(3), Inches(1))
    box.text_frame.text = "Nor this"
    box._element.nvSpPr.cNvPr.set("hidden", "1")
    assert told(saved(deck), ".pptx") == [
        ("heading", "Not yet", {"slide": 1, "shape": "Title 1", "hidden": True}),
        ("paragraph", "Nor this", {"slide": 2, "shape": "TextBox 1", "hidden": True}),
    ]


def test_pictures_are_read_by_their_alternative_text_but_not_by_their_file_name() -> None:
    deck = pptx.Presentation()
    made = slide(deck, BLANK)
    for text in ("The new cabin", "cabin.png", "A crane. Description automatically generated with medium confidence"):
        picture = made.shapes.add_picture(io.BytesIO(PICTURE), 0, 0, Inches(1), Inches(1))
        picture._element.nvPicPr.cNvPr.set("descr", text)
    assert told(saved(deck), ".pptx") == [
        ("alt", "The new cabin", {"slide": 1, "shape": "Picture 1"}),
        ("alt", "A crane.", {"slide": 1, "shape": "Picture 3"}),
    ]


FOOTER = """<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" {a}><p:nvSpPr>
<p:cNvPr id="{id}" name="{kind} {id}"/><p:cNvSpPr/><p:nvPr><p:ph type="{kind}" idx="{id}"/></p:nvPr></p:nvSpPr><p:spPr/>
<p:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"""


def test_a_footer_is_read_once_and_dates_and_numbers_never() -> None:
    deck = pptx.Presentation()
    for _ in range(2):
        tree = slide(deck, TITLE_ONLY, "A slide").shapes._spTree
        for number, (kind, text) in enumerate(
            (("ftr", "Plans may change."), ("sldNum", "7"), ("dt", "1 May 2027")), 20
        ):
            tree.append(pptx.oxml.parse_xml(FOOTER.format(a=A, id=number, kind=kind, text=text)))
    assert told(saved(deck), ".pptx") == [
        ("heading", "A slide", {"slide": 1, "shape": "Title 1"}),
        ("margin", "Plans may change.", {"slide": 1, "shape": "ftr 20"}),
        ("heading", "A slide", {"slide": 2, "shape": "Title 1"}),
    ]


DIAGRAM = f"""<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" {A}><dgm:ptLst>
<dgm:pt modelId="0" type="doc"/>
<dgm:pt modelId="1"><dgm:t><a:bodyPr/><a:p><a:r><a:t>Spring 2027</a:t></a:r></a:p></dgm:t></dgm:pt>
<dgm:pt modelId="2"><dgm:t><a:bodyPr/><a:p><a:r><a:t>Quay map</a:t></a:r></a:p></dgm:t></dgm:pt>
<dgm:pt modelId="3"><dgm:t><a:bodyPr/><a:p><a:r><a:t>Winter 2026</a:t></a:r></a:p></dgm:t></dgm:pt>
<dgm:pt modelId="9" type="pres"><dgm:t><a:bodyPr/><a:p><a:r><a:t>drawn</a:t></a:r></a:p></dgm:t></dgm:pt>
</dgm:ptLst><dgm:cxnLst>
<dgm:cxn modelId="11" srcId="0" destId="1" srcOrd="1"/><dgm:cxn modelId="12" srcId="0" destId="3" srcOrd="0"/>
<dgm:cxn modelId="13" srcId="1" destId="2" srcOrd="0"/></dgm:cxnLst></dgm:dataModel>"""
FRAME = f"""<p:graphicFrame xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" {A}
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><p:nvGraphicFramePr>
<p:cNvPr id="40" name="Diagram 4"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>
<p:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></p:xfrm><a:graphic>
<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram">
<dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="rId77"/>
</a:graphicData></a:graphic></p:graphicFrame>"""


def with_diagram() -> bytes:
    deck = pptx.Presentation()
    slide(deck, BLANK).shapes._spTree.append(pptx.oxml.parse_xml(FRAME))
    content = saved(deck)
    relations = part(content, "ppt/slides/_rels/slide1.xml.rels").replace(
        "</Relationships>",
        '<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData"'
        ' Target="../diagrams/data1.xml"/></Relationships>',
    )
    return changed(
        content,
        {"ppt/slides/_rels/slide1.xml.rels": relations.encode(), "ppt/diagrams/data1.xml": DIAGRAM.encode()},
    )


def test_a_diagram_is_a_nested_list_in_the_order_it_shows() -> None:
    where = {"slide": 1, "shape": "Diagram 4"}
    assert told(with_diagram(), ".pptx") == [
        ("item", "Winter 2026", where),
        ("item", "Spring 2027", where),
        ("item", "Quay map", where),
    ]
    assert read(Binary("a.pptx", with_diagram())).reading.blocks[2].lead_in == "Spring 2027"


def test_a_part_that_is_broken_beside_the_slides_is_left_out_with_a_warning() -> None:
    content = changed(with_diagram(), {"ppt/diagrams/data1.xml": b"<no"})
    extracted = read(Binary("a.pptx", content))
    assert extracted.reading.blocks == ()
    assert [warning.split(" (")[0] for warning in extracted.reading.warnings] == [
        "a.pptx: the part 'ppt/diagrams/data1.xml' is no XML",
        "a.pptx: no text was found on its 1 slides; are they pictures?",
    ]


MARKDOWN = """# Cranes for Inland Port

## What we plan

We plan the following, and plans may change:[^1]

- **Anti-sway control** in Q2 2027
    - for the north quay
- Remote cabin

1. measure
2. build

## When it comes

| Feature | When |
|---|---|
| Quay map | Q2 2027 |
| Remote **cabin** | Q3 2027 |

## What others say

> It lifts.

The [manual](https://q.example/manual) says `lift --all` how.

[^1]: As plans do.
"""


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_slides_made_of_markdown_say_what_the_markdown_says(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(MARKDOWN, encoding="utf-8")
    subprocess.run(["pandoc", "a.md", "-o", "a.pptx"], cwd=tmp_path, check=True)

    def all_of(name: str) -> list[tuple[object, ...]]:
        blocks = reading.read(name, (tmp_path / name).read_bytes()).blocks
        return [
            (b.scope, b.text, b.headings, b.lead_in, b.strong, b.links, b.footnotes, b.cell)
            for b in blocks
            if b.scope is not Scope.FOOTNOTE
        ]

    notes = (Scope.HEADING, "Notes", ("Cranes for Inland Port",), "", (), (), (), None)
    assert all_of("a.pptx") == [*all_of("a.md"), notes]
    slides = reading.read("a.pptx", (tmp_path / "a.pptx").read_bytes()).blocks
    assert [block.text for block in slides if block.scope is Scope.FOOTNOTE] == ["As plans do."]
