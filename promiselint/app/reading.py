"""From the paths of a run to its documents, one after the other, and what could not be read."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from promiselint.app.opening import Workspace
from promiselint.app.options import Options
from promiselint.documents.reading import SIDECAR, read
from promiselint.documents.walking import STDIN, collect
from promiselint.model.documents import Document
from promiselint.model.errors import Misuse, Unreadable
from promiselint.model.findings import FileError
from promiselint.records.configuration import excluded, settings_for

UNNAMED = "<stdin>"


@dataclass(frozen=True)
class Opened:
    """A file's bytes, and the document that they are, read when it is first asked for."""

    path: str
    content: bytes
    sidecar: bytes | None
    workspace: Workspace

    @functools.cached_property
    def document(self) -> Document:
        """The file as a document, with the facts that the configuration gives it.

        Raises:
            Unreadable: it cannot be read.
        """
        configuration = self.workspace.book.configuration
        facts, _ = settings_for(configuration, self.path)
        return read(self.path, self.content, sidecar=self.sidecar, defaults=facts, limits=configuration.limits)


def each_document(
    paths: Sequence[str], workspace: Workspace, options: Options, visit: Callable[[Document], None]
) -> tuple[int, tuple[FileError, ...]]:
    """Visit every document in order; give how many there were, and each input that could not be read.

    Raises:
        Misuse: no file at all is left to be read.
    """
    return each_file(paths, workspace, options, lambda opened: visit(opened.document))


def each_file(
    paths: Sequence[str], workspace: Workspace, options: Options, visit: Callable[[Opened], None]
) -> tuple[int, tuple[FileError, ...]]:
    """As `each_document`, the documents not read yet: `visit` reads those that it needs.

    Raises:
        Misuse: no file at all is left to be read.
    """
    collected = collect(paths)
    configuration = workspace.book.configuration
    files = tuple(file for file in collected.files if file == STDIN or not excluded(configuration, file))
    errors = [FileError(path, "there is no such file or folder") for path in collected.missing]
    if options.staged is not None:
        files = options.staged.only(files)
    elif not files and not errors:
        left_out = f" ({len(collected.files)} left out by `exclude`)" if collected.files else ""
        raise Misuse(
            f"no file to read was found in {', '.join(paths)}{left_out}; expected Markdown, HTML or plain text files"
        )
    count = 0
    for file in options.progress(files):
        try:
            visit(opened(file, workspace, options))
        except Unreadable as fault:
            errors.append(FileError(fault.path, fault.message))
            continue
        count += 1
    return count, tuple(sorted(errors, key=lambda error: (error.path, error.message)))


def open_document(file: str, workspace: Workspace, options: Options) -> Document:
    """One file as a document, with the facts that the configuration gives it.

    Raises:
        Unreadable: it cannot be opened or read.
    """
    return opened(file, workspace, options).document


def opened(file: str, workspace: Workspace, options: Options) -> Opened:
    """One file's bytes.

    Raises:
        Unreadable: it cannot be opened.
    """
    name = (options.stdin_name or UNNAMED) if file == STDIN else file
    if options.staged is not None and file != STDIN:
        content = options.staged.content(file)
        if content is None:
            raise Unreadable(file, "is not about to be committed; expected it in git's index")
        return Opened(PurePath(name).as_posix(), content, options.staged.content(name + SIDECAR), workspace)
    return opened_as(name, (options.stdin or b"") if file == STDIN else _bytes(file), workspace)


def document_of(name: str, content: bytes, workspace: Workspace) -> Document:
    """What a file of that name would be as a document if it held `content`.

    Raises:
        Unreadable: it cannot be read.
    """
    return opened_as(name, content, workspace).document


def opened_as(name: str, content: bytes, workspace: Workspace) -> Opened:
    """A file of that name as if it held `content`.

    Raises:
        Unreadable: its sidecar cannot be opened.
    """
    sidecar = Path(name + SIDECAR)
    beside = _bytes(str(sidecar)) if name != UNNAMED and sidecar.is_file() else None
    return Opened(PurePath(name).as_posix(), content, beside, workspace)


def _bytes(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as fault:
        raise Unreadable(file, f"cannot be opened ({fault.strerror or fault})") from None
