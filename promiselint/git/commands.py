"""git, called so that nothing of a repository's making runs and nothing of the calling hook gets in the way.

The repository is not trusted: its hooks, file-system monitors, external differs, filters and pagers are never run,
nothing is fetched, no lock is taken, paths are never patterns or options. Variables that a hook sets for its own
repository are dropped (GIT_DIR, GIT_INDEX_FILE, GIT_WORK_TREE and all others), who is committing is kept.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

#: Seconds after which a command is given up.
LONGEST = 120.0
_KEPT = frozenset(
    f"GIT_{who}_{what}" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL", "DATE")
)  # fmt: skip
_SET = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_ASKPASS": "",
    "GIT_LITERAL_PATHSPECS": "1",
}
_SETTINGS = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.untrackedCache=false",
    "core.quotePath=false",
    "core.commitGraph=true",
    "diff.external=",
    "diff.ignoreSubmodules=all",
    "log.showSignature=false",
    "log.mailmap=true",
    "i18n.logOutputEncoding=UTF-8",
    "protocol.allow=never",
)


class GitFault(Exception):  # noqa: N818 - told as evidence, not as an error of a run
    """git did not answer; says in plain words why."""


def environment(index: str | None = None) -> Mapping[str, str]:
    """What git is started with; `index` is the file in which a hook's commit is being made."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _KEPT}
    return {**kept, **_SET, **({"GIT_INDEX_FILE": index} if index else {})}


def hook_index() -> str | None:
    """The index that the calling hook commits from, where there is one."""
    named = os.environ.get("GIT_INDEX_FILE")
    return os.path.abspath(named) if named else None  # noqa: PTH100 - links are not followed


def arguments(folder: Path, asked: Sequence[str]) -> list[str]:
    """The whole command line for something asked in a folder."""
    settings = [part for one in _SETTINGS for part in ("-c", one)]
    return ["git", "--no-pager", "-C", str(folder), *settings, *asked]


def run(folder: Path, asked: Sequence[str], *, given: bytes = b"", index: str | None = None) -> bytes:
    """What git answers, as bytes.

    Raises:
        GitFault: git is not there, refuses, or takes too long.
    """
    try:
        done = subprocess.run(  # noqa: S603 - a list of arguments, no shell
            arguments(folder, asked),
            input=given,
            capture_output=True,
            timeout=LONGEST,
            env=environment(index),
            check=False,
        )
    except FileNotFoundError:
        raise GitFault("git is not installed") from None
    except subprocess.TimeoutExpired:
        raise GitFault(f"git did not answer within {LONGEST:.0f} seconds") from None
    except (OSError, ValueError) as fault:
        raise GitFault(f"git cannot be run ({fault})") from None
    if done.returncode:
        raise GitFault(_plain(done.stderr))
    return done.stdout


def _plain(said: bytes) -> str:
    """The first thing that git complains of, in our words where it is a known one."""
    text = said.decode("utf-8", "replace")
    if "dubious ownership" in text:
        return "the repository belongs to another user, and git does not trust it (safe.directory)"
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    first = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "")
    return first.removeprefix("fatal: ").removeprefix("error: ") or "git gave no answer"
