"""Bytes to text: no guessing, one clear line where they are none."""

from __future__ import annotations

import codecs

import pytest

from promiselint.documents.reading import READERS, SUFFIXES, read
from promiselint.model.documents import Document
from promiselint.model.errors import Unreadable
from promiselint.model.limits import Limits

TEXT = "Pumpen går\r\nnu."


def words(path: str, content: bytes) -> list[str]:
    return [block.text for block in read(path, content).blocks]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
    ],
)
def test_a_byte_order_mark_is_honoured_and_counts_for_nothing(content: bytes) -> None:
    for path in ("a.md", "a.html", "a.txt"):
        document = read(path, content)
        assert (document.text, document.line_starts) == (TEXT, (0, 12))
        assert [(b.text, b.starts[0], b.ends[-1]) for b in document.blocks] == [("Pumpen går nu.", 0, 15)]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "latin-1"),
        ("<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>", "cp1252"),
        ('<meta charset="utf-8">', "utf-8"),
        ('<?xml version="1.0" encoding="ISO-8859-15"?>', "iso8859-15"),
        ("<meta charset=utf-16>", "utf-8"),
    ],
)
def test_html_may_declare_its_character_set(head: str, encoding: str) -> None:
    assert words("a.html", f"{head}<p>går".encode(encoding)) == ["går"]


def test_windows_signs_in_a_page_that_says_latin_1() -> None:
    assert words("a.html", b"<meta charset=iso-8859-1><p>\x93ja\x94 \x81") == ["“ja” \ufffd"]


@pytest.mark.parametrize(
    ("path", "content", "line"),
    [
        ("a.md", b"one\ng\xe5r", "a.md: line 2: byte 0xE5 is not UTF-8; expected text in UTF-8"),
        ("a.md", "går".encode("utf-16-le"), "a.md: line 1: byte 0xE5 is not UTF-8; expected text in UTF-8"),
        (
            "a.md",
            "gar".encode("utf-16-le"),
            "a.md: line 1 holds a NUL character; expected text in UTF-8, or in UTF-16 with a byte order mark",
        ),
        ("a.md", b"\xff\xfea", "a.md: byte 1 is not UTF-16, which the byte order mark names"),
        (
            "a.html",
            b"<meta charset=utf-7>+AGE-",
            None,
        ),
        (
            "a.html",
            b"<meta charset=x-no-such>",
            'a.html: character set "x-no-such" is unknown; expected utf-8, iso-8859-1 or windows-1252',
        ),
        (
            "a.wpd",
            b"PK",
            f"a.wpd: .wpd files are not read; expected {', '.join(sorted(SUFFIXES))}",
        ),
    ],
)
def test_what_is_no_text_is_said_in_one_line(path: str, content: bytes, line: str | None) -> None:
    if line is None:
        assert words(path, content) == ["+AGE-"]
        return
    with pytest.raises(Unreadable) as caught:
        read(path, content)
    assert str(caught.value) == line


def test_nothing_is_an_empty_document() -> None:
    for suffix in READERS:
        assert read(f"a{suffix}", b"") == Document(f"a{suffix}", "", ())
    assert read("a.md", b"\xef\xbb\xbf") == Document("a.md", "", ())


def test_too_much_is_unreadable() -> None:
    with pytest.raises(Unreadable) as caught:
        read("a.md", b"x" * 1_001, limits=Limits(bytes=1_000))
    assert str(caught.value) == "a.md: 1,001 bytes were found; expected at most 1,000"


def test_suffixes_are_read_without_case() -> None:
    assert words("A.MD", b"# x") == ["x"]
