"""Timing by the customer's own date or event: in time for your go-live, lagom till er inflyttning (contract §5, PL206)."""

# ruff: noqa: E501, ISC004 - phrases are listed, not wrapped

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from promiselint.claims.dates.almanac import VAGUE
from promiselint.claims.dates.tokens import plain
from promiselint.model.statements import DateClaim

_EN_STOP = (
    "in|on|at|by|for|with|from|to|and|or|so|which|that|who|but|if|when|where|while|because|without|we|you|they|it|is|are|"
    "was|were|will|would|can|could|may|must|shall|should|has|have|had|next|this|the|a|an|as|into|after|before|then|not|"
    "no|i|january|february|march|april|june|july|august|september|october|november|december"
)
_EN_EVENT = (
    r"(?:go-?live|go live|launch(?:es)?|roll-?out|cut-?over|migration|move|move-in|relocation|(?:re-?)?opening|audit|"
    r"inspection|board meeting|annual (?:general )?meeting|agm|general meeting|board|budget(?: round)?|kick-?off|deadline|"
    r"event|conference|congress|trade (?:show|fair)|fair|peak|harvest|sowing|semester|term|season|election|renewal|"
    r"year|year[- ]?end|quarter[- ]?end|month[- ]?end|close|closing|enrol?lment|merger|ipo|start date|first day|anniversary|"
    r"expiry|commissioning|hand-?over|start-?up|production start|shutdown|stocktake|campaign|festival|exams?|"
    r"(?:re)?certification|accreditation|submission|filing|hearing|rollover|turnaround|stock build-up|build-up|switchover|"
    r"cycle|holidays?|sale|sales|tour|premiere|move-in day|opening day|big day|milestone|review|planting|calving|"
    r"lambing|vintage|crush|ramp-up|re-?launch|grand opening|intake|freshers' week)"
)
_EN_TAIL = (
    r"(?:[- ](?:end|ends|date|day|week|start|starts|close|closes|begins|opens|rollover|season|is out|is over|comes round|"
    r"kicks off|goes live|rolls over|runs out|is due|arrives|gets under way))?"
)
_EN_PEOPLE = (
    r"(?:tenants|guests|students|pupils|staff|teams?|employees|auditors?|visitors|residents|shops?|stores?|office|offices|"
    r"plants?|warehouse|clinics?|schools?|restaurants?|hotels?|branch(?:es)?|lease|board|supporters|members|crews?)"
)
_EN_HAPPENS = (
    r"(?:go(?:es)? live|moves? (?:in|out|over|house|offices)|relocates?|kicks? off|gets? under ?way|re-?opens?|rolls? (?:over|out)|"
    r"opens? (?:its|their|your) doors|(?:go|goes) into production|cuts? over|switch(?:es)? over)"
)
_EN_SOON = r"(?:begins?|starts?|opens?|closes?|ends?|arrives?|launch(?:es)?|expires?|runs? out|is due|are due|comes? (?:up|back)|returns?|meets?|convenes?|renews?|migrates?|moves?|check in|is out|is over)"
_EN_YOU = (
    rf"(?:{_EN_HAPPENS}|need (?:it|them|this|that|one|to)\b|need(?=\s*(?:[.,;:!?)]|$))|are ready(?: for it| to)?|are audited|"
    r"close (?:your|the) (?:books|year|quarter)|(?:open|start|launch|begin|move|migrate|relocate|renew)"
    r"(?=\s*(?:[.,;:!?)]|$|(?:in|on|for|from|next) |(?:your|the|a) (?:new )?(?:season|doors|store|shop|office|branch|plant|"
    r"clinic|school|hotel|restaurant|term|campaign|harvest|year)\b))(?: (?:your|the|a) (?:new )?(?:season|doors|store|shop|"
    r"office|branch|plant|clinic|school|hotel|restaurant|term|campaign|harvest|year))?)"
)
_SV_STOP = (
    "i|på|vid|för|med|från|till|av|om|och|eller|så|som|att|men|när|där|medan|utan|vi|ni|de|det|den|är|var|blir|kommer|ska|"
    "kan|får|har|hade|nästa|en|ett|efter|före|innan|inte|under|januari|februari|mars|april|maj|juni|juli|augusti|"
    "september|oktober|november|december"
)
_SV_EVENT = (
    r"[a-zåäö-]*(?:inflytt|flytt|driftstart|driftsätt|bokslut|årsskifte|stämma|stämman|säsong|revision|lansering|öppning|"
    r"invigning|skolstart|termin|kampanj|mässa|mässan|konferens|evenemang|event|styrelsemöte|budget|kick-?off|deadline|"
    r"skörd|förnyelse|inventering|migrering|utrullning|go-?live|premiär|jubileum|inspektion|tillsyn|certifiering|granskning|"
    r"räkenskapsår|verksamhetsår|budgetår|läsår|julhandel|systembyte|tillträde|uppstart|besiktning|produktionsstart|"
    r"byggstart|trafikstart|avtalsstart|säsongsstart|terminsstart|kursstart|upphandling|skolavslutning|årsmöte|"
    r"byte av|första dag|deklaration|semesterstängning|avstämning|omställning|relansering|nyöppning|premiär|driftövertagande|fullmäktige|val)[a-zåäö]*"
)
_SV_NI = (
    r"(?:flyttar(?: in| ut| över)?|går live|drar i ?gång|behöver (?:det|den|dem|detta)|behöver(?=\s*(?:[.,;:!?)]|$))|"
    r"vill(?: ha (?:det|den|dem))?(?=\s*(?:[.,;:!?)]|$))|(?:så )?önskar|är redo|är klara|lanserar|"
    r"stänger (?:böckerna|bokslutet|året)|byter system|sätter i (?:gång|drift)|driftsätter|inviger\w*|slår upp portarna|"
    r"rullar ut|tar i bruk|tar över|skördar|kickar i ?gång|tillträder|"
    r"(?:öppnar|startar|börjar|stänger|bygger)(?: (?:säsongen|butiken|skolan|terminen|portarna|dörrarna|igen|för säsongen|året|"
    r"(?:er|ert|era) [a-zåäö]+|den nya [a-zåäö]+|det nya [a-zåäö]+)|(?=\s*(?:[.,;:!?)]|$|den \d|i (?:januari|februari|mars|april|"
    r"maj|juni|juli|augusti|september|oktober|november|december)))))"
)
_SV_SKER = (
    r"(?:börjar|startar|öppnar|stänger|slutar|går live|flyttar in|flyttar|drar i ?gång|är slut|tar slut|löper ut|går ut|upphör|stängs|"
    r"avslutas|invigs|rullas ut|anländer|kommer tillbaka|återvänder|tillträder|sammanträder|infaller|inleds)"
)


def _words(stop: str, most: int) -> str:
    """Up to `most` words none of which begins something else."""
    return rf"(?:\s(?!(?:{stop})\b)[^\W\d_][\w'&-]*){{1,{most}}}"


def _between(stop: str, most: int) -> str:
    """None or a few words before a noun."""
    return rf"(?:(?!(?:{stop})\b)[^\W\d_][\w'&-]*\s){{0,{most}}}?"


def _english(names: str) -> str:
    own = rf"(?:your|the (?:customer|client|buyer)'s|{names})"
    which = rf"{own}\s(?:next\s)?{_between(_EN_STOP, 4)}"
    part = r"(?:the (?:very )?(?:end|start|beginning|close|opening|launch|go-?live|roll-?out|first day|last day|day|date|week|eve|turn) of )?"
    strong = (
        r"(?:(?:well|just|right|safely) )?(?:in (?:good |plenty of |ample |perfect |full )?time (?:for|before|to meet)|ahead of|"
        r"in advance of|(?:to )?coincid(?:e|es|ing) with|timed (?:for|to|with|to coincide with|to match)|"
        r"(?:no|not) later than|in time with)"
    )
    strict = r"(?:go-?live|launch|opening|kick-?off|move-in|year[- ]?end|cut-?over|start date|opening day|peak season)"
    event = rf"{part}{which}{_EN_EVENT}{_EN_TAIL}"
    # What is for an audit or a board is not timed by it; what is for a go-live is.
    plain_for = rf"(?:for|with|at|ready for|on|from)\s{part}{which}{strict}(?: (?:date|day|week))?"
    dated = rf"(?:(?:well|just|right|shortly|safely|even|still) )?(?:before|by|prior to|upon|when|once|until|as of|in (?:line|step|sync) with|aligned (?:with|to)|to (?:match|meet)|in place for|live for|up and running for)\s{event}"
    when = (
        r"(?:exactly |just |right |only |precisely )?(?:when(?:ever)?|before|by the time|once|as soon as|until|the (?:day|moment|week|"
        r"minute)(?: that| when)?|(?:on|from|by) the (?:day|moment|date)(?: that| when| on which)?)"
    )
    early = r"(?:well |just |right |shortly |even )?(?:before|by the time|until|on the day(?: that| when)?|the day)"
    return "|".join(
        (
            rf"{strong}\s{part}{own}{_words(_EN_STOP, 5)}",
            dated,
            plain_for,
            rf"(?:on|from) (?:day one|the first day) of {which}{_EN_EVENT}",
            r"whenever (?:suits|is convenient for) you(?: best)?",
            r"(?:on|per|according to|in line with) your (?:own )?(?:schedule|timeline|time ?frame|calendar)(?=\s*(?:[.,;:!?)]|$))",
            rf"by the time (?:that )?(?:you|{names})\s(?!(?:in|on|at)\b)[^\W\d_][\w'-]*(?:\s(?!(?:{_EN_STOP})\b)[^\W\d_][\w'-]*){{0,3}}",
            rf"{when}\s(?:you|{names})\s{_EN_YOU}",
            rf"{early}\s{which}(?:{_EN_HAPPENS}|{_EN_SOON})",
            rf"{when}\s{which}{_EN_HAPPENS}",
            rf"{when}\s{own}\s(?:\w+\s)?(?:{_EN_PEOPLE}|{_EN_EVENT})\s{_EN_SOON}",
            rf"{when}\s{which}(?:fiscal|financial|policy|regulatory|tax|school|academic|accounting|contract|plan) year\s(?:{_EN_SOON}|{_EN_HAPPENS}|turns)",
            r"when(?:ever)? (?:you (?:like|want(?: it| them)?|choose|wish|say(?: so)?|decide|please|prefer|ask for it)(?=\s*(?:[.,;:!?)]|$))|"
            r"(?:it|that) (?:suits|is convenient for) you(?: best)?)",
            r"(?:on|at|by) (?:a|the|any|whatever|whichever) (?:date|day|time|week|point) (?:(?:that |which )?(?:you (?:choose|set|pick|name|prefer|"
            r"decide|want|need it|need)|suits you(?: best)?)|of your (?:own )?(?:choice|choosing))",
            r"(?:in (?:good |plenty of )?time (?:for|before)|ahead of) (?:the )?(?:new |coming |next |upcoming |busy |annual )?"
            r"(?:start of (?:the )?(?:new |next )?)?(?:go-?live|cut-?over|audit|move|relocation|migration|roll-?out|harvest|renewal|"
            r"(?:school|academic|policy|fiscal|financial) year(?:[- ]end)?|(?:spring |summer |autumn |fall |winter |peak |growing )?"
            r"(?:season|term|semester)|exams|budget round|board meeting|annual meeting|year-end close|inspection|tax season)",
            r"(?:to|on|by|per|within|according to|in line with) your (?:own )?(?:timetable|deadlines?|project plan|roll-?out plan|go-live plan)",
        )
    )


def _swedish(names: str) -> str:
    own = rf"(?:er|ert|era|eder|kundens|beställarens|{names})"
    which = rf"{own}\s(?:nästa\s)?{_between(_SV_STOP, 3)}"
    timely = r"(?:(?:precis|just|redan|alldeles|väl) )?(?:lagom|i (?:god |rätt )?tid|i lagom tid|färdigt? i tid)(?: (?:till|inför|före|för|innan))"
    weak = (
        r"(?:(?:precis|just|redan|strax|direkt|gott|senast|allra senast|helst) )?(?:före|innan|inför|till|senast|vid|från(?: och med)?|"
        r"i samband med|samtidigt (?:som|med)|i takt med|i och med|lagom)(?: (?:slutet av|utgången av|starten av|början av|dagen för))?"
    )
    when = (
        r"(?:(?:precis|just|redan|exakt|strax|direkt|senast|lagom) )?(?:när|innan|så snart|så fort|samma dag(?: som)?|den dag(?:en)?(?: då| som| när)?|"
        r"till dess(?: att)?|tills|före det att|från den dag(?:en)?(?: då| som)?|vid den tidpunkt(?: då| som)?|på dagen då|samtidigt som|dagen då)"
    )
    event = (
        r"(?:inflyttningen|flytten|driftstarten|skolstart(?:en)?|terminsstart(?:en)?|säsong(?:en|sstart(?:en)?)|högsäsong(?:en)?|"
        r"[a-zåäö]*bokslutet|årsstämman|bolagsstämman|revisionen|öppningen|invigningen|skörden|budgetarbetet|julhandeln|"
        r"julrushen|[a-zåäö]*säsongen|driftsättningen|lanseringen hos er|läsåret|terminen|vårterminen|höstterminen|"
        r"upphandlingen|inventeringen|omställningen|systembytet|besiktningen|inspektionen|budgetprocessen|avtalsstart(?:en)?|"
        r"kursstart(?:en)?|byggstart(?:en)?|säsongspremiären|årsmötet|semesterstängningen)"
    )
    return "|".join(
        (
            rf"{timely}\s(?:att\s)?(?:ni|{names})(?:\s(?!(?:{_SV_STOP})\b)[^\W\d_][\w-]*){{1,4}}",
            rf"{timely}\s{own}{_words(_SV_STOP, 4)}",
            rf"{timely}\s(?:den |det |nästa |nya |kommande |höstens |vårens |årets )?{event}",
            rf"inför\s(?:era|ert|er)\s(?!egen\b|egna\b)(?!personal\b|kund\w*\b|användar\w*\b){_between(_SV_STOP, 3)}{_SV_EVENT}",
            rf"{weak}\s{which}{_SV_EVENT}(?: (?:slut|start|börjar|startar|är slut|stängs|går ut))?",
            rf"{when}\s(?:ni|{names})\s(?:väl |sedan |själva |verkligen )?{_SV_NI}",
            rf"{when}\s{own}\s(?:[a-zåäö-]+\s)?[a-zåäö-]+\s{_SV_SKER}",
            r"när(?: som helst|helst| helst)? (?:det (?:passar|behagar|lämpar sig för) (?:er|kunden)(?: bäst)?|ni (?:så )?(?:önskar|vill|behagar|säger till)(?=\s*(?:[.,;:!?)]|$)))",
            r"(?:på|vid|till) (?:en|ett|den|det|valfri|valfritt|vilken|vilket) (?:dag|tid|tidpunkt|datum)(?: som)? (?:ni (?:själva )?(?:väljer|bestämmer|önskar|vill)|(?:som )?passar er(?: bäst)?)",
            r"(?:enligt|efter|utifrån|i linje med) er (?:egen )?(?:tidplan|tidsplan|projektplan|införandeplan)",
        )
    )


# Each phrase holds one of these: a text that holds none is done with at once.
_OWNERS = {
    "en": r"\b(?:you|your|(?:customer|client|buyer)'s|time for|time before|ahead of)\b",
    "sv": r"\b(?:er|ert|era|eder|ni|kundens|beställarens|lagom|tid)\b",
}


@lru_cache(maxsize=64)
def _pattern(language: str, names: tuple[str, ...]) -> re.Pattern[str]:
    own = "|".join(
        rf"{re.escape(plain(name))}(?:'?s|')?" for name in sorted(names, key=len, reverse=True) if name.strip()
    )
    name = f"(?:{own})" if own else r"(?!)"
    body = _swedish(name) if language == "sv" else _english(name)
    return re.compile(rf"(?<![\w-])(?:{body.replace(' ', chr(92) + 's')})(?![\w-])")


_START = re.compile(r"before you (?:begin|start)$")
_VENDOR = re.compile(r"\b(?:we|our|will|'ll|shall|is|are|be|ready|live|running|in place|delivered|going)\b")
_SENTENCE = re.compile(r"[.!?;:\n]\s")


def _is_advice(lowered: str, found: re.Match[str]) -> bool:
    """Whether "before you begin" tells the reader what to do: nothing is promised in the sentence before it."""
    if not _START.match(found.group()):
        return False
    before = _SENTENCE.split(lowered[max(0, found.start() - 200) : found.start()])[-1]
    return _VENDOR.search(before) is None


def customer_set(text: str, lowered: str, language: str, names: tuple[str, ...] = ()) -> Iterator[DateClaim]:
    """Each timing by the customer's date; `lowered` is `tokens.plain(text)`, `names` are the customer's."""
    if not re.search(_OWNERS[language], lowered) and not any(plain(name) in lowered for name in names if name.strip()):
        return
    for found in _pattern(language, names).finditer(lowered):
        relation = "before" if found.group().startswith(("before", "innan", "före", "ahead", "prior")) else "by"
        if _is_advice(lowered, found):
            continue
        words = text[found.start() : found.end()]
        yield DateClaim(words, found.start(), found.end(), VAGUE, relation, customer_set=True)
