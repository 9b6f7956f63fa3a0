"""Minimal pairs: as little changed as can be, and the verdict changed (hedge, negation, condition, quote, …)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from promiselint.app.examples import Stage, stages_of
from promiselint.app.judging import judge_one, situation_of
from promiselint.app.opening import open_rulebook
from promiselint.app.options import Options
from promiselint.documents.reading import read
from promiselint.model.documents import Facts
from promiselint.model.rules import Severity

HERE = Path(__file__).parent
CATEGORIES = ("hedge", "negation", "condition", "quote", "question", "speaker")
Told = Callable[[str, str], Mapping[str, Severity]]


def pairs() -> Iterator[object]:
    """Every pair: (language, rule, whether it is only softened, one, other)."""
    for language in ("en", "sv"):
        held = yaml.safe_load((HERE / f"pairs_{language}.yaml").read_text("utf-8"))
        for category, rows in held.items():
            for number, (rule, one, other) in enumerate(rows, 1):
                name = f"{language}-{category}-{number}"
                yield pytest.param(language, rule.lstrip("~"), rule.startswith("~"), one, other, id=name)


@pytest.fixture(scope="module")
def told() -> Told:
    """What is found in a text: the weight of each rule that fires."""
    book = open_rulebook(HERE, Options(), examples=True)
    (stage,) = stages_of(book).values()

    def found(text: str, language: str) -> Mapping[str, Severity]:
        return _found(stage, text, language)

    return found


def _found(stage: Stage, text: str, language: str) -> Mapping[str, Severity]:
    document = read("pair.md", f"{text}\n".encode(), defaults=Facts(language=language))
    judged = judge_one(situation_of(document, stage.world), stage.workspace)
    return {one.code: one.severity for one in judged.findings}


@pytest.mark.parametrize(("language", "rule", "softened", "one", "other"), tuple(pairs()))
def test_as_little_changed_as_can_be_changes_the_verdict(
    language: str, rule: str, softened: bool, one: str, other: str, told: Told
) -> None:
    assert rule in told(one, language)
    if softened:
        assert told(one, language)[rule].order > told(other, language)[rule].order
    else:
        assert rule not in told(other, language)


@pytest.mark.parametrize("language", ["en", "sv"])
def test_there_are_enough_pairs_of_each_kind_and_none_twice(language: str) -> None:
    held = yaml.safe_load((HERE / f"pairs_{language}.yaml").read_text("utf-8"))
    assert tuple(held) == CATEGORIES
    every = [tuple(row) for rows in held.values() for row in rows]
    assert len(every) == len(set(every)) >= 150
    assert all(len(rows) >= 20 for rows in held.values())
    assert all(one != other for _, one, other in every)
