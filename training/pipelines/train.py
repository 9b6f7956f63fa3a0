"""Trains, measures and writes one or both pipelines: python training/pipelines/train.py --data DIR."""

import argparse
import json
import sys
from pathlib import Path
from typing import cast

import augment  # noqa: F401 - registers the augmenter
import sections
import spacy
from lemmas import Tables, english_tables, swedish_tables
from measure import scores
from sections import Sections
from ship import record, ship
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.pipeline import Lemmatizer
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from thinc.api import Config, fix_random_seed

HERE = Path(__file__).resolve().parent
SHIPPED = HERE.parents[1] / "promiselint" / "language" / "pipelines"


def main() -> None:
    """Read the command line and make each language asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the .conllu.gz files")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="folder to write en/ and sv/ to")
    parser.add_argument("--scores", type=Path, default=HERE, help="folder to write scores-en.json and -sv.json to")
    parser.add_argument("--work", type=Path, default=Path("build/pipelines"), help="folder for what is made on the way")
    parser.add_argument("--lang", choices=("en", "sv"), action="append", help="only this language")
    parser.add_argument("--steps", type=int, help="training steps, instead of the config's")
    options = parser.parse_args()
    for lang in options.lang or ["en", "sv"]:
        found = sections.load(lang, options.data)
        fit(lang, found, options.work / lang, options.steps)
        finish(lang, found, options.work / lang, options.out / lang, options.scores / f"scores-{lang}.json")


def fit(lang: str, found: Sections, work: Path, steps: int | None) -> None:
    """Convert the sections and train on them; `work` then holds the best state as model-best."""
    config = training_config(lang, work, steps)
    sections.write(lang, found.train, work / "train.spacy", seed=config["system"]["seed"])
    sections.write(lang, found.dev, work / "dev.spacy")
    fix_random_seed(config["system"]["seed"])
    train(init_nlp(config), work, stdout=sys.stdout, stderr=sys.stderr)


def finish(lang: str, found: Sections, work: Path, target: Path, report: Path) -> None:
    """Ship the best state of the training run and write down how it does on the test sections."""
    nlp = spacy.load(work / "model-best")
    tables = english_tables(found.train) if lang == "en" else swedish_tables(found.train)
    add_lemmatizer(nlp, tables)
    ship(nlp, lang, target)
    nlp = spacy.load(target)
    results = {"dev": scores(nlp, found.dev)} | {name: scores(nlp, test) for name, test in found.tests.items()}
    record(target, results)
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(results, indent=2))


def training_config(lang: str, work: Path, steps: int | None) -> Config:
    """Lay the language's own config over the shared one."""
    config = load_config(HERE / "base.cfg").merge(load_config(HERE / f"{lang}.cfg"))
    config["paths"] = {"train": str(work / "train.spacy"), "dev": str(work / "dev.spacy")}
    if steps is not None:
        config["training"]["max_steps"] = steps
    return config.interpolate()


def add_lemmatizer(nlp: Language, tables: Tables) -> None:
    """Add a rule lemmatizer with these tables."""
    lookups = Lookups()
    for name, table in tables.items():
        lookups.add_table(name, table)
    lemmatizer = cast(Lemmatizer, nlp.add_pipe("lemmatizer", config={"mode": "rule"}))
    lemmatizer.initialize(lookups=lookups)


if __name__ == "__main__":
    main()
