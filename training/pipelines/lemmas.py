"""Lemma tables for spaCy's rule lemmatizer: exceptions for known forms, rules on endings for the others.

English takes the tables of spacy-lookups-data; Swedish rules and exceptions are worked out here from that package's
table of forms, which knows no parts of speech, and from the lemmas of the treebank.
"""

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from conllu import Sentence

Key = tuple[str, str]  # a lower-cased form and its part of speech
Tables = dict[str, dict[str, Any]]

INFLECTED = ("NOUN", "VERB", "ADJ")
LONGEST_ENDING = 7
LEAST_SEEN = 3  # forms that must share an ending before it gets a rule
LEAST_SHARE = 0.02  # of the uses of a change of ending, for a part of speech to be thought able to show it
SHORT = 5  # letters below which a Swedish infinitive may end in any vowel
BASE_TAGS = frozenset({
    "NN|UTR|SIN|IND|NOM", "NN|NEU|SIN|IND|NOM", "VB|INF|AKT", "JJ|POS|UTR|SIN|IND|NOM",
    "PC|PRS|UTR/NEU|SIN/PLU|IND/DEF|NOM", "PC|PRF|UTR|SIN|IND|NOM",
})  # fmt: skip

IRREGULAR = {
    ("skall", "AUX"): "skola",
    ("skulle", "AUX"): "skola",
    ("dom", "PRON"): "de",
    ("bättre", "ADJ"): "bra",
    ("bäst", "ADJ"): "bra",
    ("bästa", "ADJ"): "bra",
    ("sämre", "ADJ"): "dålig",
    ("sämst", "ADJ"): "dålig",
    ("sämsta", "ADJ"): "dålig",
    ("längre", "ADJ"): "lång",
    ("längst", "ADJ"): "lång",
    ("längsta", "ADJ"): "lång",
}


def read_table(name: str) -> Any:
    """Read one table of the spacy-lookups-data package."""
    packed = files("spacy_lookups_data").joinpath("data", f"{name}.json.gz").read_bytes()
    return json.loads(gzip.decompress(packed))


def most_common(sentences: Iterable[Sentence]) -> dict[Key, str]:
    """Find for each lower-cased form and part of speech the lemma it has most often."""
    counts: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence:
            if word.lemma:
                counts[word.form.lower(), word.upos][word.lemma] += 1
    return {key: min(found, key=lambda lemma: (-found[lemma], lemma)) for key, found in counts.items()}


def english_tables(train: Iterable[Sentence]) -> Tables:
    """Make the general tables, with the train section's own lemmas put before them as exceptions."""
    rules, index, exceptions = (read_table(f"en_lemma_{part}") for part in ("rules", "index", "exc"))
    for (form, upos), lemma in most_common(train).items():
        if upos != "PROPN":
            exceptions.setdefault(upos.lower(), {})[form] = [lemma]
    return {"lemma_rules": rules, "lemma_index": index, "lemma_exc": exceptions}


def swedish_tables(train: Iterable[Sentence]) -> Tables:
    """Make rules learnt from the table of forms and the treebank, and as exceptions the forms they get wrong."""
    sentences = list(train)
    gold = most_common(sentences)
    known = _by_part_of_speech(read_table("sv_lemma_lookup"), gold) | _own_lemma(sentences) | gold | IRREGULAR
    rules = {upos.lower(): [["", ""]] for _, upos in gold if upos != "PROPN"}  # at the least, lower case
    exceptions: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
    for upos in INFLECTED:
        rules[upos.lower()] = learn_rules({form: lemma for (form, tag), lemma in known.items() if tag == upos})
    endings = {upos: {old: new for old, new in found} for upos, found in rules.items()}  # noqa: C416
    for (form, upos), lemma in sorted(known.items()):
        tag = upos.lower()
        if tag in endings and by_rule(form, endings[tag]) == lemma:
            continue
        if tag in endings or lemma != form:
            exceptions[tag][form] = [lemma]
    return {"lemma_rules": rules, "lemma_exc": dict(exceptions), "lemma_index": {}}


def _own_lemma(sentences: Iterable[Sentence]) -> dict[Key, str]:
    """Find the words that are their own lemma by their tag."""
    words = (word for sentence in sentences for word in sentence if word.xpos in BASE_TAGS)
    return {(word.form.lower(), word.upos): word.form.lower() for word in words if word.upos in INFLECTED}


def change(form: str, lemma: str) -> Key:
    """Return what a form drops and what its lemma has in place of that."""
    kept = _kept(form, lemma)
    return form[kept:], lemma[kept:]


def _kept(form: str, lemma: str) -> int:
    """Count the letters at the start that the two share."""
    unlike = (place for place, (one, other) in enumerate(zip(form, lemma, strict=False)) if one != other)
    return next(unlike, min(len(form), len(lemma)))


def _by_part_of_speech(table: Mapping[str, str], gold: Mapping[Key, str]) -> dict[Key, str]:
    """Put the table's entries under the parts of speech whose forms change their ending so in the treebank.

    A change that the treebank does not show goes by the parts of speech of the lemma's other forms.
    """
    uses: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    for (form, upos), lemma in gold.items():
        if upos in INFLECTED:
            uses[change(form, lemma.lower())][upos] += 1
    of_lemma: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for form, lemma in table.items():
        if seen := uses.get(change(form, lemma)):
            of_lemma[lemma][seen.most_common(1)[0][0]] += 1
    found: dict[Key, str] = {}
    for form, lemma in table.items():
        seen = uses.get(change(form, lemma)) or of_lemma.get(lemma) or Counter()
        for upos in INFLECTED:
            if seen[upos] > LEAST_SHARE * seen.total() and _plausible(form, lemma, upos):
                found[form, upos] = lemma
    return found


def _plausible(form: str, lemma: str, upos: str) -> bool:
    """Tell whether a Swedish lemma can be one of this part of speech: the table has homographs of another."""
    if not form.islower():
        return False
    if upos == "VERB":
        return not form.endswith("a") and (len(lemma) < SHORT or lemma.endswith(("a", "as", "å")))
    if upos == "NOUN":
        return not (lemma.startswith(form) and lemma != form) and change(form, lemma) != ("a", "e")
    return not lemma.endswith("a") and not form.endswith("nde")


def learn_rules(lemmas: Mapping[str, str]) -> list[list[str]]:
    """Learn what to put in place of which ending, longest first, without endings that say what a shorter one says."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for form, lemma in lemmas.items():
        kept = _kept(form, lemma)
        for size in range(len(form) - kept, min(LONGEST_ENDING, len(form) - 1) + 1):
            ending = form[len(form) - size :]
            seen[ending][ending[: kept - len(form) + size] + lemma[kept:]] += 1
    rules: dict[str, str] = {"": ""}
    for ending in sorted(seen, key=lambda text: (len(text), text)):
        new, count = min(seen[ending].items(), key=lambda item: (-item[1], item[0]))
        if ending and count >= LEAST_SEEN and by_rule(ending, rules) != new:
            rules[ending] = new
    return [[old, rules[old]] for old in sorted(rules, key=lambda text: (-len(text), text))]


def by_rule(form: str, rules: Mapping[str, str]) -> str:
    """Return the lemma that the longest fitting ending gives."""
    for size in range(min(LONGEST_ENDING, len(form)), -1, -1):
        ending = form[len(form) - size :]
        if ending in rules:
            return form[: len(form) - size] + rules[ending]
    return form
