"""`promiselint owner`."""

from __future__ import annotations

import re
from typing import Any

import click

from promiselint.cli import printing
from promiselint.cli.options import FORMATS, options_of, sources

_PLACE = re.compile(r"(?P<path>.+?):\d+(?::\d+)?")


@click.command("owner", short_help="Who answers for a document, and why.")
@click.argument("place", metavar="PATH[:LINE]")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="Of the answer.")
@sources
def command(place: str, form: str, **given: Any) -> int:
    """Name who answers to the customer for what a document says, with each step that was tried.

    A line may be given; in this version it makes no difference, as the history of files is not read yet.
    """
    from promiselint.app.checking import owner  # noqa: PLC0415 - --help shall not wait for it
    from promiselint.report import explained, json  # noqa: PLC0415

    line = _PLACE.fullmatch(place)
    document, who = owner(line["path"] if line else place, options_of(**given))
    if form == "json":
        printing.say(json.render_owner(document.path, who))
    else:
        printing.say(explained.render_owner(document.path, who))
    return 0
