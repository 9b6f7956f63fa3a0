"""Swedish verbs of delivery said as a plan, the verb in second place: "lanserar vi" -> "planerar vi att lansera"."""

from __future__ import annotations

import re

from promiselint.model.statements import Firmness
from promiselint.rewriting.edits import Edit
from promiselint.rewriting.scene import Form, Hedge, Scene, Slot

#: Present -> infinitive, of what we or the vendor do.
_ACTIVE = {
    "lanserar": "lansera",
    "släpper": "släppa",
    "levererar": "leverera",
    "inför": "införa",
    "introducerar": "introducera",
    "lägger": "lägga",
    "öppnar": "öppna",
    "startar": "starta",
    "bygger": "bygga",
    "utvecklar": "utveckla",
    "erbjuder": "erbjuda",
    "publicerar": "publicera",
    "rullar": "rulla",
    "tar": "ta",
    "presenterar": "presentera",
    "tillhandahåller": "tillhandahålla",
    "aktiverar": "aktivera",
    "installerar": "installera",
    "driftsätter": "driftsätta",
}
#: Present -> infinitive, of what the product or feature does or has done to it.
_THING = {
    "lanseras": "lanseras",
    "släpps": "släppas",
    "levereras": "levereras",
    "införs": "införas",
    "introduceras": "introduceras",
    "läggs": "läggas",
    "öppnas": "öppnas",
    "öppnar": "öppna",
    "startar": "starta",
    "startas": "startas",
    "publiceras": "publiceras",
    "rullas": "rullas",
    "tas": "tas",
    "aktiveras": "aktiveras",
    "installeras": "installeras",
    "driftsätts": "driftsättas",
    "erbjuds": "erbjudas",
    "byggs": "byggas",
    "blir": "bli",
    "finns": "finnas",
    "ingår": "ingå",
    "lämnar": "lämna",
    "går": "gå",
    "börjar": "börja",
    "landar": "landa",
    "dyker": "dyka",
    "får": "få",
    "stöder": "stödja",
    "stödjer": "stödja",
    "kopplas": "kopplas",
    "görs": "göras",
}
_ADVERB = r"(?:också|även|dessutom|då|sedan|därefter|samtidigt|äntligen)"
_CLOSED = re.compile(r"\s*(?:[,.;!)]|och\b|$)")
_STANDS = re.compile(r"\b(?P<verb>ligger|är|följer|anländer|står)\s+$", re.I)
_HEDGED = frozenset("planeras väntas beräknas förväntas".split())
_US = re.compile(
    rf"\bvi(?:\s+{_ADVERB})?\s+(?P<aux>ska|skall|kommer)\b(?P<between>(?:\s+{_ADVERB})?)(?P<att>\s+att)?\s+", re.I
)
_US_TURNED = re.compile(rf"\b(?P<aux>ska|skall|kommer)\s+vi\b(?P<between>(?:\s+{_ADVERB})?)(?P<att>\s+att)?\s+", re.I)
_US_NOW = re.compile(rf"\bvi\s+(?P<verb>{'|'.join(_ACTIVE)})\b(?P<between>(?:\s+{_ADVERB})?)", re.I)
_US_NOW_TURNED = re.compile(rf"\b(?P<verb>{'|'.join(_ACTIVE)})\s+vi\b(?P<between>(?:\s+{_ADVERB})?)", re.I)
_WILL = re.compile(r"\b(?P<aux>ska|skall|kommer)\b", re.I)
_NOW = re.compile(rf"\b(?P<verb>{'|'.join(_THING)})\b", re.I)
_ACTS = re.compile(rf"\b(?P<verb>{'|'.join(_ACTIVE)})\b", re.I)
_COMES = re.compile(r"\bkommer\b(?!\s+att\b)", re.I)
_COMING = re.compile(r"\b(?P<word>kommer|kommande|på\s+gång|lanseras|släpps|levereras)\b", re.I)
_BELOW = re.compile(r"\b(?:som|att|om|när|då|där|eftersom|medan|vilket|vilken|tills)\b", re.I)
_MOOD = re.compile(r"\b(?:inte|ej|aldrig|kan|kunde|skulle|bör|borde|får\s+inte)\b", re.I)
_PEOPLE = re.compile(r"\b(?:ni|du|de|jag|han|hon|man|kunden|kunderna|användarna|alla)$", re.I)


def plan_of(scene: Scene, slot: Slot | None) -> Hedge | None:
    """The statement's verb as a plan; no edits where it is hedged already."""
    if scene.statement.firmness is Firmness.HEDGED:
        return Hedge(())
    low, high = scene.clause
    if _MOOD.search(scene.text, low, high):
        return None
    for way in (_stands, _ours, _ours_now, _will, _comes, _now, _fragment):
        if (found := way(scene, low, high, slot)) is not None:
            return found
    return None


def _head(scene: Scene, low: int, at: int) -> str:
    """What stands before the verb; "" where a subordinate clause stands there too."""
    ahead = scene.text[low:at].rstrip()
    return "" if _BELOW.search(ahead) else ahead


def _infinitive(scene: Scene, at: int, high: int, slot: Slot | None) -> int | None:
    """Where the infinitive begins that stands at an offset, a time between left aside."""
    if slot is not None and slot.start <= at < slot.end:
        at = slot.end + (scene.text[slot.end : slot.end + 1] == " ")
        if scene.text[at:high].startswith("att "):
            at += len("att ")
    token = scene.token_at(at)
    return at if token is not None and "VerbForm=Inf" in token.morph and token.end <= high else None


def _stands(scene: Scene, low: int, high: int, slot: Slot | None) -> Hedge | None:  # noqa: ARG001 - one shape
    """“ligger runt hörnet”, “följer inom kort”: the time is all that is said of it."""
    found = _STANDS.search(scene.text, low, slot.start) if slot is not None else None
    if found is None or slot is None or not _head(scene, low, found.start()):
        return None
    if (found["verb"].lower() == "är" and not slot.vague) or not _CLOSED.match(scene.text, slot.end, scene.end):
        return None
    said = "övervägs" if scene.maybe else "planeras"
    return Hedge((Edit(found.start("verb"), found.end("verb"), said),), Form.FOR)


def _ours(scene: Scene, low: int, high: int, slot: Slot | None) -> Hedge | None:
    """“vi kommer att lansera”, “kommer vi att lansera”, “ska vi lansera”."""
    found = _US.search(scene.text, low, high) or _US_TURNED.search(scene.text, low, high)
    if found is None or _BELOW.search(scene.text[low : found.start()]):
        return None
    verb = _infinitive(scene, found.end(), high, slot)
    if verb is None:
        return None
    return Hedge(_with_infinitive(scene, (found.start("aux"), found.end("aux")), verb, "planerar"))


def _with_infinitive(scene: Scene, finite: tuple[int, int], verb: int, plan: str) -> tuple[Edit, ...]:
    """The finite verb as a plan and "att" before the infinitive; "kan … komma att" where nothing is decided."""
    has = scene.text[:verb].endswith(" att ")
    edits = [Edit(*finite, "kan" if scene.maybe else plan)]
    if scene.maybe:
        edits.append(Edit(verb - len("att ") * has, verb - len("att ") * has, "komma " if has else "komma att "))
    elif not has:
        edits.append(Edit(verb, verb, "att "))
    return tuple(edits)


def _ours_now(scene: Scene, low: int, high: int, slot: Slot | None) -> Hedge | None:  # noqa: ARG001 - one shape
    """“vi lanserar”, “lanserar vi”, and so for the vendor by name."""
    for pattern in (_US_NOW_TURNED, _US_NOW):
        found = pattern.search(scene.text, low, high)
        if found is not None and not _BELOW.search(scene.text[low : found.start()]):
            verb = _ACTIVE[found["verb"].lower()]
            finite, more = ("kan", f" komma att {verb}") if scene.maybe else ("planerar", f" att {verb}")
            return Hedge((_same_case(scene, found, finite), Edit(found.end(), found.end(), more)))
    for found in _ACTS.finditer(scene.text, low, high):
        ahead = _head(scene, low, found.start())
        if any(one.end() == len(ahead) and one.start() == 0 for one in scene.vendor.finditer(ahead)):
            plan = "kan komma att" if scene.maybe else "planerar att"
            return Hedge((Edit(found.start(), found.end(), f"{plan} {_ACTIVE[found['verb'].lower()]}"),))
    return None


def _same_case(scene: Scene, found: re.Match[str], word: str) -> Edit:
    first = scene.text[found.start("verb")]
    return Edit(found.start("verb"), found.end("verb"), word.capitalize() if first.isupper() else word)


def _will(scene: Scene, low: int, high: int, slot: Slot | None) -> Hedge | None:  # noqa: ARG001 - one shape
    """“X kommer att släppas”, “ska X släppas”: whatever the order, “att” and the infinitive stay where they are."""
    for found in _WILL.finditer(scene.text, low, high):
        verb = next(
            (
                token
                for token in scene.tokens
                if found.end() < token.start < high and "VerbForm=Inf" in token.morph and token.pos in {"VERB", "AUX"}
            ),
            None,
        )
        if verb is None or _BELOW.search(scene.text[low : found.start()]):
            return None
        between = scene.text[found.end() : verb.start]
        if re.search(r"[,;:]", between) or len(between.split()) > 8:
            return None
        ahead = scene.text[low : found.start()].rstrip()
        vendor = any(one.end() == len(ahead) and one.start() == 0 for one in scene.vendor.finditer(ahead))
        if _PEOPLE.search(ahead) or re.search(r"\b(?:vi|ni|du|de|man|jag)\b", between, re.I):
            return None
        acts = verb.lower in _ACTIVE.values()
        if acts and not vendor:
            return None
        if re.search(r"\batt\b", between) and not between.endswith(" att "):
            return None
        plan = "planerar" if vendor and acts else "planeras"
        return Hedge(_with_infinitive(scene, found.span(), verb.start, plan))
    return None


def _comes(scene: Scene, low: int, high: int, slot: Slot | None) -> Hedge | None:
    """“kommer i mars” -> “planeras till …”; with more behind it “planeras att komma”."""
    found = _COMES.search(scene.text, low, high)
    if found is None:
        return None
    ahead = _head(scene, low, found.start())
    if not ahead or _PEOPLE.search(ahead) or re.search(r"\bvi$", ahead, re.I):
        return None
    if slot is not None and slot.start <= low and ahead == scene.text[slot.start : slot.end]:
        return Hedge((Edit(found.start(), found.end(), "övervägs" if scene.maybe else "planeras"),))
    behind = scene.text[found.end() : slot.start if slot else high].strip(" .!")
    if behind:
        return Hedge((Edit(found.start(), found.end(), "kan komma" if scene.maybe else "planeras att komma"),))
    return Hedge((Edit(found.start(), found.end(), "övervägs" if scene.maybe else "planeras"),), Form.FOR)


def _now(scene: Scene, low: int, high: int, slot: Slot | None) -> Hedge | None:
    """“X lanseras” -> “X planeras att lanseras”; “lanseras X” -> “planeras X att lanseras” where X is the feature."""
    for found in _NOW.finditer(scene.text, low, high):
        verb = _THING[found["verb"].lower()]
        ahead = _head(scene, low, found.start())
        if not ahead or _PEOPLE.search(ahead):
            continue
        subject = _turned_subject(scene, found.end())
        if slot is not None and slot.start <= low and scene.text[slot.start : slot.end] == ahead:
            if subject is None:
                return None
            finite, more = _now_said(scene, verb)
            return Hedge((Edit(found.start(), found.end(), finite), Edit(subject, subject, more)))
        if not _is_subject(scene, low, found.start()):
            return None
        return Hedge((Edit(found.start(), found.end(), "".join(_now_said(scene, verb))),))
    return None


def _now_said(scene: Scene, verb: str) -> tuple[str, str]:
    """The finite verb, and what follows the subject or it."""
    return ("kan", f" komma att {verb}") if scene.maybe else ("planeras", f" att {verb}")


def _turned_subject(scene: Scene, at: int) -> int | None:
    """Where the feature's name ends, if it stands right behind the verb as a whole subject."""
    if scene.mention is None or scene.text[at : scene.mention[0]].strip().lower() not in {
        "",
        "vår",
        "vårt",
        "våra",
        "den",
        "det",
    }:
        return None
    rest = scene.text[scene.mention[1] : scene.end]
    if re.match(r",\s+(?:där|som|vilk\w+|så)\b", rest):
        return None  # what explains the name would be torn from it
    following = next((token for token in scene.tokens if token.start > scene.mention[1]), None)
    if (
        rest.strip(" .!")
        and rest[:1] == " "
        and following is not None
        and following.pos in {"NOUN", "PROPN", "PRON", "CCONJ"}
    ):
        return None
    return scene.mention[1] if rest[:1] in {" ", ".", "!", ",", ""} else None


def _is_subject(scene: Scene, low: int, at: int) -> bool:
    """Whether what stands before the verb is its subject, and no time or place that turns the order."""
    first = scene.token_at(low)
    if first is None or first.pos in {"ADP", "ADV", "SCONJ"}:
        return False
    if scene.mention is not None and low <= scene.mention[0] < at:
        return True
    return any(token.dep.startswith("nsubj") and low <= token.start < at for token in scene.tokens)


def _fragment(scene: Scene, low: int, high: int, slot: Slot | None) -> Hedge | None:
    """“Enkel inloggning: kommer snart” -> “…: planeras till …”."""
    found = _COMING.search(scene.text, low, high)
    if found is None or (slot is not None and not 0 <= slot.start - found.end() <= 1):
        return None
    before = scene.text[low : found.start()].rstrip()
    if before and before[-1] not in ":–—-|(":
        return None
    word = "övervägs" if scene.maybe else "planeras"
    word = word.capitalize() if found[0][0].isupper() else word
    return Hedge((Edit(found.start(), found.end(), word),), Form.FOR)


def plan_without_time(scene: Scene, slot: Slot) -> tuple[Edit, ...] | None:
    """All that changes where the time that opens it goes: "I mars lanserar vi X" -> "Vi planerar att lansera X".

    The time, the verb and the subject are one stretch; what is behind them stays as it is.
    """
    high, behind = scene.clause[1], slot.end + 1
    ours = re.compile(rf"(?P<verb>\w+)\s+(?P<who>vi)\b(?P<between>(?:\s+{_ADVERB})?)(?P<att>\s+att)?", re.I).match(
        scene.text, behind, high
    )
    if ours is not None:
        return _ours_first(scene, slot, ours)
    verb = re.compile(r"(?P<verb>\w+)\s+", re.I).match(scene.text, behind, high)
    if verb is None or scene.mention is None or scene.mention[0] != verb.end():
        return None
    end = _turned_subject(scene, verb.end("verb"))
    word = verb["verb"].lower()
    if end is None:
        return None
    att = bool(re.match(r"\s+att\b", scene.text[end:high]))
    if word == "kommer" and not att:
        said = " övervägs" if scene.maybe else " planeras"
    elif word in {"kommer", "ska", "skall"}:
        said = (" kan komma" if scene.maybe else " planeras") + ("" if att else " att")
    elif word in _HEDGED:
        said = f" {word}"
    elif word in _THING:
        said = " " + "".join(_now_said(scene, _THING[word]))
    else:
        return None
    return (Edit(slot.start, verb.end(), ""), Edit(end, end, said))


def _ours_first(scene: Scene, slot: Slot, found: re.Match[str]) -> tuple[Edit, ...] | None:
    word, at = found["verb"].lower(), found.end("between")
    if word in {"planerar", "räknar", "hoppas", "avser", "siktar"}:
        return (Edit(slot.start, found.end("who"), f"vi {word}"),)
    said, more = ("vi kan", " komma att") if scene.maybe else ("vi planerar", " att")
    if word in _ACTIVE:
        more += f" {_ACTIVE[word]}"
    elif word not in {"kommer", "ska", "skall"}:
        return None
    elif found["att"]:
        more = " komma" if scene.maybe else ""
    edits = (Edit(slot.start, found.end("who"), said), Edit(at, at, more))
    return tuple(one for one in edits if one.words or one.start < one.end)
