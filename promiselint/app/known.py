"""Known findings told apart from new ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from promiselint.app.opening import Workspace, near
from promiselint.app.options import Options
from promiselint.ledger import baseline as ledger
from promiselint.model.findings import Report, Silenced
from promiselint.model.places import Span


def told_apart(report: Report, file: Path, content: bytes | None = None) -> Report:
    """The report with known findings moved to what is silenced, and a warning where known ones are gone.

    `content` is the baseline's where it is to be taken from elsewhere than the file.

    Raises:
        Misuse: the baseline cannot be read.
    """
    baseline = ledger.read(file) if content is None else ledger.decoded(file, content)
    compared = ledger.compared(report.findings, baseline, report.paths)
    warnings = report.warnings
    if compared.gone:
        many = len(compared.gone)
        what = "1 known finding is gone" if many == 1 else f"{many} known findings are gone"
        warnings = (*warnings, f"{file.as_posix()}: {what}; `promiselint baseline --prune` takes them out")
    silenced = sorted((*report.silenced, *compared.known), key=_place)
    return replace(report, findings=compared.new, silenced=tuple(silenced), warnings=warnings)


def _place(one: Silenced) -> tuple[str, Span, str]:
    return one.finding.path, one.finding.span, one.finding.code


def baseline_of(workspace: Workspace, options: Options) -> Path | None:
    """The baseline of a run; None where there is none, or everything is to be shown."""
    if options.bare:
        return None
    configured = workspace.book.configuration.baseline
    return options.baseline or (near(configured) if configured else None)
