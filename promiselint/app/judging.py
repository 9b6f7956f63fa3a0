"""One document judged: read, held against the roadmap, each finding with the sentence that may stand instead."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from promiselint.app.answering import seen_by_patterns, severities, waivers_of
from promiselint.app.opening import Workspace
from promiselint.app.remembered import Outcome
from promiselint.model.documents import Document

if TYPE_CHECKING:
    from promiselint.claims.world import World
    from promiselint.judge.run import Judged
    from promiselint.model.situation import Situation
    from promiselint.rewriting.edits import Rewrite


def outcome_of(document: Document, workspace: Workspace, world: World) -> Outcome:
    """What one document comes to, before anybody is asked who answers for it."""
    situation, judged, _ = rewritten(document, workspace, world)
    return Outcome(
        document.facts, judged.findings, judged.silenced, counted(situation), len(judged.unsure), document.warnings
    )


def situation_of(document: Document, world: World) -> Situation:
    """What the document says, ready to be judged."""
    from promiselint.claims.extraction import extract  # noqa: PLC0415 - --help shall not wait for spaCy

    return extract(document, world)


def heard(document: Document, workspace: Workspace, world: World) -> Situation:
    """What the document says, guarantees, service levels and extents told from what the product can do."""
    from promiselint.judge.kinds import with_kinds  # noqa: PLC0415 - as above

    return with_kinds(situation_of(document, world), workspace.book.rules)


def counted(situation: Situation) -> int:
    """How many statements of the contract's kinds there are."""
    return sum(one.kind.value != "other" for one in situation.statements)


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
        waivers=waivers_of(workspace),
        mandatory=book.configuration.mandatory,
        today=workspace.today,
        path=seen_by_patterns(document.path, workspace),
        unsure=workspace.unsure,
    )


def remembering(world: World) -> World:
    """The world with a reader that parses nothing twice: trying rewrites costs little then."""
    from promiselint.rewriting.memory import Remembering  # noqa: PLC0415

    return replace(world, reader=Remembering(world.reader))


def rewritten(document: Document, workspace: Workspace, world: World) -> tuple[Situation, Judged, tuple[Rewrite, ...]]:
    """A document read and judged, each finding with the sentence that may stand instead; and those sentences."""
    from promiselint.rewriting.proposing import proposed  # noqa: PLC0415

    situation = heard(document, workspace, world)
    judged = judge_one(situation, workspace)

    def engine(changed: Document) -> Judged:
        return judge_one(heard(changed, workspace, world), workspace)

    return situation, *proposed(judged, situation, workspace.book.rules, world, engine)
