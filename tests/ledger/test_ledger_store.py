from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from promiselint.ledger import tables
from promiselint.ledger.finding import listed
from promiselint.ledger.place import place_of
from promiselint.ledger.recording import record_reading
from promiselint.ledger.store import open_ledger
from promiselint.model.errors import Misuse
from promiselint.model.ledger import Wanted
from tests.ledger.conftest import new_database
from tests.ledger.ledger_values import TODAY, day, promise, reading


def refused(named: str | Path, *, create: bool = False) -> str:
    with pytest.raises(Misuse) as fault, open_ledger(named, create=create):
        pass
    assert "\n" not in str(fault.value)
    return str(fault.value)


def test_a_file_is_made_on_first_use_and_set_up_for_many(tmp_path: Path) -> None:
    path = tmp_path / ".promiselint" / "ledger.sqlite"
    with open_ledger(path, create=True) as ledger:
        settings = ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        found = ledger.read(
            lambda connection: [connection.exec_driver_sql(f"PRAGMA {one}").scalar() for one in settings]
        )
        assert found == ["wal", 1, 2, 5000]
    assert (path.parent / ".gitignore").read_text("utf-8") == "*\n"
    assert sorted(one.name for one in path.parent.iterdir()) == [".gitignore", "ledger.sqlite"]


def test_a_folder_of_the_users_own_gets_no_ignore_file(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "kept" / "ledger.sqlite", create=True):
        pass
    assert [one.name for one in (tmp_path / "kept").iterdir()] == ["ledger.sqlite"]


def test_the_migrations_make_just_the_tables(place: str) -> None:
    with open_ledger(place, create=True) as ledger:

        def different(connection: Any) -> Any:
            context = MigrationContext.configure(connection, opts={"version_table": tables.VERSION_TABLE})
            return compare_metadata(context, tables.METADATA)

        assert ledger.read(different) == []
    folder = Path(tables.__file__).parent / "migrations"
    assert ScriptDirectory(str(folder)).get_current_head() == tables.HEAD


def test_a_folder_whose_name_has_signs_of_its_own_holds_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "100% kept? #1 ü" / "a b.sqlite"
    with open_ledger(path, create=True):
        pass
    assert path.is_file()
    with open_ledger(f"sqlite:///{path.parent.parent / 'other.sqlite'}", create=True):
        pass
    assert (tmp_path / "other.sqlite").is_file()


def test_asking_makes_no_ledger(tmp_path: Path) -> None:
    path = tmp_path / "none.sqlite"
    assert refused(path) == f"{path}: there is no ledger yet; expected one that `promiselint ledger record` made"
    assert not path.exists()


def test_asking_an_empty_database_makes_no_ledger(postgres: str) -> None:
    url = new_database(postgres)
    shown = url.partition("?")[0]
    assert refused(url) == f"{shown}: holds no ledger yet; expected one that `promiselint ledger record` made"


def test_a_ledger_of_a_newer_promiselint_is_left_alone(place: str) -> None:
    with open_ledger(place, create=True) as ledger:
        sql = f"UPDATE {tables.VERSION_TABLE} SET version_num = '0977'"  # noqa: S608 - ours
        ledger.write(lambda connection: connection.exec_driver_sql(sql))
    for create in (False, True):
        said = refused(place, create=create)
        assert said.endswith("written by a newer promiselint; expected at most 0001: update promiselint")


def test_what_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no database at all, just a long line of words\n" * 50, encoding="utf-8")
    for create in (False, True):
        assert refused(path, create=create) == f"{path}: is no SQLite database; expected a ledger's file"
    assert refused(tmp_path) == f"{tmp_path}: is a folder; expected a ledger's file"


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    assert refused(path, create=True).endswith("is a database of something else; expected a ledger or a new file")
    assert path.read_bytes() == before


def test_a_place_where_nothing_can_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    path = tmp_path / "file" / "ledger.sqlite"
    assert refused(path, create=True).startswith(f"{path}: the ledger cannot be made there (")
    assert refused("/proc/none/ledger.sqlite", create=True).startswith("/proc/none/ledger.sqlite: the ledger cannot")


def test_a_ledger_that_can_only_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path, create=True) as ledger:

        def forbidden(connection: Any) -> None:
            connection.exec_driver_sql("PRAGMA query_only = ON")

        ledger.read(forbidden)
        with pytest.raises(Misuse) as fault:
            record_reading(ledger, reading("2027-01-10", promise()), day("2027-01-01"), TODAY)
        assert str(fault.value) == f"{path}: the ledger cannot be written; expected a file and folder that can be"


def test_a_ledger_in_postgresql_that_can_only_be_read_is_told(postgres: str) -> None:
    url = new_database(postgres)
    with open_ledger(url, create=True):
        pass
    name = url.rpartition("/")[0] and url.partition("@/")[2].partition("?")[0]
    with open_ledger(url) as ledger:
        sql = f"ALTER DATABASE {name} SET default_transaction_read_only = on"
        ledger.write(lambda connection: connection.exec_driver_sql(sql))
    with open_ledger(url) as ledger:
        with pytest.raises(Misuse, match="the ledger cannot be written; expected a database that can be"):
            record_reading(ledger, reading("2027-01-10", promise()), day("2027-01-01"), TODAY)
        assert listed(ledger, Wanted(), TODAY) == []


def test_a_server_that_is_not_there_is_told_without_the_password(tmp_path: Path) -> None:
    said = refused(f"postgresql://ann:geheim%40wort@/promises?host={tmp_path}")
    assert said.startswith("postgresql://ann@/promises: the database cannot be reached (")
    assert "geheim" not in said


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ann:hush-hush@db.example/promises",
        "postgres://ann:hush-hush@db.example:5432/promises?sslmode=require",
        "postgresql+psycopg://ann:hush-hush@db.example/promises?application_name=x",
        "postgresql://ann:x/hush-hush@db.example/promises",
        "postgresql://ann:x@hush-hush@db.example/promises",
        "postgresql://ann:x?hush-hush@db.example/promises",
        "postgresql://ann@db.example/promises?password=hush-hush",
    ],
)
def test_a_password_is_shown_nowhere(url: str) -> None:
    place = place_of(url)
    told = place.hushed(f"{place.shown} {place!r} could not translate hush-hush@db.example in {url}")
    assert "hush" not in told
    assert "db.example" in place.shown


def test_a_url_that_is_none_is_told_without_its_password() -> None:
    for url in ("postgresql://ann:hush-hush@db:port/x", "postgresql://ann:hush[hush@[x/y"):
        assert "hush" not in refused(url)


@pytest.mark.parametrize("url", ["mysql://ann:hush@db/x", "https://ann:hush@db/x", "sqlite://", "sqlite:///:memory:"])
def test_a_url_of_something_else_is_told(url: str) -> None:
    said = refused(url)
    assert said.endswith("expected a file, sqlite:///FILE or postgresql://USER@HOST/DATABASE")
    assert "hush" not in said


@pytest.mark.parametrize(
    ("lacks", "named", "said"),
    [
        ("sqlalchemy", "ledger.sqlite", "pip install 'promiselint[ledger]'"),
        ("alembic", "ledger.sqlite", "pip install 'promiselint[ledger]'"),
        ("psycopg", "postgresql://ann@db.example/x", "pip install 'promiselint[postgres]'"),
    ],
)
def test_a_missing_extra_is_named(
    lacks: str, named: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, lacks, None)
    assert said in refused(named, create=True)


def test_a_transaction_that_fails_leaves_nothing(place: str) -> None:
    with open_ledger(place, create=True) as ledger:

        def fails(connection: Any) -> None:
            connection.execute(tables.bodies.insert(), [{"digest": "x", "body": "y"}])
            raise Misuse("enough")

        with pytest.raises(Misuse, match="enough"):
            ledger.write(fails)
        assert ledger.read(lambda connection: connection.execute(tables.bodies.select()).all()) == []


def test_a_reader_is_not_kept_waiting_by_a_writer(place: str) -> None:
    with open_ledger(place, create=True) as one, open_ledger(place) as other:

        def within(connection: Any) -> int:
            connection.execute(tables.bodies.insert(), [{"digest": "x", "body": "y"}])
            return len(other.read(lambda again: again.execute(tables.bodies.select()).all()))

        assert one.write(within) == 0
        assert len(other.read(lambda again: again.execute(tables.bodies.select()).all())) == 1


def test_a_file_whose_version_table_is_empty_is_made_whole(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE TABLE {tables.VERSION_TABLE} (version_num VARCHAR(32) NOT NULL)")
    engine.dispose()
    with open_ledger(path, create=True) as ledger:
        assert listed(ledger, Wanted(), TODAY) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert "expected a folder in which files can be made" in refused(tmp_path / "ledger.sqlite", create=True)


def test_a_server_that_hangs_up_between_two_documents_is_called_again(postgres: str) -> None:
    url = new_database(postgres)
    with open_ledger(url, create=True) as ledger, open_ledger(url) as other:
        ledger.read(lambda connection: connection.exec_driver_sql("SELECT 1").scalar())
        sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
        other.write(lambda connection: connection.exec_driver_sql(sql).all())
        assert record_reading(ledger, reading("2027-01-10", promise()), day("2027-01-01"), TODAY).changed


def test_a_server_that_hangs_up_within_a_recording_is_called_again(postgres: str) -> None:
    url, calls = new_database(postgres), []
    with open_ledger(url, create=True) as ledger:

        def work(connection: Any) -> int:
            calls.append(1)
            if len(calls) == 1:
                connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
            return len(calls)

        assert ledger.write(work) == 2


def test_two_ledgers_lie_in_two_schemas_of_one_database(postgres: str) -> None:
    url = new_database(postgres)
    with psycopg.connect(url, autocommit=True) as connection:
        for name in ("north", "south"):
            connection.execute(f"CREATE SCHEMA {name}".encode())
    north, south = (f"{url}&options=-csearch_path%3D{name}" for name in ("north", "south"))
    with open_ledger(north, create=True) as one, open_ledger(south, create=True) as other:
        record_reading(one, reading("2027-01-10", promise()), day("2027-01-01"), TODAY)
        assert [len(listed(each, Wanted(), TODAY)) for each in (one, other)] == [1, 0]
