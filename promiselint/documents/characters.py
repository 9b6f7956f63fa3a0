"""Characters as a reader sees them: references resolved, blanks told from characters that show nothing."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

STAND_IN = "\ufffc"  # stands in a block's text for what is no prose: code, an address, a template's expression
BLANKS = " \t\n\r\f\v"  # what folds to one blank; a no-break space and the typographic spaces do not
INVISIBLE = "\u00ad\u200b\u2060\ufeff"  # soft hyphen, zero-width space, word joiner, zero-width no-break space

REFERENCE = re.compile(r"&(?:#(?:[0-9]++|[xX][0-9a-fA-F]++);?|[A-Za-z][A-Za-z0-9]{0,31}+;?)")
_LONGEST_NUMBER = 12  # "&#x0010FFFF;" and shorter; anything longer names no character
_SHORTEST_NAME = 2  # "&lt" has the shortest name


def reference(match: re.Match[str]) -> tuple[str, int] | None:
    """What an HTML character reference stands for, and its length in the source; None for no reference."""
    written = match[0]
    if written[1] == "#":
        return (unescape(written) if len(written) <= _LONGEST_NUMBER else "\ufffd"), len(written)
    name = written[1:]
    if name in html5:
        return html5[name], len(written)
    for length in range(len(name), _SHORTEST_NAME - 1, -1):  # "&ampfoo": browsers take the longest old name
        if name[:length] in html5:
            return html5[name[:length]], length + 1
    return None
