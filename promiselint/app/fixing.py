"""`check --fix` and `--diff`: the rewrites that hold, made in the files that they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from promiselint.app.judging import rewritten
from promiselint.app.opening import Workspace
from promiselint.app.options import Options
from promiselint.app.reading import UNNAMED, document_of
from promiselint.app.writing import encoding_of, real_path, write
from promiselint.model.documents import Document
from promiselint.model.errors import Unreadable
from promiselint.report.difference import Change
from promiselint.rewriting.edits import Edit, Rewrite, applied
from promiselint.rewriting.placing import line_of, placed
from promiselint.rewriting.replacing import replaced

if TYPE_CHECKING:
    from promiselint.claims.world import World

#: What is written; everything else is only read.
SUFFIXES = frozenset((".md", ".markdown", ".html", ".htm", ".txt"))
#: Each pass leaves fewer findings than the one before; more than a few are never needed.
_MOST_PASSES = 8


@dataclass(slots=True)
class Fixing:
    """The fixes of one run. `mend` is given each document in turn; what came of it is in `changes` and `notes`."""

    workspace: Workspace
    paths: Sequence[str]
    options: Options
    writes: bool
    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # what was not touched, and why; one line each

    def mend(self, document: Document, world: World) -> Document:
        """The document as its file now is: with its fixes where they were written, else as it was."""
        path = document.path
        if PurePath(path).suffix.lower() not in SUFFIXES:
            if rewritten(document, self.workspace, world)[2]:
                known = ", ".join(sorted(SUFFIXES))
                self.notes.append(f"{path}: not touched: sentences could be rewritten, but only in {known} files")
            return document
        try:
            content = self._content(path)
        except OSError as fault:
            self.notes.append(f"{path}: not touched: it cannot be opened again ({fault.strerror or fault})")
            return document
        encoding = encoding_of(content, document.text)
        if encoding is None:
            self.notes.append(f"{path}: not touched: it was changed while it was read, or holds bytes that are no text")
            return document
        final = self._final(document, encoding, world)
        if final.text == document.text:
            return document
        return self._kept(document, final, content, encoding)

    def _content(self, path: str) -> bytes:
        return self.options.stdin or b"" if self._is_piped(path) else Path(path).read_bytes()

    def _is_piped(self, path: str) -> bool:
        return "-" in self.paths and path == PurePath(self.options.stdin_name or UNNAMED).as_posix()

    def _kept(self, document: Document, final: Document, content: bytes, encoding: tuple[bytes, str]) -> Document:
        """Tell the change, and write it where it is to be written."""
        path = document.path
        if self.writes and (why := self._refused(path, content, final, encoding)):
            self.notes.append(f"{path}: not touched: {why}")
            return document
        self.changes.append(Change(path, document.text, final.text))
        return final if self.writes else document

    def _refused(self, path: str, content: bytes, final: Document, encoding: tuple[bytes, str]) -> str:
        """Why the file could not be written; "" where it was."""
        if self._is_piped(path):
            return "standard input cannot be written"
        real = real_path(path, self.paths)
        if real is None:
            return "it is a link to a file outside of the folder that was named"
        mark, codec = encoding
        return write(real, content, mark + final.text.encode(codec))

    def _final(self, document: Document, encoding: tuple[bytes, str], world: World) -> Document:
        """The document after every fix: read again and judged again until nothing more is proposed."""
        notes: list[str] = []
        _, judged, made = rewritten(document, self.workspace, world)
        for _ in range(_MOST_PASSES):
            notes = []
            edits = list(_located(document, made, notes))
            following = self._following(document, edits, encoding, notes)
            if following is None:
                break
            _, later, more = rewritten(following, self.workspace, world)
            if len(later.findings) >= len(judged.findings):
                break
            document, judged, made = following, later, more
        self.notes += notes
        return document

    def _following(
        self,
        document: Document,
        edits: Sequence[tuple[Rewrite, tuple[Edit, ...]]],
        encoding: tuple[bytes, str],
        notes: list[str],
    ) -> Document | None:
        """The document with all the edits made, or with those of them that do what they should by themselves."""
        if not edits:
            return None
        whole = self._reread(document, edits, encoding)
        if whole is not None:
            return whole
        good = [one for one in edits if self._reread(document, [one], encoding) is not None]
        for one, _ in edits:
            if all(one is not other for other, _ in good):
                notes.append(f"{document.path}:{line_of(document, one)}: not rewritten: the file would read otherwise")
        return self._reread(document, good, encoding) if good else None

    def _reread(
        self, document: Document, edits: Sequence[tuple[Rewrite, tuple[Edit, ...]]], encoding: tuple[bytes, str]
    ) -> Document | None:
        """The document as it is read with the edits in its file; None unless every block then reads as it should."""
        wanted: dict[int, tuple[Edit, ...]] = {}
        for rewrite, _ in edits:
            wanted[rewrite.block] = (*wanted.get(rewrite.block, ()), *rewrite.edits)
        expected = replaced(document, wanted)
        text = applied(document.text, sorted({one for _, each in edits for one in each}))
        mark, codec = encoding
        try:
            read = document_of(document.path, mark + text.encode(codec), self.workspace)
        except (Unreadable, UnicodeEncodeError):
            return None
        same = read.text == text and [(one.text, one.scope) for one in read.blocks] == [
            (one.text, one.scope) for one in expected.blocks
        ]
        return replace(read, path=document.path) if same else None


def _located(
    document: Document, made: Sequence[Rewrite], notes: list[str]
) -> Iterator[tuple[Rewrite, tuple[Edit, ...]]]:
    """Each rewrite with its edits of the file; a note on each that cannot be made there."""
    for one in made:
        edits = placed(document, one)
        if isinstance(edits, str):
            notes.append(f"{document.path}:{line_of(document, one)}: not rewritten: {edits}")
        else:
            yield one, edits
