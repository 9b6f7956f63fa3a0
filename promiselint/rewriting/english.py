"""How English gives a time, says a plan and names a preview."""

from __future__ import annotations

import re

from promiselint.model.roadmap import Status
from promiselint.model.time import Granularity
from promiselint.rewriting.edits import Edit
from promiselint.rewriting.english_verbs import plan_of
from promiselint.rewriting.periods import Period
from promiselint.rewriting.scene import Form, Hedge, Scene, Slot

_ORDINALS = ("first", "second", "third", "fourth")
_BEFORE = re.compile(
    r"(?:\b(?P<lead>already|as\s+early\s+as|exactly|precisely|sometime|some\s+time|(?:no|not)\s+later\s+than)\s+)?"
    r"(?:\b(?P<prep>on|in|by|during|for|from|within|before|until|till|at|of|to|since|after|through|throughout|into|with)\s+)?"
    r"(?:\bthe\s+)?$",
    re.I,
)
_LEADING = re.compile(
    r"(?:(?P<by>by|before|no\s+later\s+than|not\s+later\s+than|latest|until)|(?P<from>from|starting|beginning|as\s+of|after|as\s+from)|"
    r"(?P<in>in|on|within|during|over|between|around|at|(?:right\s+|just\s+)?on\s+the)|(?P<plain>this|next|later|tomorrow|today|tonight|coming))\b",
    re.I,
)
_LATEST = re.compile(r"\bat\s+the\s+latest$", re.I)
_CODE = re.compile(r"\b[QH]\s?[1-4]\b", re.I)
_CLOCK = re.compile(
    r"\s*,?\s*(?:at\s+|from\s+|around\s+)?(?:\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?m\b|h\b|o.clock|CET|UTC|GMT)|\d\d:\d\d|noon|midnight)"
)
_TIED = re.compile(
    r"[-–/]?\w|['’]s\b|\s+(?:release|version|update|edition|launch|roadmap|deadline|date|target)\b", re.I
)
_BARE_AFTER = (":", "–", "—", "(", "|", "-", "→")
_AIMED = frozenset("target targets targeting targeted eyeing".split())
_VAGUE_ADVERBS = frozenset("soon shortly eventually imminently momentarily".split())
_NAMES = frozenset(("NOUN", "PROPN", "ADJ"))
_LAST_WORD = re.compile(r"[\w’']+$")
_DUE = frozenset("due scheduled slated set targeted estimated forecast projected anticipated timed earmarked".split())
_GOES_FOR = _DUE | frozenset("planned expected roadmap coming available".split())
_NOTHING_ALONE = frozenset(
    "is are be been was were it’s it's and or but to from as than expect target aim hope we".split()
)
_STAGES = {Status.ALPHA: "in alpha", Status.BETA: "in beta"}
_AVAILABLE = re.compile(
    r"\b(?:is|are)(?:\s+(?:now|also|already))*\s+available\b(?:\s+(?:now|today)\b)?(?!\s+(?:as|in\s+(?:an?\s+)?(?:alpha|beta|preview)))",
    re.I,
)


def slot(scene: Scene) -> Slot | None:
    """Where the date stands with its preposition; None where it is part of a name or tied to a time of the day."""
    date = scene.date
    if date is None or scene.text[date.start : date.end] != date.text or date.end > scene.end:
        return None
    rest = scene.text[date.end : scene.end]
    if _TIED.match(rest) or _CLOCK.match(rest):
        return None
    after = scene.token_at(date.end + 1)
    if after is not None and after.pos in _NAMES and rest[:1] == " " and date.window.granularity.value != "vague":
        return None
    before = _BEFORE.search(scene.text, scene.start, date.start)
    start = before.start() if before else date.start
    form = _form(scene, start, before)
    if form is None:
        return None
    middle = date.vague and not _ends(rest) and start > scene.start
    return Slot(start, date.end, form, bool(_CODE.search(date.text)), date.vague, middle)


def _ends(rest: str) -> bool:
    return not rest.strip(" .!;:)…|") or rest[:1] in ",;:"


def _form(scene: Scene, start: int, before: re.Match[str] | None) -> Form | None:
    date = scene.date
    if date is None:
        return None
    prep = (before["prep"] or "").lower() if before else ""
    lead = (before["lead"] or "").lower() if before else ""
    if date.relation in {"earliest", "until", "since"}:
        return None
    if prep in {"of", "to", "since", "until", "till", "at", "through", "throughout", "into", "with"}:
        return None
    if date.relation in {"from", "after"} or prep in {"from", "after"}:
        return Form.FROM
    if date.relation in {"by", "before"} or prep in {"by", "before"} or "later" in lead or _LATEST.search(date.text):
        return Form.BY
    if prep == "for":
        return Form.FOR
    if prep or lead:
        return Form.IN
    return _unpreposed(scene, start)


def _unpreposed(scene: Scene, start: int) -> Form | None:
    """The form of a time without a preposition of its own before it."""
    date = scene.date
    if date is None:
        return None
    ahead = scene.text[scene.start : start].rstrip()
    word = ahead.rpartition(" ")[2].lower()
    if word in _AIMED:
        return Form.OBJECT
    adverb = date.vague or bool(_LEADING.match(date.text))
    if ahead.endswith(_BARE_AFTER) or _alone(scene) or (not ahead and _labels(scene)):
        return Form.BARE
    if adverb:
        return Form.IN
    last = next((token for token in reversed(scene.tokens) if token.end <= start), None)
    tied = last is not None and (last.pos in {"VERB", "AUX"} or last.lower in {"available", "live", "out", "planned"})
    return Form.IN if tied and word not in {"is", "are", "be", "was"} else None


def _alone(scene: Scene) -> bool:
    """Whether the date is all that the cell or fragment says."""
    date = scene.date
    return date is not None and not (scene.text[scene.start : date.start] + scene.text[date.end : scene.end]).strip(
        " ."
    )


def _labels(scene: Scene) -> bool:
    """Whether the date stands before what it is said of: "Q3 2027: the oven log"."""
    date = scene.date
    return date is not None and scene.text[date.end : scene.end].lstrip()[:1] in {":", "–", "—", "|"}


def phrase(period: Period, form: Form, *, code: bool) -> str:
    """A period in words: "in the third quarter of 2027", "by the end of 2027"."""
    article = "" if code or period.granularity is Granularity.YEAR else "the "
    bare = _bare(period, code=code)
    match form:
        case Form.IN:
            return f"in {article}{bare}"
        case Form.BY if period.granularity is Granularity.HALF and period.number == 2 and not code:
            return f"by the end of {period.year}"
        case Form.BY:
            return f"by the end of {article}{bare}"
        case Form.FOR:
            return f"for {article}{bare}"
        case Form.FROM:
            return f"from {article}{bare}"
        case Form.EARLIEST:
            return f"in {article}{bare} at the earliest"
        case Form.OBJECT:
            return f"{article}{bare}"
        case Form.BARE:
            return bare


def _bare(period: Period, *, code: bool) -> str:
    if period.granularity is Granularity.YEAR:
        return str(period.year)
    letter, word = ("H", "half") if period.granularity is Granularity.HALF else ("Q", "quarter")
    return (
        f"{letter}{period.number} {period.year}" if code else f"{_ORDINALS[period.number - 1]} {word} of {period.year}"
    )


def hedge(scene: Scene, slot: Slot | None) -> Hedge | None:
    """The verb said as a plan: "will ship" as "is planned to ship"."""
    return plan_of(scene, slot)


def opened(scene: Scene, slot: Slot) -> tuple[Edit, ...] | None:
    """English keeps its order whatever opens the sentence."""
    plan = hedge(scene, slot)
    gap = re.compile(r"\s*,?\s*").match(scene.text, slot.end)
    return (*plan.edits, Edit(slot.start, gap.end() if gap else slot.end, "")) if plan else None


def alone(scene: Scene, slot: Slot) -> Edit | None:
    """The time left out; "due", "scheduled" and the like say nothing without one, and so become "planned"."""
    ahead = scene.text[scene.start : slot.start].rstrip()
    last = _LAST_WORD.search(ahead)
    word = last[0].lower() if last else ""
    if word in _NOTHING_ALONE or slot.form is Form.OBJECT or (slot.form is Form.FOR and word not in _GOES_FOR):
        return None
    if word in _DUE and last is not None:
        return Edit(scene.start + last.start(), slot.end, "planned")
    return Edit(scene.start + len(ahead), slot.end, "")


def planned(scene: Scene, period: str) -> str:
    """For what has no verb: "planned", "planned for the third quarter of 2027", "under consideration"."""
    return "under consideration" if scene.maybe and not period else f"planned {period}".strip()


def staged(scene: Scene, status: Status) -> tuple[tuple[Edit, ...], ...]:
    """“is available in beta”, else “(in beta)” right behind the feature's name."""
    stage = _STAGES.get(status)
    if stage is None:
        return ()
    ways = []
    available = _AVAILABLE.search(scene.text, *scene.clause)
    if available and scene.tokens and _names_before(scene, available.start()):
        ways.append((Edit(available.end(), available.end(), f" {stage}"),))
    if scene.mention is not None and _closes_name(scene, *scene.mention):
        ways.append((Edit(scene.mention[1], scene.mention[1], f" ({stage})"),))
    return tuple(ways)


def _names_before(scene: Scene, at: int) -> bool:
    """Whether the feature is what stands before the verb, as its subject."""
    return scene.mention is None or scene.mention[1] <= at


def _closes_name(scene: Scene, start: int, end: int) -> bool:
    """Whether the name ends its phrase, so that a parenthesis can stand behind it."""
    rest = scene.text[end : scene.end]
    last = next((token for token in reversed(scene.tokens) if token.end == end), None)
    if last is not None and last.pos in {"VERB", "AUX"} and "VerbForm=Ger" not in last.morph:
        return False  # "invoiced", where "Invoices" is a feature's name
    if not rest.strip():
        return not scene.text[:end].rstrip().endswith((".", "!"))
    if rest[0] not in " ,.;:!)|" or re.match(r"\s*\(", rest):
        return False
    if rest[0] != " ":
        return True
    following = [token for token in scene.tokens if token.start > end][:2]
    if not scene.tokens:
        return rest.lstrip()[:1] in "|–—:"
    if not following or following[0].pos not in {*_NAMES, "NUM"}:
        return True
    # The parser takes "steers" in "Weather routing steers your ships" for a noun: what follows tells.
    opens = not scene.text[scene.start : start].strip(" \"“'") or scene.text[scene.start : start].strip().lower() in {
        "the",
        "our",
    }
    return opens and following[0].text.endswith("s") and len(following) > 1 and following[1].pos in {"DET", "PRON"}
