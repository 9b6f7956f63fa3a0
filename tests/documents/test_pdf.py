"""PDF files: written by hand for what must be refused, by LibreOffice for what must be read."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from pathlib import Path

import docx
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promiselint.documents.reading import read
from promiselint.model.errors import Unreadable
from promiselint.model.limits import Limits


def written(lines: list[tuple[float, float, float, str]]) -> bytes:
    """A PDF of one page with texts at (x, y) in a size; written out by hand, objects and all."""
    drawn = "".join(f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n" for x, y, size, text in lines).encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )
    return bytes(out) + tail


PAGE = written(
    [
        (72, 780, 18, "Offer to the port"),
        (72, 740, 11, "We will ship berth booking in May and hope that you like it very much, all of you in the har-"),
        (72, 726, 11, "bour office."),
        (72, 690, 11, "The harbour has a login. What is included:"),
        (72, 670, 11, "- Berth booking"),
        (72, 654, 11, "- Tide tables"),
        (72, 600, 11, "Wish"), (300, 600, 11, "Answer"),
        (72, 584, 11, "Login"), (300, 584, 11, "Yes"),
        (72, 300, 11, "Thank you."),
        (300, 20, 9, "Page 1"),
    ]
)  # fmt: skip


def test_lines_become_headings_paragraphs_lists_and_tables() -> None:
    document = read("a.pdf", PAGE)
    assert [(block.scope.value, block.text) for block in document.blocks] == [
        ("heading", "Offer to the port"),
        (
            "paragraph",
            "We will ship berth booking in May and hope that you like it very much, all of you in the harbour office.",
        ),
        ("paragraph", "The harbour has a login. What is included:"),
        ("item", "Berth booking"),
        ("item", "Tide tables"),
        ("header-cell", "Wish"),
        ("header-cell", "Answer"),
        ("cell", "Login"),
        ("cell", "Yes"),
        ("row", "Login | Yes"),
        ("paragraph", "Thank you."),
    ]
    assert document.blocks[1].locator == {"page": 1, "quote": "We will ship berth booking in May and …"}
    assert document.blocks[3].lead_in == "The harbour has a login. What is included:"


def test_pages_without_text_are_said_to_look_scanned() -> None:
    blank = pypdfium2.PdfDocument.new()
    blank.new_page(595, 842)
    held = io.BytesIO()
    blank.save(held)
    with pytest.raises(Unreadable) as fault:
        read("scan.pdf", held.getvalue())
    assert str(fault.value) == (
        "scan.pdf: no text was found on its 1 page, it looks scanned; expected a PDF with text (run text recognition first)"
    )


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "a.pdf: the file is empty; expected a PDF"),
        (b"hello", "a.pdf: it does not begin as a PDF does; expected a PDF"),
        (b"%PDF-1.4\nhello", "a.pdf: the PDF is broken"),
    ],
)
def test_what_is_no_pdf_is_said_in_one_line(content: bytes, line: str) -> None:
    with pytest.raises(Unreadable) as fault:
        read("a.pdf", content)
    assert str(fault.value).startswith(line)
    assert "\n" not in str(fault.value)


def test_more_pages_than_are_allowed_are_refused() -> None:
    many = pypdfium2.PdfDocument.new()
    for _ in range(3):
        many.new_page(100, 100)
    held = io.BytesIO()
    many.save(held)
    with pytest.raises(Unreadable, match="3 pages were found; expected at most 2"):
        read("a.pdf", held.getvalue(), limits=Limits(pages=2))


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(PAGE) - 1), st.binary(min_size=1, max_size=6), st.integers(0, 400))
def test_a_spoilt_file_is_read_or_refused_never_more(at: int, with_bytes: bytes, cut: int) -> None:
    spoilt = PAGE[:at] + with_bytes + PAGE[at + len(with_bytes) :]
    try:
        read("a.pdf", spoilt[: len(spoilt) - cut])
    except Unreadable as fault:
        assert "\n" not in str(fault)  # noqa: PT017 - whichever of the two


def test_what_libreoffice_writes_is_read_page_by_page(tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        if os.environ.get("CI"):
            pytest.fail("soffice is needed in CI; .ci/run installs it")
        pytest.skip("soffice is not installed")
    word = docx.Document()
    word.sections[0].footer.paragraphs[0].text = "Halyard, offer 12"
    texts = [
        f"Paragraph {number} tells of the berths and of the tides in the harbour of the town." for number in range(90)
    ]
    for text in texts:
        word.add_paragraph(text)
    word.save(str(tmp_path / "a.docx"))
    command = [soffice, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=240
    )
    document = read("a.pdf", (tmp_path / "a.pdf").read_bytes())
    assert [block.text for block in document.blocks] == texts
    pages = [(block.locator or {})["page"] for block in document.blocks]
    assert pages[0] == 1
    assert pages == sorted(pages, key=lambda page: int(str(page)))
    assert len(set(pages)) > 2
