"""`promiselint drift` against the ledger: its promises, each with the word of the roadmap at the time of recording."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from promiselint.app.drifting import Calls
from promiselint.app.drifting_roadmaps import Roadmaps
from promiselint.app.opening import Workspace, near, open_workspace
from promiselint.app.options import Options
from promiselint.app.promising import placed, word_on
from promiselint.app.reading import opened
from promiselint.app.recording import ledger_of
from promiselint.git.commands import GitFault
from promiselint.git.places import repository_of
from promiselint.ledger.backing import Backing, says_the_same
from promiselint.model.errors import Misuse, Unreadable
from promiselint.model.promises import Drifted
from promiselint.report.drift_calls import Drift

if TYPE_CHECKING:
    from promiselint.ledger.drift_rows import Tellings


def drift_of_ledger(paths: Sequence[str], options: Options, named: str | None) -> Drift:
    """What the ledger's promises have drifted, of documents at or below `paths`, if there are any.

    What a customer was told of (`ledger told`) is told again only where the roadmap has changed since then.

    Raises:
        Misuse: as `check`; there is no ledger, or it cannot be read.
    """
    from promiselint.ledger.drift_rows import held_against, tellings  # noqa: PLC0415 - needs an extra

    workspace = open_workspace(paths, options)
    backing = Backing(workspace.roadmap, workspace.book)
    calls = Calls(workspace)
    with ExitStack() as stack:
        ledger = stack.enter_context(ledger_of(options, named, paths))
        held = held_against(ledger, backing, workspace.today)
        still = _still_said(held.unsaid, workspace, options)
        calls.documents, calls.promises = held.documents, held.promises + len(still)
        found = [one for one in (*held.drifted, *still) if _is_wanted(one, paths, workspace)]
        told = _Told(tellings(ledger), workspace, stack)
        fresh = [one for one in found if not told.knows(one)]
        calls.told = len(found) - len(fresh)
        for one in fresh:
            calls.add([one], stands=True)
        return calls.drift(
            f"ledger {ledger.place.shown}", workspace.roadmap.path, workspace.roadmap,
            warnings=workspace.warnings, recorded=True,
        )  # fmt: skip


def _still_said(unsaid: Sequence[Drifted], workspace: Workspace, options: Options) -> list[Drifted]:
    """Those whose sentence stands in the document as it is: only what it is about is on no roadmap any more."""
    by_document: dict[str, list[Drifted]] = {}
    for one in unsaid:
        by_document.setdefault(one.promise.document, []).append(one)
    found: list[Drifted] = []
    for document, here in by_document.items():
        text = _text_of(document, workspace, options)
        found += [one for one in here if one.promise.said and one.promise.said in text]
    return found


def _text_of(document: str, workspace: Workspace, options: Options) -> str:
    """All the prose of a document, blanks as one; "" where it cannot be read."""
    configuration = workspace.book.configuration
    folder = configuration.folder if configuration.path else Path()
    if not configuration.path:
        with suppress(GitFault):
            repository = repository_of(str(Path.cwd() / "x"))
            folder = repository.root if repository is not None else folder
    try:
        blocks = opened(str(near(folder / document)), workspace, options).document.blocks
    except Unreadable:
        return ""
    return "\n".join(" ".join(one.text.split()) for one in blocks)


class _Told:
    """Which changes of the roadmap customers were told of already."""

    def __init__(self, tellings: Tellings, workspace: Workspace, stack: ExitStack) -> None:
        """What the roadmap said on the day of a telling is asked of git, else of the ledger."""
        self._tellings, self._workspace, self._stack = tellings, workspace, stack

    def knows(self, found: Drifted) -> bool:
        """Whether the customer was told of just this: the roadmap says what it said when they were told."""
        promise, now = found.promise, found.now
        day = self._tellings.on.get(promise.id)
        if day is None:
            return False
        then = self._roadmaps.on(day) if self._roadmaps is not None else None
        if then is not None:
            return says_the_same(word_on(then.roadmap, promise.feature, promise.service_level), now)
        if self._workspace.roadmap.as_of <= day:
            return True  # what the roadmap says was so on that day already
        word = self._tellings.word(promise)
        return word is not None and says_the_same(word, now)

    @functools.cached_property
    def _roadmaps(self) -> Roadmaps | None:
        try:
            return Roadmaps(self._workspace, self._stack)
        except Misuse:  # the roadmap lies in no git repository
            return None


def _is_wanted(one: Drifted, paths: Sequence[str], workspace: Workspace) -> bool:
    wanted = [placed(path, workspace).removesuffix("/") for path in paths]
    document = one.promise.document
    return not wanted or any(each in {".", document} or document.startswith(f"{each}/") for each in wanted)
