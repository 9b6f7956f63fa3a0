"""Mails (.eml): what the sender says, in the subject, the body and the attached files that can be read.

What is answered or passed on, signatures and legal notices are not what this mail says (mail_zones). The sender is the
document's author, the day on which it was sent its date. An attached mail is read where it is the sender's own; that of
somebody else is passed on. Nothing outside the file is followed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from email.utils import parsedate_tz

from promiselint.documents import reading
from promiselint.documents.extract import Binary, Extracted
from promiselint.documents.mail_bodies import html_reading, is_stub, plain_reading
from promiselint.documents.mail_parts import Part, Parts, decoded
from promiselint.documents.mail_weave import Woven, table_places
from promiselint.documents.templating import suffix_of
from promiselint.model.documents import Block, Facts
from promiselint.model.errors import Unreadable

KIND = "a mail as programs save it (.eml)"
_KNOWN = (
    "from",
    "to",
    "subject",
    "date",
    "sender",
    "message-id",
    "received",
    "mime-version",
    "content-type",
    "x-unsent",
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEFORE = re.compile(rb"(?:\xef\xbb\xbf)?(?:[ \t]*\r?\n)*(?:>?From [^\r\n]*\r?\n)?")  # a mailbox's own line
_BODIES = frozenset(("text/plain", "text/html"))
_MAILS = frozenset(("message/rfc822", "message/global"))
_SEALED = frozenset(
    ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime", "application/ms-tnef")
)
_SUFFIXES = {  # of parts that have no name
    "application/pdf": ".pdf",
    "text/markdown": ".md",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.text": ".odt",
}
_NOT_READ = frozenset(".doc .dot .ppt .pps .xls .rtf .odp .ods .pages .key .numbers .msg .zip .7z .rar".split())
_SIGNATURES = frozenset(("application/pgp-signature", "application/pgp-keys", "application/pkcs7-signature"))
_ANSWERS = re.compile(r"\s*(?:re|sv|aw|fwd?|vb|wg|vs|antw|tr)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
_NAMED = re.compile(r"\s*(?P<name>[^<>]*?)\s*<\s*(?P<address>[^<>\s]+@[^<>\s]+)\s*>")
_BARE = re.compile(r"\s*(?P<address>[^<>\s,;()\"]+@[^<>\s,;()\"]+)(?:\s*\((?P<name>[^()]*)\))?")
_MOST_ATTACHED = 100  # files: each may take as long as one that was named itself
_Place = Mapping[str, object]


def read(source: Binary) -> Extracted:
    """What a mail says.

    Raises:
        Unreadable: no mail, encrypted, or over a limit.
    """
    if not source.content.strip():
        raise Unreadable(source.path, f"the file is empty; expected {KIND}")
    if source.content.startswith(_OLE):
        raise Unreadable(source.path, f"it is an Outlook message (.msg); expected {KIND}")
    before = _BEFORE.match(source.content)
    parts = Parts(source)
    top = parts.mail(source.content, before.end() if before else 0, len(source.content), 1)
    if not any(name in top.headers for name in _KNOWN):
        raise Unreadable(source.path, f"it begins with no header of a mail such as From: or Subject:; expected {KIND}")
    if top.kind in _SEALED:
        raise Unreadable(source.path, f"it is encrypted or sealed ({top.kind}); expected {KIND} that can be read")
    written = _Writing(source, parts, top)
    written.mail(top, {})
    facts = Facts(date=_day(top.headers.text("date")), author=_sender(top) or None)
    return written.woven.finish(facts, Facts(channel="email"))


class _Writing:
    """One pass over one mail and what is attached to it."""

    def __init__(self, source: Binary, parts: Parts, top: Part) -> None:
        self.source, self.parts = source, parts
        self.woven = Woven(source)
        self.sender = _address(_sender(top))
        self.attached = 0
        self.unpacked = 0
        self.mails = 0

    def mail(self, mail: Part, place: _Place) -> None:
        """The subject, the body, then what is attached, in the order of the file."""
        bodies: list[Part] = []
        files: list[Part] = []
        subject = mail.headers.text("subject")
        if subject:
            self.woven.title(subject, {**place, "part": "subject"}, quoted=bool(_ANSWERS.match(subject)))
        self._sort(mail, bodies, files)
        locate = _Locating(place)
        for body in bodies:
            self._body(body, locate)
        for file in files:
            self._file(file, place)

    def _sort(self, part: Part, bodies: list[Part], files: list[Part]) -> None:
        """Put a part, and those in it, among the bodies or among the files."""
        if part.kind == "multipart/alternative":
            self._alternative(part, bodies, files)
        elif part.kind.startswith("multipart/"):
            for one in self.parts.within(part):
                self._sort(one, bodies, files)
        elif part.kind in _BODIES and not part.attached and suffix_of(part.name) not in reading.SUFFIXES:
            bodies.append(part)
        else:
            files.append(part)

    def _alternative(self, part: Part, bodies: list[Part], files: list[Part]) -> None:
        """One of several forms of the same text: the plain one where it says something, else HTML."""
        found: list[Part] = []
        for one in self.parts.within(part):
            self._sort(one, found, files)
        plain = [one for one in found if one.kind == "text/plain"]
        html = [one for one in found if one.kind == "text/html"]
        if plain and html and is_stub("\n".join(one.text() for one in plain), "\n".join(one.text() for one in html)):
            plain = []
        bodies += plain or html

    def _body(self, part: Part, locate: _Locating) -> None:
        text = part.text()
        if part.kind == "text/html":
            found, source = html_reading(self.source.path, text)
        else:
            flowed = part.headers.parameter("content-type", "format").lower() == "flowed"
            joined = part.headers.parameter("content-type", "delsp").lower() == "yes"
            found, source = plain_reading(self.source.path, text, flowed=flowed, joined=joined)
        blocks = tuple(replace(block, attribution="", language=None) for block in found.blocks)
        self.woven.paragraphs(replace(found, blocks=blocks), source, locate.within(blocks))

    # What is attached

    def _file(self, part: Part, place: _Place) -> None:
        name = part.name
        suffix = suffix_of(name) or _SUFFIXES.get(part.kind, "")
        if part.kind in _MAILS or suffix == ".eml":
            self._inner(part, place, name)
            return
        shown = name or f"without a name ({part.kind})"
        if part.kind in _SIGNATURES or part.kind.startswith("message/"):
            return  # and what mail servers tell each other
        if part.kind in _SEALED:
            self._warn(shown, f"it is encrypted or sealed ({part.kind}); expected a file that can be read")
        elif suffix in _NOT_READ:
            self._warn(shown, f"{suffix} files are not read; expected {', '.join(sorted(reading.SUFFIXES))}")
        elif suffix in reading.SUFFIXES:
            self._document(part, shown, name or f"attached{suffix}", place)

    def _document(self, part: Part, shown: str, name: str, place: _Place) -> None:
        self.attached += 1
        if self.attached > _MOST_ATTACHED:
            if self.attached == _MOST_ATTACHED + 1:
                self._warn(shown, f"it and those after it are not read; expected at most {_MOST_ATTACHED} files")
            return
        content = part.content()
        self.unpacked += len(content)
        limits = replace(self.source.limits, text=self.woven.left)
        if self.unpacked > limits.unpacked:
            self._warn(shown, f"it is not read; expected at most {limits.unpacked:,} bytes of attached files")
            return
        try:
            document = reading.read(name, content, limits=limits)
        except Unreadable as error:
            self._warn(shown, error.message)
            return
        self.woven.warnings += [f"{self.source.path}: attachment {_one_line(warning)}" for warning in document.warnings]
        self.woven.document(document, {**place, "attachment": shown})

    def _inner(self, part: Part, place: _Place, name: str) -> None:
        """A mail within the mail: read where its sender is the same, else it is somebody else's, passed on."""
        if part.kind in _MAILS:
            inner = next(self.parts.within(part), None)
        else:
            held = part.content()
            before = _BEFORE.match(held)
            inner = self.parts.mail(held, before.end() if before else 0, len(held), part.depth + 1)
        if inner is None or not self.sender or _address(_sender(inner)) != self.sender:
            return
        self.mails += 1
        told = name or inner.headers.text("subject") or str(self.mails)
        if inner.kind in _SEALED:
            self._warn(told, f"it is encrypted or sealed ({inner.kind}); expected a mail that can be read")
            return
        self.mail(inner, {**place, "message": told})

    def _warn(self, name: str, message: str) -> None:
        self.woven.warnings.append(f"{self.source.path}: attachment {name}: {_one_line(message)}")


class _Locating:
    """Counts the paragraphs of a body that may come in several parts."""

    def __init__(self, place: _Place) -> None:
        self._place: _Place = {**place, "part": "body"}
        self._paragraphs = 0
        self._tables = 0

    def within(self, blocks: tuple[Block, ...]) -> Callable[[Block], _Place]:
        """Where each of these blocks stands; to be asked once for each, in order."""
        cell_place = table_places(blocks)
        before = self._tables
        self._tables += len({block.cell.table for block in blocks if block.cell is not None})

        def locate(block: Block) -> _Place:
            if block.cell is not None:
                told = cell_place(block.cell)
                return {**self._place, **told, "table": before + int(str(told["table"]))}
            self._paragraphs += 1
            return {**self._place, "paragraph": self._paragraphs}

        return locate


def _sender(mail: Part) -> str:
    """Who sent it, as "Name <address>" where both are told; a name that is encoded cannot pass for an address."""
    written = mail.headers.written("from") or mail.headers.written("sender")
    found = _NAMED.match(written) or _BARE.match(written)
    if found is None:
        return " ".join(re.sub("[<>]", " ", decoded(written)).split())
    name = " ".join(re.sub('[<>"]', " ", decoded((found["name"] or "").replace('\\"', " "))).split())
    return f"{name} <{found['address']}>" if name and name != found["address"] else found["address"]


def _address(sender: str) -> str:
    found = _NAMED.match(sender) or _BARE.match(sender)
    return found["address"].lower() if found else ""


def _day(written: str) -> dt.date | None:
    """The day on which it was sent, where it was sent."""
    try:
        found = parsedate_tz(written[:200])
        return dt.date(*found[:3]) if found else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _one_line(text: str) -> str:
    return " ".join(text.split())
