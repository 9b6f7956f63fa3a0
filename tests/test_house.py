"""The house keeps its own rules: floors, names, sizes, and what is said twice is the same."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from promiselint.cli import main
from tests.conftest import Ran

ROOT = Path(__file__).resolve().parents[1]
BANNED = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "core",
    "base",
    "manager",
    "handler",
    "processor",
    "data",
    "info",
}
SOURCES = sorted(path for folder in ("promiselint", "tests", "training") for path in (ROOT / folder).rglob("*.py"))
RULES = sorted((ROOT / "rules").glob("*/PL*.yaml"))
README = (ROOT / "README.md").read_text("utf-8")
Run = Callable[..., Ran]


def test_imports_go_down_only() -> None:
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_room_and_no_file_has_a_name_that_says_nothing() -> None:
    named = [path for path in SOURCES if BANNED & {*path.relative_to(ROOT).parts[:-1], path.stem}]
    assert named == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_file_is_longer_than_400_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_file_is_named_after_its_rule_and_speaks_both_languages(path: Path) -> None:
    rule = yaml.safe_load(path.read_text("utf-8"))
    assert path.stem == f"{rule['code']}-{rule['name']}"
    for key in ("summary", "why", "message", "suggestion"):
        assert set(rule[key]) == {"en", "sv"}, key
    for language in ("en", "sv"):
        shown = [one for one in rule["examples"] if one["language"] == language]
        assert sum("flags" in one for one in shown) >= 4
        assert sum("passes" in one for one in shown) >= 6


def test_the_readmes_help_is_fresh(promiselint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert _fenced("$ promiselint --help") == promiselint("--help").out.strip()


def test_the_readmes_table_of_rules_is_fresh(promiselint: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    table = promiselint("rules", "list", "--format", "markdown").out.strip()
    assert table in README


def test_the_readmes_picture_is_the_demos(promiselint: Run) -> None:
    shown = _fenced("$ promiselint demo")
    assert shown.splitlines()[0] in promiselint("demo").out.splitlines()
    written = [line for line in shown.splitlines() if line.strip() not in {"", "…"}]
    ran = promiselint("demo")
    assert set(written) <= set((ran.out + ran.err).splitlines())


def test_every_command_is_told_in_the_readme() -> None:
    assert [name for name in main.COMMANDS if f"promiselint {name}" not in README] == []


def test_no_file_of_the_project_names_a_place_of_one_machine() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    named = []
    for name in listed.stdout.decode().split("\0"):
        path = ROOT / name
        if name.endswith((".py", ".md", ".yaml", ".toml", ".cfg", "run")) and path.is_file():
            text = path.read_text("utf-8", errors="replace")
            if re.search(r"(?<![\w.])/(?:work|farm|root|tmp/v)/", text) and path != Path(__file__).resolve():
                named.append(name)
    assert named == []


def _fenced(command: str) -> str:
    """What the README shows below a command."""
    found = re.search(rf"^```(?:console|text)\n{re.escape(command)}[^\n]*\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert found, command
    return found.group(1).strip()
