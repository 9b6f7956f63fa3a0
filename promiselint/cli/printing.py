"""How things get out: findings to standard output, everything else to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import click

from promiselint.model.findings import FileError

#: From how many files on a run is long enough for a progress bar.
LONG = 50


def complain(line: str) -> None:
    """One line to standard error, without signs that could steer a terminal."""
    from promiselint.report.words import safe  # noqa: PLC0415 - only loaded where there is something to say

    sys.stdout.flush()
    click.echo(safe(line), err=True)


def complain_all(errors: Iterable[FileError], warnings: Iterable[str], *, quiet: bool) -> None:
    """Each input that could not be read, and, where not told to be quiet, each warning."""
    if not quiet:
        for line in warnings:
            complain(f"warning: {line}" if not line.startswith("warning") else line)
    for one in errors:
        complain(f"{one.path}: {one.message}")


def say(text: str, *, colour: bool = False, err: bool = False) -> None:
    """A whole text to standard output, or to standard error."""
    click.echo(text, nl=False, color=colour, err=err)


def coloured(choice: str) -> bool:
    """Whether to colour standard output: as told, else on a terminal where NO_COLOR is not set."""
    if choice != "auto":
        return choice == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def paint(words: str, colour: str) -> str:
    """The words in a colour, or bold."""
    return click.style(words, bold=True) if colour == "bold" else click.style(words, fg=colour)


def write_outputs(outputs: Iterable[tuple[str, Path]], render: Callable[[str], str]) -> None:
    """Each format into its file, “-” being standard output.

    One that cannot be written is told, and changes nothing else (contract §6).
    """
    for name, path in outputs:
        text = render(name)
        if str(path) == "-":
            say(text)
            continue
        try:
            path.write_text(text, encoding="utf-8", newline="\n")
        except OSError as fault:
            complain(f"{path}: cannot be written ({fault.strerror or fault})")


def progress(*, quiet: bool) -> Callable[[Sequence[str]], Iterable[str]]:
    """What shows how far a long run is, on a terminal only."""

    def shown(files: Sequence[str]) -> Iterator[str]:
        if quiet or len(files) <= LONG or not sys.stderr.isatty():
            yield from files
            return
        with click.progressbar(files, file=sys.stderr, label="reading", show_pos=True) as bar:
            yield from bar

    return shown
