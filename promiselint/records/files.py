"""From a path to the text in it, and one clear line where there is none."""

from __future__ import annotations

import codecs
from pathlib import Path

from promiselint.records.nodes import Node
from promiselint.records.sheets import Sheet
from promiselint.records.trees import parse

_OTHER_ENCODINGS = ((codecs.BOM_UTF16_LE, "UTF-16"), (codecs.BOM_UTF16_BE, "UTF-16"))


def load(path: Path, sheet: Sheet, holds: str, text: str | None = None) -> Node | None:
    """The tree of a YAML file; None where there is none, and the sheet says why.

    `holds` is what was expected in the file ("a roadmap with version, vendor and features"). `text` is read in the
    file's place where it is given: the file as another revision has it.
    """
    if text is None:
        text = _decoded(path, sheet, holds)
    if text is None:
        return None
    node = parse(text, sheet)
    if node is None and not sheet.unreadable:
        sheet.unreadable = True
        sheet.fault(1, "", "is empty", f"expected {holds}")
    return node


def read_text(path: Path, sheet: Sheet, holds: str) -> str | None:
    """The text of a file; None where it cannot be had, and the sheet says why."""
    return _decoded(path, sheet, holds)


def _decoded(path: Path, sheet: Sheet, holds: str) -> str | None:
    sheet.unreadable = True
    try:
        if path.exists() and not path.is_file():
            what = "is a folder" if path.is_dir() else "is no file"
            sheet.fault(0, "", what, f"expected a file with {holds}")
            return None
        content = path.read_bytes()
    except FileNotFoundError:
        sheet.fault(0, "", "there is no such file", f"expected {holds}")
        return None
    except (OSError, ValueError) as error:
        sheet.fault(0, "", f"cannot be read ({getattr(error, 'strerror', None) or error})", f"expected {holds}")
        return None
    for mark, name in _OTHER_ENCODINGS:
        if content.startswith(mark):
            sheet.fault(1, "", f"is written in {name}", "expected UTF-8")
            return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        sheet.fault(line, "", f"the byte 0x{content[error.start]:02X} is no UTF-8", "expected a file saved as UTF-8")
        return None
    sheet.unreadable = False
    return text
