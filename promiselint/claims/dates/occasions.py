"""What a date dates, by the words around it: an event, a price's validity, a contract, a copyright, something past."""

# ruff: noqa: E501 - phrases are listed, not wrapped

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from promiselint.claims.dates.almanac import Calendar
from promiselint.claims.dates.tense import sentence_around, tense_near
from promiselint.claims.dates.tokens import plain
from promiselint.model.statements import DateClaim, DateRole


@dataclass(frozen=True, slots=True)
class _Cues:
    """Words of one language that tell what a date dates."""

    event: re.Pattern[str]
    validity: re.Pattern[str]
    offer: re.Pattern[str]  # validity, unless something is delivered in the same clause
    contract: re.Pattern[str]
    delivery: re.Pattern[str]  # speaks against an event or a contract
    service: re.Pattern[str]  # after "within two days": how fast, not when
    born: re.Pattern[str]
    ahead: re.Pattern[str]  # what makes "today" more than "nowadays"


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b")


_CUES: Mapping[str, _Cues] = {
    "en": _Cues(
        event=_whole(
            r"webinars?|webcasts?|fairs?|trade shows?|conferences?|congress|user groups?|meet-?ups?|open (?:day|house|hour)s?|booth|"
            r"stand \w?\d+|hall \d+|seminars?|workshops?|training(?: days?| sessions?| courses?)?|courses?(?! of\b)|sessions?|kick-?off|"
            r"demos?(?: day)?|road[- ]?shows?|breakfast|summit|forum|expo|exhibition|maintenance(?: windows?)?|hackathon|office hours|"
            r"town hall|annual meeting|agm|we meet|see you|meet us|visit us|meetings?|register|registration|sign up|podcast|"
            r"customer days?|users?'? days?|takes? place|service windows?|planned downtime|go-live support|gala|party|keynote|panel|events?(?![-\w])"
        ),
        validity=_whole(
            r"valid|validity|expir(?:es?|y|ed)|prices?|price list|pricing|quotation|hold(?:s|ing)? until|fixed until|binding|"
            r"open for acceptance|open until|discounts?|may be accepted|list prices?|(?:orders?|ordered|bookings?) (?:placed |made )?"
            r"(?:by|before|until|from|on or before)|accepted (?:by|until)|this offer|the offer|introductory offer|promotion"
        ),
        offer=_whole(r"offers?|quotes?|(?<!can )(?<!to )(?<!could )orders?|tenders?|vouchers?|campaign"),
        contract=_whole(
            r"agreement|contract|term (?:begins|starts|ends|runs)|the term|initial term|subscription (?:runs|starts|begins|renews|ends|period|term)|"
            r"invoic\w+|payments?|payable|billed|billing|notice(?: period)?|renew(?:s|al|ed|als)?|licen[cs]e (?:term|period|runs|expires|fee)|"
            r"fees?|due date|instal(?:l)?ments?|signature|signed|terminat\w+|retainer|lease"
        ),
        delivery=_whole(
            r"ships?|shipped|shipping|releas(?:e|es|ed|ing)|launch(?:es|ed|ing)?|deliver(?:s|ed|y)?|goes live|go live|going live|available|"
            r"roll(?:s|ed|ing)? out|roll-?outs?|lands?|arrives?|comes? out|adds?|added|introduc\w+|supports?|leaves? beta|out of beta|enabled?|switched on|"
            r"general availability|ga|rolls|follows|brings?"
        ),
        service=_whole(
            r"respon(?:d|ds|se|ses|ded)|repl(?:y|ies|ied)|answer(?:s|ed)?|resol(?:ve|ves|ved|ution)|restor\w+|recover\w+|refund\w*|"
            r"acknowledg\w+|delet(?:e|ed|es|ion)|eras\w+|payable|payment|incidents?|tickets?|faults?|spare parts|returns?|cancel\w*|"
            r"notif\w+|report(?:s|ed)? within|repair\w*|replac\w*|dispatch\w*|fixed within|confirm\w*|support cases?|on site|invoice"
        ),
        born=_whole(r"born|birth(?:day|date)?|died|anniversary of"),
        ahead=_whole(r"will|launch(?:es|ing)?|releas(?:e|es|ing)|ships?|goes live|announc\w+|starting|from|as of"),
    ),
    "sv": _Cues(
        event=_whole(
            r"webb?inari\w*|webinar\w*|\w*seminari\w*|\w*mäss(?:a|an|or|orna)|monter\w*|\w*konferens\w*|användar(?:träff|råd|möte|dag|förening)\w*|"
            r"öppet hus|kund(?:träff|möte|dag)\w*|\w*utbildning(?:en|ar|arna|sdag\w*|stillfälle\w*)?|kurs(?:en|er|erna|dag\w*|tillfälle\w*|start)?|"
            r"workshop\w*|uppstart(?:en|smöte\w*)?|kick-?off\w*|servicefönst\w*|underhåll\w*|driftstopp\w*|demo(?:n|visning\w*)?|\w*träff(?:en|ar|as)?|"
            r"\w*möte(?:t|n)?|genomgång\w*|ses vi|vi ses|möt oss|besök oss|event(?:et|en)?|evenemang\w*|mingel|\w*fika|turné\w*|anmäl\w*|forum\w*|"
            r"hackathon\w*|frukost\w*|lunch\w*|öppen visning|visning(?:en|ar)?|föreläsning\w*|(?:års|bolags)stämma\w*|stämman|mässdag\w*|tävling\w*|\w*dagarna|äger rum|hålls|arrangeras"
        ),
        validity=_whole(
            r"gäller|giltig\w*|prise(?:t|r|rna)?|pris|prislist\w*|rabatt\w*|erbjudande\w*|anbudet|offerten|acceptera\w*|bunden|bindande|"
            r"beställ(?:s|er|ning|ningar|a|d|t)?(?: \w+){0,2} (?:före|senast|innan|till och med)|vid beställning|kampanjpris\w*|står fast|ligger fast"
        ),
        offer=_whole(r"anbud\w*|offert\w*|beställ\w*|kampanj\w*|order"),
        contract=_whole(
            r"avtal\w*|faktur\w*|betal(?:as|a|ning|ningen|ningar|ningsvillkor)|uppsäg\w*|förläng\w*|löper|abonnemang\w* (?:löper|gäller|börjar|upphör)|"
            r"licens(?:en|tiden|perioden|avgift\w*)|förfall\w*|hyran|hyres(?:avtal|kontrakt|avgift|tid|period)\w*|kontrakt\w*|avgift\w*|underteckn\w*|påskrift|skriver på|debiter\w*"
        ),
        delivery=_whole(
            r"släpp(?:s|er|te|tes|a|as)?|lanser(?:as|ar|ades|ing|ingen)?|lever(?:eras|erar|ans|ansen)|inför(?:s|as)|öppnas|sätts i drift|slås på|i drift|i bruk|driftsätt\w*|driftsatt\w*|"
            r"tillgänglig\w*|rullas ut|kommer(?: \w+){0,2} (?:under|i|till|den|vid|före|senast|om|fram)|kommer ut|kommer(?=\s(?:\w+ ){0,2}\s?\x00)|läggs till|stöd(?:s|er)?|går live|i skarp drift|lämnar beta\w*|aktiveras|byggs in|ingår|följer|kommer att"
        ),
        service=_whole(
            r"svar(?:ar|as|a|stid)?|besvara\w*|åtgärda\w*|återkoppl\w*|återkommer|återställ\w*|kvitter\w*|bekräft\w*|radera\w*|återbetal\w*|"
            r"betal\w*|incident\w*|ärende\w*|fel(?:et|en|anmälan)?|reservdel\w*|reparer\w*|avhjälp\w*|på plats|felanmäl\w*|faktur\w*|meddela\w*|ångra\w*"
        ),
        born=_whole(r"född|födda|föddes|födelsedag\w*|avled"),
        ahead=_whole(r"kommer att|ska|lanser\w+|släpp\w+|öppnar|från och med|går live|från"),
    ),
}
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)[^.\n]{0,30}$")
_NEAR = 25  # characters to either side in which "today" finds the word that makes it a day
_BACK = re.compile(
    r"\b(?:ago|last|previous|yesterday|förra|föregående|fjol|sedan|våras|somras|höstas|vintras|i går|förrgår)\b"
)
_LINE = 240
_LETTERS = re.compile(r"[^\W\d_]{3}")
_CUTS = re.compile(r"[,;:|]|\s-\s|\b(?:and|och|but|men)\b")


def occasion_of(claim: DateClaim, text: str, language: str, calendar: Calendar) -> DateRole | None:
    """What the date dates, where the words around it tell; None where nothing speaks against a delivery.

    `text` is what the claim was found in. Vague and customer-set timing dates nothing else, so it is None.
    """
    if claim.customer_set or claim.vague:
        return None
    lowered = plain(text)
    if _COPYRIGHT.search(lowered, max(0, claim.start - 60), claim.start) or claim.text.startswith("©"):
        return DateRole.COPYRIGHT
    cues = _CUES.get(language, _CUES["en"])
    low, high = sentence_around(lowered, claim.start, claim.end)
    if _is_past(claim, lowered, language, calendar, cues):
        return DateRole.PAST
    if not _LETTERS.search(lowered[low : claim.start] + lowered[claim.end : high]):
        low, high = _line_around(lowered, claim)  # a cell of its own is read with its row
    low, high = _clause_around(lowered, low, high, claim)
    before, after = lowered[low : claim.start], lowered[claim.end : high]
    return _by_words(claim, f"{before} \x00 {after}", cues)


def _by_words(claim: DateClaim, around: str, cues: _Cues) -> DateRole | None:
    delivered = cues.delivery.search(around) is not None
    if cues.born.search(around):
        return DateRole.OTHER
    if claim.relation == "within" and cues.service.search(around):
        return DateRole.OTHER
    if cues.validity.search(around):
        return DateRole.VALIDITY
    if delivered:
        return None
    if cues.contract.search(around):
        return DateRole.CONTRACT
    if cues.offer.search(around):
        return DateRole.VALIDITY
    return DateRole.EVENT if cues.event.search(around) else None


def _is_past(claim: DateClaim, lowered: str, language: str, calendar: Calendar, cues: _Cues) -> bool:
    """Whether the text looks back on it: "since", a past tense, or a window that is over with nothing ahead of it."""
    window, reference = claim.window, calendar.reference
    if claim.relation == "since" or (window.last and window.last < reference and _BACK.search(plain(claim.text))):
        return True
    first, last = window.first or dt.date.min, window.last or dt.date.max
    low, high = sentence_around(lowered, claim.start, claim.end)
    if first == last == reference:  # "today" is mostly "nowadays"
        near = (
            lowered[max(low, claim.start - _NEAR) : claim.start]
            + " "
            + lowered[claim.end : min(high, claim.end + _NEAR)]
        )
        return not cues.ahead.search(near)
    if first > reference:
        return False
    tense = tense_near(lowered, claim.start, claim.end, language)
    return tense in {"past", "perfect"} or (last < reference and tense != "future")


def _line_around(lowered: str, claim: DateClaim) -> tuple[int, int]:
    """The line around a claim, at most 240 characters to either side."""
    low = lowered.rfind("\n", max(0, claim.start - _LINE), claim.start) + 1 or max(0, claim.start - _LINE)
    high = lowered.find("\n", claim.end, claim.end + _LINE)
    return low, high if high >= 0 else min(len(lowered), claim.end + _LINE)


def _clause_around(lowered: str, low: int, high: int, claim: DateClaim) -> tuple[int, int]:
    """The part of the sentence between commas and the like that holds the date; its neighbours too where it is the date alone."""
    before = [(found.start(), found.end()) for found in _CUTS.finditer(lowered, low, claim.start)]
    after = [(found.start(), found.end()) for found in _CUTS.finditer(lowered, claim.end, high)]
    start = before[-1][1] if before else low
    end = after[0][0] if after else high
    alone = lowered[start : claim.start] + lowered[claim.end : end]
    if len(re.findall(r"[^\W\d_]{2,}", alone)) > 2:
        return start, end
    return (before[-2][1] if len(before) > 1 else low), (after[1][0] if len(after) > 1 else high)
