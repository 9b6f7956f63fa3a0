"""The noun phrases of a sentence: the words that people use for a thing, which may be another name of a feature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from promiselint.model.language import Token

_HEADS = frozenset(("NOUN", "PROPN"))
_BEFORE = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "X"))
_EMPTY = frozenset(("nmod:poss", "det", "case", "punct", "cc"))
_LONGEST = 6  # words of a phrase that may serve as a name


def noun_phrases(tokens: Sequence[Token], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets (start, end) of each noun phrase between two offsets, longest first for each head.

    A phrase is a noun with the nouns, adjectives and numbers before it ("tamper-proof event history"), and the same
    with one phrase tied to it by a preposition ("forwarding of logs", "export till Excel"). Articles and possessives
    are no part of it.
    """
    inside = [index for index, token in enumerate(tokens) if start <= token.start and token.end <= end]
    cores = [(_first(tokens, index, inside[0]), index) for index in inside if _ends(tokens, index)]
    for first, last in cores:
        tail = next((core for core in cores if _is_tied(tokens, last, core[0])), None)
        if tail is not None and tail[1] - first < _LONGEST:
            yield tokens[first].start, tokens[tail[1]].end
        if last - first < _LONGEST:
            yield tokens[first].start, tokens[last].end


def _ends(tokens: Sequence[Token], index: int) -> bool:
    """Whether a noun stands at the end of its run of nouns: "event history" ends in "history"."""
    if tokens[index].pos not in _HEADS or not tokens[index].text[:1].isalnum():
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None:
        return True
    return following.pos not in _HEADS and not (following.text == "-" and following.start == tokens[index].end)


def _first(tokens: Sequence[Token], index: int, least: int) -> int:
    while index - 1 >= least:
        before = tokens[index - 1]
        hyphened = before.end == tokens[index].start and "-" in (before.text, tokens[index].text)
        if not hyphened and (before.pos not in _BEFORE or before.dep in _EMPTY):
            break
        index -= 1
    return index


def _is_tied(tokens: Sequence[Token], last: int, first: int) -> bool:
    """Whether a phrase that begins at `first` follows by one preposition, with or without an article."""
    between = tokens[last + 1 : first]
    return 1 <= len(between) <= 2 and between[0].pos == "ADP" and all(one.pos == "DET" for one in between[1:])
