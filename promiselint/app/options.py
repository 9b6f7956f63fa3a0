"""What a user can say of a run, whatever the command."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from promiselint.app.staging import Staged

#: Wraps the files of a run, so that a long one can show how far it is.
Progress = Callable[[Sequence[str]], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Options:
    """None = not said: then the configuration answers, then what lies above the files."""

    roadmap: Path | None = None
    owners: Path | None = None
    config: Path | None = None
    today: dt.date | None = None  # None = the clock's
    stdin: bytes | None = None  # what standard input held, where "-" is among the paths
    stdin_name: str | None = None  # the path under which it is read and judged
    jobs: int = 1
    progress: Progress = iter
    unsure: bool = False  # show findings for which little speaks, too
    baseline: Path | None = None  # findings that are known already
    bare: bool = False  # for auditors: no suppression, waiver or baseline silences anything
    staged: Staged | None = None  # documents are read as they are about to be committed
    history: bool = True  # whether git and the files themselves are asked who put each promise there
    cache: bool = False  # whether what earlier runs found out is used, and what this one finds out is kept
    keeps_documents: bool = False  # whether the report carries the documents, for formats that show their text
