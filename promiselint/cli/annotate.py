"""`promiselint annotate`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from promiselint.cli import printing
from promiselint.cli.options import options_of, sources


@click.command("annotate", short_help="Put the findings into a Word, PowerPoint or Excel file as comments.")
@click.argument("path", metavar="FILE")
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Where the copy with the comments goes; never the file itself.")  # fmt: skip
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@click.option("--all", "show_all", is_flag=True, help="Comment on unsure findings too.")
@sources
def command(path: str, out: Path, force: bool, **given: Any) -> int:
    """Copy a document with a comment on the exact words of each finding: rule, why, what could be said, who answers.

    Word files get comments, PowerPoint files comments on the shape, Excel files cell notes. Nothing else in the
    file is changed.

    \b
    Example:
      promiselint annotate proposal.docx -o reviewed.docx
    """  # noqa: D301 - \b is for click
    from promiselint.app.annotating import annotate  # noqa: PLC0415 - --help shall not wait for it
    from promiselint.app.writing import write_new  # noqa: PLC0415
    from promiselint.report.words import counted, safe  # noqa: PLC0415

    made = annotate(path, options_of((path,), **given))
    printing.complain_all((), made.warnings, quiet=False)
    write_new(out, made.content, besides=Path(path), force=force)
    printing.say(f"wrote {safe(out.as_posix())}: {counted(len(made.findings), 'comment')}\n")
    return 0
