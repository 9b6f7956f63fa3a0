"""Real pre-commit in a real repository: the hook stops a commit, lets a mended one through, and sees what is staged."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROADMAP = """\
version: 1
vendor: {name: Quay Software}
as_of: 2026-11-20
features:
  - {id: tide, name: Tide forecast, status: planned, target: 2027-Q4}
"""
WRONG = "# Nyheter\n\nWe will deliver the tide forecast on 1 March 2027. Plans may change.\n"
RIGHT = "# Nyheter\n\nWe plan to deliver the tide forecast in 2028. Plans may change.\n"


@dataclass(frozen=True)
class Site:
    """A content repository with the hook installed."""

    root: Path
    environment: dict[str, str]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.root, env=self.environment, capture_output=True, text=True, check=False, encoding="utf-8"
        )

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def commit(self, *paths: str) -> subprocess.CompletedProcess[str]:
        self.run("git", "add", "--", *paths)
        return self.run("git", "commit", "--quiet", "--message", "ändring")


@pytest.fixture(scope="session")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, Path]:
    """This project as a repository of hooks, its commit, and where pre-commit keeps its environments."""
    if shutil.which("pre-commit") is None:
        if os.environ.get("CI"):
            pytest.fail("pre-commit is not installed")
        pytest.skip("pre-commit is not installed")
    home = tmp_path_factory.mktemp("hooks")
    source = home / "promiselint"
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        source.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, source / name)
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
    for name in ("promiselint", "rules"):
        shutil.copytree(ROOT / name, source / name, ignore=ignored)
    for command in (["init", "--quiet", "."], ["add", "--all"], ["commit", "--quiet", "--message", "hooks"]):
        subprocess.run(["git", *_IDENTITY, *command], cwd=source, check=True, capture_output=True)
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=source, check=True, capture_output=True, text=True)
    return source, commit.stdout.strip(), home / "environments"


_IDENTITY = ["-c", "user.name=Ada Holm", "-c", "user.email=ada@q.example", "-c", "commit.gpgSign=false"]


@pytest.fixture(scope="session")
def site(hooks: tuple[Path, str, Path], tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A repository whose path has blanks and letters beyond ASCII."""
    source, commit, environments = hooks
    root = tmp_path_factory.mktemp("site") / "vår webb plats"
    root.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    cache = tmp_path_factory.mktemp("cache")
    made = Site(
        root, {**kept, "PRE_COMMIT_HOME": str(environments), "PROMISELINT_CACHE": str(cache), "HOME": str(cache)}
    )
    made.run("git", "init", "--quiet", ".")
    for key, value in (("user.name", "Ada Holm"), ("user.email", "ada@q.example"), ("commit.gpgSign", "false")):
        made.run("git", "config", key, value)
    made.write("roadmap.yaml", ROADMAP)
    made.write("owners.yaml", "version: 1\npeople: [{id: ada, name: Ada Holm, emails: [ada@q.example], role: sales}]\n")
    repo = f"repos:\n  - repo: file://{source}\n    rev: {commit}\n    hooks: [{{id: promiselint}}, {{id: promiselint-roadmap}}]\n"
    made.write(".pre-commit-config.yaml", repo)
    assert made.run("git", "add", "--all").returncode == 0
    assert made.run("git", "commit", "--quiet", "--message", "first").returncode == 0
    installed = made.run("pre-commit", "install", "--install-hooks")
    assert installed.returncode == 0, installed.stdout + installed.stderr
    return made


def test_a_commit_is_stopped_and_a_mended_one_goes_through(site: Site) -> None:
    site.write("nyheter/å och ä.md", WRONG)
    stopped = site.commit("nyheter/å och ä.md")
    told = stopped.stdout + stopped.stderr
    assert stopped.returncode == 1, told
    assert "nyheter/å och ä.md" in told
    assert "PL202 ahead-of-roadmap" in told
    assert "Ada Holm, not committed yet" in told
    site.write("nyheter/å och ä.md", RIGHT)
    passed = site.commit("nyheter/å och ä.md")
    assert passed.returncode == 0, passed.stdout + passed.stderr


def test_only_what_is_staged_counts(site: Site) -> None:
    site.write("staged.md", RIGHT)
    site.run("git", "add", "staged.md")
    site.write("staged.md", WRONG)
    passed = site.run("git", "commit", "--quiet", "--message", "staged")
    assert passed.returncode == 0, passed.stdout + passed.stderr
    site.write("staged.md", RIGHT)


def test_many_files_are_read_in_one_process_and_each_is_told_once(site: Site) -> None:
    for number in range(12):
        site.write(f"many/{number}.md", WRONG)
    site.run("git", "add", "many")
    ran = site.run("pre-commit", "run", "promiselint")
    assert ran.returncode == 1
    assert sum(ran.stdout.count(f"many/{number}.md\n") for number in range(12)) == 12
    site.run("git", "rm", "--quiet", "-r", "--cached", "many")
    shutil.rmtree(site.root / "many")


def test_two_commits_at_once_do_not_hinder_each_other(site: Site) -> None:
    site.write("twice.md", RIGHT)
    command = ["pre-commit", "run", "promiselint", "--files", "twice.md"]
    running = [
        subprocess.Popen(command, cwd=site.root, env=site.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for _ in range(3)
    ]
    ended = [one.communicate()[0] for one in running]
    assert [one.returncode for one in running] == [0, 0, 0], ended
    (site.root / "twice.md").unlink()


def test_a_faulty_roadmap_is_stopped_by_its_own_hook(site: Site) -> None:
    site.write("roadmap.yaml", ROADMAP.replace("2027-Q4", "Q5 2027"))
    stopped = site.commit("roadmap.yaml")
    told = stopped.stdout + stopped.stderr
    assert stopped.returncode == 1
    assert "roadmap.yaml:5: features[0].target:" in told
    site.write("roadmap.yaml", ROADMAP)
    site.run("git", "reset", "--quiet")


def test_try_repo_runs_it_on_all_files(site: Site, hooks: tuple[Path, str, Path]) -> None:
    site.write("wrong.txt", WRONG)
    site.run("git", "add", "wrong.txt")
    ran = site.run("pre-commit", "try-repo", str(hooks[0]), "promiselint", "--ref", hooks[1], "--files", "wrong.txt")
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "PL201 solid-date" in ran.stdout
    site.run("git", "rm", "--quiet", "--cached", "wrong.txt")
    (site.root / "wrong.txt").unlink()


def test_a_word_file_is_read_by_the_hook(site: Site) -> None:
    import docx  # noqa: PLC0415 - only this test writes one

    document = docx.Document()
    document.add_paragraph("We will deliver the tide forecast on 1 March 2027. Plans may change.")
    document.save(str(site.root / "offert.docx"))
    stopped = site.commit("offert.docx")
    assert stopped.returncode == 1
    assert "offert.docx" in stopped.stdout + stopped.stderr
    site.run("git", "rm", "--quiet", "--cached", "offert.docx")
    (site.root / "offert.docx").unlink()
