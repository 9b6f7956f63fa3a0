"""What a date dates when it is no delivery's: an event, a validity, a contract, a copyright line, the past."""

from __future__ import annotations

import re

from promiselint.claims.when.finding import Calendar
from promiselint.model.statements import DateClaim, DateRole

_COPYRIGHT = re.compile(r"©|\(c\)\s*\d|copyright|all rights reserved|alla rättigheter", re.I)
_VALIDITY = {
    "en": re.compile(r"\b(?:valid|expires?|expiry|hold(?:s)? (?:good )?until|open for acceptance|accept(?:ed|ance)?\b.*\b(?:until|by)|prices?|price list|binding|quotation|offer(?:s)? (?:is|are|ends?|runs?|remains?|may)|fixed (?:until|through)|discount|campaign runs|promotion|rate card|list price|early[- ]bird|deadline|apply by|apply before|submissions?)\b", re.I),
    "sv": re.compile(r"\b(?:gäller|giltig\w*|giltighet\w*|pris\w*|offerten|anbudet|anbudstid\w*|erbjudandet|kampanjen|rabatt\w*|bindande|vid beställning före|anmäl\w* (?:dig|er)|sista (?:ansöknings|anmälnings)?dag\w*)\b", re.I),
}  # fmt: skip
_CONTRACT = {
    "en": re.compile(r"\b(?:agreement|contract|term|terms|lease|licence|license|subscription|renew(?:s|al|ed)|notice|invoices?|invoiced|payment|payable|billing|fee|insurance|warranty|certificate expires)\b", re.I),
    "sv": re.compile(r"\b(?:avtal\w*|löper|uppsägning\w*|faktur\w*|betal\w*|förfall\w*|abonnemanget|garantitid\w*|förnyas|kontraktet|hyrestid\w*)\b", re.I),
}  # fmt: skip
_EVENT = {
    "en": re.compile(r"\b(?:webinar|seminar|conference|summit|fair|expo|trade show|exhibition|booth|stand [A-Z]?\d|hall \d|user group|meet(?:s|ing|up)?|open day|open house|demo day|demo(?:nstration)?s? (?:is|on)|workshop|training|course|session|sessions|panel|keynote|talk|talks|roadshow|party|event|events|visit us|join us|see us|maintenance|surveillance|audit (?:is|on)|programme|presentations?|interview|hearing|kick-?off|ceremony|anniversary|reception|dinner|breakfast|lunch|podcast|broadcast|livestream|public holiday|congress)\b", re.I),
    "sv": re.compile(r"\b(?:webbinari\w*|seminari\w*|konferens\w*|mässa\w*|mässan|monter|användar(?:träff|råd|dag|möte)\w*|öppet hus|frukost\w*|workshop\w*|utbildning\w*|kurs\w*|träff\w*|möte\w*|mötet|genomgång\w*|sändning\w*|servicefönster\w*|underhåll\w*|invigning\w*|jubileum|besök oss|välkommen|evenemang\w*|föredrag\w*|panel\w*|kongress\w*|podd\w*|enkät\w*|almedal\w*|dagarna|ceremoni\w*|uppstart\w*)\b", re.I),
}  # fmt: skip
_PAST = {
    "en": re.compile(r"\b(?:was|were|had|has been|have been|since|founded|established|ended|began|started|released on|went|took|held|measured|published|signed|opened|closed|reached|won|grew|rose|fell|reported|announced|launched|introduced|shipped|became|came|joined|moved|removed|dated|last|ago|recorded|completed)\b|\w+ed\b", re.I),
    "sv": re.compile(r"\b(?:var|hade|har|sedan|grundades?|startade|slutade|började|släpptes|gick|togs|tog|hölls|höll|mättes|uppmätt\w*|publicerades?|skrevs|öppnade\w*|stängdes?|nådde|vann|ökade|steg|sjönk|redovisade|lanserades?|infördes?|levererades?|blev|kom|flyttade\w*|fick|i fjol|förra|senast den|rullades|installerades|godkändes|gjorde\w*|uppdaterades)\b|\w+(?:ade|ades|ats)\b", re.I),
}  # fmt: skip
_BIRTH = re.compile(r"\b(?:born|född\w*|founded|grundad\w*|established|etablerad\w*|since|sedan)\b", re.I)
_NEAR = 70


def occasion_of(claim: DateClaim, text: str, language: str, calendar: Calendar) -> DateRole | None:
    """What the date dates when it is no delivery's; None where nothing speaks against a delivery.

    `text` is the sentence in which the claim's offsets count.
    """
    if claim.customer_set or claim.window.granularity.value == "vague":
        return None
    language = language if language in _EVENT else "en"
    if _COPYRIGHT.search(text):
        return DateRole.COPYRIGHT
    around = text[max(0, claim.start - _NEAR) : claim.end + _NEAR]
    before = text[max(0, claim.start - 30) : claim.start]
    last = claim.window.last or claim.window.first
    over = last is not None and last < calendar.reference
    if claim.relation == "since" or (over and (_PAST[language].search(around) or _BIRTH.search(before))):
        return DateRole.PAST
    for role, patterns in ((DateRole.VALIDITY, _VALIDITY), (DateRole.CONTRACT, _CONTRACT), (DateRole.EVENT, _EVENT)):
        if patterns[language].search(around):
            return role
    return None
