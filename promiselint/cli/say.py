"""`promiselint say`."""

from __future__ import annotations

from typing import Any

import click

from promiselint.cli import printing
from promiselint.cli.options import FORMATS, Day, options_of, sources

CHANNELS = ("marketing", "web", "email", "proposal", "release-notes")


@click.command("say", short_help="What may be said of a feature today, ready to paste.")
@click.argument("feature", metavar="FEATURE")
@click.option("--channel", type=click.Choice(CHANNELS), help="Where; default: web, with --customer email.")
@click.option("--customer", default="", metavar="NAME", help="To whom; what is under non-disclosure asks for one.")
@click.option("--language", type=click.Choice(["en", "sv"]), default="en", show_default=True, help="Of the text.")
@click.option("--date", "on", type=Day(), help="The day on which it is said; default: today.")
@click.option("--stale-days", type=click.IntRange(min=0), default=45, show_default=True,
              help="For how many days after its as_of the roadmap is taken to be true.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True,
              help="What goes to standard output.")  # fmt: skip
@click.option("--no-cache", is_flag=True, help="Read everything anew.")
@click.option("-q", "--quiet", is_flag=True, help="The text alone: no word on how long it is true, no warnings.")
@sources
def command(feature: str, **given: Any) -> int:
    """Tell what may be said of FEATURE, and until when.

    FEATURE is an id, a name or an alias of the roadmap. The text is fit for its status, target and policy, and
    has passed `check` for that channel and language before it is shown. Where nothing may be said, that is told.

    \b
    Examples:
      promiselint say sso
      promiselint say "single sign-on" --channel proposal --customer Contoso
      promiselint say sso --language sv --channel web
    """  # noqa: D301 - \b is for click
    from promiselint.app.saying import Wish, say  # noqa: PLC0415 - --help shall not wait for it
    from promiselint.report.sayings import render, render_json  # noqa: PLC0415
    from promiselint.report.words import safe  # noqa: PLC0415

    wish = Wish(feature, given["channel"], given["customer"], given["language"], given["on"], given["stale_days"])
    saying = say(wish, options_of(**given))
    printing.complain_all((), saying.warnings, quiet=given["quiet"])
    if given["form"] == "json":
        printing.say(render_json(saying))
    elif given["quiet"] and saying.sentences:
        printing.say(f"{safe(saying.paragraph)}\n")
    else:
        printing.say(render(saying))
    return 0
