"""Timing without a calendar: soon, in the near future, right around the corner, snart, inom kort (contract §5, PL207)."""

# ruff: noqa: E501, ISC004 - phrases are listed, not wrapped

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from promiselint.claims.dates.almanac import VAGUE
from promiselint.model.statements import DateClaim

_EN_UNITS = r"(?:days|weeks|months|quarters|years|sprints|releases)"
_EN_FEW = r"(?:few|couple of|couple|handful of|several|many)"
_EN_RELEASE = r"(?:major |minor |product |big )?(?:release|version|update)s?"
_EN = (
    r"(?<!\bas )(?<!too )(?<!how )(?<!\bso )(?:(?:very|really|real|quite|pretty|fairly|anytime|any time|some time) )?"
    r"soon(?: enough)?(?! as\b)(?! after (?:that|you|your|the|a|an|each|every|any)\b)",
    r"(?:very )?shortly(?! (?:before|after|thereafter|afterwards)\b)",
    r"(?<!not )before (?:too |very )?long",
    r"(?:in|within|for) the (?:very |not[- ](?:too|so|very)[- ]distant |not all that distant )?"
    r"(?:near |nearer |nearest |immediate |foreseeable |close )?future",
    r"in (?:the )?(?:near|short|medium|longer|long|mid)(?: to (?:medium|mid|long))?[- ]term",
    r"in the (?:longer|long|short) run",
    r"(?:(?:right|just|almost|literally) )?(?:around|round) the (?:next )?corner",
    r"(?:just )?(?:on|over) the horizon",
    r"(?:(?:in|over|within|during|across|for|throughout) )?(?:the )?(?:very )?(?:coming|upcoming) " + _EN_UNITS,
    rf"(?:(?:in|over|within|during|across|for|throughout) )?the next (?:{_EN_FEW} )?{_EN_UNITS}",
    rf"(?:in|within|inside) (?:just |only |about )?(?:a )?(?:{_EN_FEW}|matter of|question of) {_EN_UNITS}(?:' time| from now)?",
    rf"(?<!every )(?:a )?{_EN_FEW} {_EN_UNITS} from now",
    rf"within {_EN_UNITS}",
    rf"(?:in|over|within) the {_EN_UNITS} (?:ahead|to come)",
    rf"in {_EN_UNITS} to come",
    rf"(?:just |only |mere |a few |a couple of )?{_EN_UNITS} away(?! from)",
    r"(?:almost |just )?any (?:day|time|minute|moment|week|hour) (?:now|soon)",
    r"imminent(?:ly)?",
    r"in (?:due|the) course(?: of time)?(?! of)",
    r"in due time",
    r"in the fullness of time",
    r"eventually(?! consisten)",
    r"sooner or later",
    r"sooner rather than later",
    r"one of these days|some ?day(?! of)",
    r"(?:further )?down the (?:line|road|track)",
    r"at (?:a|some) later (?:date|stage|point|time)|at a future date|at some (?:future )?point(?: in (?:time|the future))?",
    r"(?:follows?|comes?|arrives?|added|released|introduced|available|supported) (?:a little |a bit |somewhat |slightly )?later"
    r"(?! (?:than|this|in|on|that|or))",
    r"(?<!act )as soon as (?:possible|we can|it is ready|it's ready|they are ready|practicable)|asap",
    r"(?:once|when|as soon as|whenever) (?:it|they)(?:'s|'re| is| are) (?:ready|done|finished)",
    r"at the (?:earliest|first) opportunity",
    r"in short order",
    r"in a (?:little |short )?while(?! loop)",
    r"in (?:a|an|one of (?:the|our)) (?:future|upcoming|coming|forthcoming|later|subsequent) " + _EN_RELEASE,
    r"in (?:future|upcoming|coming|forthcoming|later) " + _EN_RELEASE,
    r"in (?:the|our|its) (?:next|coming|upcoming|forthcoming) " + _EN_RELEASE,
    r"close at hand|near at hand|(?:almost|nearly) here|not (?:too |very )?far (?:off|away)(?! from)",
    r"(?:not|won't be|it won't be|will not be) long now|(?:it )?(?:won't|will not) be (?:very |too )?long",
    r"in early access soon|momentarily",
)
_SV_UNITS = r"(?:dagarna|veckorna|månaderna|kvartalen|åren|tiden|dagar|veckor|månader|kvartal)"
_SV_RELEASE = r"(?:\w+ )?(?:version(?:er|en)?|release(?:r|n)?|uppdatering(?:ar|en)?|utgåv(?:a|or)|släpp)"
_SV = (
    r"(?<!\bså )(?<!hur )(?<!för )(?<!lika )(?:(?:mycket|väldigt|riktigt|rätt|ganska|helt) )?snart(?! som)(?! sagt)"
    r"(?! (?:\d+|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|femton|tjugo|trettio|fyrtio|femtio|hundra) års?\b)",
    r"inom (?:(?:mycket|helt|väldigt) )?kort",
    r"(?:inom|i) (?:en|den) (?:mycket |ganska |inte (?:allt)?för |icke alltför |inte alltför |ej alltför |relativt )?"
    r"(?:snar|nära|närmaste|avlägsen|överskådlig|näraliggande) (?:och \w+ )?framtid(?:en)?",
    r"inom överskådlig (?:tid|framtid)|inom (?:en )?nära framtid|inom (?:det )?(?:snaraste|närmsta)|inom närmaste framtid",
    r"(?:(?:precis|strax|alldeles|nästan|just) )?(?:runt|om) (?:hörnet|knuten)",
    r"(?:strax|snart|nästan) (?:här|framme|klar[at]?|redo|i mål)",
    r"(?<!och )(?<!dagar )(?<!veckor )(?<!månader )(?<!lutar )(?<!luta )(?<!böjer )(?<!böja )(?<!sig )framöver",
    r"längre fram(?! i år)(?! (?:i|på|längs|mot) (?:sal|korridor|text|avsnitt|kapit|dokument|gata|väg|lista|tabell|lokal|hall|rad|vagn)\w*)",
    r"på (?:lite |litet |något |längre |kort |kortare |medellång |lång )?sikt(?!et)",
    r"så småningom",
    r"(?:allt ?eftersom|vad) det lider",
    r"(?:nu )?i dagarna",
    r"(?:nu )?vilken (?:dag|stund|vecka|minut) som helst",
    r"(?<!kan )(?<!får )(?<!kunna )(?<!ni )när som helst(?! (?:avsluta|avbryta|säga|byta|ändra))",
    r"i (?:den )?när(?:a )?tid",
    r"(?:(?:under|inom|för) )?(?:den|de) (?:allra )?(?:närmaste|närmsta|kommande|nästkommande) (?:få )?" + _SV_UNITS,
    r"(?:(?:under|inom|i) )(?:allra )?(?:närmaste|närmsta|kommande) " + _SV_UNITS,
    r"(?:inom|om) (?:bara |endast |loppet av |sisådär )?(?:några|ett par|några få|någon|ett fåtal) (?:dagar|veckor|månader|kvartal|år|vecka|månad)",
    r"om (?:ett|en) (?:litet |liten )?(?:tag|stund|tid)",
    r"om inte (?:allt)?för länge|inom inte (?:allt)?för lång tid",
    r"snarast(?: möjligt)?|så (?:snart|fort) (?:som )?(?:möjligt|det går|vi kan|den är klar|det är klart|de är klara)",
    r"(?<!inför )i framtiden|framgent",
    r"i (?:en|någon(?: av)?|ett) (?:framtida|kommande|senare) " + _SV_RELEASE,
    r"i (?:framtida|kommande|senare|nästa) " + _SV_RELEASE,
    r"med tiden|i sinom tid",
    r"förr eller senare|förr snarare än senare|hellre förr än senare",
    r"(?:i|vid) (?:ett )?senare (?:skede|tillfälle|läge)",
    r"(?:kommer|följer|lanseras|släpps|införs|tillkommer|tillförs|läggs till) (?:lite |litet |något )?senare"
    r"(?! (?:än|i|under|på|den|denna|detta|version))",
    r"(?:det )?dröjer inte (?:så )?länge(?: till)?|inte långt borta|nära förestående|(?:står )?för dörren|i faggorna|i antågande",
    r"när (?:den|det|de) är (?:klar|klart|klara|färdig|färdigt|färdiga|redo)",
    r"vid tillfälle|någon gång (?:i framtiden|framöver)|till slut(?=\s*[.,;!?])",
    r"inom den närmaste tiden|inom (?:dagar|veckor|månader)",
)


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    spaced = (phrase.replace(" ", r"\s") for phrase in phrases)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(spaced)})(?![\w-])")


_PHRASES: Mapping[str, re.Pattern[str]] = {"en": _any_of(_EN), "sv": _any_of(_SV)}


# Each phrase holds one of these: a text that holds none is done with at once.
_HEARTS: Mapping[str, tuple[str, ...]] = {
    "en": tuple(
        "soon|shortly|long|future|term|run|corner|horizon|day|week|month|quarter|year|sprint|release|imminent|course|due|"
        "fullness|eventually|later|line|road|track|point|asap|ready|done|finished|opportunity|order|while|version|update|"
        "hand|momentarily|any |st here|ly here|far off|far away".split("|")
    ),
    "sv": tuple(
        "snar|kort|framtid|tid|hörnet|knuten|framöver|fram|sikt|småningom|lider|dagarna|helst|veck|månad|kvartal|år|dag|tag|"
        "stund|länge|fort|framgent|version|release|uppdatering|utgåv|släpp|senare|borta|förestående|dörren|faggorna|"
        "antågande|strax|nästan|klar|färdig|redo|tillfälle|någon gång|till slut".split("|")
    ),
}


def vague(text: str, lowered: str, language: str) -> Iterator[DateClaim]:
    """Each phrase of vague timing; `lowered` is `tokens.plain(text)`."""
    if not any(heart in lowered for heart in _HEARTS[language]):
        return
    for found in _PHRASES[language].finditer(lowered):
        yield DateClaim(text[found.start() : found.end()], found.start(), found.end(), VAGUE)
