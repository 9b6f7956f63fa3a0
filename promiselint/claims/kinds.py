"""What a clause says and how firmly: kind and firmness (contract §4), with the reasons for `explain`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from promiselint.claims.clauses import Clause
from promiselint.model.language import Token
from promiselint.model.lexicon import Lexicon
from promiselint.model.situation import Section
from promiselint.model.statements import DateClaim, DateRole, Firmness, Kind

_PREDICATES = frozenset(("root", "ROOT", "conj", "parataxis"))
_HAVE = frozenset(("has", "have", "'ve", "’ve", "har"))
_PRESENT_PASSIVE = re.compile(r"(?<![dt])[ae]s$")  # Swedish: matchas, räknas; the past has -des, -tes, -ades
_BELOW = re.compile(
    r"(?<!so )\b(?:that|which|who|how|what|where|som|hur|vad|vilket|vilka)\s+(?:[\w’'-]+\s+){0,6}$", re.I
)
_HAD_ITS_VERB = re.compile(r"\b(?:has|have|had|is|are|was|were|har|hade|är|var|blir|blev)\s+[\w’'-]+\s", re.I)
_ASKED = re.compile(r"\b(?:what|how|why|vad|hur|varför)\s+(?:[\w’'-]+\s+){0,3}$", re.I)
_NOT_ONLY = re.compile(r"\bnot (?:only|just|merely)\b|\binte (?:bara|endast|enbart)\b|\bwhy not\b", re.I)
_BY_VERSION = re.compile(r"\b(?:in|with|from|i|med|från och med)\s+(?:version\s+)?\d+(?:\.\d+)+", re.I)


@dataclass(frozen=True, slots=True)
class Traits:
    """What the words of a clause show, before anything is concluded."""

    future: bool
    intention: bool
    exploring: bool
    progress: bool
    negated: bool
    conditional: bool
    retirement: bool
    deliver: bool
    build: bool
    upcoming: bool
    bring: bool
    bring_strong: bool
    improve: bool
    past: bool
    perfect: bool
    fragment: bool
    service: bool
    imperative: bool
    able: bool
    announce: bool
    talk: bool
    naming: bool  # says what something is, not what it does ("… is the next chapter")
    possible: bool = False  # may, might, could: hedged, where something is promised


def traits_of(clause: Clause, text: str, lead: str, lexicon: Lexicon, *, offered: bool = False) -> Traits:
    """The traits of a clause; `text` is its text without quoted labels, `lead` what it is read with (label, lead-in).

    `offered` tells that it stands in an offer, where "we propose" is no mere idea.
    """
    past, perfect = tense_of(clause)
    future = _in_main_clause("claim.future", text, lexicon)
    # "Hours worked will be booked": of a participle that was taken for the past the future knows better.
    past = past and not future
    both = f"{lead} {text}".strip()
    fragment = not any(_finite(token) for token in clause.tokens)
    return Traits(
        future=future or lexicon.holds("claim.future", lead),
        intention=_is_intended(both if fragment else text, lexicon),
        # A list under "Under review:" announces nothing.
        exploring=lexicon.holds("claim.exploring", both)
        or lexicon.holds("claim.shelved", text)
        or (not offered and lexicon.holds("claim.proposed", both)),
        progress=lexicon.holds("claim.progress", text),
        negated=is_negated(text, lexicon),
        conditional=is_conditional(text, lexicon),
        retirement=lexicon.holds("claim.retire", text),
        deliver=lexicon.holds("claim.deliver", text),
        build=lexicon.holds("claim.build", text),
        upcoming=lexicon.holds("claim.upcoming", both),
        bring=lexicon.holds("claim.bring", both) or bool(_BY_VERSION.search(both)),
        bring_strong=lexicon.holds("claim.bring-strong", both),
        improve=lexicon.holds("claim.improve", text),
        past=past,
        perfect=perfect,
        fragment=fragment,
        service=lexicon.holds("claim.service", text),
        imperative=is_imperative(clause, lexicon),
        able=lexicon.holds("claim.able", text),
        announce=lexicon.holds("claim.announce", text),
        talk=lexicon.holds("claim.talk", text) or (by_people(clause) and lexicon.holds("claim.demo", text)),
        possible=_is_possible(text, lexicon),
        naming=is_naming(clause) and not lexicon.holds("claim.part", text),
    )


def by_people(clause: Clause) -> bool:
    """Whether the clause is about what people do: its subject is we or you, or it has none."""
    return not clause.subject.split() or clause.subject.split()[0] in _PEOPLE


_PEOPLE = frozenset("we i you our your vi jag ni du man vår våra er era".split())


def _in_main_clause(name: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a phrase of the list stands outside of clauses below ("code that will no longer compile")."""
    return any(not _is_below(text[: match.start()]) for match in lexicon.every(name, text))


def _is_below(before: str) -> bool:
    """Whether what follows is in a clause below; one that had its verb is over: "a pump that has stopped will …"."""
    found = _BELOW.search(before)
    return found is not None and not _HAD_ITS_VERB.search(found.group())


def _is_possible(text: str, lexicon: Lexicon) -> bool:
    """Whether it may, might or could be; the month is none, nor is what stands in a clause below."""
    found = [match for match in lexicon.every("claim.possible", text) if match.group() != "May"]
    return any(not _is_below(text[: match.start()]) for match in found)


def _is_intended(text: str, lexicon: Lexicon) -> bool:
    """Whether something is planned or expected, other than in "we describe what is planned"."""
    return any(not _ASKED.search(text[: match.start()]) for match in lexicon.every("claim.intention", text))


def _finite(token: Token) -> bool:
    """Whether a verb carries tense; a participle does not, whatever features it has."""
    if token.pos not in {"VERB", "AUX"} or "VerbForm=Part" in token.morph:
        return False
    return any(sign in token.morph for sign in ("VerbForm=Fin", "Mood=Ind", "Tense=Pres"))


def tense_of(clause: Clause) -> tuple[bool, bool]:
    """(past, perfect): the tense of the clause's predicate, else of most of its finite verbs."""
    finite = [token for token in clause.tokens if _finite(token)]
    if not finite:
        return False, False
    leaders = [token for token in finite if _leads(token, clause)] or finite
    perfect = any(token.lower in _HAVE and _is_auxiliary(token) for token in leaders) and any(
        "VerbForm=Part" in token.morph or "VerbForm=Sup" in token.morph for token in clause.tokens
    )
    first = finite[0]
    leading = clause.verb if clause.verb is not None and _finite(clause.verb) else first
    past = (
        "Tense=Past" in leading.morph and "VerbForm=Fin" in leading.morph and not _PRESENT_PASSIVE.search(leading.lower)
    )
    if past and leading is not first and "Tense=Pres" in first.morph:
        past = False
    return past and not perfect, perfect


def _is_auxiliary(token: Token) -> bool:
    """Whether a verb only helps another one: "has shipped", not "has a scheduled export"."""
    return token.dep.startswith("aux") or token.pos == "AUX"


def _leads(token: Token, clause: Clause) -> bool:
    """Whether a finite verb belongs to the clause's own predicate rather than to one below it."""
    if clause.verb is None or token is clause.verb:
        return True
    number = token.head - clause.first
    return 0 <= number < len(clause.tokens) and clause.tokens[number] is clause.verb


def is_negated(text: str, lexicon: Lexicon) -> bool:
    """Whether the clause denies what it says; "not only" and a negated subordinate clause do not."""
    bare = _NOT_ONLY.sub(" ", text)
    found = lexicon.search("claim.negation", bare)
    if found is None:
        return False
    # A negation behind "so that", "that nobody", "without" belongs to a clause below.
    before = bare[: found.start()]
    return (
        not re.search(
            r"\b(?:so that|that|which|who|because|even (?:if|when)|where|when|until|som|så att|att|eftersom|även om|där|när|tills)\b[^,]*$",  # noqa: E501 - one pattern, one line
            before,
            re.I,
        )
        and not re.search(r",\s*(?:so|så)\b(?!\s+(?:that|att))[^,]*$", before, re.I)
    ) or bool(re.search(r"\b(?:say|promise|guarantee|lova|säga|räkna)\w*\s+(?:that|att)\b[^,]*$", before, re.I))


def is_conditional(text: str, lexicon: Lexicon) -> bool:
    """Whether the clause hangs on a condition that stands first, or on one of the customer's."""
    found = lexicon.search("claim.condition", text)
    if found is None:
        return False
    return (
        found.start() <= 2
        or bool(re.search(r"[,;–—]\s*(?:and |och )?$", text[: found.start()]))
        or text[found.start() :].lower().startswith(("subject to", "provided", "förutsatt", "under förutsättning"))
    )


def is_imperative(clause: Clause, lexicon: Lexicon) -> bool:
    """Whether the clause tells the reader to do something."""
    if not clause.tokens or clause.subject:
        return False
    first = clause.tokens[0]
    found = lexicon.search("claim.reader-verbs", clause.text)
    return (
        bool(found and found.start() == 0)
        and first.pos in {"VERB", "AUX", "INTJ", "NOUN", "PROPN", "ADV", "PART", "X"}
        and "Tense=Past" not in first.morph
    )


def is_naming(clause: Clause) -> bool:
    """Whether the predicate is a noun or pronoun behind "is"."""
    if clause.verb is not None and clause.verb.pos == "VERB" and clause.verb.dep in _PREDICATES:
        return False
    return any(
        token.dep == "cop" and (head := _head_of(token, clause)) is not None
        and head.dep in _PREDICATES and head.pos in {"NOUN", "PRON", "PROPN", "ADJ"}
        for token in clause.tokens
    )  # fmt: skip


def _head_of(token: Token, clause: Clause) -> Token | None:
    number = token.head - clause.first
    return clause.tokens[number] if 0 <= number < len(clause.tokens) else None


def firmness_of(traits: Traits, kind: Kind, *, depends: bool = False) -> Firmness:
    """Negated before conditional before hedged before firm; `depends`: a condition stands before it in its sentence.

    "May" and "could" hedge a delivery; of what is there they tell what it permits.
    """
    if traits.negated:
        return Firmness.NEGATED
    if traits.conditional or (depends and kind is Kind.DELIVERY):
        return Firmness.CONDITIONAL
    if traits.intention or traits.exploring or (traits.possible and kind is Kind.DELIVERY):
        return Firmness.HEDGED
    return Firmness.FIRM


@dataclass(frozen=True, slots=True)
class Standing:
    """What else decides the kind: where the clause stands and what it is about."""

    section: Section
    release_notes: bool
    linked: bool
    unreleased: bool  # the feature it is about is not out yet
    outlook: bool  # its heading or lead-in announces ("Coming in Q2:")
    released: bool  # the feature is out, or there is none


def kind_of(traits: Traits, timing: Sequence[DateClaim], standing: Standing) -> tuple[Kind, str]:
    """The kind of a clause and why, in words; `timing` are its dates that may be a delivery's."""
    timed = any(claim.role in {DateRole.DELIVERY, DateRole.OTHER} for claim in timing)
    if why := _why_nothing(traits, standing, timed=timed):
        return Kind.OTHER, why
    if why := _why_delivery(traits, standing, timed=timed):
        return Kind.DELIVERY, why
    return _present_or_past(traits, standing)


def _why_nothing(traits: Traits, standing: Standing, *, timed: bool) -> str:
    """Why the clause says nothing of the product whatever its words; "" where it may."""
    if standing.section in {Section.FIXED, Section.KNOWN_ISSUES}:
        return "stands under bug fixes or known issues"
    if traits.exploring and not (timed and traits.intention):
        return "is explored or considered, not announced"
    if traits.talk and not (traits.future and traits.build):
        return "speaks of it without saying what it does"
    if traits.imperative and not timed and not standing.linked:
        return "tells the reader to do something"
    return ""


def _why_delivery(traits: Traits, standing: Standing, *, timed: bool) -> str:
    """Why the clause promises a delivery; "" where it does not."""
    if traits.past:
        return ""
    ahead = traits.future or traits.intention or traits.upcoming
    if timed and (ahead or traits.deliver or traits.fragment or standing.linked or traits.able):
        return "a future time with something that is delivered"
    if traits.progress and not traits.future:
        return ""
    if traits.announce and standing.unreleased and not (traits.perfect or traits.bring_strong):
        return "announces in the present what is not out yet"
    if traits.future and (traits.deliver or traits.build or standing.unreleased):
        return "says that it will be"
    if traits.intention and (traits.deliver or traits.build or standing.linked):
        return "is planned, aimed at or expected"
    if (traits.upcoming or standing.outlook) and traits.fragment and standing.linked:
        return "stands under what is coming"
    return ""


def _present_or_past(traits: Traits, standing: Standing) -> tuple[Kind, str]:
    """What a clause without a future says: that something was brought, that it is there, or neither."""
    if traits.progress and not traits.future:
        return Kind.OTHER, "remarks on progress"
    been = traits.past or traits.perfect
    if been and not (traits.deliver and standing.linked):
        return Kind.OTHER, "reports what was"
    if been or traits.bring_strong or (traits.bring and standing.release_notes):
        return Kind.RELEASE, "says that it was brought or is brought now"
    if traits.imperative and not standing.linked:
        return Kind.OTHER, "tells the reader to do something"
    bettered = traits.improve and standing.release_notes and standing.linked
    if traits.naming and not (traits.deliver or traits.able or bettered):
        return Kind.OTHER, "says what something is, not what it does"
    return Kind.CAPABILITY, "says in the present what the product does"
