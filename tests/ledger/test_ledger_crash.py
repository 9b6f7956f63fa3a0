"""A recorder that is killed loses nothing that it had recorded, and several at once lose nothing at all."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from promiselint.ledger.store import open_ledger
from tests.ledger.conftest import new_database
from tests.ledger.ledger_values import exported, history

ROOT = Path(__file__).resolve().parents[2]


class Recorders:
    """Processes that record; see recorder.py."""

    def __init__(self, server: subprocess.Popen[str]) -> None:
        self._server = server

    def ask(self, line: str) -> int:
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write(f"{line}\n")
        self._server.stdin.flush()
        return int(self._server.stdout.readline())

    def start(self, place: str, trace: Path, *, share: int = 0, of: int = 1, statement: int = 0) -> int:
        return self.ask(f"{place} {share} {of} {statement} {trace}")

    def wait(self, number: int) -> int:
        return self.ask(f"wait {number}")


@pytest.fixture(scope="module")
def recorders() -> Iterator[Recorders]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(Path(__file__).with_name("recorder.py"))]
    with subprocess.Popen(command, stdin=-1, stdout=-1, text=True, env=environment) as server:
        yield Recorders(server)
        assert server.stdin
        server.stdin.close()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = str(tmp_path_factory.mktemp("undisturbed") / "ledger.sqlite")
    with open_ledger(place, create=True) as ledger:
        for act in history():
            act(ledger)
    return exported(place)


def _holds(place: str, trace: Path, undisturbed: str) -> None:
    """Nothing that was recorded is lost; recorded again, nothing is missing and nothing is there twice."""
    recorded = trace.read_text("utf-8").splitlines() if trace.exists() else []
    with open_ledger(place, create=True) as ledger:
        for at, act in enumerate(history()):
            brought = act(ledger)
            if str(at) in recorded:
                assert brought is False or getattr(brought, "changed", None) is False, f"act {at} was lost"
    assert exported(place) == undisturbed


@pytest.mark.parametrize("part", range(8))
def test_a_recorder_killed_at_a_random_point_loses_nothing(
    part: int, recorders: Recorders, undisturbed: str, tmp_path: Path
) -> None:
    chance = random.Random(701 + part)  # noqa: S311 - no secret
    for number in range(20):
        place, trace = str(tmp_path / f"{number}.sqlite"), tmp_path / f"{number}.trace"
        status = recorders.wait(recorders.start(place, trace, statement=chance.randint(1, _STATEMENTS)))
        assert status == -signal.SIGKILL
        _holds(place, trace, undisturbed)


#: How many statements and ends of transactions an undisturbed recording has, at least.
_STATEMENTS = 500


@pytest.mark.parametrize("part", range(2))
def test_a_recorder_killed_from_outside_at_any_moment_loses_nothing(
    part: int, recorders: Recorders, undisturbed: str, tmp_path: Path
) -> None:
    chance = random.Random(801 + part)  # noqa: S311 - no secret
    for number in range(20):
        place, trace = str(tmp_path / f"{number}.sqlite"), tmp_path / f"{number}.trace"
        recorder = recorders.start(place, trace)
        time.sleep(chance.uniform(0.0, 0.4))
        os.kill(recorder, signal.SIGKILL)
        assert recorders.wait(recorder) in {0, -signal.SIGKILL}
        _holds(place, trace, undisturbed)


def test_a_recorder_killed_beside_postgresql_loses_nothing(
    recorders: Recorders, undisturbed: str, tmp_path: Path, postgres: str
) -> None:
    chance = random.Random(901)  # noqa: S311 - no secret
    for number in range(12):
        place, trace = new_database(postgres), tmp_path / f"{number}.trace"
        status = recorders.wait(recorders.start(place, trace, statement=chance.randint(1, _STATEMENTS)))
        assert status == -signal.SIGKILL
        _holds(place, trace, undisturbed)


def test_eight_recorders_at_once_lose_nothing(
    recorders: Recorders, undisturbed: str, tmp_path: Path, place: str
) -> None:
    started = [recorders.start(place, tmp_path / f"{share}.trace", share=share, of=8) for share in range(8)]
    assert [recorders.wait(one) for one in started] == [0] * 8
    assert exported(place) == undisturbed
