"""The same facts in any order make the same ledger: on SQLite, and on PostgreSQL."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promiselint.ledger.finding import everything, listed
from promiselint.ledger.recording import record_reading, record_roadmap
from promiselint.ledger.store import Ledger, open_ledger
from promiselint.model.ledger import Wanted
from promiselint.model.promises import Reading, Word
from promiselint.model.roadmap import Roadmap
from promiselint.report.ledger_export import render_json
from tests.ledger.conftest import new_database
from tests.ledger.ledger_values import day, feature, promise, roadmap

_DAYS = [day(f"2027-{month:02}-{on:02}") for month in (1, 3, 5) for on in (1, 2)]
_LATER = st.sampled_from([day("2027-02-01"), day("2027-03-31"), day("2027-04-01"), day("2027-06-01")])
Act = tuple[object, ...]


@st.composite
def _roadmaps(draw: st.DrawFn) -> Act:
    features = [
        feature(name, draw(st.sampled_from(["planned", "beta", "released", "withdrawn"])), draw(_outs))
        for name in draw(st.sampled_from([("glaze",), ("glaze", "flue"), ("flue",), ()]))
    ]
    return roadmap(str(draw(st.sampled_from(_DAYS))), *features), draw(st.sampled_from(["", "r1", "r2"]))


_outs = st.sampled_from([None, None, "2027-02-10", "2027-05-10"])


@st.composite
def _readings(draw: st.DrawFn) -> Act:
    name = draw(st.sampled_from(["a.md", "b.md"]))
    on = draw(st.sampled_from(_DAYS))
    gone = draw(st.sampled_from([False, False, False, True]))
    commit = "" if gone else draw(st.sampled_from(["", "c1", "c2"]))
    pool = [(topic, last) for topic in ("glaze", "flue") for last in (None, "2027-03-31", "2027-04-15")]
    chosen = draw(st.lists(st.sampled_from(pool), unique=True, max_size=3))
    word = Word(draw(st.sampled_from(_DAYS)), feature("glaze", draw(st.sampled_from(["planned", "released"]))))
    owner = draw(st.sampled_from(["anna", "bo"]))
    said = [
        replace(promise(name, topic, last), owner=owner, line=line, word=word)
        for line, (topic, last) in enumerate(chosen)
    ]
    formerly = ("a.md",) if name == "b.md" and draw(st.booleans()) else ()
    when = draw(st.sampled_from([0, 10, 20])) if commit else 0
    read = Reading(name, on, commit, () if gone else tuple(said), gone, formerly=formerly, when=when)
    return read, draw(st.sampled_from(_DAYS)), draw(st.sampled_from(_DAYS))


_ACTS = st.lists(_roadmaps() | _readings(), min_size=1, max_size=7).flatmap(
    lambda acts: st.tuples(st.just(acts), st.permutations(acts))
)
Ledgers = Callable[[], Ledger]


def _record(ledger: Ledger, acts: Sequence[Act]) -> None:
    for act in acts:
        if isinstance(act[0], Roadmap):
            record_roadmap(ledger, act[0], str(act[1]))
        else:
            read, roadmap_on, today = act
            assert isinstance(read, Reading)
            assert isinstance(roadmap_on, dt.date)
            assert isinstance(today, dt.date)
            record_reading(ledger, read, roadmap_on, today)


def _holds(ledgers: Callable[[], Iterator[Ledger]], acts: Sequence[Act], other: Sequence[Act], today: dt.date) -> None:
    told = []
    for order in (acts, [*other, *other]):
        for ledger in ledgers():
            _record(ledger, order)
            whole = everything(ledger, today)
            told.append(render_json(whole))
            # What is kept beside the facts is what follows from them.
            states = {one.id: (one.state, one.since, one.days) for one in listed(ledger, Wanted(), today)}
            lives = {one.entry.id: one.steps[-1] for one in whole.stories}
            assert states == {id_: (step.state.value, step.on, step.days) for id_, step in lives.items()}
    assert told[0] == told[1]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("order") / "empty.sqlite"
    with open_ledger(str(path), create=True):
        pass
    return path


@given(both=_ACTS, today=_LATER)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_any_order_on_sqlite(both: tuple[list[Act], list[Act]], today: dt.date, empty: Path) -> None:
    def ledgers() -> Iterator[Ledger]:
        path = empty.with_name("one.sqlite")
        shutil.copy(empty, path)
        with open_ledger(str(path)) as ledger:
            yield ledger
        for one in path.parent.glob("one.sqlite*"):
            one.unlink()

    _holds(ledgers, *both, today)


@pytest.fixture(scope="module")
def kept(postgres: str) -> Iterator[Ledger]:
    with open_ledger(new_database(postgres), create=True) as ledger:
        yield ledger


@given(both=_ACTS, today=_LATER)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_any_order_on_postgresql(both: tuple[list[Act], list[Act]], today: dt.date, kept: Ledger) -> None:
    from promiselint.ledger.tables import METADATA  # noqa: PLC0415 - needs the extra

    def ledgers() -> Iterator[Ledger]:
        names = ", ".join(METADATA.tables)
        kept.write(lambda connection: connection.exec_driver_sql(f"TRUNCATE {names} CASCADE"))
        yield kept

    _holds(ledgers, *both, today)
