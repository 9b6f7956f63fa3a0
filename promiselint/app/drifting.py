"""`promiselint drift`: promises that the roadmap backed and backs no more, and who tells the customer."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from promiselint.app.answering import seen_by_patterns, severities, waivers_of
from promiselint.app.opening import Workspace, open_workspace
from promiselint.app.options import Options
from promiselint.app.promising import readings_in
from promiselint.app.reading import Opened, each_file
from promiselint.app.revisions import Revision
from promiselint.git.commands import GitFault
from promiselint.git.commands import run as asked_of_git
from promiselint.judge.run import silence, weight
from promiselint.ledger.backing import Backing
from promiselint.model.documents import Document, Facts
from promiselint.model.errors import Misuse
from promiselint.model.findings import Author, Finding, Introduction, Named, Owner, Silenced, Unresolved
from promiselint.model.people import People, Person
from promiselint.model.places import Place, Span
from promiselint.model.promises import Drifted, Recorded
from promiselint.model.roadmap import Roadmap
from promiselint.model.rules import Rule, Severity
from promiselint.report.drift_calls import Call, Drift, by_customer, working_days_after
from promiselint.rulebook.texts import fill, text

if TYPE_CHECKING:
    from promiselint.judge.waive import Waiver
    from promiselint.model.documents import Block

    Tell = Callable[[], Finding]

PROMISE_SLIPPED = "PL701"
#: Working days within which a customer hears of it, where the configuration does not say.
TELL_WITHIN = 5


@dataclass
class Calls:
    """Collects the calls of one run: each drifted promise with who answers for it today."""

    workspace: Workspace
    customers: list[tuple[str, Call]] = field(default_factory=list)
    silenced: list[Silenced] = field(default_factory=list)
    promises: int = 0
    told: int = 0
    documents: int = 0
    _names: dict[str, str] = field(default_factory=dict)  # as compared -> as told
    _called: dict[str, str] = field(default_factory=dict)  # as written -> as told
    _weights: dict[str, Severity] = field(default_factory=dict)
    _tellers: dict[tuple[object, ...], Owner] = field(default_factory=dict)

    def add(
        self,
        found: Sequence[Drifted],
        source: Document | None = None,
        *,
        facts: Facts | None = None,
        stands: bool | None = None,
    ) -> None:
        """Take what has drifted in one document; its suppressions are heard where it is there, waivers anyway.

        `facts` are the document's own where it is not there any more.
        """
        if not found or self._rule is None:
            return
        path = source.path if source is not None else found[0].promise.document
        heavy = self._weight(path, known=source is not None)
        if heavy is Severity.OFF:
            return
        told: dict[int, Tell] = {id(one): functools.partial(_finding, one, self._rule, heavy, source) for one in found}
        if self._waivers or (source is not None and source.directives):
            told = self._left(told, source or Document(path, "", ()))
        for one in found:
            if id(one) in told:
                owner = self._teller(one.promise, source.facts if source is not None else facts)
                made = _introduction(one.promise)
                call = Call(one, owner, made, heavy, told[id(one)], stands)
                self.customers.append((self._customer(one.promise.customer), call))

    def _left(self, told: Mapping[int, Tell], document: Document) -> dict[int, Tell]:
        """What no suppression and no waiver silences."""
        workspace = self.workspace
        findings = {key: one() for key, one in told.items()}
        judged = silence(
            list(findings.values()),
            document,
            workspace.book.rules,
            workspace.today,
            waivers=self._waivers,
            mandatory=workspace.book.configuration.mandatory,
            path=seen_by_patterns(document.path, workspace) if document.blocks else document.path,
        )
        self.silenced.extend(judged.silenced)
        left = {one.fingerprint for one in judged.findings}
        return {key: one for key, one in told.items() if findings[key].fingerprint in left}

    @functools.cached_property
    def _rule(self) -> Rule | None:
        rules = self.workspace.book.rules
        return next((one.rule for one in rules if one.rule.code == PROMISE_SLIPPED), None)

    @functools.cached_property
    def _waivers(self) -> tuple[Waiver, ...]:
        return waivers_of(self.workspace)

    def _weight(self, path: str, *, known: bool) -> Severity:
        """The rule's severity in a document; what is not `known` by its path is by that from the configuration's."""
        if path not in self._weights and self._rule is not None:
            configuration = self.workspace.book.configuration
            place = path if known or not configuration.path else str(configuration.folder / path)
            self._weights[path] = weight(self._rule, severities(place, self.workspace))
        return self._weights[path]

    def _teller(self, promise: Recorded, facts: Facts | None) -> Owner:
        """Who tells the customer; promises that nothing tells apart are asked about once."""
        where = promise.document if facts is not None or not promise.owner else ""
        key = (
            promise.owner, promise.owner_name, promise.customer, promise.channel, promise.dated_on, where,
            promise.introduced_by, promise.made_on, facts,
        )  # fmt: skip
        if key not in self._tellers:
            self._tellers[key] = teller(promise, self.workspace, facts)
        return self._tellers[key]

    def drift(self, then: str, now: str, roadmap: Roadmap, **more: object) -> Drift:
        """The whole run."""
        days = self.workspace.book.configuration.tell_within_days
        today = self.workspace.today
        found = Drift(
            customers=by_customer(self.customers),
            roadmap=roadmap,
            then=then,
            now=now,
            today=today,
            tell_by=working_days_after(today, TELL_WITHIN if days is None else days),
            documents=self.documents,
            promises=self.promises,
            told=self.told,
            silenced=tuple(self.silenced),
        )
        return replace(found, **more)  # type: ignore[arg-type]

    def _customer(self, name: str) -> str:
        """One name for one customer: the people file's, else the first that it was met under."""
        if name not in self._called:
            self._called[name] = self._one_name(name)
        return self._called[name]

    def _one_name(self, name: str) -> str:
        from promiselint.owners.account import of_customer  # noqa: PLC0415 - --help shall not wait for it
        from promiselint.owners.names import same_customer  # noqa: PLC0415

        bare = same_customer(name)
        if bare not in self._names:
            people = self.workspace.people
            accounts = of_customer(name, people) if people is not None and bare else ()
            whole = {same_customer(one.customer): one.customer for one in accounts}
            known = next(iter(whole.items())) if len(whole) == 1 else (bare, " ".join(name.split()))
            self._names[bare] = self._names.setdefault(*known)
        return self._names[bare]


def drift_between(paths: Sequence[str], options: Options, since: str, until: str | None) -> Drift:
    """What the documents at `paths` promise, as they are, and only the roadmap of `since` backs, not that of `until`.

    Both are a revision or a roadmap's file or folder; without `until` it is the present roadmap.

    Raises:
        Misuse: as `check`; there is no such file or revision.
    """
    workspace = open_workspace(paths, options)
    with ExitStack() as stack:
        then, then_commit = _roadmap_at(since, "--from", workspace, stack)
        now, now_commit = (workspace.roadmap, "") if until is None else _roadmap_at(until, "--to", workspace, stack)
        made = replace(workspace, roadmap=then)
        calls = Calls(workspace)
        backing = Backing(now, workspace.book, then, now_commit=now_commit, then_commit=then_commit)
        warnings = [*workspace.warnings]
        reading = stack.enter_context(readings_in(made, options))

        def visit(opened: Opened) -> None:
            promises = reading.of(opened).promises
            calls.promises += len(promises)
            found = [told for one in promises if (told := backing.of(one)) is not None]
            calls.add(found, opened.document, stands=True)
            warnings.extend(opened.document.warnings)

        calls.documents, errors = each_file(paths, made, options, visit)
        told = tuple(dict.fromkeys(warnings))
        return calls.drift(since, until or workspace.roadmap.path, now, errors=errors, warnings=told)


def _roadmap_at(name: str, option: str, workspace: Workspace, stack: ExitStack) -> tuple[Roadmap, str]:
    """A roadmap by its path, else as a revision has it; and its commit."""
    from promiselint.records import roadmap as roadmap_file  # noqa: PLC0415 - --help shall not wait for YAML

    month = workspace.book.configuration.fiscal_year_start
    if Path(name).exists():
        found, commit = roadmap_file.read(Path(name), workspace.today), ""
    else:
        try:
            revision = Revision(Path(workspace.roadmap.path), name)
        except Misuse as fault:
            raise Misuse(f"{option}: {fault}; or a roadmap's file or folder, and there is none of that name") from None
        stack.callback(revision.close)
        path = revision.path(Path(workspace.roadmap.path))
        if path is None:
            raise Misuse(
                f"{option}: {name}: {workspace.roadmap.path} is not there; expected a commit that has the roadmap"
            )
        found = roadmap_file.read(path, _day_of(revision))
        found, commit = replace(found, path=f"{workspace.roadmap.path} of {name}"), revision.commit
    return (found if month is None else replace(found, fiscal_year_start=month)), commit


def _day_of(revision: Revision) -> dt.date:
    """The day of a commit: when a roadmap in it that does not say so was true."""
    try:
        told = asked_of_git(revision.repository.root, ["show", "-s", "--format=%ct", revision.commit, "--"])
        return dt.datetime.fromtimestamp(int(told.split()[-1]), dt.UTC).date()
    except (GitFault, ValueError, IndexError):
        raise Misuse(f"{revision.name}: git does not tell the day of the commit") from None


def teller(promise: Recorded, workspace: Workspace, facts: Facts | None = None) -> Owner:
    """Who tells the customer: by the ladder where the document's facts are known, else who answered when recorded.

    Where that person has left, it is whoever took over.
    """
    from promiselint.owners.handover import has_left, successor  # noqa: PLC0415 - --help shall not wait for them
    from promiselint.owners.ladder import answer  # noqa: PLC0415
    from promiselint.owners.step import Asked  # noqa: PLC0415

    people, today = workspace.people, workspace.today
    if people is None:
        if not promise.owner_name:
            return Unresolved(("no people file",))
        return Named(promise.owner, promise.owner_name, promise.owner_email, "recorded", ())
    known = next((one for one in people.people if one.id == promise.owner), None)
    if facts is not None or known is None:
        by = _introducer(promise, people.people)
        told = facts if facts is not None else _facts(promise)
        return answer(told, promise.document, people, today, introduced_by=by, introduced_on=promise.made_on)
    evidence = f"recorded: {known.name} answers for the document"
    if not has_left(known, today):
        return _named(known, (evidence,))
    taken, why = successor(known, Asked(_facts(promise), (), people, today, None, promise.made_on))
    handed = (evidence, f"handover: {why}")
    return _named(taken, handed) if taken is not None else Unresolved(handed)


def _facts(promise: Recorded) -> Facts:
    return Facts(channel=promise.channel or None, customer=promise.customer or None, date=promise.dated_on)


def _named(person: Person, evidence: tuple[str, ...]) -> Named:
    return Named(person.id, person.name, person.emails[0] if person.emails else "", "recorded", evidence)


def _introducer(promise: Recorded, people: Iterable[Person]) -> Person | None:
    if not promise.introduced_by:
        return None
    mail = promise.introduced_email.casefold()
    known = next((one for one in people if mail and mail in {each.casefold() for each in one.emails}), None)
    return known or Person("", promise.introduced_by, (promise.introduced_email,) if mail else ())


def _introduction(promise: Recorded) -> Introduction | None:
    if not promise.introduced_by and promise.made_on is None:
        return None
    by = Author(promise.introduced_by, promise.introduced_email) if promise.introduced_by else None
    return Introduction(by, promise.made_on, promise.made_in, "commit" if promise.made_in else "")


def _finding(found: Drifted, rule: Rule, heavy: Severity, source: Document | None) -> Finding:
    """The promise as a finding of `check` would have it."""
    from promiselint.judge.found import excerpt, fingerprint  # noqa: PLC0415 - as above

    promise, feature = found.promise, found.now.feature or found.then.feature
    told = promise.told
    line = Place(max(promise.line, 1), 1)
    span, number = Span(line, line), -1
    if source is not None and told is not None:
        number = _block_of(promise, source)
        if number >= 0:
            span = source.span(source.blocks[number], told.statement.start, told.statement.end)
    values = _values(found)
    variant = found.shifts[0].value
    return Finding(
        code=rule.code,
        rule=rule.name,
        severity=heavy,
        path=source.path if source is not None else promise.document,
        span=span,
        excerpt=excerpt(promise.said),
        message=fill(text(rule, "message", "en", variant), values),
        suggestion=fill(text(rule, "suggestion", promise.language or "en", variant), values),
        fingerprint=fingerprint(rule.code, feature.id if feature else "", promise.id, 1),
        statement=told.statement if told else None,
        date=next((one for one in told.statement.dates if one.text == promise.dated), None) if told else None,
        feature=feature,
        score=told.statement.feature.score if told and told.statement.feature else None,
        locator=promise.locator,
        block=number,
    )


def _block_of(promise: Recorded, source: Document) -> int:
    """Which block of the document a promise was read from; -1 where none is it."""
    if promise.told is None:
        return -1

    def is_it(block: Block) -> bool:
        told = promise.told
        if told is None or block.text != told.block.text or block.scope is not told.block.scope or not block.text:
            return False
        return source.span(block, told.statement.start, told.statement.end).start.line == promise.line

    return next((number for number, block in enumerate(source.blocks) if is_it(block)), -1)


def _values(found: Drifted) -> dict[str, str]:
    """What the messages of the rule are filled with."""
    promise, now = found.promise, found.now
    feature = now.feature or found.then.feature
    level = now.service_level or found.then.service_level
    target = now.feature.target.text if now.feature and now.feature.target else ""
    return {
        "said": promise.said,
        "words": promise.dated or promise.said,
        "feature": feature.name if feature else (level.name if level else "") or "the product",
        "date": promise.dated,
        "date_end": promise.last.isoformat() if promise.last else "",
        "target": target or "no date",
        "status": now.feature.status.value if now.feature else "not on the roadmap",
        "limit": level.value if level else "",
        "days": str(abs(found.days)) if found.days is not None else "",
        "entry": feature.id if feature else level.id if level else "",
    }


def people_of(paths: Sequence[str], options: Options) -> People | None:
    """The people file's people, so that nobody in it is named by mistake."""
    return open_workspace(paths, options).people
