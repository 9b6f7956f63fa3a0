"""Word documents made by python-docx, with what Word puts in by itself."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from promiselint.documents.reading import read
from promiselint.model.documents import Document
from promiselint.model.errors import Unreadable

Told = tuple[str, str, object]


def saved(document: WordDocument) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def told(document: Document) -> list[Told]:
    return [(block.scope.value, block.text, dict(block.locator or {})) for block in document.blocks]


def runs(paragraph: object, xml: str) -> None:
    """Append WordprocessingML to a paragraph."""
    for element in parse_xml(f"<w:p {nsdecls('w', 'r', 'wp', 'a')}>{xml}</w:p>"):
        paragraph._p.append(deepcopy(element))  # type: ignore[attr-defined]


def test_headings_paragraphs_lists_and_tables_are_read_in_order() -> None:
    word = docx.Document()
    word.add_heading("Offer to the port", 1)
    word.add_paragraph("Here is what we offer:")
    word.add_paragraph("Berth booking", "List Bullet")
    word.add_paragraph("Tide tables", "List Bullet")
    word.add_paragraph("with levels", "List Bullet 2")
    table = word.add_table(2, 2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("Wish", "Answer", "Login", "Yes"), strict=True
    ):
        cell.text = text
    word.add_paragraph("Thank you.")
    document = read("offer.docx", saved(word))
    under = {"heading": "Offer to the port"}
    assert told(document) == [
        ("heading", "Offer to the port", {"paragraph": 1, **under}),
        ("paragraph", "Here is what we offer:", {"paragraph": 2, **under}),
        ("item", "Berth booking", {"paragraph": 3, **under}),
        ("item", "Tide tables", {"paragraph": 4, **under}),
        ("item", "with levels", {"paragraph": 5, **under}),
        ("header-cell", "Wish", {"table": 1, "row": 1, "cell": 1}),
        ("header-cell", "Answer", {"table": 1, "row": 1, "cell": 2}),
        ("cell", "Login", {"table": 1, "row": 2, "cell": 1}),
        ("cell", "Yes", {"table": 1, "row": 2, "cell": 2}),
        ("row", "Login | Yes", {"table": 1, "row": 2, "cell": 1}),
        ("paragraph", "Thank you.", {"paragraph": 6, **under}),
    ]
    assert [block.lead_in for block in document.blocks if block.scope == "item"][:2] == ["Here is what we offer:"] * 2


def test_tracked_changes_are_read_as_accepted_and_tell_their_authors() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("Login ships in ")
    runs(
        paragraph,
        '<w:del w:id="1" w:author="Bo" w:date="2026-10-02T09:00:00Z"><w:r><w:delText>March</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="Cid Ek" w:date="2026-10-03T09:00:00Z"><w:r><w:t>May 2027</w:t></w:r></w:ins>',
    )
    paragraph.add_run(".")
    document = read("offer.docx", saved(word))
    assert [block.text for block in document.blocks] == ["Login ships in May 2027."]
    (insertion,) = document.insertions
    assert document.text[insertion.start : insertion.end] == "May 2027"
    assert (insertion.author, str(insertion.when)) == ("Cid Ek", "2026-10-03 09:00:00+00:00")


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    word = docx.Document()
    first = word.add_paragraph("It ships ")
    first._p.get_or_add_pPr().append(parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="1" w:author="Bo"/></w:rPr>'))
    word.add_paragraph("in May.")
    assert [block.text for block in read("a.docx", saved(word)).blocks] == ["It ships in May."]


def test_hidden_text_is_read_and_said_to_be_hidden() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("Seen. ")
    paragraph.add_run("Not seen.").font.hidden = True
    assert told(read("a.docx", saved(word))) == [
        ("paragraph", "Seen.", {"paragraph": 1}),
        ("paragraph", "Not seen.", {"paragraph": 1, "hidden": True}),
    ]


def test_fields_give_their_results_links_their_words_and_breaks_a_blank() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("See ")
    runs(
        paragraph,
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>page 2</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:hyperlink w:anchor="a"><w:r><w:tab/><w:t>our</w:t><w:br/><w:t>site</w:t></w:r></w:hyperlink>',
    )
    (block,) = read("a.docx", saved(word)).blocks
    assert block.text == "See page 2 our site"
    assert [block.text[low:high].strip() for low, high in block.links] == ["our site"]


def test_headers_and_footers_are_read_once_and_page_numbers_are_not() -> None:
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "Offer 12, always up to date"
    word.sections[0].footer.paragraphs[0].text = "3"
    word.add_paragraph("Body.")
    document = read("a.docx", saved(word))
    assert [(block.scope.value, block.text) for block in document.blocks] == [
        ("margin", "Offer 12, always up to date"),
        ("paragraph", "Body."),
    ]


def test_custom_properties_give_the_documents_own_facts() -> None:
    word = docx.Document()
    word.add_paragraph("Body.")
    held = io.BytesIO(saved(word))
    with zipfile.ZipFile(held, "a") as archive:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
        value = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
        archive.writestr(
            "docProps/custom.xml",
            f'<Properties xmlns="{kind}" xmlns:vt="{value}"><property pid="2" name="customer">'
            "<vt:lpwstr>Port of Vigo</vt:lpwstr></property></Properties>",
        )
        relations = archive.read("_rels/.rels").decode()
    related = (
        '<Relationship Id="rId99" Target="docProps/custom.xml" Type="http://schemas.openxmlformats.org/officeDocument/'
        '2006/relationships/custom-properties"/></Relationships>'
    )
    content = _with(held.getvalue(), "_rels/.rels", relations.replace("</Relationships>", related).encode())
    assert read("a.docx", content).facts.customer == "Port of Vigo"


def _with(content: bytes, name: str, part: bytes) -> bytes:
    """The archive with one part exchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for member in dict.fromkeys(old.namelist()):
            new.writestr(member, part if member == name else old.read(member))
    return out.getvalue()


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (lambda _: b"", "a.docx: the file is empty; expected a Word document"),
        (
            lambda _: b"PK\x03\x04broken",
            "a.docx: the archive is broken (File is not a zip file); expected a Word document",
        ),
        (
            lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "a.docx: it is encrypted with a password or of an old format; expected a Word document",
        ),
        (lambda content: _with(content, "word/document.xml", b"<a"), "a.docx: the part 'word/document.xml' is no XML"),
        (
            lambda content: _with(content, "word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
            "a.docx: the part 'word/document.xml' declares a document type; expected none, as Office writes it",
        ),
    ],
)
def test_what_is_no_word_document_is_said_in_one_line(spoil: Callable[[bytes], bytes], line: str) -> None:
    word = docx.Document()
    with pytest.raises(Unreadable) as fault:
        read("a.docx", spoil(saved(word)))
    assert str(fault.value).startswith(line)
    assert "\n" not in str(fault.value)


SAMPLE = docx.Document()
SAMPLE.add_heading("A", 1)
SAMPLE.add_paragraph("B", "List Bullet")
SAMPLE.add_table(2, 2).cell(0, 0).text = "C"
CONTENT = saved(SAMPLE)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(CONTENT) - 1), st.binary(min_size=1, max_size=4), st.integers(0, 2000))
def test_a_spoilt_file_is_read_or_refused_never_more(at: int, with_bytes: bytes, cut: int) -> None:
    spoilt = CONTENT[:at] + with_bytes + CONTENT[at + len(with_bytes) :]
    try:
        read("a.docx", spoilt[: len(spoilt) - cut])
    except Unreadable as fault:
        assert "\n" not in str(fault)  # noqa: PT017 - whichever of the two


XML = st.recursive(
    st.sampled_from(["<w:t>x</w:t>", "<w:tab/>", "<w:br/>", '<w:fldChar w:fldCharType="begin"/>', "<w:sym/>"]),
    lambda inner: st.builds(
        lambda tag, parts: f"<w:{tag}>{''.join(parts)}</w:{tag}>",
        st.sampled_from(["p", "r", "tbl", "tr", "tc", "ins", "del", "sdt", "sdtContent", "hyperlink", "pPr", "rPr"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(XML)
def test_any_structure_is_read_with_sound_positions(inside: str) -> None:
    part = f"<w:document {nsdecls('w')}><w:body>{inside}</w:body></w:document>".encode()
    document = read("a.docx", _with(CONTENT, "word/document.xml", part))
    for block in document.blocks:
        assert len(block.starts) == len(block.ends) == len(block.text)
        assert all(low <= high <= len(document.text) for low, high in zip(block.starts, block.ends, strict=True))
