"""OpenDocument texts, written by hand."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promiselint.documents.reading import read
from promiselint.model.documents import Document
from promiselint.model.errors import Unreadable

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "style", "drawing")
) + ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip


def packed(body: str, styles: str = "", meta: str = "") -> bytes:
    held = io.BytesIO()
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        if meta:
            archive.writestr(
                "meta.xml", f'<office:document-meta {SPACES} xmlns:meta="urn:m">{meta}</office:document-meta>'
            )
    return held.getvalue()


def told(document: Document) -> list[tuple[str, str, object]]:
    return [(block.scope.value, block.text, dict(block.locator or {})) for block in document.blocks]


def test_headings_lists_tables_and_notes_are_read_in_order() -> None:
    body = (
        '<text:h text:outline-level="2">Offer</text:h><text:p>Included:</text:p>'
        "<text:list><text:list-item><text:p>Berth<text:s/>booking</text:p></text:list-item></text:list>"
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Wish</text:p></table:table-cell>"
        "<table:table-cell><text:p>Answer</text:p></table:table-cell></table:table-row></table:table-header-rows>"
        "<table:table-row><table:table-cell><text:p>Login</text:p></table:table-cell>"
        "<table:table-cell><text:p>Yes</text:p></table:table-cell></table:table-row></table:table>"
        '<text:p>See<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        "<text:p>In beta.</text:p></text:note-body></text:note> there.</text:p>"
    )
    document = read("a.odt", packed(body))
    under = {"heading": "Offer"}
    assert told(document) == [
        ("heading", "Offer", {"paragraph": 1, **under}),
        ("paragraph", "Included:", {"paragraph": 2, **under}),
        ("item", "Berth booking", {"paragraph": 3, **under}),
        ("header-cell", "Wish", {"table": 1, "row": 1, "cell": 1}),
        ("header-cell", "Answer", {"table": 1, "row": 1, "cell": 2}),
        ("cell", "Login", {"table": 1, "row": 2, "cell": 1}),
        ("cell", "Yes", {"table": 1, "row": 2, "cell": 2}),
        ("row", "Login | Yes", {"table": 1, "row": 2, "cell": 1}),
        ("paragraph", "See there.", {"paragraph": 4, **under}),
        ("footnote", "In beta.", {"footnote": 1}),
    ]
    assert document.blocks[2].lead_in == "Included:"
    assert document.blocks[8].footnotes == (3,)


def test_tracked_changes_are_read_as_accepted_and_tell_their_authors() -> None:
    changed = '<text:changed-region text:id="{}"><text:{}><office:change-info><dc:creator>Cid Ek</dc:creator>'
    changed += "<dc:date>2026-10-03T09:00:00</dc:date></office:change-info>{}</text:{}></text:changed-region>"
    body = (
        f"<text:tracked-changes>{changed.format('i', 'insertion', '', 'insertion')}"
        f"{changed.format('d', 'deletion', '<text:p>March</text:p>', 'deletion')}</text:tracked-changes>"
        '<text:p>Login ships in <text:change text:change-id="d"/><text:change-start text:change-id="i"/>May 2027'
        '<text:change-end text:change-id="i"/>.</text:p>'
    )
    document = read("a.odt", packed(body))
    assert [block.text for block in document.blocks] == ["Login ships in May 2027."]
    (insertion,) = document.insertions
    assert (document.text[insertion.start : insertion.end], insertion.author) == ("May 2027", "Cid Ek")
    assert str(insertion.when) == "2026-10-03 09:00:00"


def test_bold_spans_are_strong_and_hidden_ones_are_said_to_be_hidden() -> None:
    styles = (
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    body = '<text:p><text:span text:style-name="T1">Login.</text:span> Seen. <text:span text:style-name="T2">Not.</text:span></text:p>'
    first, second = read("a.odt", packed(body, styles)).blocks
    assert (first.text, first.strong) == ("Login. Seen.", ((0, 6),))
    assert (second.text, dict(second.locator or {})) == ("Not.", {"paragraph": 1, "hidden": True})


def test_user_defined_properties_give_the_documents_own_facts() -> None:
    meta = '<office:meta><meta:user-defined meta:name="customer">Port of Vigo</meta:user-defined></office:meta>'
    assert read("a.odt", packed("<text:p>x</text:p>", meta=meta)).facts.customer == "Port of Vigo"


def test_what_is_no_open_document_is_said_in_one_line() -> None:
    with pytest.raises(Unreadable) as fault:
        read("a.odt", b"PK\x03\x04")
    assert str(fault.value) == "a.odt: the archive is broken (File is not a zip file); expected an OpenDocument text"


CONTENT = packed("<text:p>Berth booking</text:p><table:table><table:table-row/></table:table>")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(CONTENT) - 1), st.binary(min_size=1, max_size=4), st.integers(0, 600))
def test_a_spoilt_file_is_read_or_refused_never_more(at: int, with_bytes: bytes, cut: int) -> None:
    spoilt = CONTENT[:at] + with_bytes + CONTENT[at + len(with_bytes) :]
    try:
        read("a.odt", spoilt[: len(spoilt) - cut])
    except Unreadable as fault:
        assert "\n" not in str(fault)  # noqa: PT017 - whichever of the two
