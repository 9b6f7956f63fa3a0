"""The entry: finds the command, and turns what goes wrong into one clear line and an exit status."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from collections.abc import Mapping, Sequence

import click

from promiselint import __version__
from promiselint.model.errors import Misuse, PromiselintError, Unreadable

MISUSE, UNREADABLE, INTERNAL, INTERRUPTED, BROKEN_PIPE = 2, 3, 70, 130, 141

#: Each command in the order in which `--help` tells them -> what it does; its module has its name.
COMMANDS: Mapping[str, str] = {
    "check": "Find what goes past the roadmap.",
    "claims": "List every statement about the product, judged or not.",
    "explain": "A rule in plain words, or why a line was judged as it was.",
    "dates": "Show what is taken for a date in a text, and as what.",
    "rules": "The rules: list them, run their examples.",
    "roadmap": "The roadmap itself: check it, import it, its schema.",
    "owner": "Who answers for a document, and why.",
    "owners": "The people file: its schema, imports from a CRM.",
    "say": "What may be said of a feature today, ready to paste.",
    "deals": "Unreleased features that offers speak of, by deal.",
    "ledger": "What was promised, and what became of it.",
    "drift": "Promises that the changed roadmap has left behind, and who tells whom.",
    "digest": "What one person answers for, in a few lines.",
    "annotate": "Put the findings into a Word, PowerPoint or Excel file as comments.",
    "baseline": "Write down the findings that are there, so that only new ones count.",
    "lsp": "A language server: what a check says, in your editor.",
    "cache": "What is kept from run to run.",
    "init": "Write a commented roadmap, people and configuration to begin with.",
    "demo": "Findings on a bundled example.",
}


class LazyGroup(click.Group):
    """Commands that are imported only when they are asked for: `--version` waits for none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Every command, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        found = importlib.import_module(f"promiselint.cli.{cmd_name}").command
        return found if isinstance(found, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """Every command with what it does, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="promiselint")
def main() -> None:
    """Hold what your documents promise against your real roadmap.

    promiselint reads proposals, marketing copy and release notes (Markdown, HTML, Word, PowerPoint, Excel, PDF, mail
    and more; English and Swedish),
    finds every statement that you make about your product, and tells where it goes past your roadmap.

    \b
    To begin:
      promiselint demo                       findings on a bundled example
      promiselint init                       a roadmap, people and configuration to fill in
      promiselint check docs/                your documents against roadmap.yaml
      promiselint explain PL201              a rule in plain words
      promiselint explain docs/offer.md:12   why a line was judged as it was

    \b
    Exit status: 0 nothing at or above --fail-on (default: error), 1 findings, 2 wrong use, configuration or roadmap,
    3 an input could not be read (all others were still checked).
    """  # noqa: D301 - \b is for click


def run(arguments: Sequence[str] | None = None) -> None:
    """Run a command line and leave with its exit status; the only error handler there is."""
    _tolerant()
    try:
        status = main.main(args=arguments, prog_name="promiselint", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as fault:
        fault.show()
        status = fault.exit_code
    except PromiselintError as fault:
        status = _told(fault)
    except (KeyboardInterrupt, click.Abort):
        status = INTERRUPTED
    except BrokenPipeError:
        status = _hung_up()
    except Exception as fault:  # noqa: BLE001 - the one place where anything unexpected ends
        status = _internal(fault)
    sys.exit(status if isinstance(status, int) else 0)


def _told(fault: PromiselintError) -> int:
    from promiselint.cli.printing import complain  # noqa: PLC0415 - only needed when something went wrong

    for line in fault.faults if isinstance(fault, Misuse) else (str(fault),):
        complain(line)
    return UNREADABLE if isinstance(fault, Unreadable) else MISUSE


def _internal(fault: Exception) -> int:
    from promiselint.cli.printing import complain  # noqa: PLC0415 - as above

    if os.environ.get("PROMISELINT_DEBUG"):
        traceback.print_exc()
    what = " ".join(f"{type(fault).__name__}: {fault}".split())
    complain(f"promiselint: internal error: {what} (please report; PROMISELINT_DEBUG=1 shows where)")
    return INTERNAL


def _hung_up() -> int:
    """Nobody reads on: keep Python from complaining of it when it closes standard output."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return BROKEN_PIPE


def _tolerant() -> None:
    """A terminal that lacks a sign shows an escape in its place; nothing fails for it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
