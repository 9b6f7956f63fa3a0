"""HTML as a stream of tags, texts and comments with their places; tag soup is read as browsers do, in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENING = re.compile(r"<(?=[A-Za-z/!?])")
_NAME = re.compile(r"</?([A-Za-z][^\s/>]*+)")
_ATTRIBUTE = re.compile(
    r"""[\s/]*+(?:(?P<name>[^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s>]*+)))?+)"""
)
_TAG_END = re.compile(r"[\s/]*+>")
_COMMENT_END = re.compile(r"--!?>")
# What is no markup until its own end tag.
RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"})


@dataclass(frozen=True, slots=True)
class Written:
    """An attribute's value as written, and where it begins."""

    value: str
    start: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag or, with `closing`, an end tag; the name is in lower case."""

    name: str
    start: int
    end: int
    attributes: dict[str, Written]
    closing: bool = False
    empty: bool = False  # written with a slash at its end


@dataclass(frozen=True, slots=True)
class Words:
    """Text between tags, character references unresolved."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, a declaration or a processing instruction, from its first to past its last character."""

    start: int
    end: int


Piece = Tag | Words | Comment
_ENDLESS = Comment(-1, -1)  # a tag that runs past the text's end: what follows is text, as there is no tag after it


def pieces(text: str, base: int = 0) -> Iterator[Piece]:
    """Every tag, text and comment of `text` in order; `base` is the offset of its first character in the file."""
    at = done = 0
    while (opening := _OPENING.search(text, at)) is not None:
        begin = opening.start()
        piece = _markup(text, begin, base)
        if piece is None:
            at = begin + 1
            continue
        if piece is _ENDLESS:
            break
        if begin > done:
            yield Words(text[done:begin], base + done)
        yield piece
        at = done = piece.end - base
        if isinstance(piece, Tag) and piece.name in RAW and not piece.closing and not piece.empty:
            at = _raw_end(text, at, piece.name)
            if at > done:
                yield Words(text[done:at], base + done)
            done = at
    if done < len(text):
        yield Words(text[done:], base + done)


def _markup(text: str, begin: int, base: int) -> Tag | Comment | None:
    """The tag or comment that begins here; None where it is only a sign."""
    if text[begin + 1] in "!?":
        return Comment(base + begin, base + _comment_end(text, begin))
    name = _NAME.match(text, begin)
    if name is None:
        if not text.startswith("</", begin):
            return None
        if text.startswith("</>", begin):
            return Comment(base + begin, base + begin + 3)
        return None
    return _tag(text, name, base)


def _tag(text: str, name: re.Match[str], base: int) -> Tag | Comment:
    attributes: dict[str, Written] = {}
    at = name.end()
    while True:
        end = _TAG_END.match(text, at)
        if end is not None:
            break
        found = _ATTRIBUTE.match(text, at)
        if found is None:
            return _ENDLESS
        group = next((group for group in ("double", "single", "bare") if found[group] is not None), None)
        value = Written(found[group], base + found.start(group)) if group else Written("", base + found.end())
        attributes.setdefault(found["name"].lower(), value)
        at = found.end()
    closing = text[name.start() + 1] == "/"
    return Tag(name[1].lower(), base + name.start(), base + end.end(), attributes, closing, "/" in end[0])


def _comment_end(text: str, begin: int) -> int:
    if text.startswith("<!--", begin):
        if text.startswith((">", "->"), begin + 4):
            return text.index(">", begin) + 1
        end = _COMMENT_END.search(text, begin + 4)
        return end.end() if end else len(text)
    closing = "]]>" if text.startswith("<![CDATA[", begin) else ">"
    at = text.find(closing, begin)
    return at + len(closing) if at >= 0 else len(text)


def _raw_end(text: str, at: int, name: str) -> int:
    end = re.compile(rf"</{re.escape(name)}(?=[\s/>])", re.IGNORECASE).search(text, at)
    return end.start() if end else len(text)
