"""`promiselint check` over an archive: several workers, URLs, tables of results."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from promiselint.cli import printing
from promiselint.cli.options import options_of

if TYPE_CHECKING:
    from promiselint.model.findings import Report
    from promiselint.model.rules import Severity
    from promiselint.report.archived import Archived, Totals

#: Options that look at a work tree, at standard input or at whole documents, by the names that click gives them.
_NOT_HERE = {
    "fix": "--fix",
    "diff": "--diff",
    "staged": "--staged",
    "since_roadmap": "--since-roadmap",
    "waivers_from": "--waivers-from",
    "stdin_name": "--stdin-filename",
    "stdin_filename": "--stdin-filename",
}


def asked_for(paths: Sequence[str], given: dict[str, Any]) -> bool:
    """Whether a command line asks for an archive: another engine, tables, or documents behind URLs."""
    if given["address"] and given["engine"] != "ray":
        raise click.UsageError("--address goes with --engine ray.", click.get_current_context())
    if given["ledger"] and given["results"] is None:
        raise click.UsageError("--ledger goes with --results.", click.get_current_context())
    return given["engine"] == "ray" or given["results"] is not None or any("://" in path for path in paths)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a run over an archive came to: a report, or where its tables are; and the configuration's `fail-on`."""

    report: Report | None
    tables: Archived | None
    fail_on: Severity | None
    counts: Totals | None = None  # of all findings, where the report holds only the first


def check(paths: tuple[str, ...], given: dict[str, Any]) -> Checked:
    """Check an archive.

    Raises:
        Misuse: as `check`; options that do not go together.
    """
    from promiselint.app.engines.archive import Asked, kept, whole  # noqa: PLC0415 - --help shall not wait for it
    from promiselint.app.opening import open_rulebook, open_workspace, start_of  # noqa: PLC0415

    _refuse(paths, given)
    options = options_of(paths, **given)
    local = tuple(path for path in paths if "://" not in path)
    configured = open_rulebook(start_of(local, options), options).configuration.fail_on
    asked = Asked(given["engine"], given["address"], given["results"], given["ledger"], _progress(quiet=given["quiet"]))
    if given["results"] is not None:
        return Checked(None, kept(paths, options, asked), configured)
    report, counts = whole(paths, options, asked)
    if given["redact_people"]:
        from promiselint.report.redacted import redacted  # noqa: PLC0415 - few runs ask

        report = redacted(report, open_workspace(local, options).people)
    return Checked(report, None, configured, counts)


def show(told: Archived, given: dict[str, Any]) -> None:
    """Print what a run tells whose findings lie in tables."""
    from promiselint.report import archived  # noqa: PLC0415 - as above

    printing.complain_all(told.errors, told.warnings, quiet=given["quiet"])
    if given["form"] == "json":
        printing.say(archived.render_json(told))
    elif not given["quiet"]:
        for line in archived.lines(told):
            printing.complain(line)


def heavy(totals: Totals, fail_on: Severity) -> bool:
    """Whether anything at or above a severity was found."""
    from promiselint.report.archived import heaviest  # noqa: PLC0415 - as above

    return heaviest(totals, fail_on)


def _refuse(paths: Sequence[str], given: dict[str, Any]) -> None:
    from promiselint.model.errors import Misuse  # noqa: PLC0415
    from promiselint.report.forms import WITH_DOCUMENTS  # noqa: PLC0415

    what = _reason(paths, given)
    unfit = [option for name, option in _NOT_HERE.items() if given.get(name)]
    unfit += ["“-” among the paths"] if "-" in paths else []
    forms = (given["form"], *(form for form, _ in given["outputs"]))
    unfit += [f"the format {form}" for form in dict.fromkeys(forms) if form in WITH_DOCUMENTS]
    if given["results"] is not None:
        unfit += ["--redact-people"] if given["redact_people"] else []
        unfit += ["--output"] if given["outputs"] else []
        unfit += [f"--format {given['form']}"] if given["form"] not in {"text", "json", *WITH_DOCUMENTS} else []
    if unfit:
        raise Misuse(f"{what}: does not go together with {', '.join(dict.fromkeys(unfit))}; expected one of the two")


def _reason(paths: Sequence[str], given: dict[str, Any]) -> str:
    if given["results"] is not None:
        return "--results"
    return "--engine ray" if given["engine"] == "ray" else next(path for path in paths if "://" in path)


def _progress(*, quiet: bool) -> Callable[[int], None]:
    """What shows how many documents are read, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        return lambda _: None
    return lambda count: click.echo(f"\rread {count:,} documents \r", nl=False, err=True)
