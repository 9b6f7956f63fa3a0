"""`promiselint roadmap`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from promiselint.cli import printing
from promiselint.cli.options import options_of, reading

#: The tools whose exports are known; a test holds them against those that records reads.
SOURCES = ("jira", "aha", "productboard", "linear", "github", "kep", "m365", "backstage", "table")


@click.group("roadmap", short_help="The roadmap itself: check it, import it, its schema.")
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


@command.command("import")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="FILES...")
@click.option("--from", "source", type=click.Choice(SOURCES), help="The tool; else the files tell.")
@click.option("--into", type=click.Path(path_type=Path),
              help="The roadmap file; else the configuration's, or roadmap.yaml upward from here.")  # fmt: skip
@click.option("--statuses", type=click.Path(path_type=Path), help="What the tool's statuses mean with you.")
@click.option("--show-statuses", is_flag=True, help="Print the tool's status map, to be edited for --statuses.")
@click.option("--mapping", type=click.Path(path_type=Path), help="Of a table: which column holds what.")
@click.option("--date-field", help="Of Jira: the field that holds the delivery date; else none but the fix version's.")
@click.option("--option", "more", multiple=True, metavar="KEY=VALUE",
              help="What else a tool lets be said; the documentation lists it.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="What goes to standard output.")  # fmt: skip
@click.option("--config", type=click.Path(path_type=Path), help="The configuration; else found upward from here.")
def imported(files: tuple[Path, ...], **given: Any) -> int:
    """Take features from FILES, exports of another tool, or folders of such files, into the roadmap.

    Features that an import wrote carry `x-source`. What is written by hand stays: other features, aliases, notes,
    comments. A status that nobody explained stops the import. Doing it again changes nothing.

    \b
    Examples:
      promiselint roadmap import jira.csv --dry-run
      promiselint roadmap import --from jira --show-statuses > statuses.yaml
      promiselint roadmap import jira.csv --statuses statuses.yaml
      promiselint roadmap import plan.xlsx --from table --mapping columns.yaml
    """  # noqa: D301 - \b is for click
    from promiselint.app.importing_roadmap import Asked, import_roadmap, show_statuses  # noqa: PLC0415 - as above
    from promiselint.report.roadmap_imported import drawn  # noqa: PLC0415

    if given["show_statuses"]:
        printing.say(show_statuses(given["source"]))
        return 0
    if not files:
        raise click.UsageError("Missing argument 'FILES...'.")
    settings = {key: str(given[name]) for key, name in (("mapping", "mapping"), ("date-field", "date_field"))
                if given[name] is not None}  # fmt: skip
    for one in given["more"]:
        key, sign, value = one.partition("=")
        if not sign or not key.strip():
            raise click.UsageError(f"{one!r} is no KEY=VALUE.")
        settings[key.strip()] = value.strip()
    source = given["source"] or ("table" if given["mapping"] else None)
    asked = Asked(source, given["into"], given["statuses"], settings, writes=not given["dry_run"])
    found = import_roadmap(files, asked, options_of(config=given["config"]))
    printing.complain_all((), found.warnings, quiet=False)
    printing.say(drawn(given["form"], found))
    return 0


@command.command("lint")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--roadmap", type=click.Path(path_type=Path), help="The same as PATH.")
@click.option("--config", type=click.Path(path_type=Path), help="The configuration; else found upward from here.")
@click.option("--stale-days", type=click.IntRange(min=0), default=45, show_default=True,
              help="How many days ago as_of may be.")  # fmt: skip
@click.option("--fail-on", type=click.Choice(["error", "warning", "info", "never"]), default="error", show_default=True,
              help="From which severity on a fault makes the exit status 1.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True,
              help="What goes to standard output.")  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="No summary, no warnings.")
def linted(path: Path | None, **given: Any) -> int:
    """Find the roadmap's own faults at PATH (a file or a folder), one line each.

    States and dates that cannot both be so, dependencies that come too late, names that a text could confuse, what
    is out of date. Without PATH the configuration's roadmap is read. Nothing is changed.

    \b
    Exit status: 0 nothing at or above --fail-on, 1 faults, 2 wrong use, or a roadmap that cannot be read.
    """  # noqa: D301 - \b is for click
    from promiselint.app.linting_roadmap import lint_roadmap  # noqa: PLC0415 - as above
    from promiselint.model.rules import Severity  # noqa: PLC0415
    from promiselint.report.roadmap_linted import drawn, summary  # noqa: PLC0415

    options = options_of(roadmap=given["roadmap"], config=given["config"])
    found = lint_roadmap(path or given["roadmap"], options, given["stale_days"])
    printing.complain_all((), found.warnings, quiet=given["quiet"])
    printing.say(drawn(given["form"], found))
    if given["form"] == "text" and not given["quiet"]:
        printing.complain(summary(found))
    if given["fail_on"] == "never":
        return 0
    least = Severity(given["fail_on"]).order
    return 1 if any(one.severity.order >= least for one in found.faults) else 0


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
