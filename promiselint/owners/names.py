"""When two names mean the same: of customers, of the vendor's people, and of no person at all."""

from __future__ import annotations

import re

from promiselint.model.people import Person

#: Legal forms as they stand at a company's name, dots and slashes dropped.
LEGAL_FORMS = frozenset(
    {
        *("ab", "abp", "ag", "aps", "as", "asa", "bhd", "bv", "bvba", "corp", "corporation", "cv", "ehf", "ek"),
        *("gmbh", "hb", "hf", "inc", "incorporated", "ivs", "kb", "kft", "kg", "lda", "limited", "llc", "llp", "lp"),
        *("ltd", "ltda", "nv", "oü", "oy", "oyj", "plc", "publ", "pvt", "pty", "pte", "sa", "sarl", "sas", "sia"),
        *("sl", "slu", "spa", "srl", "sro", "ug"),
    }
)

_SPLIT = re.compile(r"[\s,;&]+")
_BOT_WORDS = re.compile(
    r"\[bot\]|(?:^|[-_.+ ])(?:bot|robot|ci|noreply|no-reply|jenkins|renovate|dependabot)(?:$|[-_.+ ])"
)
_BOT_ROLES = frozenset({"bot", "ci", "automation", "service-account"})


def same_customer(name: str) -> str:
    """Give the name as customers are compared: without case, legal form and signs between words."""
    words = [word for word in (_bare(part) for part in _SPLIT.split(name.casefold())) if word]
    kept = list(words)
    while len(kept) > 1 and kept[-1] in LEGAL_FORMS:
        kept.pop()
    while len(kept) > 1 and kept[0] in {"ab", "oy", "as"}:  # Nordic firms carry it in front, too
        kept.pop(0)
    return " ".join(kept)


def _bare(word: str) -> str:
    bare = word.strip("().\"'“”’")
    # "B.V." and "A/S" are forms; "U.S. Freight" keeps its own first word.
    joined = bare.replace(".", "").replace("/", "")
    return joined if joined in LEGAL_FORMS else bare


def same_person(word: str) -> str:
    """Give a person's id, address or name as they are compared."""
    return " ".join(word.casefold().split())


def called(word: str, people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Find everybody whom the word can mean: by id, else by address, else by name."""
    wanted = same_person(word)
    for found in (
        tuple(person for person in people if same_person(person.id) == wanted),
        tuple(person for person in people if wanted in {same_person(email) for email in person.emails}),
        tuple(person for person in people if same_person(person.name) == wanted),
    ):
        if found:
            return found
    return ()


def is_bot(person: Person) -> bool:
    """Tell whether it is no human being: a bot or a build's user is never an answer."""
    if person.role.casefold() in _BOT_ROLES:
        return True
    locals_ = (email.partition("@")[0] for email in person.emails)
    return any(_BOT_WORDS.search(word.casefold()) for word in (person.id, *locals_)) or "[bot]" in person.name
