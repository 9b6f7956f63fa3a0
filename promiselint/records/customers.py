"""Customers' names as they are compared: without case, legal suffix, commas and full stops (contract §2)."""

from __future__ import annotations

import re
import unicodedata

# legal forms at the end (or, as in Sweden and Finland, at the beginning) of a company's name, full stops left out
_FORMS = frozenset(
    (
        *("ab", "aktiebolag", "aktiebolaget", "ag", "aps", "as", "a/s", "asa", "bv", "b v", "co", "company", "corp"),
        *("corporation", "ehf", "ek för", "gmbh", "gmbh & co kg", "hb", "hf", "inc", "incorporated", "kb", "kft", "kg"),
        *("limited", "llc", "llp", "lp", "ltd", "nv", "n v", "oü", "oy", "oyj", "plc", "pty", "pty ltd", "publ", "sa"),
        *("s a", "sarl", "sas", "se", "sl", "spa", "s p a", "sp z oo", "srl", "s r l", "sro", "uab", "ug"),
    )
)
_LEADING = frozenset(("ab", "aktiebolaget", "as", "oy", "kb", "hb"))
_SIGNS = re.compile(r"[.,;()\"“”]+")


def compared(name: str) -> str:
    """The form in which two names of one customer are equal: "Contoso Logistics, Ltd." is "contoso logistics"."""
    words = _SIGNS.sub(" ", unicodedata.normalize("NFC", name).replace(".", "")).casefold().split()
    while len(words) > 1:
        for length in (4, 3, 2, 1):
            if len(words) > length and " ".join(words[-length:]) in _FORMS:
                del words[-length:]
                break
        else:
            break
    if len(words) > 1 and words[0] in _LEADING:
        del words[0]
    return " ".join(words)
