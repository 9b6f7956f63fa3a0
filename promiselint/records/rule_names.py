"""Rules as people name them: by code or by name, both mean the code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from promiselint.model.rules import Severity
from promiselint.records.entries import Entry
from promiselint.records.sheets import Sheet, quoted, step


class RuleNames:
    """The rules there are, and what their codes and names stand for."""

    def __init__(self, known: Mapping[str, str]) -> None:
        """Take the rules' names by code."""
        self.known = known
        self.codes = {word.casefold(): code for code, name in known.items() for word in (code, name)}
        self.words = tuple(known) + tuple(known.values())

    def code(self, sheet: Sheet, line: int, where: str, written: str) -> str | None:
        """The code that is meant; None and a fault where there is no such rule."""
        code = self.codes.get(written.strip().casefold())
        if code is None:
            close = sheet.near(written, self.words)
            rule = self.codes[close.casefold()] if close else None
            expected = f"did you mean {rule} ({self.known[rule]})?" if rule else "expected a rule's code or name"
            sheet.fault(line, where, f"{quoted(written)} is no rule", expected)
        return code

    def listed(self, entry: Entry, key: str) -> Iterator[str]:
        """Each rule of the list under `key`."""
        for written, line, where in entry.placed_texts(key, "a list of rules such as [PL105, solid-date]"):
            code = self.code(entry.sheet, line, where, written)
            if code:
                yield code

    def severities(self, entry: Entry) -> dict[str, Severity]:
        """The severities that the mapping under `rules` gives, by code."""
        table = entry.table("rules", "a mapping such as {PL207: off, solid-date: error}")
        severities: dict[str, Severity] = {}
        written: dict[str, str] = {}
        if table is None:
            return severities
        for name in table.node.fields:
            code = self.code(entry.sheet, table.line(name), step(table.where, name), name)
            severity = table.member(name, Severity, "severity", required=True)
            if code is None or severity is None:
                continue
            if severities.setdefault(code, severity) is not severity:
                found = (
                    f"is {severity}, and {quoted(written[code])} in line {table.line(written[code])} is the same rule"
                )
                table.fault(name, found, "expected each rule once")
            written.setdefault(code, name)
        return severities
