"""How SARIF describes a rule: what it flags, why, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from promiselint.model.rules import Rule, Severity
from promiselint.report.words import safe

Json = dict[str, object]
#: SARIF's words for severities.
LEVEL: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
#: GitHub's words for how much a rule weighs, where it is no matter of security.
_WEIGHT: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}
_SLOT = re.compile(r"\{\w+\}")
_MARKUP = re.compile(r"[\\`*_\[\]<>#|~&{}]")


def described(rule: Rule) -> Json:
    """A rule as a SARIF reporting descriptor; one of which little is known has little to say."""
    told: Json = {"id": rule.code, "name": rule.name}
    if rule.summary:
        told |= {"shortDescription": {"text": literal(rule.summary)}}
    if rule.why:
        told |= {"fullDescription": {"text": literal(rule.why)}}
    if rule.summary or rule.why:
        told["help"] = {"text": _help(rule), "markdown": _markdown(rule)}
    level = LEVEL.get(rule.severity, "none")
    return {
        **told,
        "defaultConfiguration": {"enabled": rule.severity is not Severity.OFF, "level": level},
        "properties": {
            "tags": ["promises"],
            "problem.severity": _WEIGHT.get(rule.severity, "recommendation"),
        },
    }


def _help(rule: Rule) -> str:
    parts = [rule.summary, rule.why, f"What to do: {_advice(rule)}" if _advice(rule) else ""]
    return " ".join(literal(part) for part in parts if part)


def _markdown(rule: Rule) -> str:
    parts = [f"**{_plain(rule.code)} {_plain(rule.name)}**", _plain(rule.summary), _plain(rule.why)]
    if _advice(rule):
        parts.append(f"**What to do:** {_plain(_advice(rule))}")
    parts.append(f"More: `promiselint explain {rule.code}`" if re.fullmatch(r"\w+", rule.code) else "")
    return "\n\n".join(part for part in parts if part)


def _advice(rule: Rule) -> str:
    """The suggestion as it stands for no finding in particular: what it names is left open."""
    return _SLOT.sub("…", rule.suggestion)


def literal(text: str) -> str:
    """Words as a SARIF message: their braces are no places to fill (§3.11.5), their brackets no links (§3.11.6)."""
    return safe(text).replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _plain(text: str) -> str:
    return _MARKUP.sub(lambda found: f"&#{ord(found.group())};", safe(text))
