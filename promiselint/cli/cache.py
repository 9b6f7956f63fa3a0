"""`promiselint cache`."""

from __future__ import annotations

import click

from promiselint.cli import printing


@click.group("cache", short_help="What is kept from run to run.")
def command() -> None:
    """Show where results are kept from run to run, or take them away.

    Sentences, documents and findings are kept in your own cache folder, or in the one that PROMISELINT_CACHE names, so
    that what has not changed is not read again. Taking them away loses nothing: they are made anew.
    """


@command.command("clean", short_help="Take everything away that was kept.")
def clean() -> int:
    """Take away everything that was kept from earlier runs."""
    from promiselint.cache.store import Store, usual_folder  # noqa: PLC0415 - --help shall not wait for it

    store = Store(usual_folder())
    freed = store.clean()
    printing.say(f"{store.path.parent.as_posix()}: {freed / 1_000_000:.1f} MB taken away\n")
    return 0


@command.command("where", short_help="Say where results are kept.")
def where() -> int:
    """Say in which folder results are kept from run to run."""
    from promiselint.cache.store import usual_folder  # noqa: PLC0415

    printing.say(f"{usual_folder().as_posix()}\n")
    return 0
