"""What only some formats ask for: the documents themselves, the roadmap, the rules, the hour."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from promiselint import __version__
from promiselint.app.answering import seen_by_patterns
from promiselint.app.judging import heard
from promiselint.app.opening import Workspace
from promiselint.model.documents import Document
from promiselint.model.findings import Read, Report
from promiselint.model.statements import Speaker

if TYPE_CHECKING:
    from promiselint.claims.world import World


def kept(document: Document, workspace: Workspace, world: World) -> Read:
    """A document with the statements that the vendor makes in it."""
    said = heard(document, workspace, world).statements
    own = tuple(one for one in said if one.kind.value != "other" and one.speaker is Speaker.VENDOR)
    return Read(document, own, seen_by_patterns(document.path, workspace))


def with_all(report: Report, read: Iterable[Read], workspace: Workspace) -> Report:
    """The report with the documents, and all that they were held against."""
    return replace(
        report,
        read=tuple(sorted(read, key=lambda one: one.document.path)),
        roadmap=workspace.roadmap,
        rules=tuple(one.rule for one in workspace.book.rules),
        today=workspace.today,
        made=dt.datetime.now(tz=dt.UTC).astimezone(),
        version=__version__,
        configuration=workspace.book.configuration.path,
    )
