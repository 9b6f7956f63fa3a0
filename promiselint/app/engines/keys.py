"""What tells one run over an archive from another: all that its findings depend on, beside the documents."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from promiselint import __version__
from promiselint.app.opening import Workspace
from promiselint.app.remembered import encoded_value
from promiselint.model.memory import digest

_PACKAGE = Path(__file__).resolve().parents[2]


def key_of(workspace: Workspace, paths: Sequence[str], *, records: bool = False) -> str:
    """The same for two runs only where each document comes to the same in both, on any machine.

    `records` tells that promises go to a ledger: what a run without one finished is not recorded.
    """
    configuration = replace(workspace.book.configuration, folder=Path(), path="", warnings=())
    held = (configuration, workspace.roadmap, workspace.people, str(workspace.today), workspace.unsure, workspace.bare)
    rules = (_rules(folder) for folder in workspace.book.folders)
    asked = (tuple(paths), records) if records else (tuple(paths),)
    told = (encoded_value(one) for one in (*held, *asked))
    return digest(__version__, _program(), *rules, *told).hex()


@functools.cache
def _program() -> bytes:
    """The content of this program; sizes and times differ from machine to machine of a cluster."""
    parts: list[bytes] = []
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in {".py", ".npz", ".txt"}:
            parts += [path.relative_to(_PACKAGE).as_posix().encode(), path.read_bytes()]
    return digest(*parts)


def _rules(folder: Path) -> bytes:
    parts: list[bytes] = []
    for path in sorted(one for one in folder.rglob("*.yaml") if one.is_file()):
        parts += [path.relative_to(folder).as_posix().encode(), path.read_bytes()]
    return digest(*parts)
