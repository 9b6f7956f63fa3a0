"""Only what is new: since a commit, or since the roadmap of a commit. The whole is always read, then filtered."""

from __future__ import annotations

import contextlib
import functools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

from promiselint.app.answering import NO_OWNER
from promiselint.app.judging import outcome_of, remembering
from promiselint.app.opening import Workspace, memory_of, open_workspace, world_of
from promiselint.app.options import Options
from promiselint.app.reading import Opened, opened
from promiselint.app.revisions import Revision
from promiselint.model.errors import Misuse, Unreadable
from promiselint.model.findings import Answered, Finding, Report, Silenced
from promiselint.model.places import Span

if TYPE_CHECKING:
    from promiselint.claims.world import World

UNCHANGED = "unchanged"


def since_commit(report: Report, workspace: Workspace, revision: Revision, options: Options) -> Report:
    """The report with findings on lines that changed since the commit, and those that the commit did not have.

    So a line that stayed as it was is told where the roadmap, the rules or the rest of its document made it wrong.
    """
    with _then(workspace, revision, options) as (old, world):
        return _filtered(
            report, f"not on lines changed since {revision.name}, and found there too",
            lambda path, found: _new_since(path, found, workspace, revision, old, world, options),
        )  # fmt: skip


def since_roadmap(report: Report, workspace: Workspace, revision: Revision, options: Options) -> Report:
    """The report with what the roadmap of the commit allowed and today's does not; documents as they are."""
    with _then(workspace, revision, options) as (old, world):

        def new(path: str, found: list[Finding]) -> list[bool]:
            before = _marks(opened(path, workspace, options), old, world)
            return [_taken(before, one) for one in found]

        return _filtered(report, f"found with the roadmap of {revision.name} too", new)


@contextlib.contextmanager
def _then(
    workspace: Workspace, revision: Revision, options: Options
) -> Iterator[tuple[Workspace, Callable[[], World]]]:
    """The workspace with the roadmap of the commit."""
    path = revision.path(Path(workspace.roadmap.path))
    if path is None:
        raise Misuse(f"{revision.name}: {workspace.roadmap.path} is not there; expected a commit that has the roadmap")
    old = open_workspace((), replace(options, roadmap=path, today=workspace.today))
    # All else is as it is now: only the roadmap's own word is of that day.
    old = replace(workspace, roadmap=replace(old.roadmap, fiscal_year_start=workspace.roadmap.fiscal_year_start))
    with memory_of(options) as memory:
        yield old, functools.cache(lambda: remembering(world_of(old, memory)))


def _new_since(
    path: str,
    found: list[Finding],
    workspace: Workspace,
    revision: Revision,
    old: Workspace,
    world: Callable[[], World],
    options: Options,
) -> list[bool]:
    """Whether each finding of a document is on a changed line, or was not there before."""
    content = revision.content(path)
    if content is None:
        return [True] * len(found)
    now = opened(path, workspace, options)
    then = Opened(now.path, content, now.sidecar, old)
    try:
        changed = _changed_lines(then.document.text, now.document.text)
        before = _marks(then, old, world)
    except Unreadable:
        return [True] * len(found)
    fresh = [_taken(before, one) for one in found]
    return [new or _touches(one.span, changed) for one, new in zip(found, fresh, strict=True)]


def _marks(source: Opened, workspace: Workspace, world: Callable[[], World]) -> Counter[str]:
    """The fingerprints of a document's findings, as often as they stand; silenced ones were there too."""
    outcome = outcome_of(source.document, workspace, world())
    every = (*outcome.findings, *(one.finding for one in outcome.silenced))
    return Counter(one.fingerprint for one in every)


def _taken(before: Counter[str], finding: Finding) -> bool:
    """Whether a finding is new: none of those before is it."""
    if before[finding.fingerprint]:
        before[finding.fingerprint] -= 1
        return False
    return True


def _changed_lines(before: str, after: str) -> frozenset[int]:
    """The numbers of the lines of `after` that are new or other ones, from 1."""
    matcher = SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False)
    return frozenset(
        number + 1
        for tag, _, _, low, high in matcher.get_opcodes()
        if tag in {"replace", "insert"}
        for number in range(low, high)
    )


def _touches(span: Span, lines: frozenset[int]) -> bool:
    return any(number in lines for number in range(span.start.line, span.end.line + 1))


def _filtered(report: Report, reason: str, new: Callable[[str, list[Finding]], list[bool]]) -> Report:
    """The report with only what is new; the rest is silenced, so that no format loses it."""
    by_path: dict[str, list[Answered]] = {}
    for one in report.findings:
        by_path.setdefault(one.finding.path, []).append(one)
    kept: list[Answered] = []
    silenced = list(report.silenced)
    for path, found in by_path.items():
        fresh = dict(zip(map(id, found), new(path, [each.finding for each in found]), strict=True))
        # That nobody answers for a finding is as new as the finding.
        spans = {one.finding.span for one in found if fresh[id(one)] and one.finding.code != NO_OWNER}
        for one in found:
            if one.finding.span in spans if one.finding.code == NO_OWNER else fresh[id(one)]:
                kept.append(one)
            else:
                silenced.append(Silenced(one.finding, reason, "", None, UNCHANGED))
    ordered = sorted(silenced, key=lambda one: (one.finding.path, one.finding.span, one.finding.code))
    return replace(report, findings=tuple(kept), silenced=tuple(ordered))
