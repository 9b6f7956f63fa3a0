"""Every source: five hundred items of its own shape read twice alike, and exports after accidents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promiselint.model.errors import Misuse
from promiselint.records.roadmap_items import Item, Source
from promiselint.records.sources import backstage, github, kep, m365, table
from promiselint.records.windows import parse_day, parse_target
from tests.records.sources import many_exports as many

MAKERS: Mapping[str, tuple[Source, Callable[[int], many.Many]]] = {
    "github, issues": (github.SOURCE, many.github_issues),
    "github, a project": (github.SOURCE, many.github_project),
    "github, a view": (github.SOURCE, many.github_view),
    "kep": (kep.SOURCE, many.kep_tree),
    "m365, version 1": (m365.SOURCE, lambda count: many.m365(count, "v1")),
    "m365, version 2": (m365.SOURCE, lambda count: many.m365(count, "v2")),
    "m365, CSV": (m365.SOURCE, lambda count: many.m365(count, "csv")),
    "backstage": (backstage.SOURCE, many.backstage),
    "table": (table.SOURCE, lambda count: many.table(count, "map.yaml")),
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder with the mapping of the tables."""
    monkeypatch.chdir(tmp_path)
    Path("map.yaml").write_text(many.TABLE_MAPPING, encoding="utf-8")


def read(source: Source, export: many.Many) -> list[Item]:
    files = export.files.items()
    return [item for path, content in files for item in source.read(path, content, export.options).items]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("which", MAKERS)
def test_five_hundred_items_are_read_as_they_are_and_twice_alike(which: str) -> None:
    source, maker = MAKERS[which]
    export = maker(500)
    items = read(source, export)
    assert [(one.key, one.status, one.target, bool(one.left)) for one in items] == list(export.expected)
    assert read(source, maker(500)) == items


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("which", MAKERS)
def test_each_export_is_known_by_its_own_source_alone(which: str) -> None:
    source, maker = MAKERS[which]
    for path, content in maker(3).files.items():
        known = {
            one.name for one in (github.SOURCE, kep.SOURCE, m365.SOURCE, backstage.SOURCE) if one.fits(path, content)
        }
        assert known == ({source.name} if source.name != "table" else set())


@pytest.mark.parametrize("source", [github.SOURCE, kep.SOURCE, m365.SOURCE, backstage.SOURCE, table.SOURCE])
def test_no_word_is_both_known_as_released_and_unwise(source: Source) -> None:
    released = {word for word, ours in source.statuses.items() if ours == "released"}
    assert not released & set(source.unwise)
    assert all(word == word.casefold() for word in (*source.statuses, *source.unwise))
    assert set(source.statuses.values()) <= {
        "idea",
        "backlog",
        "planned",
        "in-progress",
        "alpha",
        "beta",
        "released",
        "deprecated",
        "withdrawn",
        "skip",
    }


def harmless(source: Source, path: str, content: bytes, options: Mapping[str, str]) -> None:
    """An export gives items that a roadmap can hold, or faults of one line each; nothing else comes out."""
    faults: tuple[str, ...] | None = None
    items: tuple[Item, ...] = ()
    try:
        items = source.read(path, content, options).items
    except Misuse as caught:
        faults = caught.faults
    assert faults is None or faults
    assert all(line and "\n" not in line and len(line) < 1500 for line in faults or ()), faults
    for item in items:
        assert item.key
        assert not item.target or parse_target(item.target) or _is_stretch(item.target)
        assert not item.released or parse_day(item.released)
        assert item.visibility in {"public", "nda", "internal"}
        texts = (item.key, item.name, item.status, item.owner, item.version, *item.aliases, *item.depends_on)
        assert all(one == " ".join(one.split()) for one in texts)


def _is_stretch(target: str) -> bool:
    first, _, last = target.partition(" to ")
    return first <= last and bool(parse_day(first) and parse_day(last))


SMALL = {which: maker(4) for which, (_, maker) in MAKERS.items()}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("which", MAKERS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_an_export_after_accidents_gives_items_or_faults_of_one_line(which: str, seed: int) -> None:
    source, _ = MAKERS[which]
    export = SMALL[which]
    path, content = next(iter(export.files.items()))
    harmless(source, path, many.mutated(content, seed), export.options)


@pytest.mark.parametrize("which", [one for one in MAKERS if next(iter(SMALL[one].files)).endswith(".json")])
@settings(max_examples=120, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_values_of_another_kind_give_items_or_faults_of_one_line(which: str, seed: int) -> None:
    source, _ = MAKERS[which]
    path, content = next(iter(SMALL[which].files.items()))
    harmless(source, path, many.mistyped(content, seed), {})


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("which", MAKERS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200))
def test_anything_at_all_gives_items_or_faults_of_one_line(which: str, content: bytes) -> None:
    source, _ = MAKERS[which]
    path = next(iter(SMALL[which].files))
    source.fits(path, content)
    harmless(source, path, content, SMALL[which].options)
