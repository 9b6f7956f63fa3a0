"""What an editor shows of a document while it is written: findings, what the roadmap says, ways to mend."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from promiselint.app.answering import Answering
from promiselint.app.judging import remembering, rewritten
from promiselint.app.opening import Workspace, memory_of, open_workspace, world_of
from promiselint.app.options import Options
from promiselint.app.reading import opened_as
from promiselint.claims.world import World
from promiselint.documents.reading import READERS
from promiselint.documents.templating import suffix_of
from promiselint.model.documents import Document
from promiselint.model.findings import Answered
from promiselint.model.roadmap import Feature, Stage, Visibility
from promiselint.model.situation import Situation
from promiselint.records.configuration import excluded
from promiselint.rewriting.edits import Edit
from promiselint.rewriting.placing import placed


@dataclass(frozen=True, slots=True)
class Mending:
    """A sentence that may stand instead: what is said of it, and the edits of the file, by offsets into its text."""

    sentence: str
    start: int
    end: int
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Where a document speaks of a feature, by offsets into its text."""

    start: int
    end: int
    feature: Feature


@dataclass(frozen=True, slots=True)
class Seen:
    """One document as an editor sees it."""

    document: Document
    findings: tuple[Answered, ...] = ()
    mendings: tuple[Mending, ...] = ()
    named: tuple[Named, ...] = ()


@dataclass
class Editor:
    """The documents of one editor. What they are held against is opened anew when its files change."""

    options: Options = field(default_factory=Options)
    _workspaces: dict[str, tuple[tuple[tuple[str, int], ...], Workspace, World]] = field(default_factory=dict)

    def see(self, path: str, text: str) -> Seen | None:
        """A document as it is being written; None where it is none that `check` would read as text.

        Raises:
            Misuse: no roadmap, or a fault in a file that people wrote.
            Unreadable: more than the limits allow.
        """
        if not _is_text(path):
            return None
        workspace, world = self._workspace(path)
        if excluded(workspace.book.configuration, path):
            return None
        document = opened_as(path, text.encode("utf-8", "surrogatepass"), workspace).document
        situation, judged, made = rewritten(document, workspace, world)
        told, _ = Answering(workspace).of(judged.findings, document.facts, document)
        mendings = tuple(
            Mending(one.sentence, _at(document, one.block, one.start), _at(document, one.block, one.end - 1) + 1, edits)
            for one in made
            if not isinstance(edits := placed(document, one), str)
        )
        return Seen(document, tuple(told), mendings, tuple(_named(situation)))

    def roadmap(self, path: str) -> tuple[Feature, ...]:
        """The features that a document can name.

        Raises:
            Misuse: as `see`.
        """
        return self._workspace(path)[0].roadmap.features

    def _workspace(self, path: str) -> tuple[Workspace, World]:
        folder = str(PurePath(path).parent)
        known = self._workspaces.get(folder)
        if known is not None and known[0] == _state(known[1]):
            return known[1], known[2]
        workspace = open_workspace((path,), self.options)
        with memory_of(self.options) as memory:  # what earlier runs know is taken; what is typed is not kept
            world = remembering(world_of(workspace, memory))
        self._workspaces[folder] = (_state(workspace), workspace, world)
        return workspace, world


def sayable(feature: Feature) -> str:
    """What may be said of a feature today, in a few words; "" for what may not be named outside."""
    if feature.visibility is Visibility.INTERNAL:
        return ""
    target = feature.target.text if feature.target else ""
    told = {
        Stage.RELEASED: "released: may be said as it is",
        Stage.PREVIEW: f"in {feature.status.value}: say so in the same sentence",
        Stage.GONE: f"{feature.status.value}: only its end may be spoken of",
    }.get(feature.stage, "")
    if not told and feature.status.value in {"idea", "backlog"}:
        told = f"{feature.status.value}: no promise and no date"
    if not told:
        told = f"{feature.status.value}, target {target}: as a plan, no earlier" if target else (
            f"{feature.status.value} without a target: as a plan, without a date"
        )  # fmt: skip
    return told if feature.visibility is Visibility.PUBLIC else f"{told}; under a non-disclosure agreement only"


def _is_text(path: str) -> bool:
    return suffix_of(path) in READERS and bool(PurePath(path).suffix)


def _at(document: Document, block: int, offset: int) -> int:
    return document.blocks[block].starts[offset]


def _named(situation: Situation) -> Iterator[Named]:
    for one in situation.statements:
        feature = situation.features.get(one.feature.feature) if one.feature else None
        if feature is not None:
            block = situation.document.blocks[one.block]
            yield Named(block.starts[one.start], block.ends[max(one.start, one.end - 1)], feature)


def _state(workspace: Workspace) -> tuple[tuple[str, int], ...]:
    """When the files that documents are held against were last written."""
    configuration = workspace.book.configuration
    named = [configuration.path, workspace.roadmap.path, workspace.people.path if workspace.people else ""]
    told = []
    for path in filter(None, named):
        below = Path(path).rglob("*.y*ml") if Path(path).is_dir() else [Path(path)]
        for file in sorted(below):
            try:
                told.append((str(file), os.stat(file).st_mtime_ns))  # noqa: PTH116 - a number is all that is asked
            except OSError:
                told.append((str(file), 0))
    return tuple(told)
