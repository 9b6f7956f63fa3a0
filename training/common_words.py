"""Write the lists of everyday stems that tell no feature apart, counted in the treebanks' words.

usage: python training/common_words.py --data DIR

DIR holds the treebanks as `*.conllu.gz`. Writes promiselint/language/common/<language>.txt, one stem a line. Only
words are counted and only stems are kept: no sentence of a treebank goes into the project.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from promiselint.claims.words import stem  # noqa: E402 - the project need not be installed for this script

SOURCES = {
    "en": ("en_ewt-ud-train", "en_pud-ud-test"),
    "sv": ("sv_talbanken-ud-train-converted", "sv_pud-ud-test"),
}
LEAST = {"en": 12, "sv": 5}  # how often a stem must be met: the Swedish sections are a third of the English


def everyday_stems(paths: list[pathlib.Path], language: str, least: int) -> list[str]:
    """Stems of all words but proper names that are met at least `least` times, sorted."""
    counts: collections.Counter[str] = collections.Counter()
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                columns = line.rstrip("\n").split("\t")
                if (
                    len(columns) == 10
                    and columns[0].isdigit()
                    and columns[3] not in {"PROPN", "PUNCT", "NUM", "SYM", "X"}
                ):
                    counts[stem(columns[1], language)] += 1
    return sorted(word for word, count in counts.items() if count >= least and word.isalpha())


def main() -> None:
    """Read the arguments, write the lists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    data = parser.parse_args().data
    for language, names in SOURCES.items():
        stems = everyday_stems([data / f"{name}.conllu.gz" for name in names], language, LEAST[language])
        target = ROOT / "promiselint" / "language" / "common" / f"{language}.txt"
        target.parent.mkdir(exist_ok=True)
        target.write_text("\n".join(stems) + "\n", encoding="utf-8")
        print(f"{target.relative_to(ROOT)}: {len(stems)} stems")


if __name__ == "__main__":
    main()
