"""Documents that are broken or out for harm: one clear line each, exit 3, and all others are still checked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.conftest import Ran

Run = Callable[..., Ran]
Fill = Callable[..., Path]

ROADMAP = """\
version: 1
vendor: {name: Weir Software}
as_of: 2026-11-20
features:
  - {id: sluice, name: Sluice plan, status: planned, target: 2027-Q4}
"""
GOOD = "# News\n\nThe sluice plan arrives on 1 March 2027. Plans may change.\n"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2_000)


def word(
    body: str = "<w:p><w:r><w:t>Hello.</w:t></w:r></w:p>", head: str = "", extra: dict[str, bytes] | None = None
) -> bytes:
    """A Word file with this XML in its body, and other members beside."""
    document = docx.Document()
    held, made = io.BytesIO(), io.BytesIO()
    document.save(held)
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{name}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(held) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.namelist():
            target.writestr(member, xml if member == "word/document.xml" else source.read(member))
        for member, content in (extra or {}).items():
            target.writestr(member, content)
    return made.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return held.getvalue()


LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(f"<!ENTITY a{n} '{'&a;' * 10}'>" for n in range(9)) + "]>"
DEEP = "<w:tbl><w:tr><w:tc>" * 3_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 3_000
FILES: dict[str, tuple[str, bytes]] = {
    "nothing at all": ("a.docx", b""),
    "a password": ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le")),
    "an old format under a new name": ("a.xlsx", OLE),
    "another format under this name": ("a.docx", b"%PDF-1.7\n%%EOF"),
    "an archive of something else": ("a.pptx", zipped({"readme.txt": b"hello"})),
    "half an archive": ("a.docx", word()[:-200]),
    "a bomb": ("a.docx", word(extra={"word/media/x.bin": bytes(40_000_000)})),
    "entities that laugh": ("a.docx", word(head=LAUGHS, body="<w:p><w:r><w:t>&a8;</w:t></w:r></w:p>")),
    "a file from outside": ("a.docx", word(head="<!DOCTYPE x SYSTEM 'file:///etc/passwd'>")),
    "tables without end": ("a.docx", word(DEEP)),
    "a pdf that is none": ("a.pdf", b"hello"),
    "half a pdf": ("a.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog"),
    "a notebook that is none": ("a.ipynb", b"{"),
    "a sheet that is none": ("a.xlsx", zipped({"xl/workbook.xml": b"<x/>"})),
    "text that is none": ("a.md", bytes(range(256)) * 20),
}


@pytest.mark.parametrize("kind", FILES)
def test_each_is_one_clear_line_and_the_others_are_still_checked(kind: str, promiselint: Run, folder: Fill) -> None:
    name, content = FILES[kind]
    folder({"roadmap.yaml": ROADMAP, "z.md": GOOD, name: content})
    ran = promiselint("check", ".", "--no-cache", "--quiet")
    assert ran.status == 3
    assert ran.err.startswith(f"{name}: ")
    assert len(ran.err.splitlines()) == 1
    assert "Traceback" not in ran.err
    assert ran.out.startswith("z.md\n")


def test_what_a_file_points_at_is_never_read(promiselint: Run, folder: Fill) -> None:
    outside = '<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" '
    relations = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'{outside}Target="../../../../secret.xml" /></Relationships>'
    ).encode()
    members = {"../../evil.txt": b"x", "/etc/evil": b"x", "word/_rels/header9.xml.rels": relations}
    secret = b"<x>The sluice plan is available.</x>"
    folder({"roadmap.yaml": ROADMAP, "secret.xml": secret, "a.docx": word(extra=members)})
    ran = promiselint("check", "a.docx", "--no-cache", "--quiet")
    assert "PL102" not in ran.out
    assert not (Path.cwd().parent / "evil.txt").exists()


def test_a_limit_of_the_configuration_is_kept(promiselint: Run, folder: Fill) -> None:
    book = openpyxl.Workbook()
    for number in range(40):
        book.active.append([f"cell {number}", "x"])
    held = io.BytesIO()
    book.save(held)
    folder(
        {"roadmap.yaml": ROADMAP, "promiselint.yaml": "limits: {cells: 50}\n", "z.md": GOOD, "a.xlsx": held.getvalue()}
    )
    ran = promiselint("check", ".", "--no-cache", "--quiet")
    assert (ran.status, ran.out.startswith("z.md\n")) == (3, True)
    assert "expected at most 50" in ran.err


def test_many_cells_are_read_within_bounds(promiselint: Run, folder: Fill) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Answers")
    for number in range(1_000):
        sheet.append([f"{number}", "12", "x", "ok", "1.5", "", "n/a", "7", "8", "9"])
    held = io.BytesIO()
    book.save(held)
    folder({"roadmap.yaml": ROADMAP, "a.xlsx": held.getvalue()})
    assert promiselint("check", "a.xlsx", "--no-cache", "--quiet").status == 0
