"""`promiselint dates`."""

from __future__ import annotations

import datetime as dt

import click

from promiselint.cli import printing
from promiselint.cli.options import FORMATS, Day


@click.command("dates", short_help="Show what is taken for a date in a text, and as what.")
@click.argument("text")
@click.option("--date", "day", type=Day(), help="The day from which relative dates count; default: today.")
@click.option("--language", type=click.Choice(["en", "sv"]), help="Of the text; else detected.")
@click.option("--fiscal-year-start", type=click.IntRange(1, 12), default=1, show_default=True,
              help="The month in which the fiscal year begins.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="Of the answer.")
def command(text: str, day: dt.date | None, language: str | None, fiscal_year_start: int, form: str) -> int:
    """Show every date that a text holds: the first and last day that it can mean, how fine it is, what it dates.

    \b
    Examples:
      promiselint dates "SCIM follows by the end of Q2 2027"
      promiselint dates "Klart före midsommar" --language sv --date 2027-01-15
      promiselint dates "within 90 days" --date 2027-01-15 --format json
    """  # noqa: D301 - \b is for click
    from promiselint.app.starting import dates  # noqa: PLC0415 - --help shall not wait for it
    from promiselint.report import explained, json  # noqa: PLC0415

    found = dates(text, day, language, fiscal_year_start)
    printing.say(json.render_dates(found) if form == "json" else explained.render_dates(found))
    return 0
