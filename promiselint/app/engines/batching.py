"""From documents to batches: the same documents make the same batches, and one more changes only its own."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from promiselint.app.opening import Workspace
from promiselint.documents import remote
from promiselint.documents.reading import SIDECAR
from promiselint.documents.walking import collect
from promiselint.model.errors import Misuse, Unreadable
from promiselint.model.findings import FileError
from promiselint.records.configuration import excluded

#: Documents of a batch where each is a part of tables, and where findings come back at once.
OF_PARTS, AT_ONCE = 64, 8
_MOST = 4  # times as many documents are never in one batch
#: Schemes of what lies in this very process: workers cannot open it, they are given the bytes.
_OWN = frozenset({"memory"})


@dataclass(frozen=True, slots=True)
class Item:
    """One document to be judged. `content` and `sidecar` are its bytes where the worker cannot open it itself."""

    path: str
    stamp: str = ""  # another one once the document is another one
    content: bytes | None = None
    sidecar: bytes | None = None
    beside: str | None = None  # the URL of the sidecar
    below: str | None = None  # of a URL: its path as patterns of the configuration and the people file mean it
    fault: str | None = None  # why it could not be read, where that is known already


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents that one worker reads in one go; `name` comes of their paths and stamps alone."""

    number: int
    name: str
    items: tuple[Item, ...]


def batches(items: Iterable[Item], mean: int) -> Iterator[Batch]:
    """Documents in batches of `mean` on average; where one ends is told by its last path, not by a count."""
    held: list[Item] = []
    number = 0
    for item in items:
        held.append(item)
        if _ends(item.path, mean) or len(held) >= mean * _MOST:
            yield Batch(number, _name(held), tuple(held))
            number, held = number + 1, []
    if held:
        yield Batch(number, _name(held), tuple(held))


def items(paths: Sequence[str], workspace: Workspace, errors: list[FileError]) -> Iterator[Item]:
    """Every document that the paths name, those of this machine first; what is not there goes to `errors`.

    Raises:
        Misuse: there is none at all.
    """
    configuration = workspace.book.configuration
    local = tuple(path for path in paths if not remote.is_url(path))
    count = 0
    collected = collect(local)
    errors += [FileError(path, "there is no such file or folder") for path in collected.missing]
    for file in collected.files:
        if not excluded(configuration, file):
            count += 1
            yield Item(PurePath(file).as_posix(), _stat(file) + _stat(file + SIDECAR))
    for listed in _behind(tuple(path for path in paths if remote.is_url(path)), errors):
        if not excluded(configuration, configuration.folder / listed.below):
            count += 1
            yield _given(listed, configuration.limits.bytes)
    if not count and not errors:
        raise Misuse(f"no file to read was found in {', '.join(paths)}; expected Markdown, HTML or plain text files")


def _behind(urls: Sequence[str], errors: list[FileError]) -> Iterator[remote.Listed]:
    """What lies behind URLs, each document once, also where one URL lies below another."""
    walked: list[str] = []
    for place in [remote.place_of(url) for url in urls]:
        missing: list[str] = []
        for listed in remote.walk(place, missing):
            if not any(listed.path == one or listed.path.startswith(f"{one}/") for one in walked):
                yield listed
        walked.append(place.url)
        errors += [FileError(path, "there is no such file or folder, or it cannot be listed") for path in missing]


def _given(listed: remote.Listed, most: int) -> Item:
    if remote.scheme_of(listed.path) not in _OWN:
        return Item(listed.path, listed.stamp, beside=listed.sidecar, below=listed.below)
    try:
        beside = remote.content(listed.sidecar, most) if listed.sidecar else None
        return Item(listed.path, listed.stamp, remote.content(listed.path, most), beside, below=listed.below)
    except Unreadable as fault:
        return Item(listed.path, listed.stamp, fault=fault.message)


def _ends(path: str, mean: int) -> bool:
    return zlib.crc32(path.encode("utf-8", "surrogatepass")) % mean == 0


def _name(held: Sequence[Item]) -> str:
    told = hashlib.blake2b(digest_size=12)
    for item in held:
        told.update(f"{item.path}\x1f{item.stamp}\x1e".encode("utf-8", "surrogatepass"))
    return told.hexdigest()


def _stat(file: str) -> str:
    try:
        held = os.stat(file)  # noqa: PTH116 - a million of them
    except (OSError, ValueError):
        return ""
    return f"{held.st_size}\x1f{held.st_mtime_ns}\x1e"
