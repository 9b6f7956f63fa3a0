"""`promiselint check`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from promiselint.cli import archived, printing
from promiselint.cli.options import REPORTS, options_of, reading_into

if TYPE_CHECKING:
    from promiselint.app.fixing import Fixing
    from promiselint.model.findings import Report
    from promiselint.model.rules import Severity

FINDINGS, UNREAD = 1, 3


@click.command("check", short_help="Find what goes past the roadmap.")
@click.argument("paths", nargs=-1, metavar="PATHS...")
@click.option("--fail-on", type=click.Choice(["error", "warning", "info", "never"]),
              help="From which severity on findings make the exit status 1; default: as the configuration has it, else "
              "error.")  # fmt: skip
@click.option("--fix", is_flag=True,
              help="Rewrite sentences in Markdown, HTML and text files where that mends them: a coarser date, a hedge, "
              "“in beta”. Shows the difference.")  # fmt: skip
@click.option("--diff", is_flag=False, flag_value="", default=None, metavar="[REV]",
              help="With a revision: only what is on lines changed since then, or was not found there. Without one: "
              "only show what --fix would change.")  # fmt: skip
@click.option("--staged", is_flag=True, help="Only files that are about to be committed, as git's index holds them.")
@click.option(
    "--since-roadmap", metavar="REV", help="Only what the roadmap of that revision allowed and today's does not."
)
@click.option("--waivers-from", metavar="REV",
              help="Take waivers, baseline and people as that revision has them: nobody exempts himself.")  # fmt: skip
@click.option("--all", "show_all", is_flag=True,
              help="Show unsure findings too, for which little speaks; they then count like all others.")  # fmt: skip
@click.option("--baseline", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Findings known already, as `promiselint baseline` wrote them: only new ones count.")  # fmt: skip
@click.option("--no-waivers", is_flag=True, help="For auditors: no suppression, waiver or baseline silences anything.")
@click.option("--redact-people", is_flag=True,
              help="Tell of “person 1”, “person 2” …: nobody's name, address or id is told in any format.")  # fmt: skip
@click.option("--results", metavar="FOLDER|URL",
              help="For an archive: findings go to Parquet tables there, and a run that was broken off is taken up "
              "again (docs/archive.md). Only a summary is printed.")  # fmt: skip
@click.option("--ledger", metavar="FILE|URL",
              help="With --results: also record what the documents promise in this ledger.")  # fmt: skip
@click.option("--address", metavar="auto|HOST:PORT", help="With --engine ray: the Ray cluster to use; default: Ray is "
              "started on this machine.")  # fmt: skip
@click.option("--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True,
              help="Who reads: processes of this machine, or Ray's workers (needs promiselint[ray]).")  # fmt: skip
@reading_into(REPORTS)
def command(paths: tuple[str, ...], **given: Any) -> int:
    """Hold documents against the roadmap and print each finding.

    PATHS are files and folders; “-” is standard input. A finding tells the sentence, what the roadmap says, what
    could be said instead, and who answers for it. Unsure findings are kept back and counted.

    \b
    Examples:
      promiselint check docs/
      promiselint check offer.md --roadmap plans/roadmap.yaml --owners plans/owners.yaml
      promiselint check docs/ --format github --output sarif:out.sarif --output html:report.html
      git show main:offer.md | promiselint check - --stdin-filename offer.md
      promiselint check docs/ --staged       what is about to be committed
      promiselint check docs/ --diff main    only what is new since main
      promiselint check docs/ --diff         what could be said instead, as a patch
      promiselint check docs/ --fix          the same, written into the files
      promiselint check docs/ --all          unsure findings too
      promiselint check s3://archive/offers --engine ray --results out/

    \b
    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong use, configuration or roadmap,
    3 an input could not be read; the findings of all others are printed, and 3 stands before 1.
    """  # noqa: D301 - \b is for click
    from promiselint.app.running import Against, running  # noqa: PLC0415 - --help shall not wait for it

    if paths and archived.asked_for(paths, given):
        return _of_archive(paths, given)
    paths, given["diff"], since = compared_with(paths, given["diff"])
    options = options_of(paths, **given)
    against = Against(since, given["since_roadmap"], given["waivers_from"])
    with running(paths, options, against) as run:
        if given["fix"] or given["diff"]:
            from promiselint.app.fixing import Fixing  # noqa: PLC0415

            fixing = Fixing(run.workspace, paths, options, writes=given["fix"] and not given["diff"])
            report = run.check(fixing.mend)
            show_changes(fixing, **given)
        else:
            report = run.check()
        if given["redact_people"]:
            from promiselint.report.redacted import redacted  # noqa: PLC0415 - few runs ask

            report = redacted(report, run.workspace.people)
        fail_on = threshold(given["fail_on"], run.workspace.book.configuration.fail_on)
        show(replace(report, fail_on=fail_on), **given)
        return status(report, fail_on)


def _of_archive(paths: tuple[str, ...], given: dict[str, Any]) -> int:
    """Check an archive, print what is to be told, and give the exit status."""
    checked = archived.check(paths, given)
    fail_on = threshold(given["fail_on"], checked.fail_on)
    if checked.report is not None:
        show(replace(checked.report, fail_on=fail_on), **given)
        found = status(checked.report, fail_on)
        more = checked.counts is not None and archived.heavy(checked.counts, fail_on)
        return FINDINGS if more and not found else found
    if checked.tables is None:
        return 0
    archived.show(checked.tables, given)
    if checked.tables.totals.errors:
        return UNREAD
    return FINDINGS if archived.heavy(checked.tables.totals, fail_on) else 0


def compared_with(paths: tuple[str, ...], diff: str | None) -> tuple[tuple[str, ...], bool, str | None]:
    """The paths, whether --diff only shows fixes, and the revision that it names.

    `--diff docs/` shows fixes for docs/: without any other path, what is there is a path.
    """
    if diff and not paths:
        paths, diff = (diff,), ""
    if not paths:
        raise click.UsageError("Missing argument 'PATHS...'.", click.get_current_context())
    return paths, diff == "", diff or None


def show_changes(fixing: Fixing, **given: Any) -> None:
    """Print the difference, to standard error where standard output is for machines; then what was not touched."""
    from promiselint.report import difference, text, words  # noqa: PLC0415

    colour = printing.coloured(given["color"])
    shown = difference.render(fixing.changes, printing.paint if colour else text.plain)
    printing.say(shown, colour=colour, err=given["form"] != "text")
    for line in fixing.notes:
        printing.complain(line)
    if not given["quiet"] and fixing.writes:
        printing.complain(f"Rewrote sentences in {words.counted(len(fixing.changes), 'file')}.")


def show(report: Report, **given: Any) -> None:
    """Print a report, and write it to the files that were asked for."""
    from promiselint.report import forms, text  # noqa: PLC0415

    form, quiet = given["form"], given["quiet"]
    printing.complain_all(report.errors, report.warnings, quiet=quiet)
    if form != "text":
        printing.say(forms.render(form, report))
    elif not given.get("diff"):
        colour = printing.coloured(given["color"])
        printing.say(text.render_findings(report, printing.paint if colour else text.plain), colour=colour)
    if form not in forms.WITH_SUMMARY and not quiet:
        for line in text.summary(report):
            printing.complain(line)
    printing.write_outputs(given["outputs"], lambda name: forms.render(name, report))


def threshold(said: str | None, configured: Severity | None) -> Severity:
    """From which severity on findings count; OFF = never."""
    from promiselint.model.rules import Severity  # noqa: PLC0415

    if said is not None:
        return Severity.OFF if said == "never" else Severity(said)
    return configured if configured is not None else Severity.ERROR


def status(report: Report, fail_on: Severity) -> int:
    """The exit status (contract §6)."""
    if report.errors:
        return UNREAD
    heavy = any(one.finding.severity.order >= fail_on.order for one in report.findings)
    return FINDINGS if heavy and fail_on.order else 0
