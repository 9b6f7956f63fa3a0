"""A Word document as it comes back from a review, with whole expected outputs: what a person sees, and nothing twice."""

from __future__ import annotations

import io

import docx

from promiselint.documents.extract import Binary
from promiselint.documents.word import read
from tests.documents.archives import changed, part

ANN = 'w:author="Ann Holt" w:date="2026-11-02T09:00:00Z"'
BO = 'w:author="Bo Frid" w:date="2026-11-03T10:30:00Z"'


def t(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def gone(text: str) -> str:
    return f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'


def p(inner: str, style: str = "", more: str = "") -> str:
    looks = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{looks}{more}</w:pPr>{inner}</w:p>"


def cell(inner: str) -> str:
    return f"<w:tc><w:tcPr/>{inner}</w:tc>"


def word(body: str) -> bytes:
    file = io.BytesIO()
    docx.Document().save(file)
    main = part(file.getvalue(), "word/document.xml").replace("<w:body>", f"<w:body>{body}", 1)
    return changed(file.getvalue(), {"word/document.xml": main.encode()})


def lines(body: str) -> list[tuple[str, str, tuple[str, ...], dict[str, object]]]:
    """Each block: scope, text, headings, locator."""
    reading = read(Binary("a.docx", word(body))).reading
    return [(one.scope.value, one.text, one.headings, dict(one.locator or {})) for one in reading.blocks]


def said_by(body: str) -> tuple[list[str], list[tuple[str, str, str]]]:
    """The texts, and who put which stretch there and when."""
    found = read(Binary("a.docx", word(body)))
    told = [
        (found.text[one.start : one.end], one.author, one.when.isoformat() if one.when else "")
        for one in found.insertions
    ]
    return [one.text for one in found.reading.blocks], told


def row(*cells: str, more: str = "") -> str:
    return f"<w:tr>{f'<w:trPr>{more}</w:trPr>' if more else ''}{''.join(map(cell, cells))}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def asked(words: str) -> str:
    return f"<w:r><w:instrText> {words} </w:instrText></w:r>"


def test_changes_of_two_authors_are_read_as_accepted_also_within_each_other() -> None:
    body = p(
        t("Berths ")
        + f'<w:ins w:id="1" {ANN}>{t("and cranes ")}<w:del w:id="2" {BO}>{gone("maybe ")}</w:del></w:ins>'
        + f'<w:del w:id="3" {ANN}>{gone("never ")}</w:del>{t("are shown ")}<w:ins w:id="4" {BO}>{t("in May 2027")}</w:ins>'
        + t(".")
    )
    assert said_by(body) == (
        ["Berths and cranes are shown in May 2027."],
        [
            ("and cranes ", "Ann Holt", "2026-11-02T09:00:00+00:00"),
            ("in May 2027", "Bo Frid", "2026-11-03T10:30:00+00:00"),
        ],
    )


def test_moved_text_is_said_once_where_it_went_by_whom_moved_it() -> None:
    body = p(f'<w:moveFrom w:id="2" {ANN}>{t("Tides come first.")}</w:moveFrom>') + p(t("Pilots come next."))
    body += p(f'<w:moveTo w:id="4" {ANN}>{t("Tides come first.")}</w:moveTo>')
    assert said_by(body) == (
        ["Pilots come next.", "Tides come first."],
        [("Tides come first.", "Ann Holt", "2026-11-02T09:00:00+00:00")],
    )


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    body = p(t("The gate opens "), more=f'<w:rPr><w:del w:id="1" {ANN}/></w:rPr>') + p(t("at dawn."))
    body += p(f'<w:ins w:id="2" {BO}>{t("A new line.")}</w:ins>', more=f'<w:rPr><w:ins w:id="1" {BO}/></w:rPr>')
    assert said_by(body) == (
        ["The gate opens at dawn.", "A new line."],
        [("A new line.", "Bo Frid", "2026-11-03T10:30:00+00:00")],
    )


def test_rows_that_were_inserted_are_read_and_deleted_ones_are_not() -> None:
    body = table(
        row(p(t("Port")), p(t("Answer"))),
        row(p(f'<w:ins w:id="2" {ANN}>{t("Visby")}</w:ins>'), p(t("Yes")), more=f'<w:ins w:id="1" {ANN}/>'),
        row(p(f'<w:del w:id="5" {BO}>{gone("Ystad")}</w:del>'), p(t("No")), more=f'<w:del w:id="4" {BO}/>'),
    )
    assert lines(body) == [
        ("cell", "Port", (), {"table": 1, "row": 1, "cell": 1}),
        ("cell", "Answer", (), {"table": 1, "row": 1, "cell": 2}),
        ("row", "Port | Answer", (), {"table": 1, "row": 1, "cell": 1}),
        ("cell", "Visby", (), {"table": 1, "row": 2, "cell": 1}),
        ("cell", "Yes", (), {"table": 1, "row": 2, "cell": 2}),
        ("row", "Visby | Yes", (), {"table": 1, "row": 2, "cell": 1}),
    ]


def test_a_text_box_is_read_once_though_the_file_holds_it_in_two_versions() -> None:
    mark = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    draw = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    shape = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    box = f"<w:txbxContent>{p(t('Boxed once.'))}</w:txbxContent>"
    old = f'<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="{{}}"><v:textbox>{box}</v:textbox></v:shape></w:pict>'
    new = f'<w:drawing><wp:anchor xmlns:wp="{draw}"><wp:docPr id="1" name="Box" descr="A framed offer"/>'
    new += f'<wps:txbx xmlns:wps="{shape}">{box}</wps:txbx></wp:anchor></w:drawing>'
    both = f'<mc:AlternateContent xmlns:mc="{mark}"><mc:Choice Requires="wps">{new}</mc:Choice>'
    both += f"<mc:Fallback>{old.format('')}</mc:Fallback></mc:AlternateContent>"
    body = p(t("Anchor.") + f"<w:r>{both}</w:r>") + p(f"<w:r>{old.format('An old drawing')}</w:r>")
    assert lines(body) == [
        ("paragraph", "Anchor.", (), {"paragraph": 1}),
        ("alt", "A framed offer", (), {"paragraph": 1}),
        ("paragraph", "Boxed once.", (), {"paragraph": 2}),
        ("alt", "An old drawing", (), {"paragraph": 3}),
        ("paragraph", "Boxed once.", (), {"paragraph": 4}),
    ]


def test_a_table_that_holds_a_table_arranges_it_and_the_inner_one_is_read_as_a_table() -> None:
    inner = table(row(p(t("Inner A")), p(t("Inner B"))))
    assert lines(table(row(p(t("Outer")), inner + p(t("After inner"))))) == [
        ("paragraph", "Outer", (), {"table": 1, "row": 1, "cell": 1}),
        ("cell", "Inner A", (), {"table": 2, "row": 1, "cell": 1}),
        ("cell", "Inner B", (), {"table": 2, "row": 1, "cell": 2}),
        ("row", "Inner A | Inner B", (), {"table": 2, "row": 1, "cell": 1}),
        ("paragraph", "After inner", (), {"table": 1, "row": 1, "cell": 2}),
    ]


def control(inner: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def test_content_controls_say_what_was_chosen_in_them_and_nothing_where_nobody_typed() -> None:
    choice = '<w:dropDownList><w:listItem w:displayText="Gold"/><w:listItem w:displayText="Silver"/></w:dropDownList>'
    day = '<w:date w:fullDate="2027-05-04T00:00:00Z"><w:dateFormat w:val="d MMMM yyyy"/></w:date>'
    body = p(t("Pick ") + control(t("Gold"), choice) + t(" by ") + control(t("4 May 2027"), day) + t("."))
    body += control(p(t("A block.")))
    body += table(f"<w:tr>{control(cell(p(t('In a cell'))))}{cell(p(t('Plain')))}</w:tr>")
    body += p(control(t("Click here to enter text."), "<w:showingPlcHdr/>"))
    body += control(p(t("Choose an item.")), "<w:showingPlcHdr/>")
    assert lines(body) == [
        ("paragraph", "Pick Gold by 4 May 2027.", (), {"paragraph": 1}),
        ("paragraph", "A block.", (), {"paragraph": 2}),
        ("cell", "In a cell", (), {"table": 1, "row": 1, "cell": 1}),
        ("cell", "Plain", (), {"table": 1, "row": 1, "cell": 2}),
        ("row", "In a cell | Plain", (), {"table": 1, "row": 1, "cell": 1}),
    ]


def test_fields_show_their_results_and_a_table_of_contents_is_not_said_again() -> None:
    reference = field("begin") + asked("REF _x \\h") + field("separate") + t("chapter 2") + field("end")
    body = p(t("See ") + reference + t(" on ") + f'<w:fldSimple w:instr=" PAGEREF _x ">{t("7")}</w:fldSimple>' + t("."))
    body += p(field("begin") + asked("TOC \\o") + field("separate") + t("Plans 3"), "TOC1")
    body += p(t("By level 4") + field("end"), "TOC2")
    body += p(t("Plans"), "Heading1") + p(t("By level"), more='<w:outlineLvl w:val="1"/>') + p(t("Below."))
    body += p(t("Figure ") + f'<w:fldSimple w:instr=" SEQ Figure ">{t("1")}</w:fldSimple>' + t(": the quay"), "Caption")
    under = {"heading": "By level"}
    assert lines(body) == [
        ("paragraph", "See chapter 2 on 7.", (), {"paragraph": 1}),
        ("heading", "Plans", (), {"paragraph": 4, "heading": "Plans"}),
        ("heading", "By level", ("Plans",), {"paragraph": 5, **under}),
        ("paragraph", "Below.", ("Plans", "By level"), {"paragraph": 6, **under}),
        ("caption", "Figure 1: the quay", ("Plans", "By level"), {"paragraph": 7, **under}),
    ]


def test_signs_are_read_as_they_are_seen() -> None:
    body = p(
        "<w:r><w:t>co</w:t><w:softHyphen/><w:t>operate</w:t><w:noBreakHyphen/><w:t>now</w:t><w:tab/><w:t>10\u00a0000</w:t>"
        '<w:br/><w:t xml:space="preserve">next </w:t><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    )
    assert [text for _, text, _, _ in lines(body)] == ["cooperate-now 10\u00a0000 next ✓"]


def test_hidden_text_is_marked_and_comments_are_left_out() -> None:
    body = p(t("Seen. ") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Unseen words.</w:t></w:r>")
    body += p('<w:commentRangeStart w:id="0"/>' + t("Spoken of.") + '<w:commentRangeEnd w:id="0"/>')
    assert lines(body) == [
        ("paragraph", "Seen.", (), {"paragraph": 1}),
        ("paragraph", "Unseen words.", (), {"paragraph": 1, "hidden": True}),
        ("paragraph", "Spoken of.", (), {"paragraph": 2}),
    ]
