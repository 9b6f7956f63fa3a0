"""Who answers for each finding, who put it there, and what nobody answers for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from promiselint.model.documents import Document, Facts
from promiselint.model.findings import Answered, Finding, Silenced
from promiselint.model.rules import Severity

if TYPE_CHECKING:
    from promiselint.app.introducing import Introductions
    from promiselint.app.opening import Workspace
    from promiselint.app.reading import Opened
    from promiselint.judge.waive import Waiver

NO_OWNER = "PL601"


class Answering:
    """The answers of one run."""

    def __init__(self, workspace: Workspace, introductions: Introductions | None = None) -> None:
        """Without `introductions` nobody is asked who put a promise there."""
        from promiselint.owners.ladder import Answers  # noqa: PLC0415 - --help shall not wait for it

        self._workspace, self._introductions = workspace, introductions
        self._answers = Answers(workspace.people, workspace.today)

    def of(
        self, findings: Sequence[Finding], facts: Facts, source: Document | Opened
    ) -> tuple[list[Answered], tuple[Silenced, ...]]:
        """Each finding of a document with who answers for it; what nobody answers for is a finding too (PL601)."""
        from promiselint.judge.run import silence, weight  # noqa: PLC0415
        from promiselint.owners.ladder import attribute, unresolved  # noqa: PLC0415

        workspace = self._workspace
        told = [self._one(finding, facts, source) for finding in findings]
        rule = next((one.rule for one in workspace.book.rules if one.rule.code == NO_OWNER), None)
        if rule is None:
            return told, ()
        heavy = weight(rule, severities(source.path, workspace))
        missed = {
            one.fingerprint: (one, each)
            for each in told
            if (one := unresolved(each.finding, each.owner, rule, heavy)) is not None
        }
        if not missed:
            return told, ()
        left = silence(
            [one for one, _ in missed.values()],
            source if isinstance(source, Document) else source.document,
            workspace.book.rules,
            workspace.today,
            waivers=waivers_of(workspace),
            mandatory=workspace.book.configuration.mandatory,
            path=seen_by_patterns(source.path, workspace),
        )
        kept = ((one, missed[one.fingerprint][1]) for one in left.findings)
        return [*told, *(attribute(one, about.owner, about.introduction) for one, about in kept)], left.silenced

    def _one(self, finding: Finding, facts: Facts, source: Document | Opened) -> Answered:
        from promiselint.owners.authors import introducer  # noqa: PLC0415
        from promiselint.owners.ladder import attribute  # noqa: PLC0415

        told = None
        if self._introductions is not None and not isinstance(source, Document):
            told = self._introductions.of(finding, source)
        by = introducer(told, self._workspace.people)
        who = self._answers.of(facts, source.path, by, told.on if told else None)
        return attribute(finding, who, told)


def severities(path: str, workspace: Workspace) -> Mapping[str, Severity]:
    """How much each rule weighs in this document, by code, where the configuration says so."""
    from promiselint.records.configuration import settings_for  # noqa: PLC0415

    _, weights = settings_for(workspace.book.configuration, path)
    return weights


def waivers_of(workspace: Workspace) -> tuple[Waiver, ...]:
    """The configuration's waivers as the judge takes them; none where nothing is to be silenced."""
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


def seen_by_patterns(path: str, workspace: Workspace) -> str:
    """The path as patterns of the configuration mean it: from its folder; as it is where there is none."""
    from promiselint.records.patterns import relative  # noqa: PLC0415

    configuration = workspace.book.configuration
    return (relative(path, configuration.folder) or path) if configuration.path else path
