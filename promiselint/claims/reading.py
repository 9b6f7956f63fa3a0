"""One sentence, fragment or row to statements: its clauses, their dates, what they are about, what they say."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence

from promiselint.claims import kinds, quantities, subjects, weighing
from promiselint.claims.clauses import Clause, split
from promiselint.claims.contexts import verdict_of
from promiselint.claims.kinds import Standing, Traits
from promiselint.claims.offering import LIKELY, betters, is_product, replaces
from promiselint.claims.speaker import Voices
from promiselint.claims.timing import columns_of, is_due, is_horizon, own_dates, timing_of
from promiselint.claims.utterance import Utterance
from promiselint.claims.world import World
from promiselint.model.documents import Scope
from promiselint.model.language import Sentence
from promiselint.model.lexicon import Lexicon
from promiselint.model.roadmap import Stage
from promiselint.model.situation import Section
from promiselint.model.statements import DateClaim, DateRole, Firmness, Kind, Mention, Speaker, Statement

_QUOTED_LABEL = re.compile(r"[“”\"«»„]([^“”\"«»„]{1,60})[“”\"«»„]")
_CALLED = re.compile(r"\b(?:called|titled|named|labelled|entitled|kallad|kallas|heter|rubriken)\s*$", re.IGNORECASE)
_ENDS = frozenset(",.!")  # with which speech ends inside its quotation marks
_OPENS = 2  # characters behind which a word still opens a clause
_LABEL_WORDS = 6  # up to which a quotation is a name rather than speech
_QUITE = 0.6  # score from which weak evidence counts for a capability of something that is not out
_SAYS = 0.3  # and below which that of talk must be
_DOES = 0.6  # score of the head from which a clause says what the product does
_NOTHING_SAID = 0.75  # score from which a clause is taken to say nothing of a product
_NEAREST, _NEAR = 2, 0.25  # how many entries a reader is asked about, and how near in sense they must be
_SAID = frozenset((Kind.DELIVERY, Kind.CAPABILITY, Kind.RELEASE))
_TITLES = frozenset((Scope.TITLE, Scope.HEADING, Scope.DESCRIPTION, Scope.CAPTION, Scope.ALT))
_RETIREMENT_SECTIONS = frozenset((Section.REMOVED,))


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
    timing = timing_of(utterance, lexicon)
    found: list[Statement] = []
    for clause in parts:
        found += _clause(utterance, clause, parts, timing, row_mentions, before, world, voices, lexicon)
        before = next((s.feature for s in reversed(found) if s.feature), before)
    return tuple(found)


def _whole(sentence: Sentence) -> Clause:
    return Clause(sentence.start, sentence.end, sentence.text, sentence.tokens, None, "")


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
    text = _QUOTED_LABEL.sub(lambda quoted: _blanked(quoted, clause), clause.text)
    if _is_customers(clause, text, voices, lexicon):
        return []
    lead = _lead(utterance, clause)
    offered = utterance.document.facts.channel == "proposal"
    traits = kinds.traits_of(clause, text, lead, lexicon, offered=offered)
    if utterance.row and _all_refused(utterance, lexicon):
        traits = dataclasses.replace(traits, negated=True)
    dates = own_dates(clause, parts, timing)
    topic = subjects.about(
        world, text, clause.start, utterance.sentence.language, utterance.context, row_mentions, before,
        clause.subject, weighty=_is_weighty(utterance, traits, dates), claimed=_is_claimed(utterance, traits, dates),
        labelled=_is_labelled(utterance, clause, traits),
    )  # fmt: skip
    if clause.coordinate and topic.feature is None and not clause.subject and before is not None:
        topic = dataclasses.replace(topic, feature=dataclasses.replace(before, how="previous"))
    standing = _standing(utterance, topic.feature, world, lexicon)
    kind, why = kinds.kind_of(traits, [d for d in dates if is_due(d, utterance, traits)], standing)
    kind, why = _adjusted(
        kind,
        why,
        utterance,
        traits,
        topic,
        dates,
        clause=clause,
        unreleased=_surely(standing, topic),
    )
    if kind in {Kind.CAPABILITY, Kind.RELEASE} and _is_condition(clause, topic, lexicon):
        kind, why = Kind.OTHER, "names it in a condition"
    scores = _weighed(utterance, clause, kind, traits, topic, dates, world)
    if kind is Kind.DELIVERY and is_horizon(clause, traits, dates) and scores.get("delivery", 0.0) < 0.5:
        kind, why = Kind.CAPABILITY, "looks ahead by so long, which is what it does"
    if utterance.row and kind is not Kind.DELIVERY and topic.feature is not None and topic.feature.how == "meaning":
        topic = dataclasses.replace(topic, feature=None)  # cells in a row are too little to tell a sense from
    topic = _dropped(topic, kind, traits, standing, scores)
    statement = _statement(utterance, clause, kind, traits, topic, dates, why, world, lexicon, scores)
    if kind is Kind.DELIVERY and statement.feature is None and not statement.service:
        statement = dataclasses.replace(statement, near=_near(text, utterance, world))
    return [statement, *_beside(statement, topic, clause)]


def _is_condition(clause: Clause, topic: subjects.About, lexicon: Lexicon) -> bool:
    """Whether the feature is named in the condition that opens the clause: "If SSO is on, you see a button"."""
    if topic.feature is None or topic.feature.how not in _SURE or not kinds.is_conditional(clause.text, lexicon):
        return False
    comma = clause.text.find(",")
    opens = lexicon.search("claim.condition", clause.text)
    first = opens is not None and opens.start() <= _OPENS
    return first and comma > 0 and topic.feature.end <= clause.start + comma and topic.feature.start >= clause.start


def _near(text: str, utterance: Utterance, world: World) -> tuple[Mention, ...]:
    """The entries that a promise without an entry may have been meant for, nearest first."""
    ranked = world.meant.ranked(text, utterance.sentence.language)
    return tuple(one for one in ranked[:_NEAREST] if one.score >= _NEAR)


def _is_weighty(utterance: Utterance, traits: Traits, dates: Sequence[DateClaim]) -> bool:
    """Whether the clause would promise or bring something if it were about a feature that is not out."""
    kind = _supposed(utterance, traits, dates)
    return kind in {Kind.DELIVERY, Kind.RELEASE} or (kind is Kind.CAPABILITY and _is_told(traits))


def _is_claimed(utterance: Utterance, traits: Traits, dates: Sequence[DateClaim]) -> bool:
    """Whether the clause says what something does, in whatever words."""
    return _supposed(utterance, traits, dates) is Kind.CAPABILITY


def _supposed(utterance: Utterance, traits: Traits, dates: Sequence[DateClaim]) -> Kind:
    """The kind of the clause if it were about a feature that is not out."""
    if traits.negated or traits.exploring:
        return Kind.OTHER
    supposed = Standing(
        utterance.context.section, utterance.document.facts.channel == "release-notes",
        linked=True, unreleased=True, outlook=utterance.context.section is Section.OUTLOOK, released=False,
    )  # fmt: skip
    kind, _ = kinds.kind_of(traits, [date for date in dates if is_due(date, utterance, traits)], supposed)
    return kind


def _is_labelled(utterance: Utterance, clause: Clause, traits: Traits) -> bool:
    """Whether a run-in title stands before the clause that tells what it is about: "**Headland.** It turns …"."""
    context = utterance.context
    return bool(context.label_end) and clause.start >= context.label_end and not (traits.negated or traits.exploring)


def _is_told(traits: Traits) -> bool:
    """Whether the clause says what one can do with a thing rather than merely speaks of it."""
    return traits.able or traits.bring or (traits.deliver and not traits.naming)


def _all_refused(utterance: Utterance, lexicon: Lexicon) -> bool:
    """Whether every cell of a row but its first says no."""
    cells = [utterance.block.text[start:end] for start, end, _ in utterance.block.cells[1:]]
    return bool(cells) and all(verdict_of(cell, lexicon) == "no" for cell in cells)


def _blanked(quoted: re.Match[str], clause: Clause) -> str:
    """A quoted label of a few words as blanks (the name of a button or a talk); speech stays: it is a sentence."""
    if _CALLED.search(clause.text[: quoted.start()]):
        return " " * len(quoted.group())
    if len(quoted.group(1).split()) > _LABEL_WORDS or (
        quoted.group(1).rstrip()[-1:] in _ENDS and _says_something(quoted, clause)
    ):
        return quoted.group()
    return " " * len(quoted.group())


def _says_something(quoted: re.Match[str], clause: Clause) -> bool:
    low, high = quoted.start() + clause.start, quoted.end() + clause.start
    return any(low <= token.start < high and token.pos in {"VERB", "AUX"} for token in clause.tokens)


def _lead(utterance: Utterance, clause: Clause) -> str:
    """What the clause is read with: its label, its lead-in, its requirement."""
    context = utterance.context
    label = context.label if context.label_end and clause.start >= context.label_end else ""
    return ". ".join(part for part in (context.lead_in, label, columns_of(utterance)) if part)


def _standing(utterance: Utterance, feature: Mention | None, world: World, lexicon: Lexicon) -> Standing:
    entry = world.features.get(feature.feature) if feature else None
    context = utterance.context
    outlook = context.section is Section.OUTLOOK or lexicon.holds("claim.upcoming", context.lead_in)
    return Standing(
        context.section,
        utterance.document.facts.channel == "release-notes",
        feature is not None and feature.how != "meaning",
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
    clause: Clause,
    unreleased: bool,
) -> tuple[Kind, str]:
    """Sections and scopes in which a clause is no promise whatever its words."""
    if kind is Kind.CAPABILITY and utterance.context.section is Section.OUTLOOK and unreleased:
        return Kind.DELIVERY, "stands under what is coming"
    if utterance.block.scope is Scope.ALT and not (traits.future or traits.upcoming):
        return Kind.OTHER, "describes a picture"
    if clause.end <= utterance.context.label_end + 1 and kind is Kind.CAPABILITY:
        return Kind.OTHER, "a run-in heading that only names"
    if utterance.context.section is Section.CUSTOMER_DUTIES and topic.feature is None:
        return Kind.OTHER, "stands under what the customer does"
    if utterance.context.section is Section.EVENTS and kind is Kind.DELIVERY:
        return Kind.OTHER, "stands under events"
    guessed = topic.feature is not None and topic.feature.how in {"words", "meaning"}
    if (
        guessed
        and traits.fragment
        and (utterance.block.scope in _TITLES or clause.end <= utterance.context.label_end + 1)
    ):
        return Kind.OTHER, "a title that only reminds of a feature"
    if utterance.block.scope is Scope.HEADING and (
        not (traits.future or traits.upcoming or dates) or (topic.feature is None and _is_bare(clause, dates))
    ):
        return Kind.OTHER, "a heading that only names"
    if (
        kind is Kind.DELIVERY
        and any(d.role in {DateRole.EVENT, DateRole.VALIDITY, DateRole.CONTRACT} for d in dates)
        and not any(d.role is DateRole.OTHER for d in dates)
    ):
        return Kind.OTHER, "the date is no delivery's"
    return kind, why


def _is_bare(clause: Clause, dates: Sequence[DateClaim]) -> bool:
    """Whether a heading holds little but its time: "What comes later", "Next year"."""
    timed = {token.start for token in clause.tokens for date in dates if date.start <= token.start < date.end}
    return sum(token.pos in {"NOUN", "PROPN"} and token.start not in timed for token in clause.tokens) == 0


def _surely(standing: Standing, topic: subjects.About) -> bool:
    """Whether the clause is about something unreleased on strong evidence."""
    return standing.unreleased and topic.feature is not None and topic.feature.how in _SURE


_SURE = frozenset(("name", "alias", "row", "label", "lead-in", "joined", "beside"))


def _weighed(
    utterance: Utterance, clause: Clause, kind: Kind, traits: Traits, topic: subjects.About,
    dates: Sequence[DateClaim], world: World,
) -> Mapping[str, float]:  # fmt: skip
    """What the trained heads say of a clause that names nothing itself; {} where nobody needs to know."""
    sure = topic.feature is not None and topic.feature.how in _SURE
    guessed = topic.feature is not None and not sure
    if sure or kind is Kind.OTHER or not (guessed or _is_weighty(utterance, traits, dates)):
        return {}
    if kind is Kind.CAPABILITY and topic.feature is None and not world.roadmap.complete:
        return {}  # a claim about nothing on the roadmap breaks no rule, whatever the heads say
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
    if scores.get("none", 0.0) >= _NOTHING_SAID and scores.get("delivery", 0.0) < LIKELY:
        return dataclasses.replace(topic, feature=None)
    if topic.feature.how == "together":
        return topic if kind in _SAID else dataclasses.replace(topic, feature=None)
    told = _is_told(traits) or (scores.get("capability", 0.0) >= _DOES and scores.get("none", 0.0) < _SAYS)
    if kind is Kind.DELIVERY or (told and topic.feature.score >= _QUITE):
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
        traits.retirement and not replaces(clause.text, clause.start, topic.feature)
    )
    strong = topic.feature is not None and topic.feature.how in {"name", "alias"}
    service = (traits.service and not strong) or (
        delivery and topic.feature is None and not is_product(clause, traits, utterance, world, lexicon, scores)
    )
    return Statement(
        utterance.index, utterance.number, clause.start, clause.end, clause.text, language, kind, _firmness(utterance, clause, kind, traits, lexicon),  # noqa: E501 - one pattern, one line
        utterance.speaker, told, topic.feature, topic.rivals, amounts,
        intention=traits.intention and not traits.exploring,
        improvement=(traits.improve or betters(clause, topic.feature)) and not traits.bring_strong,
        retirement=retirement, service=service, mentions=topic.named, reasons=(why,), scores=scores,
    )  # fmt: skip


def _firmness(utterance: Utterance, clause: Clause, kind: Kind, traits: Traits, lexicon: Lexicon) -> Firmness:
    before = utterance.sentence.text[: clause.start - utterance.sentence.start]
    depends = bool(before.strip()) and kinds.is_conditional(before.strip(), lexicon)
    return kinds.firmness_of(traits, kind, depends=depends)


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
