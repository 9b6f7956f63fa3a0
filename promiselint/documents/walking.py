"""From the paths that a user names to the files that are read."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from promiselint.documents.reading import SIDECAR, SUFFIXES
from promiselint.documents.templating import suffix_of

STDIN = "-"
SKIPPED = frozenset({"node_modules", "venv", "env", "site-packages", "__pycache__"})
_VENV = "pyvenv.cfg"


@dataclass(frozen=True, slots=True)
class Collected:
    """The files to read, each once, and what was named but is not there or cannot be opened."""

    files: tuple[str, ...]
    missing: tuple[str, ...] = ()


def collect(paths: Sequence[str], *, suffixes: Collection[str] = SUFFIXES) -> Collected:
    """Every file that `paths` name, folders walked in sorted order; with "/" between folders on every system.

    In folders only files with one of `suffixes` count, and hidden ones, sidecars and what tools keep
    (node_modules, virtual environments) do not; a file that is named is always taken, and so is "-".
    """
    files: list[str] = []
    missing: list[str] = []
    known: set[str] = set()
    wanted = {suffix.lower() for suffix in suffixes}
    for path in paths:
        if path == STDIN:
            found: Iterator[str] = iter((STDIN,))
        elif Path(path).is_dir():
            found = _walk(path, wanted, missing)
        elif Path(path).exists():
            found = iter((path,))
        else:
            missing.append(path)
            continue
        for file in found:
            identity = STDIN if file == STDIN else os.path.realpath(file)
            if identity not in known:
                known.add(identity)
                files.append(_shown(file))
    return Collected(tuple(files), tuple(missing))


def sidecar_of(path: str) -> str:
    """Where the facts of a file that has no front matter stand."""
    return path + SIDECAR


def _walk(folder: str, suffixes: Collection[str], missing: list[str]) -> Iterator[str]:
    """The files below a folder, depth first, names in order; a folder that leads back to itself is walked once."""
    seen: set[str] = set()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if path != folder and not Path(path).is_dir():
            yield path
            continue
        real = os.path.realpath(path)
        if real in seen:
            continue
        seen.add(real)
        try:
            names = sorted(entry.name for entry in os.scandir(path))
        except OSError:
            missing.append(_shown(path))
            continue
        if path != folder and _VENV in names:
            continue
        waiting += [_below(path, name) for name in reversed(names) if _counts(path, name, suffixes)]


def _counts(folder: str, name: str, suffixes: Collection[str]) -> bool:
    if name.startswith("."):
        return False
    path = _below(folder, name)
    if Path(path).is_dir():
        return name not in SKIPPED
    return Path(path).is_file() and suffix_of(name) in suffixes and not name.endswith(SIDECAR)


def _below(folder: str, name: str) -> str:
    return str(PurePath(folder, name))


def _shown(path: str) -> str:
    return PurePath(path).as_posix()
