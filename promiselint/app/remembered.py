"""What was found in a document, kept from run to run: by its content and all that it is held against."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from promiselint import __version__
from promiselint.app.opening import Workspace
from promiselint.model.documents import Facts
from promiselint.model.findings import Finding, Silenced
from promiselint.model.memory import Memory, digest
from promiselint.records.patterns import relative

if TYPE_CHECKING:
    from promiselint.app.reading import Opened

_OUTCOMES = "outcome"
_PACKAGE = Path(__file__).resolve().parents[1]
#: What a document must hold for a suppression to stand in it; those end with a day, so that the day counts there.
_MARK = b"promiselint-"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one document came to under the rules, before anybody is asked who answers for it."""

    facts: Facts
    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...]
    statements: int
    hidden: int  # unsure findings that were kept back
    warnings: tuple[str, ...] = ()


class Outcomes:
    """The outcomes of earlier runs with this very workspace."""

    def __init__(self, workspace: Workspace, memory: Memory) -> None:
        """Keep what outcomes depend on beside their document."""
        self._workspace, self._memory = workspace, memory
        self._made: dict[str, Outcome] = {}  # in this run, by path

    def recalled(self, opened: Opened) -> Outcome | None:
        """What the document came to before; None where that is not known."""
        if opened.path in self._made:
            return self._made[opened.path]
        key = self._key(opened)
        value = self._memory.recalled(_OUTCOMES, [key]).get(key)
        if value is None:
            return None
        try:
            self._made[opened.path] = decoded(value)
        except msgspec.MsgspecError:
            return None
        return self._made[opened.path]

    def make(self, path: str, outcome: Outcome) -> None:
        """Take what another process made of a document, and has kept for later runs."""
        self._made[path] = outcome

    def keep(self, opened: Opened, outcome: Outcome) -> None:
        """Keep what the document came to, for this run and later ones."""
        self._made[opened.path] = outcome
        self._memory.keep(_OUTCOMES, {self._key(opened): encoded(outcome)})

    def _key(self, opened: Opened) -> bytes:
        waived = self._workspace.book.configuration.waivers
        # A PDF or a Word file may hold a suppression where no byte of it shows; those formats have none.
        day = str(self._workspace.today) if waived or _MARK in opened.content else ""
        seen = relative(opened.path, self._workspace.book.configuration.folder)
        return digest(self._world, opened.path, seen or "", opened.content, opened.sidecar or b"", day)

    @functools.cached_property
    def _world(self) -> bytes:
        """All that judges a document: this program, the rules, the roadmap, the configuration."""
        space = self._workspace
        # Where the configuration lies makes no difference: what its patterns match does, and is in each key.
        configuration = replace(
            space.book.configuration, folder=Path(), path="", warnings=(), ledger=None, tell_within_days=None
        )
        held = (_ENCODER.encode(one) for one in (space.roadmap, configuration, space.unsure, space.bare))
        rules = (digest(*_files(folder, "*.yaml")) for folder in space.book.folders)
        return digest(__version__, program(), *rules, *held, *_models(space))


def encoded_value(value: object) -> bytes:
    """Any of our values as bytes, the same for the same value."""
    return _ENCODER.encode(value)


def encoded(outcome: Outcome) -> bytes:
    """An outcome as bytes."""
    return _ENCODER.encode(outcome)


def decoded(value: bytes) -> Outcome:
    """An outcome from its bytes.

    Raises:
        msgspec.MsgspecError: they are none.
    """
    return _DECODER.decode(value)


@functools.cache
def program() -> bytes:
    """What tells one state of this program from another: its files' sizes and times."""
    told = []
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in {".py", ".npz", ".txt"}:
            held = path.stat()
            told.append(f"{path.relative_to(_PACKAGE).as_posix()}\x1f{held.st_size}\x1f{held.st_mtime_ns}")
    return digest(*told)


def _files(folder: Path, pattern: str) -> tuple[bytes, ...]:
    """Names and content of the files of a folder of rules, in order."""
    found = sorted(path for path in folder.rglob(pattern) if path.is_file())
    return tuple(part for path in found for part in (path.relative_to(folder).as_posix().encode(), path.read_bytes()))


def _models(space: Workspace) -> tuple[str, ...]:
    """The pipelines that the configuration names, with the state of their files where they are folders."""
    named = sorted(space.book.configuration.pipelines.items())
    told = []
    for language, name in named:
        folder = Path(name)
        parts = sorted(folder.rglob("*")) if folder.is_dir() else []
        told.append(f"{language}\x1f{name}\x1f{[(one.name, one.stat().st_mtime_ns) for one in parts]}")
    return tuple(told)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Path) else sorted(value) if isinstance(value, frozenset) else repr(value)


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_plain, order="sorted")
_DECODER = msgspec.msgpack.Decoder(Outcome)
