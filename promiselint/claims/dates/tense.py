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
    r"attended|hosted|organised|organized|brought|made|left|met|held|told|said|built|heard|found|learned|learnt|paid|taught|"
    r"led|sought|struck|understood|sent|spent|kept|lost|sold|bought|promised|added|removed|renamed|replaced|renewed|conducted|inspected))\b"
    r"|\b(?:was|were|had|did|went|came|began|became|got|took|saw|wrote|fell|"
    r"knew|chose|drew|drove|spoke|threw|"
    r"rose|stood|ran|gave|showed|has been|have been|has had|have had|has|have)\b"
)
_AHEAD_EN = re.compile(
    r"\b(?:will|shall|going to|'ll|plans?|planned|planning|aims?|aiming|expects?|expected|due|scheduled|slated|"
    r"targeted|targeting|hope to|intends?|is|are|"
    r"ships?|arrives?|comes?|coming|launches|lands|follows|becomes?|begins|starts|"
    r"opens|brings|can|may|might|should|must|to be|would|releases|delivers|gets?|adds|joins|goes|available)\b"
)
_PAST_SV = re.compile(
    r"\b(?:var|hade|blev|kom(?! (?:till (?:vår|vårt|våra|oss)|och |förbi|gärna))|"
    r"gick|fick|tog|togs|gjorde|gjordes|höll|hölls|låg|såg|sågs|sade|sa|skrev|skrevs|bytte|byttes|"
    r"började|släppte|släpptes|mätte|mättes|byggde|byggdes|hände|ställdes|stängdes|grundades|fanns|stod|lät|drog|vann|"
    r"steg|sjönk|föll|gav|gavs|köpte|köptes|sålde|såldes|valde|valdes|införde|infördes|visade|ökade|minskade|flyttade|"
    r"rullades|skickade|skickades|bjöd|deltog|berättade|hölls|slutade|anslöt|anslöts|startade|startades|genomförde|"
    r"genomfördes|levererade|levererades|lanserade|lanserades|öppnade|öppnades|uppmättes|åtgärdade|åtgärdades|"
    r"publicerade|publicerades|utkom|skedde|tillkom|uppstod|drogs|"
    r"(?!planerade|beräknade|väntade|begränsade|krypterade|relaterade|avancerade|integrerade|automatiserade|anpassade|"
    r"uppdaterade|samlade|riktade|baserade|önskade|utökade|förbättrade|delade|sparade|kopplade|hades|skulde)"
    r"\w{3,}(?:ades|ade|tes|des)|(?!\w*(?:värde|fjärde|härde|gärde|börde)\b)\w{2,}(?:[lrmgjvb]de|[kp]te)|läste|löste|reste|satte|"
    r"fortsatte|mötte)\b"
    r"|\bhade\s+(?:\w+\s+){0,2}?\w+(?:at|ats|it|its|tt|tts|dd|ts|t)\b|\b(?:förra|sedan dess|i fjol|tack för)\b"
)
_PERFECT_SV = re.compile(r"\bhar\s+(?:\w+\s+){0,2}?\w+(?:at|ats|it|its|tt|tts|dd|ts|t)\b")
_AHEAD_SV = re.compile(
    r"\b(?:kommer|ska|skall|blir|är|släpps|släpper|lanseras|lanserar|planer\w+|siktar|väntas|beräknas|får|kan|tänker|hoppas|"
    r"avser|räknar|levereras|levererar|öppnas|öppnar|införs|inför|går|börjar|startar|slås|sätts|"
    r"(?<!var )(?<!blev )(?<!stod )(?:klart|klar|klara|tillgänglig\w*)|"
    r"finns|byggs|ansluts|kopplas|följer|gäller|stängs|upphör)\b"
)
_CUES: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "en": (("past", _PAST_EN), ("future", _AHEAD_EN)),
    "sv": (("past", _PAST_SV), ("perfect", _PERFECT_SV), ("future", _AHEAD_SV)),
}
_STOP = re.compile(r"[.!?;:]\s|\n\s*\n|\n[-*|#]|\|")
_PAUSES = re.compile(r"[,()\"“”:]|\s-\s|\b(?:och|men|and|but)\b")
_BREAK = 25  # characters that a pause counts for
_REACH = 240  # characters to either side: longer sentences say more than one thing


def sentence_around(plain: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around `plain[start:end]` begins and ends, at most 240 characters to either side."""
    low, high = max(0, start - _REACH), min(len(plain), end + _REACH)
    before = [found.end() for found in _STOP.finditer(plain, low, start)]
    after = _STOP.search(plain, end, high)
    return (before[-1] if before else low), (after.start() if after else high)


def tense_near(plain: str, start: int, end: int, language: str, core: int | None = None) -> str:
    """Such as "past", "perfect" or "future" by the nearest word that tells, in the sentence around; "" where none does.

    "perfect" (Swedish only) is past, except that it goes with no day gone by ("vi har stängt 24-26 december").
    Where the words that tie a date begin at `start` and the date itself at `core`, a verb among them tells too.
    """
    low, high = sentence_around(plain, start, end)
    best, nearest = "", _REACH * 2
    for tense, pattern in _CUES.get(language, _CUES["en"]):
        for found in pattern.finditer(plain, low, high):
            if found.start() < end and found.end() > (start if core is None else core):
                continue
            between = plain[end : found.start()] + "  " if found.start() >= end else plain[found.end() : start]
            away = len(between) + _BREAK * len(_PAUSES.findall(between))
            if away < nearest or (away == nearest and tense != "future"):
                best, nearest = tense, away
    return best
