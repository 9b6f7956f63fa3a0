"""What has drifted as Markdown: a table for each customer."""

from __future__ import annotations

from promiselint.report.drift import PUBLISHED, summary, teller
from promiselint.report.drift_calls import Customer, Drift
from promiselint.report.drift_words import told
from promiselint.report.markdown import _plain as plain

_TABLE = (
    "",
    "| What was said | Where, by whom, when | What is true now | May be said | Who tells |",
    "|---|---|---|---|---|",
)


def render(drift: Drift) -> str:
    """A heading with the numbers, then for each customer a table; the published text to mend comes last."""
    lines = ["## promiselint: promises left behind", "", *(f"{plain(line)}  " for line in summary(drift))]
    for one in drift.customers:
        lines += _customer(one, drift)
    return "\n".join([*lines, ""])


def _customer(customer: Customer, drift: Drift) -> list[str]:
    head = f"{plain(customer.name)}: to be told by {drift.tell_by}" if customer.name else PUBLISHED
    lines = ["", f"### {head}", *_TABLE]
    for call in customer.calls:
        each = told(call, drift)
        cells = (
            f"“{plain(each.said)}”",
            f"{plain(each.where)}<br>{plain(each.by)}",
            f"**{plain(each.change)}**<br>then: {plain(each.then)}<br>now: {plain(each.now)}",
            plain(each.may_say),
            plain(teller(each, published=not customer.name)),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return lines
