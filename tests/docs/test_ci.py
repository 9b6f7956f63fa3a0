"""The recipes for builds: each is what its consumer reads, and the commands in it do what they say."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.conftest import Ran

Run = Callable[..., Ran]
Fill = Callable[[Mapping[str, str | bytes]], Path]
ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
RECIPES = ("github.yml", "gitlab.yml", "azure-pipelines.yml", "Jenkinsfile")
SCHEMAS = {"github.yml": "github-workflows", "gitlab.yml": "gitlab-ci", "azure-pipelines.yml": "azure-pipelines"}
INSTRUCTIONS = frozenset("FROM WORKDIR COPY RUN USER ENTRYPOINT CMD".split())
ROADMAP = "version: 1\nas_of: 2027-01-15\nfeatures:\n  - {id: tiles, name: Tile counter, status: planned}\n"


def text_of(name: str) -> str:
    return (DOCS / "ci" / name).read_text("utf-8")


def yaml_of(name: str) -> Any:
    told = yaml.safe_load(text_of(name))
    return {"on" if key is True else key: value for key, value in told.items()}  # YAML 1.1 takes "on" for a truth


def commands(name: str) -> list[str]:
    """Every call of promiselint in a recipe."""
    return [found.strip().rstrip("'") for found in re.findall(r"[\w./]*promiselint check .*", text_of(name))]


@pytest.mark.parametrize(("name", "schema"), SCHEMAS.items())
def test_a_recipe_is_valid_by_its_consumers_schema(name: str, schema: str) -> None:
    held = resources.files("check_jsonschema.builtin_schemas.vendor") / f"{schema}.json"
    known = json.loads(held.read_text("utf-8"))
    validator = jsonschema.validators.validator_for(known)(known)
    assert [error.message for error in validator.iter_errors(yaml_of(name))] == []


@pytest.mark.parametrize("name", RECIPES)
def test_the_commands_of_a_recipe_run_and_write_what_the_recipe_takes_up(
    name: str, folder: Fill, promiselint: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = folder({"roadmap.yaml": ROADMAP, "docs/a.md": "We guarantee that no order is ever lost.\n"})
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    (command,) = commands(name)
    _, *arguments = shlex.split(command.replace("$GITHUB_STEP_SUMMARY", "summary.md"))
    if "--waivers-from" in arguments:  # there is no such branch here
        at = arguments.index("--waivers-from")
        del arguments[at : at + 2]
    ran = promiselint(*arguments)
    assert ran.status == 1
    assert "1 finding" in ran.out + ran.err
    assert "0 stand, 1 does not" in ran.out + ran.err
    written = [one.partition(":")[2] for one in arguments if re.match("[a-z]+:", one)]
    assert len(written) >= 2
    for file in written:
        assert (home / file).stat().st_size > 0
        assert text_of(name).count(file.replace("summary.md", "$GITHUB_STEP_SUMMARY")) >= (
            1 if "summary" in file else 2
        )


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_reads_the_whole_history(name: str) -> None:
    assert re.search(r"fetch-depth: 0|GIT_DEPTH: \"0\"|fetchDepth: \"0\"|--unshallow", text_of(name))


def test_no_expression_stands_in_a_command_of_the_workflow() -> None:
    steps = yaml_of("github.yml")["jobs"]["promiselint"]["steps"]
    assert not [step for step in steps if "${{" in step.get("run", "")]


def test_the_jenkinsfile_is_a_declarative_pipeline_with_all_its_brackets() -> None:
    bare = re.sub(r"//[^\n]*|'[^']*'", "", text_of("Jenkinsfile"))
    assert bare.split()[:2] == ["pipeline", "{"]
    for opening, closing in ("{}", "()", "[]"):
        assert bare.count(opening) == bare.count(closing)
    assert re.findall(r"^ {4}(\w+) ", bare, re.MULTILINE) == ["agent", "stages", "post"]


def test_the_containerfile_is_made_of_known_instructions_and_runs_as_nobody() -> None:
    lines = re.sub(r"\\\n", " ", text_of("Containerfile")).splitlines()
    told = [line.split(maxsplit=1) for line in lines if line.strip() and not line.startswith("#")]
    assert {name for name, _ in told} <= INSTRUCTIONS
    last = dict(told)
    assert json.loads(last["ENTRYPOINT"]) == ["promiselint"]
    assert json.loads(last["CMD"]) == ["--help"]
    assert last["USER"] not in {"root", "0"}


def test_the_page_links_every_recipe_and_tells_of_every_format() -> None:
    page = (DOCS / "ci.md").read_text("utf-8")
    files = sorted(path.name for path in (DOCS / "ci").iterdir())
    assert sorted(re.findall(r"\]\(ci/([^)]+)\)", page)) == files
    from promiselint.report.forms import FORMS  # noqa: PLC0415 - what the page is held against

    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(FORMS)
