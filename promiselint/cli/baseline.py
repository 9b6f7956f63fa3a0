"""`promiselint baseline`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from promiselint.cli import printing
from promiselint.cli.options import options_of, reading


@click.command("baseline", short_help="Write down the findings that are there, so that only new ones count.")
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@click.option("--baseline", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="The file to write; else as configured, else promiselint-baseline.json.")  # fmt: skip
@click.option("--prune", is_flag=True, help="Only take out what is gone; add nothing.")
@reading
def command(paths: tuple[str, ...], prune: bool, **given: Any) -> int:
    """Begin on old content: what is there now is known from now on, and only what is new fails a check.

    A finding is known by its rule, feature, sentence and document, not by its line: moves within a document, wraps,
    edits elsewhere and a renamed file change nothing. Known findings stay in every report, as suppressed.

    \b
    Example:
      promiselint baseline docs/
      promiselint check docs/ --baseline promiselint-baseline.json
    """  # noqa: D301 - \b is for click
    from promiselint.app.baselining import write_baseline  # noqa: PLC0415 - --help shall not wait for it
    from promiselint.report.words import counted, safe  # noqa: PLC0415

    options = options_of(paths, **given)
    written, report = write_baseline(paths, options, prune=prune)
    printing.complain_all(report.errors, report.warnings, quiet=given["quiet"])
    told = f"{counted(written.added, 'new one')}, {written.gone} gone"
    printing.say(f"wrote {safe(written.file.as_posix())}: {counted(written.known, 'known finding')} ({told})\n")
    return 3 if report.errors else 0
