"""Where tables are written: a folder, or a URL. A file is there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

from promiselint.documents import remote
from promiselint.model.errors import Misuse

#: Begins the name of a file that is still being written.
UNFINISHED = ".unfinished-"
#: Stores in which an object appears only once it is written whole; elsewhere it is renamed.
_WHOLE = frozenset({"memory", "s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oss", "oci", "r2"})


class Folder(Protocol):
    """Files by their names with "/"."""

    where: str

    def write(self, name: str, content: bytes) -> None:
        """Write a file, or write over it, in one step.

        Raises:
            Misuse: it cannot be written.
        """
        ...

    def read(self, name: str) -> bytes | None:
        """A file's bytes; None where it is not there or cannot be read."""
        ...

    def names(self, below: str) -> tuple[str, ...]:
        """The names in a folder, sorted; none where it is not there."""
        ...

    def remove(self, name: str) -> None:
        """Take a file away; one that is not there is gone already."""
        ...


def folder_of(where: str) -> Folder:
    """The folder of that path or URL.

    Raises:
        Misuse: the URL is none that can be written to.
    """
    if not remote.is_url(where):
        return _Local(where)
    return _Remote(remote.place_of(where), remote.scheme_of(where) in _WHOLE)


class _Local:
    def __init__(self, where: str) -> None:
        self.where = Path(where).as_posix()
        self._root = Path(os.path.abspath(where))  # noqa: PTH100 - links are not followed

    def write(self, name: str, content: bytes) -> None:
        path = self._root / name
        draft = path.with_name(f"{UNFINISHED}{os.getpid()}-{path.name}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with draft.open("wb") as opened:
                opened.write(content)
                opened.flush()
                os.fsync(opened.fileno())
            draft.replace(path)
        except OSError as fault:
            raise Misuse(
                f"{path}: cannot be written ({fault.strerror or fault}); expected a folder for results"
            ) from None

    def read(self, name: str) -> bytes | None:
        try:
            return (self._root / name).read_bytes()
        except OSError:
            return None

    def names(self, below: str) -> tuple[str, ...]:
        try:
            return tuple(sorted(os.listdir(self._root / below)))  # noqa: PTH208 - only names, many
        except OSError:
            return ()

    def remove(self, name: str) -> None:
        (self._root / name).unlink(missing_ok=True)


class _Remote:
    def __init__(self, place: remote.Place, whole: bool) -> None:
        self.where, self._place, self._whole = place.url, place, whole

    def write(self, name: str, content: bytes) -> None:
        path = f"{self._place.root}/{name}"
        above, _, last = path.rpartition("/")
        try:
            self._place.files.makedirs(above, exist_ok=True)
            if self._whole:
                self._place.files.pipe_file(path, content)
                return
            draft = f"{above}/{UNFINISHED}{os.getpid()}-{last}"
            self._place.files.pipe_file(draft, content)
            if self._place.files.exists(path):
                self._place.files.rm_file(path)
            self._place.files.mv(draft, path)
        except Exception as fault:  # noqa: BLE001 - whatever the user's own implementation raises
            told = " ".join(str(fault).split())[:300] or type(fault).__name__
            raise Misuse(f"{self.where}/{name}: cannot be written ({told}); expected a place for results") from None

    def read(self, name: str) -> bytes | None:
        try:
            return bytes(self._place.files.cat_file(f"{self._place.root}/{name}"))
        except Exception:  # noqa: BLE001 - as above
            return None

    def names(self, below: str) -> tuple[str, ...]:
        try:
            self._place.files.invalidate_cache()
            listed = self._place.files.ls(f"{self._place.root}/{below}".rstrip("/"), detail=False)
        except Exception:  # noqa: BLE001 - as above
            return ()
        return tuple(sorted(str(one).rstrip("/").rsplit("/", 1)[-1] for one in listed))

    def remove(self, name: str) -> None:
        try:
            self._place.files.rm_file(f"{self._place.root}/{name}")
        except FileNotFoundError:
            return
