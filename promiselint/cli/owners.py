"""`promiselint owners`."""

from __future__ import annotations

import click

from promiselint.cli import printing


@click.group("owners", short_help="The people file: its schema.")
def command() -> None:
    """Print the schema of the people file."""


@command.command("schema")
def schema_of() -> int:
    """Print the JSON Schema of the people file, for editors that complete and check while one types."""
    from promiselint.records.schema import schema  # noqa: PLC0415 - --help shall not wait for it

    printing.say(schema("owners").rstrip() + "\n")
    return 0
