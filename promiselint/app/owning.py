"""`promiselint owner`: who answers for a document, or for what one of its lines promises, told as a short story."""

from __future__ import annotations

import contextlib
import functools

from promiselint.app.answering import Answering
from promiselint.app.introducing import Introductions
from promiselint.app.judging import heard, judge_one, remembering
from promiselint.app.opening import Workspace, memory_of, open_workspace, world_of
from promiselint.app.options import Options
from promiselint.app.reading import Opened, opened
from promiselint.model.documents import Document
from promiselint.model.errors import Misuse
from promiselint.model.findings import Finding, Owner
from promiselint.model.rules import Severity
from promiselint.model.situation import Situation
from promiselint.model.statements import Kind, Statement
from promiselint.report.owned import Owned, Promised


def owner(path: str, line: int | None, options: Options) -> Owned:
    """Who answers for a document and why; with a line, for each promise there, and who put it there.

    Raises:
        Misuse: as `check`; there is no such line.
        Unreadable: the document cannot be read.
    """
    workspace = open_workspace((path,), options)
    source = opened(path, workspace, options)
    if line is None:
        return Owned(source.document.path, _whole(source, workspace))
    many = source.document.text.count("\n") + 1
    if not 1 <= line <= many:
        raise Misuse(f"{path}:{line}: there is no such line; expected one of 1 to {many}")
    with contextlib.ExitStack() as stack:
        memory = stack.enter_context(memory_of(options))
        world = functools.cache(lambda: remembering(world_of(workspace, memory)))
        introductions = Introductions(workspace, memory, world)
        stack.callback(introductions.close)
        situation = heard(source.document, workspace, world())
        found = [*judge_one(situation, workspace).findings, *_standing(situation)]
        here = [one for one in found if one.span.start.line <= line <= one.span.end.line]
        answering = Answering(workspace, introductions)
        told = answering.of(here, source.document.facts, source)[0]
        promised: dict[tuple[str, object], Promised] = {}
        for one in told:
            said = one.finding.statement.text if one.finding.statement else one.finding.excerpt
            key = (" ".join(said.split()), one.introduction)
            codes = (
                *(promised[key].codes if key in promised else ()),
                *([one.finding.code] if one.finding.code else []),
            )
            promised[key] = Promised(one.finding.span, key[0], one.owner, one.introduction, tuple(dict.fromkeys(codes)))
        return Owned(source.document.path, _whole(source, workspace), line, tuple(promised.values()))


def _whole(source: Opened, workspace: Workspace) -> Owner:
    from promiselint.owners.ladder import answer  # noqa: PLC0415 - as it is asked in `check`

    return answer(source.document.facts, source.document.path, workspace.people, workspace.today)


def _standing(situation: Situation) -> list[Finding]:
    """What is promised and breaks no rule, as if it were found: somebody answers for it as well."""
    return [
        as_found(one, situation.document)
        for one in situation.statements
        if one.kind is not Kind.OTHER or one.feature is not None
    ]


def as_found(said: Statement, document: Document) -> Finding:
    """A statement as if it were found: so that it can be asked who answers for it."""
    block = document.blocks[said.block]
    span = document.span(block, said.start, said.end)
    return Finding(
        "", "", Severity.INFO, document.path, span, said.text, "", "", "", said,
        locator=document.locator(block, said.start), block=said.block,
    )  # fmt: skip
