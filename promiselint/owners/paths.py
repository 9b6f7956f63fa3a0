"""Step 3: who answers for the place where the document lies."""

from __future__ import annotations

import os
import re
from functools import lru_cache

import pathspec

from promiselint.model.people import CodeOwners, PathOwner, PathOwners, People
from promiselint.owners.step import Asked, Step, by_id

NAME = "path"
#: Stands for a blank in patterns and paths: the parser takes no escaped ones.
MASK = "\x1f"


def path_owner(asked: Asked) -> Step:
    """Ask the path patterns of the people file, the last that matches wins; then a CODEOWNERS file, if there is one."""
    code = asked.people.codeowners
    if not asked.people.paths and code is None:
        return Step(NAME, (), "the people file gives no paths")
    matched = _last_match(asked)
    if matched is None and code is not None:
        return code_owner(code, asked)
    if matched is None:
        return Step(NAME, (), "no path of the people file matches")
    found, unknown = by_id((matched.owner,), asked.people)
    if unknown:
        return Step(NAME, (), f"{matched.match} belongs to {matched.owner}, who is not in the people file")
    return Step(NAME, found, f"{found[0].name} answers for {matched.match}")


def code_owner(code: PathOwners, asked: Asked) -> Step:
    """Ask a CODEOWNERS file: of each section, its last line that matches; all of them must mean the same person."""
    lines = tuple(one for one in _matching(code, asked.code_path) if one.owners) if asked.code_path else ()
    file = os.path.basename(code.path)  # noqa: PTH119 - a name that is told, no path that is opened
    if not lines:
        return Step(NAME, (), f"no path of the people file matches, and nobody owns it by {file}")
    told = " and ".join(f"{one.pattern} ({file}:{one.source.place.line if one.source else 0})" for one in lines)
    nobody = dict.fromkeys(
        owner for one in lines for owner, who in zip(one.owners, one.people, strict=True) if who is None
    )
    if nobody:
        return Step(NAME, (), f"{told} belongs to {', '.join(nobody)}, who is not one person of the people file")
    found, _ = by_id(tuple(who for one in lines for who in one.people if who), asked.people)
    names = " and ".join(person.name for person in found)
    return Step(NAME, found, f"{names} {'answer' if len(found) > 1 else 'answers'} for {told}")


def seen_by_codeowners(path: str, people: People) -> str:
    """Give the path as a CODEOWNERS file means it; "" where there is none, or the path lies outside of its folder."""
    code = people.codeowners
    return _inside(os.path.abspath(path), code.folder) if code else ""  # noqa: PTH100 - as in `seen_from`


def _matching(code: PathOwners, path: str) -> tuple[CodeOwners, ...]:
    """The last line of each section that matches the path; a section that takes the path out has none."""
    last: dict[str, CodeOwners] = {}
    out: set[str] = set()
    for one in code.lines:
        if _pattern(one.pattern.removeprefix("!")).search(path.replace(" ", MASK)):
            last[one.section] = one
            if one.pattern.startswith("!"):
                out.add(one.section)
    return tuple(one for section, one in last.items() if section not in out)


@lru_cache(maxsize=4096)
def _pattern(pattern: str) -> re.Pattern[str]:
    from codeowners import path_to_regex  # noqa: PLC0415 - only where a CODEOWNERS file is configured

    return path_to_regex(pattern.replace("\\ ", MASK))


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
