"""`promiselint owner`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from promiselint.cli import printing
from promiselint.cli.options import FORMATS, options_of, sources

_PLACE = re.compile(r"(?P<path>.+?):(?P<line>\d{1,9})(?::\d+)?", re.DOTALL)


@click.command("owner", short_help="Who answers for a document, and why.")
@click.argument("place", metavar="PATH[:LINE]")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="Of the answer.")
@sources
def command(place: str, form: str, **given: Any) -> int:
    """Name who answers to the customer for what a document says, with each step that was tried.

    With a line, for each promise there: who put it there and when, what was done to it since, who answers today. That
    is read from the file's history in git and from tracked changes, not from who touched the line last.

    \b
    Examples:
      promiselint owner emea/contoso.md
      promiselint owner emea/contoso.md:12
    """  # noqa: D301 - \b is for click
    from promiselint.app.owning import owner  # noqa: PLC0415 - --help shall not wait for it
    from promiselint.report import json, owned  # noqa: PLC0415

    named = None if Path(place).exists() else _PLACE.fullmatch(place)
    path, line = (named["path"], int(named["line"])) if named else (place, None)
    told = owner(path, line, options_of(**given))
    printing.say(json.render_owner(told) if form == "json" else owned.render(told))
    return 0
