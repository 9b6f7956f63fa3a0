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


def read_row(row: Block, document: Document, lexicon: Lexicon) -> RowReading:
    """Tell the customer's cells of a row from the vendor's by the column headings."""
    requirement = (0, 0)
    vendor_cells: list[tuple[int, int]] = []
    verdict, verdict_span, answers = "", (0, 0), False
    for start, end, index in row.cells:
        cell = document.blocks[index].cell
        heading = cell.column_heading if cell else ""
        if lexicon.holds("column.requirement", heading) and not lexicon.holds("column.answer", heading):
            requirement = (start, end)
            answers = True
        elif lexicon.holds("column.answer", heading) or (answers and requirement != (0, 0)):
            vendor_cells.append((start, end))
            if not verdict and (found := verdict_of(row.text[start:end], lexicon)):
                verdict, verdict_span = found, (start, end)
    return RowReading(answers and bool(vendor_cells), requirement, tuple(vendor_cells), verdict, verdict_span)


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
