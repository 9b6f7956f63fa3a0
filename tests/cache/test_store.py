"""What is kept from run to run: whole, bounded, and never believed when it is not its own."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from promiselint.cache.store import Store
from promiselint.model.memory import digest

KEY, OTHER = digest("one"), digest("other")


def kept(folder: Path, values: dict[bytes, bytes], kind: str = "parse") -> Store:
    store = Store(folder)
    store.keep(kind, values)
    store.close()
    return store


def test_what_was_kept_is_there_in_the_next_run(tmp_path: Path) -> None:
    kept(tmp_path, {KEY: b"value", OTHER: b""})
    assert Store(tmp_path).recalled("parse", [KEY, OTHER, digest("unknown")]) == {KEY: b"value", OTHER: b""}


def test_kinds_do_not_mix(tmp_path: Path) -> None:
    kept(tmp_path, {KEY: b"value"})
    assert Store(tmp_path).recalled("vector", [KEY]) == {}


def test_a_value_is_there_before_it_is_written(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep("parse", {KEY: b"value"})
    assert store.recalled("parse", [KEY]) == {KEY: b"value"}


def test_more_keys_than_one_question_holds_are_all_answered(tmp_path: Path) -> None:
    values = {digest(str(number)): str(number).encode() for number in range(1_300)}
    kept(tmp_path, values)
    assert Store(tmp_path).recalled("parse", list(values)) == values


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"\xff" * 4000], ids=str)
def test_a_file_that_is_none_of_ours_is_made_anew(tmp_path: Path, content: bytes) -> None:
    store = Store(tmp_path)
    store.path.write_bytes(content)
    store.keep("parse", {KEY: b"value"})
    store.close()
    assert store.recalled("parse", [OTHER]) == {}
    again = kept(tmp_path, {OTHER: b"second"})
    assert Store(tmp_path).recalled("parse", [OTHER]) == {OTHER: b"second"}
    assert again.path.read_bytes().startswith(b"SQLite format 3")


def test_half_a_file_is_made_anew(tmp_path: Path) -> None:
    store = kept(tmp_path, {digest(str(number)): bytes(500) for number in range(500)})
    whole = store.path.read_bytes()
    store.path.write_bytes(whole[: len(whole) // 3])
    half = Store(tmp_path)
    assert all(value == bytes(500) for value in half.recalled("parse", [digest(str(n)) for n in range(500)]).values())
    kept(tmp_path, {KEY: b"value"})
    kept(tmp_path, {KEY: b"value"})
    assert Store(tmp_path).recalled("parse", [KEY]) == {KEY: b"value"}


def test_a_table_of_another_form_is_made_anew(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with sqlite3.connect(store.path) as connection:
        connection.execute("CREATE TABLE kept (something TEXT)")
    connection.close()
    kept(tmp_path, {KEY: b"value"})
    assert Store(tmp_path).recalled("parse", [KEY]) == {KEY: b"value"}


def test_a_value_that_somebody_changed_is_not_believed(tmp_path: Path) -> None:
    store = kept(tmp_path, {KEY: b"value", OTHER: b"sound"})
    with sqlite3.connect(store.path) as connection:
        connection.execute("UPDATE kept SET value = ? WHERE key = ?", (b"forged", KEY))
    connection.close()
    assert Store(tmp_path).recalled("parse", [KEY, OTHER]) == {OTHER: b"sound"}


def test_a_folder_that_cannot_be_written_keeps_nothing_and_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    store = Store(tmp_path / "file" / "cache")
    store.keep("parse", {KEY: b"value"})
    store.close()
    assert Store(tmp_path / "file" / "cache").recalled("parse", [KEY]) == {}


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    old = {digest("old", str(number)): bytes(2_000) for number in range(100)}
    kept(tmp_path, old)
    with sqlite3.connect(Store(tmp_path).path) as connection:
        connection.execute("UPDATE kept SET used = 1")
    connection.close()
    store = Store(tmp_path, most_bytes=700_000)
    new = {digest("new", str(number)): bytes(2_000) for number in range(100)}
    store.keep("parse", new)
    store.close()
    left = Store(tmp_path)
    assert left.recalled("parse", list(new)) == new
    assert len(left.recalled("parse", list(old))) < 50


def test_cleaning_takes_everything_away(tmp_path: Path) -> None:
    store = kept(tmp_path, {KEY: b"value"})
    assert store.clean() > 0
    assert list(tmp_path.iterdir()) == []
    assert store.clean() == 0


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from promiselint.cache.store import Store; "
        "from promiselint.model.memory import digest\n"
        "for number in range(20):\n"
        "    store = Store(Path(sys.argv[1])); store.keep('parse', {digest(sys.argv[2], str(number)): b'x' * 1000}); "
        "store.close()"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), str(one)]) for one in range(4)]
    assert [one.wait() for one in running] == [0] * 4
    keys = [digest(str(one), str(number)) for one in range(4) for number in range(20)]
    assert len(Store(tmp_path).recalled("parse", keys)) == 80
