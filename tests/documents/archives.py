"""Office files taken apart and put together otherwise, for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from promiselint.documents import reading
from promiselint.documents.extract import Binary
from promiselint.model.limits import Limits

Told = tuple[str, str, dict[str, object]]


def changed(content: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The archive with some of its members replaced, added or, where None, taken away."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, member in parts.items():
            if member is not None:
                new.writestr(name, member)
    return file.getvalue()


def part(content: bytes, name: str) -> str:
    """The text of a member."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode("utf-8")


def members(content: bytes) -> dict[str, bytes]:
    """All members by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def told(content: bytes, suffix: str, limits: Limits = Limits()) -> list[Told]:  # noqa: B008 - frozen
    """What a reader makes of a file, rows read across left out: scope, text, locator."""
    extracted = reading.extract(Binary(f"given{suffix}", content, limits), suffix)
    return [
        (block.scope.value, block.text, dict(block.locator or {}))
        for block in extracted.reading.blocks
        if block.scope.value != "row"
    ]
