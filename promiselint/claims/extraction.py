"""A document to what is said in it: every sentence with its speaker, every clause as a statement (contract §4)."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from promiselint.claims import contexts, speaker
from promiselint.claims.dates import Calendar
from promiselint.claims.dates import find as find_dates
from promiselint.claims.linking import STRONG
from promiselint.claims.reading import statements_of
from promiselint.claims.subjects import COUNTED, clearly, evidence, own_mentions
from promiselint.claims.utterance import Utterance
from promiselint.claims.weighing import sentence_signs
from promiselint.claims.world import World, any_name
from promiselint.language.detection import language_of, language_of_all
from promiselint.model.documents import Block, Document, Scope
from promiselint.model.language import Sentence
from promiselint.model.situation import Said, Section, Situation
from promiselint.model.statements import DateClaim, Mention, Speaker, Statement

# The trained heads that are asked about sentences, each with the word list whose finds it may doubt.
_GATED = {
    "guarantee": "wording.absolute",
    "service-level": "wording.service-availability",
    "scope": "wording.open-ended",
    "blame": "wording.blame",
    "superlative": "wording.superlative",
    "dismissive": "wording.dismissive",
}
# Score from which a requirement is about an entry; lower than for prose, since what is asked for is a feature mostly.
_ASKED = 0.46
_CELL_WORDS = 3  # up to which a cell is a verdict or an amount
_TOO_SHORT = 3  # words under which a text says too little to be weighed
_SILENT = frozenset((Scope.CODE, Scope.CELL, Scope.HEADER_CELL))
_ON_SHOW = frozenset(("marketing", "web"))  # channels whose readers get the slides without their speaker's notes
_PARAGRAPH_LIKE = frozenset((Scope.PARAGRAPH, Scope.ITEM, Scope.QUOTE, Scope.FOOTNOTE, Scope.CELL))


def extract(document: Document, world: World) -> Situation:
    """All that is said in the document, in reading order, ready for the checks.

    Raises:
        Misuse: a spaCy pipeline named in the configuration that cannot be loaded.
    """
    read = _Reading(document, world)
    said: list[Said] = []
    statements: list[Statement] = []
    for index in _reading_order(document):
        for one, found in read.block(index):
            said.append(one)
            statements.extend(found)
    return Situation(
        document, tuple(statements), tuple(said), world.roadmap, world.features, world.lexicons, world.roadmap.as_of
    )


def _reading_order(document: Document) -> list[int]:
    """Blocks that hold prose, in the order of the file (rows are listed after all others)."""
    silent = _SILENT | {Scope.NOTE} if document.facts.channel in _ON_SHOW else _SILENT
    prose = [i for i, block in enumerate(document.blocks) if block.scope not in silent and block.text.strip()]
    return sorted(prose, key=lambda i: (document.blocks[i].starts[0], i))


def languages_of(document: Document) -> list[str]:
    """The language of each block: what it is marked with, what the document says, what its words say."""
    stated = document.facts.language
    usual = stated or language_of_all(block.text for block in document.blocks)
    chosen = []
    for block in document.blocks:
        own = (block.language or "")[:2]
        if own in {"en", "sv"}:
            chosen.append(own)
        else:
            chosen.append(stated or language_of(block.text, usual))
    return chosen


@dataclass(slots=True)
class _Before:
    """What the sentence before was: whose, and about what."""

    block: int = -1
    speaker: Speaker | None = None
    feature: Mention | None = None


class _Reading:
    """One pass over one document."""

    def __init__(self, document: Document, world: World) -> None:
        self.document, self.world = document, world
        self.languages = languages_of(document)
        self.calendar: Calendar = world.calendar(document.facts.date)
        self.customer = document.facts.customer or ""
        self.voices = speaker.Voices(any_name(_customer_names(self.customer)))
        order = [i for i, block in enumerate(document.blocks) if block.scope not in _SILENT]
        texts = [(document.blocks[i].text.replace("|", " "), self.languages[i]) for i in order]
        self.sentences = dict(zip(order, world.reader.sentences(texts), strict=True))
        self.before = _Before()
        self._verdicts: dict[str, dict[int, list[int]]] = {}  # by language

    def block(self, index: int) -> Iterator[tuple[Said, tuple[Statement, ...]]]:
        """What one block says, sentence by sentence; a table row as a row."""
        block = self.document.blocks[index]
        if block.scope is Scope.ROW:
            yield from self._row(index, block)
            return
        context = contexts.context_of(block, self.world, self.languages[index])
        spoken = speaker.quotes(block.text)
        for number, sentence in enumerate(self.sentences[index]):
            yield self._sentence(index, number, sentence, block, context, spoken)

    def _sentence(
        self,
        index: int,
        number: int,
        sentence: Sentence,
        block: Block,
        context: contexts.Context,
        spoken: Sequence[tuple[int, int]],
    ) -> tuple[Said, tuple[Statement, ...]]:
        if self.before.block != index:
            self.before = _Before(index, self.before.speaker if block.scope is Scope.PARAGRAPH and number else None)
        voice = speaker.speaker_of(sentence, block, self.world, self.voices, spoken, self.before.speaker)
        utterance = Utterance(
            self.document, index, number, block, sentence, context, voice, self.calendar, self.customer
        )
        found = statements_of(utterance, self.world, self.voices, (), self.before.feature)
        said = self._said(utterance, "" if context.label_end else context.lead_in)
        about = next((s.feature for s in found if s.feature), _only(said.mentions))
        self.before = _Before(index, voice, about or (self.before.feature if _goes_on(sentence.text) else None))
        return said, found

    def _said(self, utterance: Utterance, context: str, *, requirement: bool = False) -> Said:
        sentence, block = utterance.sentence, utterance.block
        dates = find_dates(block.text[sentence.start : sentence.end], sentence.language, self.calendar)
        return Said(
            utterance.index, utterance.number, sentence.start, sentence.end, sentence.text, sentence.language,
            utterance.speaker, utterance.context.section, requirement,
            tuple(_moved(date, sentence.start) for date in dates), context=context,
            mentions=own_mentions(self.world, sentence.text, sentence.language, sentence.start),
            scores={} if requirement else self._scores(utterance),
            granted=utterance.bare and utterance.verdict == "yes",
        )  # fmt: skip

    def _scores(self, utterance: Utterance) -> Mapping[str, float]:
        """What the trained heads say of a sentence of the vendor's, for those whose words it holds."""
        sentence, lexicon = utterance.sentence, self.world.lexicon(utterance.sentence.language)
        if utterance.speaker is not Speaker.VENDOR or len(sentence.text.split()) < _TOO_SHORT:
            return {}
        text = sentence.text
        asked = {
            name for name, words in _GATED.items() if lexicon.holds(f"gate.{name}", text) or lexicon.holds(words, text)
        }
        if not asked:
            return {}
        signs = sentence_signs([sentence], lexicon, self.calendar)
        told = self.world.weigh(sentence.text, sentence.language, signs)
        return {name: score for name, score in told.items() if name in asked or name == "none"}

    def _row(self, index: int, block: Block) -> Iterator[tuple[Said, tuple[Statement, ...]]]:
        language = self.languages[index]
        context = contexts.context_of(block, self.world, language)
        lexicon = self.world.lexicon(language)
        if language not in self._verdicts:
            self._verdicts[language] = contexts.verdict_columns(self.document, lexicon)
        reading = contexts.read_row(block, self.document, lexicon, self._verdicts[language])
        if not reading.answers:
            yield self._whole_row(index, block, context, language)
            return
        yield from self._answered_row(index, block, context, reading, language)

    def _whole_row(
        self, index: int, block: Block, context: contexts.Context, language: str
    ) -> tuple[Said, tuple[Statement, ...]]:
        sentence = Sentence(block.text, 0, len(block.text), language, ())
        voice = Speaker.READER if context.section is Section.REFERENCES else Speaker.VENDOR
        utterance = Utterance(
            self.document, index, 0, block, sentence, context, voice, self.calendar, self.customer, row=True
        )
        first = own_mentions(self.world, block.text, language, 0)
        if not first and block.cells and _offers(block):
            low, high, _ = block.cells[0]
            ranked = evidence(self.world, block.text[low:high], language, low, ())
            first = (ranked[0],) if clearly(ranked) else ()
        return self._said(utterance, ""), statements_of(utterance, self.world, self.voices, first[:1], None)

    def _answered_row(
        self, index: int, block: Block, context: contexts.Context, reading: contexts.RowReading, language: str
    ) -> Iterator[tuple[Said, tuple[Statement, ...]]]:
        low, high = reading.requirement
        asked = block.text[low:high]
        requirement = Sentence(asked, low, high, language, ())
        said_by = Utterance(
            self.document, index, 0, block, requirement, context, Speaker.CUSTOMER, self.calendar, self.customer
        )
        yield self._said(said_by, "", requirement=True), ()
        about = self._asked_about(asked, language, context)
        pieces = [s for s in self.sentences[index] if s.start >= high] or []
        number = 1
        for start, end in reading.vendor_cells:
            for sentence in self._cell_sentences(block, start, end, language, pieces):
                utterance = Utterance(
                    self.document, index, number, block, sentence, context, Speaker.VENDOR, self.calendar, self.customer,  # noqa: E501 - one pattern, one line
                    asked=asked, verdict=reading.verdict, bare=(start, end) == reading.verdict_span,
                )  # fmt: skip
                found = statements_of(utterance, self.world, self.voices, about, None)
                yield self._said(utterance, asked), found
                number += 1

    def _asked_about(self, asked: str, language: str, context: contexts.Context) -> tuple[Mention, ...]:
        """The feature of the requirement's cell, by name or, where one is well ahead, by its words."""
        named = own_mentions(self.world, asked, language, 0)
        if named:
            return named[:1]
        ranked = evidence(self.world, asked, language, 0, (context.heading,))
        if clearly(ranked, _ASKED):
            return (ranked[0],)
        counted = self.world.measures.counted(asked, language)
        return (Mention(next(iter(counted)), COUNTED, 0, len(asked), "measure"),) if len(counted) == 1 else ()

    def _cell_sentences(
        self, block: Block, start: int, end: int, language: str, parsed: Sequence[Sentence]
    ) -> list[Sentence]:
        """The sentences of one cell; parsed anew from the row's own where a sentence runs over the cell's edge."""
        inside = [s for s in parsed if s.start >= start and s.end <= end]
        covered = sum(s.end - s.start for s in inside)
        if inside and covered >= 0.9 * len(block.text[start:end].strip()):
            return inside
        (own,) = self.world.reader.sentences([(block.text[start:end], language)])
        return [_shifted(s, start) for s in own]


def _shifted(sentence: Sentence, by: int) -> Sentence:
    tokens = tuple(
        type(token)(
            token.text, token.start + by, token.end + by, token.lemma, token.pos, token.morph, token.dep, token.head
        )
        for token in sentence.tokens
    )
    return Sentence(sentence.text, sentence.start + by, sentence.end + by, sentence.language, tokens)


def _moved(date: DateClaim, by: int) -> DateClaim:
    return dataclasses.replace(date, start=date.start + by, end=date.end + by)


def _offers(block: Block) -> bool:
    """Whether a row tells plan by plan what there is: its cells are short, and several."""
    cells = [block.text[start:end] for start, end, _ in block.cells[1:]]
    return len(cells) > 1 and all(len(cell.split()) <= _CELL_WORDS for cell in cells)


def _only(mentions: Sequence[Mention]) -> Mention | None:
    """The one feature that a sentence names, be it no statement: "You tried it in May. It leaves beta in June"."""
    strong = [one for one in mentions if one.score >= STRONG]
    return strong[0] if len({one.feature for one in strong}) == 1 else None


def _goes_on(text: str) -> bool:
    return bool(re.match(r"(?:it|they|den|det|de|this|these)\b", text, re.I))


def _customer_names(customer: str) -> list[str]:
    """The customer's name, also without its legal form, and its first word where that is a name of its own."""
    bare = re.sub(
        r"[\s,]+(?:AB|Ltd\.?|Inc\.?|GmbH|Oyj?|A/S|ASA?|BV|SA|plc|LLC|Corp\.?|Group|AG|KG|HB|KB)\b\.?", "", customer
    ).strip()
    first = bare.split()[0] if bare.split() else ""
    return [customer, bare, *([first] if len(first) > 4 else [])]
