"""Step 3: who answers for the place where the document lies."""

from __future__ import annotations

import os
from functools import lru_cache

import pathspec

from promiselint.model.people import PathOwner, People
from promiselint.owners.step import Asked, Step, by_id

NAME = "path"


def path_owner(asked: Asked) -> Step:
    """Ask the path patterns of the people file; the last that matches wins."""
    if not asked.people.paths:
        return Step(NAME, (), "the people file gives no paths")
    matched = _last_match(asked)
    if matched is None:
        return Step(NAME, (), "no path of the people file matches")
    found, unknown = by_id((matched.owner,), asked.people)
    if unknown:
        return Step(NAME, (), f"{matched.match} belongs to {matched.owner}, who is not in the people file")
    return Step(NAME, found, f"{found[0].name} answers for {matched.match}")


def seen_from(path: str, people: People) -> tuple[str, ...]:
    """Give the path as the patterns may mean it: from the people file's folder, then from where we are."""
    home = os.path.dirname(os.path.abspath(people.path)) if people.path else os.getcwd()  # noqa: PTH100, PTH109, PTH120
    whole = os.path.abspath(path)  # noqa: PTH100 - by its letters: a link keeps the name that people wrote
    return tuple(dict.fromkeys(inside for start in (home, os.getcwd()) if (inside := _inside(whole, start))))  # noqa: PTH109


def _inside(path: str, start: str) -> str:
    try:
        relative = os.path.relpath(path, start).replace(os.sep, "/")
    except ValueError:  # another drive
        return ""
    return "" if relative == ".." or relative.startswith("../") else relative


def _last_match(asked: Asked) -> PathOwner | None:
    for path in asked.paths:
        for one in reversed(asked.people.paths):
            if _spec(one.match).match_file(path):
                return one
    return None


@lru_cache(maxsize=1024)
def _spec(pattern: str) -> pathspec.GitIgnoreSpec:
    return pathspec.GitIgnoreSpec.from_lines([pattern])
