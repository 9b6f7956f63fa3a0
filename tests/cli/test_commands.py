"""Every other command from the outside."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click
import pytest

from promiselint import __version__
from promiselint.cli import main
from promiselint.cli.main import COMMANDS
from tests.conftest import Ran

Run = Callable[..., Ran]
Fill = Callable[[Mapping[str, str | bytes]], Path]


def test_version_is_the_packages(promiselint: Run) -> None:
    assert promiselint("--version").out == f"promiselint, version {__version__}\n"


@pytest.mark.parametrize("command", ["", *main.COMMANDS])
def test_help_teaches(promiselint: Run, command: str) -> None:
    ran = promiselint(*command.split(), "--help")
    assert ran.status == 0
    assert "Usage: promiselint" in ran.out


def test_an_unknown_command_is_wrong_use(promiselint: Run) -> None:
    assert promiselint("chekc").status == 2


def test_rules_list_gives_every_rule_in_every_format(promiselint: Run) -> None:
    listed = json.loads(promiselint("rules", "list", "--format", "json").out)
    lines = promiselint("rules", "list").out.splitlines()
    assert [line.split()[0] for line in lines] == [rule["code"] for rule in listed]
    table = promiselint("rules", "list", "--format", "markdown").out.splitlines()
    assert len(table) == len(listed) + 2


def test_explain_tells_a_rule_by_code_and_by_name(promiselint: Run) -> None:
    by_code = promiselint("explain", "pl301")
    assert by_code == promiselint("explain", "absolute-guarantee")
    assert by_code.out.startswith("PL301 absolute-guarantee (error)\n")
    assert "Flagged:" in by_code.out
    assert "Passes:" in by_code.out


def test_explain_says_where_there_is_no_such_rule(promiselint: Run) -> None:
    ran = promiselint("explain", "PL31")
    assert ran.status == 2
    assert ran.err.startswith('"PL31" is no rule; ')


def test_explain_tells_what_each_clause_of_a_line_was_taken_to_be(promiselint: Run, folder: Fill) -> None:
    folder(
        {
            "roadmap.yaml": "version: 1\nvendor: Gable\nas_of: 2027-01-15\nfeatures:\n"
            "  - {id: tiles, name: Tile counter, status: planned, target: 2027-Q3}\n",
            "offer.md": "# Offer\n\nThe tile counter ships on 1 March 2027.\n",
        }
    )
    ran = promiselint("explain", "offer.md:3")
    assert ran.status == 0
    assert "Tile counter (planned, target 2027-Q3)" in ran.out
    assert "is a firm delivery, said by the vendor" in ran.out
    assert "PL201 solid-date: fired" in ran.out
    assert "PL301 absolute-guarantee: no" in ran.out
    assert promiselint("explain", "offer.md:9").status == 2
    assert promiselint("explain", "missing.md:1").status == 3


def test_init_writes_a_set_that_checks_clean_and_never_over_what_is_there(promiselint: Run, folder: Fill) -> None:
    folder({"offer.md": "Our office is open on weekdays.\n"})
    assert promiselint("init").status == 0
    assert promiselint("roadmap", "validate").status == 0
    assert promiselint("check", "offer.md").status == 0
    again = promiselint("init")
    assert again.status == 2
    assert "is there already" in again.err
    assert promiselint("init", "--force").status == 0


def test_demo_shows_findings_in_both_languages_and_ends_with_0(promiselint: Run, folder: Fill) -> None:
    folder({})
    ran = promiselint("demo")
    assert ran.status == 0
    assert "web/e-lending.md" in ran.out
    assert "web/nyheter.md" in ran.out
    assert "PL201 solid-date" in ran.out
    assert ran == promiselint("demo")


def test_the_demo_can_be_copied_and_checked_there(promiselint: Run, folder: Fill) -> None:
    folder({})
    assert promiselint("demo", "--write", "here").status == 0
    assert promiselint("check", "here/web", "here/proposals").status == 1


def test_claims_lists_statements_in_place_of_findings(promiselint: Run, folder: Fill) -> None:
    folder(
        {
            "roadmap.yaml": "version: 1\nvendor: Gable\nas_of: 2027-01-15\nfeatures:\n"
            "  - {id: tiles, name: Tile counter, status: planned}\n",
            "offer.md": "The tile counter ships in Q3 2027.\n",
        }
    )
    (one,) = json.loads(promiselint("claims", "offer.md", "--format", "json").out)["statements"]
    assert one["path"] == "offer.md"
    assert (one["start"], one["end"]) == ({"line": 1, "column": 1}, {"line": 1, "column": 35})
    assert (one["kind"], one["firmness"], one["feature"]["id"]) == ("delivery", "firm", "tiles")
    assert (one["date"]["from"], one["date"]["to"]) == ("2027-07-01", "2027-09-30")
    assert "firm delivery, said by the vendor" in promiselint("claims", "offer.md").out


def test_dates_shows_what_is_taken_for_a_date(promiselint: Run) -> None:
    ran = promiselint("dates", "It ships on 1 March 2027.", "--format", "json", "--date", "2027-01-15")
    (one,) = json.loads(ran.out)
    assert one["text"] == "1 March 2027"
    assert (one["from"], one["to"], one["granularity"]) == ("2027-03-01", "2027-03-01", "day")
    assert set(one) == {"text", "start", "end", "from", "to", "granularity", "role"}
    assert promiselint("dates", "Nothing here.", "--language", "en").out == "no date was found\n"
    assert promiselint("dates", "x", "--date", "soon").status == 2


def test_owner_tells_each_step_that_was_tried(promiselint: Run, folder: Fill) -> None:
    folder({})
    promiselint("demo", "--write", ".")
    ran = promiselint("owner", "proposals/harrow.md")
    assert ran.out.startswith("proposals/harrow.md: Ivar Lund <ivar@leafcat.example>\n  pin: ")
    assert promiselint("owner", "proposals/harrow.md:3").out.startswith(
        "proposals/harrow.md:3: nothing is promised there; for the document:\n  Ivar Lund <ivar@leafcat.example>\n"
    )
    told = promiselint("owner", "proposals/harrow.md:12").out
    assert told.startswith("proposals/harrow.md:12  (PL107, PL206)\n  “We will deliver drone stocktaking")
    assert "  Answers for it: Ivar Lund <ivar@leafcat.example>\n" in told
    assert promiselint("owner", "proposals/harrow.md:999").status == 2
    assert json.loads(promiselint("owner", "web/nyheter.md", "--format", "json").out)["owner"]["id"] == "noor"


@pytest.mark.parametrize("kind", ["roadmap", "owners"])
def test_schemas_are_json(promiselint: Run, kind: str) -> None:
    assert json.loads(promiselint(kind, "schema").out)["type"] == "object"


def test_rules_test_runs_a_packs_own_examples(promiselint: Run, folder: Fill) -> None:
    rule = """\
code: ACME1
name: no-robot
check: wording
severity: warning
options: {words: [acme.robots]}
summary: A robot is named.
why: We call them helpers.
message: '"{words}" is a word that we do not use.'
suggestion: Say helper.
examples:
  - {flags: "Our robots never sleep.", language: en, at: robots}
  - {passes: "Our robots rest at night.", language: en}
"""
    folder(
        {
            "pack/wording/ACME1-no-robot.yaml": rule,
            "pack/lexicon/en.yaml": "acme.robots: [robots]\n",
            "promiselint.yaml": "rule_packs: [pack]\n",
        }
    )
    ran = promiselint("rules", "test", "ACME1")
    assert ran.status == 1
    assert "ACME1 no-robot, example 2 (en): should pass, and was flagged" in ran.out
    assert "1 rule, 2 examples run (1 that flag, 1 that pass): 1 not as stated." in ran.out


def test_an_unexpected_error_is_one_line(promiselint: Run, monkeypatch: pytest.MonkeyPatch, folder: Fill) -> None:
    folder({})

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("on\nand on")

    monkeypatch.delenv("PROMISELINT_DEBUG", raising=False)
    monkeypatch.setattr("promiselint.app.starting.init", broken)
    ran = promiselint("init")
    assert ran.status == 70
    assert ran.err == (
        "promiselint: internal error: ZeroDivisionError: on and on (please report; PROMISELINT_DEBUG=1 shows where)\n"
    )


def test_an_interrupt_ends_with_130(promiselint: Run, monkeypatch: pytest.MonkeyPatch, folder: Fill) -> None:
    folder({})

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("promiselint.app.starting.init", interrupted)
    assert promiselint("init").status == 130


def test_help_loads_neither_the_language_nor_yaml() -> None:
    import subprocess  # noqa: PLC0415

    code = (
        "import sys\nfrom promiselint.cli.main import run\ntry:\n    run(['--help'])\n"
        "except SystemExit:\n    pass\nassert not {'spacy', 'yaml', 'jinja2', 'pathspec'} & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_command_is_one_of_clicks() -> None:
    context = click.Context(main.main)
    assert all(isinstance(main.main.get_command(context, name), click.Command) for name in main.COMMANDS)


ROADMAP_OF_A_PORT = """\
version: 1
vendor: {name: Halyard}
features:
  - {id: sso, name: Single sign-on, status: planned}
  - {id: berths, name: Berth booking, status: released}
  - {id: export, name: Scheduled spreadsheet export, status: planned}
"""


def test_aliases_are_suggested_with_the_sentences_that_use_them(promiselint: Run, folder: Fill) -> None:
    folder(
        {
            "roadmap.yaml": ROADMAP_OF_A_PORT,
            "docs/a.md": "We will add one-password login in 2027.\n",
            "docs/b.md": "# Next\n\nSingle sign-on is planned. Thank you for a good meeting.\n",
        }
    )
    ran = promiselint("roadmap", "suggest-aliases", "docs", "--format", "json")
    assert ran.status == 0
    told = json.loads(ran.out)
    assert [(one["feature"], one["phrase"]) for one in told["suggestions"]] == [("sso", "one-password login")]
    assert told["suggestions"][0]["seen"] == [
        {
            "path": "docs/a.md",
            "line": 1,
            "column": 13,
            "locator": None,
            "sentence": "We will add one-password login in 2027.",
        }
    ]
    shown = promiselint("roadmap", "suggest-aliases", "docs").out
    assert "Single sign-on (sso; aliases: none yet)\n  ? “one-password login”  1 time" in shown


def test_suggesting_aliases_tells_of_a_file_that_cannot_be_read_and_goes_on(promiselint: Run, folder: Fill) -> None:
    folder(
        {
            "roadmap.yaml": ROADMAP_OF_A_PORT,
            "a.md": b"\xff\xfe\x00",
            "b.md": "We will add one-password login in 2027.\n",
        }
    )
    ran = promiselint("roadmap", "suggest-aliases", "a.md", "b.md")
    assert ran.status == 3
    assert ran.err.startswith("a.md: ")
    assert "one-password login" in ran.out


def test_a_promise_without_an_entry_is_shown_the_nearest_ones(promiselint: Run, folder: Fill) -> None:
    folder({"roadmap.yaml": ROADMAP_OF_A_PORT, "a.md": "We will add a login by fingerprint in 2027.\n"})
    (found,) = (
        one
        for one in json.loads(promiselint("check", "a.md", "--format", "json").out)["findings"]
        if one["code"] == "PL101"
    )
    assert "If you mean “Single sign-on”" in found["suggestion"]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_tells_of_each_command_what_the_command_tells_itself(name: str) -> None:
    command = importlib.import_module(f"promiselint.cli.{name}").command
    assert (command.name, command.short_help) == (name, COMMANDS[name])
