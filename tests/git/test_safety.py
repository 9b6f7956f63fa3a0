"""git is called so that nothing of a repository's making runs, and nothing of the calling hook gets in the way."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from promiselint.git.commands import GitFault, environment, hook_index, run
from promiselint.git.contents import (
    Contents,
    Pending,
    commit_named,
    content_at,
    current_user,
    files_at,
    looked_through,
    pending,
    staged_content,
)
from promiselint.git.past import Kept, read_past
from promiselint.git.places import forget, inside, repository_of
from tests.owners.histories.building import ADA, BO, CID, Repo


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("HOME", str(tmp_path))
    root = tmp_path / "work tree å"
    root.mkdir()
    made = Repo(root)
    made.git("init", "--quiet", ".")
    forget()
    return made


def test_nothing_that_a_repository_configures_is_run(repo: Repo, tmp_path: Path) -> None:
    marker = tmp_path / "ran"
    script = tmp_path / "evil"
    script.write_text(f"#!/bin/sh\ntouch '{marker}'\ncat\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    repo.put(ADA, "2026-03-02", "* diff=evil filter=evil\n", ".gitattributes")
    repo.put(ADA, "2026-03-02", "one\n", "a.md")
    repo.put(BO, "2026-03-03", "two\n", "a.md")
    for name in (
        "core.fsmonitor", "core.pager", "diff.external", "diff.evil.textconv", "diff.evil.command", "filter.evil.clean",
        "filter.evil.smudge", "core.sshCommand", "gpg.program", "core.editor", "credential.helper", "pager.log",
        "core.alternateRefsCommand", "uploadpack.packObjectsHook", "core.askPass", "interactive.diffFilter",
    ):  # fmt: skip
        repo.git("config", name, str(script))
    repo.git("config", "log.showSignature", "true")
    repo.git("config", "alias.log", f"!{script}")
    hooks = repo.root / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-index-change", "reference-transaction", "fsmonitor-watchman"):
        (hooks / hook).write_text(script.read_text())
        (hooks / hook).chmod(0o755)
    repo.write("three\n", "a.md")
    marker.unlink(missing_ok=True)
    there = repository_of(str(repo.root / "a.md"))
    assert there is not None
    past = read_past(there)
    version = past.version(there.head, "a.md")
    assert version is not None
    contents = Contents(there, 1_000)
    assert contents.of(version.blob) == b"two\n"
    contents.close()
    pending(there)
    current_user(there)
    looked_through(there)
    content_at(there, there.head, "a.md")
    staged_content(there, "a.md")
    files_at(there, commit_named(there, "HEAD~1"))
    assert not marker.exists()


def test_what_a_hook_sets_is_dropped_and_who_commits_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_CONFIG_PARAMETERS", "GIT_EXEC_PATH"):
        monkeypatch.setenv(name, "/nowhere")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Ada Holm")
    kept = {name for name in environment() if name.startswith("GIT_")}
    assert "GIT_AUTHOR_NAME" in kept
    assert (
        not {"GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_CONFIG_PARAMETERS", "GIT_EXEC_PATH"}
        & kept
    )
    assert hook_index() == "/nowhere"
    assert environment("/own/index")["GIT_INDEX_FILE"] == "/own/index"


def test_the_index_of_a_hook_is_asked_where_it_is_named(repo: Repo, tmp_path: Path) -> None:
    repo.put(ADA, "2026-03-02", "one\n", "a.md")
    repo.write("two\n", "a.md")
    index = tmp_path / "partial index"
    index.write_bytes((repo.root / ".git" / "index").read_bytes())
    repo.git("add", "a.md")
    there = repository_of(str(repo.root / "a.md"))
    assert there is not None
    assert staged_content(there, "a.md") == b"two\n"
    assert staged_content(there, "a.md", str(index)) == b"one\n"
    assert [one.path for one in pending(there)] == ["a.md"]
    assert pending(there, str(index)) == ()


def test_paths_are_never_options_or_patterns(repo: Repo) -> None:
    names = ["-rf", "--all", ":(top)a", "*.md", "a b\tc\nd", 'quote"s', "å/ä.md", "[x].md"]
    for number, name in enumerate(names):
        repo.put(ADA, "2026-03-02", f"{number}\n", name)
    there = repository_of(str(repo.root / "x"))
    assert there is not None
    past = read_past(there)
    contents = Contents(there, 1_000)
    for number, name in enumerate(names):
        version = past.version(there.head, name)
        assert version is not None, name
        assert contents.of(version.blob) == f"{number}\n".encode()
        assert content_at(there, there.head, name) == f"{number}\n".encode()
        assert staged_content(there, name) == f"{number}\n".encode()
    contents.close()
    assert set(files_at(there, there.head)) == set(names)


def test_a_name_that_is_no_revision_is_told_and_no_option(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", "one\n", "a.md")
    there = repository_of(str(repo.root / "a.md"))
    assert there is not None
    for name in ("nowhere", "--all", "-x", "HEAD~99", ""):
        with pytest.raises(GitFault, match="names no commit"):
            commit_named(there, name)
    assert commit_named(there, "HEAD") == there.head


def test_a_rename_that_is_staged_leads_to_the_older_name(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", "one\ntwo\nthree\n", "a.md")
    repo.git("mv", "a.md", "b.md")
    repo.write("new\n", "c.md")
    repo.git("add", "c.md")
    there = repository_of(str(repo.root / "b.md"))
    assert there is not None
    told = pending(there)
    assert [(one.path, one.old) for one in told] == [("b.md", "a.md"), ("c.md", "")]
    assert isinstance(told[0], Pending)


def test_versions_follow_renames_and_both_sides_of_a_merge(repo: Repo) -> None:
    lines = "".join(f"line {number}\n" for number in range(20))
    first = repo.put(ADA, "2026-03-02", lines, "a.md")
    repo.git("mv", "a.md", "b.md")
    second = repo.commit(BO, "2026-03-03")
    repo.git("checkout", "--quiet", "-b", "side")
    third = repo.put(CID, "2026-03-04", lines + "side\n", "b.md")
    repo.git("checkout", "--quiet", "main")
    fourth = repo.put(ADA, "2026-03-05", "main\n" + lines, "b.md")
    repo.git("merge", "--quiet", "--no-ff", "--no-edit", "side", who=BO, day="2026-03-06")
    there = repository_of(str(repo.root / "b.md"))
    assert there is not None
    past = read_past(there)
    head = past.version(there.head, "b.md")
    assert head is not None
    assert head.commit == there.head
    sides = past.parents(head)
    assert {one.commit for one in sides} == {third, fourth}
    (older,) = {one for side in sides for one in past.parents(side)}
    assert (older.commit, older.path) == (second, "b.md")
    assert [(one.commit, one.path) for one in past.parents(older)] == [(first, "a.md")]
    assert past.parents(past.parents(older)[0]) == ()


def test_a_copy_has_no_past(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", "one\ntwo\nthree\n", "a.md")
    copied = repo.put(BO, "2026-03-03", "one\ntwo\nthree\n", "b.md")
    there = repository_of(str(repo.root / "b.md"))
    assert there is not None
    past = read_past(there)
    version = past.version(there.head, "b.md")
    assert version is not None
    assert version == Kept(copied, "b.md", version.blob)
    assert past.parents(version) == ()


def test_a_repository_without_a_commit_has_an_empty_past(repo: Repo) -> None:
    there = repository_of(str(repo.root / "a.md"))
    assert there is not None
    assert (there.head, dict(read_past(there).commits)) == ("", {})
    repo.write("one\n", "a.md")
    repo.git("add", "a.md")
    assert [one.path for one in pending(there)] == ["a.md"]


def test_a_file_in_no_repository_has_none(tmp_path: Path) -> None:
    assert repository_of(str(tmp_path / "a.md")) is None


def test_a_place_that_git_does_not_trust_is_told_in_plain_words(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("promiselint.git.commands._SET", {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"})
    with pytest.raises(GitFault, match="belongs to another user"):
        repository_of(str(repo.root / "a.md"))


def test_a_broken_repository_is_told(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: /nowhere/at/all\n")
    forget()
    with pytest.raises(GitFault):
        repository_of(str(tmp_path / "a.md"))


def test_git_that_is_not_there_is_told(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(GitFault, match="git is not installed"):
        run(repo.root, ["version"])


def test_git_that_takes_too_long_is_given_up(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("promiselint.git.commands.LONGEST", 0.000001)
    with pytest.raises(GitFault, match="did not answer within"):
        run(repo.root, ["version"])


def test_a_content_that_is_not_here_or_too_large_is_none(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", "x" * 5_000, "a.md")
    there = repository_of(str(repo.root / "a.md"))
    assert there is not None
    version = read_past(there).version(there.head, "a.md")
    assert version is not None
    small = Contents(there, 1_000)
    assert small.of(version.blob) is None
    assert small.of("0123456789012345678901234567890123456789") is None
    small.close()
    large = Contents(there, 10_000)
    assert large.of(version.blob) == b"x" * 5_000
    large.close()


def test_a_link_keeps_its_own_name(repo: Repo) -> None:
    repo.put(ADA, "2026-03-02", "one\n", "folder/a.md")
    (repo.root / "link.md").symlink_to("folder/a.md")
    there = repository_of(str(repo.root / "link.md"))
    assert there is not None
    assert inside(there, str(repo.root / "link.md")) == "link.md"
    assert inside(there, str(repo.root / "folder" / "a.md")) == "folder/a.md"
