"""What files held: in commits, and in the index that is about to be committed."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from promiselint.git.commands import GitFault, arguments, environment, run
from promiselint.git.places import Repository


class Contents:
    """Contents by their ids, all read through one process."""

    def __init__(self, repository: Repository, most_bytes: int) -> None:
        """Nothing is started yet; what is larger than `most_bytes` is not read."""
        self._repository, self._most = repository, most_bytes
        self._process: subprocess.Popen[bytes] | None = None

    def of(self, blob: str) -> bytes | None:
        """The content of that id; None where it is not here (a partial clone), too large, or no file.

        Raises:
            GitFault: git cannot be run.
        """
        given, answered = self._pipes()
        try:
            given.write(blob.encode("ascii") + b"\n")
            given.flush()
            head = answered.readline().split()
        except (OSError, UnicodeEncodeError) as fault:
            raise GitFault(f"git gave no answer ({fault})") from None
        if len(head) != 3 or not head[2].isdigit():
            return None
        size = int(head[2])
        content = bytearray()
        left = size + 1
        while left:
            part = answered.read(min(left, 1 << 20))
            if not part:
                raise GitFault("git gave only half an answer")
            left -= len(part)
            if size <= self._most:
                content += part
        return bytes(content[:-1]) if head[1] == b"blob" and size <= self._most else None

    def close(self) -> None:
        """Let the process go."""
        if self._process is not None:
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()
            self._process.terminate()
            self._process.wait()
            self._process = None

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            try:
                self._process = subprocess.Popen(  # noqa: S603 - a list of arguments, no shell
                    arguments(self._repository.root, ["cat-file", "--batch"]),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env=environment(),
                )
            except OSError as fault:
                raise GitFault(f"git cannot be run ({fault.strerror or fault})") from None
        given, answered = self._process.stdin, self._process.stdout
        if given is None or answered is None:
            raise GitFault("git gave no answer")
        return given, answered


@dataclass(frozen=True, slots=True)
class Pending:
    """A file of the index that differs from the commit that is checked out; `old` is its path there, "" for none."""

    path: str
    old: str
    blob: str  # "" where it is taken away


def commit_named(repository: Repository, name: str) -> str:
    """The id of the commit that a name means (main, HEAD~3, a tag).

    Raises:
        GitFault: it means none.
    """
    try:
        told = run(repository.root, ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"])
    except GitFault:
        raise GitFault(f"{name} names no commit of {repository.root}") from None
    return told.decode("ascii", "replace").split()[-1]


def content_at(repository: Repository, commit: str, path: str) -> bytes | None:
    """A file as a commit holds it, by its path within the repository; None where that commit has no such file."""
    try:
        return run(repository.root, ["cat-file", "blob", f"{commit}:{path}"])
    except GitFault:
        return None


def staged_content(repository: Repository, path: str, index: str | None = None) -> bytes | None:
    """A file as the index holds it; None where it holds none."""
    try:
        return run(repository.root, ["cat-file", "blob", f":0:{path}"], index=index)
    except GitFault:
        return None


def files_at(repository: Repository, commit: str) -> tuple[str, ...]:
    """The paths of all files that a commit holds.

    Raises:
        GitFault: git cannot tell.
    """
    told = run(repository.root, ["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit])
    return tuple(os.fsdecode(part) for part in told.split(b"\0") if part)


def renamed_since(repository: Repository, commit: str) -> dict[str, str]:
    """Paths of the index -> what the file was called in that commit, of those that were renamed since.

    Raises:
        GitFault: git cannot tell.
    """
    asked = ["diff-index", "--cached", "-z", "--raw", "--no-abbrev", "--find-renames=50%", "--no-ext-diff", commit]
    told = _changes(run(repository.root, asked))
    return {one.path: one.old for one in told if one.old and one.old != one.path}


def pending(repository: Repository, index: str | None = None) -> tuple[Pending, ...]:
    """The files of the index that differ from the commit that is checked out; renames are told as such.

    Raises:
        GitFault: git cannot tell.
    """
    against = repository.head or run(repository.root, ["hash-object", "-t", "tree", "--stdin"]).decode().strip()
    asked = ["diff-index", "--cached", "-z", "--raw", "--no-abbrev", "--find-renames=50%", "--no-ext-diff", against]
    return tuple(_changes(run(repository.root, asked, index=index)))


def _changes(told: bytes) -> Iterator[Pending]:
    parts = iter(told.split(b"\0"))
    for part in parts:
        if not part.startswith(b":"):
            continue
        words = part.decode("ascii", "replace").split()
        old = new = os.fsdecode(next(parts, b""))
        if words[4][:1] in {"R", "C"}:
            new = os.fsdecode(next(parts, b""))
        blob = "" if set(words[3]) == {"0"} else words[3]
        yield Pending(new, "" if words[4] == "A" else old, blob)


def current_user(repository: Repository) -> tuple[str, str] | None:
    """Name and address of whoever commits here; None where git knows nobody."""
    try:
        told = run(repository.root, ["var", "GIT_AUTHOR_IDENT"]).decode("utf-8", "replace").strip()
    except GitFault:
        return None
    name, _, rest = told.partition(" <")
    email = rest.partition(">")[0]
    return (name.strip(), email.strip()) if name.strip() or email.strip() else None


def looked_through(repository: Repository) -> frozenset[str]:
    """The commits that blame is told to look through: blame.ignoreRevsFile, else .git-blame-ignore-revs."""
    try:
        told = run(repository.root, ["config", "--get-all", "--null", "--type=path", "blame.ignoreRevsFile"])
        files = [repository.root / os.fsdecode(part) for part in told.split(b"\0") if part]
    except GitFault:
        files = []
    found: set[str] = set()
    for file in files or [repository.root / ".git-blame-ignore-revs"]:
        with contextlib.suppress(OSError):
            if file.stat().st_size < 1_000_000:
                lines = Path(file).read_text("utf-8", "replace").splitlines()
                found |= {line.partition("#")[0].strip() for line in lines}
    return frozenset(one for one in found if one)
