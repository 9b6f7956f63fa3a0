"""The options that several commands share, and what they come to."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from promiselint.cli.printing import progress
from promiselint.report.forms import FORMS, WITH_DOCUMENTS

if TYPE_CHECKING:
    from promiselint.app.options import Options
    from promiselint.app.staging import Staged

Command = Callable[..., Any]
FORMATS = ("text", "json")
REPORTS = tuple(FORMS)  # of a whole report
_FILE = click.Path(path_type=Path)


class Output(click.ParamType[tuple[str, Path]]):
    """`FORMAT:FILE`."""

    name = "FORMAT:FILE"

    def __init__(self, forms: Sequence[str]) -> None:
        """`forms` are the formats that there are."""
        self.forms = forms

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Path]:
        """The format and the file; a usage error where it is not that."""
        if isinstance(value, tuple):
            return value
        form, colon, file = str(value).partition(":")
        if not colon or not file or form not in self.forms:
            self.fail(f"{value!r} is no FORMAT:FILE; expected {', '.join(self.forms)} with :FILE", param, ctx)
        return form, Path(file)


class Day(click.ParamType[dt.date]):
    """A day as 2027-01-31."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The day; a usage error where it is none."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day; expected one such as 2027-01-31", param, ctx)


def sources(command: Command) -> Command:
    """The options that name the files beside the documents."""
    option: Callable[[Command], Command]
    for option in (
        click.option("--config", type=_FILE, help="The configuration; else found upward from the files."),
        click.option("--owners", type=_FILE, help="The people file; else as for the roadmap, or owners.yaml upward."),
        click.option("--roadmap", type=_FILE, help="The roadmap, a file or a folder; else from the configuration or "
                     "roadmap.yaml upward."),
    ):  # fmt: skip
        command = option(command)
    return command


def reading(command: Command) -> Command:
    """The options of every command that reads documents (contract §6)."""
    return reading_into(FORMATS)(command)


def reading_into(forms: Sequence[str]) -> Callable[[Command], Command]:
    """The options of a command that reads documents and gives what it finds in one of these formats."""
    return lambda command: _reading(command, forms)


def _reading(command: Command, forms: Sequence[str]) -> Command:
    option: Callable[[Command], Command]
    for option in (
        click.option("-q", "--quiet", is_flag=True, help="No summary, no warnings, no progress bar."),
        click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True,
                     help="Colour; auto means on a terminal where NO_COLOR is not set."),
        click.option("--stdin-filename", metavar="PATH", help="With “-” among the paths: where standard input is to be "
                     "thought to lie. Its ending says how to read it."),
        click.option("--jobs", type=click.IntRange(min=0), default=0, show_default=True,
                     help="How many processes may read files; 0 is one for each processor, where that pays."),
        click.option("--no-cache", is_flag=True, help="Read everything anew."),
        click.option("--output", "outputs", type=Output(forms), multiple=True,
                     help="Also write the report to a file, “-” for standard output; may be given several times."),
        click.option("--format", "form", type=click.Choice(forms), default="text", show_default=True,
                     help="What goes to standard output."),
    ):  # fmt: skip
        command = option(command)
    return sources(command)


def _forms(given: Mapping[str, Any]) -> tuple[str, ...]:
    """Every format that was asked for."""
    return (str(given.get("form")), *(form for form, _ in given.get("outputs") or ()))


def staged(asked: Any) -> Staged | None:
    """Where documents are read from that are about to be committed; None = from the work tree."""
    if not asked:
        return None
    from promiselint.app.staging import Staged  # noqa: PLC0415 - few runs ask

    return Staged()


def options_of(paths: Sequence[str] = (), **given: Any) -> Options:
    """What was said on the command line, as the use cases take it; reads standard input where “-” is a path."""
    from promiselint.app.options import Options  # noqa: PLC0415 - --help needs nothing of app

    stdin = sys.stdin.buffer.read() if "-" in paths else None
    return Options(
        roadmap=given.get("roadmap"),
        owners=given.get("owners"),
        config=given.get("config"),
        stdin=stdin,
        stdin_name=given.get("stdin_filename"),
        jobs=given.get("jobs", 1),
        progress=progress(quiet=bool(given.get("quiet"))),
        unsure=bool(given.get("show_all")),
        baseline=given.get("baseline"),
        staged=staged(given.get("staged")),
        bare=bool(given.get("no_waivers")),
        keeps_documents=any(form in WITH_DOCUMENTS for form in _forms(given)),
        cache=not given.get("no_cache", True),
    )
