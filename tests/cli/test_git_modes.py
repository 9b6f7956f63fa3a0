"""What is staged, what is new since a commit or its roadmap, and whose waivers count: in real repositories."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from promiselint.git.places import forget
from tests.conftest import Ran
from tests.owners.histories.building import ADA, BO, PEOPLE, ROADMAP, Repo

Run = Callable[..., Ran]
OLD = "# Offer\n\nWe will deliver the tide forecast on 1 March 2027.\n\nPlans may change.\n"
NEW = OLD.replace("Plans", "We will deliver the crane booking on 1 May 2027.\n\nPlans")


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A repository with a roadmap and an offer that has been wrong for long."""
    root = tmp_path / "arbets träd"
    root.mkdir()
    made = Repo(root)
    made.git("init", "--quiet", ".")
    made.write(ROADMAP, "roadmap.yaml").write(PEOPLE + "fallback: eve\n", "owners.yaml")
    made.put(ADA, "2026-03-02", OLD, "å offer.md")
    monkeypatch.chdir(root)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    forget()
    return made


def codes(ran: Ran) -> list[str]:
    return [f"{one['start']['line']} {one['code']}" for one in json.loads(ran.out)["findings"]]


def hidden(ran: Ran) -> list[str]:
    return [f"{one['code']} {one['suppression']['kind']}" for one in json.loads(ran.out)["suppressed"]]


def test_only_what_is_staged_is_read_and_as_it_is_staged(promiselint: Run, repo: Repo) -> None:
    repo.write(NEW, "å offer.md").write(OLD, "unstaged.md")
    repo.git("add", "å offer.md")
    repo.write("# Offer\n\nNothing.\n", "å offer.md")
    ran = promiselint("check", ".", "--staged", "--format", "json")
    assert codes(ran) == ["3 PL201", "3 PL202", "5 PL201", "5 PL202"]
    assert {one["path"] for one in json.loads(ran.out)["findings"]} == {"å offer.md"}


def test_nothing_staged_is_nothing_found(promiselint: Run, repo: Repo) -> None:
    repo.write(NEW, "å offer.md")
    ran = promiselint("check", ".", "--staged", "--format", "json")
    assert (ran.status, codes(ran), json.loads(ran.out)["summary"]["files"]) == (0, [], 0)


def test_staged_with_diff_tells_only_the_new_lines(promiselint: Run, repo: Repo) -> None:
    repo.write(NEW, "å offer.md")
    repo.git("add", "å offer.md")
    ran = promiselint("check", ".", "--staged", "--diff", "HEAD", "--format", "json")
    assert codes(ran) == ["5 PL201", "5 PL202"]
    assert hidden(ran) == ["PL201 unchanged", "PL202 unchanged"]


def test_a_diff_tells_changed_lines_and_carries_the_rest(promiselint: Run, repo: Repo) -> None:
    repo.write(NEW, "å offer.md")
    ran = promiselint("check", ".", "--diff", "HEAD", "--format", "json")
    assert codes(ran) == ["5 PL201", "5 PL202"]
    assert len(hidden(ran)) == 2
    whole = promiselint("check", ".", "--format", "json")
    assert len(codes(whole)) == 4


def test_a_line_that_stayed_is_told_where_the_roadmap_made_it_wrong(promiselint: Run, repo: Repo) -> None:
    repo.write("# More\n\nWe will deliver the crane booking in 2028.\n\nPlans may change.\n", "b.md")
    repo.commit(BO, "2026-03-03")
    repo.write(ROADMAP.replace("status: planned, target: 2027-Q4}\n  - {id: berth", "status: planned, target: 2029}\n  - {id: berth"),
               "roadmap.yaml")  # fmt: skip
    ran = promiselint("check", ".", "--diff", "HEAD", "--format", "json")
    assert [(one["path"], one["code"]) for one in json.loads(ran.out)["findings"]] == [("b.md", "PL202")]
    since = promiselint("check", ".", "--since-roadmap", "HEAD", "--format", "json")
    assert [(one["path"], one["code"]) for one in json.loads(since.out)["findings"]] == [("b.md", "PL202")]


def test_what_goes_missing_elsewhere_in_the_document_is_new(promiselint: Run, repo: Repo) -> None:
    repo.write(OLD.replace("\n\nPlans may change.", ""), "å offer.md")
    ran = promiselint("check", ".", "--diff", "HEAD", "--format", "json")
    assert codes(ran) == ["3 PL305"]


def test_a_new_document_is_new_throughout_and_a_renamed_one_is_not(promiselint: Run, repo: Repo) -> None:
    repo.git("mv", "å offer.md", "b.md")
    repo.write(OLD, "c.md")
    ran = promiselint("check", ".", "--diff", "HEAD", "--format", "json")
    assert {one["path"] for one in json.loads(ran.out)["findings"]} == {"c.md"}


def test_a_roadmap_that_has_not_changed_allows_what_it_allowed(promiselint: Run, repo: Repo) -> None:
    ran = promiselint("check", ".", "--since-roadmap", "HEAD", "--format", "json")
    assert (codes(ran), len(hidden(ran))) == ([], 2)
    assert repo.root.exists()


def test_a_waiver_of_ones_own_does_not_count_under_review(promiselint: Run, repo: Repo) -> None:
    waiver = "waivers: [{rule: PL201, reason: agreed, by: eve, path: '*.md'}, {rule: PL202, reason: agreed, by: eve, path: '*.md'}]\n"
    repo.write(waiver, "promiselint.yaml")
    assert codes(promiselint("check", ".", "--format", "json")) == []
    ran = promiselint("check", ".", "--waivers-from", "HEAD", "--format", "json")
    assert codes(ran) == ["3 PL201", "3 PL202"]
    repo.commit(BO, "2026-03-03")
    forget()
    assert codes(promiselint("check", ".", "--waivers-from", "HEAD", "--format", "json")) == []


def test_a_baseline_of_ones_own_does_not_count_under_review(promiselint: Run, repo: Repo) -> None:
    repo.write("baseline: known.json\n", "promiselint.yaml")
    promiselint("baseline", ".")
    assert codes(promiselint("check", ".", "--format", "json")) == []
    assert len(codes(promiselint("check", ".", "--waivers-from", "HEAD", "--format", "json"))) == 2
    repo.commit(BO, "2026-03-03")
    forget()
    assert codes(promiselint("check", ".", "--waivers-from", "HEAD", "--format", "json")) == []


def test_people_of_the_base_answer_under_review(promiselint: Run, repo: Repo) -> None:
    repo.write(PEOPLE + "paths: [{match: '*.md', owner: bo}]\n", "owners.yaml")
    now = json.loads(promiselint("check", ".", "--format", "json").out)["findings"]
    base = json.loads(promiselint("check", ".", "--waivers-from", "HEAD", "--format", "json").out)["findings"]
    assert {one["owner"]["id"] for one in now} == {"bo"}
    assert {one["owner"]["id"] for one in base} == {"ada"}
    assert repo.root.exists()


@pytest.mark.parametrize("option", ["--diff", "--since-roadmap", "--waivers-from"])
@pytest.mark.parametrize("name", ["nowhere", "a..b", "HEAD~99"])
def test_a_revision_that_there_is_not_is_wrong_use(promiselint: Run, repo: Repo, option: str, name: str) -> None:
    ran = promiselint("check", ".", f"{option}={name}")
    assert (ran.status, ran.out) == (2, "")
    assert f"{name} names no commit" in ran.err
    assert repo.root.exists()


def test_outside_of_a_repository_it_is_wrong_use(
    promiselint: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "roadmap.yaml").write_text(ROADMAP)
    (tmp_path / "a.md").write_text(OLD)
    monkeypatch.chdir(tmp_path)
    for arguments in (("--staged",), ("--diff", "HEAD"), ("--since-roadmap", "HEAD")):
        ran = promiselint("check", "a.md", *arguments)
        assert (ran.status, ran.out) == (2, "")
        assert "lies in no git repository" in ran.err


def test_diff_without_a_revision_still_shows_what_fix_would_change(promiselint: Run, repo: Repo) -> None:
    ran = promiselint("check", "--diff", "å offer.md")
    assert "-We will deliver the tide forecast on 1 March 2027." in ran.out
    assert repo.root.exists()
