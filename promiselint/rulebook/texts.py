"""What a rule says to people, in each language: read from its file, and filled with what was found."""

from __future__ import annotations

import re
from collections.abc import Mapping

from promiselint.model.rules import Rule
from promiselint.rulebook.yamlfile import Keys

LANGUAGES = ("en", "sv")
KEYS = ("summary", "why", "message", "suggestion")

_SLOT = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]")
_BLANKS = re.compile(r"\s+")


class Unfilled(LookupError):  # noqa: N818 - caught by tests only
    """A template names something that the breach did not bring."""


def read_texts(given: Mapping[str, object]) -> tuple[dict[str, dict[str, str]], list[tuple[Keys, str]]]:
    """Language -> {summary, why, message, suggestion}, with `message:variant` beside `message`, and the faults.

    Each of the four is one text for every language, or {en, sv}; message and suggestion may have variants
    below the language, `default` being the one that a breach without a variant takes.
    """
    texts: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    faults: list[tuple[Keys, str]] = []
    for key in KEYS:
        if key not in given:
            continue
        value = given[key]
        by_language = value if isinstance(value, dict) else dict.fromkeys(LANGUAGES, value)
        odd = [language for language in by_language if language not in LANGUAGES]
        faults.extend(((key, str(one)), "no language of texts; expected en or sv") for one in odd)
        if not by_language:
            faults.append(((key,), "is empty; expected a text in en and sv"))
        for language in LANGUAGES:
            if language in by_language:
                faults.extend(_take(texts[language], key, by_language[language], (key, language)))
    return {language: told for language, told in texts.items() if told}, faults


def _take(told: dict[str, str], key: str, value: object, at: Keys) -> list[tuple[Keys, str]]:
    if isinstance(value, dict) and key in {"message", "suggestion"}:
        faults: list[tuple[Keys, str]] = []
        for variant, text in value.items():
            where = key if variant == "default" else f"{key}:{variant}"
            faults.extend(_take(told, where, text, (*at, str(variant))))
        if key not in told and not faults:
            told[key] = next((str(text) for text in value.values()), "")
        return faults
    if not isinstance(value, str) or not value.strip():
        return [(at, "is no text; expected a sentence (in quotes where it holds a colon or a brace)")]
    told[key] = _BLANKS.sub(" ", value).strip()
    if key.startswith(("message", "suggestion")):
        return [(at, f"{wrong}; expected {{name}}, or {{{{ for a brace") for wrong in _odd_slots(value)]
    return []


def _odd_slots(template: str) -> list[str]:
    return [
        f'"{found.group()}" is no place to fill'
        for found in _SLOT.finditer(template)
        if found.group() not in {"{{", "}}"} and not _NAME.fullmatch(found.group(1) or "")
    ]


def slots(template: str) -> frozenset[str]:
    """Give the names that a template wants filled."""
    return frozenset(found.group(1) for found in _SLOT.finditer(template) if found.group(1))


def text(rule: Rule, key: str, language: str, variant: str = "") -> str:
    """Give the rule's text of that key in the language, else in English, else as the rule has it."""
    for told in (rule.texts or {}).get(language, {}), (rule.texts or {}).get("en", {}):
        for where in (f"{key}:{variant}", key) if variant else (key,):
            if where in told:
                return told[where]
    return str(getattr(rule, key))


def fill(template: str, values: Mapping[str, str], *, strict: bool = False) -> str:
    """Give the template with each {name} replaced by its value, on one line, without control characters.

    Nothing in a value is ever read as a template, whatever the document says.

    Raises:
        Unfilled: a name has no value, and `strict`; else such a place stays empty.

    """

    def value(found: re.Match[str]) -> str:
        if found.group(1) is None:
            return found.group()[:1]
        if found.group(1) not in values and strict:
            raise Unfilled(found.group(1))
        return str(values.get(found.group(1), ""))

    return clean(_SLOT.sub(value, template))


def clean(words: str) -> str:
    """Give the words on one line: control and direction characters gone, white space as single blanks."""
    return _BLANKS.sub(" ", _CONTROL.sub("", words)).strip()
