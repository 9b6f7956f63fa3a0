"""Choose the words that make a sentence worth weighing: rules/lexicon/{en,sv}/gates.yaml.

usage: python training/heads/gates.py

A head is asked only about sentences that hold one of its words, since each question costs the encoder's time. Words
are taken greedily: the one that newly reaches most sentences for which the mark holds, for each sentence for which
nothing holds that it lets in; until 88 of 100 are reached. Words of at least three letters; those with digits as they
are. Words that fewer than three sentences hold are left out, since they are a matter of chance, and words
that four of a hundred other sentences hold, since they would let in all the rest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from labels import label, rows

HEADS = ("guarantee", "service-level", "scope", "blame", "superlative")
REACH, FEWEST, EVERYDAY = 0.88, 3, 0.04
OUT = Path("rules/lexicon")
_TITLE = {
    "en": "# Which sentences are worth asking the trained heads about; chosen by training/heads/gates.py.\n",
    "sv": "# Vilka meningar det är värt att fråga de tränade vikterna om; valda av training/heads/gates.py.\n",
}


def words(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)?|%", text.lower()) if len(word) > 1 or word == "%"}


def chosen(wanted: list[set[str]], neutral: list[set[str]]) -> list[str]:
    lets_in: dict[str, int] = defaultdict(int)
    for held in neutral:
        for word in held:
            lets_in[word] += 1
    common: dict[str, int] = defaultdict(int)
    for held in wanted:
        for word in held:
            common[word] += 1
    left, taken = list(wanted), []
    while left and len(left) > (1 - REACH) * len(wanted):
        gain: dict[str, int] = defaultdict(int)
        for held in left:
            for word in held:
                if common[word] >= FEWEST and lets_in[word] <= EVERYDAY * len(neutral):
                    gain[word] += 1
        if not gain:
            break
        best = max(gain, key=lambda word: (gain[word] / (1 + 0.5 * lets_in[word]), gain[word], word))
        taken.append(best)
        left = [held for held in left if best not in held]
    return taken


def main() -> None:
    held = list(rows())
    for language in ("en", "sv"):
        own = [row for row in held if row["language"] == language]
        neutral = [words(row["sentence"]) for row in own if row.get("kind") == "none"]
        text = _TITLE[language]
        for head in HEADS:
            wanted = [words(row["sentence"]) for row in own if label(head)(row)]
            if len(wanted) < 30:
                continue
            taken = chosen(wanted, neutral)
            reached = sum(bool(one & set(taken)) for one in wanted) / len(wanted)
            let_in = sum(bool(one & set(taken)) for one in neutral) / max(1, len(neutral))
            print(language, head, len(taken), "words reach", f"{reached:.2f}", "let in", f"{let_in:.2f}")
            text += f'gate.{head}:\n  - "{"|".join(sorted(word for word in taken if word != "%"))}"\n'
        if "gate." in text:
            (OUT / language / "gates.yaml").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
