"""Writes a trained pipeline without what only training needed, so that spaCy alone can load it."""

import json
import shutil
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.pipeline import Pipe

VERSION = "0.1.0"
LICENCE = "CC BY-SA 4.0"
SPACY = ">=3.8.2,<3.9.0"
NAMES = {"en": "English", "sv": "Swedish"}
TRAINING_ONLY = ("corpora", "training", "pretraining", "paths", "initialize")


def _treebank(name: str) -> dict[str, str]:
    return {
        "name": f"UD {name}",
        "url": "https://github.com/UniversalDependencies/UD_" + name.replace(" ", "-", 1),
        "license": LICENCE,
        "author": "Universal Dependencies contributors",
    }


LOOKUPS = {
    "name": "spacy-lookups-data",
    "url": "https://github.com/explosion/spacy-lookups-data",
    "license": "MIT",
    "author": "Explosion",
}
SOURCES = {
    "en": [_treebank("English EWT"), LOOKUPS],
    "sv": [_treebank("Swedish Talbanken"), _treebank("Swedish PUD"), LOOKUPS],
}


def ship(nlp: Language, lang: str, target: Path) -> None:
    """Write the pipeline to `target`, in place of what lay there."""
    nlp.meta.update(about(lang))
    for part in TRAINING_ONLY:
        nlp.config[part] = {}
    if target.exists():
        shutil.rmtree(target)
    target.mkdir(parents=True)
    nlp.to_disk(target)
    _write_json(target / "vocab" / "strings.json", needed_strings(nlp, lang))


def about(lang: str) -> dict[str, Any]:
    """Say in meta.json what the pipeline is."""
    return {
        "name": f"promiselint_{lang}",
        "version": VERSION,
        "license": LICENCE,
        "description": f"{NAMES[lang]} tags, features, dependencies, sentences and lemmas for promiselint.",
        "author": "The promiselint authors",
        "email": "",
        "url": "",
        "spacy_version": SPACY,
        "sources": SOURCES[lang],
        "performance": {},
    }


def record(target: Path, performance: dict[str, dict[str, float]]) -> None:
    """Write the scores into the meta.json of a shipped pipeline."""
    path = target / "meta.json"
    _write_json(path, json.loads(path.read_text(encoding="utf-8")) | {"performance": performance})


def needed_strings(nlp: Language, lang: str) -> list[str]:
    """List the labels and what an empty pipeline of the language knows; the words of the train section stay out."""
    strings = set(spacy.blank(lang).vocab.strings)
    for _, pipe in nlp.pipeline:
        if isinstance(pipe, Pipe):
            strings.update(label for label in pipe.labels if isinstance(label, str))
    return sorted(strings)


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
