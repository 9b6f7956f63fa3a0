"""The labelled sentences that heads and encoders learn from: what each of them says of which head.

Read are training/companies (sentences of invented companies with their kinds), training/sentences/{en,sv}.tsv (kind,
firmness, speaker, marks, thing, sentence), training/sentences/{en,sv}-marks.tsv (mark, holds: yes | no, sentence), the
one-line examples of the rules and, as talk in which no vendor promises anything, sentences of the training sections of
the Universal Dependencies treebanks (they are learnt from, not shipped).
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

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
