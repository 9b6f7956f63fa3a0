"""Every example of every rule, run by the same code as `promiselint rules test`."""

from __future__ import annotations

import pytest

from promiselint.app.examples import REMEMBERED, Stage, run_rule, stages_of
from promiselint.app.opening import open_rulebook
from promiselint.app.options import Options
from promiselint.rulebook.folder import folder
from promiselint.rulebook.rules import BoundRule

BOOK = open_rulebook(folder(), Options(), examples=True)


@pytest.fixture(scope="session")
def stage() -> Stage:
    """The sample company that the examples are held against."""
    return stages_of(BOOK)[BOOK.folders[0]]


@pytest.mark.parametrize("bound", BOOK.rules, ids=lambda bound: bound.rule.code)
def test_every_example_is_as_stated(bound: BoundRule, stage: Stage) -> None:
    trials = list(run_rule(bound, stage))
    assert [f"{one.number} ({one.example.language}) {one.fault}" for one in trials if one.fault] == []
    if bound.rule.code not in REMEMBERED:
        assert any(one.example.flags for one in trials)
