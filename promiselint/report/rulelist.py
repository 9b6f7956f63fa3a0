"""The rules themselves: as a list, as the README's table, one in plain words."""

from __future__ import annotations

import json
from collections.abc import Sequence

from promiselint.model.rules import Example, Rule
from promiselint.report.words import escaped, safe, wrapped
from promiselint.rulebook.texts import text

_SHOWN = 3  # examples of each kind and language: enough to see, few enough to read


def render(rules: Sequence[Rule]) -> str:
    """One line for each rule."""
    width = max((len(rule.name) for rule in rules), default=0)
    return "".join(f"{rule.code:<6} {rule.name:<{width}}  {rule.severity:<7}  {safe(rule.summary)}\n" for rule in rules)


def render_markdown(rules: Sequence[Rule]) -> str:
    """The table that the README holds."""
    rows = [f"| {rule.code} | {rule.name} | {rule.severity} | {_cell(rule.summary)} |" for rule in rules]
    return "\n".join(["| code | name | severity | flags |", "|---|---|---|---|", *rows, ""])


def render_json(rules: Sequence[Rule]) -> str:
    """The rules as a JSON list."""
    told = [
        {
            "code": rule.code,
            "name": rule.name,
            "severity": str(rule.severity),
            "check": rule.check,
            "summary": rule.summary,
            "why": rule.why,
            "suggestion": rule.suggestion,
        }
        for rule in rules
    ]
    return escaped(json.dumps(told, ensure_ascii=False, indent=2)) + "\n"


def render_rule(rule: Rule, language: str = "en") -> str:
    """A rule in plain words: what it flags, why, what to say instead, and examples of both kinds."""
    lines = [f"{rule.code} {rule.name} ({rule.severity})", ""]
    lines += wrapped(text(rule, "summary", language), "")
    lines += ["", "Why:", *wrapped(text(rule, "why", language), "  ")]
    lines += ["", "What to do:", *wrapped(text(rule, "suggestion", language), "  ")]
    for title, flags in (("Flagged:", True), ("Passes:", False)):
        shown = [one for tongue in ("en", "sv") for one in _some(rule, tongue, flags)]
        if shown:
            lines += ["", title]
        for example in shown:
            lines += wrapped(_told(example), "  ", "- ")
    return "\n".join([*lines, ""])


def _some(rule: Rule, language: str, flags: bool) -> list[Example]:
    return [one for one in rule.examples if one.language == language and one.flags is flags][:_SHOWN]


def _told(example: Example) -> str:
    facts = ", ".join(f"{key}: {value}" for key, value in (example.facts or {}).items())
    words = safe(example.text)
    short = words if len(words) <= 240 else words[:239].rstrip() + "…"
    return f"{short} [{facts}]" if facts else short


def _cell(words: str) -> str:
    return safe(words).replace("|", "\\|")
