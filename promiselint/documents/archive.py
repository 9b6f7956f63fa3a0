"""Zip archives from anywhere, opened so that none of them can fill memory, reach outside or fool a reader."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator

from promiselint.documents.extract import Binary
from promiselint.model.errors import Unreadable

_LARGE = 1_000_000  # bytes unpacked from which the ratio counts
_CHUNK = 1 << 16
_ENCRYPTED = 0x1
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old Office files, and of encrypted new ones
_ZIP = b"PK\x03\x04"
# All that the library raises of an archive that somebody damaged: a place before the file's beginning is a ValueError.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, NotImplementedError, RuntimeError, ValueError,
    OverflowError, struct.error,
)  # fmt: skip


class Archive:
    """The members of an office file by name; each is unpacked when asked for, within the limits."""

    def __init__(self, source: Binary, kind: str) -> None:
        """Open it and look at its directory. `kind` is what it should be, in words ("a Word document").

        Raises:
            Unreadable: no zip archive, encrypted, broken, or over a limit.
        """
        self._source, self._left = source, source.limits.unpacked
        if not source.content:
            raise Unreadable(source.path, f"the file is empty; expected {kind}")
        if source.content.startswith(_OLE):
            raise Unreadable(source.path, f"it is encrypted with a password or of an old format; expected {kind}")
        if not source.content.startswith(_ZIP):
            raise Unreadable(source.path, f"it is no zip archive; expected {kind}")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source.content))
            members = self._zip.infolist()
        except _BROKEN as fault:
            raise Unreadable(source.path, f"the archive is broken ({_said(fault)}); expected {kind}") from None
        if len(members) > source.limits.parts:
            raise Unreadable(
                source.path, f"{len(members):,} parts were found in it; expected at most {source.limits.parts:,}"
            )
        self._members = {one.filename: one for one in members}
        total = sum(one.file_size for one in members)
        if total > source.limits.unpacked:
            raise Unreadable(
                source.path, f"{total:,} bytes would be unpacked; expected at most {source.limits.unpacked:,}"
            )
        for one in members:
            if one.flag_bits & _ENCRYPTED:
                raise Unreadable(source.path, f"it is encrypted with a password; expected {kind}")
            if one.file_size > _LARGE and one.file_size > source.limits.ratio * max(1, one.compress_size):
                raise Unreadable(
                    source.path,
                    f"{one.filename!r} unpacks to {one.file_size // max(1, one.compress_size):,} times its size; "
                    f"expected at most {source.limits.ratio:,} times",
                )

    def __contains__(self, name: object) -> bool:
        """Whether there is a member of that name."""
        return name in self._members

    def __iter__(self) -> Iterator[str]:
        """The names of the members."""
        return iter(self._members)

    def member(self, name: str) -> bytes:
        """The bytes of a member; never more than its directory says, nor than the limits leave.

        Raises:
            Unreadable: it is not there, or broken, or larger than stated.
        """
        if name not in self._members:
            raise Unreadable(self._source.path, f"the part {name!r} is missing")
        held = bytearray()
        try:
            with self._zip.open(self._members[name]) as file:
                while chunk := file.read(_CHUNK):
                    held += chunk
                    self._left -= len(chunk)
                    if self._left < 0:
                        most = self._source.limits.unpacked
                        raise Unreadable(self._source.path, f"more than {most:,} bytes would be unpacked")
        except _BROKEN as fault:
            raise Unreadable(self._source.path, f"the part {name!r} is broken ({_said(fault)})") from None
        return bytes(held)

    def checked(self) -> io.BytesIO:
        """The whole file for a library that unpacks by itself, once every member was seen to keep the limits.

        Raises:
            Unreadable: as `member`.
        """
        for name in self._members:
            self.member(name)
        self._left = self._source.limits.unpacked
        return io.BytesIO(self._source.content)


def _said(fault: Exception) -> str:
    return str(fault).splitlines()[0] if str(fault) else type(fault).__name__
