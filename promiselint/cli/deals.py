"""`promiselint deals`."""

from __future__ import annotations

from typing import Any

import click

from promiselint.cli import printing
from promiselint.cli.options import options_of, reading_into

FORMATS = ("csv", "text", "json")


@click.command(
    "deals",
    short_help="Unreleased features that offers speak of, by deal.",
    context_settings={"default_map": {"form": "csv"}},
)
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@click.option("--firm", is_flag=True, help="Only what is said without a hedge or a condition.")
@reading_into(FORMATS)
def command(paths: tuple[str, ...], firm: bool, **given: Any) -> int:
    """List what is said to named customers on features that are not released, by deal.

    For finance: a feature that an offer names and that is still to come can bear on when revenue is recognised.
    Each row is one statement that a feature will be delivered, hedged or firm, with what the roadmap has for it.
    Deal and customer are the document's own facts (front matter, sidecar or configuration).

    \b
    Examples:
      promiselint deals offers/ > deals.csv
      promiselint deals offers/ --firm
      promiselint deals offers/ --format text

    \b
    Exit status: 0, 2 wrong use, configuration or roadmap, 3 an input could not be read (all others are listed).
    """  # noqa: D301 - \b is for click
    from promiselint.app.dealing import deals  # noqa: PLC0415 - --help shall not wait for it
    from promiselint.report.deals import drawn, summary  # noqa: PLC0415

    found = deals(paths, options_of(paths, **given), firm=firm)
    printing.complain_all(found.errors, found.warnings, quiet=given["quiet"])
    printing.say(drawn(given["form"], found))
    if given["form"] != "json" and not given["quiet"]:
        for line in summary(found):
            printing.complain(line)
    printing.write_outputs(given["outputs"], lambda form: drawn(form, found))
    return 3 if found.errors else 0
