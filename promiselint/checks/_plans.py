"""The plans that a statement says a feature is part of, as people say them: "your Business plan", a table's column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from promiselint.model.documents import Block, Scope
from promiselint.model.lexicon import Lexicon
from promiselint.model.situation import Situation
from promiselint.model.statements import Statement

PLAN_WORD, PLAN_NOUN = "roadmap.plan-word", "roadmap.plan-noun"
BEFORE, NOT_BEFORE, YES = "roadmap.plan-before", "roadmap.plan-not-before", "roadmap.yes"
_NAME_BEFORE = re.compile(r"(?<![\w-])(?P<name>[A-ZÅÄÖ][\w&+]*(?:[ \u00a0][A-ZÅÄÖ\d][\w&+]*){0,2})[ \u00a0-]$")
_REACH = 24  # characters in which "not" or "from" belongs to the plan behind it
_ALL_OF_THEM = 3  # plans that a roadmap must know before naming them all can mean every plan


def known_plans(situation: Situation) -> tuple[str, ...]:
    """Every plan that some feature of the roadmap is sold in, the longest names first."""
    names = {plan for feature in situation.features.values() for plan in feature.availability.plans}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def another_plan(statement: Statement, plans: Sequence[str], situation: Situation, every: Sequence[str]) -> str:
    """The words for a plan beyond `plans` that a statement includes the feature in; "" where there is none."""
    lexicon = situation.lexicon(statement.language)
    block = situation.document.blocks[statement.block]
    known = known_plans(situation)
    own = {plan.casefold() for plan in plans}
    if block.scope is Scope.ROW and (column := _column_beyond(block, own, known, situation, lexicon)):
        return column
    all_known = len(known) >= _ALL_OF_THEM and own >= {plan.casefold() for plan in known}
    for name in () if all_known else every:
        if found := lexicon.search(name, statement.text):
            return found.group()
    said = (*_said(statement, known, situation, lexicon), *_unheard_of(statement, known, situation, lexicon))
    return next((plan for plan in said if plan.casefold() not in own), "")


def _said(statement: Statement, known: Sequence[str], situation: Situation, lexicon: Lexicon) -> Iterator[str]:
    text = statement.text
    named = [(m.start - statement.start, m.end - statement.start) for m in statement.mentions]
    taken: list[tuple[int, int]] = []
    for plan in known:
        for found in re.finditer(rf"(?<!\w){re.escape(plan)}", text):
            start, end = found.span()
            if any(low < end and start < high for low, high in (*taken, *named)):
                continue
            if _is_plan(plan, text, start, end, situation, lexicon):
                taken.append((start, end))
                yield plan


def _unheard_of(statement: Statement, known: Sequence[str], situation: Situation, lexicon: Lexicon) -> Iterator[str]:
    """Names that can only be plans, though no feature is sold in them: "your Quay Start plan"."""
    text = statement.text
    named = [(m.start - statement.start, m.end - statement.start) for m in statement.mentions]
    for start, noun in ((found.start(), found.group()) for found in lexicon.every(PLAN_NOUN, text)):
        found = _NAME_BEFORE.search(text, 0, start)
        if found is None or noun[0].isupper() or any(low < found.end() and found.start() < high for low, high in named):
            continue
        name, before = found["name"], text[: found.start()]
        told = any(name == one or name.endswith(f" {one}") for one in known)
        if told or not _without_products(name, situation).strip() or lexicon.holds(NOT_BEFORE, before[-_REACH:]):
            continue
        if _ends_with((BEFORE,), before, lexicon):
            yield name


def _is_plan(plan: str, text: str, start: int, end: int, situation: Situation, lexicon: Lexicon) -> bool:
    """Whether a plan's name stands for the plan: "Business" is a word of its own too."""
    before, after = text[:start], text[end:]
    tail = before[-_REACH:]
    if lexicon.holds(NOT_BEFORE, tail) and not re.search(r"[,;:]", tail):
        return False
    rest = after.lstrip("-‑ \u00a0")
    word = lexicon.search(PLAN_WORD, rest)
    if word is not None and word.start() == 0:
        return True
    if after[:1].isalnum():
        return False
    if re.match(r" [A-ZÅÄÖ]", after) and not any(rest.startswith(other) for other in known_plans(situation)):
        return False
    return " " in plan or _ends_with((BEFORE, PLAN_WORD), _without_products(before, situation), lexicon)


def _without_products(before: str, situation: Situation) -> str:
    """The text before a plan without the product's name: "in Northport Basic"."""
    bare = before.rstrip()
    for product in situation.roadmap.products:
        for name in (product.name, *product.name.split()[-1:], *(alias.text for alias in product.aliases)):
            if bare.endswith(name):
                return bare.removesuffix(name)
    return bare


def _ends_with(names: Sequence[str], before: str, lexicon: Lexicon) -> bool:
    tail = before[-40:].rstrip()
    return any(found.end() == len(tail) for name in names for found in lexicon.every(name, tail))


def _column_beyond(row: Block, own: set[str], known: Sequence[str], situation: Situation, lexicon: Lexicon) -> str:
    """The heading of a plan's column in which a row says yes, where the feature is not in that plan."""
    cells = [
        (row.text[start:end], cell)
        for start, end, index in row.cells
        if index >= 0 and (cell := situation.document.blocks[index].cell) is not None
    ]
    folded = {plan.casefold() for plan in known}
    columns = [(text, cell.column_heading.strip()) for text, cell in cells if cell.column > 0]
    if not any(_bare(heading, lexicon) in folded for _, heading in columns):
        return ""
    for text, heading in columns:
        found = lexicon.search(YES, text.strip())
        said_yes = found is not None and found.group() == text.strip().rstrip(".!")
        if heading and said_yes and _bare(heading, lexicon) not in own:
            return heading
    return ""


def _bare(heading: str, lexicon: Lexicon) -> str:
    """A column's heading without the word for a plan: "Business plan" is Business."""
    found = next((m for m in lexicon.every(PLAN_WORD, heading) if m.end() == len(heading) and m.start() > 0), None)
    return (heading[: found.start()] if found else heading).strip().casefold()
