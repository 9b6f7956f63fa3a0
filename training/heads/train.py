"""Train the small heads that weigh a sentence, and say how good they are.

usage: python training/heads/train.py --trees FOLDER [--out promiselint/claims/heads.npz]

Reads training/companies (sentences of invented companies with their kinds), training/sentences/{en,sv}.tsv (kind,
firmness, speaker, marks, thing, sentence), training/sentences/{en,sv}-marks.tsv (mark, holds: yes | no, sentence), the
one-line examples of the rules and, as talk in which no vendor promises anything, sentences of the training sections of
the Universal Dependencies treebanks in FOLDER (they are learnt from, not shipped). Each sentence is read by
promiselint's own reader, word lists and encoder; each head is a logistic regression (scikit-learn) over the sentence
vector and signs.
Printed: for each head the number of sentences it holds for, and precision and recall at three thresholds in five-fold
cross-validation. Needs scikit-learn beside promiselint; nothing of it is needed to run promiselint.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from promiselint.claims.dates import Calendar
from promiselint.claims.weighing import SENSE, sentence_signs
from promiselint.language.meaning import Encoder
from promiselint.language.reader import Reader
from promiselint.rulebook import folder
from promiselint.rulebook.lexicon import read_lexicons

RULES = Path(__file__).parent.parent.parent / "rules"
OF_RULE = {
    "PL101": "delivery",
    "PL301": "guarantee",
    "PL302": "service-level",
    "PL303": "scope",
    "PL501": "blame",
    "PL503": "dismissive",
    "PL504": "superlative",
}
SENTENCES = Path(__file__).parent.parent / "sentences"
COMPANIES = Path(__file__).parent.parent / "companies"
TREES = {"en": "en_ewt-ud-train.conllu.gz", "sv": "sv_talbanken-ud-train-converted.conllu.gz"}
MOST = 2500  # sentences of each treebank, spread evenly
DAY = dt.date(2026, 11, 20)
KINDS = ("delivery", "capability", "release", "none", "guarantee", "service-level", "scope")
MARKS = ("blame", "dismissive", "superlative", "disclaimer", "margin", "escalation", "contact", "dependency")
Row = dict[str, str]


def rows() -> Iterator[Row]:
    """All labelled sentences of both languages, with `language` and, of the second kind, `mark` and `holds`."""
    for path in sorted(SENTENCES.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row.get("sentence"):
                    yield {**row, "language": path.name[:2]}


def examples() -> Iterator[Row]:
    """The one-line examples of our own rules, as sentences that a mark holds for or not."""
    for path in sorted(RULES.glob("*/PL*.yaml")):
        rule = yaml.safe_load(path.read_text("utf-8"))
        for example in rule["examples"]:
            text = example.get("flags") or example.get("passes")
            if rule["code"] in OF_RULE and "\n" not in text.strip():
                holds = "yes" if "flags" in example else "no"
                yield {
                    "mark": OF_RULE[rule["code"]],
                    "holds": holds,
                    "sentence": text.strip(),
                    "language": example["language"],
                }


def companies() -> Iterator[Row]:
    """Sentences of the invented companies with their kind: lines "S :: entry or - :: kind :: sentence"."""
    for path in sorted(COMPANIES.glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            parts = line.split(" :: ")
            if parts[0] == "F":
                continue
            if parts[0] != "S" or len(parts) != 4 or parts[2] not in KINDS:
                raise SystemExit(f"{path}:{number}: expected S :: entry :: kind :: sentence: {line}")
            yield {"told": parts[2], "sentence": parts[3].strip(), "language": path.name[:2]}


def talk(folder: Path) -> Iterator[Row]:
    """Sentences of the treebanks, of which every head is told that it does not hold."""
    for language, name in TREES.items():
        with gzip.open(folder / name, "rt", encoding="utf-8") as file:
            texts = [line.removeprefix("# text = ").strip() for line in file if line.startswith("# text = ")]
        texts = [text for text in texts if 4 <= len(text.split()) <= 40]
        for text in texts[:: max(1, len(texts) // MOST)]:
            yield {"quiet": "yes", "sentence": text, "language": language}


def label(head: str) -> Callable[[Row], bool | None]:
    """Whether a row holds for the head; None where the row says nothing of it."""

    def of(row: Row) -> bool | None:
        if "quiet" in row:
            return head == "none"
        if "told" in row:
            return row["told"] == head if head in KINDS else None
        if "mark" in row:
            if row["mark"] == head:
                return row["holds"] == "yes"
            return None
        marks = set((row["marks"] or "").split(","))
        if head in KINDS:
            own = row["speaker"] == "vendor" or head == "none"
            return row["kind"] == head and own
        if head == "superlative" and "sourced-superlative" in marks:
            return False
        return head in marks and row["speaker"] == "vendor"

    return of


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, default=Path("promiselint/claims/heads.npz"))
    parser.add_argument("--trees", type=Path, required=True)
    told_args = parser.parse_args()
    out = told_args.out
    held = [*rows(), *examples(), *companies(), *talk(told_args.trees)]
    reader, encoder, lexicons = Reader(), Encoder(), read_lexicons([folder.folder()])
    calendar = Calendar(DAY)
    vectors = np.zeros((len(held), 384), np.float32)
    for language in ("en", "sv"):
        numbers = [i for i, row in enumerate(held) if row["language"] == language]
        vectors[numbers] = encoder.vectors([held[i]["sentence"] for i in numbers], language, "query")
    read = reader.sentences([(row["sentence"], row["language"]) for row in held])
    signs = np.stack(
        [sentence_signs(s, lexicons[row["language"]], calendar) for s, row in zip(read, held, strict=True)]
    )
    inputs = np.hstack([SENSE * vectors, signs])
    names, weights, constants = [], [], []
    for head in (*KINDS, *MARKS):
        told = [label(head)(row) for row in held]
        use = np.array([one is not None for one in told])
        wanted = np.array([bool(one) for one in told])[use]
        if wanted.sum() < 25:
            print(f"{head:14s} too few sentences ({wanted.sum()})")
            continue
        model = LogisticRegression(C=2.0, max_iter=500)
        folds = StratifiedKFold(5, shuffle=True, random_state=1)
        score = cross_val_predict(model, inputs[use], wanted, cv=folds, method="predict_proba")[:, 1]
        line = [f"{head:14s} {wanted.sum():5d} of {use.sum():5d}", f"AP {average_precision_score(wanted, score):.2f}"]
        for threshold in (0.3, 0.5, 0.7, 0.85):
            chosen = score >= threshold
            right = wanted[chosen].mean() if chosen.any() else 0.0
            line.append(f">={threshold}: P {right:.2f} R {(score[wanted] >= threshold).mean():.2f}")
        print(" | ".join(line), flush=True)
        model.fit(inputs[use], wanted)
        names.append(head)
        weights.append(model.coef_[0])
        constants.append(model.intercept_[0])
    np.savez(out, names=np.array(names), weights=np.array(weights, "f2"), constants=np.array(constants, "f4"))
    print(len(held), "sentences;", out, out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
