"""Comments in Word files: where they stand, what else changed, whether LibreOffice opens it."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest

from promiselint.annotating import Note
from promiselint.annotating.word import annotate, comments_of
from promiselint.documents.reading import read


def offer() -> bytes:
    word = docx.Document()
    word.add_heading("Offer", 1)
    paragraph = word.add_paragraph("We are glad. ")
    paragraph.add_run("Login ships").bold = True
    paragraph.add_run(" on 1 May 2027. Thank you.")
    held = io.BytesIO()
    word.save(held)
    return held.getvalue()


def note(content: bytes, words: str, text: str) -> Note:
    start = read("a.docx", content).text.index(words)
    return Note(start, start + len(words), "promiselint", text)


def marked(content: bytes) -> list[str]:
    """The words between the marks of each comment."""
    body = docx.Document(io.BytesIO(content)).element.body
    words: dict[str, str] = {}
    open_now: set[str] = set()
    for element in body.iter():
        tag = str(element.tag).rpartition("}")[2]
        if tag in {"commentRangeStart", "commentRangeEnd"}:
            number = element.get(element.nsmap["w"].join("{}") + "id")
            (open_now.add if tag.endswith("Start") else open_now.discard)(number)
            words.setdefault(number, "")
        elif tag == "t":
            for number in open_now:
                words[number] += element.text
    return list(words.values())


def test_each_comment_stands_on_its_very_words() -> None:
    content = offer()
    sentence = "Login ships on 1 May 2027."
    made = annotate(
        content,
        "a.docx",
        [note(content, sentence, "PL201 solid-date\nInstead: later"), note(content, "1 May 2027", "PL202"), note(content, sentence, "PL305")],
    )  # fmt: skip
    assert sorted(marked(made)) == sorted([sentence, "1 May 2027", sentence])
    assert comments_of(made, "a.docx") == ("PL201 solid-date\nInstead: later", "PL305", "PL202")
    assert read("a.docx", made).text == read("a.docx", content).text


def test_every_other_part_is_as_it_was() -> None:
    content = offer()
    made = annotate(content, "a.docx", [note(content, "1 May 2027", "PL202")])
    before, after = (zipfile.ZipFile(io.BytesIO(one)) for one in (content, made))
    changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert changed == {"[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"}
    assert len(after.namelist()) == len(before.namelist()) + 1


def test_comments_that_are_there_already_stay() -> None:
    content = offer()
    once = annotate(content, "a.docx", [note(content, "Offer", "First")])
    twice = annotate(once, "a.docx", [note(once, "Thank you", "Second")])
    assert comments_of(twice, "a.docx") == ("First", "Second")
    assert marked(twice) == ["Offer", "Thank you"]


def test_nothing_to_say_leaves_the_file_as_it_is() -> None:
    content = offer()
    assert annotate(content, "a.docx", []) == content


def test_libreoffice_opens_it(tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        if os.environ.get("CI"):
            pytest.fail("soffice is needed in CI; .ci/run installs it")
        pytest.skip("soffice is not installed")
    content = offer()
    (tmp_path / "a.docx").write_bytes(annotate(content, "a.docx", [note(content, "1 May 2027", "PL202 <b>&amp;")]))
    command = [soffice, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "fodt"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=240
    )
    told = (tmp_path / "a.fodt").read_text("utf-8")
    assert "PL202 &lt;b&gt;&amp;amp;" in told
    assert "<office:annotation " in told
