"""Deliveries that offers speak of and that are not released yet, by deal: as CSV for finance, as text and as JSON."""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from promiselint.model.findings import FileError
from promiselint.model.places import Place
from promiselint.model.roadmap import Feature
from promiselint.model.statements import Firmness
from promiselint.report.csv import _MARK as MARK
from promiselint.report.csv import _cells as cells
from promiselint.report.words import counted, escaped, located, safe, wrapped

HEADINGS = (
    "customer", "deal", "document", "line", "place", "sentence", "feature", "feature_name", "status", "target",
    "promised", "promised_from", "promised_to", "firmness", "document_date", "owner", "owner_email",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dealt:
    """One statement to one customer that a feature will be delivered which is not released as of the roadmap's day."""

    customer: str
    deal: str  # "" where the document names none
    document: str
    place: Place
    locator: Mapping[str, object] | None
    sentence: str
    feature: Feature
    firmness: Firmness
    promised: str = ""  # the words of the date, "" = none is given
    first: dt.date | None = None
    last: dt.date | None = None
    document_date: dt.date | None = None
    owner: str = ""  # a name; "" = nobody could be named
    owner_email: str = ""

    @property
    def window(self) -> str:
        """The promised window as days: "2027-04-01 to 2027-06-30"; "" where no day is known."""
        if self.first == self.last:
            return str(self.first or "")
        return f"{self.first or '…'} to {self.last or '…'}"


@dataclass(frozen=True, slots=True)
class Deals:
    """A run of `deals`: the statements, those of one deal beside each other, deals by customer and name."""

    roadmap_path: str
    as_of: dt.date
    files: int
    dealt: tuple[Dealt, ...]
    unnamed: int = 0  # how many such statements stand in documents that name neither customer nor deal
    errors: tuple[FileError, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def groups(self) -> Iterator[tuple[str, str, tuple[Dealt, ...]]]:
        """(customer, deal, statements) for each deal; `deal` is "" for all that a customer was told without one."""
        for (customer, deal), several in itertools.groupby(self.dealt, key=lambda one: (one.customer, one.deal)):
            yield customer, deal, tuple(several)


def drawn(form: str, deals: Deals) -> str:
    """The run in one of the formats csv, text and json."""
    return {"csv": render_csv, "text": render, "json": render_json}[form](deals)


def render_csv(deals: Deals) -> str:
    """One row a statement: RFC 4180, in UTF-8 with a byte order mark; no cell is taken for a formula."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows(cells(_row(one)) for one in deals.dealt)
    return MARK + held.getvalue()


def _row(one: Dealt) -> tuple[object, ...]:
    about = one.feature
    line, place = ("", located(one.locator)) if one.locator else (one.place.line, "")
    return (
        one.customer, one.deal, one.document, line, place, one.sentence, about.id, about.name, about.status,
        about.target.text if about.target else "", one.promised, one.first or "", one.last or "", one.firmness,
        one.document_date or "", one.owner, one.owner_email,
    )  # fmt: skip


def render(deals: Deals) -> str:
    """The statements under their deals, for reading."""
    lines: list[str] = []
    for customer, deal, several in deals.groups:
        named = " – ".join(safe(part) for part in (customer or "customer not named", deal) if part)
        lines += [f"{named}: {counted(len(several), 'statement')}", ""]
        for one in several:
            lines += [*_told(one), ""]
    return "\n".join(lines)


def _told(one: Dealt) -> Iterator[str]:
    about = one.feature
    where = f", {located(one.locator)}" if one.locator else f":{one.place.line}"
    dated = f", dated {one.document_date}" if one.document_date else ""
    yield f"  {safe(one.document)}{where}{dated}"
    yield from wrapped(f"{one.sentence}”", "    ", "“")
    given = f"{safe(one.promised)} ({one.window})" if one.window else safe(one.promised)
    yield f"    Said ({one.firmness}): {given or 'no date'}"
    target = f", target {about.target.text}" if about.target else ", no target"
    yield f"    Roadmap: {safe(about.name)} ({safe(about.id)}) is {about.status}{safe(target)}"
    yield f"    Owner: {safe(one.owner) if one.owner else 'nobody could be named'}"


def summary(deals: Deals) -> Iterator[str]:
    """What is told beside the statements, one line each."""
    many = len(list(deals.groups))
    yield (
        f"{counted(len(deals.dealt), 'statement')} on features that are not released as of {deals.as_of}, in "
        f"{counted(many, 'deal')} and {counted(deals.files, 'document')}."
    )
    if deals.unnamed:
        more = counted(deals.unnamed, "statement stands", "statements stand")
        yield f"{more} in documents that name neither a customer nor a deal, and so {_is(deals.unnamed)} not listed."


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def render_json(deals: Deals) -> str:
    """The same for programs, by deal."""
    told = {
        "schema_version": 1,
        "roadmap": {"path": deals.roadmap_path, "as_of": deals.as_of.isoformat()},
        "summary": {"files": deals.files, "statements": len(deals.dealt), "without_customer": deals.unnamed},
        "deals": [
            {"customer": customer or None, "deal": deal or None, "statements": [_as_json(one) for one in several]}
            for customer, deal, several in deals.groups
        ],
        "errors": [{"path": one.path, "message": one.message} for one in deals.errors],
    }
    return escaped(json.dumps(told, ensure_ascii=False, indent=2)) + "\n"


def _as_json(one: Dealt) -> Mapping[str, object]:
    about = one.feature
    return {
        "document": one.document,
        "document_date": _day(one.document_date),
        "start": {"line": one.place.line, "column": one.place.column},
        "locator": dict(one.locator) if one.locator else None,
        "sentence": one.sentence,
        "feature": {
            "id": about.id,
            "name": about.name,
            "status": about.status.value,
            "target": about.target.text if about.target else None,
        },
        "promised": {"text": one.promised, "from": _day(one.first), "to": _day(one.last)} if one.promised else None,
        "firmness": one.firmness.value,
        "owner": {"name": one.owner, "email": one.owner_email} if one.owner else None,
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
