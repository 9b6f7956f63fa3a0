"""`promiselint explain`."""

from __future__ import annotations

import re
from typing import Any

import click

from promiselint.cli import printing
from promiselint.cli.options import options_of, sources

_PLACE = re.compile(r"(?P<path>.+):(?P<line>\d+)(?::\d+)?")


@click.command("explain", short_help="A rule in plain words, or why a line was judged as it was.")
@click.argument("what", metavar="CODE|PATH:LINE")
@click.option("--language", type=click.Choice(["en", "sv"]), default="en", show_default=True, help="Of a rule's text.")
@sources
def command(what: str, language: str, **given: Any) -> int:
    """Explain a rule, or a line of a document.

    With a rule's code or name: what it flags, why, what to say instead, and examples. With PATH:LINE: what each
    clause of that line was taken to be, and for each rule why it did or did not fire.

    \b
    Examples:
      promiselint explain PL201
      promiselint explain solid-date --language sv
      promiselint explain docs/offer.md:12
    """  # noqa: D301 - \b is for click
    place = _PLACE.fullmatch(what)
    if place is None:
        from promiselint.app.explaining import rules_named  # noqa: PLC0415 - --help shall not wait for it
        from promiselint.report import rulelist  # noqa: PLC0415

        (rule,) = rules_named((what,), options_of(**given))
        printing.say(rulelist.render_rule(rule.rule, language))
        return 0
    from promiselint.app.explaining import explain_line  # noqa: PLC0415
    from promiselint.report import explained  # noqa: PLC0415

    line = explain_line(place["path"], int(place["line"]), options_of(**given))
    printing.say(explained.render(line))
    return 0
