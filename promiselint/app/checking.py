"""The use cases that read documents: check, claims, and who answers."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from promiselint.app.opening import Workspace, memory_of, open_workspace, world_of
from promiselint.app.options import Options
from promiselint.app.reading import UNNAMED, Opened, each_document, each_file, open_document
from promiselint.app.remembered import Outcome, Outcomes
from promiselint.model.documents import Document, Facts
from promiselint.model.findings import Answered, Finding, Owner, Report, Silenced
from promiselint.model.rules import Severity
from promiselint.report.claimed import Claim, Claims

if TYPE_CHECKING:
    from promiselint.claims.world import World
    from promiselint.judge.run import Judged
    from promiselint.judge.waive import Waiver
    from promiselint.model.situation import Situation
    from promiselint.owners.ladder import Answers
    from promiselint.rewriting.edits import Rewrite

    #: What is done with a document before it is judged: `fixing` gives it back as it is after its fixes.
    Mend = Callable[[Document, World], Document]

NO_OWNER = "PL601"


def check(paths: Sequence[str], options: Options) -> Report:
    """Everything that the documents at `paths` promise out of line with the roadmap, and who answers for it.

    Raises:
        Misuse: no roadmap, no file, or a fault in a file that people wrote.
    """
    from promiselint.app.baselining import baseline_of, told_apart  # noqa: PLC0415 - it imports this module

    workspace = open_workspace(paths, options)
    report = check_in(workspace, paths, options)
    known = baseline_of(workspace, options)
    return report if known is None else told_apart(report, known)


def check_in(workspace: Workspace, paths: Sequence[str], options: Options, mend: Mend | None = None) -> Report:
    """As `check`, where the workspace is open already; each document as `mend` leaves it."""
    from promiselint.owners.ladder import Answers  # noqa: PLC0415 - --help shall not wait for it

    answers = Answers(workspace.people, workspace.today)
    findings: list[Answered] = []
    silenced: list[Silenced] = []
    warnings: list[str] = list(workspace.warnings)
    read_paths: list[str] = []
    statements = hidden = 0

    def visit(opened: Opened) -> None:
        nonlocal statements, hidden
        outcome = None if mend else outcomes.recalled(opened)
        if outcome is None:
            document = mend(opened.document, world()) if mend else opened.document
            outcome = outcome_of(document, workspace, world())
            if not mend:
                outcomes.keep(opened, outcome)
        told, more = answered(outcome.findings, outcome.facts, opened, workspace, answers)
        findings.extend(told)
        silenced.extend((*outcome.silenced, *more))
        statements += outcome.statements
        hidden += outcome.hidden
        warnings.extend(outcome.warnings)
        read_paths.append(opened.path)

    with memory_of(options) as memory:
        outcomes = Outcomes(workspace, memory)
        options = _spread(paths, workspace, options, outcomes) if mend is None else options
        world = functools.cache(lambda: remembering(world_of(workspace, memory)))  # not made where all is known
        files, errors = each_file(paths, workspace, options, visit)
    roadmap = workspace.roadmap
    return Report(
        roadmap_path=roadmap.path,
        as_of=roadmap.as_of,
        features=len(roadmap.features),
        files=files,
        statements=statements,
        findings=tuple(sorted(findings, key=lambda one: _place(one.finding))),
        silenced=tuple(sorted(silenced, key=lambda one: _place(one.finding))),
        errors=errors,
        warnings=tuple(dict.fromkeys(warnings)),
        unsure_hidden=hidden,
        paths=tuple(sorted(read_paths)),
    )


def _spread(paths: Sequence[str], workspace: Workspace, options: Options, outcomes: Outcomes) -> Options:
    """Judge in several processes what is not known yet, where it pays; the options for what is left to be done."""
    if options.jobs == 1:
        return options
    from promiselint.app import spreading  # noqa: PLC0415 - processes are heavy to import

    new: dict[str, int] = {}

    def visit(opened: Opened) -> None:
        piped = opened.path in {UNNAMED, options.stdin_name}
        if not piped and outcomes.recalled(opened) is None:
            new[opened.path] = len(opened.content)

    each_file(paths, workspace, replace(options, progress=iter), visit)
    count = spreading.workers(options.jobs, new.values())
    if count < 2:
        return options
    shown = iter(options.progress(tuple(new)))
    for path, outcome in spreading.spread(tuple(new), spreading.Task(tuple(paths), options), count):
        outcomes.make(path, outcome)
        next(shown, None)
    return replace(options, progress=iter)


def outcome_of(document: Document, workspace: Workspace, world: World) -> Outcome:
    """What one document comes to, before anybody is asked who answers for it."""
    situation, judged, _ = rewritten(document, workspace, world)
    return Outcome(
        document.facts, judged.findings, judged.silenced, counted(situation), len(judged.unsure), document.warnings
    )


def claims(paths: Sequence[str], options: Options) -> Claims:
    """Every statement of the vendor's in the documents, judged or not.

    Raises:
        Misuse: as `check`.
    """
    workspace = open_workspace(paths, options)
    found: list[Claim] = []
    warnings: list[str] = list(workspace.warnings)

    def visit(document: Document) -> None:
        situation = situation_of(document, world)
        warnings.extend(document.warnings)
        for one in situation.statements:
            if one.kind.value == "other":
                continue
            block = document.blocks[one.block]
            feature = situation.features.get(one.feature.feature) if one.feature else None
            span = document.span(block, one.start, one.end)
            found.append(Claim(document.path, span, document.locator(block, one.start), one, feature))

    with memory_of(options) as memory:
        world = world_of(workspace, memory)
        files, errors = each_document(paths, workspace, options, visit)
    ordered = tuple(sorted(found, key=lambda one: (one.path, one.span, one.statement.kind.value)))
    roadmap = workspace.roadmap
    warned = tuple(dict.fromkeys(warnings))
    return Claims(roadmap.path, roadmap.as_of, len(roadmap.features), files, ordered, errors, warned)


def owner(path: str, options: Options) -> tuple[Document, Owner]:
    """Who answers for what the document at `path` says, and why.

    Raises:
        Misuse: as `check`.
        Unreadable: the document cannot be read.
    """
    from promiselint.owners.ladder import answer  # noqa: PLC0415

    workspace = open_workspace((path,), options)
    document = open_document(path, workspace, options)
    return document, answer(document.facts, document.path, workspace.people, workspace.today)


def situation_of(document: Document, world: World) -> Situation:
    """What the document says, ready to be judged."""
    from promiselint.claims.extraction import extract  # noqa: PLC0415 - --help shall not wait for spaCy

    return extract(document, world)


def counted(situation: Situation) -> int:
    """How many statements of the contract's kinds there are."""
    return sum(one.kind.value != "other" for one in situation.statements)


def severities(path: str, workspace: Workspace) -> Mapping[str, Severity]:
    """How much each rule weighs in this document, by code, where the configuration says so."""
    from promiselint.records.configuration import settings_for  # noqa: PLC0415

    _, weights = settings_for(workspace.book.configuration, path)
    return weights


def judge_one(situation: Situation, workspace: Workspace) -> Judged:
    """One document under the rules, suppressions and waivers of the workspace."""
    from promiselint.judge.run import judge  # noqa: PLC0415

    if workspace.bare:
        situation = replace(situation, document=replace(situation.document, directives=()))
    document, book = situation.document, workspace.book
    return judge(
        situation,
        book.rules,
        severities(document.path, workspace),
        waivers=_waivers(workspace),
        mandatory=book.configuration.mandatory,
        today=workspace.today,
        path=_seen(document.path, workspace),
        unsure=workspace.unsure,
    )


def remembering(world: World) -> World:
    """The world with a reader that parses nothing twice: trying rewrites costs little then."""
    from promiselint.rewriting.memory import Remembering  # noqa: PLC0415

    return replace(world, reader=Remembering(world.reader))


def rewritten(document: Document, workspace: Workspace, world: World) -> tuple[Situation, Judged, tuple[Rewrite, ...]]:
    """A document read and judged, each finding with the sentence that may stand instead; and those sentences."""
    from promiselint.rewriting.proposing import proposed  # noqa: PLC0415

    situation = situation_of(document, world)
    judged = judge_one(situation, workspace)

    def engine(changed: Document) -> Judged:
        return judge_one(situation_of(changed, world), workspace)

    return situation, *proposed(judged, situation, workspace.book.rules, world, engine)


def answered(
    findings: Sequence[Finding], facts: Facts, source: Document | Opened, workspace: Workspace, answers: Answers
) -> tuple[list[Answered], tuple[Silenced, ...]]:
    """Each finding with who answers for it; what nobody answers for is a finding too (PL601)."""
    from promiselint.judge.run import silence, weight  # noqa: PLC0415
    from promiselint.owners.ladder import attribute, unresolved  # noqa: PLC0415

    who = answers.of(facts, source.path)
    told = [attribute(finding, who) for finding in findings]
    rule = next((one.rule for one in workspace.book.rules if one.rule.code == NO_OWNER), None)
    if rule is None:
        return told, ()
    heavy = weight(rule, severities(source.path, workspace))
    missed = [one for finding in findings if (one := unresolved(finding, who, rule, heavy)) is not None]
    if not missed:
        return told, ()
    left = silence(
        missed,
        source if isinstance(source, Document) else source.document,
        workspace.book.rules,
        workspace.today,
        waivers=_waivers(workspace),
        mandatory=workspace.book.configuration.mandatory,
        path=_seen(source.path, workspace),
    )
    return [*told, *(attribute(finding, who) for finding in left.findings)], left.silenced


def _waivers(workspace: Workspace) -> tuple[Waiver, ...]:
    from promiselint.judge import waive  # noqa: PLC0415

    if workspace.bare:
        return ()

    return tuple(
        waive.Waiver(
            reason=one.reason,
            path=one.path or "",
            rules=(one.rule,),
            words=one.words or "",
            fingerprint=one.fingerprint or "",
            approver=one.by,
            until=one.until,
            source=one.source,
        )
        for one in workspace.book.configuration.waivers
    )


def _seen(path: str, workspace: Workspace) -> str:
    """The path as patterns of the configuration mean it: from its folder; as it is where there is none."""
    from promiselint.records.patterns import relative  # noqa: PLC0415

    configuration = workspace.book.configuration
    return (relative(path, configuration.folder) or path) if configuration.path else path


def _place(finding: Finding) -> tuple[object, ...]:
    return finding.path, finding.span, finding.code, finding.fingerprint
