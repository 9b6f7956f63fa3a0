"""Suppression comments as written (contract §6, Suppression)."""

from __future__ import annotations

import datetime as dt
import re
from difflib import get_close_matches

from promiselint.model.documents import Directive
from promiselint.model.places import Span

VERBS = ("disable-next-line", "disable", "enable")
_CALLED = re.compile(r"\s*promise-?lint(-|\s*:\s*|\s+)([A-Za-z][\w-]*)", re.IGNORECASE)
_REASON = re.compile(r"(?:(?<=\s)|\A)(?:--+|—|–)(?=\s|\Z)")
_CODE = re.compile(r"[A-Za-z][\w./-]*")
_PART = re.compile(r"\s*([A-Za-z]+)\s*:\s*(.*?)\s*", re.DOTALL)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORDS = re.compile(r"[^\s,]+")


def directive(words: str, span: Span) -> Directive | None:
    """The directive that a comment's `words` are, at `span`; None where they are none.

    One that is malformed carries its `fault` and silences nothing.
    """
    called = _CALLED.match(words)
    if called is None:
        return None
    verb = called[2].lower()
    if verb not in VERBS or called[1] != "-":
        near = get_close_matches(verb, VERBS, 1)
        if called[1] != "-" and not near:
            return None  # prose about promiselint
        meant = f'; did you mean "promiselint-{near[0]}"?' if near else ""
        fault = f'"{called[0].strip()}" is unknown; expected promiselint-{", promiselint-".join(VERBS)}{meant}'
        return Directive(verb, (), "", None, "", span, fault)
    head, _, tail = _split(words[called.end() :])
    codes = tuple(_WORDS.findall(head))
    reason, until, by, fault = _parts(tail)
    wrong = next((code for code in codes if not _CODE.fullmatch(code)), None)
    if wrong is not None:
        fault = f'"{wrong}" is no rule; expected codes or names such as PL201 or solid-date, then -- and a reason'
    elif not fault and not reason and verb != "enable":
        fault = "no reason was given; expected one after --"
    return Directive(verb, codes, reason, until, by, span, fault)


def _split(words: str) -> tuple[str, str, str]:
    dash = _REASON.search(words)
    return (words, "", "") if dash is None else (words[: dash.start()], dash[0], words[dash.end() :])


def _parts(tail: str) -> tuple[str, dt.date | None, str, str]:
    """Reason, until, by, fault; `until` and `by` stand after the reason, whose own commas stay."""
    segments = tail.split(",")
    until: dt.date | None = None
    by = fault = ""
    while segments:
        part = _PART.fullmatch(segments[-1])
        if part is None:
            break
        key = part[1].lower()
        if key == "until":
            until = _day(part[2])
            if until is None:
                fault = f'until: "{part[2]}" is no date; expected one such as 2027-01-31'
        elif key == "by":
            by = part[2]
        elif near := get_close_matches(key, ("until", "by"), 1, 0.7):
            fault = f'"{part[1]}" is unknown; expected until or by; did you mean "{near[0]}"?'
        else:
            break
        segments.pop()
    return " ".join(",".join(segments).split()), until, by, fault


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
