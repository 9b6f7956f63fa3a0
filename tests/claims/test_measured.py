"""Entries that are meant by what their limits count."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from promiselint.claims.measured import Measures
from promiselint.records import roadmap

ROADMAP = """\
version: 1
vendor: {name: Halyard}
features:
  - {id: cranes, name: Crane control, status: released, availability: {limits: [{measure: harbour cranes, max: 8}]}}
  - {id: map, name: Harbour map, status: released, availability: {limits: [{measure: users, max: 90}]}}
  - {id: chat, name: Crew chat, status: released, availability: {limits: [{measure: users, max: 50}]}}
"""


@pytest.fixture
def measures(tmp_path: Path) -> Measures:
    (tmp_path / "roadmap.yaml").write_text(ROADMAP, "utf-8")
    return Measures(roadmap.read(tmp_path / "roadmap.yaml", dt.date(2026, 11, 20)))


def test_an_extent_of_what_one_entry_alone_counts_means_that_entry(measures: Measures) -> None:
    assert measures.counted("Steer up to 12 cranes from one seat.", "en") == {"cranes"}


def test_what_two_entries_count_means_either(measures: Measures) -> None:
    assert measures.counted("Made for up to 70 users.", "en") == {"map", "chat"}


def test_a_fact_of_the_world_is_no_extent(measures: Measures) -> None:
    assert measures.counted("The port of Vigo has 12 cranes.", "en") == frozenset()
