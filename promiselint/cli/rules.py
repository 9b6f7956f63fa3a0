"""`promiselint rules`."""

from __future__ import annotations

from pathlib import Path

import click

from promiselint.cli import printing
from promiselint.cli.options import FORMATS, options_of

_CONFIG = click.option("--config", type=click.Path(path_type=Path),
                       help="The configuration, whose rule packs count too; else found upward from here.")  # fmt: skip


@click.group("rules", short_help="The rules: list them, run their examples.")
def command() -> None:
    """List the rules, ours and those of your own packs, or run the examples that each of them carries."""


@command.command("list")
@click.option("--format", "form", type=click.Choice([*FORMATS, "markdown"]), default="text", show_default=True,
              help="Of the answer.")  # fmt: skip
@_CONFIG
def listed(form: str, config: Path | None) -> int:
    """List every rule with its code, name, severity and what it flags."""
    from promiselint.app.opening import open_rulebook, start_of  # noqa: PLC0415 - --help shall not wait for it
    from promiselint.report import rulelist  # noqa: PLC0415

    options = options_of(config=config)
    rules = [one.rule for one in open_rulebook(start_of((), options), options).rules]
    renders = {"text": rulelist.render, "json": rulelist.render_json, "markdown": rulelist.render_markdown}
    printing.say(renders[form](sorted(rules, key=lambda rule: rule.code)))
    return 0


@command.command("test")
@click.argument("rules", nargs=-1, metavar="[RULES]...")
@click.option("--coverage", is_flag=True, help="Fail also for a rule that no example makes fire.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="Of the answer.")
@_CONFIG
def tested(rules: tuple[str, ...], coverage: bool, form: str, config: Path | None) -> int:
    """Run the examples of every rule, or of RULES by code or name, and tell which are not as stated.

    A rule has to fire on the text of an example that `flags`, and not on one that `passes`. The exit status is 1
    where one does otherwise.
    """
    from promiselint.app.examples import run_examples  # noqa: PLC0415 - --help shall not wait for it
    from promiselint.report import trials  # noqa: PLC0415

    done = run_examples(options_of(config=config), only=rules)
    printing.say(trials.render_json(done) if form == "json" else trials.render(done, coverage=coverage))
    return 1 if done.failed or (coverage and done.dumb) else 0
