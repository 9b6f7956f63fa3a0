"""Files as an older commit holds them: the roadmap, the people, the configuration, the documents."""

from __future__ import annotations

import tempfile
from pathlib import Path, PurePosixPath

from promiselint.git.commands import GitFault
from promiselint.git.contents import commit_named, content_at, files_at, renamed_since
from promiselint.git.places import Repository, inside, repository_of
from promiselint.model.errors import Misuse


class Revision:
    """One commit of the repository in which files lie; to be closed, since it keeps a folder of its own."""

    def __init__(self, start: Path, name: str) -> None:
        """Find the commit that `name` means.

        Raises:
            Misuse: `start` lies in no repository, or the name means no commit there.
        """
        self.name = name
        try:
            repository = repository_of(str(start / "x" if start.is_dir() else start))
            if repository is None:
                raise Misuse(f"{name}: {start} lies in no git repository; expected one to compare with")
            self.repository: Repository = repository
            self.commit = commit_named(repository, name)
            self._renamed = renamed_since(repository, self.commit)
            self._files = files_at(repository, self.commit)
        except GitFault as fault:
            raise Misuse(f"{name}: {fault}") from None
        self._folder = tempfile.TemporaryDirectory(prefix="promiselint-")
        self._written: dict[str, Path] = {}

    def close(self) -> None:
        """Take the folder away."""
        self._folder.cleanup()

    def content(self, path: str) -> bytes | None:
        """A document as it was, under the name that it had then; None where it was not there."""
        own = self._inside(path)
        return content_at(self.repository, self.commit, self._renamed.get(own, own)) if own else None

    def path(self, path: Path) -> Path | None:
        """A file or folder as it was, in a place of its own; None where it was not there."""
        own = self._inside(str(path))
        if own is None:
            return None
        wanted = [one for one in self._files if one == own or one.startswith(f"{own}/")]
        for one in wanted:
            if one not in self._written:
                # Names come from a repository: nothing may be written outside of the folder.
                if ".." in PurePosixPath(one).parts or PurePosixPath(one).is_absolute():
                    continue
                file = Path(self._folder.name) / one
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content_at(self.repository, self.commit, one) or b"")
                self._written[one] = file
        return Path(self._folder.name) / own if wanted else None

    def _inside(self, path: str) -> str | None:
        try:
            there = repository_of(path)
        except GitFault:
            return None
        return inside(self.repository, path) if there is not None and there.root == self.repository.root else None
