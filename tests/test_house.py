"""The house keeps its own rules: floors, names, sizes, and what is said twice is the same."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from promiselint.cli import main
from promiselint.documents.reading import SUFFIXES
from promiselint.documents.templating import TEMPLATES
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
    if rule["code"] == "PL701":
        return  # it compares two roadmaps; no single text can show it
    for language in ("en", "sv"):
        shown = [one for one in rule["examples"] if one["language"] == language]
        assert sum("flags" in one for one in shown) >= 4
        assert sum("passes" in one for one in shown) >= 6


@pytest.mark.parametrize("part", ["demo", "rules", "help"])
def test_what_the_readme_shows_is_what_the_tool_says(
    part: str, promiselint: Run, rewrite: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is not, `pytest tests/test_house.py --rewrite` writes it anew."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    fresh = f"<!-- {part} -->\n{PARTS[part](promiselint)}\n<!-- /{part} -->"
    pattern = re.compile(rf"<!-- {part} -->.*?<!-- /{part} -->", re.DOTALL)
    path = ROOT / "README.md"
    text = path.read_text("utf-8")
    if rewrite:
        path.write_text(pattern.sub(lambda _: fresh, text), "utf-8")
    else:
        assert pattern.findall(text) == [fresh]


def _picture(promiselint: Run) -> str:
    """The first findings of the demo's English page, the first of its Swedish one, and the summary."""
    ran = promiselint("demo")
    files = {block.splitlines()[0]: block for block in ran.out.split("\n\n") if block.strip()}
    parts = [_first(files["web/e-lending.md"], 3), _first(files["web/nyheter.md"], 1), ran.err.strip()]
    return "```console\n$ promiselint demo\n" + "\n…\n\n".join(parts) + "\n```"


def _first(block: str, number: int) -> str:
    pieces = re.split(r"\n(?=  \d)", block)
    return "\n".join(pieces[: number + 1])


def _help(promiselint: Run) -> str:
    return f"```console\n$ promiselint --help\n{promiselint('--help').out.strip()}\n```"


def _rules(promiselint: Run) -> str:
    return promiselint("rules", "list", "--format", "markdown").out.strip()


PARTS: Mapping[str, Callable[[Run], str]] = {"demo": _picture, "rules": _rules, "help": _help}


def test_every_rule_of_the_contract_is_there() -> None:
    families = {1: 7, 2: 8, 3: 5, 4: 4, 5: 4, 6: 3, 7: 1}
    wanted = {f"PL{family}{number:02}" for family, count in families.items() for number in range(1, count + 1)}
    assert {path.name[:5] for path in RULES} == wanted


def test_the_hook_takes_every_file_that_is_read_and_no_other() -> None:
    hook, own = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    taken = re.compile(hook["files"])
    every = [*SUFFIXES, *(f".md{template}" for template in TEMPLATES)]
    assert [suffix for suffix in every if not taken.search(f"docs/offer{suffix}")] == []
    assert not [name for name in ("a.py", "roadmap.yaml", "md", "a.md.bak") if taken.search(name)]
    checked = ("roadmap.yaml", "plans/owners.yml", "promiselint.yaml", "roadmap/2027/core.yaml", "roadmap.public.yaml")
    assert [name for name in checked if not re.search(own["files"], name)] == []
    assert not [name for name in ("a.md", "notes.yaml", "roadmap.md") if re.search(own["files"], name)]


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
