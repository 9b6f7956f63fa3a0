"""Drift as a table of cases with known answers: what was said, the roadmap then, the roadmap now."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from promiselint.app.introducing import Introductions
from promiselint.app.opening import Workspace, open_workspace, world_of
from promiselint.app.options import Options
from promiselint.app.promising import Readings, word_on
from promiselint.app.reading import Opened
from promiselint.ledger.backing import Backing, drifted
from promiselint.model.memory import Forgetful
from promiselint.model.promises import Drifted, Recorded
from promiselint.model.roadmap import Roadmap
from promiselint.records import roadmap as roadmap_file

TABLE = yaml.safe_load((Path(__file__).parent / "drift_cases.yaml").read_text("utf-8"))
CASES: list[dict[str, Any]] = TABLE["cases"]
THEN, NOW = dt.date(2026, 2, 15), dt.date(2026, 11, 20)
Case = Mapping[str, Any]


def test_there_are_at_least_sixty_cases_and_each_has_a_name_of_its_own() -> None:
    names = [one["name"] for one in CASES]
    assert len(names) >= 60
    assert len(set(names)) == len(names)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("drift")
    (folder / "roadmap.yaml").write_text("version: 1\nvendor: {name: Quayside}\nfeatures: []\n", "utf-8")
    options = Options(roadmap=folder / "roadmap.yaml", today=NOW)
    return open_workspace((str(folder),), options)


@pytest.fixture(scope="module")
def promised(workspace: Workspace) -> Iterator[Callable[[Case, Roadmap], tuple[Recorded, ...]]]:
    """What a case's sentence promises, read beside the roadmap of then."""
    shared = world_of(workspace)
    introductions = Introductions(workspace, Forgetful(), lambda: shared)

    def read(case: Case, then: Roadmap) -> tuple[Recorded, ...]:
        facts = {"channel": "proposal", "customer": "Port of Aldermouth", "date": THEN, **case.get("facts", {})}
        facts["language"] = case.get("language", "en")
        head = yaml.safe_dump({key: value for key, value in facts.items() if value is not None})
        own = replace(workspace, roadmap=then)
        reading = Readings(own, functools.cache(lambda: replace(shared, roadmap=then)), introductions, asked=False)
        return reading.of(Opened("offer.md", f"---\n{head}---\n\n{case['said']}\n".encode(), None, own)).promises

    yield read
    introductions.close()


def roadmaps(case: Case, folder: Path) -> tuple[Roadmap, Roadmap]:
    entry = TABLE["entry"] | case.get("then", {})
    given = case.get("now", {})
    later = [] if given == "gone" else [entry | given]
    levels = case.get("levels", [])
    return (
        _roadmap(case, [entry], levels, THEN, folder / "then.yaml"),
        _roadmap(case, later, case.get("levels_now", levels), NOW, folder / "now.yaml"),
    )


def _roadmap(case: Case, entries: list[dict[str, Any]], levels: list[Any], day: dt.date, path: Path) -> Roadmap:
    told = {
        "version": 1,
        "vendor": {"name": "Quayside"},
        "as_of": day,
        "coverage": "complete" if case.get("complete") else "partial",
        "policy": case.get("policy", {}),
        "features": [{key: value for key, value in one.items() if value is not None} for one in entries],
        "service_levels": levels,
    }
    path.write_text(yaml.safe_dump(told, allow_unicode=True), "utf-8")
    return roadmap_file.read(path, day)


def _told(found: Drifted | None) -> tuple[object, ...]:
    return ([], [], None) if found is None else ([one.value for one in found.shifts], [*found.codes], found.days)


def _expected(case: Case) -> tuple[object, ...]:
    return case["shifts"], case.get("codes", []), case.get("days")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_promise_drifts_as_the_table_says(
    case: Case, workspace: Workspace, promised: Callable[[Case, Roadmap], tuple[Recorded, ...]], tmp_path: Path
) -> None:
    then, now = roadmaps(case, tmp_path)
    promises = promised(case, then)
    assert len(promises) == case.get("promises", 1)
    assert [_told(drifted(one, then, now, workspace.book)) for one in promises] == [_expected(case)] * len(promises)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_recorded_word_tells_the_same_as_the_whole_roadmap(
    case: Case, workspace: Workspace, promised: Callable[[Case, Roadmap], tuple[Recorded, ...]], tmp_path: Path
) -> None:
    then, now = roadmaps(case, tmp_path)
    for one in promised(case, then):
        recorded = replace(one, word=word_on(then, one.feature, one.service_level))
        found = Backing(now, workspace.book).since_recorded(recorded)
        assert _told(found) == _expected(case)
