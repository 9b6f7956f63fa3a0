"""Which feature a clause is about: its own words first, then its label, row, heading and the sentence before."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass

from promiselint.claims.contexts import Context
from promiselint.claims.linking import STRONG
from promiselint.claims.world import World
from promiselint.model.statements import Mention

_PRONOUN = re.compile(
    r"^(?:(?:it|they|both|its|their|dess|deras|dessa|båda)\b|(?:den|det|de)\s+(?!här\b|där\b|som\b|\w+(?:a|e)\s)"
    r"|(?:this|that|these|detta|denna)\s+"
    r"(?:is|are|was|will|can|lets|makes|means|has|had|ships|arrives|är|blir|kommer|ger)\b)",
    re.I,
)
# "Until then you can …" speaks of something else than what is still to come.
_MEANWHILE = re.compile(
    r"^\W*(?:in the meantime|meanwhile|until then|till then|before then|today you|for now|tills dess|till dess|"
    r"under tiden|fram till dess|innan dess|så länge)\b",
    re.I,
)
_WEAK = 0.62  # share of an alias's telling words that must be there when they do not stand together
_MARGIN = 0.12  # how far the best must be ahead of the next, else it is ambiguous
_JOINED = re.compile(
    r"^[\s,;]*(?:(?:and|or|och|samt|eller|as well as|plus|&)\s+)?(?:(?:the|our|a|an|den|det|vår|vårt|våra)\s+)?$", re.I
)


@dataclass(frozen=True, slots=True)
class About:
    """What a clause is about: the main feature, others promised beside it, others merely named, rivals."""

    feature: Mention | None
    beside: tuple[Mention, ...] = ()
    rivals: tuple[Mention, ...] = ()
    named: tuple[Mention, ...] = ()


def own_mentions(world: World, text: str, language: str, offset: int) -> tuple[Mention, ...]:
    """Features that a stretch of a block names, with offsets into the block's text."""
    return tuple(
        dataclasses.replace(mention, start=mention.start + offset, end=mention.end + offset)
        for mention in world.linker.mentions(text, language)
    )


def about(
    world: World,
    text: str,
    offset: int,
    language: str,
    context: Context,
    row_mentions: Sequence[Mention],
    before: Mention | None,
) -> About:
    """Decide for one clause; `before` is what the previous sentence of the paragraph was about."""
    named = own_mentions(world, text, language, offset)
    strong = [mention for mention in named if mention.score >= STRONG]
    if strong:
        return _by_name(strong, named)
    if _MEANWHILE.match(text):
        return About(None, named=named)
    for mentions, how in ((row_mentions, "row"), (context.label_mentions, "label")):
        if chosen := _first(mentions, how, offset, len(text)):
            return About(chosen, named=named)
    if _PRONOUN.match(text) and before is not None:
        return About(
            dataclasses.replace(before, start=offset, end=offset, how="previous", score=round(before.score * 0.9, 3)),
            named=named,
        )
    weak = world.linker.nearest(text, language, (context.label, context.heading, context.lead_in))
    weak = tuple(mention for mention in weak if mention.score >= _WEAK)
    if weak:
        rivals = tuple(mention for mention in weak[1:4] if mention.score > weak[0].score - _MARGIN)
        best = dataclasses.replace(weak[0], start=offset, end=offset + len(text), score=round(weak[0].score * 0.9, 3))
        if (
            rivals
            and (heading := _first(context.heading_mentions, "heading", offset, len(text)))
            and heading.feature in {mention.feature for mention in (best, *rivals)}
        ):
            return About(heading, named=named)
        return About(None, rivals=(best, *rivals), named=named) if rivals else About(best, named=named)
    for mentions, how in ((context.lead_mentions, "lead-in"), (context.heading_mentions, "heading")):
        if chosen := _first(mentions, how, offset, len(text)):
            return About(chosen, named=named)
    return About(None, named=named)


def _by_name(strong: list[Mention], named: tuple[Mention, ...]) -> About:
    main = strong[0]
    rivals = tuple(other for other in strong[1:] if other.start == main.start and other.end == main.end)
    rest = [other for other in strong[1:] if other not in rivals and other.feature != main.feature]
    if rivals:
        return About(None, tuple(rest), (main, *rivals), named)
    return About(main, tuple(rest), (), named)


def coordinated(main: Mention, other: Mention, text: str, offset: int) -> bool:
    """Whether two mentions are joined as equals: "SSO and SCIM ship in March"."""
    between = text[main.end - offset : other.start - offset]
    return bool(_JOINED.match(between))


def _first(mentions: Sequence[Mention], how: str, offset: int, length: int) -> Mention | None:
    strong = [mention for mention in mentions if mention.score >= STRONG]
    if not strong or len({mention.feature for mention in strong}) > 1:
        return None
    return dataclasses.replace(
        strong[0], start=offset, end=offset + length, how=how, score=round(strong[0].score * 0.9, 3)
    )
