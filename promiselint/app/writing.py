"""A file written anew: in its own encoding, whole or not at all, and only if it is still what was read."""

from __future__ import annotations

import codecs
import os
import stat
import tempfile
from collections.abc import Sequence
from pathlib import Path

from promiselint.model.errors import Misuse

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = ("utf-8", "cp1252", "cp1250", "cp1254", *(f"iso8859-{number}" for number in (2, 4, 10, 13, 15)))


def encoding_of(content: bytes, text: str) -> tuple[bytes, str] | None:
    """The byte order mark and the codec with which `text` is `content`, byte for byte; None where there is none."""
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return (mark, codec) if _gives(codec, content[len(mark) :], text) else None
    return next(((b"", codec) for codec in _UNMARKED if _gives(codec, content, text)), None)


def _gives(codec: str, content: bytes, text: str) -> bool:
    try:
        return content.decode(codec) == text and text.encode(codec) == content
    except UnicodeError:
        return False


def real_path(path: str, named: Sequence[str]) -> Path | None:
    """The file that a path leads to; None where that lies outside of the folders that were named."""
    real = Path(os.path.realpath(path))
    roots = [Path(one) if Path(one).is_dir() else Path(one).parent for one in named if one != "-"]
    return real if any(real.is_relative_to(os.path.realpath(root)) for root in roots) else None


def write_new(path: Path, content: bytes, *, besides: Path, force: bool) -> None:
    """Write a file that is not there yet, or with `force` over one that is; never over `besides`.

    Raises:
        Misuse: it is there already, it is `besides` itself, or it cannot be written.
    """
    if os.path.realpath(path) == os.path.realpath(besides):
        raise Misuse(f"{path.as_posix()}: is the document itself; expected another file for the copy")
    if os.path.lexists(path) and not force:
        raise Misuse(f"{path.as_posix()}: is there already; expected no such file, or --force")
    try:
        path.write_bytes(content)
    except OSError as fault:
        raise Misuse(f"{path.as_posix()}: cannot be written ({fault.strerror or fault})") from None


def write(path: Path, before: bytes, after: bytes) -> str:
    """Put `after` in place of `before`; why that could not be done, "" where it was. The mode of the file is kept."""
    beside = None
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        if not os.access(path, os.W_OK):
            return "it cannot be written (read only)"
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(mode)
        if path.read_bytes() != before:
            return "it was changed meanwhile"
        Path(beside).replace(path)
        beside = None
    except OSError as fault:
        return f"it cannot be written ({fault.strerror or fault})"
    finally:
        if beside is not None:
            Path(beside).unlink(missing_ok=True)
    return ""


def write_text(path: Path, text: str) -> None:
    """Write a file of ours, whole or not at all; nothing is done where it says that already.

    Raises:
        Misuse: it cannot be written.
    """
    content = text.encode()
    try:
        before = path.read_bytes() if path.exists() else None
        if before == content:
            return
        if before is None:
            path.write_bytes(content)
            return
    except OSError as fault:
        raise Misuse(f"{path.as_posix()}: cannot be written ({fault.strerror or fault})") from None
    if why := write(path, before, content):
        raise Misuse(f"{path.as_posix()}: {why}")
