"""Every date and timing of a text: cores with what ties them, vague timing, timing by the customer's own events."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from promiselint.claims.when import windows
from promiselint.claims.when.cores import Calendar, Core, cores
from promiselint.model.statements import DateClaim
from promiselint.model.time import Granularity, Window

__all__ = ["Calendar", "find"]

_TIMELESS = Window(None, None, Granularity.VAGUE)
# Nothing is looked for where no digit and no word of time stands.
_HINT = re.compile(
    r"\d|\b(?:jan|feb|mar|apr|may|maj|jun|jul|aug|sep|o[ck]t|nov|dec|q[1-4]|h[12]|soon|short|corner|horizon|snart|kort|hörn|spring|summer|"
    r"autumn|fall|winter|vår|somm|höst|vint|year|år|week|veck|v\.|month|månad|quarter|kvartal|half|halv|day|dag|morg|"
    r"tomorrow|your|you|er|ert|era|ni|christmas|easter|påsk|pingst|midsom|nyår|new|later|near|närtid|long|due|course|"
    r"eventual|immin|ahead|framöver|sikt|småningom|lider|valborg|lucia|thanks|black|whit|hallo|allhelg|alla|season|fram|futur|mon|tue|wed|thu|fri|sat|sun|mån|tis|ons|tor|fre|lör|sön)",
    re.IGNORECASE,
)
_THIRDS = {
    "en": ((r"(?:early|beginning of|start of|at the beginning of|at the start of|first weeks of)(?:\s+(?:in|the))*", 0),
           (r"(?:mid|middle of|in the middle of)(?:\s+the)?", 1),
           (r"(?:late|later|towards the end of|at the end of|end of|the end of|end)(?:\s+(?:in|the))*", 2)),
    "sv": ((r"(?:tidigt(?: i| under)?|i (?:början|inledningen) av|början av|tidig|tidiga)", 0),
           (r"(?:i mitten av|mitten av|mitt i|i halva)", 1),
           (r"(?:sent(?: i| under)?|i slutet av|slutet av|sen|sena|vid slutet av)", 2)),
}  # fmt: skip
_TIES = {
    "en": ((r"(?:by|no later than|not later than|at the latest by|until|till|up to|through|before) the end of(?: the)?", "by"),
           (r"(?:by|no later than|not later than|at the latest in|at the latest by|latest)(?: the)?", "by"),
           (r"(?:until|till|up to|through)(?: the)?", "until"),
           (r"(?:not before|no earlier than|not earlier than|earliest)(?: the)?", "earliest"),
           (r"(?:before|ahead of|prior to)(?: the)?", "before"),
           (r"(?:from|starting|starting in|starting on|beginning|as of|as from|effective|starting from|onwards from)(?: the)?", "from"),
           (r"(?:after|following|past)(?: the)?", "after"),
           (r"since(?: the)?", "since"), (r"within(?: the)?", "within")),
    "sv": ((r"(?:senast|före|till|innan|fram till) (?:vid |i |under )?(?:slutet|utgången) av", "by"),
           (r"(?:senast|inte senare än|fram till)(?: den| i| under| vid)?", "by"),
           (r"(?:till och med|t\.o\.m\.?|tom)(?: den)?", "until"),
           (r"(?:tidigast|inte före|inte förrän|ej före)(?: den| i| under)?", "earliest"),
           (r"(?:före|innan|inför)(?: den)?", "before"),
           (r"(?:från och med|fr\.o\.m\.?|från|med start|med början|med start i|med början i|med start den)(?: den| i)?", "from"),
           (r"(?:efter)(?: den)?", "after"),
           (r"(?:sedan)(?: den)?", "since"), (r"(?:inom)", "within"), (r"(?:till)(?: den)?", "by")),
}  # fmt: skip
_AFTERWARDS = {
    "en": (
        (r"(?:at the (?:very )?earliest|or later|or after|onwards?|and onwards)", "earliest"),
        (r"at the (?:very )?latest", "by"),
    ),
    "sv": ((r"(?:tidigast|eller senare|och framåt|som tidigast)", "earliest"), (r"(?:senast|som senast)", "by")),
}
_RANGE = re.compile(r"^\s*(?:[–—-]|to|and|until|through|till|och|t\.o\.m\.|till och med)\s*(?:den\s+|the\s+)?$", re.I)
_OPEN_RANGE = re.compile(r"(?:between|from|mellan|från)\s+(?:the\s+|den\s+|early\s+)?$", re.I)
_DAY_RANGE = re.compile(r"(?<![\w.,])(\d{1,2})(?:st|nd|rd|th)?\s*(?:[–—-]|to|and|till|och)\s*$", re.I)
_YEAR_RANGE = re.compile(r"\s*(?:[–—/-])\s*(?:20)?(\d\d)(?!\w)")
_VAGUE = {
    "en": re.compile(
        r"(?<!\w)(?:(?:very |quite )?soon(?!er| as| after| enough| be)|(?:very )?shortly(?! after| before| thereafter)|in the (?:very )?near(?:est)? future|in the (?:not[- ]too[- ]distant|foreseeable) future|"
        r"(?:right |just )?(?:a?round|around) the corner|before (?:too )?long(?! time)|in (?:the )?(?:coming|next few|following) (?:days|weeks|months)|over the (?:coming|next few) (?:days|weeks|months)|"
        r"any (?:day|time|moment|week) now|imminent(?:ly)?|in due (?:course|time)|on the horizon|in no time|in a (?:little|short) while|as soon as possible|asap|sometime soon|"
        r"at a later (?:date|stage|point)|in the future|later on|sooner or later|down the (?:road|line)|a matter of (?:days|weeks)|momentarily|in the short term|in the next while)(?!\w)", re.I),
    "sv": re.compile(
        r"(?<!\w)(?:(?<!så )(?:mycket |ganska )?snart(?!are| som)|(?:mycket )?inom kort|inom (?:en )?(?:mycket )?(?:snar|nära|överskådlig|närmaste) framtid|(?:precis |alldeles )?(?:runt|om|bakom) hörnet|i (?:en )?(?:nära|snar) framtid|"
        r"i dagarna|när som helst|framöver|på sikt|så småningom|vad det lider|i närtid|inom en inte alltför avlägsen framtid|de (?:kommande|närmaste) (?:dagarna|veckorna|månaderna)|(?:under )?den närmaste tiden|"
        r"längre fram|i framtiden|förr eller senare|om en liten stund|så fort som möjligt|så snart som möjligt|snarast(?: möjligt)?|inom de närmaste (?:dagarna|veckorna|månaderna))(?!\w)", re.I),
}  # fmt: skip
_EVENTS_EN = r"(?:go-?lives?|launch\w*|year|season\w*|audit\w*|migration\w*|move\w*|relocation|opening\w*|board|budget\w*|kick-?off|deadline\w*|roll-?out\w*|rollover|event\w*|conference\w*|peak\w*|harvest\w*|semester|term|election\w*|renewal\w*|inspection\w*|stocktak\w*|inventor\w*|christmas|summer|winter|spring|autumn|fair|inauguration|turnover|stock build-up|build-up|closing|year-end|quarter|start|first|next|own|new|annual|busy|holiday)"
_CUSTOMER = {
    "en": (rf"(?<!\w)(?:(?:just )?in (?:good )?time for|in place for|ready for|ahead of|well before|before|prior to|by|no later than|to coincide with|on the day of|in step with|live for|for)\s+(?:{{own}})\s+(?:[\w’'-]+\s+){{{{0,3}}}}?{_EVENTS_EN}(?:[ -][\w’'-]+){{{{0,2}}}}",
           r"(?<!\w)(?:just )?in (?:good )?time for\s+(?:{own})\s+[\w’'-]+(?:[ -][\w’'-]+){{0,2}}",
           r"(?<!\w)ahead of\s+(?:{own})\s+[\w’'-]+(?:[ -][\w’'-]+){{0,2}}",
           r"(?<!\w)(?:by the time|before|the day|the moment|when|whenever|as soon as|once)\s+(?:{own}\s+[\w’'-]+(?:\s+[\w’'-]+){{0,2}}\s+(?:closes?|opens?|starts?|begins?|ends?|moves? in|goes live|go live|launch(?:es)?|meets?|turns?)|you\s+(?:need (?:it|them|this)|move in|open|go live|launch|start the season|close the books|want (?:it|them)))",
           r"(?<!\w)whenever (?:{own}|you)\s+[\w’'-]+(?:\s+[\w’'-]+){{0,3}}",
           r"(?<!\w)(?:on|according to) your (?:own )?(?:schedule|timetable|timeline|calendar)"),
    "sv": (r"(?<!\w)(?:lagom|i (?:god )?tid|i rätt tid|klart?|redo|på plats|färdigt?)\s+(?:till|inför|för)\s+(?:att\s+)?(?:{own}|ni|du)\s+[\w’'-]+(?:\s+[\w’'-]+){{0,2}}",
           r"(?<!\w)(?:före|innan|inför|senast|till|i samband med|vid)\s+(?:{own})\s+(?:[\w’'-]+\s+){{0,2}}?\w*(?:inflyttning|flytt|driftstart|bokslut|årsskifte|säsong|revision|stämma|lansering|öppning|skolstart|start|årsmöte|inventering|skörd|upphandling|budget|mässa|invigning|migrering|premiär|byte|deadline|terminsstart|besiktning|höjdpunkt|rusning|toppar|lågsäsong|högsäsong|läsår|verksamhetsår|räkenskapsår)\w*(?:\s+\w+)?",
           r"(?<!\w)(?:redan |precis )?(?:när|innan|då|så snart|så fort|den dag|dagen)\s+(?:ni|du|{own}\s+\w+)\s+(?:flyttar(?: in)?|öppnar|går live|startar|behöver (?:det|den|dem)|lanserar|byter|stänger böckerna|slår upp|vill)(?:\s+in)?",
           r"(?<!\w)lagom till\s+(?:att\s+)?(?:er|ert|era|ni|{own})?\s*[\w’'-]+(?:\s+[\w’'-]+){{0,2}}"),
}  # fmt: skip
_CUT = {
    "en": re.compile(r"\s+(?:on|in|at|and|is|will|who|which)(?:\s+\S+)?$"),
    "sv": re.compile(r"\s+(?:den|och|i|är|på|som|så)(?:\s+\S+)?$"),
}
_LAST_WORD = {  # the last word of everything that can tie a date: most dates are spared the long look
    "en": re.compile(
        r"(?:early|of|start|mid|late|later|end|the|by|in|latest|until|till|up to|through|before|than|earliest|to|from|on|"
        r"starting|beginning|effective|after|following|past|since|within|middle|prior)[\s-]+\Z", re.I),
    "sv": re.compile(
        r"(?:tidigt|i|under|av|tidig|tidiga|mitt|halva|sent|sen|sena|slutet|senast|vid|den|till|med|t\.o\.m\.?|tom|tidigast|"
        r"före|förrän|innan|inför|fr\.o\.m\.?|från|start|början|efter|sedan|inom|än)[\s-]+\Z", re.I),
}  # fmt: skip
_FAR = 60  # characters before a date in which what ties it may stand
_OWN = {"en": "your", "sv": "er|ert|era|ers"}


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    window: Window
    relation: str


def find(text: str, language: str, calendar: Calendar, customer: Sequence[str] = ()) -> tuple[DateClaim, ...]:
    """Every date and timing of `text` in order, not overlapping; offsets into `text`.

    `customer` are names of the customer, whose own events count like "your" ("in time for Contoso's audit").
    """
    if language not in _TIES:
        language = "en"
    if not _HINT.search(text):
        return ()
    set_by_customer = list(_customer_set(text, language, tuple(customer)))
    taken = bytearray(len(text))
    for claim in set_by_customer:
        _take(claim.start, claim.end, taken)
    dated = list(_dated(text, language, calendar, taken))
    for one in dated:
        _take(one.start, one.end, taken)
    vague = [
        _claim(text, _Found(m.start(), m.end(), _TIMELESS, "in"))
        for m in _VAGUE[language].finditer(text)
        if _free(m.start(), m.end(), taken)
    ]
    found = [*set_by_customer, *vague, *(_claim(text, one) for one in dated)]
    return tuple(sorted(found, key=lambda claim: claim.start))


def _claim(text: str, found: _Found, *, customer: bool = False) -> DateClaim:
    return DateClaim(
        text[found.start : found.end], found.start, found.end, found.window, found.relation, customer_set=customer
    )


def _free(start: int, end: int, taken: bytearray) -> bool:
    return taken.find(1, start, end) < 0


def _take(start: int, end: int, taken: bytearray) -> None:
    taken[start:end] = b"\x01" * (end - start)


@functools.lru_cache(maxsize=64)
def _customer_patterns(language: str, customer: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    names = [re.escape(name) + "(?:['’]?s)?" for name in customer if name]
    own = "|".join([_OWN[language], *names])
    return tuple(re.compile(source.format(own=f"(?:{own})"), re.IGNORECASE) for source in _CUSTOMER[language])


def _customer_set(text: str, language: str, customer: tuple[str, ...]) -> Iterator[DateClaim]:
    taken = bytearray(len(text))
    for pattern in _customer_patterns(language, customer):
        for match in pattern.finditer(text):
            end = match.end()
            cut = _CUT[language].search(text[match.start() : end])
            end = match.start() + cut.start() if cut else end
            if _free(match.start(), end, taken):
                _take(match.start(), end, taken)
                yield _claim(text, _Found(match.start(), end, _TIMELESS, "by"), customer=True)


def _dated(text: str, language: str, calendar: Calendar, taken: bytearray) -> Iterator[_Found]:
    chosen: list[Core] = []
    held = bytearray(taken)
    for core in (*_releases(text, calendar), *cores(text, language, calendar)):
        if _free(core.start, core.end, held):
            _take(core.start, core.end, held)
            chosen.append(core)
    chosen.sort(key=lambda core: core.start)
    ranged = _ranges(text, chosen, calendar)
    for core in ranged:
        yield _lately(_tied(text, core, language), core, calendar)


def _lately(found: _Found, core: Core, calendar: Calendar) -> _Found:
    """Put "since March" without a year is the March that has been."""
    if (
        found.relation != "since"
        or not core.yearless
        or not core.window.first
        or core.window.first <= calendar.reference
    ):
        return found
    return _Found(found.start, found.end, _year_earlier(found.window), found.relation)


def _releases(text: str, calendar: Calendar) -> Iterator[Core]:
    for version, window in calendar.releases.items():
        pattern = rf"(?<![\w.])(?:version|release|in|i|med|with)\s+(?:version\s+)?{re.escape(version)}(?![\w]|\.\d)"
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield Core(match.start(), match.end(), window)


def _ranges(text: str, found: Sequence[Core], calendar: Calendar) -> list[Core]:
    """Cores joined where one stands for the beginning and the next for the end of a stretch."""
    out: list[Core] = []
    for core in found:
        if out and core.start < out[-1].end:
            continue
        core = _with_day_range(text, core)  # noqa: PLW2901 - the same core, widened
        core = _with_year_range(text, core)  # noqa: PLW2901
        between = text[out[-1].end : core.start] if out else ""
        if out and _RANGE.match(between) and _may_join(out[-1], core, between, text):
            before = out.pop()
            first = before.window
            if before.yearless and first.first and core.window.first and first.first > core.window.first:
                first = _year_earlier(first)
            out.append(Core(before.start, core.end, windows.joined(first, core.window)))
        else:
            out.append(core)
    return out


def _year_earlier(window: Window) -> Window:
    def earlier(date: dt.date | None) -> dt.date | None:
        return (
            date.replace(year=date.year - 1, day=min(date.day, 28) if date.month == 2 else date.day) if date else None
        )

    return Window(earlier(window.first), earlier(window.last), window.granularity)


def _may_join(before: Core, core: Core, between: str, text: str) -> bool:
    word = between.strip().lower()
    if word in {"and", "och"}:
        return bool(_OPEN_RANGE.search(text[max(0, before.start - _FAR) : before.start])) and text[
            max(0, before.start - _FAR) : before.start
        ].rstrip().lower().endswith(("between", "mellan"))
    same = abs(before.window.granularity.order - core.window.granularity.order) <= 1
    return same and before.window.first is not None and core.window.last is not None


def _with_day_range(text: str, core: Core) -> Core:
    """Widen "16–18 March": the day before the dash belongs to the same month."""
    if core.window.granularity is not Granularity.DAY or core.window.first is None:
        return core
    low = max(0, core.start - _FAR)
    match = _DAY_RANGE.search(text[low : core.start])
    if match is None or int(match[1]) >= core.window.first.day or not 0 < int(match[1]) < 32:
        return core
    return Core(
        low + match.start(),
        core.end,
        Window(core.window.first.replace(day=int(match[1])), core.window.last, Granularity.DAY),
    )


def _with_year_range(text: str, core: Core) -> Core:
    if core.window.granularity is not Granularity.YEAR or core.window.first is None or core.window.last is None:
        return core
    match = _YEAR_RANGE.match(text, core.end)
    if match is None:
        return core
    year = core.window.first.year // 100 * 100 + int(match[1])
    if not core.window.first.year < year < core.window.first.year + 20:
        return core
    return Core(core.start, match.end(), Window(core.window.first, dt.date(year, 12, 31), Granularity.YEAR))


@functools.cache
def _before(language: str) -> tuple[list[tuple[re.Pattern[str], int]], list[tuple[re.Pattern[str], str]]]:
    thirds = [(re.compile(rf"(?<!\w){source}[\s-]+$", re.I), which) for source, which in _THIRDS[language]]
    ties = [(re.compile(rf"(?<!\w){source}\s+$", re.I), relation) for source, relation in _TIES[language]]
    return thirds, ties


def _tied(text: str, core: Core, language: str) -> _Found:
    """The core with what stands before and after it: "by the end of", "early", "at the earliest"."""
    thirds, ties = _before(language)
    start, end, window, relation = core.start, core.end, core.window, "in"
    inner = re.match(r"(within|inom|in the next|over the next|in|om)\b", text[start:end], re.I)
    if (
        inner
        and window.granularity is not Granularity.VAGUE
        and inner[1].lower() in {"within", "inom", "in the next", "over the next"}
    ):
        return _Found(start, end, window, "within")
    if not _LAST_WORD[language].search(text, max(0, start - _FAR), start):
        return _after(text, _Found(start, end, window, relation), language)
    if (before := _right_before(ties[0][0], text, start)) is not None:
        return _after(text, _Found(before, end, window, "by"), language)
    for pattern, which in thirds:
        if (before := _right_before(pattern, text, start)) is not None:
            start, window = before, windows.third(window, which)
            break
    for pattern, tie in ties:
        if (before := _right_before(pattern, text, start)) is not None:
            start, relation = before, tie
            break
    return _after(text, _related(_Found(start, end, window, relation), core), language)


def _right_before(pattern: re.Pattern[str], text: str, at: int) -> int | None:
    """Where words that tie a date begin, if they end right before it."""
    low = max(0, at - _FAR)
    match = pattern.search(text[low:at])
    return None if match is None else low + match.start()


def _related(found: _Found, core: Core) -> _Found:
    window = found.window
    if found.relation in {"from", "after", "earliest"}:
        window = Window(window.first, None, window.granularity)
    elif found.relation == "before" and window.first is not None:
        window = Window(None, window.first - dt.timedelta(1), window.granularity)
    return _Found(found.start, found.end, window, found.relation)


def _after(text: str, found: _Found, language: str) -> _Found:
    for source, relation in _AFTERWARDS[language]:
        match = re.compile(rf"\s+{source}(?!\w)", re.I).match(text, found.end)
        if match:
            moved = _Found(found.start, match.end(), found.window, relation)
            return _related(moved, Core(0, 0, found.window)) if relation == "earliest" else moved
    if found.relation == "from" and (match := re.compile(r"\s+(?:on|onwards?|and on)\b", re.I).match(text, found.end)):
        return _Found(found.start, match.end(), found.window, "from")
    return found
