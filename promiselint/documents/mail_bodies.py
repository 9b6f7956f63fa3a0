"""A mail's body, plain or HTML, without what is not its writer's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from promiselint.documents import hypertext, plain
from promiselint.documents.elements import VOID
from promiselint.documents.mail_zones import Fate, MailLine, fates
from promiselint.documents.markup import Tag, pieces
from promiselint.documents.outline import Outline
from promiselint.documents.page import Page
from promiselint.documents.source import Reading, Source, line_starts
from promiselint.documents.tables import Draft
from promiselint.model.documents import Scope

_MARKS = re.compile(r"(?: {0,3}>[ \t]?)+")
_MAILBOX_FROM = re.compile(r">+From ")  # what mailboxes make of a line that begins with "From "
_WORD = re.compile(r"[^\W\d_]{2,}")
_ADDRESS = re.compile(r"\S*(?:://|www\.)\S*")
# Elements that hold a signature, by the word that mail programs put into their class or id.
_SIGNATURES = re.compile(
    r"gmail_signature|moz-signature|protonmail_signature|^(?:x_)*signature$|ms-outlook-mobile-signature|zmail_signature"
    r"|mobilesignature|applemailsignature|x_signature|email-?signature",
    re.IGNORECASE,
)
# Elements from which on everything is the correspondence so far.
_EARLIER = re.compile(
    r"divrplyfwdmsg|outlookmessageheader|appendonsend|mail-editor-reference-message-container|yahoo_quoted"
    r"|moz-forward-container|moz-email-headers-table|ms-outlook-ios-body-separator|^olk_src_body_section$",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[^\r\n]")


def plain_reading(path: str, text: str, *, flowed: bool, joined: bool) -> tuple[Reading, Source]:
    """What a plain body says; `flowed` = its lines are soft (RFC 3676), `joined` = without the blank at their ends."""
    written = _unflowed(text, joined=joined) if flowed else text
    lines = re.split(r"\r\n|\r|\n", written)
    kept = fates([_plain_line(line) for line in lines])
    own = "\n".join(_shown(line) if fate is not Fate.GONE else "" for line, fate in zip(lines, kept, strict=True))
    source = Source(path, ".txt", own, line_starts(own))
    return plain.read(source), source


def html_reading(path: str, text: str) -> tuple[Reading, Source]:
    """What an HTML body says."""
    left = _without_elements(text)
    outline = Outline()
    page = Page(outline)
    page.feed(left, 0)
    page.finish()
    lines = [*_html_lines(outline.drafts)]
    kept = fates([line for line, _, _ in lines])
    gone = [
        (start, end) for (_, start, end), fate in zip(lines, kept, strict=True) if fate is Fate.GONE and end > start
    ]
    left = _blanked(left, gone)
    source = Source(path, ".html", left, line_starts(left))
    return hypertext.read(source), source


def is_stub(text: str, html: str) -> bool:
    """Whether a plain text is not what the mail says, but a word on where to read it."""
    words = len(_WORD.findall(_ADDRESS.sub("", text)))
    if words == 0:
        return True
    outline = Outline()
    page = Page(outline)
    page.feed(html, 0)
    page.finish()
    said = sum(len(_WORD.findall(draft.passage.text)) for draft in outline.drafts)
    return said > 20 and words < said / 3  # shorter mails are whole mails


# Plain text


def _plain_line(line: str) -> MailLine:
    marks = _MARKS.match(line)
    if marks is None or _MAILBOX_FROM.match(line):
        return MailLine(line)
    return MailLine(line[marks.end() :], quoted=True)


def _shown(line: str) -> str:
    return line[1:] if _MAILBOX_FROM.match(line) else line


def _unflowed(text: str, *, joined: bool) -> str:
    """The text with its soft line ends undone (RFC 3676); lines of another depth of quotation are not joined."""
    made: list[tuple[int, list[str]]] = []
    open_depth = -1  # of the paragraph that goes on
    for line in re.split(r"\r\n|\r|\n", text):
        rest = line.lstrip(">")
        depth = len(line) - len(rest)
        rest = rest.removeprefix(" ")
        soft = rest.endswith(" ") and rest != "-- "
        words = rest[:-1] if soft and joined else rest
        if open_depth == depth and rest != "-- ":
            made[-1][1].append(words)
        else:
            made.append((depth, [words]))
        open_depth = depth if soft else -1
    return "\n".join(f"{'>' * depth}{' ' if depth else ''}{''.join(parts)}" for depth, parts in made)


# HTML


def _html_lines(drafts: Sequence[Draft]) -> Iterator[tuple[MailLine, int, int]]:
    """Each line that a reader sees with where it stands in the file; a blank one after each paragraph."""
    for draft in drafts:
        if draft.dropped or draft.scope in {Scope.TITLE, Scope.DESCRIPTION}:
            continue
        passage, quoted = draft.passage, draft.quote is not None
        bounds = [0, *passage.wraps, len(passage.text)]
        for start, end in pairwise(bounds):
            words = passage.text[start:end].strip()
            if words:
                item = draft.item >= 0 and start == 0
                yield MailLine(f"- {words}" if item else words, quoted), passage.starts[start], passage.ends[end - 1]
        yield MailLine(""), 0, 0


def _without_elements(text: str) -> str:
    """The page without the elements that mail programs mark as a signature, up to where an earlier mail begins."""
    gone: list[tuple[int, int]] = []
    inside, depth, begin = "", 0, 0
    for piece in pieces(text):
        if not isinstance(piece, Tag) or piece.name in VOID or piece.empty:
            continue
        if inside:
            depth += 0 if piece.name != inside else -1 if piece.closing else 1
            if depth == 0:
                gone.append((begin, piece.end))
                inside = ""
            continue
        if piece.closing:
            continue
        named = _named(piece)
        if any(_EARLIER.search(word) for word in named):
            return _blanked(text[: piece.start], gone)
        if any(_SIGNATURES.search(word) for word in named):
            inside, depth, begin = piece.name, 1, piece.start
    if inside:
        gone.append((begin, len(text)))
    return _blanked(text, gone)


def _named(tag: Tag) -> list[str]:
    written = (tag.attributes.get("class"), tag.attributes.get("id"))
    return [word for each in written if each is not None for word in each.value.split()]


def _blanked(text: str, gone: Sequence[tuple[int, int]]) -> str:
    """The text with blanks in place of some stretches, so that nothing moves."""
    parts: list[str] = []
    done = 0
    for start, end in sorted(gone):
        if end > done:
            first = max(start, done)
            parts += [text[done:first], _SIGN.sub(" ", text[first:end])]
            done = end
    return "".join([*parts, text[done:]])
