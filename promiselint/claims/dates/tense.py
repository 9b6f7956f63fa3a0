"""Whether the words around a date look back or ahead."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PAST_EN = re.compile(
    r"\b(?:(?<!is )(?<!are )(?<!be )(?<!being )(?<!get )(?<!gets )"
    r"(?:released|launched|shipped|introduced|founded|started|joined|opened|closed|measured|reviewed|published|updated|"
    r"visited|surveyed|acquired|completed|fixed|resolved|announced|deployed|moved|migrated|received|signed|recorded|"
    r"reported|handled|connected|ranked|deprecated|withdrawn|retired|discontinued|presented|observed|delivered|tested|"
    r"improved|reduced|dropped|increased|finished|stopped|changed|switched|asked|answered|helped|saved|rolled out|"
    r"established|arrived|happened|appeared|occurred|expired|worked|failed|tried|called|"
    r"talked|collected|counted|used|marked|awarded|audited|certified|interviewed|processed|served|passed|reached|doubled|grew|won|ended|hired|"
    r"attended|hosted|organised|organized|promised|added|removed|renamed|replaced|renewed|conducted|inspected))\b"
    r"|\b(?:was|were|had|did|went|came|began|became|got|took|brought|made|saw|left|met|held|told|said|wrote|built|fell|"
    r"heard|found|learned|learnt|knew|chose|paid|taught|drew|drove|led|sought|spoke|struck|understood|threw|"
    r"rose|stood|ran|gave|sent|spent|kept|lost|sold|bought|showed|has been|have been|has had|have had|has|have)\b"
)
_AHEAD_EN = re.compile(
    r"\b(?:will|shall|going to|'ll|plans?|planned|planning|aims?|aiming|expects?|expected|due|scheduled|slated|"
    r"targeted|targeting|hope to|intends?|is|are|"
    r"ships?|arrives?|comes?|coming|launches|lands|follows|becomes?|begins|starts|"
    r"opens|brings|can|may|might|should|must|to be|would|releases|delivers|gets?|adds|joins|goes|available)\b"
)
_PAST_SV = re.compile(
    r"\b(?:var|hade|blev|kom|gick|fick|tog|togs|gjorde|gjordes|höll|hölls|låg|såg|sågs|sade|sa|skrev|skrevs|bytte|byttes|"
    r"började|släppte|släpptes|mätte|mättes|byggde|byggdes|hände|ställdes|stängdes|grundades|fanns|stod|lät|drog|vann|"
    r"steg|sjönk|föll|gav|gavs|köpte|köptes|sålde|såldes|valde|valdes|införde|infördes|visade|ökade|minskade|flyttade|"
    r"rullades|skickade|skickades|bjöd|deltog|berättade|hölls|slutade|anslöt|anslöts|startade|startades|genomförde|"
    r"genomfördes|levererade|levererades|lanserade|lanserades|öppnade|öppnades|uppmättes|åtgärdade|åtgärdades|"
    r"publicerade|publicerades|utkom|skedde|tillkom|uppstod|drogs|"
    r"(?!planerade|beräknade|väntade|begränsade|krypterade|relaterade|avancerade|integrerade|automatiserade|anpassade|"
    r"uppdaterade|samlade|riktade|baserade|önskade|utökade|förbättrade|delade|sparade|kopplade|hades|skulde)"
    r"\w{3,}(?:ades|ade|tes|des))\b"
    r"|\b(?:har|hade)\s+(?:\w+\s+){0,2}?\w+(?:at|ats|it|its|tt|tts|dd|ts|t)\b|\b(?:förra|sedan dess|i fjol)\b"
)
_AHEAD_SV = re.compile(
    r"\b(?:kommer|ska|skall|blir|är|släpps|släpper|lanseras|lanserar|planer\w+|siktar|väntas|beräknas|får|kan|tänker|hoppas|"
    r"avser|räknar|levereras|levererar|öppnas|öppnar|införs|inför|går|börjar|startar|slås|sätts|klart|klar|tillgänglig\w*|"
    r"finns|byggs|ansluts|kopplas|följer|gäller|stängs|upphör)\b"
)
_CUES: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "en": (_PAST_EN, _AHEAD_EN),
    "sv": (_PAST_SV, _AHEAD_SV),
}
_STOP = re.compile(r"[.!?;:]\s|\n\s*\n|\n[-*|#]|\|")
_PAUSES = re.compile(r"[,()\"“”:]|\s-\s")
_BREAK = 25  # characters that a pause counts for
_REACH = 240  # characters to either side: longer sentences say more than one thing


def sentence_around(plain: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around `plain[start:end]` begins and ends, at most 240 characters to either side."""
    low, high = max(0, start - _REACH), min(len(plain), end + _REACH)
    before = [found.end() for found in _STOP.finditer(plain, low, start)]
    after = _STOP.search(plain, end, high)
    return (before[-1] if before else low), (after.start() if after else high)


def tense_near(plain: str, start: int, end: int, language: str) -> str:
    """Such as "past" or "future" by the nearest word that tells, in the sentence around; "" where none does."""
    low, high = sentence_around(plain, start, end)
    best, nearest = "", _REACH * 2
    for tense, pattern in zip(("past", "future"), _CUES.get(language, _CUES["en"]), strict=True):
        for found in pattern.finditer(plain, low, high):
            if found.start() < end and found.end() > start:
                continue
            between = plain[found.end() : start] if found.end() <= start else plain[end : found.start()] + "  "
            away = len(between) + _BREAK * len(_PAUSES.findall(between))
            if away < nearest or (away == nearest and tense == "past"):
                best, nearest = tense, away
    return best
