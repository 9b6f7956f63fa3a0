"""Who says it: the vendor, the customer, a competitor, an outsider who is quoted, or nobody (a question, advice)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from promiselint.claims.world import World
from promiselint.model.documents import Block
from promiselint.model.language import Sentence
from promiselint.model.lexicon import Lexicon
from promiselint.model.statements import Speaker

_QUOTED = re.compile(r"“[^“”]*”|”[^”]*”|\"[^\"]*\"|«[^«»]*»|»[^»«]*«|„[^“”]*[“”]")
_DASHED = re.compile(r"^[–—-]\s+\S")
_NEAR = 120  # characters around a quotation in which its speaker is looked for
_SUBJECT = 4  # words before a verb of saying in which the one who says it stands
_PARTY = re.compile(r"\b(?:you|ni|du)\b|\b(?:a|an|one|some|en|ett|one of|en av|your|er|ert|era)\s+\w+", re.I)
_NONE_OF = re.compile(r"\b(?:no|none|nobody|than|to|for|from|ingen|inga|inget|än|till|från|finns det)\s*$", re.I)
_CLAIMING = frozenset(("claim", "advertise", "boast", "brag", "pretend", "allege", "påstå", "hävda", "skryta"))
_OURSELVES = frozenset(("we", "i", "our", "vi", "jag", "vår", "vårt", "våra"))
_BEFORE_CLAIM = 6  # words before a verb of claiming in which the one who claims stands
_SPEECH = 4  # words from which quoted text is speech rather than a label
_OTHER_HOUSE = re.compile(
    r"\b(?:at|of|for|på|hos|i|vid|from|från)\s+(?:a |an |the |en |ett )?(?!Product|Operations|Sales|Engineering|Technology|Research|IT\b)\w+|,\s+(?:a |an |en |ett )?[A-ZÅÄÖ]\w+ [A-ZÅÄÖ]\w+|,\s+(?:a|an|en|ett)\s"  # noqa: E501 - one pattern, one line
)
_OUR_CUSTOMER = re.compile(
    r"\b(?:our|vår|våra)\s+(?:\w+\s+)?(?:customer|client|user|guest|kund|användare|gäst)s?\b", re.I
)
#: A sentence that opens with somebody else: another firm by its legal form, "their …" of nobody named before.
_OTHER_FIRM = re.compile(
    r"(?:[A-ZÅÄÖ][\w&’'-]*\s+){1,4}(?:Inc|Ltd|LLC|GmbH|AG|AB|AS|ASA|Oyj?|BV|SA|plc|Corp)\b\.?\s+\w"
)
_THEIR = re.compile(r"(?:they|their|theirs|deras)\s", re.I)
_PRONOUN_START = re.compile(
    r"^(?:it|they|its|their|he|she|den|det|de|dess|deras|han|hon|bolaget|företaget|the company)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Voices:
    """What of a document tells who speaks: the customer's names as a pattern."""

    customer: re.Pattern[str]


def quotes(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches of quoted speech of a block; a quoted label of a word or three is none."""
    return tuple(match.span() for match in _QUOTED.finditer(text) if _is_speech(match.group()))


def _is_speech(quoted: str) -> bool:
    """Whether quoted words are a sentence: long enough, or shorter and ended as one."""
    words = len(quoted.split())
    return words >= _SPEECH or (words == _SPEECH - 1 and quoted[-2:-1] in {".", ",", "!"})


def speaker_of(
    sentence: Sentence,
    block: Block,
    world: World,
    voices: Voices,
    spoken: Sequence[tuple[int, int]],
    before: Speaker | None,
) -> Speaker:
    """Whose words the sentence is; `spoken` are the block's quotations, `before` who said the sentence before it."""
    lexicon = world.lexicon(sentence.language)
    outside = "".join(_without(block.text, spoken))
    if block.quoted:
        return (
            Speaker.VENDOR
            if _by_vendor(f"{block.attribution} {outside}", world, lexicon) and block.attribution
            else Speaker.OUTSIDER
        )
    if _inside(sentence, spoken) or _dashed_speech(sentence, lexicon):
        told_by = _told_by(sentence, block.text, spoken)
        return Speaker.VENDOR if _by_vendor(told_by, world, lexicon) else Speaker.OUTSIDER
    if is_question(sentence.text):
        return Speaker.READER
    return _of_subject(sentence, world, voices, lexicon, before)


def is_question(text: str) -> bool:
    """Whether the sentence asks."""
    return text.rstrip("\"'”’»)* ").endswith("?")


def _without(text: str, spoken: Sequence[tuple[int, int]]) -> list[str]:
    kept, at = [], 0
    for start, end in spoken:
        kept.append(text[at:start])
        at = end
    kept.append(text[at:])
    return kept


def _inside(sentence: Sentence, spoken: Sequence[tuple[int, int]]) -> bool:
    covered = sum(max(0, min(sentence.end, end) - max(sentence.start, start)) for start, end in spoken)
    opens = any(start <= sentence.start + 1 < end for start, end in spoken)
    return covered >= (0.3 if opens else 0.45) * max(1, sentence.end - sentence.start)


def _told_by(sentence: Sentence, text: str, spoken: Sequence[tuple[int, int]]) -> str:
    """The words that hand a quotation over: the sentence's own around it, else what stands next to it."""
    if not spoken:
        return sentence.text
    inner = [(max(0, start - sentence.start), min(len(sentence.text), end - sentence.start)) for start, end in spoken]
    own = " ".join(_without(sentence.text, [(start, end) for start, end in inner if start < end]))
    if len(own.split()) >= 3:
        return own
    low = min((start for start, end in spoken if end > sentence.start), default=sentence.start)
    high = max((end for start, end in spoken if start < sentence.end), default=sentence.end)
    before, after = text[max(0, low - _NEAR) : low], text[high : high + _NEAR]
    return before.rsplit(". ", 1)[-1] + " " + after.split(". ", 1)[0]


def _dashed_speech(sentence: Sentence, lexicon: Lexicon) -> bool:
    return bool(_DASHED.match(sentence.text)) and lexicon.holds("claim.report", sentence.text)


def _by_vendor(text: str, world: World, lexicon: Lexicon) -> bool:
    """Whether the words around a quotation give it to the vendor's own people."""
    title = lexicon.search("claim.vendor-people", text)
    if lexicon.holds("claim.competitor", text) or _OUR_CUSTOMER.search(text):
        return False
    if title is None:
        return bool(re.search(r"\b(?:we|our|vi|vår)\b", text, re.I)) and lexicon.holds("claim.report", text)
    if world.vendor.search(text) or re.search(r"\b(?:our|vår|våra|vårt)\b", text, re.I):
        return True
    # A title with no other house behind it ("said Ana Ruiz, Chief Executive") is the vendor's own.
    return not _OTHER_HOUSE.search(text, title.end())


def _of_subject(sentence: Sentence, world: World, voices: Voices, lexicon: Lexicon, before: Speaker | None) -> Speaker:
    text = sentence.text
    opening = text[: _after_words(text, 9)]
    vendor_first = bool(world.vendor.search(opening)) or lexicon.holds("claim.vendor-we", opening)
    competitor = lexicon.search("claim.competitor", text)
    reported = lexicon.search("claim.report", text)
    if competitor and _is_told_of(text, competitor.start()) and not _compares(text, lexicon):
        return Speaker.COMPETITOR
    if before in {Speaker.COMPETITOR, Speaker.OUTSIDER} and _PRONOUN_START.match(text):
        return before
    if not vendor_first and _others_claim(sentence):
        return Speaker.OUTSIDER
    if not vendor_first and (_OTHER_FIRM.match(text) or (before is None and _THEIR.match(text))):
        return Speaker.OUTSIDER
    if (
        reported
        and _is_verb(sentence, reported.start())
        and not vendor_first
        and _third_party_reports(sentence, reported.start(), world, voices)
    ):
        return Speaker.OUTSIDER
    return Speaker.VENDOR


def _is_verb(sentence: Sentence, at: int) -> bool:
    """Whether what stands at an offset of the sentence is a verb: "they report", not "the fuel report"."""
    token = next((one for one in sentence.tokens if one.start - sentence.start <= at < one.end - sentence.start), None)
    return token is None or token.pos in {"VERB", "AUX"} or token.lower in {"according", "enligt"}


def _is_told_of(text: str, at: int) -> bool:
    """Whether what begins at `at` opens the sentence as its subject: not "no other vendor", not "than other tools"."""
    before = text[:at]
    return len(before.split()) <= 4 and not _NONE_OF.search(before)


def _compares(text: str, lexicon: Lexicon) -> bool:
    """Whether the vendor speaks of itself after all: "Unlike other tools, we …"."""
    return lexicon.search("claim.vendor-we", text) is not None and bool(
        re.match(r"(?:unlike|compared|while|whereas|till skillnad|jämfört|medan)\b", text, re.I)
    )


def _others_claim(sentence: Sentence) -> bool:
    """Whether the sentence opens with somebody who claims something: "Some makers advertise that nothing is lost"."""
    first = next((n for n, token in enumerate(sentence.tokens) if token.pos == "VERB"), None)
    if first is None or not 0 < first <= _BEFORE_CLAIM or sentence.tokens[first].lemma not in _CLAIMING:
        return False
    return sentence.tokens[0].lower not in _OURSELVES


def _third_party_reports(sentence: Sentence, at: int, world: World, voices: Voices) -> bool:
    """Whether somebody who is not the vendor hands words over: "a rival has announced that …"."""
    before = " ".join(sentence.text[:at].split()[-_SUBJECT:])
    named = voices.customer.search(before) or _PARTY.search(before)
    return bool(named) and not world.vendor.search(sentence.text[:at])


def _after_words(text: str, count: int) -> int:
    at = 0
    for _ in range(count):
        found = text.find(" ", at + 1)
        if found < 0:
            return len(text)
        at = found
    return at
