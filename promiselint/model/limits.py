"""How much of a document is read before it is refused: documents come from anywhere."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most of everything; what is over is a clear error that names the file, never a hang."""

    bytes: int = 50_000_000  # of the file
    unpacked: int = 300_000_000  # of an archive's members together, once unpacked
    parts: int = 20_000  # members of an archive, parts of a mail
    ratio: int = 300  # unpacked to packed, of members that are large
    pages: int = 5_000
    cells: int = 500_000
    depth: int = 100  # elements, tables, lists, mails within each other
    text: int = 20_000_000  # characters that are read
