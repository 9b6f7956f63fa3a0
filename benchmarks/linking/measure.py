"""Measure how surely promiselint knows which roadmap entry a text names.

usage: python benchmarks/linking/measure.py [--seed N] [--each N] [--missed N]

Makes a roadmap of 2,000 confusable features, disturbs their names as texts do, puts each into a sentence and asks the
linker. Printed for each kind of disturbance and language: asked, answered, right, precision and recall. Right is the
first strong mention where it is the wanted entry and stands alone; several at one place are no answer. Last: how many
of the texts that two entries fit equally well are reported as just these two. Names made of the same parts that no
entry has are asked for too: whatever is answered counts against precision. Exit status 1 below what is asked for.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.linking.names import BACKS, DOINGS, FOR_WHOM, Made, Parts, make
from promiselint.claims.linking import STRONG, Linker
from promiselint.model.statements import Mention

PRECISION, RECALL = 0.99, 0.95
LETTERS = "abcdefghijklmnoprstuvy"
FRAMES = {
    "en": ("From May, {} is there for everyone.", "We have reworked {}.", "{}: now faster.", "Ask us about {} today."),
    "sv": ("Från maj finns {} för alla.", "Vi har gjort om {}.", "{}: nu snabbare.", "Fråga oss om {} i dag."),
}
Disturbance = Callable[[Parts, random.Random], str]


def plural(word: str) -> str:
    """An English noun's plural."""
    if word.endswith("s"):
        return word
    return word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeo" else word + "s"


def inflected(parts: Parts, chance: random.Random) -> str:
    """Plurals and possessives."""
    last = parts.action or parts.thing
    head = " ".join(part for part in (parts.subject, parts.thing if parts.action else "") if part)
    last = plural(last) if chance.random() < 0.7 else last + "'s"
    edition = f" {parts.edition}" if parts.edition else ""
    return f"the {head} {last}{edition}" + (f" for our {parts.reader}" if parts.reader else "")


def turned(parts: Parts, chance: random.Random) -> str:
    """The words in another order."""
    subject, edition = parts.subject, f"{parts.edition} " if parts.edition else ""
    if not parts.action:
        return (
            f"the {edition}{parts.thing} of the {subject}"
            if parts.edition
            else f"the {parts.thing} for {plural(subject)}"
        )
    reader = f" for {parts.reader}" if parts.reader else ""
    if reader and chance.random() < 0.5:
        return f"the {parts.action}{reader} of the {subject} {parts.thing}"
    return f"the {edition}{parts.action} of the {subject} {parts.thing}{reader}"


def cased(parts: Parts, chance: random.Random) -> str:
    """All capitals, none, or one to each word."""
    return chance.choice([str.upper, str.lower, str.title])(parts.english())


def hyphened(parts: Parts, chance: random.Random) -> str:
    """A hyphen where the name has a space, a space where it has a hyphen."""
    name = parts.english()
    if "-" in name and chance.random() < 0.6:
        return name.replace("-", " ", 1)
    return name.replace(" ", "-", 1)


def joined(parts: Parts, _: random.Random) -> str:
    """A subject of two words written as one."""
    together = parts.subject.replace(" ", "").replace("-", "")
    return parts.english().casefold().replace(parts.subject.casefold(), together) if together != parts.subject else ""


def misspelling(word: str, chance: random.Random) -> str:
    """A word with one letter left out, put in, changed, or exchanged with its neighbour."""
    place = chance.randrange(len(word))
    kind = chance.randrange(4)
    if kind == 0:
        return word[:place] + word[place + 1 :]
    if kind == 1:
        return word[:place] + chance.choice(LETTERS) + word[place:]
    if kind == 2:
        return word[:place] + chance.choice(LETTERS.replace(word[place].casefold(), "")) + word[place + 1 :]
    place = min(place, len(word) - 2)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def misspelt(name: str, chance: random.Random) -> str:
    """One long word of a name misspelt; empty where it has none."""
    words = name.split(" ")
    long = [number for number, word in enumerate(words) if len(word) >= 8 and word.isalpha()]
    if not long:
        return ""
    number = chance.choice(long)
    wrong = misspelling(words[number], chance)
    return "" if wrong == words[number] else " ".join([*words[:number], wrong, *words[number + 1 :]])


def swedish_inflected(parts: Parts, _: random.Random) -> str:
    """Definite forms."""
    name = parts.subject + BACKS[parts.thing]
    name = f"{DOINGS[parts.action]} av {name}" if parts.action else name
    return f"{name} för {FOR_WHOM[parts.reader]}" if parts.reader else name


def swedish_compound(parts: Parts, chance: random.Random) -> str:
    """Compounds written apart or with a hyphen, and an action drawn into the compound."""
    between = chance.choice("- ")
    reader = f" för {parts.reader}" if parts.reader else ""
    if not parts.action:
        return f"{parts.subject}{between}{parts.thing}"
    if chance.random() < 0.5:
        return f"{parts.action} av {parts.subject}{between}{parts.thing}{reader}"
    return f"{parts.subject}{parts.thing}{chance.choice(['', '-', 's-'])}{parts.action}{reader}"


def swedish_turned(parts: Parts, _: random.Random) -> str:
    """The words in another order."""
    if not parts.action:
        return ""
    reader = f"för {parts.reader} " if parts.reader else ""
    return f"{parts.action} {reader}av {parts.subject}{parts.thing}" if reader else ""


DISTURBANCES: dict[str, dict[str, Disturbance]] = {
    "en": {
        "as written": lambda parts, _: parts.english(),
        "inflected": inflected,
        "word order": turned,
        "case": cased,
        "hyphen or space": hyphened,
        "written as one": joined,
        "one letter wrong": lambda parts, chance: misspelt(parts.english(), chance),
    },
    "sv": {
        "as written": lambda parts, _: parts.swedish(),
        "inflected": swedish_inflected,
        "word order": swedish_turned,
        "case": lambda parts, chance: chance.choice([str.upper, str.lower, str.title])(parts.swedish()),
        "compound": swedish_compound,
        "one letter wrong": lambda parts, chance: misspelt(parts.swedish(), chance),
    },
}


def named(linker: Linker, text: str, language: str) -> tuple[Mention, ...]:
    """The first strong mention and all that stand where it stands."""
    strong = [mention for mention in linker.mentions(text, language) if mention.score >= STRONG]
    return tuple(one for one in strong if (one.start, one.end) == (strong[0].start, strong[0].end))


def measure(linker: Linker, made: Made, chance: random.Random, each: int, missed: int) -> tuple[int, int, int]:
    """Print a line for each kind and language; answers asked, answered and right of all."""
    whole = [0, 0, 0]
    print(f"{'kind':20} {'':2} {'asked':>6} {'answered':>8} {'right':>6} {'precision':>9} {'recall':>7}")
    for language, kinds in DISTURBANCES.items():
        everything = made.swedish if language == "sv" else made.english
        for kind, disturb in kinds.items():
            asked = answered = right = 0
            wrong: list[str] = []
            for parts in chance.sample(everything, len(everything)):
                words = disturb(parts, chance)
                if not words or asked == each:
                    continue
                asked += 1
                text = chance.choice(FRAMES[language]).format(words)
                found = named(linker, text, language)
                answered += len(found) == 1
                if len(found) == 1 and found[0].feature == parts.feature:
                    right += 1
                else:
                    entries = {one.feature: one.swedish() if language == "sv" else one.english() for one in everything}
                    got = ", ".join(f"{entries[one.feature]} ({text[one.start : one.end]})" for one in found[:3])
                    wrong.append(f"    {text} | wanted {entries[parts.feature]} | {got or 'nothing'}")
            line(kind, language, asked, answered, right)
            print("".join(f"{one}\n" for one in wrong[:missed]), end="")
            whole = [one + more for one, more in zip(whole, (asked, answered, right), strict=True)]
    for language in DISTURBANCES:
        texts = [chance.choice(FRAMES[language]).format(name) for one, name in made.foreign if one == language]
        guessed = [text for text in texts if named(linker, text, language)]
        print(f"not on the roadmap   {language} {len(texts):6} {len(guessed):8}")
        print("".join(f"    {text}\n" for text in guessed[:missed]), end="")
        whole[1] += len(guessed)
    line("all", "", *whole)
    return whole[0], whole[1], whole[2]


def line(kind: str, language: str, asked: int, answered: int, right: int) -> None:
    """Print one line of figures."""
    precision, recall = right / max(1, answered), right / max(1, asked)
    print(f"{kind:20} {language:2} {asked:6} {answered:8} {right:6} {precision:9.3f} {recall:7.3f}")


def main() -> int:
    """Make, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another roadmap, other disturbances (1)")
    parser.add_argument("--each", type=int, default=400, metavar="N", help="texts of each kind and language (400)")
    parser.add_argument("--missed", type=int, default=0, metavar="N", help="print so many failures of each kind")
    given = parser.parse_args()
    made = make(given.seed)
    linker = Linker(made.roadmap)
    chance = random.Random(given.seed)  # noqa: S311 - no secret
    asked, answered, right = measure(linker, made, chance, given.each, given.missed)
    several = 0
    for words, first, second in made.ambiguous:
        found = {mention.feature for mention in named(linker, f"We have reworked the {words}.", "en")}
        several += found == {first, second}
        if given.missed and found != {first, second}:
            print(f"    {words} | wanted {first}, {second} | {', '.join(sorted(found)) or 'nothing'}")
    print(f"fitting two entries equally well: {several} of {len(made.ambiguous)} reported as these two")
    good = right >= PRECISION * answered and right >= RECALL * asked and several == len(made.ambiguous)
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
