"""Which exports of which CRM are known, and by which columns each is told (English column names, as they come)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of export. `holds` is accounts, deals or history; each column by what it holds -> its names."""

    name: str
    holds: str
    columns: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]

    @property
    def required(self) -> dict[str, str]:
        """The columns that tell it from others, each by its usual name."""
        return {what: self.columns[what][0] for what in self.needed}


_ACCOUNT = ("Account Name", "Account: Account Name", "Account.Name")

KINDS: tuple[Kind, ...] = (
    Kind(
        "salesforce-accounts",
        "accounts",
        {
            "customer": _ACCOUNT,
            "owner": ("Account Owner", "Account Owner: Full Name", "Owner.Name"),
            "email": ("Account Owner: Email", "Account Owner Email", "Owner Email", "Owner: Email", "Owner.Email"),
        },
        ("customer", "owner"),
    ),
    Kind(
        "salesforce-opportunities",
        "deals",
        {
            "name": ("Opportunity Name",),
            "customer": _ACCOUNT,
            "owner": ("Opportunity Owner", "Opportunity Owner: Full Name", "Owner.Name"),
            "email": (
                *("Opportunity Owner: Email", "Opportunity Owner Email", "Owner Email", "Owner: Email", "Owner.Email"),
            ),
            "created": ("Created Date", "CreatedDate"),
            "closing": ("Close Date", "CloseDate"),
            "stage": ("Stage", "StageName"),
            "closed": ("Closed", "IsClosed"),
        },
        ("name", "customer", "owner"),
    ),
    Kind(
        "salesforce-history",
        "history",
        {
            "customer": _ACCOUNT,
            "day": ("Edit Date", "Created Date", "CreatedDate"),
            "field": ("Field / Event", "Field/Event", "Field"),
            "old": ("Old Value", "OldValue"),
            "new": ("New Value", "NewValue"),
            "other": ("Opportunity Name", "Case Number", "Contact Name"),  # whose owner it is, where not the account's
        },
        ("customer", "day", "field", "old", "new"),
    ),
    Kind(
        "hubspot-companies",
        "accounts",
        {
            "customer": ("Company name",),
            "owner": ("Company owner",),
            "email": ("Company owner email", "Owner email"),
        },
        ("customer", "owner"),
    ),
    Kind(
        "hubspot-deals",
        "deals",
        {
            "name": ("Deal Name",),
            "customer": (
                *("Associated Company", "Associated Company (Primary)", "Associated Company Names"),
                *("Primary Associated Company", "Primary company", "Associated Companies"),
            ),
            "owner": ("Deal owner",),
            "email": ("Deal owner email", "Owner email"),
            "created": ("Create Date",),
            "closing": ("Close Date",),
            "stage": ("Deal Stage",),
            "closed": ("Is Deal Closed?", "Is closed"),
        },
        ("name", "customer", "owner"),
    ),
)
NAMES = tuple(kind.name for kind in KINDS)

_SIGNS = re.compile(r"[\s_]+")


def columns_of(kind: Kind, cells: Sequence[str]) -> dict[str, tuple[int, str]] | None:
    """Which column of a row of names holds what, with its name there; None where one that is needed is missing."""
    places: dict[str, int] = {}
    for number, cell in enumerate(cells):
        places.setdefault(_same(cell), number)
    found = {}
    for what, names in kind.columns.items():
        place = next((places[_same(name)] for name in names if _same(name) in places), None)
        if place is not None:
            found[what] = (place, cells[place])
    return found if all(what in found for what in kind.needed) else None


def named(cell: str) -> bool:
    """Whether a cell is the name of a column of any kind."""
    return _same(cell) in _KNOWN


def _same(name: str) -> str:
    # A column by which a report is sorted has an arrow behind its name.
    return _SIGNS.sub(" ", name).strip(" ↑↓*").casefold()


_KNOWN = frozenset(_same(name) for kind in KINDS for names in kind.columns.values() for name in names)
