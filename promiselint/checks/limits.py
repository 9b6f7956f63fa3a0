"""Whether a statement goes past what a feature really offers: amounts, plans, regions, platforms (PL106)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from promiselint.checks._areas import Area, areas, is_offered, offered
from promiselint.checks._heard import LEXICON, customer_names
from promiselint.checks._measures import past_limit, words_of
from promiselint.checks._plans import another_plan
from promiselint.checks._told import breach, counts, feature_of
from promiselint.model.findings import Breach
from promiselint.model.lexicon import Lexicon
from promiselint.model.roadmap import Feature, Stage
from promiselint.model.situation import Situation
from promiselint.model.statements import Kind, Statement

ON = "statement"


@dataclass(frozen=True, slots=True)
class Options:
    """For which kinds; which words name every plan; which areas are loose words for a smaller one.

    `not_places` stand before a place that is no place of use ("from Bilbao to"), `not_platforms` over a word that is
    no platform ("by phone").
    """

    kinds: tuple[Kind, ...] = (Kind.CAPABILITY, Kind.DELIVERY, Kind.RELEASE)
    all_plans: tuple[str, ...] = field(default=("roadmap.all-plans",), metadata=LEXICON)
    not_places: tuple[str, ...] = field(default=("roadmap.place-not-before",), metadata=LEXICON)
    not_platforms: tuple[str, ...] = field(default=("roadmap.platform-not",), metadata=LEXICON)
    score: float = 0.7  # from which the words of a clause alone, without a name, tell which feature it is about
    loose: tuple[str, ...] = ("europe", "eea", "north-america", "mobile", "desktop", "windows")


def check(statement: Statement, situation: Situation, options: Options) -> Iterator[Breach]:
    """Yield one breach on the first amount, plan, region or platform beyond the feature's availability."""
    feature = feature_of(statement, situation)
    if feature is None or feature.stage is Stage.GONE or not counts(statement) or statement.retirement:
        return
    if statement.kind not in options.kinds or _is_guessed(statement, options):
        return
    found = next(_beyond(statement, feature, situation, options), None)
    if found is not None:
        variant, words, limit = found
        yield replace(breach(statement, situation, words=words, limit=limit), variant=variant)


def _is_guessed(statement: Statement, options: Options) -> bool:
    """Whether too little tells which feature the clause is about: "The customer has 500 berths"."""
    about = statement.feature
    return about is not None and about.how == "words" and about.score < options.score


def _beyond(
    statement: Statement, feature: Feature, situation: Situation, options: Options
) -> Iterator[tuple[str, str, str]]:
    """What goes past the availability: (in which respect, the words of the text, what is offered)."""
    offer, text = feature.availability, situation.document.blocks[statement.block].text
    if offer.limits and (past := past_limit(statement, text, feature, situation)):
        yield "quantity", words_of(past[0], text), f"{past[1].measure}: {past[1].max}"
    if offer.plans and (plan := another_plan(statement, offer.plans, situation, options.all_plans)):
        yield "plan", plan, ", ".join(offer.plans)
    if offer.regions and (place := _outside(statement, offer.regions, "region", situation, options)):
        yield "region", place, ", ".join(offer.regions)
    if offer.platforms and (platform := _outside(statement, offer.platforms, "platform", situation, options)):
        yield "platform", platform, ", ".join(offer.platforms)


def _outside(
    statement: Statement, entries: tuple[str, ...], prefix: str, situation: Situation, options: Options
) -> str:
    """The words for a place or platform that none of the entries holds; "" where there is none."""
    proper = prefix == "region"
    allowed = offered(entries, prefix, situation, proper=proper)
    if not allowed or (proper and len(allowed) < len(entries)):  # a region that nobody can place may hold anything
        return ""
    lexicon = situation.lexicon(statement.language)
    # Names that are spelt alike in both languages stand in the English lists.
    read_with = {one.language: one for one in (lexicon, situation.lexicon("en"))}.values()
    for area in areas(statement.text, prefix, read_with, proper=proper):
        aside = _only_a_name(area, statement, situation) or _is_aside(area, statement.text, lexicon, options, proper)
        if not aside and not is_offered(area, allowed, options.loose):
            return area.text
    return ""


def _only_a_name(area: Area, statement: Statement, situation: Situation) -> bool:
    """Whether the word belongs to a feature's, the customer's or a product's name."""
    for mention in statement.mentions:
        if mention.start - statement.start <= area.start and area.end <= mention.end - statement.start:
            return True
    names = [*customer_names(situation), *(product.name for product in situation.roadmap.products)]
    for name in names:
        at = statement.text.find(name)
        if at >= 0 and at <= area.start and area.end <= at + len(name) and len(name) > len(area.text):
            return True
    return False


def _is_aside(area: Area, text: str, lexicon: Lexicon, options: Options, proper: bool) -> bool:
    if proper:
        before = text[max(0, area.start - 40) : area.start].rstrip()
        return any(match.end() == len(before) for name in options.not_places for match in lexicon.every(name, before))
    return any(
        match.start() < area.end and area.start < match.end()
        for name in options.not_platforms
        for match in lexicon.every(name, text)
    )
