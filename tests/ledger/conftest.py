"""A ledger in SQLite, and one in a real PostgreSQL that is started for the tests."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_NUMBERS = itertools.count()


def _missing(what: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"{what}: expected Debian's package postgresql")
    pytest.skip(what)


def _as_nobody_special(*command: str | Path) -> list[str]:
    """PostgreSQL refuses to run as root."""
    words = [str(one) for one in command]
    return ["runuser", "-u", "postgres", "--", *words] if os.geteuid() == 0 else words


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The folder of the socket of a cluster that lasts as long as the tests."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        _missing("no PostgreSQL is installed")
    if os.geteuid() == 0 and subprocess.run(["id", "postgres"], capture_output=True, check=False).returncode:
        _missing("there is no user postgres to run PostgreSQL as")
    programs = found[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # a socket's path has to be short
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    cluster = folder / "cluster"
    settings = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c max_connections=60"
    control = _as_nobody_special(programs / "pg_ctl", "-D", cluster, "-s", "-w")
    try:
        made = _as_nobody_special(programs / "initdb", "-D", cluster, "-A", "trust", "-U", "promises", "-E", "UTF8")
        subprocess.run(made, check=True, capture_output=True, cwd="/")
        started = [*control, "-o", settings, "-l", str(folder / "log"), "start"]
        # It keeps what it inherits open: a pipe would never end.
        subprocess.run(started, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
        try:
            yield str(folder)
        finally:
            stopped = [*control, "-m", "immediate", "stop"]
            subprocess.run(stopped, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_database(folder: str) -> str:
    """The URL of a database of its own."""
    import psycopg  # noqa: PLC0415 - only where there is PostgreSQL

    name = f"ledger{next(_NUMBERS)}"
    with psycopg.connect(f"host={folder} user=promises dbname=postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return f"postgresql://promises@/{name}?host={folder}"


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger can be made: nothing is there yet."""
    if request.param == "sqlite":
        return str(tmp_path / "kept" / "ledger.sqlite")
    return new_database(str(request.getfixturevalue("postgres")))
