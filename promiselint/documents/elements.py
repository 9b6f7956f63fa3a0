"""What each HTML element is to a reader."""

from __future__ import annotations

import re

from promiselint.documents.markup import Tag

VOID = frozenset("area base basefont bgsound br col embed frame hr img input link meta param source track wbr".split())
# Never prose: code that runs, form controls, navigation, drawings, what a browser shows only where it fails.
SILENT = frozenset(
    "audio button canvas datalist iframe input label legend map math meter nav noembed noframes noscript object "
    "optgroup option output pre progress rp rt script select style svg template textarea video xmp "
    "del s strike".split()
)
CODE = frozenset({"code", "kbd", "samp", "tt", "var"})
STRONG = frozenset({"b", "strong"})
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset({"ul", "ol", "menu", "dir"})
BLOCKS = (
    frozenset(
        "address article aside blockquote body center details dialog div dl fieldset figcaption figure footer form "
        "frameset header hgroup html main p pre search section summary table nav".split()
    )
    | LISTS
    | HEADINGS.keys()
)
LIST_PARTS = frozenset({"li", "dt", "dd"})
TABLE_PARTS = frozenset({"tr", "td", "th", "thead", "tbody", "tfoot", "caption", "colgroup"})
# A start tag of the first kind ends an element of the second that is still open in the same table.
ENDS_IN_TABLE = {
    "td": ("td", "th", "caption"),
    "th": ("td", "th", "caption"),
    "tr": ("tr", "td", "th", "caption"),
    "caption": ("caption",),
    "colgroup": ("caption",),
    **dict.fromkeys(("thead", "tbody", "tfoot"), ("thead", "tbody", "tfoot", "tr", "td", "th", "caption")),
}
_HIDING = re.compile(r"\b(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_FOOTNOTES = frozenset({"doc-footnote", "doc-endnote", "doc-endnotes"})
_FOOTNOTE_SIGN = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡§¶]{1,3})[\])]?\Z")
_WORD_BEFORE = re.compile(r"[^\W\d_]{4}\Z|[.,;:!?)”\"»’]\Z")
_NUMBER = re.compile(r"\s*(\d{1,5})")


def is_hidden(tag: Tag) -> bool:
    """Whether a browser shows none of the element."""
    attributes = tag.attributes
    if "hidden" in attributes:
        return True
    aria, style = attributes.get("aria-hidden"), attributes.get("style")
    if aria is not None and aria.value.strip().lower() == "true":
        return True
    return style is not None and _HIDING.search(style.value) is not None


def language(tag: Tag) -> str | None:
    """The primary subtag of the element's language, in lower case; None where it names none."""
    written = tag.attributes.get("lang") or tag.attributes.get("xml:lang")
    if written is None:
        return None
    return re.split("[-_]", written.value.strip().lower(), maxsplit=1)[0] or None


def is_layout(tag: Tag) -> bool:
    """Whether a table says that it only arranges a page."""
    return value(tag, "role") in {"presentation", "none"}


def is_footnotes(tag: Tag) -> bool:
    """Whether the element holds footnotes."""
    return value(tag, "role") in _FOOTNOTES or "footnotes" in value(tag, "class").split()


def number(tag: Tag, name: str) -> int:
    """An attribute's number; 1 where it gives none."""
    found = _NUMBER.match(value(tag, name))
    return int(found[1]) if found else 1


def value(tag: Tag, name: str) -> str:
    """An attribute's value in lower case; "" where there is none."""
    written = tag.attributes.get(name)
    return written.value.strip().lower() if written else ""


def is_footnote_sign(sign: str, before: str, *, linked: bool) -> bool:
    """Whether a raised sign refers to a footnote and is no exponent; `before` is the text before it, `linked` its link.

    "m²" and "10⁶" are exponents, "leader¹" and "market.¹" are not.
    """
    if _FOOTNOTE_SIGN.match(sign) is None:
        return False
    return linked or not sign.isalnum() or (sign.isdigit() and _WORD_BEFORE.search(before) is not None)
