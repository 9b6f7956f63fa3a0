"""Gitignore-style patterns: what they match, and which are none."""

from __future__ import annotations

import os.path
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from pathspec import GitIgnoreSpec


@lru_cache(maxsize=1024)
def _compiled(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    return GitIgnoreSpec.from_lines(patterns)


def matches(patterns: Sequence[str], path: str) -> bool:
    """Whether a path with forward slashes, relative to where the patterns are written, is matched."""
    return bool(path) and _compiled(tuple(patterns)).match_file(path)


def pattern_fault(pattern: str) -> str | None:
    """What is wrong with a pattern ("matches nothing"), None where nothing is."""
    try:
        spec = _compiled((pattern,))
    except ValueError:
        return "is no pattern"
    if not any(getattr(one, "include", None) is not None for one in spec.patterns):
        return "matches nothing"
    if pattern.startswith("!"):
        return "only takes back, which has no meaning here"
    return None


def relative(path: str | Path, folder: Path) -> str:
    """A path as seen from a folder, with forward slashes; "" where it lies elsewhere. Links are not followed."""
    whole = os.path.abspath(path)  # noqa: PTH100 - Path.resolve() would follow links out of the folder
    root = os.path.abspath(folder)  # noqa: PTH100
    try:
        seen = os.path.relpath(whole, root)
    except ValueError:  # another drive
        return ""
    slashed = seen.replace(os.sep, "/")
    return "" if slashed == ".." or slashed.startswith("../") else slashed
