"""Whether a promise that is about no roadmap entry brings something to the product, and what does not bring it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from promiselint.claims.clauses import Clause
from promiselint.claims.kinds import Traits
from promiselint.claims.timing import LEAD_WORDS, dated, is_ahead
from promiselint.claims.utterance import Utterance
from promiselint.claims.world import World
from promiselint.model.documents import Scope
from promiselint.model.lexicon import Lexicon
from promiselint.model.situation import Section
from promiselint.model.statements import Mention

_CAN_NOW = re.compile(
    r"\b(?:can|may) now\b|\bnow (?:can|also|shows?|lets?|accepts?|supports?|includes?|takes?|works?)\b|"
    r"\b(?:kan|går|får) (?:nu|numera)\b|\b(?:visar|tar|klarar|stöder|har) (?:nu|numera)\b",
    re.I,
)
_REPLACED = re.compile(
    r"\b(?:(?:is|are|be|been|being) (?:replaced|superseded|succeeded)|gives? way to|makes? way for|ersätts|ersättas|"
    r"efterträds|byts ut mot|lämnar plats (?:åt|för))\b",
    re.I,
)
# "We expect it to leave beta in Q3": what it is was said elsewhere. "All that we add" announces nothing of itself.
_UNNAMED = re.compile(
    r"^\W*(?:all|everything|anything|whatever|what|allt|det|vad)\s+(?:that|which|som|we|vi)\b|"
    r"\b(?:that|expect|plan for|hope|att)\s+(?:it|this|they|den|det|de|detta|dessa)\b",
    re.I,
)
# A manual for programmers says "will" of what its code does.
_TECHNICAL = re.compile(r"\ufffc|\w\(\)|(?<!\w)__?\w+__?(?!\w)|\b[a-z]+_[a-z_]+\b|(?<!\w)--[a-z]|::")
_ASKS = re.compile(r"^\W*(?:if you|should you|would you|do you|om ni|om du|vill ni|vill du)\b", re.I)
_PRONOUNS = frozenset("it this that they these den det de detta denna dessa".split())
_REACH = 24  # characters from "will" to the verb that it goes with ("will then also build")
LIKELY, _UNLIKELY = 0.7, 0.2  # scores of the delivery head that make a promise, and unmake one


def betters(clause: Clause, feature: Mention | None) -> bool:
    """Whether a feature that is the sentence's subject can now do one thing more, which does not bring it."""
    found = _CAN_NOW.search(clause.text)
    named = feature is not None and feature.how in {"name", "alias"}
    return bool(found and named and feature and feature.end <= clause.start + found.start() + 1)


def replaces(text: str, offset: int, feature: Mention | None) -> bool:
    """Whether the feature is what comes in the place of another: "X is replaced by the feature"."""
    found = _REPLACED.search(text)
    return bool(found and feature and feature.how in {"name", "alias"} and feature.start >= offset + found.end())


def is_product(
    clause: Clause, traits: Traits, utterance: Utterance, world: World, lexicon: Lexicon, scores: Mapping[str, float]
) -> bool:
    """Whether an unlinked delivery brings something to the product: the vendor builds it, or it is to be offered."""
    if traits.service or utterance.context.section in {Section.EVENTS, Section.TIMELINE, Section.CUSTOMER_DUTIES}:
        return False
    if traits.fragment and utterance.block.scope is Scope.ITEM and _announces(utterance, lexicon):
        return True
    if _TECHNICAL.search(clause.text):
        return False
    answer = bool(utterance.asked) and not clause.subject  # "Delivered in autumn": what is, was asked in another cell
    if answer or _UNNAMED.search(clause.text) or clause.subject in _PRONOUNS:
        return False
    likely = scores.get("delivery", 0.5)
    if _by_its_words(clause, traits, utterance, world, lexicon):
        return likely >= _UNLIKELY
    ahead = traits.future or traits.intention or traits.upcoming or traits.announce or traits.deliver
    asks = traits.imperative or _ASKS.search(clause.text) is not None
    return likely >= LIKELY and ahead and not asks and not utterance.row


def _by_its_words(clause: Clause, traits: Traits, utterance: Utterance, world: World, lexicon: Lexicon) -> bool:
    offered = lexicon.holds("claim.offered", clause.text)
    if utterance.row:
        return offered and traits.future
    if not (traits.future or traits.intention or traits.announce):
        return False
    if not (offered or (traits.announce and traits.build) or _builds(clause.text, lexicon)):
        return False
    subject = clause.subject or clause.text
    ours = lexicon.holds("claim.vendor-we", subject) or world.vendor.match(clause.text) is not None
    return ours or offered


def _announces(utterance: Utterance, lexicon: Lexicon) -> bool:
    """Whether the lead-in of a list announces its items: "Coming in 2027:"."""
    lead = utterance.context.lead_in
    if len(lead.split()) > LEAD_WORDS:
        return False
    if lexicon.holds("claim.upcoming", lead):
        return True
    ahead = any(is_ahead(claim, utterance) for claim in dated(lead, utterance.sentence.language, utterance, None))
    return lead.rstrip().endswith(":") and ahead and lexicon.holds("claim.deliver", lead)


def _builds(text: str, lexicon: Lexicon) -> bool:
    """Whether a word of making stands right behind the word that puts it in the future."""
    for name in ("claim.future", "claim.intention"):
        for ahead in lexicon.every(name, text):
            if lexicon.search("claim.build", text, ahead.end(), min(len(text), ahead.end() + _REACH)):
                return True
    return False
