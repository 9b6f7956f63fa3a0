"""Whether something is said to be there that is not out, only a preview, or gone (PL102, PL103, PL104)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from promiselint.checks._told import breach, counts, stage_of
from promiselint.model.findings import Breach
from promiselint.model.lexicon import Lexicon
from promiselint.model.roadmap import Stage
from promiselint.model.situation import Situation
from promiselint.model.statements import Kind, Statement

ON = "statement"


@dataclass(frozen=True, slots=True)
class Options:
    """Stages and kinds that go ill together; a word of `unless_said` nearby excuses it."""

    stages: tuple[Stage, ...] = ()
    kinds: tuple[Kind, ...] = ()
    unless_said: tuple[str, ...] = field(default=(), metadata={"lexicon": True})
    but_not: tuple[str, ...] = field(default=("roadmap.preview-not",), metadata={"lexicon": True})  # "out of beta"
    unless_retirement: bool = False


def check(statement: Statement, situation: Situation, options: Options) -> Iterator[Breach]:
    """Yield a breach for a statement of one of the kinds on a feature in one of the stages."""
    if not counts(statement) or statement.kind not in options.kinds:
        return
    if stage_of(statement, situation) not in options.stages:
        return
    if options.unless_retirement and statement.retirement:
        return
    if not _is_said(statement, situation, options):
        yield breach(statement, situation)


def _is_said(statement: Statement, situation: Situation, options: Options) -> bool:
    """Whether a word of the lists stands in the sentence, the one before it, the heading, the lead-in or the row."""
    lexicon = situation.lexicon(statement.language)
    block = situation.document.blocks[statement.block]
    around = [said.text for said in situation.said_in(statement.block) if _is_near(said.sentence, statement)]
    label = block.text[: block.strong[0][1]] if block.strong and block.strong[0][0] == 0 else ""
    texts = [*around, *block.headings[-1:], block.lead_in, label, *((block.text,) if block.cells else ())]
    return any(_tells(text, lexicon, options) for text in texts if text)


def _tells(text: str, lexicon: Lexicon, options: Options) -> bool:
    """Whether one of the words stands in a text and is not denied there."""
    denied = [match.span() for name in options.but_not for match in lexicon.every(name, text)]
    return any(
        not any(start < match.end() and match.start() < end for start, end in denied)
        for name in options.unless_said
        for match in lexicon.every(name, text)
    )


def _is_near(sentence: int, statement: Statement) -> bool:
    return sentence in {statement.sentence, statement.sentence - 1}
