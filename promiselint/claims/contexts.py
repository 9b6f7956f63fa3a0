"""What a sentence is read with: the section it stands in, its label, its lead-in, its heading, its row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from promiselint.claims.world import World
from promiselint.model.documents import Block, Document, Scope
from promiselint.model.lexicon import Lexicon
from promiselint.model.situation import Section
from promiselint.model.statements import Mention

_SECTIONS: Mapping[str, Section] = {
    "section.known-issues": Section.KNOWN_ISSUES,
    "section.fixed": Section.FIXED,
    "section.removed": Section.REMOVED,
    "section.improved": Section.IMPROVED,
    "section.customer-duties": Section.CUSTOMER_DUTIES,
    "section.references": Section.REFERENCES,
    "section.timeline": Section.TIMELINE,
    "section.events": Section.EVENTS,
    "section.outlook": Section.OUTLOOK,
}
_LABEL = re.compile(r"^([^.:!?|]{2,60})(?::\s|\.\s(?=\S)|\s[–—]\s)")
_DATED_LABEL = re.compile(r"^\W*\d")


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds a block. `label` is the run-in title or "Label:" before the text, its end offset beside it."""

    section: Section
    label: str
    label_end: int
    lead_in: str
    heading: str
    heading_mentions: tuple[Mention, ...]
    label_mentions: tuple[Mention, ...]
    lead_mentions: tuple[Mention, ...]


def section_of(headings: tuple[str, ...], lexicon: Lexicon) -> Section:
    """What the headings above say of a block, the innermost that says anything first."""
    # The document's own title says nothing of its parts ("November update and events").
    for heading in reversed(headings[1:] or headings):
        if len(heading.split()) <= 9:
            for name, section in _SECTIONS.items():
                if lexicon.holds(name, heading) and not heading.rstrip().endswith("?"):
                    return section
    return Section.PLAIN


def context_of(block: Block, world: World, language: str) -> Context:
    """The surroundings of one block."""
    lexicon = world.lexicon(language)
    label, end = label_of(block)
    heading = block.headings[-1] if block.headings else ""
    find = world.linker.mentions
    return Context(
        section_of(block.headings, lexicon),
        label,
        end,
        block.lead_in,
        heading,
        find(heading, language) if heading else (),
        find(label, language) if label else (),
        find(block.lead_in, language) if block.lead_in else (),
    )


def label_of(block: Block) -> tuple[str, int]:
    """The run-in title of a paragraph or item ("**Audit streaming.** Sends …", "On the go: …") and where it ends."""
    if block.strong and block.strong[0][0] == 0:
        end = block.strong[0][1]
        rest = block.text[end:]
        if rest.strip() and (rest[:1] in ".: –—" or block.text[end - 1 : end] in ".:"):
            return block.text[:end].rstrip(".: "), end
    found = _LABEL.match(block.text)
    if (
        found
        and found.group().rstrip()[-1] != "."
        and block.scope in {Scope.ITEM, Scope.PARAGRAPH, Scope.CELL, Scope.FOOTNOTE}
    ):
        return found[1], found.end(1)
    return "", 0


@dataclass(frozen=True, slots=True)
class RowReading:
    """How a table row is read: which cells are the customer's, which are answers, and what a bare answer says."""

    answers: bool  # an answer table: only answering and comment cells are the vendor's
    requirement: tuple[int, int]  # offsets in the row's text; (0, 0) where there is none
    vendor_cells: tuple[tuple[int, int], ...]
    verdict: str  # "yes" | "no" | "partly" | "planned" | ""
    verdict_span: tuple[int, int]


def read_row(
    row: Block, document: Document, lexicon: Lexicon, verdicts: Mapping[int, list[int]] | None = None
) -> RowReading:
    """Tell the customer's cells of a row from the vendor's: by the column headings, else by a column of verdicts.

    `verdicts` is what `verdict_columns` gives for the document: asked for once, it serves all rows.
    """
    cells = [(start, end, document.blocks[index].cell, index) for start, end, index in row.cells]
    headings = [cell.column_heading if cell else "" for _, _, cell, _ in cells]
    answering = [
        number
        for number, heading in enumerate(headings)
        if lexicon.holds("column.answer", heading) and not lexicon.holds("column.who", heading)
    ]
    asking = [
        number
        for number, heading in enumerate(headings)
        if lexicon.holds("column.requirement", heading) and number not in answering
    ]
    known = verdict_columns(document, lexicon) if verdicts is None else verdicts
    judged = known.get(next((cell.table for _, _, cell, _ in cells if cell), -1), [])
    if not asking and len(judged) == 1 and judged[0] > 0:
        asking, answering = list(range(judged[0])), list(range(judged[0], len(cells)))
    if not asking:
        return RowReading(answers=False, requirement=(0, 0), vendor_cells=(), verdict="", verdict_span=(0, 0))
    first = min([*answering, *judged], default=len(cells))
    # A number may stand under "Requirement", and the words of it under the customer's own name.
    asked = [number for number in range(first) if number in asking or judged] or asking
    told = max(asked, key=lambda number: cells[number][1] - cells[number][0])
    vendor = [number for number in range(len(cells)) if number in answering or number > max(told, *asking)]
    verdict, span = "", (0, 0)
    for number in vendor:
        start, end = cells[number][0], cells[number][1]
        if found := verdict_of(row.text[start:end], lexicon):
            verdict, span = found, (start, end)
            break
    spans = tuple((cells[number][0], cells[number][1]) for number in vendor)
    return RowReading(bool(spans), (cells[told][0], cells[told][1]), spans, verdict, span)


def verdict_columns(document: Document, lexicon: Lexicon) -> dict[int, list[int]]:
    """By table, the columns in which most rows hold nothing but yes, no, partly or planned."""
    held: dict[int, dict[int, list[bool]]] = {}
    for block in document.blocks:
        if block.scope is Scope.CELL and block.cell is not None:
            columns = held.setdefault(block.cell.table, {})
            columns.setdefault(block.cell.column, []).append(bool(verdict_of(block.text, lexicon)))
    return {
        table: sorted(column for column, said in columns.items() if len(said) > 1 and 2 * sum(said) > len(said))
        for table, columns in held.items()
    }


def verdict_of(text: str, lexicon: Lexicon) -> str:
    """What a short answer cell says: yes, no, partly, planned, or "" where it is no bare answer."""
    bare = text.strip().rstrip(".!")
    if not bare or len(bare.split()) > 2:
        return ""
    for name in ("planned", "partly", "no", "yes"):
        found = lexicon.search(f"answer.{name}", bare)
        if found and found.start() == 0 and found.end() == len(bare):
            return name
    return ""


def is_timeline_row(block: Block) -> bool:
    """Whether a block begins with a date, as milestones do."""
    return bool(_DATED_LABEL.match(block.text))
