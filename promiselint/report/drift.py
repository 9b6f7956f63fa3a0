"""What has drifted, in every format; as text a short call list for each customer."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import cast

from promiselint.report.drift_calls import Customer, Drift
from promiselint.report.drift_words import Told, told
from promiselint.report.words import WIDTH, counted, safe, wrapped

#: Format -> the module whose `render` draws it.
FORMS: Mapping[str, str] = {
    "text": "promiselint.report.drift",
    "json": "promiselint.report.drift_json",
    "csv": "promiselint.report.drift_csv",
    "markdown": "promiselint.report.drift_markdown",
    "html": "promiselint.report.drift_html",
}
PUBLISHED = "Published text to mend"
_INDENT = "     "
_ID = 10  # characters of an id that tell a promise apart
Paint = Callable[[str, str], str]


def drawn(form: str, drift: Drift) -> str:
    """The run in one format."""
    draw = cast("Callable[[Drift], str]", importlib.import_module(FORMS[form]).render)
    return draw(drift)


def render(drift: Drift, paint: Paint = lambda words, _: words) -> str:
    """A call list for each customer, then the published text to mend; nothing where nothing has drifted."""
    return "\n".join(line for one in drift.customers for line in (*_customer(one, drift, paint), ""))


def _customer(customer: Customer, drift: Drift, paint: Paint) -> list[str]:
    lists = [told(one, drift) for one in customer.calls]
    head = f"{safe(customer.name)}: to be told by {drift.tell_by}" if customer.name else PUBLISHED
    lines = [paint(head, "bold")]
    one_teller = len({each.teller for each in lists}) == 1
    if one_teller:
        first = next((each for each in lists if each.why), lists[0])  # why it is they is said once
        lines += wrapped(teller(first, published=not customer.name), "  ")
    for number, (call, each) in enumerate(zip(customer.calls, lists, strict=True), 1):
        lines += _lines(f"{each.said}”", "  ", f"{number}. “", hanging=3)
        known = f"; promise {call.promise.id[:_ID]}" if drift.recorded else ""
        lines += _lines(f"{each.where}, {each.by}{known}", _INDENT)
        codes = f" ({', '.join(call.drifted.codes)})" if call.drifted.codes else ""
        lines += _lines(f"{each.change}: {each.then} then; {each.now} now{codes}", _INDENT)
        lines += _lines(each.may_say, _INDENT, "may be said: ", hanging=2)
        if not one_teller:
            lines += _lines(teller(each, published=not customer.name), _INDENT)
    return lines


def _lines(told: str, indent: str, first: str = "", hanging: int | None = None) -> list[str]:
    """Words that are safe already, wrapped where they are long."""
    line = f"{indent}{first}{told}"
    return [line] if told and len(line) <= WIDTH else wrapped(told, indent, first, hanging)


def teller(each: Told, *, published: bool) -> str:
    """Who tells the customer, or mends what is published, and why it is they."""
    if not each.teller:
        return f"nobody could be named{f' ({each.why})' if each.why else ''}"
    return f"{each.teller} {'mends it' if published else 'tells them'}{f' ({each.why})' if each.why else ''}"


def summary(drift: Drift) -> list[str]:
    """What was held against which roadmap, in a line or two."""
    number = len(drift.calls)
    named = sum(1 for one in drift.customers if one.name)
    whose = f" to {counted(named, 'customer')}" if named else ""
    held = f"of {counted(drift.promises, 'promise')} in {counted(drift.documents, 'document')}"
    lines = [f"{counted(number, 'promise')}{whose} drifted, {held} ({safe(drift.then)} → {safe(drift.now)})."]
    if drift.told:
        lines.append(f"{counted(drift.told, 'promise')} more drifted, and the customer was told already.")
    if drift.silenced:
        lines.append(
            f"{counted(len(drift.silenced), 'promise')} more drifted and {_is(len(drift.silenced))} suppressed."
        )
    return lines


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
