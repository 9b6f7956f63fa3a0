"""Who answers to the customer, and why: the ladder of contract §2, one step after the other."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable

from promiselint.model.documents import Facts
from promiselint.model.findings import Answered, Finding, Introduction, Named, Owner, Unresolved
from promiselint.model.people import People, Person
from promiselint.model.rules import Rule, Severity
from promiselint.owners.account import account_owner
from promiselint.owners.deal import NAME as DEAL
from promiselint.owners.deal import deal_owner
from promiselint.owners.fallback import fallback
from promiselint.owners.handover import has_left, successor
from promiselint.owners.introduced import introducer
from promiselint.owners.names import is_bot
from promiselint.owners.paths import path_owner, seen_by_codeowners, seen_from
from promiselint.owners.pin import pinned
from promiselint.owners.step import Asked, Step
from promiselint.rulebook.texts import fill, text

#: The steps in the contract's order; a deal is a more specific account.
STEPS: tuple[Callable[[Asked], Step], ...] = (pinned, deal_owner, account_owner, path_owner, introducer, fallback)
NO_PEOPLE = Unresolved(("no people file",))


def answer(
    facts: Facts,
    path: str,
    people: People | None,
    today: dt.date,
    *,
    introduced_by: Person | None = None,
    introduced_on: dt.date | None = None,
) -> Owner:
    """Name who answers for what the document at `path` says: the first step that gives exactly one known person.

    `introduced_by` put the promise into the document, on `introduced_on`; None where that is not known.
    """
    if people is None or not exists(people):
        return NO_PEOPLE
    code = seen_by_codeowners(path, people)
    asked = Asked(facts, seen_from(path, people), people, today, introduced_by, introduced_on, code)
    evidence: list[str] = []
    for ask in STEPS:
        step = ask(asked)
        if not step.why:  # nothing was asked: no deals anywhere
            continue
        evidence.append(f"{step.name}: {step.why}")
        if len(step.people) > 1:
            evidence[-1] += "; two candidates are nobody" if len(step.people) == 2 else "; several are nobody"
        person = step.people[0] if len(step.people) == 1 else None
        if person is not None and is_bot(person):
            evidence[-1] += f"; {person.name} is no human being"
            person = None
        if person is not None and has_left(person, today):
            person, why = successor(person, asked, of_deal=step.name == DEAL)
            evidence.append(f"handover: {why}")
        if person is not None:
            email = person.emails[0] if person.emails else ""
            return Named(person.id, person.name, email, step.name, tuple(evidence))
        if step.last:
            break
    return Unresolved(tuple(evidence))


class Answers:
    """The ladder for one run: documents with the same facts and path are asked once."""

    def __init__(self, people: People | None, today: dt.date) -> None:
        """Keep the people file and the day for all documents."""
        self._people = people
        self._today = today
        self._known: dict[tuple[object, ...], Owner] = {}

    def of(
        self,
        facts: Facts,
        path: str,
        introduced_by: Person | None = None,
        introduced_on: dt.date | None = None,
    ) -> Owner:
        """Name who answers, as `answer` does."""
        key = (facts, path, introduced_by, introduced_on)
        if key not in self._known:
            self._known[key] = answer(
                facts, path, self._people, self._today, introduced_by=introduced_by, introduced_on=introduced_on
            )
        return self._known[key]


def exists(people: People) -> bool:
    """Tell whether there is a people file at all: without one, nobody is missed."""
    listed = people.people or people.accounts or people.deals or people.paths
    return bool(people.path or listed or people.fallback)


def attribute(finding: Finding, owner: Owner, introduction: Introduction | None = None) -> Answered:
    """Put a finding, its owner, and who put the promise into the document together."""
    return Answered(finding, owner, introduction)


def unresolved(finding: Finding, owner: Owner, rule: Rule, severity: Severity, language: str = "en") -> Finding | None:
    """Give the PL601 finding on a finding without an owner; None where one was named or there is no people file."""
    if isinstance(owner, Named) or owner == NO_PEOPLE or severity is Severity.OFF:
        return None
    # The last step of an ended ladder is the one to act on: a pin that names nobody.
    why = owner.evidence[-1].partition(": ")[2] if owner.evidence else ""
    values = {"said": finding.excerpt, "words": finding.code, "entry": finding.code, "why": why, "path": finding.path}
    message = fill(text(rule, "message", language), values)
    whole = f"{rule.code}\x1f{finding.fingerprint}"
    return Finding(
        code=rule.code,
        rule=rule.name,
        severity=severity,
        path=finding.path,
        span=finding.span,
        excerpt=finding.excerpt,
        message=message if why in message else f"{message.rstrip('.')} ({why}).",
        suggestion=fill(text(rule, "suggestion", language), values),
        fingerprint=hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        statement=finding.statement,
        feature=finding.feature,
        score=finding.score,
        locator=finding.locator,
        block=finding.block,
        confidence=finding.confidence,
    )
