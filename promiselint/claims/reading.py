"""One sentence, fragment or row to statements: its clauses, their dates, what they are about, what they say."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from promiselint.claims import kinds, quantities, subjects, weighing
from promiselint.claims.clauses import Clause, split
from promiselint.claims.contexts import Context, verdict_of
from promiselint.claims.dates import Calendar, occasion_of
from promiselint.claims.dates import find as find_dates
from promiselint.claims.kinds import Standing, Traits
from promiselint.claims.speaker import Voices
from promiselint.claims.world import World
from promiselint.model.documents import Block, Document, Scope
from promiselint.model.language import Sentence
from promiselint.model.lexicon import Lexicon
from promiselint.model.roadmap import Stage
from promiselint.model.situation import Section
from promiselint.model.statements import DateClaim, DateRole, Firmness, Kind, Mention, Speaker, Statement
from promiselint.model.time import Granularity

_E = __import__('os').environ
_OUTLOOK_KINDS = frozenset((Section.OUTLOOK,))
_QUOTED_LABEL = re.compile(r"[“”\"«»„]([^“”\"«»„]{1,60})[“”\"«»„]")
_AHEAD_OF = re.compile(
    r"\b(?:ahead|in advance|into the future|framåt|i förväg|fram i tiden)\b|"
    r"\b(?:over|for|of) the (?:next|coming) (?:\w+ )?(?:hours|days|weeks|months|years)\b|"
    r"\b(?:för )?(?:de|den) (?:närmaste|kommande|nästa) (?:\w+ )?(?:timmarna|dagarna|veckorna|månaderna|åren|dygnet|timmen)\b",
    re.I,
)
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
_PRONOUNS = frozenset("it this that they these den det de detta denna dessa".split())
_LEAD_WORDS = 12  # up to which a paragraph before a list is its introduction ("Coming in Q2 2027:")
_LABEL_WORDS = 6  # up to which a quotation is a name rather than speech
_REACH = 24  # characters from "will" to the verb that it goes with ("will then also build")
_QUITE = float(_E.get('QUITE','0.52'))  # score from which weak evidence counts for a capability of something that is not out
_NOTHING_SAID = float(_E.get('NONE','0.75'))  # score from which a clause is taken to say nothing of a product
_LIKELY, _UNLIKELY = float(_E.get('LIKELY','0.6')), float(_E.get('UNLIKELY','0.15'))  # scores that make, unmake a promise
_RETIREMENT_SECTIONS = frozenset((Section.REMOVED,))


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence with all that it is read with. `asked` is the requirement that an answer cell answers."""

    document: Document
    index: int
    number: int
    block: Block
    sentence: Sentence
    context: Context
    speaker: Speaker
    calendar: Calendar
    customer: str
    row: bool = False
    asked: str = ""
    verdict: str = ""
    bare: bool = False  # the sentence is a bare Yes / No / Planned


def statements_of(
    utterance: Utterance, world: World, voices: Voices, row_mentions: Sequence[Mention], before: Mention | None
) -> tuple[Statement, ...]:
    """The statements of one utterance, in order; empty where nothing is said of a product."""
    lexicon = world.lexicon(utterance.sentence.language)
    if utterance.speaker is not Speaker.VENDOR:
        return ()
    if utterance.bare and utterance.verdict:
        return tuple(_bare_answer(utterance, row_mentions))
    parts = (_whole(utterance.sentence),) if utterance.row else split(utterance.sentence)
    timing = _timing(utterance, lexicon)
    found: list[Statement] = []
    for clause in parts:
        found += _clause(utterance, clause, parts, timing, row_mentions, before, world, voices, lexicon)
        before = next((s.feature for s in reversed(found) if s.feature), before)
    return tuple(found)


def _whole(sentence: Sentence) -> Clause:
    return Clause(sentence.start, sentence.end, sentence.text, sentence.tokens, None, "")


def _timing(utterance: Utterance, lexicon: Lexicon) -> tuple[DateClaim, ...]:
    """Every date of the sentence with its role, and those of its lead-in or heading where it has none itself."""
    sentence = utterance.sentence
    text = utterance.block.text[sentence.start : sentence.end]
    titles = [end for start, end in utterance.block.links if start == 0 and end < len(utterance.block.text)]
    # A link that opens an item is the title of something else, and so is what it dates.
    own = tuple(
        one
        for one in _dated(text, sentence.language, utterance, sentence.start)
        if not titles or one.start >= titles[0]
    )
    promised = any(lexicon.holds(name, f"{_columns(utterance)} {text}") for name in ("claim.future", "claim.intention"))
    if promised or utterance.context.section is Section.OUTLOOK:
        # "Will be launched in the first half of 2026" is a promise, though its time is over.
        own = tuple(dataclasses.replace(one, role=DateRole.OTHER) if one.role is DateRole.PAST else one for one in own)
    if any(claim.role in {DateRole.DELIVERY, DateRole.OTHER} for claim in own):
        return own
    context = utterance.context
    # A heading dates the items and rows right under it; the document's own title dates nothing.
    dated = utterance.block.scope in {Scope.ITEM, Scope.ROW} and len(utterance.block.headings) > 1
    lead = context.lead_in.rstrip()
    introduced = lead if lead.endswith(":") and len(lead.split()) <= _LEAD_WORDS else ""
    for around in (context.label, introduced, context.heading if dated else ""):
        if around and around not in text and (lent := _dated(around, sentence.language, utterance, None)):
            ahead = [claim for claim in lent if _is_ahead(claim, utterance)]
            if ahead:
                return (*own, *(dataclasses.replace(claim, start=sentence.start, end=sentence.end) for claim in ahead))
    return own


def _dated(text: str, language: str, utterance: Utterance, offset: int | None) -> tuple[DateClaim, ...]:
    names = (utterance.customer,) if utterance.customer else ()
    claims = []
    for claim in find_dates(text, language, utterance.calendar, names):
        role = occasion_of(claim, text, language, utterance.calendar) or DateRole.OTHER
        moved = dataclasses.replace(claim, role=role)
        claims.append(
            moved if offset is None else dataclasses.replace(moved, start=claim.start + offset, end=claim.end + offset)
        )
    return tuple(claims)


def _is_ahead(claim: DateClaim, utterance: Utterance) -> bool:
    last, today = claim.window.last or claim.window.first, utterance.calendar.reference
    if last == today and claim.window.granularity is Granularity.DAY:
        return False  # "available today" is no promise for later
    return claim.role is DateRole.OTHER and (last is None or last >= today)


def _bare_answer(utterance: Utterance, row_mentions: Sequence[Mention]) -> Iterator[Statement]:
    """A "Yes" beside a requirement is a capability statement on the requirement's feature (contract §5.1)."""
    sentence = utterance.sentence
    if utterance.verdict != "yes" or not row_mentions:
        return
    low = utterance.block.text.find(utterance.asked)
    amounts = quantities.find(utterance.asked, sentence.language)
    moved = tuple(dataclasses.replace(one, start=one.start + low, end=one.end + low) for one in amounts)
    about = dataclasses.replace(row_mentions[0], start=sentence.start, end=sentence.end, how="row")
    yield Statement(
        utterance.index, utterance.number, sentence.start, sentence.end, sentence.text, sentence.language,
        Kind.CAPABILITY, Firmness.FIRM, Speaker.VENDOR, (), about, (), moved,
        reasons=("a bare yes to the requirement beside it",),
    )  # fmt: skip


def _clause(
    utterance: Utterance, clause: Clause, parts: Sequence[Clause], timing: Sequence[DateClaim],
    row_mentions: Sequence[Mention], before: Mention | None, world: World, voices: Voices, lexicon: Lexicon,
) -> list[Statement]:  # fmt: skip
    text = _QUOTED_LABEL.sub(_blanked, clause.text)
    if _is_customers(clause, text, voices, lexicon):
        return []
    lead = _lead(utterance, clause)
    traits = kinds.traits_of(clause, text, lead, lexicon)
    if utterance.row and _all_refused(utterance, lexicon):
        traits = dataclasses.replace(traits, negated=True)
    dates = _own_dates(clause, parts, timing)
    topic = subjects.about(
        world, text, clause.start, utterance.sentence.language, utterance.context, row_mentions, before,
        clause.subject, weighty=_is_weighty(utterance, traits, dates),
    )  # fmt: skip
    if clause.coordinate and topic.feature is None and not clause.subject and before is not None:
        topic = dataclasses.replace(topic, feature=dataclasses.replace(before, how="previous"))
    standing = _standing(utterance, topic.feature, world, lexicon)
    kind, why = kinds.kind_of(traits, [d for d in dates if _is_due(d, utterance, traits)], standing)
    kind, why = _adjusted(
        kind,
        why,
        utterance,
        traits,
        topic,
        dates,
        in_label=clause.end <= utterance.context.label_end + 1,
        unreleased=_surely(standing, topic),
    )
    scores = _weighed(utterance, clause, kind, traits, topic, dates, world)
    if kind is Kind.DELIVERY and _is_horizon(clause, traits, dates) and scores.get("delivery", 0.0) < 0.5:
        kind, why = Kind.CAPABILITY, "looks ahead by so long, which is what it does"
    topic = _dropped(topic, kind, traits, standing, scores)
    statement = _statement(utterance, clause, kind, traits, topic, dates, why, world, lexicon, scores)
    return [statement, *_beside(statement, topic, clause)]


def _is_weighty(utterance: Utterance, traits: Traits, dates: Sequence[DateClaim]) -> bool:
    """Whether the clause would promise or bring something if it were about a feature that is not out."""
    if traits.negated or traits.exploring:
        return False
    supposed = Standing(
        utterance.context.section, utterance.document.facts.channel == "release-notes",
        linked=True, unreleased=True, outlook=utterance.context.section is Section.OUTLOOK, released=False,
    )  # fmt: skip
    kind, _ = kinds.kind_of(traits, [date for date in dates if _is_due(date, utterance, traits)], supposed)
    return kind in {Kind.DELIVERY, Kind.RELEASE} or (kind is Kind.CAPABILITY and _is_told(traits))


def _is_told(traits: Traits) -> bool:
    """Whether the clause says what one can do with a thing rather than merely speaks of it."""
    return traits.able or traits.bring or (traits.deliver and not traits.naming)


def _all_refused(utterance: Utterance, lexicon: Lexicon) -> bool:
    """Whether every cell of a row but its first says no."""
    cells = [utterance.block.text[start:end] for start, end, _ in utterance.block.cells[1:]]
    return bool(cells) and all(verdict_of(cell, lexicon) == "no" for cell in cells)


def _blanked(quoted: re.Match[str]) -> str:
    """A quoted label of a few words as blanks (the name of a button or a talk); longer speech stays."""
    return " " * len(quoted.group()) if len(quoted.group(1).split()) <= _LABEL_WORDS else quoted.group()


def _lead(utterance: Utterance, clause: Clause) -> str:
    """What the clause is read with: its label, its lead-in, its requirement."""
    context = utterance.context
    label = context.label if context.label_end and clause.start >= context.label_end else ""
    return ". ".join(part for part in (context.lead_in, label, _columns(utterance)) if part)


def _columns(utterance: Utterance) -> str:
    """The headings over a row's cells, which its cells are read with; "" outside tables."""
    if not utterance.row:
        return ""
    blocks = utterance.document.blocks
    cells = [blocks[index].cell for _, _, index in utterance.block.cells]
    return " | ".join(cell.column_heading for cell in cells if cell and cell.column_heading)


def _own_dates(clause: Clause, parts: Sequence[Clause], timing: Sequence[DateClaim]) -> tuple[DateClaim, ...]:
    """The dates that stand in this clause; all of them where the sentence has but one clause."""
    if len(parts) == 1:
        return tuple(timing)
    inside = tuple(date for date in timing if clause.start <= date.start < clause.end)
    outside = [date for date in timing if not any(part.start <= date.start < part.end for part in parts)]
    return (*inside, *outside)


def _is_due(claim: DateClaim, utterance: Utterance, traits: Traits) -> bool:
    """Whether a time may be that of a delivery: ahead, vague, the customer's own, or over but spoken of as ahead."""
    if claim.role is not DateRole.OTHER:
        return False
    if utterance.context.section is Section.OUTLOOK and traits.fragment:
        return True  # "Roadmap: single sign-on, Q3 2026" stays a promise when the time is over
    return claim.customer_set or claim.vague or traits.future or traits.intention or _is_ahead(claim, utterance)


def _standing(utterance: Utterance, feature: Mention | None, world: World, lexicon: Lexicon) -> Standing:
    entry = world.features.get(feature.feature) if feature else None
    context = utterance.context
    outlook = context.section is Section.OUTLOOK or lexicon.holds("claim.upcoming", context.lead_in)
    return Standing(
        context.section,
        utterance.document.facts.channel == "release-notes",
        feature is not None,
        entry is not None and entry.stage in {Stage.UNRELEASED, Stage.PREVIEW},
        outlook,
        entry is None or entry.stage is Stage.RELEASED,
    )


def _adjusted(
    kind: Kind,
    why: str,
    utterance: Utterance,
    traits: Traits,
    topic: subjects.About,
    dates: Sequence[DateClaim],
    *,
    in_label: bool,
    unreleased: bool,
) -> tuple[Kind, str]:
    """Sections and scopes in which a clause is no promise whatever its words."""
    if kind is Kind.CAPABILITY and utterance.context.section is Section.OUTLOOK and unreleased:
        return Kind.DELIVERY, "stands under what is coming"
    if utterance.block.scope is Scope.ALT and not (traits.future or traits.upcoming):
        return Kind.OTHER, "describes a picture"
    if in_label and kind is Kind.CAPABILITY:
        return Kind.OTHER, "a run-in heading that only names"
    if utterance.context.section is Section.CUSTOMER_DUTIES and topic.feature is None:
        return Kind.OTHER, "stands under what the customer does"
    if utterance.context.section is Section.EVENTS and kind is Kind.DELIVERY:
        return Kind.OTHER, "stands under events"
    if utterance.block.scope is Scope.HEADING and not (traits.future or traits.upcoming or dates):
        return Kind.OTHER, "a heading that only names"
    if (
        kind is Kind.DELIVERY
        and any(d.role in {DateRole.EVENT, DateRole.VALIDITY, DateRole.CONTRACT} for d in dates)
        and not any(d.role is DateRole.OTHER for d in dates)
    ):
        return Kind.OTHER, "the date is no delivery's"
    return kind, why


def _surely(standing: Standing, topic: subjects.About) -> bool:
    """Whether the clause is about something unreleased on strong evidence."""
    return standing.unreleased and topic.feature is not None and topic.feature.how in _SURE


_SURE = frozenset(("name", "alias", "row", "label", "lead-in", "joined", "beside"))


def _is_horizon(clause: Clause, traits: Traits, dates: Sequence[DateClaim]) -> bool:
    """Whether the only time is how far ahead something looks: "shows the need four weeks ahead"."""
    dated = [date for date in dates if not date.vague and not date.customer_set]
    if traits.future or traits.intention or traits.upcoming or traits.deliver or not dated:
        return False
    return all(_AHEAD_OF.search(clause.text[: date.end - clause.start + _REACH]) for date in dated)


def _weighed(
    utterance: Utterance, clause: Clause, kind: Kind, traits: Traits, topic: subjects.About,
    dates: Sequence[DateClaim], world: World,
) -> Mapping[str, float]:  # fmt: skip
    """What the trained heads say of a clause that names nothing itself; {} where nobody needs to know."""
    sure = topic.feature is not None and topic.feature.how in _SURE
    if sure or kind is Kind.OTHER or not _is_weighty(utterance, traits, dates):
        return {}
    signs = weighing.signs_of(clause.text, clause.subject, traits, dates, utterance.calendar.reference)
    return world.weigh(clause.text, utterance.sentence.language, signs)


def _dropped(
    topic: subjects.About, kind: Kind, traits: Traits, standing: Standing, scores: Mapping[str, float]
) -> subjects.About:
    """Weak evidence is not enough to accuse: it must be a delivery, or say what one can do with it."""
    if topic.feature is None or topic.feature.how in _SURE:
        return topic
    if standing.section is Section.TIMELINE:
        return dataclasses.replace(topic, feature=None)
    if standing.released:
        return topic
    if scores.get("none", 0.0) >= _NOTHING_SAID:
        return dataclasses.replace(topic, feature=None)
    if kind is Kind.DELIVERY or (_is_told(traits) and topic.feature.score >= _QUITE):
        return topic
    return dataclasses.replace(topic, feature=None)


def _is_customers(clause: Clause, text: str, voices: Voices, lexicon: Lexicon) -> bool:
    """Whether the clause is the customer's own duty or doing."""
    subject = clause.subject or text[:40].lower()
    by_you = re.match(
        r"(?:you|your \w+|ni|du|er \w+|ert \w+|era \w+|den som|de som|alla som|those who|anyone who|whoever|kunden|the customer|the client|beställaren|customers?)\b",  # noqa: E501 - one pattern, one line
        subject,
        re.I,
    )
    named = voices.customer.match(clause.text)
    if not (by_you or named):
        return bool(
            re.search(
                r"\b(?:by|of|av|hos|from)\s+(?:the (?:customer|client|bank|buyer)|kunden|beställaren)\b", text, re.I
            )
            or _by_customer(text, voices)
        ) and lexicon.holds("claim.customer-duty", text)
    if by_you and kinds.tense_of(clause)[0]:
        return True
    after = text[by_you.end() if by_you and not clause.subject else 0 :]
    if re.search(r"\b(?:can|will be able|are able|get|gets|see|sees|kan|får|ser|slipper)\b", after[:60], re.I):
        return False
    third_person = by_you is not None and not re.match(r"(?:you|your|ni|du|er|ert|era)\b", by_you.group(), re.I)
    return lexicon.holds("claim.customer-duty", after) or bool(named) or third_person


def _by_customer(text: str, voices: Voices) -> bool:
    found = voices.customer.search(text)
    return bool(found and re.search(r"\b(?:by|av|from|från)\s*$", text[: found.start()], re.I))


def _statement(
    utterance: Utterance, clause: Clause, kind: Kind, traits: Traits, topic: subjects.About, dates: Sequence[DateClaim],
    why: str, world: World, lexicon: Lexicon, scores: Mapping[str, float],
) -> Statement:  # fmt: skip
    delivery = kind is Kind.DELIVERY
    told = tuple(
        dataclasses.replace(date, role=DateRole.DELIVERY) if delivery and date.role is DateRole.OTHER else date
        for date in dates
    )
    language = utterance.sentence.language
    amounts = tuple(
        dataclasses.replace(one, start=one.start + clause.start, end=one.end + clause.start)
        for one in quantities.find(clause.text, language)
    )
    retirement = utterance.context.section in _RETIREMENT_SECTIONS or (
        traits.retirement and not _replaces(clause.text, clause.start, topic.feature)
    )
    strong = topic.feature is not None and topic.feature.how in {"name", "alias"}
    service = (traits.service and not strong) or (
        delivery and topic.feature is None and not _product_like(clause, traits, utterance, world, lexicon, scores)
    )
    return Statement(
        utterance.index, utterance.number, clause.start, clause.end, clause.text, language, kind, kinds.firmness_of(traits),  # noqa: E501 - one pattern, one line
        utterance.speaker, told, topic.feature, topic.rivals, amounts,
        intention=traits.intention and not traits.exploring,
        improvement=(traits.improve or _betters(clause, topic.feature)) and not traits.bring_strong,
        retirement=retirement, service=service, mentions=topic.named, reasons=(why,), scores=scores,
    )  # fmt: skip


def _betters(clause: Clause, feature: Mention | None) -> bool:
    """Whether a feature that is the sentence's subject can now do one thing more, which does not bring it."""
    found = _CAN_NOW.search(clause.text)
    named = feature is not None and feature.how in {"name", "alias"}
    return bool(found and named and feature and feature.end <= clause.start + found.start() + 1)


def _replaces(text: str, offset: int, feature: Mention | None) -> bool:
    """Whether the feature is what comes in the place of another: "X is replaced by the feature"."""
    found = _REPLACED.search(text)
    return bool(found and feature and feature.how in {"name", "alias"} and feature.start >= offset + found.end())


def _product_like(
    clause: Clause, traits: Traits, utterance: Utterance, world: World, lexicon: Lexicon, scores: Mapping[str, float]
) -> bool:
    """Whether an unlinked delivery brings something to the product: the vendor builds it, or it is to be offered."""
    if traits.service or utterance.context.section in {Section.EVENTS, Section.TIMELINE, Section.CUSTOMER_DUTIES}:
        return False
    if traits.fragment and utterance.block.scope is Scope.ITEM and _announces(utterance, lexicon):
        return True
    if _UNNAMED.search(clause.text) or clause.subject in _PRONOUNS:
        return False
    likely = scores.get("delivery", 0.5)
    if _by_its_words(clause, traits, utterance, world, lexicon):
        return likely >= _UNLIKELY
    return likely >= _LIKELY and not utterance.row


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
    if len(lead.split()) > _LEAD_WORDS:
        return False
    if lexicon.holds("claim.upcoming", lead):
        return True
    ahead = any(_is_ahead(claim, utterance) for claim in _dated(lead, utterance.sentence.language, utterance, None))
    return lead.rstrip().endswith(":") and ahead and lexicon.holds("claim.deliver", lead)


def _builds(text: str, lexicon: Lexicon) -> bool:
    """Whether a word of making stands right behind the word that puts it in the future."""
    for name in ("claim.future", "claim.intention"):
        for ahead in lexicon.every(name, text):
            if lexicon.search("claim.build", text, ahead.end(), min(len(text), ahead.end() + _REACH)):
                return True
    return False


def _beside(main: Statement, topic: subjects.About, clause: Clause) -> list[Statement]:
    """Statements on the other features that the clause names: joined as equals, or in passing."""
    if main.feature is None:
        return []
    made = []
    for other in topic.beside:
        equal = subjects.coordinated(main.feature, other, clause.text, clause.start)
        how = "joined" if equal else "beside"
        if not equal and main.kind not in {Kind.CAPABILITY, Kind.RELEASE}:
            continue
        made.append(
            dataclasses.replace(
                main, feature=dataclasses.replace(other, how=how), rivals=(), reasons=(*main.reasons, f"named {how}")
            )
        )
    return made
