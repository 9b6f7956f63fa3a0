"""What is about to be committed: documents as the index holds them, not as they lie in the work tree."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from promiselint.git.commands import GitFault, hook_index
from promiselint.git.contents import pending, staged_content
from promiselint.git.places import inside, repository_of
from promiselint.model.errors import Misuse


@dataclass
class Staged:
    """The index, or that of the calling hook; several repositories in one run are each asked for their own."""

    index: str | None = field(default_factory=hook_index)
    _changed: dict[str, frozenset[str]] = field(default_factory=dict)

    def only(self, files: Sequence[str]) -> tuple[str, ...]:
        """Those of the files that are about to be committed anew or changed.

        Raises:
            Misuse: a file lies in no repository, or git cannot tell.
        """
        return tuple(file for file in files if self._is_staged(file))

    def content(self, file: str) -> bytes | None:
        """A file as it is about to be committed; None where it is not."""
        with contextlib.suppress(GitFault):
            repository = repository_of(file)
            if repository is not None:
                return staged_content(repository, inside(repository, file), self.index)
        return None

    def _is_staged(self, file: str) -> bool:
        try:
            repository = repository_of(file)
            if repository is None:
                raise Misuse(f"--staged: {file} lies in no git repository; expected one with an index")
            root = str(repository.root)
            if root not in self._changed:
                told = pending(repository, self.index)
                self._changed[root] = frozenset(one.path for one in told if one.blob)
            return inside(repository, file) in self._changed[root]
        except GitFault as fault:
            raise Misuse(f"--staged: {fault}") from None
