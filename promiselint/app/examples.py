"""The rules' own examples, run as documents: the same code for `rules test`, for our tests and for a user's pack."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from promiselint.app.answering import Answering
from promiselint.app.judging import heard, judge_one
from promiselint.app.opening import Rulebook, Workspace, open_rulebook, start_of, world_of
from promiselint.app.options import Options
from promiselint.claims.world import World
from promiselint.documents.reading import read
from promiselint.model.configuration import Configuration
from promiselint.model.documents import Document, Facts
from promiselint.model.errors import PromiselintError
from promiselint.model.findings import Finding
from promiselint.model.places import Place
from promiselint.model.rules import Example, Rule, Severity
from promiselint.records import people as people_file
from promiselint.records import roadmap as roadmap_file
from promiselint.report.trials import Trial, Trials
from promiselint.rulebook.rules import BoundRule

SAMPLE = "sample"
#: Rules whose findings come from what a run remembers of earlier ones: no single text can show them.
REMEMBERED = frozenset({"PL701"})


@dataclass(frozen=True, slots=True)
class Stage:
    """A sample company, opened: what the examples of one pack are held against."""

    workspace: Workspace
    world: World


def run_examples(options: Options, *, only: tuple[str, ...] = ()) -> Trials:
    """Run every example of every rule, or of the rules whose codes or names are in `only`.

    Raises:
        Misuse: a fault in a rule, a word list or a sample roadmap.
    """
    book = open_rulebook(start_of((), options), options, examples=True)
    stages = stages_of(book)
    wanted = {word.casefold() for word in only}
    done: list[Trial] = []
    rules = [one for one in book.rules if not wanted or {one.rule.code.casefold(), one.rule.name} & wanted]
    for bound in rules:
        done.extend(run_rule(bound, stages[_home(bound.rule, book)]))
    fired = {trial.code for trial in done if trial.example.flags and trial.fault == "" and not trial.skipped}
    dumb = tuple(one.rule.code for one in rules if one.rule.code not in fired | REMEMBERED)
    return Trials(tuple(done), len(rules), dumb)


def stages_of(book: Rulebook) -> Mapping[Path, Stage]:
    """For each pack the sample company that its examples are held against.

    Raises:
        Misuse: a fault in a sample roadmap or its people.
    """
    return {folder: _stage(folder, book) for folder in book.folders}


def run_rule(bound: BoundRule, stage: Stage) -> Iterator[Trial]:
    """Run one rule's examples."""
    for number, example in enumerate(bound.rule.examples, 1):
        skipped = bound.rule.code in REMEMBERED
        fault = "" if skipped else _fault(bound.rule, example, stage)
        yield Trial(bound.rule.code, bound.rule.name, number, example, fault, skipped)


def _fault(rule: Rule, example: Example, stage: Stage) -> str:
    """What is wrong with an example, "" where it is as stated."""
    try:
        document = read(f"example.{example.format}", example.text.encode(), defaults=_facts(example))
        fired = [one for one in findings(document, rule, stage) if one.code == rule.code]
    except (PromiselintError, LookupError) as error:
        return f"could not be run: {error}"
    if not example.flags:
        return f"should pass, and was flagged: {fired[0].message}" if fired else ""
    if not fired:
        return "should be flagged, and was not"
    if example.at and not any(stands_at(one, example.at, document) for one in fired):
        return f"should be flagged at “{example.at}”, and was at “{words_of(fired[0], document)}”"
    return ""


def findings(document: Document, rule: Rule, stage: Stage) -> list[Finding]:
    """Everything found in a document, the rule switched on whatever its usual severity."""
    weight = rule.severity if rule.severity is not Severity.OFF else Severity.WARNING
    configuration = replace(stage.workspace.book.configuration, rules={rule.code: weight})
    workspace = replace(stage.workspace, book=replace(stage.workspace.book, configuration=configuration))
    judged = judge_one(heard(document, workspace, stage.world), workspace)
    told, _ = Answering(workspace).of(judged.findings, document.facts, document)
    return [one.finding for one in told]


def stands_at(finding: Finding, words: str, document: Document) -> bool:
    """Whether a finding stands on, in or around the words."""
    start, end = _offset(finding.span.start, document), _offset(finding.span.end, document)
    at = document.text.find(words)
    while at >= 0:
        if at < max(end, start + 1) and start < at + len(words):
            return True
        at = document.text.find(words, at + 1)
    return False


def words_of(finding: Finding, document: Document) -> str:
    """The words of the document that a finding stands on."""
    return document.text[_offset(finding.span.start, document) : _offset(finding.span.end, document)]


def _offset(place: Place, document: Document) -> int:
    return document.line_starts[place.line - 1] + place.column - 1


def _facts(example: Example) -> Facts:
    told: dict[str, object] = {"language": example.language, **(example.facts or {})}
    if isinstance(told.get("date"), str):
        told["date"] = dt.date.fromisoformat(str(told["date"]))
    return Facts(**told)  # type: ignore[arg-type]


def _home(rule: Rule, book: Rulebook) -> Path:
    """The pack that a rule comes from."""
    path = Path(rule.path)
    return next(folder for folder in reversed(book.folders) if path.is_relative_to(folder))


def _stage(folder: Path, book: Rulebook) -> Stage:
    """The pack's own sample company, else ours."""
    sample = folder / SAMPLE if (folder / SAMPLE / "roadmap.yaml").is_file() else book.folders[0] / SAMPLE
    roadmap = roadmap_file.read(sample / "roadmap.yaml", dt.date(2027, 1, 1))
    owners = sample / "owners.yaml"
    people = people_file.read(owners) if owners.is_file() else None
    own: Mapping[str, str] = book.configuration.pipelines
    configuration = Configuration(pipelines=own, fiscal_year_start=book.configuration.fiscal_year_start)
    workspace = Workspace(replace(book, configuration=configuration), roadmap, people, roadmap.as_of, ())
    return Stage(workspace, world_of(workspace))
