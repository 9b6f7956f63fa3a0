"""`promiselint demo`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from promiselint.cli import printing
from promiselint.cli.check import show


@click.command("demo", short_help="Findings on a bundled example.")
@click.option("--write", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
              help="Copy the example there instead, to play with it.")  # fmt: skip
@click.option("--force", is_flag=True, help="With --write: write over files that are there already.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True,
              help="Colour; auto means on a terminal where NO_COLOR is not set.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="What goes to standard output.")  # fmt: skip
def command(folder: Path | None, force: bool, **given: Any) -> int:
    """Check the bundled example, the roadmap and four documents of an invented company, and print the findings.

    The exit status is 0 whatever is found: it is only a demonstration.
    """
    from promiselint.app.options import Options  # noqa: PLC0415 - --help shall not wait for it
    from promiselint.app.starting import demo, write_demo  # noqa: PLC0415
    from promiselint.report.words import safe  # noqa: PLC0415

    if folder is not None:
        for path in write_demo(folder, force=force):
            printing.say(f"wrote {safe(path.as_posix())}\n")
        return 0
    show(demo(Options()), quiet=False, outputs=(), **given)
    return 0
