"""Office files that somebody damaged or made to do harm: each reader refuses them in one clear line, or reads them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from functools import cache

import docx
import openpyxl
import pytest

from promiselint.documents.reading import read
from promiselint.model.errors import Unreadable
from promiselint.model.limits import Limits
from tests.documents.archives import changed, members
from tests.documents.decks import small_deck

SAID = "Moorings open in May."
KINDS = {
    ".docx": "a Word document",
    ".pptx": "a PowerPoint presentation",
    ".xlsx": "an Excel workbook",
    ".odt": "an OpenDocument text",
}
MAIN = {
    ".docx": "word/document.xml",
    ".pptx": "ppt/presentation.xml",
    ".xlsx": "xl/workbook.xml",
    ".odt": "content.xml",
}
EVERY = sorted(KINDS)
SPACES = "office text table"


@cache
def good(suffix: str) -> bytes:
    """A small file of the format that says something."""
    file = io.BytesIO()
    if suffix == ".docx":
        document = docx.Document()
        document.add_paragraph(SAID)
        document.save(file)
    elif suffix == ".pptx":
        return small_deck()
    elif suffix == ".xlsx":
        book = openpyxl.Workbook()
        book.active["A1"] = SAID
        book.save(file)
    else:
        names = " ".join(f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in SPACES.split())
        body = f"<office:body><office:text><text:p>{SAID}</text:p></office:text></office:body>"
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            archive.writestr("content.xml", f"<office:document-content {names}>{body}</office:document-content>")
    return file.getvalue()


def refusal(suffix: str, content: bytes, limits: Limits = Limits()) -> str:  # noqa: B008 - frozen
    """The one line with which the file is refused."""
    with pytest.raises(Unreadable) as caught:
        read(f"a{suffix}", content, limits=limits)
    message = str(caught.value)
    assert message.startswith(f"a{suffix}: ")
    assert "\n" not in message
    return message


def patched(content: bytes, name: str, change: Callable[[bytearray, int], None]) -> bytes:
    """The archive with the entry of a member in its directory changed; the entry's offset is given."""
    held = bytearray(content)
    at = held.index(b"PK\x01\x02")
    while held[at + 46 : at + 46 + len(name)] != name.encode():
        at = held.index(b"PK\x01\x02", at + 4)
    change(held, at)
    return bytes(held)


@pytest.mark.parametrize("suffix", EVERY)
def test_an_empty_file_a_password_an_old_format_and_another_format_are_told_apart(suffix: str) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert refusal(suffix, b"").endswith(f": the file is empty; expected {KINDS[suffix]}")
    assert refusal(suffix, ole).endswith(
        f": it is encrypted with a password or of an old format; expected {KINDS[suffix]}"
    )
    assert refusal(suffix, b"%PDF-1.7\n").endswith(f": it is no zip archive; expected {KINDS[suffix]}")


@pytest.mark.parametrize("suffix", EVERY)
def test_a_file_of_which_any_part_is_cut_off_is_refused(suffix: str) -> None:
    content = good(suffix)
    for share in (5, 50, 90, 99):
        assert "the archive is broken (" in refusal(suffix, content[: len(content) * share // 100])


@pytest.mark.parametrize("suffix", EVERY)
def test_a_directory_that_points_before_the_file_is_a_broken_archive(suffix: str) -> None:
    content = bytearray(good(suffix))
    end = content.rindex(b"PK\x05\x06")
    struct.pack_into("<I", content, end + 16, struct.unpack_from("<I", content, end + 16)[0] + 145)
    assert "broken (" in refusal(suffix, bytes(content))


@pytest.mark.parametrize("suffix", EVERY)
def test_a_name_that_is_no_utf_8_is_a_broken_archive(suffix: str) -> None:
    def change(held: bytearray, at: int) -> None:
        struct.pack_into("<H", held, at + 8, 0x800)
        held[at + 46] = 0xC0

    assert "broken (" in refusal(suffix, patched(good(suffix), MAIN[suffix], change))


@pytest.mark.parametrize("suffix", EVERY)
def test_a_size_that_is_not_true_is_refused(suffix: str) -> None:
    def larger(held: bytearray, at: int) -> None:
        struct.pack_into("<I", held, at + 24, 2**31)

    def smaller(held: bytearray, at: int) -> None:
        struct.pack_into("<I", held, at + 24, 1)

    assert "would be unpacked; expected at most" in refusal(suffix, patched(good(suffix), MAIN[suffix], larger))
    assert "broken (" in refusal(suffix, patched(good(suffix), MAIN[suffix], smaller))


@pytest.mark.parametrize("suffix", EVERY)
def test_a_part_that_unpacks_to_too_much_is_refused_before_it_is(suffix: str) -> None:
    bomb = changed(good(suffix), {MAIN[suffix]: b" " * 3_000_000})
    assert "times its size; expected at most 300 times" in refusal(suffix, bomb)
    assert "would be unpacked; expected at most 100" in refusal(suffix, good(suffix), Limits(unpacked=100))


@pytest.mark.parametrize("suffix", EVERY)
def test_too_many_parts_are_refused(suffix: str) -> None:
    many = changed(good(suffix), {f"more/{number}": b"" for number in range(60)})
    assert "parts were found in it; expected at most 50" in refusal(suffix, many, Limits(parts=50))


@pytest.mark.parametrize("suffix", EVERY)
def test_entities_are_neither_expanded_nor_fetched(suffix: str) -> None:
    for told in (b'<!ENTITY a "ha"><!ENTITY b "&a;&a;">', b'<!ENTITY b SYSTEM "file:///etc/hostname">'):
        harmful = changed(good(suffix), {MAIN[suffix]: b"<!DOCTYPE x [" + told + b"]><x>&b;</x>"})
        assert refusal(suffix, harmful).endswith("declares a document type; expected none, as Office writes it")


@pytest.mark.parametrize("suffix", EVERY)
@pytest.mark.parametrize(
    "main", [b"", b"\xff\xfe<\x00", b'<?xml version="1.0" encoding="utf-16"?><a/>', b"<a>\xc3(</a>"]
)
def test_a_main_part_that_is_no_xml_is_refused(suffix: str, main: bytes) -> None:
    assert refusal(suffix, changed(good(suffix), {MAIN[suffix]: main}))


@pytest.mark.parametrize("suffix", EVERY)
def test_members_that_lead_elsewhere_are_never_written_and_change_nothing(suffix: str) -> None:
    more = {
        "../../above.xml": b"<a/>",
        "/absolute.xml": b"<a/>",
        "C:\\there.xml": b"<a/>",
        "word/vbaProject.bin": b"\x00",
    }
    before = [block.text for block in read(f"a{suffix}", good(suffix)).blocks]
    assert [block.text for block in read(f"a{suffix}", changed(good(suffix), more)).blocks] == before != []


@pytest.mark.parametrize("suffix", EVERY)
def test_of_two_members_of_one_name_the_last_is_read_as_office_programs_do(suffix: str) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members(good(suffix)).items():
            if name == MAIN[suffix]:
                archive.writestr(name, b"<broken")
                with pytest.warns(UserWarning, match="Duplicate name"):
                    archive.writestr(name, content)
            else:
                archive.writestr(name, content)
    before = [block.text for block in read(f"a{suffix}", good(suffix)).blocks]
    assert [block.text for block in read(f"a{suffix}", file.getvalue()).blocks] == before


def test_a_word_document_named_as_another_format_says_what_it_is() -> None:
    assert refusal(".pptx", good(".docx")).endswith("it is a Word document; expected a PowerPoint presentation")
    assert refusal(".xlsx", good(".docx")).endswith("it is a Word document; expected an Excel workbook")
    assert refusal(".md", good(".docx"))
    assert refusal(".txt", good(".xlsx"))
