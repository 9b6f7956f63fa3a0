"""Train the small heads that weigh a sentence, and say how good they are.

usage: python training/heads/train.py --trees FOLDER [--out promiselint/claims/heads.npz]

Each sentence of labels.py (FOLDER holds the treebanks) is read by promiselint's own reader, word lists and encoder;
each head is a logistic regression (scikit-learn) over the sentence vector and signs.
Printed: for each head the number of sentences it holds for, and precision and recall at three thresholds in five-fold
cross-validation. Needs scikit-learn beside promiselint; nothing of it is needed to run promiselint.
"""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

import numpy as np
from labels import KINDS, MARKS, companies, examples, label, rows, talk
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from promiselint.claims.dates import Calendar
from promiselint.claims.weighing import SENSE, sentence_signs
from promiselint.language.meaning import Encoder
from promiselint.language.reader import Reader
from promiselint.rulebook import folder
from promiselint.rulebook.lexicon import read_lexicons

DAY = dt.date(2026, 11, 20)
OWN = 0.7  # weight of what is one language's own beside what both share


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
        vectors[numbers] = encoder.vectors([held[i]["sentence"] for i in numbers], language)
    read = reader.sentences([(row["sentence"], row["language"]) for row in held])
    signs = np.stack(
        [sentence_signs(s, lexicons[row["language"]], calendar) for s, row in zip(read, held, strict=True)]
    )
    inputs = np.hstack([SENSE * vectors, signs])
    # What both languages share, and what each has of its own (Daumé 2007): the two encoders are not one space.
    swedish = np.array([row["language"] == "sv" for row in held])
    inputs = np.hstack([inputs, OWN * inputs * ~swedish[:, None], OWN * inputs * swedish[:, None]])
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
    shared, english, own = np.split(np.array(weights), 3, axis=1)
    arrays = {"names": np.array(names)}
    for language, part in (("en", english), ("sv", own)):
        arrays[f"weights.{language}"] = (shared + OWN * part).astype("f2")
        arrays[f"constants.{language}"] = np.array(constants, "f4")
    np.savez(out, **arrays)
    print(len(held), "sentences;", out, out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
