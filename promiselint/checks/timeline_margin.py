"""Whether a proposal gives a timeline and nowhere says how its dates may move (PL404)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from promiselint.checks._heard import LEXICON, holds_any, is_told, under
from promiselint.model.documents import Scope
from promiselint.model.findings import Breach
from promiselint.model.situation import Said, Section, Situation
from promiselint.model.statements import DateRole, Speaker
from promiselint.model.time import Granularity

ON = "document"

_NO_MILESTONE = {DateRole.PAST, DateRole.VALIDITY, DateRole.COPYRIGHT}
_EDGE = 4  # characters a date may be away from its line's end and still close it: " |", ")."


@dataclass(frozen=True, slots=True)
class Options:
    """Word lists, and how many dated rows make a timeline."""

    margin: tuple[str, ...] = field(default=("proposal.margin",), metadata=LEXICON)  # said anywhere, it is enough
    heading: tuple[str, ...] = field(
        default=("proposal.timeline",), metadata=LEXICON
    )  # a heading or lead-in over a timeline
    milestone: tuple[str, ...] = field(
        default=("proposal.milestone",), metadata=LEXICON
    )  # what rows of a timeline speak of
    not_under: tuple[str, ...] = field(
        default=("proposal.no-timeline",), metadata=LEXICON
    )  # headings over other dated lists (prices, events)
    channels: tuple[str, ...] = ("proposal",)
    rows: int = 2


def check(situation: Situation, options: Options) -> Iterator[Breach]:
    """Yield one breach on the first dated row of the document's first timeline."""
    if situation.document.facts.channel not in options.channels:
        return
    if any(_says_margin(said, situation, options) for said in situation.said):
        return
    groups: dict[tuple[str, object], list[Said]] = {}
    for said in situation.said:
        group = _group(said, situation)
        if group is not None and _is_dated(said) and not under(options.not_under, said, situation):
            groups.setdefault(group, []).append(said)
    for (shape, _), rows in groups.items():
        if _is_timeline(shape, rows, situation, options):
            yield _place(rows[0], situation)
            return


def _says_margin(said: Said, situation: Situation, options: Options) -> bool:
    return is_told(said) and holds_any(options.margin, said.text, situation.lexicon(said.language))


def _group(said: Said, situation: Situation) -> tuple[str, object] | None:
    """Tell what a dated line stands in with others: its table, its list, or the lines under its heading."""
    block = situation.document.blocks[said.block]
    if block.scope is Scope.ROW and said.context:
        return None  # an answer beside the customer's requirement is no milestone
    if block.scope is Scope.ROW and block.cells:
        cell = situation.document.blocks[block.cells[0][2]].cell
        return ("table", cell.table if cell else -1)
    if block.cell is not None:
        return ("table", block.cell.table)
    if block.list_id >= 0:
        return ("list", block.list_id)
    if block.scope is Scope.PARAGRAPH and _dated_at_its_edge(said):
        return ("lines", block.headings)
    return None


def _dated_at_its_edge(said: Said) -> bool:
    return any(date.start - said.start <= _EDGE or said.end - date.end <= _EDGE for date in said.dates)


def _is_dated(said: Said) -> bool:
    return said.speaker is Speaker.VENDOR and any(
        date.role not in _NO_MILESTONE
        and not date.customer_set
        and date.window.granularity.order < Granularity.HALF.order
        for date in said.dates
    )


def _is_timeline(shape: str, rows: list[Said], situation: Situation, options: Options) -> bool:
    lines = {_line(said, situation) for said in rows}
    if len(lines) < options.rows:
        return False
    headed = any(said.section is Section.TIMELINE or under(options.heading, said, situation) for said in rows)
    # A cell is judged with its whole row: the milestone's name stands in the cell beside the date.
    spoken = sum(holds_any(options.milestone, _whole_row(s, situation), situation.lexicon(s.language)) for s in rows)
    return (headed and (shape != "lines" or spoken >= 1)) or spoken >= options.rows


def _line(said: Said, situation: Situation) -> tuple[int, int]:
    block = situation.document.blocks[said.block]
    if block.scope is Scope.ROW and block.cells:
        cell = situation.document.blocks[block.cells[0][2]].cell
        return (cell.table, cell.row) if cell else (-1, said.block)
    if block.cell is not None:
        return (block.cell.table, block.cell.row)
    if block.list_id >= 0:
        return (block.list_id, block.item)
    return (said.block, said.sentence)


def _whole_row(said: Said, situation: Situation) -> str:
    cell = situation.document.blocks[said.block].cell
    if cell is None:
        return said.text
    row = (
        block.text
        for block in situation.document.blocks
        if block.cell is not None and (block.cell.table, block.cell.row) == (cell.table, cell.row)
    )
    return " | ".join(row)


def _place(said: Said, situation: Situation) -> Breach:
    date = next((date for date in said.dates if date.role not in _NO_MILESTONE), None)
    return Breach(
        said.block, said.start, said.end, date=date, values={"said": _whole_row(said, situation), "words": said.text}
    )
