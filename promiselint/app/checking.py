"""The use cases that read documents: check and claims."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from promiselint.app.answering import Answering
from promiselint.app.judging import heard, outcome_of, remembering
from promiselint.app.keeping import kept, with_all
from promiselint.app.known import baseline_of, told_apart
from promiselint.app.opening import Workspace, memory_of, open_workspace, world_of
from promiselint.app.options import Options
from promiselint.app.reading import UNNAMED, Opened, each_document, each_file
from promiselint.app.remembered import Outcomes
from promiselint.model.documents import Document
from promiselint.model.findings import Answered, Finding, Read, Report, Silenced
from promiselint.report.claimed import Claim, Claims

if TYPE_CHECKING:
    from promiselint.claims.world import World

    #: What is done with a document before it is judged: `fixing` gives it back as it is after its fixes.
    Mend = Callable[[Document, World], Document]


def check(paths: Sequence[str], options: Options) -> Report:
    """Everything that the documents at `paths` promise out of line with the roadmap, and who answers for it.

    Raises:
        Misuse: no roadmap, no file, or a fault in a file that people wrote.
    """
    workspace = open_workspace(paths, options)
    report = check_in(workspace, paths, options)
    known = baseline_of(workspace, options)
    return report if known is None else told_apart(report, known)


def check_in(workspace: Workspace, paths: Sequence[str], options: Options, mend: Mend | None = None) -> Report:
    """As `check`, where the workspace is open already; each document as `mend` leaves it."""
    from promiselint.app.introducing import Introductions  # noqa: PLC0415 - --help shall not wait for it

    findings: list[Answered] = []
    silenced: list[Silenced] = []
    warnings: list[str] = list(workspace.warnings)
    read_paths: list[str] = []
    read: list[Read] = []
    statements = hidden = 0

    def visit(opened: Opened) -> None:
        nonlocal statements, hidden
        outcome = None if mend else outcomes.recalled(opened)
        if outcome is None or options.keeps_documents:
            document = mend(opened.document, world()) if mend else opened.document
        if options.keeps_documents:
            read.append(kept(document, workspace, world()))
        if outcome is None:
            outcome = outcome_of(document, workspace, world())
            if not mend:
                outcomes.keep(opened, outcome)
        told, more = answering.of(outcome.findings, outcome.facts, opened)
        findings.extend(told)
        silenced.extend((*outcome.silenced, *more))
        statements += outcome.statements
        hidden += outcome.hidden
        warnings.extend(outcome.warnings)
        read_paths.append(opened.path)

    with contextlib.ExitStack() as stack:
        memory = stack.enter_context(memory_of(options))
        outcomes = Outcomes(workspace, memory)
        options = _spread(paths, workspace, options, outcomes) if mend is None else options
        world = functools.cache(lambda: remembering(world_of(workspace, memory)))  # not made where all is known
        introductions = Introductions(workspace, memory, world) if options.history else None
        if introductions is not None:
            stack.callback(introductions.close)
        answering = Answering(workspace, introductions)
        files, errors = each_file(paths, workspace, options, visit)
    roadmap = workspace.roadmap
    report = Report(
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
        rules=tuple(one.rule for one in workspace.book.rules),
    )
    return with_all(report, read, workspace) if options.keeps_documents else report


def _spread(paths: Sequence[str], workspace: Workspace, options: Options, outcomes: Outcomes) -> Options:
    """Judge in several processes what is not known yet, where it pays; the options for what is left to be done."""
    if options.jobs == 1:
        return options
    new: dict[str, int] = {}

    def visit(opened: Opened) -> None:
        piped = opened.path in {UNNAMED, options.stdin_name}
        if not piped and outcomes.recalled(opened) is None:
            new[opened.path] = len(opened.content)

    each_file(paths, workspace, replace(options, progress=iter), visit)
    if len(new) < 2:
        return options
    from promiselint.app import spreading  # noqa: PLC0415 - processes are heavy to import

    count = spreading.workers(options.jobs, new.values())
    if count < 2:
        return options
    shown = iter(options.progress(tuple(new)))
    for path, outcome in spreading.spread(tuple(new), spreading.Task(tuple(paths), options), count):
        outcomes.make(path, outcome)
        next(shown, None)
    return replace(options, progress=iter)


def claims(paths: Sequence[str], options: Options) -> Claims:
    """Every statement of the vendor's in the documents, judged or not.

    Raises:
        Misuse: as `check`.
    """
    workspace = open_workspace(paths, options)
    found: list[Claim] = []
    warnings: list[str] = list(workspace.warnings)

    def visit(document: Document) -> None:
        situation = heard(document, workspace, world)
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


def _place(finding: Finding) -> tuple[object, ...]:
    return finding.path, finding.span, finding.code, finding.fingerprint
