"""Both engines find the same, and a document that ends its worker is found out."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from promiselint.app.engines.batching import Batch, Item, batches
from promiselint.app.engines.desk import Brief, Made, Refused
from promiselint.app.engines.on_processes import Processes
from promiselint.app.engines.on_ray import Actors
from promiselint.app.engines.spread import FATAL, Answer, Crew, DiedError, Hand, spread
from promiselint.app.options import Options
from promiselint.model.errors import Misuse
from tests.conftest import Ran
from tests.engines import poisoned

ROOT = Path(__file__).resolve().parents[1]
Run = Callable[..., Ran]
NOBODY = Brief((), Options(), "", "")


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a bundled company, and nothing above it."""
    folder = tmp_path / "company"
    shutil.copytree(ROOT / "corpus" / "kestrel", folder)
    for name in (
        "faq-raas.md",
        "tender-response-meridian.md",
        "proposal-harwick-daventry.md",
        "release-notes-fleet-7.3.md",
    ):
        (folder / "docs" / name).unlink()
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.usefixtures("ray")
def test_ray_finds_what_a_run_in_one_process_finds(company: Path, promiselint: Run) -> None:
    (company / "docs" / "broken.docx").write_bytes(b"no archive")
    own = promiselint("check", "docs", "gone.md", "--jobs", "1", "--format", "json")
    rayed = promiselint("check", "docs", "gone.md", "--engine", "ray", "--jobs", "2", "--format", "json", "--no-cache")
    assert own.status == rayed.status == 3
    assert json.loads(own.out)["summary"]["findings"] > 10
    assert json.loads(rayed.out) == json.loads(own.out)
    assert rayed.err == own.err


@pytest.mark.usefixtures("company")
def test_documents_behind_a_url_come_to_the_same(promiselint: Run, tmp_path: Path) -> None:
    url = (tmp_path / "company").as_uri()
    own = promiselint("check", "docs", "--jobs", "1", "--format", "json")
    behind = promiselint("check", url, "--jobs", "1", "--format", "json")
    assert (own.status, behind.status) == (1, 1)
    assert json.loads(behind.out.replace(f"{url}/", ""))["findings"] == json.loads(own.out)["findings"]


@pytest.mark.usefixtures("company")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("docs", "--engine", "ray", "--fix"),
            "--engine ray: does not go together with --fix; expected one of the two\n",
        ),
        (
            ("docs", "--results", "out", "--redact-people", "--output", "json:a"),
            "--results: does not go together with --redact-people, --output; expected one of the two\n",
        ),
        (("s3://a:b@c/d",), "s3://…@…: names a password; expected the store's own way to be told who asks\n"),
        (
            ("simplecache::memory://a",),
            "simplecache::memory://a: is no plain URL; expected one such as s3://bucket/folder, without “::”\n",
        ),
        (
            ("memory://a\n/b",),
            "memory://a /b: is no plain URL; expected one such as s3://bucket/folder, without “::”\n",
        ),
        (
            ("docs", "--engine", "ray", "--address", "nowhere"),
            "--address nowhere: is no address; expected auto or HOST:PORT\n",
        ),
        (
            ("docs", "--engine", "ray", "--address", "127.0.0.1:1"),
            "--address 127.0.0.1:1: Ray cannot be reached (Connection refused); expected a running cluster\n",
        ),
    ],
)
def test_what_cannot_be_is_one_clear_line(arguments: tuple[str, ...], told: str, promiselint: Run) -> None:
    ran = promiselint("check", *arguments)
    assert (ran.status, ran.out, ran.err) == (2, "", told)


@pytest.mark.usefixtures("company")
@pytest.mark.parametrize(
    ("missing", "arguments", "told"),
    [
        ("ray", ("docs", "--engine", "ray"), "--engine ray: archives"),
        ("pyarrow", ("docs", "--results", "out"), "--results: tables"),
        ("fsspec", ("memory://a",), "memory://a: URLs"),
    ],
)
def test_a_missing_extra_is_named(
    missing: str, arguments: tuple[str, ...], told: str, promiselint: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    ran = promiselint("check", *arguments)
    assert ran.status == 2
    assert ran.err == f"{told} need more than is installed; expected pip install 'promiselint[ray]'\n"


def _poisoned(crew: Crew) -> dict[str, Made]:
    paths = [f"{number}.md" for number in range(6)] + ["poison.md"] + [f"{number}.md" for number in range(6, 20)]
    found: dict[str, Made] = {}
    for _, made in spread(batches((Item(path) for path in paths), 4), crew, 2):
        assert not found.keys() & {one.path for one in made}
        found |= {one.path: one for one in made}
    assert set(found) == set(paths)
    return found


def test_a_document_that_ends_its_process_is_an_error_and_the_others_go_on() -> None:
    found = _poisoned(Processes(NOBODY, poisoned.PoisonDesk))
    assert found["poison.md"] == Made("poison.md", error=FATAL)
    assert all(one.statements == 1 for path, one in found.items() if path != "poison.md")


@pytest.mark.usefixtures("ray")
def test_a_document_that_ends_its_actor_is_an_error_and_the_others_go_on() -> None:
    from ray import cloudpickle  # noqa: PLC0415 - an extra

    pickled: Any = cloudpickle
    pickled.register_pickle_by_value(poisoned)
    found = _poisoned(Actors(NOBODY, poisoned.PoisonDesk))
    assert found["poison.md"] == Made("poison.md", error=FATAL)
    assert all(one.statements == 1 for path, one in found.items() if path != "poison.md")


class _Hand:
    """A worker of a test: answers at once; `dies` says how often a path ends it."""

    def __init__(self, dies: dict[str, int]) -> None:
        self.dies, self.closed = dies, False
        self.items: tuple[Item, ...] = ()

    def give(self, items: tuple[Item, ...]) -> None:
        assert not self.closed
        self.items = items

    def take(self) -> Answer:
        for item in self.items:
            if self.dies.get(item.path, 0):
                self.dies[item.path] -= 1
                raise DiedError
        if any(item.path == "refuse" for item in self.items):
            return Refused(("no roadmap",))
        return tuple(Made(item.path) for item in self.items)

    def close(self) -> None:
        self.closed = True


class _Crew:
    def __init__(self, dies: dict[str, int]) -> None:
        self.dies, self.hired = dies, list[_Hand]()

    def hire(self) -> Hand:
        self.hired.append(_Hand(self.dies))
        return self.hired[-1]

    def first(self, busy: Sequence[Hand]) -> Hand:
        return busy[-1]


def _three() -> Iterator[Batch]:
    return iter(Batch(number, str(number), (Item(f"{number}a"), Item(f"{number}b"))) for number in range(3))


def test_a_document_that_ended_its_worker_once_is_read_alone_and_told() -> None:
    crew = _Crew({"1a": 1})
    found = {one.path: one.error for _, made in spread(_three(), crew, 2) for one in made}
    assert found == dict.fromkeys(("0a", "0b", "1a", "1b", "2a", "2b"))
    assert all(one.closed for one in crew.hired)


def test_a_document_that_ends_it_again_is_an_error() -> None:
    crew = _Crew({"1a": 2, "2b": 2})
    found = {one.path: one.error for _, made in spread(_three(), crew, 2) for one in made}
    assert found == {"0a": None, "0b": None, "1a": FATAL, "1b": None, "2a": None, "2b": FATAL}
    assert all(one.closed for one in crew.hired)


def test_a_worker_that_cannot_begin_ends_the_run() -> None:
    crew = _Crew({})
    refused = iter([Batch(0, "0", (Item("refuse"),))])
    with pytest.raises(Misuse, match=r"^no roadmap$"):
        list(spread(refused, crew, 2))
    assert all(one.closed for one in crew.hired)


@pytest.mark.usefixtures("ray")
def test_ray_of_our_own_is_reached_from_this_machine_alone() -> None:
    from ray import util  # noqa: PLC0415 - an extra

    known: Any = util
    assert known.get_node_ip_address() == "127.0.0.1"
