"""Five hundred items of every planning tool: read as they are, known by their own source, imported twice alike."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from promiselint.app.importing_roadmap import Asked, import_roadmap
from promiselint.app.options import Options
from promiselint.model.errors import Misuse
from promiselint.records.sources import every
from tests.records.sources.product_exports import MAKERS

SOURCES = {source.name: source for source in every()}


@pytest.mark.parametrize("which", MAKERS)
def test_five_hundred_items_are_read_as_they_are(which: str) -> None:
    name, maker = MAKERS[which]
    many = maker(500)
    found = SOURCES[name].read(many.file, many.content, many.options)
    assert [(one.key, one.status, one.target, bool(one.left)) for one in found.items] == list(many.expected)


@pytest.mark.parametrize("which", MAKERS)
def test_an_export_is_known_by_its_own_source_alone(which: str) -> None:
    name, maker = MAKERS[which]
    many = maker(3)
    assert [one.name for one in SOURCES.values() if one.fits(many.file, many.content)] == [name]


@pytest.mark.parametrize("which", MAKERS)
def test_five_hundred_items_imported_twice_leave_the_file_as_it_is(
    which: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _, maker = MAKERS[which]
    many = maker(500)
    Path(many.file).write_bytes(many.content)
    into = Path("roadmap.yaml")
    asked = Asked(into=into, settings=many.options)
    first = import_roadmap([Path(many.file)], asked, Options())
    before = into.read_bytes()
    second = import_roadmap([Path(many.file)], asked, Options())
    taken = sum(not left for _, _, _, left in many.expected)
    assert (len(first.contradictory), first.changed, first.written) == (len(second.contradictory), (), True)
    assert len([one for one in first.added if not one.startswith("release ")]) == taken
    assert (second.added, second.changed, second.unchanged, second.written) == ((), (), taken, False)
    assert into.read_bytes() == before


@pytest.mark.parametrize("which", MAKERS)
def test_an_export_cut_anywhere_ends_in_plain_lines_or_in_items(which: str) -> None:
    name, maker = MAKERS[which]
    many = maker(3)
    rng = random.Random(9)  # noqa: S311 - no secret
    for _ in range(60):
        body = bytearray(many.content[: rng.randrange(len(many.content))])
        if body and rng.random() < 0.5:
            body[rng.randrange(len(body))] = rng.randrange(256)
        faults: tuple[str, ...] = ()
        try:
            SOURCES[name].read(many.file, bytes(body), many.options)
        except Misuse as fault:
            faults = fault.faults
        assert [line for line in faults if not line.startswith(many.file)] == []
