"""The sections each language trains on, tunes on and is tested on."""

from dataclasses import dataclass
from pathlib import Path
from random import Random

from conllu import Sentence, group_sentences, make_doc, read_sentences
from spacy.tokens import DocBin
from spacy.util import get_lang_class
from swedish import Conventions, detokenise, in_talbanken_style
from swedish_trees import fixed_forms, renew

LARGEST_GROUP = 6  # sentences to a training document, at most
TESTS = {
    "en": {"EWT test": "en_ewt-ud-test", "PUD": "en_pud-ud-test"},
    "sv": {"Talbanken test": "sv_talbanken-ud-test"},
}
TEST_GROUP = 5  # sentences to a development or test document


@dataclass(frozen=True)
class Sections:
    """A language's sentences by use; tests are keyed by the name the scores go under."""

    train: list[Sentence]
    dev: list[Sentence]
    tests: dict[str, list[Sentence]]


def load(lang: str, data: Path) -> Sections:
    """Read the sections of `lang` from the folder of gzipped CoNLL-U files."""
    train, dev = _english(data) if lang == "en" else _swedish(data)
    return Sections(train, dev, load_tests(lang, data))


def load_tests(lang: str, data: Path) -> dict[str, list[Sentence]]:
    """Read the test sections alone."""
    return {name: read_sentences(data / f"{stem}.conllu.gz") for name, stem in TESTS[lang].items()}


def _english(data: Path) -> tuple[list[Sentence], list[Sentence]]:
    return read_sentences(data / "en_ewt-ud-train.conllu.gz"), read_sentences(data / "en_ewt-ud-dev.conllu.gz")


def _swedish(data: Path) -> tuple[list[Sentence], list[Sentence]]:
    """Bring the converted section up to date with PUD as the model, and add PUD itself."""
    pud = read_sentences(data / "sv_pud-ud-test.conllu.gz")
    conventions, fixed = Conventions(pud), fixed_forms(pud)
    old = read_sentences(data / "sv_talbanken-ud-train-converted.conllu.gz")
    renewed = [detokenise(renew(conventions.apply(sentence), fixed)) for sentence in old]
    train = [in_talbanken_style(sentence) for sentence in renewed + pud]
    return train, read_sentences(data / "sv_talbanken-ud-dev.conllu.gz")


def write(lang: str, sentences: list[Sentence], path: Path, *, seed: int | None = None) -> None:
    """Write the sentences as a file of spaCy documents: with a seed in groups of varying size, else in equal ones."""
    vocab = get_lang_class(lang)().vocab
    if seed is None:
        groups = group_sentences(sentences, TEST_GROUP)
    else:
        groups = group_sentences(sentences, LARGEST_GROUP, Random(seed))
    path.parent.mkdir(parents=True, exist_ok=True)
    DocBin(docs=[make_doc(vocab, group) for group in groups], store_user_data=False).to_disk(path)
