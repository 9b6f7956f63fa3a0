"""Variants of training documents as edited business text writes them: headings, fragments, other typography.

Used in training only: nothing here is needed to load or run a shipped pipeline.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace

from conllu import Sentence, Word, make_doc
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.training import Example
from spacy.util import registry

HEADING_LENGTH = 14
FRAGMENT_LENGTH = (2, 12)
FRAGMENT_DEPS = frozenset({"nsubj", "obj", "obl", "nmod", "conj", "ROOT", "xcomp", "advcl", "nsubj:pass", "appos"})
LEADING = frozenset({"case", "mark", "cc", "punct", "det"})
SMALL_WORDS = frozenset({"ADP", "CCONJ", "DET", "PART", "SCONJ", "AUX"})
DASHES = {"-": ("–", "—"), "--": ("–", "—"), "–": ("-", "—"), "—": ("–", "-")}
STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'"}
CURLY = {"'": "’", "n't": "n’t", "'s": "’s", "'re": "’re", "'ve": "’ve", "'ll": "’ll", "'m": "’m", "'d": "’d"}

Augmenter = Callable[[Language, Example], Iterator[Example]]


def edited_text(
    *, lower: float, caps: float, typography: float, bare_end: float, heading: float, fragment: float, seed: int
) -> Augmenter:
    """Make an augmenter that changes the case, signs or ending of some documents, and adds headings and fragments."""
    source = random.Random(seed)

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        sentences = [_words(span) for span in example.reference.sents]
        changed = sentences
        if source.random() < typography:
            changed = [_retype(sentence, source) for sentence in changed]
        if source.random() < bare_end:
            changed = [*changed[:-1], _without_end(changed[-1])]
        draw = source.random()
        if draw < lower:
            changed = [_recase(sentence, str.lower) for sentence in changed]
        elif draw < lower + caps:
            changed = [_recase(sentence, str.upper) for sentence in changed[:1]]
        yield example if changed is sentences else _example(nlp, changed)
        if source.random() < heading:
            yield from _heading(nlp, source.choice(sentences), source)
        if source.random() < fragment:
            yield from _fragment(nlp, example.reference, source)

    return augment


registry.augmenters.register("promiselint.edited_text.v1", func=edited_text)


def _example(nlp: Language, sentences: list[Sentence]) -> Example:
    reference = make_doc(nlp.vocab, sentences)
    return Example(nlp.make_doc(reference.text), reference)


def _words(span: Span, root: Token | None = None) -> Sentence:
    top = root or span.root
    return tuple(_word(token, span, top) for token in span)


def _word(token: Token, span: Span, root: Token) -> Word:
    head = 0 if token.i == root.i else token.head.i - span.start + 1
    dep = "root" if head == 0 else token.dep_
    return Word(token.text, token.lemma_, token.pos_, "", str(token.morph), head, dep, bool(token.whitespace_))


def _recase(sentence: Sentence, case: Callable[[str], str]) -> Sentence:
    return tuple(_with_form(word, case(word.form)) for word in sentence)


def _with_form(word: Word, form: str) -> Word:
    """Return the word in another case, unless that changes its length."""
    return replace(word, form=form) if len(form) == len(word.form) else word


def _title(sentence: Sentence) -> Sentence:
    """Return the line in Title Case: every word capital but the small ones inside."""
    return tuple(
        word if place and word.upos in SMALL_WORDS else _with_form(word, word.form[:1].upper() + word.form[1:])
        for place, word in enumerate(sentence)
    )


def _retype(sentence: Sentence, source: random.Random) -> Sentence:
    """Put other quotes and dashes of the same kind."""
    return tuple(_retyped(word, source) for word in sentence)


def _retyped(word: Word, source: random.Random) -> Word:
    form = word.form
    if form in STRAIGHT:
        return replace(word, form=STRAIGHT[form])
    if form == '"':
        return replace(word, form=source.choice("“”"))
    if form in DASHES and word.space:
        return replace(word, form=source.choice(DASHES[form]))
    return replace(word, form=CURLY.get(form, form))


def _without_end(sentence: Sentence) -> Sentence:
    """Return the sentence less its closing full stop, where nothing hangs on that."""
    last = sentence[-1]
    lone = last.upos != "PUNCT" or len(sentence) < 2 or any(word.head == len(sentence) for word in sentence)
    return sentence if lone or last.head == 0 else sentence[:-1]


def _dressed(sentence: Sentence, source: random.Random) -> Sentence:
    """Return a line in the case of a heading: Title Case, only a capital first letter, or at times ALL CAPS."""
    draw = source.random()
    if draw < 0.45:
        return _title(sentence)
    if draw < 0.9:
        first = _with_form(sentence[0], sentence[0].form[:1].upper() + sentence[0].form[1:])
        return (first, *sentence[1:])
    return _recase(sentence, str.upper)


def _heading(nlp: Language, sentence: Sentence, source: random.Random) -> Iterator[Example]:
    if len(sentence) <= HEADING_LENGTH:
        yield _example(nlp, [_dressed(_without_end(sentence), source)])


def _fragment(nlp: Language, doc: Doc, source: random.Random) -> Iterator[Example]:
    """Give the subtree of one word as a line of its own, as lists and headings have it."""
    roots = [token for token in doc if token.dep_ in FRAGMENT_DEPS and token.pos_ in {"NOUN", "VERB", "PROPN"}]
    if not roots:
        return
    root = source.choice(roots)
    start, end = root.left_edge.i, root.right_edge.i + 1
    while start < root.i and (doc[start].dep_ in LEADING and not any(doc[start].children)):
        start += 1
    while end - 1 > root.i and doc[end - 1].pos_ == "PUNCT":
        end -= 1
    span = doc[start:end]
    whole = all(token.i == root.i or start <= token.head.i < end for token in span)
    if whole and FRAGMENT_LENGTH[0] <= len(span) <= FRAGMENT_LENGTH[1]:
        yield _example(nlp, [_dressed(_words(span, root), source)])
