"""What a run keeps for the next one: the same findings, made anew whenever anything that they rest on has changed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from promiselint.app import checking, judging
from promiselint.cache.store import Store, usual_folder
from tests.conftest import Ran

Run = Callable[..., Ran]
Fill = Callable[..., Path]

ROADMAP = """\
version: 1
vendor: {name: Lathe Works}
as_of: 2026-11-20
features:
  - {id: tool-wear, name: Tool wear alerts, status: planned, target: 2027-Q3}
"""
OFFER = "# News\n\nTool wear alerts arrive on 1 March 2027. Plans may change.\n"


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The documents that were judged anew, in order."""
    paths: list[str] = []
    first = judging.outcome_of

    def counted(document, workspace, world):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - as its own
        paths.append(document.path)
        return first(document, workspace, world)

    monkeypatch.setattr(checking, "outcome_of", counted)
    monkeypatch.setenv("PROMISELINT_CACHE", str(tmp_path_factory.mktemp("own")))
    return paths


def test_what_has_not_changed_is_not_judged_again_and_comes_out_the_same(
    promiselint: Run, folder: Fill, judged: list[str]
) -> None:
    folder({"roadmap.yaml": ROADMAP, "a.md": OFFER, "b.md": "Quiet.\n"})
    first = promiselint("check", ".")
    assert judged == ["a.md", "b.md"]
    assert first.status == 1
    assert promiselint("check", ".") == first
    assert judged == ["a.md", "b.md"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", OFFER.replace("March", "April")),
        ("roadmap.yaml", ROADMAP.replace("2027-Q3", "2027-Q1")),
        ("promiselint.yaml", "rules: {PL201: 'off'}\n"),
        ("promiselint.yaml", "paths: [{match: 'a.md', rules: {PL201: warning}}]\n"),
        ("a.md.promise.yaml", "channel: proposal\n"),
        ("promiselint.yaml", "waivers: [{rule: PL201, reason: agreed with the customer, by: noor, path: a.md}]\n"),
    ],
    ids=["content", "roadmap", "rules", "path", "sidecar", "waiver"],
)
def test_whatever_a_finding_rests_on_makes_it_anew(
    promiselint: Run, folder: Fill, judged: list[str], name: str, content: str
) -> None:
    folder({"roadmap.yaml": ROADMAP, "a.md": OFFER})
    before = promiselint("check", "a.md")
    folder({name: content})
    after = promiselint("check", "a.md")
    assert judged == ["a.md", "a.md"]
    assert after.out != before.out
    assert after.out == promiselint("check", "a.md", "--no-cache").out


def test_a_suppression_that_ends_is_judged_anew_on_another_day(folder: Fill, judged: list[str]) -> None:
    import datetime as dt  # noqa: PLC0415

    from promiselint.app.options import Options  # noqa: PLC0415

    directive = "<!-- promiselint-disable-next-line PL201, PL202 -- agreed, until: 2027-01-31, by: noor -->\n"
    folder({"roadmap.yaml": ROADMAP, "a.md": "# News\n\n" + directive + OFFER.splitlines()[2] + "\n"})
    days = [dt.date(2027, 1, 31), dt.date(2027, 2, 1), dt.date(2027, 1, 31)]
    counts = [len(checking.check(["a.md"], Options(today=day, cache=True)).silenced) for day in days]
    assert counts == [2, 0, 2]
    assert judged == ["a.md", "a.md"]


def test_owners_are_asked_anew_each_time(promiselint: Run, folder: Fill, judged: list[str]) -> None:
    folder({"roadmap.yaml": ROADMAP, "a.md": OFFER})
    people = "version: 1\npeople: [{id: %s, name: %s, role: sales}]\nfallback: %s\n"
    folder({"owners.yaml": people % ("ada", "Ada Holm", "ada")})
    assert "Ada Holm" in promiselint("check", "a.md").out
    folder({"owners.yaml": people % ("eva", "Eva Rask", "eva")})
    assert "Eva Rask" in promiselint("check", "a.md").out
    assert judged == ["a.md"]


def test_a_cache_of_somebody_elses_making_is_not_believed(promiselint: Run, folder: Fill, judged: list[str]) -> None:
    folder({"roadmap.yaml": ROADMAP, "a.md": OFFER})
    first = promiselint("check", "a.md")
    Store(usual_folder()).path.write_bytes(os.urandom(20_000))
    assert promiselint("check", "a.md") == first
    assert judged == ["a.md", "a.md"]


@pytest.mark.usefixtures("judged")
def test_a_file_that_cannot_be_read_is_told_each_time(promiselint: Run, folder: Fill) -> None:
    folder({"roadmap.yaml": ROADMAP, "a.md": OFFER, "b.pdf": b"no pdf"})
    first, second = promiselint("check", "."), promiselint("check", ".")
    assert first == second
    assert first.status == 3
    assert "b.pdf" in first.err


def test_cleaning_tells_what_it_took_away(promiselint: Run, folder: Fill, judged: list[str]) -> None:
    folder({"roadmap.yaml": ROADMAP, "a.md": OFFER})
    promiselint("check", "a.md")
    where = promiselint("cache", "where").out.strip()
    cleaned = promiselint("cache", "clean")
    assert cleaned.out.startswith(f"{where}: ")
    assert list(Path(where).iterdir()) == []
    promiselint("check", "a.md")
    assert judged == ["a.md", "a.md"]
