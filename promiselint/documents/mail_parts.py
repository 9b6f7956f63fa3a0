"""The parts of a mail (RFC 5322, RFC 2045 to 2049, RFC 2231): found by their places, decoded when asked for.

The parts are cut here and not by the standard library's parser, whose work grows with lines times depth: a small file
could keep it busy for minutes. Headers, parameters and encoded words are its own.
"""

from __future__ import annotations

import binascii
import codecs
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

from promiselint.documents.extract import Binary
from promiselint.model.errors import Unreadable

_HEADER = re.compile(rb"([!-9;-~]+)[ \t]*:[ \t]*([^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*)(?:\r\n|\n|\r|\Z)")
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_FOLD = re.compile(r"\r?\n[ \t]+")
_LONGEST = 5_000  # characters of a header: what is longer was made to keep its reader busy
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_TEXT_SETS = re.compile(
    r"utf-8|utf-16(?:-[bl]e)?|utf-32(?:-[bl]e)?|ascii|iso8859-\d{1,2}|cp\d+|koi8-[rut]|mac-\w+|shift_jis\w*|euc_\w+"
    r"|iso2022_\w+|gb\w+|big5\w*|johab|tis-620|hz"
)
_WINDOWS = {"ascii": "cp1252", "iso8859-1": "cp1252"}  # what a mail program that says so means
_MOST_LOOKED_AT = 2_000_000  # lines that may be boundaries
_Params = tuple[str, str]


class Headers:
    """The header lines of a part by name in lower case, the first of each name."""

    def __init__(self, content: bytes, start: int, end: int) -> None:
        """Read them from `start` on; `after` is where the part's own content begins, `end` at the latest."""
        self._raw: dict[str, bytes] = {}
        at = start
        while at < end:
            found = _HEADER.match(content, at, end)
            if found is not None:
                self._raw.setdefault(found[1].decode("ascii").lower(), found[2])
                at = found.end()
                continue
            line = _LINE.match(content, at, end)
            if line is None or not line[0].strip():
                at = line.end() if line else end
                break
            if at == start or not (line[0].startswith((b" ", b"\t")) or b":" in line[0]):
                break  # no header at all: the content begins without a blank line
            at = line.end()
        self.after = at

    def __contains__(self, name: object) -> bool:
        """Whether there is a header of that name."""
        return name in self._raw

    def text(self, name: str) -> str:
        """A header as a reader sees it, in one line; "" where there is none."""
        return " ".join(decoded(self._written(name)).split())

    def written(self, name: str) -> str:
        """A header in one line, encoded words as they are; "" where there is none."""
        return " ".join(self._written(name).split())

    def kind(self) -> str:
        """The content type in lower case; text/plain where there is none, or a multipart without a boundary."""
        written = self._written("content-type")
        kind = written.partition(";")[0].strip().lower()
        if kind.startswith("multipart/") and not self.parameter("content-type", "boundary").strip():
            return "text/plain"
        return kind if re.fullmatch(r"[\w.+-]+/[\w.+-]+", kind) else "text/plain"

    def parameter(self, header: str, name: str) -> str:
        """A parameter of a header; "" where it has none."""
        written = self._written(header)
        if name not in written.lower():
            return ""
        message = Message()
        message[header] = written
        try:
            found = message.get_param(name, "", header)
        except (ValueError, LookupError, TypeError, AttributeError):
            return ""
        if not isinstance(found, tuple):
            return " ".join(decoded(str(found or "")).split())
        value = str(found[2] or "").encode("latin-1", "replace")
        return in_character_set(value, str(found[0] or "utf-8"))

    def _written(self, name: str) -> str:
        raw = self._raw.get(name, b"")[:_LONGEST]
        return _FOLD.sub(" ", in_character_set(raw, "utf-8")).replace("\r", " ").replace("\n", " ")


@dataclass(frozen=True, slots=True)
class Part:
    """A mail or a part of one: its content is `held[start:end]`, still encoded for its way."""

    headers: Headers
    held: bytes
    start: int
    end: int
    depth: int
    kind: str

    @property
    def name(self) -> str:
        """The name of the file that it is, without folders; "" where it has none."""
        named = self.headers.parameter("content-disposition", "filename") or self.headers.parameter(
            "content-type", "name"
        )
        shown = "".join(sign if sign.isprintable() else " " for sign in named)
        return " ".join(re.split(r"[/\\]", shown)[-1].split())[-120:]

    @property
    def attached(self) -> bool:
        """Whether it says that it stands beside the mail's own text."""
        return self.headers.text("content-disposition").lower().startswith("attachment")

    def content(self) -> bytes:
        """Its bytes, decoded; what is broken in them is passed over."""
        held = self.held[self.start : self.end]
        way = self.headers.text("content-transfer-encoding").lower()
        if way == "base64":
            return _base64(held)
        return quopri.decodestring(held) if way == "quoted-printable" else held

    def text(self) -> str:
        """Its text, whatever character set it names."""
        return in_character_set(self.content(), self.headers.parameter("content-type", "charset"))


class Parts:
    """Cuts one file into its parts, within the limits."""

    def __init__(self, source: Binary) -> None:
        """Begin with nothing counted."""
        self._source = source
        self._counted = self._looked_at = 0

    def mail(self, held: bytes, start: int, end: int, depth: int, *, digested: bool = False) -> Part:
        """The mail, or the part of one, that `held` is from `start` to `end`; `digested` = in a digest it is a mail.

        Raises:
            Unreadable: more parts, or deeper ones, than the limits allow.
        """
        self._counted += 1
        limits = self._source.limits
        if self._counted > limits.parts:
            told = f"more than {limits.parts:,} parts were found in it; expected at most {limits.parts:,}"
            raise Unreadable(self._source.path, told)
        if depth > limits.depth:
            told = f"more than {limits.depth} levels of nesting were found; expected at most {limits.depth}"
            raise Unreadable(self._source.path, told)
        headers = Headers(held, start, end)
        if digested and "content-type" not in headers:
            return Part(headers, held, min(headers.after, end), end, depth, "message/rfc822")
        return Part(headers, held, min(headers.after, end), end, depth, headers.kind())

    def within(self, part: Part) -> Iterator[Part]:
        """The parts of a multipart, and the one mail of a message/rfc822."""
        if part.kind in {"message/rfc822", "message/global"}:
            encoded = part.headers.text("content-transfer-encoding").lower() in {"base64", "quoted-printable"}
            held, start, end = (part.content(), 0, -1) if encoded else (part.held, part.start, part.end)
            yield self.mail(held, _past_blanks(held, start), len(held) if end < 0 else end, part.depth + 1)
            return
        boundary = part.headers.parameter("content-type", "boundary").rstrip()
        if not boundary:
            return
        digested, begin = part.kind == "multipart/digest", -1
        for at, after, last in self._delimiters(part, b"--" + boundary.encode("utf-8", "replace")):
            if begin >= 0:
                yield self.mail(part.held, begin, max(begin, at), part.depth + 1, digested=digested)
            begin = -1 if last else after
            if last:
                return
        if begin >= 0:
            yield self.mail(part.held, begin, part.end, part.depth + 1, digested=digested)

    def _delimiters(self, part: Part, delimiter: bytes) -> Iterator[tuple[int, int, bool]]:
        """Where the part before each boundary ends, where the one after it begins, and whether it is the last."""
        held, at = part.held, part.start
        while (found := held.find(delimiter, at, part.end)) >= 0:
            self._looked_at += 1
            if self._looked_at > _MOST_LOOKED_AT:
                told = f"more than {_MOST_LOOKED_AT:,} boundaries of parts were found; expected fewer"
                raise Unreadable(self._source.path, told)
            line = _LINE.match(held, found, part.end)
            after = line.end() if line else part.end
            rest = held[found + len(delimiter) : after].strip() if after - found < _LONGEST else b"?"
            if rest in {b"", b"--"} and (found == part.start or held[found - 1 : found] in {b"\n", b"\r"}):
                stop = found - 1 if found > part.start else found
                if stop > part.start and held[stop - 1 : stop + 1] == b"\r\n":
                    stop -= 1
                yield stop, after, rest == b"--"
            at = max(after, found + 1)


def in_character_set(content: bytes, name: str) -> str:
    """The text that bytes are in the named character set; where that is unknown or wrong, in UTF-8 or Windows-1252."""
    for mark, own in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if content.startswith(mark):
            return content[len(mark) :].decode(own, "replace").replace("\0", " ")
    try:
        known = codecs.lookup(name.strip(" '\"")).name if name.isascii() and "\0" not in name else ""
    except (LookupError, ValueError):
        known = ""
    usable = known if _TEXT_SETS.fullmatch(known) else ""
    for encoding in dict.fromkeys((*((usable,) if usable not in _WINDOWS else ()), "utf-8", _WINDOWS.get(usable, ""))):
        try:
            if encoding:
                return content.decode(encoding).replace("\0", " ")
        except (UnicodeError, LookupError, ValueError):
            continue
    return content.decode("cp1252", "replace").replace("\0", " ")


def decoded(written: str) -> str:
    """What a header says, with its encoded words (RFC 2047) decoded; one that cannot be stays as it is written."""
    if "=?" not in written:
        return written
    try:
        found = decode_header(written)
    except (HeaderParseError, binascii.Error, ValueError, LookupError):
        return written
    return "".join(
        chunk if isinstance(chunk, str) else in_character_set(chunk, charset or "utf-8") for chunk, charset in found
    )


def _base64(held: bytes) -> bytes:
    clean = _NOT_BASE64.sub(b"", held)
    if len(clean) % 4 == 1:
        clean = clean[:-1]
    return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4))


def _past_blanks(held: bytes, at: int) -> int:
    while held[at : at + 1] in {b"\r", b"\n"}:
        at += 1
    return at
