"""`promiselint init`."""

from __future__ import annotations

from pathlib import Path

import click

from promiselint.cli import printing


@click.command("init", short_help="Write a commented roadmap, people and configuration to begin with.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--force", is_flag=True, help="Write over files that are there already.")
def command(folder: Path, force: bool) -> int:
    """Write roadmap.yaml, owners.yaml and promiselint.yaml, commented and valid as they are, into FOLDER."""
    from promiselint.app.starting import init  # noqa: PLC0415 - --help shall not wait for it
    from promiselint.report.words import safe  # noqa: PLC0415

    for path in init(folder, force=force):
        printing.say(f"wrote {safe(path.as_posix())}\n")
    printing.complain("Put your own features in roadmap.yaml, then: promiselint check YOUR-DOCUMENTS")
    return 0
