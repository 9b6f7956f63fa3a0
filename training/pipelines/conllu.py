"""Reads gzipped CoNLL-U into plain sentences and turns groups of sentences into spaCy documents."""

import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from spacy.tokens import Doc
from spacy.vocab import Vocab

COLUMNS = 10


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word; `head` counts from 1 within the sentence, 0 is the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    dep: str
    space: bool


Sentence = tuple[Word, ...]


def read_sentences(path: Path) -> list[Sentence]:
    """Return every sentence of a gzipped CoNLL-U file, in order."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        blocks = stream.read().split("\n\n")
    return [sentence for block in blocks if (sentence := _parse_block(block))]


def _parse_block(block: str) -> Sentence:
    words: list[Word] = []
    tight_until, last_space = 0, True
    for line in block.splitlines():
        cells = line.split("\t")
        if line.startswith("#") or len(cells) != COLUMNS or "." in cells[0]:
            continue
        space = "SpaceAfter=No" not in cells[9]
        if "-" in cells[0]:  # a written token of several words: only its last word may be followed by a space
            tight_until, last_space = int(cells[0].split("-")[1]), space
            continue
        number = int(cells[0])
        if number < tight_until:
            space = False
        elif number == tight_until:
            space = last_space
        words.append(_word(cells, space=space))
    return tuple(words)


def _word(cells: Sequence[str], *, space: bool) -> Word:
    # A lone underscore stands for "nothing", save where the word itself is one.
    lemma = "" if cells[2] == "_" and cells[1] != "_" else cells[2]
    feats = "" if cells[5] == "_" else cells[5]
    return Word(cells[1], lemma, cells[3], cells[4], feats, int(cells[6]), cells[7], space)


def group_sentences(
    sentences: Sequence[Sentence], largest: int, random: Random | None = None
) -> Iterator[list[Sentence]]:
    """Give consecutive sentences in groups of `largest`, or of 1 to `largest` where a random source is given."""
    start = 0
    while start < len(sentences):
        size = random.randint(1, largest) if random else largest
        yield list(sentences[start : start + size])
        start += size


def make_doc(vocab: Vocab, sentences: Sequence[Sentence]) -> Doc:
    """Make one annotated document of the sentences, with a space between each two."""
    words: list[Word] = []
    heads: list[int] = []
    starts: list[bool] = []
    for sentence in sentences:
        offset = len(words)
        heads.extend(offset + (word.head - 1 if word.head else place) for place, word in enumerate(sentence))
        starts.extend(place == 0 for place in range(len(sentence)))
        words.extend(sentence[:-1])
        words.append(replace(sentence[-1], space=True))
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words[:-1]] + [False],
        pos=[word.upos for word in words],
        morphs=[word.feats for word in words],
        lemmas=[word.lemma for word in words],
        heads=heads,
        deps=["ROOT" if word.head == 0 else word.dep for word in words],
    )
