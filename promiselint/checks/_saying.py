"""Whether a sentence says what a note of the roadmap says, in either language, by the words that tell the most.

Words of general business that mean the same in both languages stand in the lists `gloss.*` of each language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from promiselint.language import stems
from promiselint.model.documents import Block
from promiselint.model.lexicon import Lexicon
from promiselint.model.roadmap import Feature
from promiselint.model.situation import Situation

GLOSSARY, STOP, WEAK = "gloss.", "gloss-stop", "gloss-weak"

_WORD = re.compile(r"\w+(?:[.\-‑/]\w+)*")
_LONG = 5  # from this length on a stem counts inside a Swedish compound too
_TELLING, _PLAIN, _OWN, _FAINT = 2.0, 1.0, 0.5, 0.25


@dataclass(frozen=True, slots=True)
class Term:
    """One word or expression of a note: the stem, the glossary's lists that hold it, and how much it tells."""

    stem: str
    concepts: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Note:
    """A customer dependency or known issue, as terms."""

    text: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """Something that the document says: a sentence, two in a row, or a table's row."""

    text: str
    language: str
    stems: frozenset[str]
    folded: str


@cache
def _stem(word: str, language: str) -> str:
    return stems.stem(word.casefold(), language)


def note_of(text: str, feature: Feature, situation: Situation) -> Note:
    """The terms of a note; the feature's own name tells little, since every sentence about it has it."""
    language = _language(text, situation)
    lexicon = situation.lexicon(language)
    own = {
        _stem(w, language) for name in (feature.name, *(a.text for a in feature.aliases)) for w in _WORD.findall(name)
    }
    concepts = _concepts(text, lexicon)
    terms, last = [], -1
    for match in _WORD.finditer(text):
        if match.start() < last or _is(STOP, match[0], situation):
            continue
        covering = [(end, name) for start, end, name in concepts if start <= match.start() < end]
        last = max((end for end, _ in covering), default=match.end())
        stem = _stem(match[0], language)
        weight = _weight(match, text, own, stem, situation)
        terms.append(Term(stem, tuple(name for _, name in covering), weight))
    return Note(text, tuple(terms))


def _weight(match: re.Match[str], text: str, own: set[str], stem: str, situation: Situation) -> float:
    word = match[0]
    if _is(WEAK, word, situation):
        return _FAINT
    if stem in own:
        return _OWN
    named = any(sign.isupper() for sign in (word if text[: match.start()].strip() else word[1:]))
    return _TELLING if named or any(sign.isdigit() for sign in word) else _PLAIN


def _is(name: str, word: str, situation: Situation) -> bool:
    return any(
        (match := lexicon.search(name, word)) is not None and match[0] == word
        for lexicon in situation.lexicons.values()
    )


def _concepts(text: str, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """Where expressions of the glossary stand; of two that overlap the longer one."""
    found = [
        (match.start(), match.end(), name)
        for name in lexicon.held(text)
        if name.startswith(GLOSSARY)
        for match in lexicon.every(name, text)
    ]
    longest: list[tuple[int, int, str]] = []
    for start, end, name in sorted(found, key=lambda f: (f[0] - f[1], f[0], f[2])):
        over = [(s, e) for s, e, _ in longest if s < end and start < e]
        if not over or all((s, e) == (start, end) for s, e in over):
            longest.append((start, end, name))
    return longest


def _language(text: str, situation: Situation) -> str:
    """The language whose small words a note has most of; Swedish letters decide where there are none."""
    votes = {code: sum(1 for _ in lexicon.every(STOP, text)) for code, lexicon in situation.lexicons.items()}
    if any(sign in "åäöÅÄÖ" for sign in text) and "sv" in votes:
        votes["sv"] += 2
    return max(votes, key=lambda code: votes[code], default="en")


def tellings(situation: Situation) -> tuple[Telling, ...]:
    """All that a document says, questions and the customer's requirements left out."""
    found = []
    before: tuple[int, str] = (-1, "")
    for said in situation.said:
        if said.requirement or said.text.rstrip().endswith("?"):
            continue
        block = situation.document.blocks[said.block]
        text = _with_code(block, said.start, said.end, situation)
        found.append(_telling(text, said.language))
        # Two sentences of one paragraph may say together what neither says alone; so may a row's cells.
        if before[0] == said.block or (block.cell is not None and block.cell.column > 0):
            found.append(_telling(f"{before[1]} {text}", said.language))
        elif block.lead_in:
            found.append(_telling(f"{block.lead_in} {text}", said.language))
        before = (said.block, text)
    return tuple(found)


def _telling(text: str, language: str) -> Telling:
    stems = frozenset(_stem(part, language) for word in _WORD.findall(text) for part in {word, *re.split(r"\W", word)})
    return Telling(text, language, stems, text.casefold())


def _with_code(block: Block, start: int, end: int, situation: Situation) -> str:
    """The text with its inline code, which a block keeps as blanks: a reader sees it, and it names things."""
    text = block.text[start:end]
    for first, last in block.code:
        if start <= first and last <= end and first < last:
            code = situation.document.text[block.starts[first] : block.ends[last - 1]].strip("`")
            text += f" {code}"
    return text


def is_told(note: Note, telling: Telling, situation: Situation, threshold: float) -> bool:
    """Whether the sentence says enough of the note's words, by weight."""
    total = sum(term.weight for term in note.terms)
    if not total:
        return True
    lexicon = situation.lexicon(telling.language)
    said = sum(term.weight for term in note.terms if _says(term, telling, lexicon))
    return said / total >= threshold


def _says(term: Term, telling: Telling, lexicon: Lexicon) -> bool:
    if term.stem in telling.stems or (len(term.stem) >= _LONG and term.stem in telling.folded):
        return True
    return any(lexicon.holds(concept, telling.text) for concept in term.concepts)
