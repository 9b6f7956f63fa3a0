"""Whom a name in a history or a file means among the vendor's people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from promiselint.model.findings import Author, Introduction
from promiselint.model.people import People, Person
from promiselint.owners.names import is_bot, same_person

_WRITTEN = re.compile(r"\s*(?P<name>[^<>]*?)\s*<(?P<email>[^<>\s]+)>\s*")


def person_of(author: Author, people: People | None) -> Person | None:
    """The one person an author is: by address, else by a name that only one person has."""
    if people is None:
        return None
    address, name = same_person(author.email), same_person(author.name)
    by_address = [one for one in people.people if address and address in {same_person(mail) for mail in one.emails}]
    if by_address:
        return by_address[0] if len(by_address) == 1 else None
    by_name = [one for one in people.people if name and same_person(one.name) == name]
    return by_name[0] if len(by_name) == 1 else None


def known(author: Author, people: People | None) -> Author:
    """The author with the id that the people file gives them."""
    person = person_of(author, people)
    return Author(author.name, author.email, person.id if person else None)


def introducer(introduction: Introduction | None, people: People | None) -> Person | None:
    """The person who introduced a promise, as the ladder asks for them; with no role where the people file has none."""
    if introduction is None or introduction.by is None:
        return None
    by = introduction.by
    return person_of(by, people) or Person("", by.name, (by.email,) if by.email else ())


def no_human(author: Author, people: People | None) -> bool:
    """Whether it is a bot or a build's user."""
    person = person_of(author, people)
    return is_bot(person or Person("", author.name, (author.email,) if author.email else ()))


def written(name: str) -> Author | None:
    """The author that a `Co-authored-by:` line names; None where it is none."""
    found = _WRITTEN.fullmatch(name)
    return Author(found["name"] or found["email"], found["email"]) if found else None


def human(author: Author, helpers: Sequence[str], people: People | None) -> tuple[Author | None, str]:
    """Who made a commit, and why nobody did: behind a bot the one human being whom it names as co-author."""
    if not no_human(author, people):
        return known(author, people), ""
    told = [one for one in map(written, helpers) if one is not None and not no_human(one, people)]
    names = tuple(dict.fromkeys((same_person(one.email), one) for one in told))
    unique = list(dict(names).values())
    if len(unique) == 1:
        return known(unique[0], people), f"{author.name} committed it with {unique[0].name}, a bot's one co-author"
    several = "names several co-authors" if unique else "names nobody whom it worked for"
    return None, f"{author.name} is no human being and {several}"
