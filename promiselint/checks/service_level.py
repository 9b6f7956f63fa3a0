"""Whether a service level that the vendor states is one the company has committed to (PL302)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from promiselint.checks._amounts import Amount, amounts
from promiselint.checks._heard import LEXICON, QUIET_SECTIONS, block_of, repeats_its_cells, under, vendor_says
from promiselint.model.documents import Block, Cell, Scope
from promiselint.model.findings import Breach
from promiselint.model.lexicon import Lexicon
from promiselint.model.roadmap import ServiceLevel
from promiselint.model.situation import Said, Situation
from promiselint.model.statements import Firmness

ON = "sentence"

AVAILABILITY = "availability"
_PREFIX = "wording.service-"
_BY_PRIORITY = {"response", "resolution", "onsite"}  # given for each class of incident; the others for the service
_NEAR = 45  # characters between a measure ("response time") and its value without "within"
_FAR = 110  # … and with it
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Options:
    """Which measures are service levels: each X has lists `wording.service-X` (nouns) and `-X-act` (verbs)."""

    measures: tuple[str, ...] = (
        AVAILABILITY,
        "response",
        "resolution",
        "recovery-point",
        "recovery",
        "onsite",
        "supply",
    )
    priorities: tuple[str, ...] = ("1", "2", "3", "4", "other")  # lists `wording.service-priority-X`
    limits: tuple[str, ...] = field(default=("wording.service-limit",), metadata=LEXICON)  # "within", "at most"
    no_limits: tuple[str, ...] = field(
        default=("wording.service-no-limit",), metadata=LEXICON
    )  # right before a value: "after", "every"
    unless: tuple[str, ...] = field(default=("wording.service-past", "wording.service-unless"), metadata=LEXICON)
    not_under: tuple[str, ...] = field(
        default=("wording.service-not-under",), metadata=LEXICON
    )  # column headings and headings of measured values
    negated: tuple[str, ...] = field(default=("wording.service-negated",), metadata=LEXICON)
    head: str = "service-level"  # the trained head that is asked beside the words:
    sure: float = 0.7  # from this score on a value is a service level though no measure is named,
    doubt: float = 0.01  # below this one it is none, though one is
    shortest: int = 60  # seconds; what is quicker is the product's own speed


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of what is said that is read by itself, and what stands around it, the nearest first."""

    text: str
    offset: int
    around: tuple[str, ...]
    tabular: bool


def check(said: Said, situation: Situation, options: Options) -> Iterator[Breach]:
    """Yield one breach for the first value that no entry of service_levels backs."""
    for stated in _stated(said, situation, options):
        breach = _judge(said, stated, situation, options)
        if breach is not None:
            yield replace(breach, score=stated.score, worded=not stated.alone)
            return


def states(said: Said, situation: Situation, options: Options) -> bool:
    """Whether the vendor states a service level there, backed or not."""
    return any(True for _ in _stated(said, situation, options))


def backed_by(said: Said, situation: Situation, options: Options | None = None) -> ServiceLevel | None:
    """The entry of service_levels that the sentence's first value is about, kept or not; None where there is none."""
    asked = options or Options()
    for stated in _stated(said, situation, asked):
        entries = _entries(said, stated, situation, asked)
        if entries:
            return entries[0]
    return None


@dataclass(frozen=True, slots=True)
class _Stated:
    """One value that is a service level, by its words or, `alone`, by what the head says of the sentence."""

    part: _Part
    amount: Amount
    measure: str | None
    named: tuple[ServiceLevel, ...]
    score: float | None
    alone: bool


def _stated(said: Said, situation: Situation, options: Options) -> Iterator[_Stated]:
    """Every value that the vendor states as a service level, in their order."""
    if not vendor_says(said) or said.section.value in QUIET_SECTIONS or repeats_its_cells(said, situation):
        return
    lexicon = situation.lexicon(said.language)
    if under(options.not_under, said, situation) or _is_denied(said, situation):
        return
    for part in _parts(said, situation):
        if _spoken_of_otherwise(part, lexicon, options):
            continue
        for amount in amounts(part.text, lexicon):
            measure = _measure(part, amount, lexicon, options)
            named = _entries_named(part, amount, situation)
            score = said.scores.get(options.head)
            alone = measure is None and not named
            if alone and (score is None or score < options.sure or not _is_limited(part, amount, lexicon, options)):
                continue
            if score is not None and score < options.doubt:
                continue
            yield _Stated(part, amount, measure, named, score, alone)


def _is_denied(said: Said, situation: Situation) -> bool:
    """Whether all that the sentence states is denied: "we do not commit to 99.99%"."""
    stated = [s for s in situation.stated_in(said.block) if s.start < said.end and said.start < s.end]
    return bool(stated) and all(s.firmness is Firmness.NEGATED for s in stated)


def _is_limited(part: _Part, amount: Amount, lexicon: Lexicon, options: Options) -> bool:
    """Whether a value without a measure is one that is kept: "within two hours", not "for two hours"."""
    if amount.unit == "s" and amount.value < options.shortest:
        return False
    before = part.text[max(0, amount.start - 40) : amount.start]
    return _ends_with(options.limits, before, lexicon) and not _ends_with(options.no_limits, before, lexicon)


def _parts(said: Said, situation: Situation) -> Iterator[_Part]:
    block = block_of(said, situation)
    above = tuple(text for text in (block.lead_in, *reversed(block.headings)) if text)
    if block.scope is Scope.ROW and said.context:  # an answer, beside the requirement that it answers
        yield _Part(said.text, 0, (said.context, *above), tabular=True)
        if said.granted:
            yield _Part(said.context, 0, above, tabular=True)
    elif block.scope is Scope.ROW:
        for start, end, index in block.cells:
            if index >= 0 and situation.document.blocks[index].cell is not None:
                around = (*_row_around(index, situation), *above)
                yield _Part(block.text[start:end], start - said.start, around, tabular=True)
        if not block.cells:
            yield _Part(said.text, 0, above, tabular=True)
    elif block.cell is not None:
        yield _Part(said.text, 0, (*_row_around(said.block, situation), *above), tabular=True)
    else:
        yield _Part(said.text, 0, above, tabular=False)


def _row_around(index: int, situation: Situation) -> tuple[str, ...]:
    """The column's heading, then the row's other cells with the heading over the first of them."""
    cell = situation.document.blocks[index].cell
    if cell is None:
        return ()
    row = _row_of(index, cell, situation.document.blocks)
    others = [one.text for one in row if one.cell is not None and one.cell.column != cell.column]
    first = next((one.cell.column_heading for one in row if one.cell is not None and one.cell.column == 0), "")
    return (cell.column_heading, f"{first} {' | '.join(others)}")


def _row_of(index: int, cell: Cell, blocks: Sequence[Block]) -> list[Block]:
    """The cells of a cell's row: they stand beside it, with nothing of the table's other rows between them."""
    found: list[Block] = []
    for way in (range(index - 1, -1, -1), range(index, len(blocks))):
        beside: list[Block] = []
        for number in way:
            other = blocks[number].cell
            if other is None and blocks[number].scope is not Scope.ROW:
                break
            if other is not None and other.table == cell.table:
                if other.row != cell.row:
                    break
                beside += [blocks[number]] if blocks[number].scope is Scope.CELL else []
        found = [*reversed(beside), *found] if way.step < 0 else [*found, *beside]
    return found


def _spoken_of_otherwise(part: _Part, lexicon: Lexicon, options: Options) -> bool:
    if any(lexicon.holds(name, part.text) for name in options.unless):
        return True
    return part.tabular and any(lexicon.holds(name, text) for name in options.not_under for text in part.around[:2])


def _measure(part: _Part, amount: Amount, lexicon: Lexicon, options: Options) -> str | None:
    """Which measure a value is of: the nearest that is named in its own text, else in its row or under its heading."""
    fitting = [m for m in options.measures if (m == AVAILABILITY) == (amount.unit == "%")]
    if amount.unit == "s" and amount.value < options.shortest:
        return None
    before = part.text[max(0, amount.start - 40) : amount.start]
    if _ends_with(options.no_limits, before, lexicon) or _overlaps(options.negated, part.text, amount, lexicon):
        return None
    limited = _ends_with(options.limits, before, lexicon)
    found: list[tuple[int, str]] = []
    for measure in fitting:
        for match in lexicon.every(_PREFIX + measure, part.text):
            distance = _distance(match, amount)
            if distance <= (_FAR if limited or amount.unit == "%" else _NEAR):
                found.append((distance, measure))
        if limited or part.tabular:
            acts = (_distance(match, amount) for match in lexicon.every(f"{_PREFIX}{measure}-act", part.text))
            found.extend((distance, measure) for distance in acts if distance <= _FAR)
    if found:
        return min(found)[1]
    return _measure_around(part, amount, fitting, lexicon)


def _measure_around(part: _Part, amount: Amount, fitting: list[str], lexicon: Lexicon) -> str | None:
    """In a table the measure stands in the row or over the column; elsewhere a bare value takes it from above."""
    bare = len(_WORD.findall(part.text[: amount.start])) + len(_WORD.findall(part.text[amount.end :])) <= 6
    around = part.around if part.tabular else part.around[:1] if bare else ()
    for text in around:
        for measure in fitting:
            if lexicon.holds(_PREFIX + measure, text) or lexicon.holds(f"{_PREFIX}{measure}-act", text):
                return measure
    return None


def _distance(match: re.Match[str], amount: Amount) -> int:
    return max(amount.start - match.end(), match.start() - amount.end, 0)


def _ends_with(lists: Iterable[str], before: str, lexicon: Lexicon) -> bool:
    end = len(before.rstrip())
    return any(match.end() == end for name in lists for match in lexicon.every(name, before))


def _overlaps(lists: Iterable[str], text: str, amount: Amount, lexicon: Lexicon) -> bool:
    return any(
        match.start() < amount.end and amount.start <= match.end() + 1
        for name in lists
        for match in lexicon.every(name, text)
    )


def _entries(said: Said, stated: _Stated, situation: Situation, options: Options) -> tuple[ServiceLevel, ...]:
    lexicon = situation.lexicon(said.language)
    return stated.named or _entries_for(stated.part, stated.measure or "", situation, lexicon, options)


def _judge(said: Said, stated: _Stated, situation: Situation, options: Options) -> Breach | None:
    amount, measure = stated.amount, stated.measure or ""
    entries = _entries(said, stated, situation, options)
    values = {"words": stated.part.text[amount.start : amount.end], "said": said.text, "measure": measure}
    if not entries:
        return Breach(said.block, said.start, said.end, values={**values, "entry": "", "limit": ""}, variant="none")
    limits = [(entry, limit) for entry in entries if (limit := _limit(entry, amount.unit, situation)) is not None]
    if not limits or not all(_stronger(amount, limit) for _, limit in limits):
        return None
    entry = limits[0][0]
    return Breach(said.block, said.start, said.end, values={**values, "entry": entry.name, "limit": entry.value})


def _stronger(amount: Amount, limit: float) -> bool:
    slack = 1e-9
    return amount.value > limit + slack if amount.unit == "%" else amount.value < limit - slack


def _limit(entry: ServiceLevel, unit: str, situation: Situation) -> float | None:
    for lexicon in situation.lexicons.values():
        for amount in amounts(entry.value, lexicon):
            if amount.unit == unit:
                return amount.value
    return None


def _names(entry: ServiceLevel) -> tuple[str, ...]:
    return (entry.name, *(alias.text for alias in entry.aliases))


def _entries_for(
    part: _Part, measure: str, situation: Situation, lexicon: Lexicon, options: Options
) -> tuple[ServiceLevel, ...]:
    """The entries of this measure that are for the same priority, or for none where the text names none."""
    entries = [e for e in situation.roadmap.service_levels if _is_of(e, measure, situation)]
    if measure not in _BY_PRIORITY:
        return tuple(entries)
    priority = _priority((part.text, *part.around), lexicon, options)
    of_entry = {entry.id: _entry_priority(entry, situation, options) for entry in entries}
    exact = [entry for entry in entries if of_entry[entry.id] == priority]
    if not exact and priority != "1":
        exact = [entry for entry in entries if of_entry[entry.id] in {"", "other"}]
    if not exact:
        exact = [entry for entry in entries if of_entry[entry.id] == ""]
    text = " ".join((part.text, *part.around)).casefold()
    shared = {e.id: sum(word in text for word in _entry_words(e)) for e in exact}
    best = max(shared.values(), default=0)
    return tuple(entry for entry in exact if shared[entry.id] == best)


def _entry_words(entry: ServiceLevel) -> set[str]:
    return {word.casefold() for name in _names(entry) for word in _WORD.findall(name) if len(word) > 3}


def _is_of(entry: ServiceLevel, measure: str, situation: Situation) -> bool:
    """Whether an entry is of this measure: the first measure, in either language, that its name or an alias holds."""
    order = (AVAILABILITY, "recovery-point", "recovery", "resolution", "onsite", "supply", "response")
    for name in _names(entry):
        for candidate in order:
            for lexicon in situation.lexicons.values():
                if lexicon.holds(_PREFIX + candidate, name) or lexicon.holds(f"{_PREFIX}{candidate}-act", name):
                    return candidate == measure
    return False


def _priority(texts: Iterable[str], lexicon: Lexicon, options: Options) -> str:
    for text in texts:
        for priority in options.priorities:
            if lexicon.holds(f"{_PREFIX}priority-{priority}", text):
                return priority
    return ""


def _entry_priority(entry: ServiceLevel, situation: Situation, options: Options) -> str:
    for lexicon in situation.lexicons.values():
        found = _priority(_names(entry), lexicon, options)
        if found:
            return found
    return ""


def _entries_named(part: _Part, amount: Amount, situation: Situation) -> tuple[ServiceLevel, ...]:
    """Entries whose own name or alias, of two words or more, stands in the text or its row as it is written."""
    texts = (part.text, *(part.around[:2] if part.tabular else ()))
    found = []
    for entry in situation.roadmap.service_levels:
        stands = any(
            len(name.split()) > 1 and name.casefold() in text.casefold() for name in _names(entry) for text in texts
        )
        if stands and _limit(entry, amount.unit, situation) is not None:
            found.append(entry)
    return tuple(found)
