"""Which lines of a mail are its writer's own words: not what is answered or passed on, no signature, no legal notice.

What is quoted between the writer's own words stays, as a quotation; what follows them is the correspondence so far,
and is left out, as are signatures: neither is something that this mail says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

_ADDRESS = r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"
# Such as: On Mon, 9 Nov 2026 at 14:03, Ann wrote; Den tors 5 nov. 2026 kl 14:03 skrev Ann.
_ANSWERED = re.compile(
    r"(?:on|den|le|am|op|el|il|\d{1,2}\.? \w{3,9}\.?|\d{4}-\d{2}-\d{2}|(?:mån|tis|ons|tors?|fre|lör|sön)\w{0,3}\.?)\b"
    r".{6,300}?\b(?:wrote|writes|skrev|skrifte|schrieb|écrit|schreef|escribió|scritto)\b[^.!?]{0,120}:?",
    re.IGNORECASE,
)
_ANSWERED_ALONE = re.compile(
    rf".{{2,120}}<{_ADDRESS}>\s*(?:wrote|skrev)\s*:|\d{{4}}-\d\d-\d\d \d\d:\d\d .{{2,80}}<{_ADDRESS}>:"
)
_MOMENT = re.compile(rf"{_ADDRESS}|\b\d{{1,2}}[:.]\d{{2}}\b|\b(?:19|20)\d\d\b|\d{{1,2}}/\d{{1,2}}")
_PASSED_ON = re.compile(
    r"[-_ *]*(?:original message|ursprungligt meddelande|originalmeddelande|urspr\. medd\."
    r"|forwarded (?:message|by|email)"
    r"|vidarebefordra(?:t|de) (?:meddelande|brev|mejl|e-post\w*)|fwd message|weitergeleitete nachricht)\b.{0,80}",
    re.IGNORECASE,
)
_BEGINS_PASSED_ON = re.compile(
    r"(?:begin forwarded message|(?:påbörjat|påbörja|start på) vidarebefordrat (?:brev|meddelande)):?", re.IGNORECASE
)
_RULE = re.compile(r"[-_=*]{3,}")
_HEADER_LINE = re.compile(
    r"\W{0,3}(?:(from|från|von|fra)|(sent|skickat|date|datum|gesendet)|(to|till|subject|ämne|betreff|an|cc"
    r"|kopia|svar till"
    r"|reply-to|bcc|importance|prioritet))\W{0,3}\s?:\W{0,2}(?:\s|$)",
    re.IGNORECASE,
)
_HEADER_IN_LINE = re.compile(
    r"\W{0,3}(?:from|från)\W{0,3}\s?:.{1,200}?\b(?:sent|skickat|date|datum)\s?:.{1,200}?\b(?:to|till|subject"
    r"|ämne)\s?:",
    re.IGNORECASE,
)
_NAME = r"[A-ZÅÄÖÉ][\w.'-]*(?:[ ][A-ZÅÄÖÉ][\w.'-]*){0,3}"
_CLOSING = re.compile(
    r"(?:(?i:(?:with\s+)?(?:(?:my|our)\s+)?(?:best|kind(?:est)?|warm(?:est)?|many)?\s*(?:regards|wishes)"
    r"|best|all the best|(?:many\s+)?thanks(?: in advance| again| so much)?|thank you(?: in advance"
    r"| very much)?|cheers"
    r"|(?:yours\s+)?(?:sincerely|truly|faithfully|respectfully)(?:\s+yours)?|rgds|br|kr|take care|talk soon"
    r"|(?:med\s+)?(?:de\s+)?(?:många\s+)?(?:bästa|vänliga?|varma?|hjärtliga|soliga|goda)\s+hälsning(?:ar)?"
    r"|(?:med\s+)?hälsning(?:ar)?|m\.?\s?v\.?\s?h\.?|vänligen|vänligast|allt gott|ha det (?:bra|fint|gott)"
    r"|hör av (?:dig|er)"
    r"|(?:stort\s+|många\s+)?tack(?: på förhand| så mycket)?|hej så länge|vi hörs|trevlig helg|have a (?:nice"
    r"|good|great) \w+)"
    rf"[,.!]*\s*(?:/?\s?{_NAME})?|/{{1,2}}\s?{_NAME}|[–—-]\s?{_NAME})[,.!]*"
)
_CONTACT = re.compile(
    rf"{_ADDRESS}|(?:\+|\b00)\d[\d ()./-]{{6,}}|\b0\d[\d ()/-]{{6,}}\d|\b(?:tel|phone|mob|mobil|mobile|cell"
    rf"|direct|direkt|växel|fax"
    r"|telefon|epost|e-post|e-?mail|org\.?\s?(?:nr|no)|vat)\b\.?\s?[.:]",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\W{0,3}(?:(?:this|the (?:information|contents?)(?: contained)? (?:in|of) this)\s+(?:e-?mail|message"
    r"|communication|transmission)"
    r"\b.{0,160}?\b(?:confidential|privileged|addressee|recipient|intended (?:only|solely|exclusively"
    r"|for the))|confidentiality\b"
    r"|if you (?:are not|have received|received|believe you)\b.{0,60}?\b(?:intended recipient|in error"
    r"|by mistake)|any (?:unauthori[sz]ed|review, |dissemination)\b"
    r"|please consider the environment|(?:think|tänk) (?:before you|på miljön|innan du)|sent (?:from|with"
    r"|via) (?:my|outlook|proton|samsung)"
    r"|get outlook for|hämta outlook för|skickat från (?:min|outlook)|skickades från (?:min|outlook)"
    r"|(?:detta|det här|denna|informationen i (?:detta|denna))\s+(?:e-?post|mejl|mail|meddelande"
    r"|e-brev)\w*\b.{0,160}?"
    r"\b(?:konfidentiell\w*|sekretess\w*|avsed\w*|avsett|mottagare\w*|förtrolig\w*)|om du (?:inte är|har fått"
    r"|fått|av misstag)\b.{0,80}?"
    r"\b(?:mottagare\w*|misstag|fel)|när du (?:kommunicerar|mejlar) med"
    r"|vi behandlar (?:dina )?personuppgifter|(?:for|läs mer om) .{0,60}?"
    r"\b(?:privacy (?:policy|notice)|integritetspolicy|personuppgift\w*)|unsubscribe\b|avprenumerera\b|avregistrera\b"
    r"|you(?:'re| are) receiving this\b|du får (?:detta|det här) (?:mejl|mail|brev|utskick)\w*"
    r"|(?:caution|warning|external|varning|obs|extern)\W.{0,40}?\b(?:external|outside|externt?|originated|utanför))",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*(?:[-*•‣◦▪·–+]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+\S")
_POSTSCRIPT = re.compile(r"p\.?\s?s\b", re.IGNORECASE)
_SHORT, _WORDS = 80, 9  # of a line in a signature, at most
_LONGEST_ANSWERED = 4  # lines over which a mail program breaks "On … wrote:"
_LONGEST_SIGNATURE = 25  # lines after a bare "--"; after "-- " there is no limit
_HEADER_LINES = 12  # lines among which the headers of a mail that is passed on stand


class Fate(Enum):
    """What becomes of a line."""

    OWN = auto()
    QUOTED = auto()
    GONE = auto()


@dataclass(frozen=True, slots=True)
class MailLine:
    """A line as its reader sees it, without the marks of a quotation; `quoted` = it had such."""

    text: str
    quoted: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing stands on it."""
        return not self.text.strip()


def fates(lines: Sequence[MailLine]) -> list[Fate]:
    """What becomes of each line of a mail's body."""
    found = [Fate.QUOTED if line.quoted else Fate.OWN for line in lines]
    _without_correspondence(lines, found)
    _without_marked_signature(lines, found)
    for start, end in list(_stretches(found)):
        _without_notices(lines, found, start, end)
        _without_closing(lines, found, start, end)
        _without_contacts(lines, found, start, end)
    _without_last_quotation(lines, found)
    return found


def _without_correspondence(lines: Sequence[MailLine], found: list[Fate]) -> None:
    """Take away from where an earlier mail begins; what only introduces a quotation goes alone."""
    at = 0
    while at < len(lines):
        if lines[at].quoted or lines[at].blank:
            at += 1
            continue
        if _begins_earlier(lines, at):
            _leave_out(found, at, len(lines))
            return
        length = _answered(lines, at)
        if not length:
            at += 1
            continue
        following = next((line for line in lines[at + length :] if not line.blank), None)
        told = " ".join(line.text.strip() for line in lines[at : at + length])
        if following is not None and following.quoted:
            _leave_out(found, at, at + length)
        elif told.endswith(":") and _MOMENT.search(told) and ("@" in told or re.search(r"\d[:.]\d\d", told)):
            _leave_out(found, at, len(lines))
            return
        at += length


def _begins_earlier(lines: Sequence[MailLine], at: int) -> bool:
    text = lines[at].text.strip()
    if _PASSED_ON.fullmatch(text) and (text[0] in "-_*" or len(text) < 40):  # the phrase, little else
        return text[0] in "-_*" or text.endswith(":")
    if _BEGINS_PASSED_ON.fullmatch(text) or _HEADER_IN_LINE.match(text):
        return True
    if _RULE.fullmatch(text):
        following = next((n for n in range(at + 1, min(at + 4, len(lines))) if not lines[n].blank), -1)
        return following >= 0 and not lines[following].quoted and _begins_headers(lines, following)
    return _begins_headers(lines, at)


def _begins_headers(lines: Sequence[MailLine], at: int) -> bool:
    """Whether the headers of a mail stand here: who, when, and to whom or about what."""
    first = _HEADER_LINE.match(lines[at].text.strip())
    if first is None or first[1] is None:
        return False
    kinds = set()
    for line in lines[at + 1 : at + 1 + _HEADER_LINES]:
        header = _HEADER_LINE.match(line.text.strip())
        if header is not None:
            kinds.add(header.lastindex)
        elif not line.blank and kinds >= {2, 3}:
            break
    return kinds >= {2, 3}


def _answered(lines: Sequence[MailLine], at: int) -> int:
    """Over how many lines it is said here who wrote what follows; 0 for none."""
    told = ""
    for length in range(1, _LONGEST_ANSWERED + 1):
        if at + length > len(lines) or lines[at + length - 1].blank or lines[at + length - 1].quoted:
            return 0
        told = f"{told} {lines[at + length - 1].text.strip()}".lstrip()
        if _ANSWERED_ALONE.fullmatch(told) or (_ANSWERED.fullmatch(told) and _MOMENT.search(told)):
            return length
    return 0


def _without_marked_signature(lines: Sequence[MailLine], found: list[Fate]) -> None:
    """Take away what follows "-- " up to the next quotation."""
    for at, line in enumerate(lines):
        if found[at] is not Fate.OWN or line.text.rstrip("\r\n\u00a0 ") != "--":
            continue
        bare = line.text.rstrip("\r\n") == "--"
        most = min(len(lines), at + _LONGEST_SIGNATURE + 1) if bare else len(lines)
        end = next((n for n in range(at, most) if found[n] is not Fate.OWN), most)
        if not bare or end - at <= _LONGEST_SIGNATURE:
            _leave_out(found, at, end)


def _stretches(found: Sequence[Fate]) -> Iterator[tuple[int, int]]:
    """The stretches of own lines."""
    start = -1
    for at, fate in enumerate((*found, Fate.GONE)):
        if fate is Fate.OWN and start < 0:
            start = at
        elif fate is not Fate.OWN and start >= 0:
            yield start, at
            start = -1


def _paragraphs(lines: Sequence[MailLine], start: int, end: int) -> list[tuple[int, int]]:
    made: list[tuple[int, int]] = []
    begin = -1
    for at in range(start, end + 1):
        filled = at < end and not lines[at].blank
        if filled and begin < 0:
            begin = at
        elif not filled and begin >= 0:
            made.append((begin, at))
            begin = -1
    return made


def _without_notices(lines: Sequence[MailLine], found: list[Fate], start: int, end: int) -> None:
    for begin, stop in _paragraphs(lines, start, end):
        for at in range(begin, stop):  # a notice may follow a signature without a blank line
            if _NOTICE.match(" ".join(line.text.strip() for line in lines[at : min(stop, at + 4)])):
                _leave_out(found, at, stop)
                break


def _without_closing(lines: Sequence[MailLine], found: list[Fate], start: int, end: int) -> None:
    """Take away "Kind regards" and the signature below it; what reads as prose below it stays."""
    closings = [at for at in range(start, end) if found[at] is Fate.OWN and _CLOSING.fullmatch(lines[at].text.strip())]
    if not closings:
        return
    for closing in _last_closings(lines, closings):
        paragraphs = _paragraphs(lines, closing, end)
        begin, stop = paragraphs[0]
        if not all(_signs(lines[at]) for at in range(begin + 1, stop)):
            stop = begin + 2 if _signs(lines[begin + 1]) else begin + 1
            _leave_out(found, begin, stop)
            continue
        _leave_out(found, begin, stop)
        for begin, stop in paragraphs[1:]:
            if not all(_signs(lines[at]) or found[at] is Fate.GONE for at in range(begin, stop)):
                break
            _leave_out(found, begin, stop)


def _last_closings(lines: Sequence[MailLine], closings: Sequence[int]) -> list[int]:
    """The last one, and those that stand just above it ("Many thanks," and then "Kind regards,")."""
    kept = [closings[-1]]
    for at in reversed(closings[:-1]):
        between = [line for line in lines[at + 1 : kept[0]] if not line.blank]
        if len(between) > 2 or not all(_signs(line) for line in between):  # a name, a title
            break
        kept.insert(0, at)
    return kept[:1]


def _signs(line: MailLine) -> bool:
    """Whether a line could stand in a signature: short, no sentence, no item of a list."""
    text = line.text.strip()
    if len(text) <= 2 * _SHORT and _CONTACT.search(text):
        return True
    if _BULLET.match(line.text) or _POSTSCRIPT.match(text) or len(text) > _SHORT:
        return False
    return len(text.split()) <= _WORDS and not text.endswith(("!", "?", ":", ";")) and not _is_sentence(text)


def _is_sentence(text: str) -> bool:
    return text.endswith(".") and len(text.split()) > 4  # "Northwind Systems Inc." is none


def _without_contacts(lines: Sequence[MailLine], found: list[Fate], start: int, end: int) -> None:
    """Take away a name and a number at the end, where nothing closes the mail."""
    for begin, stop in reversed(_paragraphs(lines, start, end)):
        kept = [at for at in range(begin, stop) if found[at] is Fate.OWN]
        if not kept:
            continue
        signs = all(_signs(lines[at]) for at in kept)
        if not signs or not any(_CONTACT.search(lines[at].text) for at in kept):
            return
        _leave_out(found, begin, stop)


def _without_last_quotation(lines: Sequence[MailLine], found: list[Fate]) -> None:
    """Take away what is quoted below the writer's last own words."""
    last = max((at for at, fate in enumerate(found) if fate is Fate.OWN and not lines[at].blank), default=-1)
    _leave_out(found, last + 1, len(lines))


def _leave_out(found: list[Fate], start: int, end: int) -> None:
    found[start:end] = [Fate.GONE] * (end - start)
