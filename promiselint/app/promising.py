"""What documents promise, one reading a document: what a ledger records, and what drift is told of."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from promiselint.app.answering import Answering, seen_by_patterns
from promiselint.app.introducing import Introductions
from promiselint.app.judging import heard, remembering
from promiselint.app.opening import Workspace, memory_of, open_workspace, world_of
from promiselint.app.options import Options
from promiselint.app.owning import as_found
from promiselint.app.reading import UNNAMED, Opened, each_file
from promiselint.git.commands import GitFault
from promiselint.git.places import inside, repository_of
from promiselint.model.documents import Block
from promiselint.model.findings import Answered, FileError, Named
from promiselint.model.promises import Reading, Recorded, Told, Word
from promiselint.model.roadmap import Feature, Roadmap, ServiceLevel
from promiselint.model.situation import Said, Situation
from promiselint.model.statements import DateClaim, DateRole, Firmness, Kind, Mention, Speaker, Statement

if TYPE_CHECKING:
    from promiselint.claims.world import World

PROMISED = (Kind.DELIVERY, Kind.SERVICE_LEVEL, Kind.SCOPE, Kind.GUARANTEE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Made:
    """What the documents of a run promise, and what they were read beside."""

    readings: tuple[Reading, ...]
    roadmap: Roadmap
    roadmap_commit: str  # in which the roadmap got its present content; "" where it lies in no git or is not committed
    workspace: Workspace
    errors: tuple[FileError, ...]
    warnings: tuple[str, ...]


def promised_in(paths: Sequence[str], options: Options, also: Sequence[Feature] = ()) -> Made:
    """Everything that the documents at `paths` promise, with who answers for it and what the roadmap says of it now.

    `also` are features that a roadmap once had: a promise on one of them is still on it, and the roadmap says nothing.

    Raises:
        Misuse: as `check`.
    """
    workspace = open_workspace(paths, options)
    readings: list[Reading] = []
    warnings = list(workspace.warnings)

    def visit(opened: Opened) -> None:
        readings.append(reading.of(opened))
        warnings.extend(opened.document.warnings)

    with readings_in(workspace, options, also) as reading:
        _, errors = each_file(paths, workspace, options, visit)
        commit = reading.roadmap_commit
    ordered = tuple(sorted(readings, key=lambda one: one.document))
    return Made(ordered, workspace.roadmap, commit, workspace, errors, tuple(dict.fromkeys(warnings)))


@contextlib.contextmanager
def readings_in(workspace: Workspace, options: Options, also: Sequence[Feature] = ()) -> Iterator[Readings]:
    """What reads documents of a workspace for what they promise, `also` as above; closed at the end."""
    roadmap = workspace.roadmap
    held = {one.id for one in roadmap.features}
    gone = tuple(one for one in also if one.id not in held)
    workspace = replace(workspace, roadmap=replace(roadmap, features=(*roadmap.features, *gone)))
    with contextlib.ExitStack() as stack:
        memory = stack.enter_context(memory_of(options))
        world = functools.cache(lambda: remembering(world_of(workspace, memory)))
        introductions = Introductions(workspace, memory, world)
        stack.callback(introductions.close)
        yield Readings(workspace, world, introductions, asked=options.history, roadmap=roadmap)


class Readings:
    """Documents of one workspace, read for what they promise."""

    def __init__(
        self,
        workspace: Workspace,
        world: Callable[[], World],
        introductions: Introductions,
        *,
        asked: bool,
        roadmap: Roadmap | None = None,
    ) -> None:
        """`roadmap` is the true one where the workspace has more; `asked`: whether history tells who put it there."""
        self._workspace, self._world, self._introductions = workspace, world, introductions
        self._roadmap = roadmap or workspace.roadmap
        self._answering = Answering(workspace, introductions if asked else None)

    @functools.cached_property
    def roadmap_commit(self) -> str:
        """The commit in which the roadmap got its present content; the newest of them where it is a folder."""
        path = Path(self._workspace.roadmap.path)
        files = sorted(path.rglob("*.y*ml")) if path.is_dir() else [path]
        found = [kept for one in files if (kept := self._introductions.committed(str(one), None)) is not None]
        return max(found, key=lambda one: (one.when, one.commit)).commit if len(found) == len(files) and found else ""

    def of(self, opened: Opened, name: str = "") -> Reading:
        """What a document promises as it is; `name` where it is known by another name than its path.

        Raises:
            Unreadable: it cannot be read.
        """
        situation = heard(opened.document, self._workspace, self._world())
        kept = None if opened.path == UNNAMED else self._introductions.committed(opened.path, opened.content)
        on = dt.datetime.fromtimestamp(kept.when, dt.UTC).date() if kept else self._workspace.today
        name = name or placed(opened.path, self._workspace)
        commit = kept.commit if kept else ""
        formerly = tuple(self._placed_beside(opened.path, one) for one in kept.formerly) if kept else ()
        promises = tuple(self._promises(opened, situation, name))
        return Reading(
            name,
            on,
            commit,
            promises,
            renamed_from=formerly[0] if formerly else "",
            formerly=formerly,
            when=kept.when if kept else 0,
        )

    def _placed_beside(self, path: str, former: str) -> str:
        """A former path within the repository as `placed` would name it."""
        repository = repository_of(path)
        return placed(str(repository.root / former), self._workspace) if repository else former

    def _promises(self, opened: Opened, situation: Situation, name: str) -> Iterator[Recorded]:
        document, facts = opened.document, opened.document.facts
        made = [one for one in situation.statements if is_promise(one)]
        told, _ = self._answering.of([as_found(one, document) for one in made], facts, opened)
        by_statement = {id(one.finding.statement): one for one in told}
        ordinals: Counter[str] = Counter()
        for statement in made:
            level = _service_level(statement, situation)
            plain = _plain(statement, situation, level, name)
            key = _key(plain, statement)
            ordinals[key] += 1
            yield replace(
                _with_people(plain, by_statement[id(statement)]),
                id=hashlib.sha256(f"{key}\x1f{ordinals[key]}".encode()).hexdigest()[:20],
                line=document.span(document.blocks[statement.block], statement.start, statement.end).start.line,
                locator=document.locator(document.blocks[statement.block], statement.start),
                customer=facts.customer or "",
                channel=facts.channel or "",
                dated_on=facts.date,
                word=word_on(self._roadmap, plain.feature, plain.service_level, self.roadmap_commit),
                told=told_of(statement, situation),
            )  # fmt: skip


def is_promise(statement: Statement) -> bool:
    """Whether a statement is one that a customer may hold the vendor to: its own, not denied, not merely explored."""
    if statement.kind not in PROMISED or statement.speaker is not Speaker.VENDOR or statement.retirement:
        return False
    if statement.firmness is Firmness.NEGATED:
        return False
    if statement.kind is Kind.DELIVERY:
        return not statement.service and (statement.firmness is not Firmness.HEDGED or statement.intention)
    return True


def word_on(roadmap: Roadmap, feature: str, service_level: str, commit: str = "") -> Word:
    """What a roadmap says of a feature or a service level."""
    return Word(
        roadmap.as_of,
        next((one for one in roadmap.features if one.id == feature), None) if feature else None,
        next((one for one in roadmap.service_levels if one.id == service_level), None) if service_level else None,
        commit,
    )


def placed(path: str, workspace: Workspace) -> str:
    """A document's path as it is known for good: from the configuration's folder, else from its repository's root."""
    if workspace.book.configuration.path:
        return seen_by_patterns(path, workspace)
    try:
        repository = repository_of(path)
    except GitFault:
        repository = None
    return inside(repository, path) if repository is not None else Path(path).as_posix()


def told_of(statement: Statement, situation: Situation) -> Told:
    """The statement with its block and the block's sentences, apart from their document."""
    block = situation.document.blocks[statement.block]
    alone = replace(block, starts=(), ends=(), cells=tuple((low, high, -1) for low, high, _ in block.cells))
    said = tuple(replace(one, block=0) for one in situation.said_in(statement.block))
    return Told(alone, replace(statement, block=0), said)


def date_of(statement: Statement) -> DateClaim | None:
    """The delivery date that counts: the one with the latest last day, else the last that is given."""
    dates = [one for one in statement.dates if one.role is DateRole.DELIVERY]
    ended = [one for one in dates if one.window.last is not None]
    return max(ended, key=lambda one: one.window.last or dt.date.min) if ended else (dates[-1] if dates else None)


def _plain(statement: Statement, situation: Situation, level: ServiceLevel | None, name: str) -> Recorded:
    about: Mention | None = statement.feature
    feature = situation.features.get(about.feature) if about else None
    date = date_of(statement)
    block: Block = situation.document.blocks[statement.block]
    sentence = _sentence_of(statement, situation)
    said = block.text[sentence.start : sentence.end] if sentence else statement.text
    return Recorded(
        id="",
        document=name,
        said=" ".join(said.split()),
        kind=statement.kind,
        firmness=statement.firmness,
        feature=feature.id if feature else "",
        feature_name=feature.name if feature else "",
        service_level=level.id if level else "",
        dated=date.text if date else "",
        first=date.window.first if date else None,
        last=date.window.last if date else None,
        granularity=date.window.granularity.value if date else "",
        language=statement.language,
    )


def _key(promise: Recorded, statement: Statement) -> str:
    """What makes a promise this one of its document."""
    delivered = promise.kind is Kind.DELIVERY and promise.feature
    words = "" if delivered or promise.service_level else " ".join(_WORD.findall(promise.said.casefold()))
    amounts = sorted([round(one.value, 6), one.unit] for one in statement.quantities) if promise.service_level else []
    return json.dumps(
        [
            promise.document, promise.kind.value, promise.firmness.value, promise.topic, words, amounts,
            str(promise.first), str(promise.last), promise.granularity,
        ]
    )  # fmt: skip


def _with_people(promise: Recorded, told: Answered) -> Recorded:
    owner, made = told.owner, told.introduction
    by = made.by if made else None
    return replace(
        promise,
        owner=owner.id if isinstance(owner, Named) else "",
        owner_name=owner.name if isinstance(owner, Named) else "",
        owner_email=owner.email if isinstance(owner, Named) else "",
        introduced_by=by.name if by else "",
        introduced_email=by.email if by else "",
        made_on=made.on if made else None,
        made_in=made.commit if made else "",
    )


def _service_level(statement: Statement, situation: Situation) -> ServiceLevel | None:
    from promiselint.checks.service_level import backed_by  # noqa: PLC0415 - only where something was promised

    if statement.kind is not Kind.SERVICE_LEVEL:
        return None
    said = _sentence_of(statement, situation)
    return backed_by(said, situation) if said is not None else None


def _sentence_of(statement: Statement, situation: Situation) -> Said | None:
    within = situation.said_in(statement.block)
    return next((one for one in within if one.start <= statement.start < one.end), None)
