"""Add to the encoder's weights the mean vector of each language and use: what any two texts have in common.

usage: python training/meaning/means.py ENCODER_FOLDER SENTENCES_FOLDER PARAPHRASES_FOLDER

`query` means are those of the labelled sentences of training/sentences (last column), `passage` means those of the
feature names and aliases of training/paraphrases. Vectors of this model all lie in a narrow cone; without the mean
they tell little apart (Mu & Viswanath 2018, "All-but-the-Top").
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np

from promiselint.language.meaning import _Network

MOST = 500  # texts that a mean is taken of, spread evenly over all
PASSAGE_COLUMNS = ("feature", "alias")


def texts(folder: Path, language: str, columns: tuple[str, ...]) -> list[str]:
    with (folder / f"{language}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = sorted({row[column] for row in rows for column in columns if row[column]})
    return found[:: max(1, len(found) // MOST)]


def main(encoder: Path, sentences: Path, paraphrases: Path) -> None:
    network = _Network(encoder)
    with np.load(encoder / "weights.npz") as held:
        stored = {name: held[name] for name in held.files}
    for language in ("en", "sv"):
        for use, found in (
            ("query", texts(sentences, language, ("sentence",))),
            ("passage", texts(paraphrases, language, PASSAGE_COLUMNS)),
        ):
            vectors = network.embed([f"{use}: {text}" for text in found])
            stored[f"mean.{use}.{language}"] = vectors.mean(0).astype("f2")
            print(use, language, len(found), "texts")
    np.savez(encoder / "weights.npz", **stored)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
