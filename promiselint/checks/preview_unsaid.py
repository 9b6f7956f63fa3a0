"""Whether a preview is spoken of as if it were released, without a word that it is one (PL103)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from promiselint.checks._heard import LEXICON
from promiselint.checks._promised import breach, counts, feature_of
from promiselint.model.documents import Scope
from promiselint.model.findings import Breach
from promiselint.model.lexicon import Lexicon
from promiselint.model.roadmap import Feature, Stage
from promiselint.model.situation import Situation
from promiselint.model.statements import Kind, Statement

ON = "statement"


@dataclass(frozen=True, slots=True)
class Options:
    """Which words tell that something is a preview, and which of them deny it ("out of beta").

    `surely` tell it even as part of the feature's own name ("Voice control beta"), `says` do not ("Print preview").
    """

    kinds: tuple[Kind, ...] = (Kind.CAPABILITY, Kind.RELEASE)
    says: tuple[str, ...] = field(default=("roadmap.preview",), metadata=LEXICON)
    surely: tuple[str, ...] = field(default=("roadmap.preview-sure",), metadata=LEXICON)
    but_not: tuple[str, ...] = field(default=("roadmap.preview-not",), metadata=LEXICON)


def check(statement: Statement, situation: Situation, options: Options) -> Iterator[Breach]:
    """Yield a breach unless sentence, sentence before, heading, lead-in or row say that it is a preview."""
    feature = feature_of(statement, situation)
    if feature is None or feature.stage is not Stage.PREVIEW or not counts(statement) or statement.retirement:
        return
    if statement.kind not in options.kinds:
        return
    lexicon = situation.lexicon(statement.language)
    if not any(_says_preview(text, feature, lexicon, options) for text in _around(statement, situation)):
        found = breach(statement, situation)
        yield breach(statement, situation, variant="dated") if found.values["safer"] else found


def _around(statement: Statement, situation: Situation) -> Iterator[str]:
    """The texts in which the word may stand (contract §5, PL103)."""
    block = situation.document.blocks[statement.block]
    yield statement.text
    near = {statement.sentence, statement.sentence - 1}
    yield from (said.text for said in situation.said if said.block == statement.block and said.sentence in near)
    if block.headings:
        yield block.headings[-1]
    yield block.lead_in
    if block.strong and block.strong[0][0] == 0:  # a run-in heading
        yield block.text[: block.strong[0][1]]
    if block.scope is Scope.ROW:
        yield block.text
        cells = (situation.document.blocks[index].cell for _, _, index in block.cells)
        yield from (cell.column_heading for cell in cells if cell is not None)


def _says_preview(text: str, feature: Feature, lexicon: Lexicon, options: Options) -> bool:
    if _says(options.surely, text, lexicon, options):
        return True
    for name in (feature.name, *(alias.text for alias in feature.aliases)):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text, flags=re.IGNORECASE)
    return _says(options.says, text, lexicon, options)


def _says(lists: tuple[str, ...], text: str, lexicon: Lexicon, options: Options) -> bool:
    denied = [match.span() for name in options.but_not for match in lexicon.every(name, text)]
    return any(
        not any(start < match.end() and match.start() < end for start, end in denied)
        for name in lists
        for match in lexicon.every(name, text)
    )
