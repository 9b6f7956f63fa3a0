"""Who put a promise into its document and who answers for it, over real git histories with the known answer."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from promiselint.app.checking import check
from promiselint.app.options import Options
from promiselint.git.places import forget
from promiselint.model.findings import Answered, Named
from tests.owners.histories import moving, peopled, tracked, wording
from tests.owners.histories.building import CASES, Case, made

TABLES = (wording, moving, peopled, tracked)
DAY = dt.date(2026, 11, 20)


def answered(folder: Path, path: str, one: Case) -> Answered:
    """The finding that the case is about."""
    forget()
    report = check([path], Options(roadmap=folder / "roadmap.yaml", owners=folder / "owners.yaml", today=DAY))
    assert report.errors == ()
    found = [each for each in report.findings if each.finding.code == one.code]
    assert found, [each.finding.code for each in report.findings]
    return found[-1]


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.name)
def test_the_right_person_for_the_right_reason(one: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("HOME", str(tmp_path))
    folder, path = made(tmp_path, one)
    monkeypatch.chdir(folder)
    for name, value in one.environment.items():
        monkeypatch.setenv(name, value.replace("ROOT", str(folder)))
    told = answered(folder, path, one)
    introduction = told.introduction
    assert introduction is not None
    who = told.owner
    right = one.answer
    assert (
        introduction.by.name if introduction.by else "",
        who.id if isinstance(who, Named) else "",
        who.by if isinstance(who, Named) else "",
    ) == (right.introduced, right.owner, right.by), (introduction, who)
    if right.on:
        assert introduction.on == dt.date.fromisoformat(right.on)
    if right.because:
        assert right.because in " · ".join((*introduction.evidence, *who.evidence))
    if right.turns:
        assert " ".join(turn.change.value for turn in introduction.turns) == right.turns


def test_there_are_enough_of_them() -> None:
    assert len(TABLES) == 4
    assert len({one.name for one in CASES}) == len(CASES) >= 60
