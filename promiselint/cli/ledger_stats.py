"""`promiselint ledger stats`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from promiselint.cli import printing
from promiselint.cli.options import Day, Output, options_of, sources
from promiselint.model.counts import By

if TYPE_CHECKING:
    from promiselint.model.counts import Counted

FORMS = ("text", "json", "csv", "html")


@click.command("stats", short_help="How many promises were kept, how far others slipped.")
@click.option("--by", type=click.Choice([one.value for one in By]), default=By.OWNER.value, show_default=True,
              help="What to count by; team is the owner's manager, quarter that of the promised last day.")  # fmt: skip
@click.option("--since", type=Day(), help="The first day: of the promised last day, else of the last change.")
@click.option("--until", type=Day(), help="The last day, likewise.")
@click.option("--ledger", metavar="URL|FILE", help="The ledger; else that of the configuration.")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True,
              help="What goes to standard output.")  # fmt: skip
@click.option("--output", "outputs", type=Output(FORMS), multiple=True,
              help="Also write it to a file, “-” for standard output; may be given several times.")  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="No warnings.")
@sources
def stats(by: str, since: dt.date | None, until: dt.date | None, ledger: str | None, **given: Any) -> int:
    """How many promises were kept, how far others slipped, and how many wait for features not released yet.

    Groups stand in the alphabet's order and are never ranked: compare each with its own past. Of fewer than five
    promises no share is given.

    \b
    Examples:
      promiselint ledger stats
      promiselint ledger stats --by team --since 2027-01-01
      promiselint ledger stats --by quarter --output html:stats.html
    """  # noqa: D301 - \b is for click
    from promiselint.app.counting import count  # noqa: PLC0415 - --help shall not wait for it

    if since and until and until < since:
        raise click.UsageError(f"--until {until} is before --since {since}; expected the same day or a later one")
    found = count(By(by), options_of(**given), ledger, since=since, until=until)
    printing.complain_all((), found.warnings, quiet=given["quiet"])
    printing.say(_rendered(given["form"], found.counted))
    printing.write_outputs(given["outputs"], lambda form: _rendered(form, found.counted))
    return 0


def _rendered(form: str, told: Counted) -> str:
    # Only the format that is asked for is loaded.
    from promiselint.report import stats as plain  # noqa: PLC0415

    if form == "csv":
        from promiselint.report import stats_csv  # noqa: PLC0415

        return stats_csv.render(told)
    if form == "html":
        from promiselint.report import stats_html  # noqa: PLC0415

        return stats_html.render(told)
    return plain.render_json(told) if form == "json" else plain.render(told)
