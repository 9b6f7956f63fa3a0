"""How Swedish gives a time, says a plan and names a preview."""

from __future__ import annotations

import re

from promiselint.model.roadmap import Status
from promiselint.model.time import Granularity
from promiselint.rewriting.edits import Edit
from promiselint.rewriting.periods import Period
from promiselint.rewriting.scene import Form, Hedge, Scene, Slot
from promiselint.rewriting.swedish_verbs import plan_of, plan_without_time

_ORDINALS = ("första", "andra", "tredje", "fjärde")
_BEFORE = re.compile(
    r"(?:\b(?P<lead>redan|senast|tidigast|omkring|kring|runt|ungefär|nu|just|exakt|precis)\s+)?"
    r"(?:\b(?P<prep>från\s+och\s+med|fr\.?\s?o\.?\s?m\.?|under|i|till|från|inom|på|vid|per|för|av|efter|innan|före|sedan|om|mot)\s+)?"
    r"(?:\bden\s+)?$",
    re.I,
)
_FROM = re.compile(r"(?:från|fr\.?\s?o\.?\s?m|efter|med\s+start|med\s+början)\b", re.I)
_CODE = re.compile(r"\b[QH]\s?[1-4]\b", re.I)
_CLOCK = re.compile(r"\s*,?\s*(?:kl\b|klockan\b|\d\d[:.]\d\d)", re.I)
_TIED = re.compile(r"[-–/]?\w|\s+(?:släpp|version|utgåva|uppdatering)\w*", re.I)
_ADVERBIAL = re.compile(
    r"(?:nästa|nu|i|den|denna|detta|senare|snart|inom|om|under|till|före|innan|vecka|v\.?|på|våren|sommaren|hösten|vintern)\b",
    re.I,
)
_SEASON = re.compile(r"(?:våren|sommaren|hösten|vintern|nyår|jul|påsk)\b(?!\s+\d)", re.I)
_PLANNED = re.compile(r"\b(?:in)?(?:planera\w*|satt|siktar|mål\w*|beräkna\w*|tänk[ta]\w*)\s+$", re.I)
_BARE_AFTER = (":", "–", "—", "(", "|", "-", "→")
_LAST_WORD = re.compile(r"\w+$")
_DUE = frozenset("beräknas väntas förväntas".split())
_NOTHING_ALONE = frozenset("är blir ligger står och eller men att än som siktar räknar vi".split())
_STAGES = {Status.ALPHA: "i alfa", Status.BETA: "i beta"}
_THERE = re.compile(
    r"\b(?:finns|är)(?:\s+(?:nu|redan|också|även))*\s+tillgänglig[at]?\b(?!\s+(?:som|i\s+(?:alfa|beta|förhand)))"
    r"|\bfinns(?:\s+(?:nu|redan|också|även))*\b(?!\s+(?:tillgänglig|som|i\s+(?:alfa|beta|förhand)))",
    re.I,
)  # fmt: skip
_NAMES = frozenset(("NOUN", "PROPN"))


def slot(scene: Scene) -> Slot | None:
    """Where the date stands with its preposition; None where it is part of a name or tied to a time of the day."""
    date = scene.date
    if date is None or scene.text[date.start : date.end] != date.text or date.end > scene.end:
        return None
    rest = scene.text[date.end : scene.end]
    if _TIED.match(rest) or _CLOCK.match(rest) or date.relation in {"earliest", "until", "since"}:
        return None
    before = _BEFORE.search(scene.text, scene.start, date.start)
    start = before.start() if before else date.start
    form = _form(scene, start, before)
    if form is None:
        return None
    middle = date.vague and start > scene.start and not (not rest.strip(" .!;:)…|") or rest[:1] in ",;:")
    return Slot(start, date.end, form, bool(_CODE.search(date.text)), date.vague, middle)


def _form(scene: Scene, start: int, before: re.Match[str] | None) -> Form | None:
    date = scene.date
    if date is None:
        return None
    prep = re.sub(r"\s+", " ", (before["prep"] or "").lower()) if before else ""
    lead = (before["lead"] or "").lower() if before else ""
    said = date.text.lower()
    if prep in {"på", "vid", "per", "för", "av", "sedan", "om", "mot"} or lead == "tidigast":
        return None
    if date.relation in {"from", "after"} or _FROM.match(prep) or _FROM.match(said):
        return Form.FROM
    if prep == "till" or said.startswith("till "):
        return _until(scene, start, said)
    if lead == "senast" or date.relation in {"by", "before"} or prep in {"innan", "före"}:
        return Form.BY
    if prep or lead:
        return Form.IN
    ahead = scene.text[scene.start : start].rstrip()
    if ahead.endswith(_BARE_AFTER) or (not ahead and not scene.text[date.end : scene.end].strip(" .")):
        return Form.BARE
    if not ahead and not _ADVERBIAL.match(said) and "den " not in scene.text[start : date.start].lower():
        return None
    return Form.IN


def _until(scene: Scene, start: int, said: str) -> Form:
    """“till våren” is a time, “klar till den 3 maj” a last day, “planerad till” what it is planned for."""
    if _SEASON.match(said.removeprefix("till ")):
        return Form.IN
    return Form.FOR if _PLANNED.search(scene.text[scene.start : start]) else Form.BY


def phrase(period: Period, form: Form, *, code: bool) -> str:
    """A period in words: "under tredje kvartalet 2027", "senast under 2027"."""
    bare = _bare(period, code=code)
    match form:
        case Form.IN:
            return f"under {bare}"
        case Form.BY:
            return f"senast under {bare}"
        case Form.FOR:
            return f"till {bare}"
        case Form.FROM:
            return f"från och med {bare}"
        case Form.EARLIEST:
            return f"tidigast under {bare}"
        case Form.OBJECT | Form.BARE:
            return bare


def _bare(period: Period, *, code: bool) -> str:
    if period.granularity is Granularity.YEAR:
        return str(period.year)
    half = period.granularity is Granularity.HALF
    if code:
        return f"{'H' if half else 'Q'}{period.number} {period.year}"
    return f"{_ORDINALS[period.number - 1]} {'halvåret' if half else 'kvartalet'} {period.year}"


def hedge(scene: Scene, slot: Slot | None) -> Hedge | None:
    """The verb said as a plan: "lanseras" as "planeras att lanseras"."""
    return plan_of(scene, slot)


def opened(scene: Scene, slot: Slot) -> tuple[Edit, ...] | None:
    """With no time before the verb the subject has to come first: the verb stands second."""
    return plan_without_time(scene, slot)


def alone(scene: Scene, slot: Slot) -> Edit | None:
    """The time left out; "beräknas" and the like say nothing without one, and so become "planeras"."""
    ahead = scene.text[scene.start : slot.start].rstrip()
    last = _LAST_WORD.search(ahead)
    word = last[0].lower() if last else ""
    if word in _NOTHING_ALONE:
        return None
    if word in _DUE and last is not None:
        return Edit(scene.start + last.start(), slot.end, "planeras")
    return Edit(scene.start + len(ahead), slot.end, "")


def planned(scene: Scene, period: str) -> str:
    """For what has no verb, whatever its gender: "planeras", "planeras till tredje kvartalet 2027", "övervägs"."""
    return "övervägs" if scene.maybe and not period else f"planeras {period}".strip()


def staged(scene: Scene, status: Status) -> tuple[tuple[Edit, ...], ...]:
    """“finns i beta”, else “(i beta)” right behind the feature's name."""
    stage = _STAGES.get(status)
    if stage is None:
        return ()
    ways = []
    there = _THERE.search(scene.text, *scene.clause)
    if there and scene.tokens and scene.mention is not None and scene.clause[0] <= scene.mention[0] < there.start():
        ways.append((Edit(there.end(), there.end(), f" {stage}"),))
    if scene.mention is not None and _closes_name(scene, *scene.mention):
        ways.append((Edit(scene.mention[1], scene.mention[1], f" ({stage})"),))
    return tuple(ways)


def _closes_name(scene: Scene, start: int, end: int) -> bool:
    rest = scene.text[end : scene.end]
    if not rest.strip():
        return not scene.text[:end].rstrip().endswith((".", "!"))
    if rest[0] not in " ,.;:!)|" or re.match(r"\s*\(", rest):
        return False
    if scene.text[start:end].endswith("s") and scene.tokens:
        return False  # a genitive, maybe
    if rest[0] != " ":
        return True
    following = next((token for token in scene.tokens if token.start > end), None)
    if not scene.tokens:
        return rest.lstrip()[:1] in "|–—:"
    if following is None or following.pos not in _NAMES:
        return True
    # The parser takes "påminner" in "Kalendern påminner varje …" for a noun: what follows tells.
    opens = not scene.text[scene.start : start].strip(' "”')
    after = next((token for token in scene.tokens if token.start > following.end), None)
    return opens and following.text.endswith("r") and after is not None and after.pos in {"DET", "PRON", "ADP"}
