"""`promiselint claims`."""

from __future__ import annotations

from typing import Any

import click

from promiselint.cli import printing
from promiselint.cli.options import options_of, reading


@click.command("claims", short_help="List every statement about the product, judged or not.")
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@reading
def command(paths: tuple[str, ...], **given: Any) -> int:
    """List every statement that the documents make about the product, whether it breaks a rule or not.

    Each comes with its kind (delivery, capability, release, service-level, guarantee, scope), how firm it is, who
    says it, its dates and the roadmap's feature that it is about.
    """
    from promiselint.app.checking import claims  # noqa: PLC0415 - --help shall not wait for it
    from promiselint.report import json, text  # noqa: PLC0415

    found = claims(paths, options_of(paths, **given))
    colour = printing.coloured(given["color"])
    printing.complain_all(found.errors, found.warnings, quiet=given["quiet"])
    if given["form"] == "json":
        printing.say(json.render_claims(found))
    else:
        printing.say(text.render_claims(found, printing.paint if colour else text.plain), colour=colour)
    printing.write_outputs(
        given["outputs"], lambda form: json.render_claims(found) if form == "json" else text.render_claims(found)
    )
    return 3 if found.errors else 0
