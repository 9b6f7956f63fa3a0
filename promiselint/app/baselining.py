"""Findings that were already there: written down once, told apart from new ones ever after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from promiselint.app.checking import check_in
from promiselint.app.opening import near, open_workspace
from promiselint.app.options import Options
from promiselint.app.writing import write_text
from promiselint.ledger import baseline as ledger
from promiselint.model.findings import Report

USUAL = "promiselint-baseline.json"


@dataclass(frozen=True, slots=True)
class Written:
    """A baseline that was written: how many findings it holds, how many of them are new, how many are gone."""

    file: Path
    known: int
    added: int
    gone: int


def write_baseline(paths: Sequence[str], options: Options, *, prune: bool) -> tuple[Written, Report]:
    """Write down what is there; with `prune` only take out what is gone, and add nothing.

    Raises:
        Misuse: as `check`; the baseline that is there cannot be read, or none can be written.
    """
    workspace = open_workspace(paths, options)
    configured = workspace.book.configuration.baseline
    file = options.baseline or (near(configured) if configured else Path(USUAL))
    before = ledger.read(file) if file.exists() else ledger.Baseline(file)
    report = check_in(workspace, paths, options)
    compared = ledger.compared(report.findings, before, report.paths)
    if prune:
        gone = set(compared.gone)
        known = tuple(one for one in before.known if one not in gone)
    else:
        known = ledger.merged(before, report.findings, report.paths)
    write_text(file, ledger.written(known))
    return Written(file, len(known), 0 if prune else len(compared.new), len(compared.gone)), report
