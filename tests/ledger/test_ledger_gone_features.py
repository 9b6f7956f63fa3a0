"""A promise on a feature that left the roadmap is broken: nobody took it back, the sentence stands as it stood."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from promiselint.git.places import forget
from tests.conftest import Ran
from tests.owners.histories.building import ADA, Repo

FEATURES = """\
  - {id: sluice, name: Sluice plan, status: planned, target: 2027-Q4}
  - {id: flood, name: Flood map, status: released, released: {date: 2026-05-04}}
"""
HEAD = "version: 1\nvendor: {name: Weir Software}\nas_of: %s\nfeatures:\n"
OFFER = "# Offer\n\nThe sluice plan will arrive by the end of 2027. Plans may change.\n"


def states(promiselint: Callable[..., Ran]) -> dict[str, str]:
    told = json.loads(promiselint("ledger", "list", "--format", "json").out)
    return {one["feature"]: one["state"] for one in told["promises"]}


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("HOME", str(tmp_path))
    root = tmp_path / "work"
    root.mkdir()
    made = Repo(root)
    made.git("init", "--quiet", ".")
    made.put(ADA, "2026-10-01", OFFER, "docs/offer.md")
    monkeypatch.chdir(root)
    forget()
    return made


def recorded(repo: Repo, promiselint: Callable[..., Ran], day: str, features: str) -> dict[str, str]:
    """The states after the roadmap of a day was committed and recorded."""
    repo.put(ADA, day, HEAD % day + features, "roadmap.yaml")
    forget()
    assert promiselint("ledger", "record", "docs").status == 0
    return states(promiselint)


def test_it_is_broken_and_open_again_when_the_feature_comes_back(repo: Repo, promiselint: Callable[..., Ran]) -> None:
    without = FEATURES.splitlines(keepends=True)[1]
    assert recorded(repo, promiselint, "2026-10-01", FEATURES) == {"sluice": "open"}
    assert recorded(repo, promiselint, "2026-10-05", without) == {"sluice": "broken"}
    assert recorded(repo, promiselint, "2026-10-09", FEATURES) == {"sluice": "open"}


def test_a_sentence_that_went_with_its_feature_is_not_open(repo: Repo, promiselint: Callable[..., Ran]) -> None:
    without = FEATURES.splitlines(keepends=True)[1]
    recorded(repo, promiselint, "2026-10-01", FEATURES)
    repo.put(ADA, "2026-10-05", "# Offer\n\nGood day.\n", "docs/offer.md")
    assert recorded(repo, promiselint, "2026-10-05", without)["sluice"] in {"withdrawn", "broken"}
