"""A document in the making: blocks in reading order, under the headings, lists, quotations and cells they stand in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from promiselint.documents.characters import STAND_IN
from promiselint.documents.prose import Fillers, Passage, Prose
from promiselint.documents.quotations import Quote, signature, without_cite
from promiselint.documents.tables import Draft, Grid, GridCell
from promiselint.model.documents import Block, Scope

_SHORT = 160  # characters: a longer paragraph introduces its list by its last sentence alone
_SENTENCE_END = re.compile(r"[.!?…][”\"')\]]*\s+(?=[^\s\W])")
_PLAIN = {Scope.PARAGRAPH, Scope.ITEM, Scope.QUOTE, Scope.FOOTNOTE}


@dataclass(slots=True, eq=False)
class Container:
    """What blocks stand in; everything that a block takes from above is known here, so that depth costs nothing."""

    parent: Container | None = None
    scope: Scope = Scope.PARAGRAPH
    quote: Quote | None = None
    list_id: int = -1
    item: int = -1
    lead_in: str = ""
    footnote: bool = False
    credit: bool = False  # says who is quoted
    cell: GridCell | None = None
    grid: Grid | None = None
    last: Draft | None = None  # the paragraph directly before
    term: str = ""  # of a definition list
    term_item: int = -1
    defined: bool = False  # the term has a definition: another term is another item
    above: tuple[tuple[int, str], ...] | None = None  # the headings to go back to on leaving


@dataclass(slots=True)
class Outline:
    """Where the readers put what they find."""

    fillers: Fillers = Fillers()  # noqa: RUF009 - frozen
    language: str | None = None  # of what comes, where an element marks it
    locator: Mapping[str, object] | None = None  # of what comes, in a format without lines
    kind: tuple[Scope, int] | None = None  # of the block that is being written, where it is no plain paragraph
    container: Container = field(default_factory=Container)
    drafts: list[Draft] = field(default_factory=list)
    prose: Prose = field(init=False)
    closed_quote: Quote | None = None  # the quotation that ended just now, still without a name
    _headings: list[tuple[int, str]] = field(default_factory=list)
    _above: tuple[str, ...] = ()
    _quotes: list[Quote] = field(default_factory=list)
    _waiting: list[Passage] = field(default_factory=list)  # alternative texts, until their paragraph is whole
    _lists: int = 0
    _items: int = 0
    _tables: int = 0

    def __post_init__(self) -> None:
        """Begin the first block."""
        self.prose = Prose(self.fillers)

    # Blocks

    def flush(self) -> None:
        """End the block that is being written."""
        passage = self.prose.finish()
        if passage is not None:
            self._place(passage)
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            for alternative in waiting:
                self._append(self._draft(alternative, Scope.ALT, 0))

    def alternative(self, passage: Passage | None) -> None:
        """Add an image's alternative text: its own block, after the paragraph that the image stands in."""
        if passage is None:
            return
        self._waiting.append(passage)
        if not self.prose.length:
            self.flush()

    def alone(self, passage: Passage | None, scope: Scope) -> None:
        """Add a block that stands beside the running text: a title, a description."""
        if passage is not None:
            self.drafts.append(Draft(passage, scope, language=self.language))

    def interrupt(self) -> None:
        """Something that is no paragraph stands here: what comes is not introduced by what came before."""
        self.flush()
        self.container.last = None

    def _place(self, passage: Passage) -> None:
        scope, level = self.kind or (self.container.scope, 0)
        quote = self.container.quote
        if self.container.credit:
            if quote is not None:
                quote.credit(passage.text)
            return
        if not passage.text.strip(STAND_IN + " \n"):
            return
        if quote is not None and passage.cite is not None:
            shorter = without_cite(passage, quote)
            if shorter is None:
                return
            passage = shorter
        if self.closed_quote is not None:
            ended, self.closed_quote = self.closed_quote, None
            if scope in _PLAIN:  # the signature stays prose too: outside a quotation it might be the author's own line
                ended.sign_after(passage.text)
        draft = self._draft(passage, scope, level)
        if scope is Scope.HEADING:
            self._under(level, passage.text)
        self.container.last = draft if scope in _PLAIN else None
        self._append(draft)

    def _draft(self, passage: Passage, scope: Scope, level: int) -> Draft:
        container = self.container
        if scope is Scope.HEADING:
            headings = tuple(text for above, text in self._headings if above < level)
        else:
            headings = self._above
        return Draft(
            passage,
            scope,
            headings,
            level,
            container.quote,
            container.list_id,
            container.item,
            container.lead_in,
            self.language,
            locator=self.locator,
        )

    def _append(self, draft: Draft) -> None:
        self.drafts.append(draft)
        if self.container.cell is not None:
            self.container.cell.drafts.append(draft)

    def _under(self, level: int, text: str) -> None:
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self._headings.append((level, text))
        self._above = tuple(text for _, text in self._headings)

    # Containers

    def enter_list(self) -> None:
        """A list begins; the paragraph directly before it introduces it."""
        self.flush()
        above = self.container
        lead_in = introduction(above.last.passage.text) if above.last else ""
        self._lists += 1
        self._enter(list_id=self._lists - 1, lead_in=lead_in or above.lead_in)

    def enter_item(self) -> None:
        """A list item begins."""
        self._items += 1
        self._enter_item(self._items - 1, self.container.lead_in)

    def enter_term(self) -> None:
        """A definition list's term begins; the terms of one definition share an item."""
        above = self.container
        if above.term_item < 0 or above.defined:
            self._items += 1
            above.term_item, above.defined = self._items - 1, False
        self._enter_item(above.term_item, above.lead_in)

    def leave_term(self) -> None:
        """It ends, and introduces the definitions to come."""
        self.flush()
        term = self.container.last.passage.text if self.container.last else ""
        self.leave()
        self.container.term = term

    def enter_definition(self) -> None:
        """A definition begins, introduced by its term."""
        above = self.container
        if above.term_item < 0:
            self._items += 1
            above.term_item = self._items - 1
        self._enter_item(above.term_item, above.term or above.lead_in)

    def leave_definition(self) -> None:
        """It ends: the next term is another item."""
        self.leave()
        self.container.defined = True

    def _enter_item(self, item: int, lead_in: str) -> None:
        self._enter(item=item, lead_in=lead_in)
        if not self.container.footnote:
            self.container.scope = Scope.ITEM

    def enter_quote(self) -> None:
        """A quotation begins; the headings in it are its own."""
        self._enter()
        quote = Quote(self.container.quote, len(self.drafts))
        self._quotes.append(quote)
        self.container.quote = quote
        self.container.above = tuple(self._headings)
        self.container.scope = Scope.QUOTE

    def leave_quote(self) -> None:
        """It ends; a last line such as "— Name, title" says who was quoted."""
        self.flush()
        quote, above = self.container.quote, self.container.above
        if above is not None and above != tuple(self._headings):
            self._headings = list(above)
            self._above = tuple(text for _, text in above)
        self.leave()
        self.container.last = None
        if quote is None or quote.attribution:
            return
        if len(self.drafts) > quote.begin and self.drafts[-1].quote is quote:
            last = self.drafts[-1]
            signed = signature(last.passage)
            if signed is not None:
                quote.credit(signed.name)
                last.dropped = signed.rest is None
                last.passage = signed.rest or last.passage
        self.closed_quote = None if quote.attribution else quote

    def enter_credit(self, quote: Quote | None) -> None:
        """What says who is quoted begins: it is read as the quotation's attribution, not as prose."""
        self._enter()
        self.container.credit = True
        self.container.quote = quote
        self.closed_quote = None

    def enter_footnote(self) -> None:
        """A footnote's own text begins."""
        self.interrupt()
        self._enter(lead_in="")
        self.container.footnote = True
        self.container.scope = Scope.FOOTNOTE

    def enter_table(self, *, layout: bool = False) -> Grid:
        """A table begins; `layout` = one that only arranges a page."""
        self.flush()
        if self.container.cell is not None and self.container.grid is not None:
            self.container.grid.nests = True
        grid = Grid(self._tables, layout=layout)
        self._tables += 1
        self._enter()
        self.container.grid = grid
        self.container.cell = None
        return grid

    def leave_table(self) -> None:
        """It ends: only now is it known which cells head which."""
        self.flush()
        grid = self.container.grid
        self.leave()
        self.container.last = None
        if grid is not None:
            grid.settle()

    def enter_cell(self, cell: GridCell) -> None:
        """A cell begins."""
        self._enter()
        self.container.cell = cell

    def leave(self) -> None:
        """The innermost container ends."""
        self.flush()
        if self.container.parent is not None:
            self.container = self.container.parent

    def _enter(self, *, list_id: int | None = None, item: int | None = None, lead_in: str | None = None) -> None:
        self.flush()
        above = self.container
        self.container = Container(
            above,
            above.scope,
            above.quote,
            above.list_id if list_id is None else list_id,
            above.item if item is None else item,
            above.lead_in if lead_in is None else lead_in,
            above.footnote,
            above.credit,
            above.cell,
            above.grid,
        )

    # The end

    def blocks(self) -> tuple[Block, ...]:
        """Every block, once the whole document is read."""
        self.flush()
        for quote in self._quotes:
            quote.settle()
        ordered = [part for draft in self.drafts if not draft.dropped for part in (draft, *draft.rows)]
        places = {id(draft): number for number, draft in enumerate(ordered)}
        return tuple(draft.block(places) for draft in ordered)


def introduction(text: str) -> str:
    """What of a paragraph introduces the list below it: all of a short one, else its last sentence."""
    if len(text) <= _SHORT:
        return text
    end = 0
    for match in _SENTENCE_END.finditer(text):
        end = match.end()
    return text[end:]
