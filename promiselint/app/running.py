"""One run of `check`, with all that it is compared with: a baseline, a commit, the roadmap of a commit."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from promiselint.app.checking import check_in
from promiselint.app.known import baseline_of, told_apart
from promiselint.app.opening import Workspace, open_workspace
from promiselint.app.options import Options
from promiselint.model.findings import Report

if TYPE_CHECKING:
    from promiselint.app.checking import Mend
    from promiselint.app.revisions import Revision


@dataclass(frozen=True, slots=True)
class Against:
    """The revisions that a run is compared with; None = not asked for."""

    since: str | None = None  # only what is new since then
    roadmap: str | None = None  # only what its roadmap allowed
    waivers: str | None = None  # waivers, baseline and people are its own


@dataclass
class Run:
    """A run on its way."""

    paths: tuple[str, ...]
    options: Options
    workspace: Workspace
    since: Revision | None = None
    roadmap: Revision | None = None
    base: Revision | None = None

    def check(self, mend: Mend | None = None) -> Report:
        """Everything that is to be told, with what is silenced and why.

        Raises:
            Misuse: as `check`; a baseline that cannot be read, a revision without the roadmap.
        """
        report = check_in(self.workspace, self.paths, self.options, mend)
        known = baseline_of(self.workspace, self.options)
        if known is not None:
            report = self._known_apart(report, known)
        if self.since is None and self.roadmap is None:
            return report
        from promiselint.app.comparing import since_commit, since_roadmap  # noqa: PLC0415 - few runs compare

        if self.since is not None:
            report = since_commit(report, self.workspace, self.since, self.options)
        if self.roadmap is not None:
            report = since_roadmap(report, self.workspace, self.roadmap, self.options)
        return report

    def _known_apart(self, report: Report, known: Path) -> Report:
        if self.base is None:
            return told_apart(report, known)
        content = self.base.content(str(known))
        return report if content is None else told_apart(report, known, content)


@contextlib.contextmanager
def running(paths: Sequence[str], options: Options, against: Against) -> Iterator[Run]:
    """Open all that a run needs.

    Raises:
        Misuse: as `check`; a revision that names no commit.
    """
    workspace = open_workspace(paths, options)
    start = Path(paths[0]) if paths and paths[0] != "-" else Path.cwd()
    with contextlib.ExitStack() as stack:

        def revision(name: str | None) -> Revision | None:
            if name is None:
                return None
            from promiselint.app.revisions import Revision  # noqa: PLC0415 - few runs compare

            found = Revision(start, name)
            stack.callback(found.close)
            return found

        base = revision(against.waivers)
        if base is not None:
            workspace = _with_waivers_of(base, workspace)
        yield Run(tuple(paths), options, workspace, revision(against.since), revision(against.roadmap), base)


def _with_waivers_of(base: Revision, workspace: Workspace) -> Workspace:
    """The workspace with waivers, what cannot be silenced, and people as they were at a revision."""
    from promiselint.records import configuration as records  # noqa: PLC0415 - few runs ask
    from promiselint.records import people as people_file  # noqa: PLC0415

    own = workspace.book.configuration
    known = {one.rule.code: one.rule.name for one in workspace.book.rules}
    path = base.path(Path(own.path)) if own.path else None
    then = records.read(path, known) if path is not None else None
    configuration = replace(
        own, waivers=then.waivers if then else (), mandatory=then.mandatory | own.mandatory if then else own.mandatory
    )
    people = workspace.people
    if people is not None and people.path:
        held = base.path(Path(people.path))
        people = replace(people_file.read(held), path=people.path) if held is not None else None
    return replace(workspace, book=replace(workspace.book, configuration=configuration), people=people)
