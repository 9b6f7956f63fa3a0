from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from promiselint.model.errors import Misuse
from promiselint.records import configuration, people, roadmap
from promiselint.records.schema import NAMES, schema
from promiselint.records.starter import starter_files

Write = Callable[[Mapping[str, str]], None]
RULES = {"PL207": "vague-timing", "PL105": "confidential-feature", "PL301": "absolute-guarantee"}


def test_the_starter_files_are_valid_and_odd_in_nothing(write: Write) -> None:
    write(starter_files())
    settled = configuration.read(Path("promiselint.yaml"), RULES)
    assert settled.roadmap is not None
    assert settled.owners is not None
    read = (settled, roadmap.read(settled.roadmap, dt.date(2027, 1, 15)), people.read(settled.owners))
    assert [one.warnings for one in read] == [(), (), ()]


def test_the_starters_commented_waiver_is_valid_too(write: Write) -> None:
    text = starter_files()["promiselint.yaml"]
    head, _, tail = text.partition("# waivers:\n")
    write({"promiselint.yaml": head + "waivers:\n" + tail.replace("#  ", "  ")})
    assert [waiver.rule for waiver in configuration.read(Path("promiselint.yaml"), RULES).waivers] == ["PL301"]


@pytest.mark.parametrize(
    ("file", "name"), [("promiselint.yaml", "config"), ("roadmap.yaml", "roadmap"), ("owners.yaml", "owners")]
)
def test_an_editor_finds_nothing_in_the_starter_files(
    file: str, name: str, editor_complains: Callable[[str, str], bool]
) -> None:
    assert not editor_complains(name, starter_files()[file])


@pytest.mark.parametrize(
    ("name", "keys"),
    [("roadmap", roadmap.KEYS), ("owners", people.KEYS), ("config", configuration.KEYS)],
)
def test_each_schema_knows_the_keys_that_the_reader_knows(name: str, keys: tuple[str, ...]) -> None:
    assert set(json.loads(schema(name))["properties"]) == set(keys)


def test_each_schema_describes_every_key_in_words() -> None:
    for name in NAMES:
        whole = json.loads(schema(name))
        for key, value in whole["properties"].items():
            pointed = whole["$defs"].get(str(value.get("$ref", "")).rpartition("/")[2], {})
            assert "description" in value or "description" in pointed, f"{name}: {key}"


def test_a_schema_that_there_is_not_is_told() -> None:
    with pytest.raises(Misuse, match=r"^people: there is no such schema; expected roadmap, owners, config$"):
        schema("people")
