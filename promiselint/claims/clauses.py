"""One sentence, several clauses: "SSO ships today and SCIM follows in March" says two things."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from promiselint.model.language import Sentence, Token

_JOINS = frozenset("and but while whereas yet och men medan samt".split())
_RELATIVES = frozenset("which who whose where som där vars vilket vilken vilka".split())
_NAMING = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "csubj", "expl", "nsubj:outer"))


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence with a verb of its own (or a whole fragment); offsets into the block's text."""

    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    verb: Token | None  # the word that carries the predicate
    subject: str  # its subject's words, lower case; "" where it has none
    first: int = 0  # number of its first token in the sentence
    coordinate: bool = False  # joined to the clause before it, whose subject it may share


def split(sentence: Sentence) -> tuple[Clause, ...]:
    """The coordinate main clauses of a sentence; what is subordinate stays with its main clause."""
    tokens = sentence.tokens
    cuts = [cut for cut in range(1, len(tokens)) if _cuts(tokens, cut)]
    bounds = [0, *cuts, len(tokens)]
    return tuple(
        clause
        for number, (low, high) in enumerate(itertools.pairwise(bounds))
        if (clause := _clause(sentence, low, high, coordinate=number > 0))
    ) or (Clause(sentence.start, sentence.end, sentence.text, tokens, None, ""),)


def _cuts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a new main clause begins at this token: after ";" or with a joining word and a verb of its own."""
    before = tokens[at - 1]
    if before.text == ";":
        return _has_verb(tokens, at, len(tokens)) and _has_verb(tokens, 0, at)
    if tokens[at].text.lower() not in _JOINS:
        return False
    if _in_relative(tokens, at):
        return False
    return _has_verb(tokens, 0, at) and _own_clause(tokens, at)


def _in_relative(tokens: Sequence[Token], at: int) -> bool:
    """Whether a relative clause is still open here: "X, which is fast and runs anywhere, ships …"."""
    for i in range(at - 1, 0, -1):
        if tokens[i].text == ",":
            return False
        if tokens[i].text.lower() in _RELATIVES and tokens[i - 1].text == ",":
            return any(token.text == "," for token in tokens[at + 1 :])
    return False


def _own_clause(tokens: Sequence[Token], at: int) -> bool:
    """Whether what follows the joining word, up to the next join or semicolon, has a finite verb and a subject."""
    stop = next(
        (i for i in range(at + 1, len(tokens)) if tokens[i].text == ";" or tokens[i].text.lower() in _JOINS),
        len(tokens),
    )
    for i in range(at + 2, stop):
        token = tokens[i]
        if is_finite(token) and not token.dep.startswith("acl"):
            named = tokens[at + 1 : i]
            # What stands before the verb is its subject, unless a relative pronoun makes it a clause below.
            return any(word.pos in _NAMING for word in named) and not any(
                word.lower in _RELATIVES or word.dep == "mark" for word in named
            )
    return False


def _has_verb(tokens: Sequence[Token], low: int, high: int) -> bool:
    return any(is_finite(token) for token in tokens[low:high])


def is_finite(token: Token) -> bool:
    """Whether the token is a finite verb or a modal."""
    return (
        token.pos in {"VERB", "AUX"}
        and "VerbForm=Inf" not in token.morph
        and "VerbForm=Ger" not in token.morph
        and (
            "VerbForm=Fin" in token.morph
            or "Mood=" in token.morph
            or token.pos == "AUX"
            or "VerbForm" not in token.morph
        )
    )


def _clause(sentence: Sentence, low: int, high: int, *, coordinate: bool) -> Clause | None:
    tokens = tuple(sentence.tokens[low:high])
    if coordinate and tokens and (tokens[0].text.lower() in _JOINS or not tokens[0].text.strip()):
        tokens, low = tokens[1:], low + 1
    while tokens and tokens[-1].text in {",", ";"}:
        tokens = tokens[:-1]
    if not tokens:
        return None
    start, end = tokens[0].start, tokens[-1].end
    text = sentence.text[start - sentence.start : end - sentence.start]
    verb = _predicate(sentence.tokens, low, high)
    return Clause(
        start, end, text, tokens, verb, _subject(sentence.tokens, verb, low, high), low, coordinate=coordinate
    )


def _predicate(tokens: Sequence[Token], low: int, high: int) -> Token | None:
    span = range(low, high)
    for wanted in (("root", "ROOT"), ("conj", "parataxis"), ()):
        for i in span:
            token = tokens[i]
            if wanted and token.dep not in wanted:
                continue
            if token.pos in {"VERB", "AUX"} or (
                wanted and any(tokens[j].head == i and tokens[j].dep == "cop" for j in span)
            ):
                return token
    return None


def _subject(tokens: Sequence[Token], verb: Token | None, low: int, high: int) -> str:
    """The words of the subject: the predicate's own, else the first that the stretch has."""
    heads = [i for i in range(low, high) if tokens[i].dep in _SUBJECTS]
    if verb is not None:
        own = [i for i in heads if tokens[tokens[i].head] is verb]
        heads = own or heads
    if not heads:
        return ""
    head = heads[0]
    members = [i for i in range(low, high) if i == head or _under(tokens, i, head)]
    near = [i for i in members if abs(i - head) <= 12]
    return " ".join(tokens[i].text for i in near).lower()


def _under(tokens: Sequence[Token], child: int, ancestor: int) -> bool:
    """Whether one token hangs below another, relative clauses left out."""
    for _ in range(8):
        head = tokens[child].head
        if tokens[child].dep in {"acl:relcl", "acl", "advcl", "punct"} or head == child:
            return False
        if head == ancestor:
            return True
        child = head
    return False
