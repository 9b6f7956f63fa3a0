"""CODEOWNERS files, as GitHub and GitLab have them, with the people of the people file put to each owner."""

from __future__ import annotations

import os.path
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from promiselint.model.people import CodeOwners, PathOwners, Person
from promiselint.model.places import Place
from promiselint.model.roadmap import Source
from promiselint.records.files import read_text
from promiselint.records.sheets import Sheet, quoted, settle

#: Folders in which the file may lie; its patterns are meant from the one above.
_ASIDE = frozenset({".github", ".gitlab", "docs"})
_HOLDS = "a CODEOWNERS file: lines such as /emea/ @anna"
#: A GitLab section: [Name], ^[Name] (optional), [Name][2] (approvals), each with owners for lines that have none.
_SECTION = re.compile(r"\^?\[(?P<name>[^\]]+)\](?:\[\d*\])?(?P<owners>\s.*)?")
_STAR = re.compile(r"\*+")
_STARS = 5  # "*" or "**" each: a pattern of many takes longer than anybody waits
_BLANK = re.compile(r"(?<!\\)\s+")  # a blank after a backslash belongs to the pattern


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    pattern: str
    owners: tuple[str, ...]
    section: str


def read(path: Path, people: Iterable[Person], text: str | None = None) -> tuple[PathOwners, tuple[str, ...]]:
    """The lines of a CODEOWNERS file, each owner with the person that it stands for; and what is odd in it.

    A user stands for the person who has that name under `github` or `gitlab`, else for the one with that id; a team for
    the only person who names it under `teams`; an address for the person who has it. All others are nobody.
    `text`, where given, is read in the file's place.

    Raises:
        Misuse: the file cannot be read.
    """
    sheet = Sheet(path.as_posix())
    held = read_text(path, sheet, _HOLDS) if text is None else text
    settle((sheet,))
    known = _Known(people)
    lines = []
    for one in _lines(held or ""):
        fault = _fault(one)
        if fault:
            sheet.warn(one.number, "", f"{quoted(one.pattern)} {fault}", "expected a pattern such as /emea/")
            continue
        who = tuple(map(known.person, one.owners))
        source = Source(sheet.file, Place(one.number, 1))
        lines.append(CodeOwners(one.pattern, one.owners, who, one.section, source))
    return PathOwners(sheet.file, root(path), tuple(lines)), settle((sheet,))


def root(path: Path) -> str:
    """The folder from which the patterns of a CODEOWNERS file are meant: that of the repository."""
    folder = Path(os.path.abspath(path)).parent  # noqa: PTH100 - links are not followed
    return str(folder.parent if folder.name in _ASIDE else folder)


def _lines(text: str) -> Iterator[_Line]:
    section, standing = "", ()  # type: str, tuple[str, ...]
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        heading = _SECTION.fullmatch(line)
        if heading:
            # Names are compared without case, and sections of one name are one.
            section = " ".join(heading["name"].split()).casefold()
            standing = _owners(_BLANK.split(heading["owners"] or ""))
            continue
        pattern, *rest = _BLANK.split(line)
        owners = _owners(rest)
        yield _Line(number, pattern, owners or standing, section)


def _owners(words: Iterable[str]) -> tuple[str, ...]:
    """The owners among the words of a line, up to a comment."""
    from codeowners import parse_owner  # noqa: PLC0415 - only where a CODEOWNERS file is configured

    owners: list[str] = []
    for word in words:
        if word.startswith("#"):
            break
        owner = parse_owner(word)
        if owner is not None:
            owners.append(owner[1])
    return tuple(owners)


def _fault(line: _Line) -> str:
    """Why a line cannot be used, "" where it can."""
    from codeowners import path_to_regex  # noqa: PLC0415 - as above

    if len(_STAR.findall(line.pattern)) > _STARS:
        return f"holds more than {_STARS} stars, and the line is left out"
    try:
        path_to_regex(line.pattern.removeprefix("!"))
    except (ValueError, re.error, IndexError):
        return "is no pattern, and the line is left out"
    return ""


class _Known:
    """People by what a CODEOWNERS file may call them."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._named: dict[str, set[str]] = {}
        self._ids: dict[str, str] = {}
        for person in people:
            named = (*person.handles, *person.teams, *(email for email in person.emails))
            for name in named:
                self._named.setdefault(name.casefold(), set()).add(person.id)
            if not person.handles:  # else the name there is known, and it is another one
                self._ids[person.id.casefold()] = person.id

    def person(self, owner: str) -> str | None:
        """The id of the one person that an owner stands for."""
        name = owner.removeprefix("@").casefold()
        found = self._named.get(name)
        if found is not None:
            return next(iter(found)) if len(found) == 1 else None
        return self._ids.get(name) if owner.startswith("@") else None
