"""Where a document lies in which repository, and what of that repository is here."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

from promiselint.git.commands import GitFault, run


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository with its work tree. `cut` are the commits behind which history is not here (a shallow clone)."""

    root: Path
    folder: Path  # its own .git
    head: str  # the commit that is checked out; "" where there is none yet
    cut: frozenset[str] = frozenset()


def repository_of(path: str) -> Repository | None:
    """The repository in whose work tree a file lies; None where it lies in none.

    Raises:
        GitFault: there is one, and git cannot or will not read it.
    """
    folder = Path(os.path.realpath(Path(path).parent))
    start = next((one for one in (folder, *folder.parents) if os.path.lexists(one / ".git")), None)
    return _opened(start) if start is not None else None


def inside(repository: Repository, path: str) -> str:
    """The file's path within its repository, with "/" between folders; a link's own name is kept."""
    whole = Path(os.path.realpath(Path(path).parent)) / Path(path).name
    return PurePath(os.path.relpath(whole, repository.root)).as_posix()


@functools.lru_cache(maxsize=256)
def _opened(folder: Path) -> Repository | None:
    told = run(folder, ["rev-parse", "--show-toplevel", "--absolute-git-dir", "--git-common-dir"])
    lines = told.decode("utf-8", "surrogateescape").splitlines()
    if len(lines) != 3:  # a path with a line break
        raise GitFault("the repository's path cannot be told")
    root, own, shared = (Path(os.path.join(folder, line)) for line in lines)  # noqa: PTH118 - keeps whole paths
    if Path(os.path.realpath(root)) != folder:
        return None
    try:
        head = run(folder, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]).decode().strip()
    except GitFault:
        head = ""
    return Repository(folder, own, head, _cut(shared))


def _cut(folder: Path) -> frozenset[str]:
    try:
        return frozenset(_words((folder / "shallow").read_text("ascii").splitlines()))
    except (OSError, UnicodeDecodeError):
        return frozenset()


def _words(lines: Iterable[str]) -> Iterable[str]:
    return (line.strip() for line in lines if line.strip())


def forget() -> None:
    """Forget what was known of repositories: they may have changed."""
    _opened.cache_clear()
