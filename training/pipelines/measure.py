"""Scores, load time and speed of a pipeline: python training/pipelines/measure.py MODEL --lang en --data DIR."""

import argparse
import json
from pathlib import Path
from time import perf_counter

import sections
import spacy
from conllu import Sentence, group_sentences, make_doc
from sections import TEST_GROUP
from spacy.language import Language
from spacy.training import Example

NAMES = {
    "token_acc": "tokens",
    "pos_acc": "upos",
    "morph_acc": "feats",
    "dep_uas": "uas",
    "dep_las": "las",
    "lemma_acc": "lemma",
    "sents_f": "sentences",
}
BATCH = 64


def main() -> None:
    """Measure one pipeline on the test sections of its language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", help="path or name of the pipeline")
    parser.add_argument("--lang", choices=("en", "sv"), required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder with the .conllu.gz files")
    options = parser.parse_args()
    started = perf_counter()
    nlp = spacy.load(options.model)
    report: dict[str, object] = {"load_seconds": round(perf_counter() - started, 2)}
    tests = sections.load_tests(options.lang, options.data)
    for name, sentences in tests.items():
        report[name] = scores(nlp, sentences)
    report["words_per_second"] = round(speed(nlp, [sentence for test in tests.values() for sentence in test]))
    print(json.dumps(report, indent=2))


def scores(nlp: Language, sentences: list[Sentence]) -> dict[str, float]:
    """Return percentages by short name; documents are groups of sentences, as `spacy convert -n` makes them."""
    docs = [make_doc(nlp.vocab, group) for group in group_sentences(sentences, TEST_GROUP)]
    result = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in docs])
    return {name: round(100 * result[key], 2) for key, name in NAMES.items() if result.get(key) is not None}


def speed(nlp: Language, sentences: list[Sentence]) -> float:
    """Return words a second through `nlp.pipe`, after a first batch to warm up."""
    texts = [make_doc(nlp.vocab, group).text for group in group_sentences(sentences, TEST_GROUP)]
    list(nlp.pipe(texts[:BATCH], batch_size=BATCH))
    started = perf_counter()
    words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=BATCH))
    return words / (perf_counter() - started)


if __name__ == "__main__":
    main()
