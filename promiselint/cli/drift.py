"""`promiselint drift`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from promiselint.cli import printing
from promiselint.cli.options import Day, options_of, reading_into

if TYPE_CHECKING:
    from promiselint.app.options import Options
    from promiselint.report.drift_calls import Drift

FORMATS = ("text", "json", "csv", "markdown", "html")
_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("drift", short_help="Promises that the changed roadmap has left behind, and who tells whom.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--from", "since", metavar="REV|FILE", help="The roadmap that the promises agreed with.")
@click.option("--to", "until", metavar="REV|FILE", help="The roadmap that they are held against; default: the present.")
@click.option("--since", "day", type=Day(),
              help="Walk git's history: what documents promised since that day, also those that are gone.")  # fmt: skip
@click.option("--ledger", metavar="FILE|URL", help="The ledger, without --from and --since; else as the configuration "
              "has it.")  # fmt: skip
@click.option("--notices", type=_FOLDER, metavar="FOLDER",
              help="Write a draft letter for each customer there; nothing is ever sent.")  # fmt: skip
@click.option("--language", type=click.Choice(["en", "sv"]), help="Of the drafts; default: both.")
@click.option("--templates", type=_FOLDER, metavar="FOLDER",
              help="A company's own templates for the drafts; what is not there is as it comes with us.")  # fmt: skip
@click.option("--fail-on", type=click.Choice(["error", "warning", "info", "never"]),
              help="As of `check`: from which severity of PL701 on the exit status is 1.")  # fmt: skip
@click.option("--redact-people", is_flag=True, help="Tell of “person 1”, “person 2” …, of nobody by name.")
@reading_into(FORMATS)
def command(paths: tuple[str, ...], **given: Any) -> int:
    """Find promises that the roadmap backed when they were made and backs no more (PL701).

    A call list for each customer: what was said, where, by whom and when, what is true now, by how much it slipped,
    who tells them and by when. Published text is listed apart. A promise that was wrong from the start is for `check`.

    \b
    Examples:
      promiselint drift                                      of the ledger's open promises
      promiselint drift --from main~20 docs/                 documents as they are, an older roadmap and today's
      promiselint drift --from old.yaml --to new.yaml docs/
      promiselint drift --since 2026-01-01 docs/             without a ledger: what git's history holds
      promiselint drift --from main~20 docs/ --notices drafts/ --language sv

    \b
    Exit status: 0 nothing has drifted, 1 something has, 2 wrong use, configuration or roadmap,
    3 an input could not be read.
    """  # noqa: D301 - \b is for click
    options = options_of(paths, **given)
    if given["until"] and not given["since"]:
        raise click.UsageError("--to goes with --from.", click.get_current_context())
    if given["since"] and given["day"]:
        raise click.UsageError("--from and --since do not go together.", click.get_current_context())
    if (given["language"] or given["templates"]) and not given["notices"]:
        raise click.UsageError("--language and --templates go with --notices.", click.get_current_context())
    drift = found(paths, options, **given)
    if given["redact_people"]:
        drift = without_people(drift, options, paths)
    show(drift, **given)
    if given["notices"]:
        write_notices(drift, given["notices"], given["language"], given["templates"])
    return status(drift, given["fail_on"])


def found(paths: tuple[str, ...], options: Options, **given: Any) -> Drift:
    """What has drifted, of the documents, of git's history, or of the ledger."""
    from promiselint.app import drifting  # noqa: PLC0415 - --help shall not wait for it

    if given["since"]:
        return drifting.drift_between(paths or (".",), options, given["since"], given["until"])
    day: dt.date | None = given["day"]
    if day is not None:
        from promiselint.app.drifting_past import drift_since  # noqa: PLC0415 - few runs ask

        return drift_since(paths or (".",), options, day)
    from promiselint.app.drifting_ledger import drift_of_ledger  # noqa: PLC0415

    return drift_of_ledger(paths, options, given["ledger"])


def without_people(drift: Drift, options: Options, paths: tuple[str, ...]) -> Drift:
    """The same with numbers in place of people."""
    from promiselint.app.drifting import people_of  # noqa: PLC0415 - few runs ask
    from promiselint.report.drift_redacted import redacted  # noqa: PLC0415

    return redacted(drift, people_of(paths, options))


def show(drift: Drift, **given: Any) -> None:
    """Print the call lists, and write them to the files that were asked for."""
    from promiselint.report import drift as report  # noqa: PLC0415 - as above
    from promiselint.report import text  # noqa: PLC0415

    form, quiet = given["form"], given["quiet"]
    printing.complain_all(drift.errors, drift.warnings, quiet=quiet)
    if form == "text":
        colour = printing.coloured(given["color"])
        printing.say(report.render(drift, printing.paint if colour else text.plain), colour=colour)
    else:
        printing.say(report.drawn(form, drift))
    if form in {"text", "csv"} and not quiet:
        for line in report.summary(drift):
            printing.complain(line)
    printing.write_outputs(given["outputs"], lambda name: report.drawn(name, drift))


def write_notices(drift: Drift, folder: Path, language: str | None, templates: Path | None) -> None:
    """Write the drafts, and tell which were written and which were left alone."""
    from promiselint.app.drifting_notices import write  # noqa: PLC0415 - few runs ask

    for line in write(drift, folder, (language,) if language else ("en", "sv"), templates):
        printing.complain(line)


def status(drift: Drift, fail_on: str | None) -> int:
    """The exit status (contract §6)."""
    from promiselint.model.rules import Severity  # noqa: PLC0415

    if drift.errors:
        return 3
    if fail_on is None:
        return 1 if drift.calls else 0
    least = Severity.OFF if fail_on == "never" else Severity(fail_on)
    heavy = any(one.severity.order >= least.order for one in drift.calls)
    return 1 if heavy and least.order else 0
