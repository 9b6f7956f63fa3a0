"""`promiselint roadmap`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from promiselint.cli import printing
from promiselint.cli.options import options_of, reading


@click.group("roadmap", short_help="The roadmap itself: check it, its schema.")
def command() -> None:
    """Check the roadmap file, or print the schema that lets an editor complete and check it."""


@command.command("validate")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--roadmap", type=click.Path(path_type=Path), help="The same as PATH.")
@click.option("--config", type=click.Path(path_type=Path), help="The configuration; else found upward from here.")
def validated(path: Path | None, roadmap: Path | None, config: Path | None) -> int:
    """Read the roadmap at PATH (a file or a folder) and tell every fault at once.

    Without PATH the configuration's roadmap is read, and the configuration and the people file with it.
    """
    from promiselint.app.starting import validate_roadmap  # noqa: PLC0415 - --help shall not wait for it
    from promiselint.report.words import counted, safe  # noqa: PLC0415

    found, people = validate_roadmap(path, options_of(roadmap=roadmap, config=config))
    printing.complain_all((), found.warnings, quiet=False)
    holds = f"{counted(len(found.features), 'feature')}, {counted(len(found.service_levels), 'service level')}"
    printing.say(f"{safe(str(found.path))}: {holds}, as of {found.as_of}: no fault.\n")
    if people is not None:
        printing.complain_all((), people.warnings, quiet=False)
        holds = f"{counted(len(people.people), 'person', 'people')}, {counted(len(people.accounts), 'account')}"
        printing.say(f"{safe(people.path)}: {holds}: no fault.\n")
    return 0


@command.command("schema")
def schema_of() -> int:
    """Print the JSON Schema of the roadmap file."""
    from promiselint.records.schema import schema  # noqa: PLC0415 - as above

    printing.say(schema("roadmap").rstrip() + "\n")
    return 0


@command.command("suggest-aliases")
@click.argument("paths", nargs=-1, required=True, metavar="DOCS...")
@reading
def suggested(paths: tuple[str, ...], **given: Any) -> int:
    """Phrases that DOCS use for features that the roadmap does not list, with the sentences they stand in.

    Nothing is changed: a person who knows the product decides which of them are names, and adds those to the
    roadmap as aliases.
    """
    from promiselint.app.suggesting import suggest_aliases  # noqa: PLC0415 - as above
    from promiselint.report.suggested import render, render_json  # noqa: PLC0415

    found = suggest_aliases(paths, options_of(paths, **given))
    printing.complain_all(found.errors, (), quiet=given["quiet"])
    printing.say(render_json(found) if given["form"] == "json" else render(found))
    printing.write_outputs(given["outputs"], lambda form: render_json(found) if form == "json" else render(found))
    return 3 if found.errors else 0
