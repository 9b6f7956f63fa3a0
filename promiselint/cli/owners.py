"""`promiselint owners`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from promiselint.cli import printing
from promiselint.cli.options import options_of

if TYPE_CHECKING:
    from promiselint.report.imported import Imported

#: The exports that are known; a test holds them against those that records reads.
KINDS = ("salesforce-accounts", "salesforce-opportunities", "salesforce-history", "hubspot-companies", "hubspot-deals")
_FILE = click.Path(path_type=Path)


@click.group("owners", short_help="The people file: its schema, imports from a CRM.")
def command() -> None:
    """Print the schema of the people file, or take people, accounts and deals into it from a CRM's exports."""


@command.command("schema")
def schema_of() -> int:
    """Print the JSON Schema of the people file, for editors that complete and check while one types."""
    from promiselint.records.schema import schema  # noqa: PLC0415 - --help shall not wait for it

    printing.say(schema("owners").rstrip() + "\n")
    return 0


@command.command("import")
@click.argument("files", nargs=-1, required=True, type=_FILE, metavar="FILES...")
@click.option("--into", type=_FILE, help="The people file; else the configuration's, or owners.yaml upward from here.")
@click.option("--kind", type=click.Choice(KINDS), help="What the exports are; else their columns tell.")
@click.option("--date-order", type=click.Choice(["dmy", "mdy"]),
              help="How 3/4/2026 is read: day or month first; needed where no date of the file tells.")  # fmt: skip
@click.option("--diff", is_flag=True, help="Only show what would change.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True,
              help="Colour of the difference.")  # fmt: skip
@click.option("--config", type=_FILE, help="The configuration; else found upward from here.")
def imported(
    files: tuple[Path, ...],
    into: Path | None,
    kind: str | None,
    date_order: str | None,
    diff: bool,
    color: str,
    config: Path | None,
) -> int:
    """Take who owns which customer and deal from FILES, exports of Salesforce or HubSpot as CSV.

    Known are accounts, opportunities and the owner history of Salesforce, companies and deals of HubSpot. What is
    written in the people file by hand stays, with its comments; entries that an import wrote carry `x-imported`.
    Without that key an entry is yours. Doing it again changes nothing.

    \b
    Examples:
      promiselint owners import accounts.csv history.csv --diff
      promiselint owners import all-deals.csv --into plans/owners.yaml
      promiselint owners import opportunities.csv --date-order dmy
    """  # noqa: D301 - \b is for click
    from promiselint.app.importing_owners import Asked, import_owners  # noqa: PLC0415 - as above
    from promiselint.report.imported import render  # noqa: PLC0415

    asked = Asked(into, kind, date_order, writes=not diff)
    found = import_owners(files, asked, options_of(config=config))
    printing.complain_all((), found.warnings, quiet=False)
    if diff:
        _show(found, color)
    else:
        printing.say(render(found))
    return 0


def _show(found: Imported, color: str) -> None:
    """The difference to standard output, the account of it to standard error."""
    from promiselint.report import difference, imported, text  # noqa: PLC0415 - as above

    colour = printing.coloured(color)
    if found.change.before != found.change.after:
        printing.say(difference.render((found.change,), printing.paint if colour else text.plain), colour=colour)
    printing.say(imported.render(found), err=True)
