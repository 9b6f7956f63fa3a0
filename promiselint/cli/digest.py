"""`promiselint digest`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from promiselint.cli import printing
from promiselint.cli.options import options_of, reading


@click.command("digest", short_help="What one person answers for, in a few lines.")
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@click.option(
    "--owner", required=True, metavar="WHO", help="The person: an id, an address or a name of the people file."
)
@click.option("--before", type=click.Path(path_type=Path), metavar="FILE",
              help="An earlier report (check --format json): tells how it goes, for this person.")  # fmt: skip
@click.option("--language", type=click.Choice(["en", "sv"]), default="en", show_default=True, help="Of the letter.")
@reading
def command(paths: tuple[str, ...], owner: str, before: Path | None, language: str, **given: Any) -> int:
    """A short letter to one person: at most three findings that weigh most, and what could be said instead.

    \b
    Examples:
      promiselint digest --owner anna docs/
      promiselint digest --owner anna docs/ --before last-month.json
      promiselint digest --owner anna docs/ --language sv
    """  # noqa: D301 - \b is for click
    from promiselint.app.digesting import digest  # noqa: PLC0415 - --help shall not wait for it
    from promiselint.report.digest import render, render_json  # noqa: PLC0415

    found = digest(paths, owner, options_of(paths, **given), before, language)
    printing.complain_all(found.errors, found.warnings, quiet=given["quiet"])
    printing.say(render_json(found) if given["form"] == "json" else render(found))
    printing.write_outputs(given["outputs"], lambda form: render_json(found) if form == "json" else render(found))
    return 3 if found.errors else 0
