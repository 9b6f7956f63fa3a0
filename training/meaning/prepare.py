"""Write down, as numbers, everything that training/meaning/tune.py learns from; so tuning needs only numpy and torch.

usage: python training/meaning/prepare.py OUT.npz --companies training/companies --trees FOLDER

Sources: training/companies (roadmap entries and sentences that speak of them, of our own writing), training/sentences
(labelled sentences), the one-line examples of the rules, training/paraphrases, and, as talk that promises nothing,
the training sections of the Universal Dependencies treebanks in FOLDER (their sentences are used, not shipped).
Each text is stored as the numbers of its word pieces; labels are 1, 0 or -1 (nothing said).
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import gzip
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "heads"))
from train import DAY, KINDS, MARKS, examples, label, rows

from promiselint.claims.dates import Calendar
from promiselint.claims.weighing import sentence_signs
from promiselint.language.meaning import Encoder
from promiselint.language.reader import Reader
from promiselint.rulebook import folder
from promiselint.rulebook.lexicon import read_lexicons

HEADS = (*KINDS, *MARKS)
TREES = {"en": "en_ewt-ud-train.conllu.gz", "sv": "sv_talbanken-ud-train-converted.conllu.gz"}
MOST_TREES = 2500  # sentences of each treebank, spread evenly


@dataclass(frozen=True, slots=True)
class Company:
    """A training company: entries (names, first the name) and sentences (entry's number or -1, kind, text)."""

    slug: str
    language: str
    entries: tuple[tuple[str, ...], ...]
    sentences: tuple[tuple[int, str, str], ...]


def companies(where: Path) -> Iterator[Company]:
    """Read training/companies/*.txt; a line that is not of the form ends the run with its place."""
    for path in sorted(where.glob("*.txt")):
        ids: list[str] = []
        entries: list[tuple[str, ...]] = []
        sentences: list[tuple[int, str, str]] = []
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            parts = [part.strip() for part in line.split(" :: ")]
            if parts[0] == "F" and len(parts) == 5:
                ids.append(parts[1])
                entries.append((parts[2], *(alias.strip() for alias in parts[3].split(";") if alias.strip())))
                sentences.append((len(ids) - 1, "", parts[4]))
            elif parts[0] == "S" and len(parts) == 4 and (parts[1] == "-" or parts[1] in ids):
                sentences.append((ids.index(parts[1]) if parts[1] != "-" else -1, parts[2], parts[3]))
            elif line.strip() and not line.startswith("#"):
                raise SystemExit(f"{path}:{number}: expected F with five or S with four fields: {line}")
        yield Company(path.stem, path.stem[:2], tuple(entries), tuple(sentences))


def talk(where: Path) -> Iterator[tuple[str, str]]:
    """Sentences of the treebanks, as (text, language)."""
    for language, name in TREES.items():
        with gzip.open(where / name, "rt", encoding="utf-8") as file:
            texts = [line.removeprefix("# text = ").strip() for line in file if line.startswith("# text = ")]
        texts = [text for text in texts if 4 <= len(text.split()) <= 40]
        yield from ((text, language) for text in texts[:: max(1, len(texts) // MOST_TREES)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--companies", type=Path, default=Path("training/companies"))
    parser.add_argument("--trees", type=Path, required=True)
    told = parser.parse_args()
    texts: dict[str, int] = {}
    encoder = Encoder()
    network = encoder._network

    def number(text: str, use: str) -> int:
        return texts.setdefault(f"{use}: {text[:600]}", len(texts))

    # Labelled sentences for the heads.
    labelled = [
        (row["sentence"], row["language"], [label(head)(row) for head in HEADS]) for row in [*rows(), *examples()]
    ]
    held = list(companies(told.companies))
    for company in held:
        for _, kind, text in company.sentences:
            if kind in KINDS:
                marks: list[bool | None] = [kind == head for head in KINDS]
                labelled.append((text, company.language, [*marks, *([None] * len(MARKS))]))
    spoken = list(talk(told.trees))
    quiet = len(labelled)
    labelled += [(text, language, [head == "none" for head in HEADS]) for text, language in spoken]
    reader, lexicons, calendar = Reader(), read_lexicons([folder.folder()]), Calendar(DAY)
    read = reader.sentences([(text, language) for text, language, _ in labelled])
    signs = np.stack(
        [
            sentence_signs(one, lexicons[language], calendar)
            for one, (_, language, _) in zip(read, labelled, strict=True)
        ]
    )
    labels = np.array([[-1 if one is None else int(one) for one in marks] for _, _, marks in labelled], np.int8)
    of_text = np.array([number(text, "query") for text, _, _ in labelled], np.int32)
    languages = [language for _, language, _ in labelled]

    # Companies for the links.
    linked = [
        {
            "slug": company.slug,
            "language": company.language,
            "entries": [[number(name, "passage") for name in names] for names in company.entries],
            "sentences": [[entry, number(text, "query")] for entry, _, text in company.sentences],
        }
        for company in held
    ]
    pairs = []
    for language in ("en", "sv"):
        with (Path(__file__).parent.parent / "paraphrases" / f"{language}.tsv").open(
            encoding="utf-8", newline=""
        ) as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                names = [number(name, "passage") for name in (row["feature"], row["alias"]) if name]
                pairs.append([names, number(row["mention"], "query"), int(row["verdict"] == "same"), language])
    tokens = [network._pieces.numbers(text, network._start, network._end, network._unknown) for text in texts]
    flat = np.concatenate([np.array(one, np.int32) for one in tokens])
    starts = np.cumsum([0, *(len(one) for one in tokens)]).astype(np.int64)
    np.savez_compressed(
        told.out,
        flat=flat,
        starts=starts,
        signs=signs,
        labels=labels,
        of_text=of_text,
        quiet=quiet,
        languages=np.array(languages),
        heads=np.array(HEADS),
        links=json.dumps({"companies": linked, "pairs": pairs}),
    )
    print(len(texts), "texts;", len(labelled), "labelled;", len(held), "companies;", len(pairs), "pairs")


if __name__ == "__main__":
    main()
