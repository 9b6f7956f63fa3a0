"""Opens a ledger: SQLite or PostgreSQL, made and brought up to date where need be. The only one to know drivers."""

from __future__ import annotations

import contextlib
import gc
import importlib.util
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from promiselint.ledger.place import Place, place_of
from promiselint.model.errors import Misuse

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine

T = TypeVar("T")

#: Seconds that a recorder waits for another one before it gives up.
PATIENCE = 60
_TRIES = 12
_EACH = PATIENCE // _TRIES
_LOCK = 7_701_007_701  # names our lock in a PostgreSQL database; any number that nobody else has
_BUSY = ("database is locked", "database table is locked", "database schema is locked", "locking protocol")
_AGAIN = frozenset(("40001", "40P01", "55P03"))  # PostgreSQL: serialisation, deadlock, lock not available
_WRITES = "promiselint_writes"
_EXTRA = "the ledger needs SQLAlchemy and Alembic; expected `pip install 'promiselint[ledger]'`"


class Ledger:
    """An open ledger. `write` and `read` are each one transaction; close it at the end."""

    def __init__(self, engine: Engine, place: Place) -> None:
        """Use `open_ledger`."""
        self._engine, self.place = engine, place

    def write(self, work: Callable[[Connection], T]) -> T:
        """Run one transaction that nobody else writes beside; done again from its start where the database asks.

        Raises:
            Misuse: the database cannot be reached, is read-only or stays busy.
        """
        with plainly(self.place):
            return self._repeated(work, _WRITES)

    def read(self, work: Callable[[Connection], T]) -> T:
        """Run one transaction that sees a single moment of the ledger.

        Raises:
            Misuse: as `write`.
        """
        with plainly(self.place), _uncollected():
            return self._repeated(work, "")

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _repeated(self, work: Callable[[Connection], T], kind: str) -> T:
        from sqlalchemy.exc import DBAPIError  # noqa: PLC0415 - an extra

        for again in range(1, _TRIES):
            try:
                return self._once(work, kind)
            except DBAPIError as fault:
                if not _is_passing(fault):
                    raise
                # Several that wait shall not come back at the same moment.
                time.sleep(random.uniform(0, 0.02) * 2 ** min(again, 6))  # noqa: S311 - no secret
        return self._once(work, kind)

    def _once(self, work: Callable[[Connection], T], kind: str) -> T:
        with self._engine.connect() as connection:
            if self.place.path is not None:
                told = connection.execution_options(**{_WRITES: bool(kind)})
            else:
                level = "READ COMMITTED" if kind else "REPEATABLE READ"
                told = connection.execution_options(isolation_level=level)
            with told.begin():
                if self.place.path is None and kind:
                    told.exec_driver_sql(f"SET LOCAL lock_timeout = '{_EACH}s'")
                    told.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
                return work(told)


@contextlib.contextmanager
def open_ledger(named: str | Path, *, create: bool = False) -> Iterator[Ledger]:
    """The ledger at a path or URL, its tables as this promiselint has them; closed at the end.

    `create` makes it where it is not there yet.

    Raises:
        Misuse: there is none, it is something else, cannot be reached, or is of a newer promiselint; an extra
            is missing.
    """
    place = place_of(named)
    if place.path is not None:
        _file_at(place.path, create=create)
    with plainly(place):
        engine = _engine(place)
    ledger = Ledger(engine, place)
    try:
        _up_to_date(ledger, create=create)
        yield ledger
    finally:
        ledger.close()


def _file_at(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise Misuse(f"{path}: is a folder; expected a ledger's file")
    if create:
        try:
            if path.parent.name == ".promiselint" and not path.parent.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                (path.parent / ".gitignore").write_text("*\n", encoding="utf-8")  # it is no text to be merged
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise Misuse(f"{path}: the ledger cannot be made there ({fault.strerror or fault})") from None
    elif not path.exists():
        raise Misuse(f"{path}: there is no ledger yet; expected one that `promiselint ledger record` made")


def _engine(place: Place) -> Engine:
    try:
        from sqlalchemy import create_engine, event  # noqa: PLC0415 - an extra
    except ImportError:
        raise Misuse(_EXTRA) from None
    if importlib.util.find_spec("alembic") is None:  # not loaded before tables are made: that takes a tenth of a second
        raise Misuse(_EXTRA)
    if place.path is None:
        try:
            import psycopg  # noqa: F401, PLC0415 - an extra
        except ImportError:
            raise Misuse(
                "a ledger in PostgreSQL needs psycopg; expected `pip install 'promiselint[postgres]'`"
            ) from None
        waits = {"connect_timeout": 10}
        # Between two documents a server may hang up: then it is called anew.
        return create_engine(_url(place), pool_size=1, max_overflow=0, pool_pre_ping=True, connect_args=waits)
    engine = create_engine(_url(place), pool_size=1, max_overflow=0, connect_args={"timeout": _EACH})
    event.listen(engine, "connect", _settings)
    event.listen(engine, "begin", _begin)
    return engine


def _url(place: Place) -> URL:
    from sqlalchemy import URL, make_url  # noqa: PLC0415 - an extra
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415

    if place.path is not None:
        return URL.create("sqlite+pysqlite", database=str(place.path))
    try:
        return make_url(place.url)
    except (ArgumentError, ValueError):
        raise Misuse(f"{place.shown}: is no URL of a database; expected postgresql://USER@HOST/DATABASE") from None


def _settings(connection: object, _: object) -> None:
    """Every new connection to SQLite. The driver shall begin no transactions by itself."""
    connection.isolation_level = None  # type: ignore[attr-defined]
    cursor = connection.cursor()  # type: ignore[attr-defined]
    try:
        cursor.execute(f"PRAGMA busy_timeout = {_EACH * 1000}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA synchronous = FULL")  # what was committed outlives a loss of power
        cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.execute("PRAGMA cache_size = -65536")  # 64 MB: a list of 100,000 promises reads each page once
    finally:
        cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _is_passing(fault: Exception) -> bool:
    """Whether a fault goes away when the transaction is done again."""
    original = getattr(fault, "orig", None)
    if getattr(original, "sqlstate", None) in _AGAIN or getattr(fault, "connection_invalidated", False):
        return True  # also where the server hung up: to record twice changes nothing
    return any(one in str(original) for one in _BUSY)


def _up_to_date(ledger: Ledger, *, create: bool) -> None:
    """Make the tables, or bring them to this promiselint's version."""
    from promiselint.ledger.tables import HEAD  # noqa: PLC0415 - an extra

    version = ledger.read(_version)
    if version == HEAD:
        return
    _known(ledger.place, version, HEAD)
    if version == "" and not create:
        raise Misuse(f"{ledger.place.shown}: holds no ledger yet; expected one that `promiselint ledger record` made")
    if version == "" and ledger.place.path is not None:
        with plainly(ledger.place):
            ledger._repeated(_empty_only(ledger.place), "")  # noqa: SLF001 - the same module
            _write_ahead(ledger)
    ledger.write(_migrated(ledger.place))


def _known(place: Place, version: str, head: str) -> None:
    if version and (not version.isdigit() or int(version) > int(head)):
        raise Misuse(
            f"{place.shown}: the ledger has version {version}, written by a newer promiselint; "
            f"expected at most {head}: update promiselint"
        )


def _version(connection: Connection) -> str:
    """The version of the tables; "" where there are none."""
    from sqlalchemy import inspect  # noqa: PLC0415 - an extra

    from promiselint.ledger.tables import VERSION_TABLE  # noqa: PLC0415

    if not inspect(connection).has_table(VERSION_TABLE):
        return ""
    found = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalars().all()  # noqa: S608 - ours
    return str(max(found, default=""))


def _empty_only(place: Place) -> Callable[[Connection], None]:
    """Nothing is put into a file that holds something else."""

    def look(connection: Connection) -> None:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
        if names and not any(str(one).startswith("promiselint_") for one in names):
            raise Misuse(f"{place.shown}: is a database of something else; expected a ledger or a new file")

    return look


def _write_ahead(ledger: Ledger) -> None:
    """Readers and a writer shall not wait for each other. It stays so for good, and needs a moment alone."""
    for again in range(_TRIES):
        raw = ledger._engine.raw_connection()  # noqa: SLF001 - as above
        try:
            cursor = raw.cursor()
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.close()
        except Exception as fault:
            if again == _TRIES - 1 or not any(one in str(fault) for one in _BUSY):
                raise
        else:
            return
        finally:
            raw.close()
        time.sleep(random.uniform(0, 0.05))  # noqa: S311 - as above


def _migrated(place: Place) -> Callable[[Connection], None]:
    def migrate(connection: Connection) -> None:
        from alembic import command  # noqa: PLC0415 - an extra, and slow to load
        from alembic.config import Config  # noqa: PLC0415

        from promiselint.ledger.tables import HEAD  # noqa: PLC0415

        version = _version(connection)  # another recorder may have been first
        _known(place, version, HEAD)
        if version != HEAD:
            config = Config()
            folder = Path(__file__).parent / "migrations"
            config.set_main_option("script_location", str(folder).replace("%", "%%"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    return migrate


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for garbage: rows hold none, and looking through 100,000 of them again and again takes long."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextlib.contextmanager
def plainly(place: Place) -> Iterator[None]:
    """What a database says, in one line and without its password.

    Raises:
        Misuse: in the place of everything that the database raises.
    """
    try:
        from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - an extra
    except ImportError:
        raise Misuse(_EXTRA) from None
    import sqlite3  # noqa: PLC0415 - as above

    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as fault:
        raise Misuse(place.hushed(f"{place.shown}: {_told(fault)}")) from None


def _told(fault: Exception) -> str:
    original = str(getattr(fault, "orig", None) or fault)
    words = " ".join(original.split())
    for sign, said in (
        ("not a database", "is no SQLite database; expected a ledger's file"),
        ("malformed", "the file is damaged; expected a ledger's file"),
        ("unable to open", "the ledger cannot be opened; expected a folder in which files can be made"),
        ("readonly", "the ledger cannot be written; expected a file and folder that can be"),
        ("read-only", "the ledger cannot be written; expected a database that can be"),
        ("is locked", f"another process keeps the ledger busy; gave up after {PATIENCE} seconds"),
        ("lock timeout", f"another process keeps the ledger busy; gave up after {PATIENCE} seconds"),
    ):
        if sign in words:
            return said
    kind = "the database cannot be reached" if _is_connecting(fault) else "the database refuses"
    return f"{kind} ({words[:300]})"


def _is_connecting(fault: Exception) -> bool:
    return "connect" in str(getattr(fault, "orig", "")).lower() or getattr(fault, "connection_invalidated", False)
