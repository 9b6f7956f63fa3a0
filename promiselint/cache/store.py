"""A store of values in one SQLite file, in the user's own cache folder.

A value is kept with its digest: what is corrupt, half written or of another form is dropped and made anew, never
believed. Several processes may use the file at once; where it cannot be used at all, nothing is kept and nothing
fails. Its size is bounded: what was not used for longest goes first.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

FORM = 1  # of the table and its values; files of another form are never opened
MOST_BYTES = 400_000_000
_EMPTIED = 0.7  # of the most that is kept: how far it is emptied once it is full
_WAIT = 3.0  # seconds for another process's turn
_AT_ONCE = 400  # keys in one question
_DAY = 86_400
_COLUMNS = ["kind", "key", "value", "sum", "used"]
_TABLE = (
    "CREATE TABLE IF NOT EXISTS kept (kind TEXT NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL, sum BLOB NOT NULL, "
    "used INTEGER NOT NULL, PRIMARY KEY (kind, key))"
)


def usual_folder() -> Path:
    """Where values are kept unless PROMISELINT_CACHE names another folder."""
    import platformdirs  # noqa: PLC0415 - only a run that reads documents asks

    named = os.environ.get("PROMISELINT_CACHE")
    return Path(named) if named else Path(platformdirs.user_cache_dir("promiselint", appauthor=False))


class Store:
    """Values by kind and key; written when the store is closed, or when there are many."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        """Name the folder; nothing is opened before the first question."""
        self.path = folder / f"kept-{FORM}.sqlite"
        self._most = most_bytes
        self._new: dict[tuple[str, bytes], bytes] = {}
        self._used: set[tuple[str, bytes]] = set()
        self._connection: sqlite3.Connection | None = None
        self._broken = False

    def recalled(self, kind: str, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        """The values under these keys, of those that are there and whole."""
        found = {key: self._new[kind, key] for key in keys if (kind, key) in self._new}
        wanted = [key for key in dict.fromkeys(keys) if key not in found]
        now = int(time.time())
        for low in range(0, len(wanted), _AT_ONCE):
            part = wanted[low : low + _AT_ONCE]
            for key, value, total, used in self._rows(kind, part):
                if not isinstance(value, bytes) or _sum(value) != total:
                    continue  # made anew, and then written over
                found[key] = value
                if not isinstance(used, int) or now - used > _DAY:
                    self._used.add((kind, key))
        return found

    def keep(self, kind: str, values: Mapping[bytes, bytes]) -> None:
        """Keep values; on disk at the latest when the store is closed."""
        self._new.update({(kind, key): value for key, value in values.items()})
        if len(self._new) > 5_000:
            self.flush()

    def flush(self) -> None:
        """Write what is new, in one go."""
        if not self._new and not self._used:
            return
        now = int(time.time())
        rows = [(kind, key, value, _sum(value), now) for (kind, key), value in self._new.items()]
        with self._guarded() as connection:
            if connection is None:
                return
            with connection:
                connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)", rows)
                seen = [(now, kind, key) for kind, key in self._used]
                connection.executemany("UPDATE kept SET used = ? WHERE kind = ? AND key = ?", seen)
        grown = bool(rows)
        self._new.clear()
        self._used.clear()
        if grown:
            self._bound()

    def close(self) -> None:
        """Write what is new and let the file go."""
        self.flush()
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def clean(self) -> int:
        """Take everything away; the bytes that are free again."""
        self._drop_connection()
        self._new.clear()
        freed = 0
        folder = self.path.parent
        for path in sorted(folder.glob("kept-*.sqlite*")) if folder.is_dir() else ():
            with contextlib.suppress(OSError):
                size = path.stat().st_size
                path.unlink()
                freed += size
        return freed

    def _rows(self, kind: str, keys: Sequence[bytes]) -> list[tuple[bytes, object, object, object]]:
        marks = ",".join("?" * len(keys))
        asked = f"SELECT key, value, sum, used FROM kept WHERE kind = ? AND key IN ({marks})"  # noqa: S608 - only marks
        with self._guarded() as connection:
            if connection is not None and self.path.exists():
                return connection.execute(asked, (kind, *keys)).fetchall()
        return []

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[sqlite3.Connection | None]:
        """The open file; None where it cannot be used. A fault in the middle drops the file and goes on without."""
        connection = None if self._broken else self._opened()
        try:
            yield connection
        except sqlite3.OperationalError:  # another process has it for long, or the disk is full
            self._broken = True
        except sqlite3.DatabaseError:  # no such file of ours
            self._drop_file()

    def _opened(self) -> sqlite3.Connection | None:
        if self._connection is None:
            for attempt in (1, 2):
                try:
                    self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                    connection = sqlite3.connect(self.path, timeout=_WAIT)
                    connection.execute("PRAGMA journal_mode = WAL")
                    connection.execute("PRAGMA synchronous = NORMAL")
                    connection.execute(_TABLE)
                    if [row[1] for row in connection.execute("PRAGMA table_info(kept)")] != _COLUMNS:
                        raise sqlite3.DatabaseError("a table of another form")  # noqa: TRY301 - as any foreign file
                except (sqlite3.OperationalError, OSError):
                    break
                except sqlite3.DatabaseError:
                    connection.close()
                    if attempt == 1:
                        self._drop_file()
                    continue
                self._connection, self._broken = connection, False
                return connection
            self._broken = True
        return self._connection

    def _drop_connection(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _drop_file(self) -> None:
        self._drop_connection()
        for end in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                Path(f"{self.path}{end}").unlink()

    def _bound(self) -> None:
        """Drop what was not used for longest where the values are more than they may be."""
        with self._guarded() as connection:
            if connection is None:
                return
            pages, size = (connection.execute(f"PRAGMA {one}").fetchone()[0] for one in ("page_count", "page_size"))
            free = connection.execute("PRAGMA freelist_count").fetchone()[0]
            held = (pages - free) * size
            if held <= self._most:
                return
            rows = connection.execute("SELECT kind, key, length(value) FROM kept ORDER BY used").fetchall()
            goal = sum(row[2] for row in rows) * (1 - self._most * _EMPTIED / held)
            with connection:
                for kind, key, length in rows:
                    if goal <= 0:
                        break
                    connection.execute("DELETE FROM kept WHERE kind = ? AND key = ?", (kind, key))
                    goal -= length


def _sum(value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=16).digest()
