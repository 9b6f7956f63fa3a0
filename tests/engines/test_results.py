"""Tables of results: each document exactly once, whatever happens to a run on its way."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from promiselint.app.engines import desk
from promiselint.app.engines.batching import Item
from tests.conftest import Ran

Run = Callable[..., Ran]
ROADMAP = (
    "version: 1\nvendor: {name: Hovden Looms}\nas_of: 2026-11-20\nfeatures:\n"
    "  - {id: warp, name: Warp monitor, status: planned, target: 2027-Q2}\n"
)
MONTHS = ("January", "February", "March", "April")


@pytest.fixture(autouse=True)
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """150 short documents, each of them with a promise of its own."""
    if not os.environ.get("CI"):
        pytest.importorskip("pyarrow", reason="the extra `ray` is not installed")
    (tmp_path / "roadmap.yaml").write_text(ROADMAP, "utf-8")
    for number in range(150):
        path = tmp_path / "docs" / f"{number % 7}" / f"{number:03}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_text(number), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _text(number: int) -> str:
    return f"# Letter {number}\n\nThe warp monitor ships on {number % 27 + 1} {MONTHS[number % 4]} 2027.\n"


def _run_of(folder: Path) -> Path:
    (found,) = (one for one in folder.iterdir() if one.is_dir())
    return found


def _rows(run: Path, table: str) -> list[dict[str, object]]:
    rows = [row for part in sorted((run / table).glob("*.parquet")) for row in _table(part)]
    return sorted(rows, key=lambda row: json.dumps(row, default=str, sort_keys=True))


def _table(part: Path) -> list[dict[str, object]]:
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

    rows: list[dict[str, object]] = pq.read_table(part).to_pylist()
    return rows


def _parts(run: Path) -> dict[str, int]:
    return {str(one.relative_to(run)): one.stat().st_mtime_ns for one in sorted(run.glob("*/*.parquet"))}


def test_a_run_that_is_killed_is_taken_up_and_gives_the_same_rows(archive: Path, promiselint: Run) -> None:
    command = [sys.executable, "-m", "promiselint", "check", "docs", "--results", "killed", "--jobs", "1"]
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, cwd=archive) as begun:
        while begun.poll() is None and not list((archive / "killed").glob("*/documents/part-*.parquet")):
            time.sleep(0.005)
        os.kill(begun.pid, signal.SIGKILL)
    run = _run_of(archive / "killed")
    before = _parts(run)
    assert json.loads((run / "manifest.json").read_text("utf-8"))["state"] == "running"
    assert not (archive / "killed" / "latest.json").exists()
    (run / "documents" / ".unfinished-1-part-0.parquet").write_bytes(b"half")

    ran = promiselint("check", "docs", "--results", "killed", "--jobs", "1")
    assert ran.status == 1
    assert ran.err.splitlines()[-1].endswith("of them finished before).")
    after = _parts(run)
    assert {name: after[name] for name in before if name.startswith("documents/")} == {
        name: when for name, when in before.items() if name.startswith("documents/")
    }
    assert not list(run.glob("*/.unfinished*"))

    whole = promiselint("check", "docs", "--results", "whole", "--jobs", "1")
    undisturbed = _run_of(archive / "whole")
    assert [_rows(run, table) for table in ("findings", "documents")] == [
        _rows(undisturbed, table) for table in ("findings", "documents")
    ]
    assert sorted(_parts(run)) == sorted(_parts(undisturbed))
    assert len(_rows(run, "documents")) == 150
    assert whole.err.splitlines()[:-1] == ran.err.splitlines()[:-1]
    assert json.loads((archive / "killed" / "latest.json").read_text("utf-8"))["run"] == run.name


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Batches read in this process, quickly: which paths were read."""
    read: list[str] = []

    class Quick:
        def __init__(self, brief: desk.Brief, _: object = None) -> None:
            self._own = desk.Desk(brief)
            self._items: tuple[Item, ...] = ()

        def hire(self) -> Quick:
            return self

        def first(self, busy: tuple[Quick, ...]) -> Quick:
            return busy[0]

        def give(self, items: tuple[Item, ...]) -> None:
            self._items = items

        def take(self) -> object:
            read.extend(item.path for item in self._items)
            return self._own.answer(self._items)

        def close(self) -> None:
            pass

    monkeypatch.setattr("promiselint.app.engines.on_processes.Processes", Quick)
    return read


def test_a_finished_run_reads_nothing_again(judged: list[str], promiselint: Run) -> None:
    first = promiselint("check", "docs", "--results", "out", "--jobs", "1", "--format", "json")
    assert len(judged) == len(set(judged)) == 150
    again = promiselint("check", "docs", "--results", "out", "--jobs", "1", "--format", "json")
    assert len(judged) == 150
    assert (first.status, first.out) == (again.status, again.out)
    assert json.loads(first.out)["summary"]["files"] == 150


def test_a_changed_document_is_read_again_with_its_batch_alone(
    archive: Path, judged: list[str], promiselint: Run
) -> None:
    promiselint("check", "docs", "--results", "out", "--jobs", "1")
    judged.clear()
    (archive / "docs" / "3" / "003.md").write_text("# Letter\n\nNothing is promised here at all.\n", "utf-8")
    (archive / "docs" / "6" / "146.md").unlink()
    promiselint("check", "docs", "--results", "out", "--jobs", "1")
    assert 1 <= len(judged) < 149
    paths = [row["path"] for row in _rows(_run_of(archive / "out"), "documents")]
    assert len(paths) == len(set(paths)) == 149


def test_another_roadmap_makes_another_run(archive: Path, judged: list[str], promiselint: Run) -> None:
    promiselint("check", "docs", "--results", "out", "--jobs", "1")
    (archive / "roadmap.yaml").write_text(ROADMAP.replace("2027-Q2", "2027-Q3"), "utf-8")
    promiselint("check", "docs", "--results", "out", "--jobs", "1")
    assert len(judged) == 300
    assert len([one for one in (archive / "out").iterdir() if one.is_dir()]) == 2


@pytest.mark.usefixtures("judged")
def test_documents_and_results_may_lie_behind_urls(archive: Path, promiselint: Run) -> None:
    import fsspec  # noqa: PLC0415 - an extra

    store = fsspec.filesystem("memory")
    try:
        names = ("a.md", "emea/b.md", "emea/bad\nname.md", ".hidden.md", "node_modules/c.md", "d.bin")
        for number, name in enumerate(names):
            store.pipe_file(f"/letters/{name}", _text(number).encode())
        store.pipe_file("/letters/e.docx", b"no archive")
        ran = promiselint("check", "memory://letters", "--results", "memory://out", "--jobs", "1")
        assert ran.status == 3
        told = [name for name in store.find("/out") if "/documents/" in name]
        assert len(told) == 1
        (archive / "part.parquet").write_bytes(store.cat_file(told[0]))
        assert [row["path"] for row in _table(archive / "part.parquet")] == [
            "memory://letters/a.md",
            "memory://letters/emea/b.md",
            "memory://letters/emea/bad\nname.md",
        ]
        found = json.loads(promiselint("check", "memory://letters", "--jobs", "1", "--format", "json").out)
        assert {one["path"] for one in found["findings"]} == {
            "memory://letters/a.md",
            "memory://letters/emea/b.md",
            "memory://letters/emea/bad\nname.md",
        }
        assert [one["path"] for one in found["errors"]] == ["memory://letters/e.docx"]
    finally:
        store.rm("/letters", recursive=True)
        if store.exists("/out"):
            store.rm("/out", recursive=True)


def test_a_run_that_was_begun_yesterday_is_finished_as_of_yesterday(
    archive: Path, judged: list[str], promiselint: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("promiselint.app.opening.clock", lambda: dt.date(2026, 11, 21))
    promiselint("check", "docs", "--results", "out", "--jobs", "1")
    manifest = _run_of(archive / "out") / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"finished"', '"running"'), "utf-8")
    monkeypatch.setattr("promiselint.app.opening.clock", lambda: dt.date(2026, 11, 22))
    promiselint("check", "docs", "--results", "out", "--jobs", "1")
    assert len(judged) == 150
    assert _run_of(archive / "out").name.startswith("2026-11-21-")


def test_results_that_cannot_be_written_are_one_clear_line(archive: Path, judged: list[str], promiselint: Run) -> None:
    (archive / "file").write_text("", "utf-8")
    ran = promiselint("check", "docs", "--results", "file", "--jobs", "1")
    assert (ran.status, ran.out, judged) == (2, "", [])
    assert ran.err.endswith("cannot be written (Not a directory); expected a folder for results\n")
    assert len(ran.err.splitlines()) == 1


def test_findings_that_are_too_many_to_be_told_still_count(
    judged: list[str], promiselint: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("promiselint.app.engines.archive.MOST", 3)
    url = (Path.cwd() / "docs").as_uri()
    whole = json.loads(promiselint("check", "docs", "--jobs", "1", "--format", "json").out)
    ran = promiselint("check", url, "--jobs", "1", "--format", "json")
    told = json.loads(ran.out)
    assert len(judged) == 150
    assert (ran.status, told["summary"]["files"]) == (1, 150)
    assert [one["message"] for one in told["findings"]] == [one["message"] for one in whole["findings"][:3]]
    many = whole["summary"]["findings"]
    assert told["warnings"] == [f"{many:,} findings: the first 3 are told; --results FOLDER keeps all"]


@pytest.mark.parametrize("more", [(), ("--engine", "ray")], ids=["local", "ray"])
def test_promises_go_to_the_ledger_once(
    more: tuple[str, ...], archive: Path, promiselint: Run, request: pytest.FixtureRequest
) -> None:
    if more:
        request.getfixturevalue("ray")
    for path in sorted((archive / "docs").rglob("*.md"))[20:]:
        path.unlink()
    said = ("check", "docs", "--results", "out", "--ledger", "promises.db", "--jobs", "2", "-q", *more)
    assert promiselint(*said).status == 1
    first = promiselint("ledger", "export", "--ledger", "promises.db").out
    assert len(json.loads(first)["promises"]) == 20
    last = max((archive / "out").glob("*/documents/*.parquet"))
    last.unlink()  # as if the run had been killed before this part was written
    assert promiselint(*said).status == 1
    assert promiselint("ledger", "export", "--ledger", "promises.db").out == first
    promiselint("ledger", "record", "docs", "--ledger", "other.db")
    assert json.loads(promiselint("ledger", "export", "--ledger", "other.db").out) == json.loads(first)


def test_a_ledger_without_tables_is_refused(promiselint: Run) -> None:
    ran = promiselint("check", "docs", "--ledger", "promises.db")
    assert (ran.status, ran.err.splitlines()[-1]) == (2, "Error: --ledger goes with --results.")
