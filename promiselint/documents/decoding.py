"""Bytes to text, without guessing: UTF-8, what a byte order mark says, or what an HTML file declares."""

from __future__ import annotations

import codecs
import re

from promiselint.model.errors import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 4096  # bytes: browsers look for a declaration in the first 1,024; some generators write it later
_DECLARED = re.compile(
    rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)", re.I
)
# Character sets that browsers know; others (UTF-7, escapes) only serve to hide text.
_KNOWN = re.compile(
    r"ascii|iso8859-\d{1,2}|cp125\d|cp874|koi8-[ru]|mac-\w+|shift_jis|cp932|euc_jp|iso2022_jp|gb\w+|big5\w*|euc_kr|cp949"
)
_WINDOWS = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "shift_jis": "cp932", "gb2312": "gb18030"}


def decode(path: str, content: bytes, *, html: bool) -> str:
    """The file as text, a byte order mark dropped. `html` = a declared character set counts.

    Raises:
        Unreadable: the bytes are no text, or not in the character set that they should be in.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(path, content[len(mark) :], encoding)
    declared = _declared(path, content) if html else None
    return _strictly(path, content, declared or "utf-8")


def _declared(path: str, content: bytes) -> str | None:
    found = _DECLARED.search(content[:_LOOKED_AT])
    if found is None:
        return None
    label = (found[1] or found[2]).decode("ascii", "replace").lower()
    if label.startswith(("utf", "unicode")):
        return None  # a declaration that can be read at all is no UTF-16
    try:
        name = codecs.lookup(label).name
    except LookupError:
        name = ""
    if not _KNOWN.fullmatch(name):
        raise Unreadable(path, f'character set "{label}" is unknown; expected utf-8, iso-8859-1 or windows-1252')
    return _WINDOWS.get(name, name)


def _strictly(path: str, content: bytes, encoding: str) -> str:
    # Browsers give every byte of the Windows sets a meaning; the few that have none are no reason to read nothing.
    errors = "replace" if encoding.startswith("cp125") else "strict"
    try:
        text = content.decode(encoding, errors)
    except UnicodeDecodeError as error:
        raise Unreadable(path, _fault(content, error, encoding)) from None
    nul = text.find("\0")
    if nul >= 0:
        line = len(re.findall(r"\r\n|\r|\n", text[:nul])) + 1
        raise Unreadable(
            path, f"line {line} holds a NUL character; expected text in UTF-8, or in UTF-16 with a byte order mark"
        )
    return text


def _fault(content: bytes, error: UnicodeDecodeError, encoding: str) -> str:
    if encoding.startswith(("utf-16", "utf-32")):
        return f"byte {error.start + 1} is not {encoding[:6].upper()}, which the byte order mark names"
    line = content.count(b"\n", 0, error.start) + 1
    name = "UTF-8" if encoding == "utf-8" else encoding
    return f"line {line}: byte 0x{content[error.start]:02X} is not {name}; expected text in {name}"
