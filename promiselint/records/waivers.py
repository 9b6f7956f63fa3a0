"""Waivers: leave for findings that was asked for and given (contract §6)."""

from __future__ import annotations

from collections.abc import Iterator

from promiselint.model.configuration import Waiver
from promiselint.records.entries import Entry
from promiselint.records.patterns import pattern_fault
from promiselint.records.rule_names import RuleNames
from promiselint.records.sheets import quoted

KEYS = ("path", "rule", "words", "fingerprint", "approver", "by", "reason", "until")
_WAIVER = 'a mapping such as {path: "offers/**", rule: PL301, words: "never fails", approver: lena, reason: signed off}'


def waivers(top: Entry, names: RuleNames) -> Iterator[Waiver]:
    """Each waiver of the list under `waivers`; what is wrong with one is noted, and it waives nothing."""
    for entry in top.tables("waivers", f"a list of waivers, each {_WAIVER}", _WAIVER):
        waiver = _waiver(entry, names)
        if waiver is not None:
            yield waiver


def _waiver(entry: Entry, names: RuleNames) -> Waiver | None:
    entry.only(KEYS, "a waiver")
    written = entry.text("rule", "a rule's code or name", required=True)
    code = names.code(entry.sheet, entry.line("rule"), entry.path("rule"), written) if written else None
    reason = entry.text("reason", "why the finding may stand", required=True)
    key = "by" if "by" in entry.node.fields and "approver" not in entry.node.fields else "approver"
    approver = entry.text(key, "who allowed it", required=True)
    until = entry.day("until")
    path = entry.text("path", 'a pattern such as "offers/**"')
    words = entry.text("words", "words of the finding's sentence")
    fingerprint = entry.text("fingerprint", "a finding's fingerprint")
    if path is None and fingerprint is None:
        entry.sheet.fault(
            entry.node.line, entry.where, "names neither path nor fingerprint", 'expected path: "offers/**" or the like'
        )
    fault = pattern_fault(path) if path else None
    if fault:
        entry.fault("path", f"{quoted(path or '')} {fault}", 'expected a pattern such as "offers/**"')
    if code is None or reason is None or approver is None:
        return None
    return Waiver(code, reason, approver, path, words, fingerprint, until, entry.source)
