"""English verbs of delivery said as a plan: "will ship" -> "is planned to ship", "we add" -> "we plan to add"."""

from __future__ import annotations

import re

from promiselint.model.language import Token
from promiselint.model.statements import Firmness
from promiselint.rewriting.edits import Edit
from promiselint.rewriting.scene import Form, Hedge, Scene, Slot

#: Base form -> the present after "it" and the participle after "is".
_INTRANSITIVE = {
    "ship": ("ships", "shipping"),
    "launch": ("launches", "launching"),
    "arrive": ("arrives", "arriving"),
    "go": ("goes", "going"),
    "follow": ("follows", "following"),
    "land": ("lands", "landing"),
    "become": ("becomes", "becoming"),
    "leave": ("leaves", "leaving"),
    "start": ("starts", "starting"),
    "open": ("opens", "opening"),
    "debut": ("debuts", "debuting"),
    "roll": ("rolls", "rolling"),
    "reach": ("reaches", "reaching"),
    "join": ("joins", "joining"),
}
_TRANSITIVE = {
    "release": ("releases", "releasing"),
    "ship": ("ships", "shipping"),
    "launch": ("launches", "launching"),
    "deliver": ("delivers", "delivering"),
    "introduce": ("introduces", "introducing"),
    "add": ("adds", "adding"),
    "open": ("opens", "opening"),
    "start": ("starts", "starting"),
    "publish": ("publishes", "publishing"),
    "build": ("builds", "building"),
    "bring": ("brings", "bringing"),
    "roll": ("rolls", "rolling"),
    "offer": ("offers", "offering"),
    "provide": ("provides", "providing"),
    "enable": ("enables", "enabling"),
    "extend": ("extends", "extending"),
}
#: What a feature or product can be planned to do: with others ("see", "decide") the subject is a person.
_ABLE = frozenset(
    "be ship launch arrive go come follow land become leave start open debut roll reach join appear support include "
    "offer have get gain receive let allow add bring cover show replace work run enable provide".split()
)
#: What is said of something that nobody has decided on.
MAYBE = "may one day"
_ADVERB = r"(?:\s+(?P<adverb>also|then|additionally|finally|first)\b)?"
_WILL = re.compile(rf"(?:\b(?P<will>will|shall)\b|(?P<short>['’]ll)\b){_ADVERB}")
_VERB = re.compile(r"\s*([a-z]+)\b")
_OURS = re.compile(r"(?:\b(?:and|but|so|then|,)\s+)?\bwe$", re.I)
_STAFF = re.compile(
    r"\b(?:team|teams|engineers|developers|designers|colleagues|people|company|crew|experts|staff|group)$", re.I
)
_PRESENT_US = re.compile(rf"\bwe{_ADVERB}\s+(?P<verb>{'|'.join(_TRANSITIVE)})\b", re.I)
_ING_US = re.compile(
    rf"\bwe(?:\s+are|['’]re){_ADVERB}\s+(?P<verb>{'|'.join(ing for _, ing in _TRANSITIVE.values())})\b", re.I
)
_COMES = re.compile(r"\b(?:(?P<one>is\s+coming|comes|is\s+arriving)|(?P<many>are\s+coming|are\s+arriving))\b")
_ING = re.compile(rf"\b(?P<be>is|are)\s+(?P<verb>{'|'.join(ing for _, ing in _INTRANSITIVE.values())})\b")
_PRESENT_ONE = re.compile(rf"\b(?P<verb>{'|'.join(form for form, _ in _INTRANSITIVE.values())})\b")
_PRESENT_MANY = re.compile(rf"\b(?P<verb>{'|'.join(_INTRANSITIVE)})\b")
_COMING = re.compile(r"(?P<word>\bcoming)\b(?:\s+up)?", re.I)
_CLOSED = re.compile(r"\s*(?:[,.;!)]|and\b|$)")
_BE = re.compile(r"\b(?P<be>is|are)\s+$")
_FOLLOW = re.compile(r"\b(?:(?:will)\s+(?:follow|come|arrive|land)|(?P<one>follows|lands)|(?P<many>follow|land))\b")
_BASE = {form: base for base, forms in (*_INTRANSITIVE.items(), *_TRANSITIVE.items()) for form in forms}
_BELOW = re.compile(r"\b(?:that|which|who|if|when|once|because|while|where|until|after|before)\b", re.I)
_MOOD = re.compile(r"\b(?:not|n['’]t|never|may|might|could|would|should|can)\b", re.I)


def plan_of(scene: Scene, slot: Slot | None) -> Hedge | None:
    """The statement's verb as a plan; no edits where it is hedged already."""
    if scene.statement.firmness is Firmness.HEDGED:
        return Hedge(())
    low, high = scene.clause
    if _MOOD.search(scene.text, low, high):
        return None
    for way in (_stands, _follows, _will, _ours, _ours_ing, _coming_verb, _ing, _present, _fragment):
        if (found := way(scene, low, high, slot)) is not None:
            return found
    return None


def _head(scene: Scene, low: int, at: int) -> str:
    """What stands before the verb; "" where a subordinate clause stands there too."""
    ahead = scene.text[low:at].rstrip()
    return "" if _BELOW.search(ahead) else ahead


def _stands(scene: Scene, low: int, high: int, slot: Slot | None) -> Hedge | None:  # noqa: ARG001 - one shape
    """“is right around the corner”: the time is all that is said of it."""
    be = _BE.search(scene.text, low, slot.start) if slot is not None and slot.vague else None
    if (
        be is None
        or slot is None
        or not _head(scene, low, be.start())
        or not _CLOSED.match(scene.text, slot.end, scene.end)
    ):
        return None
    word = "under consideration" if scene.maybe else "planned"
    return Hedge((Edit(be.end("be"), be.end("be"), f" {word}"),), Form.FOR)


def _follows(scene: Scene, low: int, high: int, slot: Slot | None) -> Hedge | None:
    """“will follow in March”, “follows in March”: without its time, “follow” would say nothing."""
    found = _FOLLOW.search(scene.text, low, high)
    ahead = _head(scene, low, found.start()) if found else ""
    if found is None or slot is None or not ahead or not 0 <= slot.start - found.end() <= 1:
        return None
    if _OURS.search(ahead) or scene.text[slot.end : high].strip(" .!"):
        return None
    number = "one" if found["one"] else "many" if found["many"] else _number(scene, found.start())
    if number is None or (found["many"] and _number(scene, found.start()) != "many"):
        return None
    word = "under consideration" if scene.maybe else "planned"
    return Hedge((Edit(found.start(), found.end(), f"{'is' if number == 'one' else 'are'} {word}"),), Form.FOR)


def _will(scene: Scene, low: int, high: int, slot: Slot | None) -> Hedge | None:
    found = _WILL.search(scene.text, low, high)
    ahead = _head(scene, low, found.start()) if found else ""
    if found is None or not ahead:
        return None
    word = "will" if found["will"] else "short"
    end, adverb = found.end(word), found["adverb"]
    behind = slot.end if slot is not None and slot.middle and 0 <= slot.start - end <= 1 else end
    if adverb and behind == end:
        behind = end = found.end("adverb")
    verb = _VERB.match(scene.text, behind, high)
    token = scene.token_at(verb.start(1)) if verb else None
    if verb is None or token is None or "VerbForm=Inf" not in token.morph:
        return None
    plan = _planning(scene, ahead, found.start(), verb[1])
    if plan is None:
        return None
    said = (" " if word == "short" else "") + _with_adverb(plan, adverb)
    return Hedge((Edit(found.start(word), end, said),))


def _with_adverb(plan: str, adverb: str | None) -> str:
    if not adverb:
        return plan
    if plan == MAYBE:
        return f"{MAYBE} {adverb}"
    first, _, rest = plan.partition(" ")
    # "is also planned to", but "also plan to".
    return f"{first} {adverb} {rest}" if first in {"is", "are"} else f"{adverb} {plan}"


def _planning(scene: Scene, ahead: str, at: int, verb: str) -> str | None:
    """How the subject plans: "plan to" for us, "plans to" for the vendor, "is planned to" for a thing."""
    if scene.maybe:
        return MAYBE
    if _OURS.search(ahead):
        return "plan to"
    number = _number(scene, at)
    if number is None:
        return None
    vendor = next((one for one in scene.vendor.finditer(ahead) if one.end() == len(ahead)), None)
    made = verb in _TRANSITIVE and verb not in {"offer", "provide", "enable", "extend", "start", "open"}
    if _STAFF.search(ahead) or (vendor is not None and made and _has_object(scene, at)):
        return "plan to" if number == "many" else "plans to"
    if re.search(r"\b(?:you|they|customers|users|everyone|anyone|administrators|I|he|she)$", ahead, re.I):
        return None
    if verb not in _ABLE:
        return None
    return "are planned to" if number == "many" else "is planned to"


def _has_object(scene: Scene, at: int) -> bool:
    return any(token.dep == "obj" for token in scene.tokens if token.start > at)


def _number(scene: Scene, at: int) -> str | None:
    """Whether the subject before an offset is one or many; None where the parser does not tell."""
    subjects = [
        (number, token)
        for number, token in enumerate(scene.tokens)
        if token.dep in {"nsubj", "nsubj:pass", "nsubj:outer"} and scene.clause[0] <= token.start < at
    ]
    if not subjects:
        return None
    number, token = subjects[-1]
    if any(one.dep == "conj" and one.head == number and one.start < at for one in scene.tokens):
        return "many"
    if "Number=Plur" in token.morph:
        return "many"
    return "one" if "Number=Sing" in token.morph or token.pos == "PROPN" else None


def _ours(scene: Scene, low: int, high: int, slot: Slot | None) -> Hedge | None:  # noqa: ARG001 - one shape
    found = _PRESENT_US.search(scene.text, low, high)
    if found is None or _BELOW.search(scene.text[low : found.start()]):
        return None
    return Hedge((Edit(found.start("verb"), found.start("verb"), f"{MAYBE} " if scene.maybe else "plan to "),))


def _ours_ing(scene: Scene, low: int, high: int, slot: Slot | None) -> Hedge | None:  # noqa: ARG001 - one shape
    found = _ING_US.search(scene.text, low, high)
    if found is None or _BELOW.search(scene.text[low : found.start()]):
        return None
    words = _with_adverb(MAYBE if scene.maybe else "plan to", found["adverb"])
    return Hedge((Edit(found.start() + 2, found.end(), f" {words} {_BASE[found['verb'].lower()]}"),))


def _coming_verb(scene: Scene, low: int, high: int, slot: Slot | None) -> Hedge | None:
    found = _COMES.search(scene.text, low, high)
    if found is None or not _head(scene, low, found.start()):
        return None
    be = "is" if found["one"] else "are"
    behind = scene.text[found.end() : slot.start if slot else high].strip(" .!")
    if behind:
        plan = MAYBE if scene.maybe else f"{be} planned to"
        return Hedge((Edit(found.start(), found.end(), f"{plan} {'arrive' if 'arriv' in found[0] else 'come'}"),))
    said = f"{be} under consideration" if scene.maybe else f"{be} planned"
    return Hedge((Edit(found.start(), found.end(), said),), Form.FOR)


def _ing(scene: Scene, low: int, high: int, slot: Slot | None) -> Hedge | None:  # noqa: ARG001 - one shape
    found = _ING.search(scene.text, low, high)
    if found is None or not _head(scene, low, found.start()) or _OURS.search(scene.text[low : found.start()].rstrip()):
        return None
    plan = MAYBE if scene.maybe else f"{found['be']} planned to"
    return Hedge((Edit(found.start(), found.end(), f"{plan} {_BASE[found['verb']]}"),))


def _present(scene: Scene, low: int, high: int, slot: Slot | None) -> Hedge | None:
    for pattern, be in ((_PRESENT_ONE, "is"), (_PRESENT_MANY, "are")):
        for found in pattern.finditer(scene.text, low, high):
            token = scene.token_at(found.start())
            ahead = _head(scene, low, found.start())
            if token is None or not ahead or _OURS.search(ahead) or ahead.lower().endswith((" to", " you", " they")):
                continue
            if not _is_verb(token, found.end(), slot, many=be == "are"):
                continue
            plan = MAYBE if scene.maybe else f"{be} planned to"
            return Hedge((Edit(found.start(), found.end(), f"{plan} {_BASE.get(found[0], found[0])}"),))
    return None


def _is_verb(token: Token, end: int, slot: Slot | None, *, many: bool) -> bool:
    """Whether the word is the verb: the parser says so, or a time stands right behind it ("ships on …")."""
    if many:
        return "VerbForm=Fin" in token.morph and "Number=Plur" in token.morph
    return "VerbForm=Fin" in token.morph or (slot is not None and 0 <= slot.start - end <= 1)


def _fragment(scene: Scene, low: int, high: int, slot: Slot | None) -> Hedge | None:
    """“Coming in March 2027” -> “Planned for …”."""
    found = _COMING.search(scene.text, low, high)
    if found is None or (slot is not None and not 0 <= slot.start - found.end() <= 1):
        return None
    before = scene.text[low : found.start()].rstrip()
    if before and before[-1] not in ":–—-|(":
        return None
    word = "under consideration" if scene.maybe else "planned"
    if found[0][0].isupper():
        word = word[0].upper() + word[1:]
    return Hedge((Edit(found.start(), found.end(), word),), Form.FOR)
