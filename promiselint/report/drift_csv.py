"""What has drifted as CSV: one row a promise, for a spreadsheet."""

from __future__ import annotations

import csv
import io

from promiselint.model.findings import Named
from promiselint.report.csv import _MARK as MARK
from promiselint.report.csv import _cells as cells
from promiselint.report.drift_calls import Call, Drift
from promiselint.report.drift_words import told
from promiselint.report.words import located

HEADINGS = (
    "customer", "tell_by", "tell", "tell_email", "said", "path", "line", "place", "introduced_by", "introduced_on",
    "commit", "change", "days", "codes", "then", "now", "may_say", "feature", "feature_name", "date", "from", "to",
    "owner", "stands", "promise",
)  # fmt: skip

_STANDS = {True: "yes", False: "no", None: ""}


def render(drift: Drift) -> str:
    """Every promise that has drifted: RFC 4180, in UTF-8 with a byte order mark."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for customer in drift.customers:
        writer.writerows(cells(_row(one, customer.name, drift)) for one in customer.calls)
    return MARK + held.getvalue()


def _row(call: Call, customer: str, drift: Drift) -> tuple[object, ...]:
    promise, found, owner, each = call.promise, call.drifted, call.owner, told(call, drift)
    owner_id, email = (owner.id, owner.email) if isinstance(owner, Named) else ("", "")
    feature = found.now.feature or found.then.feature
    return (
        customer, drift.tell_by if customer else "", each.teller, email,
        promise.said, promise.document, "" if promise.locator else promise.line or "",
        located(promise.locator) if promise.locator else "",
        promise.introduced_by, promise.made_on or "", promise.made_in,
        each.change, "" if found.days is None else found.days, " ".join(found.codes), each.then, each.now, each.may_say,
        feature.id if feature else promise.topic, feature.name if feature else promise.feature_name,
        promise.dated, promise.first or "", promise.last or "",
        owner_id, _STANDS[call.stands], promise.id,
    )  # fmt: skip
