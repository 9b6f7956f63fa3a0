from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx.util import Inches

from promiselint.annotating import Note
from promiselint.annotating.slides import annotate
from promiselint.documents.extract import Binary
from promiselint.documents.slides import read
from promiselint.model.errors import Unreadable
from promiselint.model.limits import Limits
from tests.annotating.office import opened
from tests.documents.archives import members, part

COMMENT = re.compile(
    r'<p:cm authorId="(\d+)" idx="(\d+)"><p:pos x="(\d+)" y="(\d+)"/><p:text>(.*?)</p:text>', re.DOTALL
)


def deck() -> bytes:
    made: Any = pptx.Presentation()
    for title, text in (("What comes", "Quay map in May"), ("What is there", "Berth list")):
        slide = made.slides.add_slide(made.slide_layouts[5])
        slide.shapes.title.text = title
        slide.shapes.add_textbox(Inches(1), Inches(2), Inches(3), Inches(1)).text_frame.text = text
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def noted(content: bytes, *words: str, author: str = "promiselint") -> bytes:
    found = read(Binary("a.pptx", content)).text
    notes = [Note(found.index(one), found.index(one) + len(one), author, "PL201: no date.") for one in words]
    return annotate(content, "a.pptx", notes, Limits())


def test_a_comment_stands_at_the_shape_and_quotes_the_words() -> None:
    content = noted(deck(), "May", "Quay map", "Berth")
    assert COMMENT.findall(part(content, "ppt/comments/comment1.xml")) == [
        ("0", "1", "576", "1152", "“Quay map”\nPL201: no date."),
        ("0", "2", "656", "1152", "“May”\nPL201: no date."),
    ]
    assert COMMENT.findall(part(content, "ppt/comments/comment2.xml")) == [
        ("0", "3", "576", "1152", "“Berth”\nPL201: no date.")
    ]
    assert '<p:cmAuthor id="0" name="promiselint" initials="p" lastIdx="3" clrIdx="0"/>' in part(
        content, "ppt/commentAuthors.xml"
    )


def test_nothing_else_in_the_file_is_changed() -> None:
    before = deck()
    old, new = members(before), members(noted(before, "May"))
    assert {name for name in old if old[name] != new[name]} == {
        "[Content_Types].xml",
        "ppt/_rels/presentation.xml.rels",
        "ppt/slides/_rels/slide1.xml.rels",
    }
    assert set(new) - set(old) == {"ppt/commentAuthors.xml", "ppt/comments/comment1.xml"}


def test_comments_that_are_there_are_kept() -> None:
    content = noted(noted(deck(), "May", author="Lena Ek"), "What comes")
    assert COMMENT.findall(part(content, "ppt/comments/comment1.xml"))[0][4] == "“May”\nPL201: no date."
    assert [found[:2] for found in COMMENT.findall(part(content, "ppt/comments/comment1.xml"))] == [
        ("0", "1"),
        ("1", "1"),
    ]
    assert re.findall(r'name="([^"]*)" initials="([^"]*)"', part(content, "ppt/commentAuthors.xml")) == [
        ("Lena Ek", "LE"),
        ("promiselint", "p"),
    ]


def test_a_presentation_without_notes_stays_as_it_is() -> None:
    assert members(annotate(deck(), "a.pptx", [], Limits())) == members(deck())


def test_what_is_no_presentation_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"a\.pptx: it is no zip archive; expected a PowerPoint presentation"):
        annotate(b"PK", "a.pptx", [], Limits())


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(-5, 60), st.integers(0, 9), st.text(max_size=9)), max_size=6))
def test_any_notes_leave_a_presentation_that_says_the_same(notes: list[tuple[int, int, str]]) -> None:
    before = deck()
    after = annotate(before, "a.pptx", [Note(at, at + size, text, text) for at, size, text in notes], Limits())
    assert read(Binary("a.pptx", after)) == read(Binary("a.pptx", before))
    pptx.Presentation(io.BytesIO(after))


def test_libreoffice_opens_it_and_shows_every_comment(tmp_path: Path) -> None:
    flat = opened(noted(noted(deck(), "May", author="Lena Ek"), "Quay map", "Berth"), "deck.pptx", "fodp", tmp_path)
    assert flat.count("<officeooo:annotation ") == 3
    assert flat.count("PL201: no date.") == 3
