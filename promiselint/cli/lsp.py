"""`promiselint lsp`."""

from __future__ import annotations

from typing import Any

import click

from promiselint.cli.options import options_of, sources


@click.command("lsp", short_help="A language server: what a check says, in your editor.")
@sources
def command(**given: Any) -> int:
    """Speak the Language Server Protocol on standard input and output, for editors.

    Findings as you type, what the roadmap says under the cursor, sentences that may stand instead as quick fixes, and
    the roadmap's features with what may be said of them today. docs/editors.md tells how to set up VS Code, Neovim and
    Zed. Needs pip install 'promiselint[lsp]'.
    """
    from promiselint.model.errors import Misuse  # noqa: PLC0415 - --help shall not wait for it

    try:
        from promiselint.lsp.server import server  # noqa: PLC0415
    except ModuleNotFoundError as fault:
        if (fault.name or "").startswith("promiselint"):
            raise
        raise Misuse("lsp needs more than is installed; expected pip install 'promiselint[lsp]'") from None
    server(options_of(**given)).start_io()
    return 0
