"""`promiselint ledger`."""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from promiselint.cli import printing
from promiselint.cli.ledger_stats import stats
from promiselint.cli.options import Day, Output, options_of, reading, sources
from promiselint.model.promises import State

if TYPE_CHECKING:
    from promiselint.app.recording import Recorded
    from promiselint.model.ledger import Entry, Everything, Wanted

Command = Callable[..., Any]
LISTS = ("text", "json", "csv", "ics")
EXPORTS = ("json", "jsonl", "csv")
_WORD = re.compile(r"[^\w.@+-]+")


@click.group("ledger", short_help="What was promised, and what became of it.")
def command() -> None:
    """What was promised, and what became of it: open, kept, late, broken, withdrawn or superseded.

    `record` puts down what documents promise, in CI after `check`; everything else asks. The ledger is a file,
    .promiselint/ledger.sqlite beside the configuration, or a PostgreSQL database that --ledger or the configuration's
    `ledger:` names.
    """


def of_ledger(command: Command) -> Command:
    """The options of every command that asks a ledger."""
    named = click.option("--ledger", metavar="FILE|URL", help="The ledger; else that of the configuration.")
    return sources(named(command))


def filters(command: Command) -> Command:
    """The options that choose promises."""
    option: Callable[[Command], Command]
    for option in (
        click.option("--due-after", type=Day(), help="Promised for that day or a later one."),
        click.option("--due-before", type=Day(), help="Promised for that day or an earlier one."),
        click.option("--state", "states", type=click.Choice([one.value for one in State]), multiple=True,
                     help="In that state; may be given several times."),
        click.option("--feature", metavar="ID|NAME", help="About that feature or service level."),
        click.option("--owner", metavar="WHO", help="Answered for by that id, address or name."),
        click.option("--customer", metavar="NAME", help="To that customer, without case or legal form."),
    ):  # fmt: skip
        command = option(command)
    return command


@command.command("record")
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@click.option("--ledger", metavar="FILE|URL", help="The ledger, made where it is not there yet; else that of the "
              "configuration.")  # fmt: skip
@reading
def recorded(paths: tuple[str, ...], ledger: str | None, **given: Any) -> int:
    """Put down every promise in the documents at PATHS, and which of them are not there any more.

    Recording the same twice changes nothing; several may record at once.

    \b
    Examples:
      promiselint ledger record docs/
      promiselint ledger record docs/ --ledger postgresql://promises@db.example/promises
    """  # noqa: D301 - \b is for click
    from promiselint.app.recording import record  # noqa: PLC0415 - --help shall not wait for it

    found = record(paths, options_of(paths, **given), ledger)
    printing.complain_all(found.errors, found.warnings, quiet=given["quiet"])
    if given["form"] == "json":
        printing.say(_json(found))
    elif not given["quiet"]:
        printing.say(_text(found))
    printing.write_outputs(given["outputs"], lambda form: _json(found) if form == "json" else _text(found))
    return 3 if found.errors else 0


@command.command("list")
@filters
@click.option("--format", "form", type=click.Choice(LISTS), default="text", show_default=True,
              help="What goes to standard output; ics is a calendar of those that are due.")  # fmt: skip
@click.option("--output", "outputs", type=Output(LISTS), multiple=True,
              help="Also write it to a file, “-” for standard output; may be given several times.")  # fmt: skip
@of_ledger
def listed(form: str, outputs: tuple[tuple[str, Path], ...], **given: Any) -> int:
    """Promises as they stand today: by the day promised, those without one last.

    \b
    Examples:
      promiselint ledger list --state open --due-before 2027-03-31
      promiselint ledger list --customer "Acme AB" --format csv
    """  # noqa: D301 - \b is for click
    with _unswept():
        found = _found(given)
        printing.say(_drawn(form, found))
        printing.write_outputs(outputs, lambda name: _drawn(name, found))
    return 0


@command.command("show")
@click.argument("promise", metavar="ID")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="What goes to standard output.")  # fmt: skip
@of_ledger
def shown(promise: str, form: str, ledger: str | None, **given: Any) -> int:
    """The whole story of one promise: where, when and by whom it was said, what became of it and why.

    ID is a promise's id, or as much of its beginning as no other has.
    """
    from promiselint.app.recording import story  # noqa: PLC0415 - as above
    from promiselint.report import ledger_show as report  # noqa: PLC0415

    found = story(promise, options_of(**given), ledger)
    printing.say(report.render_json(found) if form == "json" else report.render(found))
    return 0


@command.command("export")
@click.option("--format", "form", type=click.Choice(EXPORTS), default="json", show_default=True,
              help="What goes to standard output; csv has the promises alone.")  # fmt: skip
@click.option("--output", "outputs", type=Output(EXPORTS), multiple=True,
              help="Also write it to a file, “-” for standard output; may be given several times.")  # fmt: skip
@of_ledger
def exported(form: str, outputs: tuple[tuple[str, Path], ...], ledger: str | None, **given: Any) -> int:
    """The whole ledger for other programs: the same bytes for the same facts, in whatever order they were recorded."""
    from promiselint.app.recording import everything  # noqa: PLC0415 - as above

    found = everything(options_of(**given), ledger)
    printing.say(_written(form, found))
    printing.write_outputs(outputs, lambda name: _written(name, found))
    return 0


@command.command("told")
@click.argument("promise", metavar="ID")
@click.option("--on", "on", type=Day(), required=True, help="The day on which the customer was told.")
@click.option("--by", "by", required=True, metavar="WHO", help="Who told: an id of the people file, or a name.")
@click.option("--note", default="", help="Anything worth keeping of it.")
@of_ledger
def told(promise: str, on: dt.date, by: str, note: str, ledger: str | None, **given: Any) -> int:
    """Put down that the customer was told what became of a promise, so that `drift` does not ask for it again."""
    from promiselint.app import recording  # noqa: PLC0415 - as above
    from promiselint.model.ledger import Mark  # noqa: PLC0415
    from promiselint.report.words import safe  # noqa: PLC0415

    done = recording.told(promise, Mark(on, by, note), options_of(**given), ledger)
    again = "" if done.new else " (known already)"
    printing.say(safe(f"{done.promise}: told on {done.mark.on} by {done.mark.by}{again}") + "\n")
    return 0


@command.command("calendar")
@filters
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False),
              help="Write a file there for each person who answers for some, instead of one for all.")  # fmt: skip
@of_ledger
def calendar(folder: Path | None, **given: Any) -> int:
    """An iCalendar file of the deliveries that are still due, each on its last day.

    \b
    Examples:
      promiselint ledger calendar --owner anna > anna.ics
      promiselint ledger calendar --folder calendars/
    """  # noqa: D301 - \b is for click
    from promiselint.report import calendar as report  # noqa: PLC0415 - as above

    found = _found(given)
    if folder is None:
        printing.say(report.render(found))
        return 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise click.UsageError(f"--folder {folder} cannot be made ({fault.strerror or fault})") from None
    names: dict[str, int] = {}
    for owner, theirs in report.by_owner(found).items():
        name = _WORD.sub("-", owner).strip("-.")[:80] or "nobody"
        names[name.casefold()] = names.get(name.casefold(), 0) + 1
        same = f"-{names[name.casefold()]}" if names[name.casefold()] > 1 else ""
        path = folder / f"{name}{same}.ics"
        title = f"Promises due: {theirs[0].owner_name or owner}" if owner else "Promises due: nobody named"
        path.write_text(report.render(theirs, title), encoding="utf-8", newline="")
        printing.complain(f"{path}: {report.summary(theirs)}")
    return 0


command.add_command(stats)


@contextlib.contextmanager
def _unswept() -> Iterator[None]:
    """No search for garbage among 100,000 promises that are all to be shown: it takes a fifth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _found(given: dict[str, Any]) -> list[Entry]:
    from promiselint.app.recording import listed as asked  # noqa: PLC0415 - as above

    return asked(_wanted(given), options_of(**given), given["ledger"])


def _wanted(given: dict[str, Any]) -> Wanted:
    from promiselint.model.ledger import Wanted  # noqa: PLC0415 - as above

    return Wanted(
        given["customer"] or "",
        given["owner"] or "",
        given["feature"] or "",
        tuple(State(one) for one in given["states"]),
        given["due_before"],
        given["due_after"],
    )


def _drawn(form: str, entries: list[Entry]) -> str:
    from promiselint.report import ledger_list as report  # noqa: PLC0415 - as above

    if form == "ics":
        from promiselint.report.calendar import render  # noqa: PLC0415 - as above

        return render(entries)
    if form == "csv":
        return report.render_csv(entries)
    return report.render_json(entries) if form == "json" else report.render(entries)


def _written(form: str, whole: Everything) -> str:
    from promiselint.report import ledger_export as report  # noqa: PLC0415 - as above

    if form == "csv":
        return report.render_csv(whole)
    return report.render_jsonl(whole) if form == "jsonl" else report.render_json(whole)


def _json(found: Recorded) -> str:
    from promiselint.report.words import escaped  # noqa: PLC0415 - as above

    one = found.tally
    told = {
        "ledger": found.place, "documents": one.documents, "promises": one.promises, "new_promises": one.new,
        "new_versions": one.versions, "gone": one.gone,
        "errors": [{"path": each.path, "message": each.message} for each in found.errors],
        "warnings": list(found.warnings),
    }  # fmt: skip
    return escaped(json.dumps(told, ensure_ascii=False, indent=2)) + "\n"


def _text(found: Recorded) -> str:
    from promiselint.report.words import counted, safe  # noqa: PLC0415 - as above

    one = found.tally
    gone = f", {counted(one.gone, 'document')} gone" if one.gone else ""
    return safe(
        f"{found.place}: {counted(one.promises, 'promise')} in {counted(one.documents, 'document')}; "
        f"{counted(one.new, 'promise')} new, {counted(one.versions, 'version')} new{gone}."
    ) + "\n"  # fmt: skip
