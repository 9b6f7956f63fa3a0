"""The bytes of an export -> its text, whatever tool or spreadsheet saved it."""

from __future__ import annotations

from promiselint.model.limits import Limits
from promiselint.records.crm_tables import codec_of
from promiselint.records.sheets import Sheet

_HEAD = 200_000  # characters in which a source looks for its own field names


def text_of(
    content: bytes, sheet: Sheet, expected: str, *, western: bool = False, most: int = Limits().bytes
) -> str | None:
    """The text of an export, without its mark; None where it holds none, and the sheet says why.

    Without a mark it is UTF-8, or UTF-16 where every other byte is nothing. With `western`, what is no UTF-8 is read
    as cp1252: older spreadsheets save tables so. `expected` is said of an empty or foreign file; `most` is the most
    bytes that it may hold.
    """
    if len(content) > most:
        sheet.fault(0, "", f"holds {len(content)} bytes", f"expected {most} at most: export a part of it")
        return None
    if not content.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        sheet.fault(0, "", "is empty", f"expected {expected}")
        return None
    if content.startswith(b"PK\x03\x04"):
        sheet.fault(0, "", "is a workbook or an archive", f"expected {expected}")
        return None
    codec, body = codec_of(content)
    try:
        return body.decode(codec)
    except UnicodeDecodeError as fault:
        if western and codec == "utf-8":
            return body.decode("cp1252", "replace")
        line = body.count(b"\n", 0, fault.start) + 1
        sheet.fault(line, "", f"is no {codec.upper()} ({fault.reason})", "expected a file saved as UTF-8")
        return None


def head_of(content: bytes) -> str:
    """The beginning of an export in small letters, read without complaint: for telling what it is."""
    codec, body = codec_of(content[: 2 * _HEAD])
    return body.decode(codec, "replace")[:_HEAD].casefold()
