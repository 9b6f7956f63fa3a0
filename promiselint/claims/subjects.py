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
_STANDS_FOR = frozenset(("it", "they", "den", "de", "both", "båda"))
# "… hope to offer such an export", "… does it for you": what was named before.
_SUCH = re.compile(
    r"\b(?:such an? \w+|(?:does|do|handles|doing) (?:it|this|that) for you|en sådan \w+|ett sådant \w+|sådana \w+|"
    r"(?:det|den|detta) (?:åt|för) (?:er|dig))\b",
    re.I,
)
# "Until then you can …" speaks of something else than what is still to come.
_MEANWHILE = re.compile(
    r"^\W*(?:in the meantime|meanwhile|until then|till then|before then|today you|for now|tills dess|till dess|"
    r"under tiden|fram till dess|innan dess|så länge)\b",
    re.I,
)
_WORDED = re.compile(r"[^\W\d_]{3}")
_WEAK = 0.62  # share of an alias's telling words that must be there when they do not stand together
_ENOUGH = 0.5  # score from which it is taken to be meant
COUNTED = 0.75  # what it is worth that an entry's limits count what the text counts
_SHARED = 0.4  # what shared words add to nearness in sense
_FEW = 0.15  # what a smaller share of them adds
_TOGETHER = 0.42  # score from which a label and what follows it mean an entry together
_FAR = 0.25  # and how far at most it counts to be ahead
_AHEAD = 0.05  # how far the best must be ahead of the next, else it is ambiguous
_ROUGHLY = 0.33  # how near the sums of word pieces must be for such a clause to be looked at in earnest
_EITHER = 0.62  # score from which sense alone tells that it must be one of several
_PLAINLY, _WELL_AHEAD = 0.5, 0.12  # what sense alone must reach where a clause only says what something does
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
    subject: str = "",
    *,
    weighty: bool = True,
    claimed: bool = False,
    labelled: bool = False,
) -> About:
    """Decide for one clause; `before` is what the sentence before was about, `subject` the clause's own subject.

    `weighty` tells that it could break a rule, `claimed` that it says at least what something does, `labelled` that a
    run-in title before it tells what it is about.
    """
    named = own_mentions(world, text, language, offset)
    strong = [mention for mention in named if mention.score >= STRONG]
    if strong:
        return _by_name(strong, named)
    if _MEANWHILE.match(text):
        return About(None, named=named)
    for mentions, how in ((row_mentions, "row"), (context.label_mentions, "label")):
        if chosen := _first(mentions, how, offset, len(text)):
            return About(chosen, named=named)
    if (_PRONOUN.match(text) or subject in _STANDS_FOR or _SUCH.search(text)) and before is not None:
        return About(
            dataclasses.replace(before, start=offset, end=offset, how="previous", score=round(before.score * 0.9, 3)),
            named=named,
        )
    around = (context.label, context.heading, context.lead_in)
    ranked = evidence(world, text, language, offset, around, weighty=weighty, claimed=claimed) if text else []
    sure = None
    if context.label and not clearly(ranked):
        ranked, sure = _with_label(world, text, offset, language, context, ranked, weighty=weighty, labelled=labelled)
    if found := sure or _measured(world, text, language, offset, ranked):
        return About(found, named=named)
    if clearly(ranked):
        return About(ranked[0], named=named)
    if ranked and ranked[0].score >= _ENOUGH:
        rivals = _rivals(ranked)
        heading = _first(context.heading_mentions, "heading", offset, len(text))
        if heading and heading.feature in {mention.feature for mention in rivals}:
            return About(heading, named=named)
        return About(None, rivals=rivals, named=named)
    for mentions, how in ((context.lead_mentions, "lead-in"), (context.heading_mentions, "heading")):
        if chosen := _first(mentions, how, offset, len(text)):
            return About(chosen, named=named)
    return About(None, named=named)


def _measured(world: World, text: str, language: str, offset: int, ranked: Sequence[Mention]) -> Mention | None:
    """The entry whose limits alone count what the text counts, or of several such the nearest in sense."""
    counted = world.measures.counted(text, language)
    near = next((one.feature for one in ranked[:1] if one.feature in counted), None)
    chosen = next(iter(counted)) if len(counted) == 1 else near
    if chosen is None or (ranked and clearly(ranked) and ranked[0].feature != chosen):
        return None
    return Mention(chosen, COUNTED, offset, offset + len(text), "measure")


def clearly(ranked: Sequence[Mention], enough: float | None = None) -> bool:
    """Whether the first of the entries is near enough, and ahead of the next; the further ahead, the less near."""
    if not ranked:
        return False
    ahead = min(ranked[0].score - ranked[1].score, _FAR) if len(ranked) > 1 else _FAR
    return ahead >= _AHEAD and ranked[0].score + ahead / 2 >= (_ENOUGH if enough is None else enough) + _AHEAD / 2


def evidence(
    world: World,
    text: str,
    language: str,
    offset: int,
    around: Sequence[str],
    *,
    weighty: bool = True,
    claimed: bool = False,
) -> list[Mention]:
    """Entries that the text may be about without naming them, best first: how near in sense, how many shared words.

    The score is the cosine of the senses and, weighted, the share of an alias's words that is there. Shared words
    alone are not enough: that entry must also be the nearest in sense, or as good as. `around` lends words to what
    the text itself shares with an entry.
    """
    if not _WORDED.search(text):  # "12 | n/a" means no feature
        return []
    shared = {one.feature: one.score for one in world.linker.nearest(text, language, around)}
    worded = max(shared.values(), default=0.0) >= _WEAK
    if not (weighty or worded or claimed):
        return []
    earnest = weighty or worded
    ranked = world.meant.ranked
    meant = ranked(text, language) if earnest else ranked(text, language, roughly=_ROUGHLY)
    if not meant or not (earnest or _plainly(meant)):
        return []
    found = [
        dataclasses.replace(
            one,
            start=offset,
            end=offset + len(text),
            score=round(one.score + _weight_of(shared.get(one.feature, 0.0), meant[0].score - one.score), 3),
            how="words" if shared.get(one.feature, 0.0) >= _WEAK else "meaning",
        )
        for one in meant
        if one.score > meant[0].score - _FAR
    ]
    return sorted(found, key=lambda one: (-one.score, one.feature))


def _rivals(ranked: Sequence[Mention]) -> tuple[Mention, ...]:
    """The entries that the text may be about as well; none where several are merely a little like it."""
    if ranked[0].how == "meaning" and ranked[0].score < _EITHER:
        return ()
    return tuple(one for one in ranked[:4] if one.score >= ranked[0].score - _AHEAD)


def _plainly(meant: Sequence[Mention]) -> bool:
    """Whether the sense alone leaves no doubt."""
    ahead = meant[0].score - meant[1].score if len(meant) > 1 else _FAR
    return meant[0].score >= _PLAINLY and ahead >= _WELL_AHEAD


def _with_label(
    world: World,
    text: str,
    offset: int,
    language: str,
    context: Context,
    ranked: list[Mention],
    *,
    weighty: bool,
    labelled: bool,
) -> tuple[list[Mention], Mention | None]:
    """The entries ranked by a run-in title and what follows it, read as one; and the one that both mean together."""
    if weighty:
        around = (context.heading, context.lead_in)
        both = evidence(world, f"{context.label}: {text}", language, offset, around)
        if clearly(both):
            return [dataclasses.replace(one, end=offset + len(text)) for one in both], None
    if not labelled:
        return ranked, None
    each = together(world, context.label, text, language, offset)
    return ranked, each[0] if clearly(each, _TOGETHER) else None


def together(world: World, first: str, second: str, language: str, offset: int) -> list[Mention]:
    """Entries that two texts mean together, a label and what follows it: the mean of how near each of them is."""
    whole = {one.feature: one for one in world.meant.ranked(second, language)}
    if not whole or not _WORDED.search(first):
        return []
    near = {one.feature: one.score for one in world.meant.ranked(first, language)}
    found = [
        dataclasses.replace(
            one,
            start=offset,
            end=offset + len(second),
            how="together",
            score=round((one.score + near.get(one.feature, 0.0)) / 2, 3),
        )
        for one in whole.values()
    ]
    return sorted(found, key=lambda one: (-one.score, one.feature))


def _weight_of(share: float, behind: float) -> float:
    """What shared words add: little where less than most of an alias is there, nothing far behind the nearest."""
    if behind >= _AHEAD:
        return 0.0
    return _SHARED * share if share >= _WEAK else _FEW * share


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
