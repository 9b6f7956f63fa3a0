"""`promiselint annotate`: comments on the exact words, and nothing else in the file changed."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pptx
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
OWNERS = "version: 1\npeople: [{id: ada, name: Ada Holm, role: sales}]\nfallback: ada\n"
SAID = "The sluice plan arrives on 1 March 2027. Plans may change."


def word() -> bytes:
    document = docx.Document()
    document.add_heading("Offer", 1)
    document.add_paragraph("Hello.")
    document.add_paragraph(SAID)
    return saved(document)


def deck() -> bytes:
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "Offer"
    slide.placeholders[1].text = SAID
    return saved(made)


def book() -> bytes:
    made = openpyxl.Workbook()
    made.active.append(["Question", "Comment"])
    made.active.append(["When?", SAID])
    return saved(made)


def saved(document: object) -> bytes:
    held = io.BytesIO()
    document.save(held)  # type: ignore[attr-defined]
    return held.getvalue()


MADE = {"offer.docx": word, "offer.pptx": deck, "offer.xlsx": book}


def texts(content: bytes) -> str:
    """All that stands in the comments of a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        parts = [
            held.read(name).decode() for name in held.namelist() if "comment" in name.lower() and name.endswith(".xml")
        ]
    return " ".join(re.sub(r"<[^>]+>", " ", part) for part in parts)


@pytest.mark.parametrize("name", MADE)
def test_each_finding_is_a_comment_with_all_that_one_needs(name: str, promiselint: Run, folder: Fill) -> None:
    folder({"roadmap.yaml": ROADMAP, "owners.yaml": OWNERS, name: MADE[name]()})
    ran = promiselint("annotate", name, "-o", f"reviewed-{name}")
    assert (ran.status, ran.out) == (0, f"wrote reviewed-{name}: 2 comments\n")
    told = " ".join(texts(Path(f"reviewed-{name}").read_bytes()).split())
    for words in ("PL201", "PL202", "the roadmap has 2027-Q4", "Instead", "Ada Holm"):
        assert words in told


@pytest.mark.parametrize("name", MADE)
def test_nothing_else_in_the_file_is_changed(name: str, promiselint: Run, folder: Fill) -> None:
    content = MADE[name]()
    folder({"roadmap.yaml": ROADMAP, "owners.yaml": OWNERS, name: content})
    promiselint("annotate", name, "-o", f"reviewed-{name}")
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(f"reviewed-{name}") as after:
        same = [one for one in before.namelist() if before.read(one) == after.read(one)]
        changed = sorted(set(before.namelist()) - set(same))
        assert set(before.namelist()) <= set(after.namelist())
    allowed = r"\[Content_Types\]\.xml|.*\.rels|word/document\.xml|ppt/presentation\.xml|xl/worksheets/sheet1\.xml"
    assert [one for one in changed if not re.fullmatch(allowed, one)] == []
    assert promiselint("claims", name).out == promiselint("claims", f"reviewed-{name}").out.replace("reviewed-", "")


@pytest.mark.parametrize("name", MADE)
def test_libreoffice_opens_what_was_written(name: str, promiselint: Run, folder: Fill, tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is not installed")
        pytest.skip("LibreOffice is not installed")
    folder({"roadmap.yaml": ROADMAP, "owners.yaml": OWNERS, name: MADE[name]()})
    promiselint("annotate", name, "-o", f"reviewed-{name}")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", f"reviewed-{name}"]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert Path(f"reviewed-{name}").with_suffix(".pdf").read_bytes().startswith(b"%PDF")


def test_a_file_that_is_there_is_not_written_over_and_the_document_never(promiselint: Run, folder: Fill) -> None:
    folder({"roadmap.yaml": ROADMAP, "a.docx": word(), "b.docx": b"mine"})
    ran = promiselint("annotate", "a.docx", "-o", "b.docx")
    assert (ran.status, Path("b.docx").read_bytes()) == (2, b"mine")
    assert "expected no such file, or --force" in ran.err
    assert promiselint("annotate", "a.docx", "-o", "b.docx", "--force").status == 0
    assert promiselint("annotate", "a.docx", "-o", "a.docx", "--force").status == 2


@pytest.mark.parametrize("name", ["a.md", "a.pdf"])
def test_a_format_without_comments_is_told(name: str, promiselint: Run, folder: Fill) -> None:
    folder({"roadmap.yaml": ROADMAP, name: b"# Hello\n"})
    ran = promiselint("annotate", name, "-o", "b.docx")
    assert ran.status in {2, 3}
    assert ran.err.startswith(f"{name}: ")
    assert len(ran.err.splitlines()) == 1
