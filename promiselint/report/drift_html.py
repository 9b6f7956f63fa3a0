"""What has drifted as one HTML file: no script, nothing from outside, everything that others wrote as text."""

from __future__ import annotations

import base64
import functools
import hashlib
from importlib import resources
from typing import TYPE_CHECKING

from promiselint.report.drift import PUBLISHED, summary, teller
from promiselint.report.drift_calls import Customer, Drift
from promiselint.report.drift_words import told
from promiselint.report.words import safe

if TYPE_CHECKING:
    from jinja2 import Template


def render(drift: Drift) -> str:
    """The call lists as a page that opens from a mail's attachment; its policy forbids all but its own style."""
    from markupsafe import Markup  # noqa: PLC0415 - only this format waits for it

    style = _file("page.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _template().render(
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        style=Markup(style),  # noqa: S704 - our own file
        summary=summary(drift),
        customers=[_customer(one, drift) for one in drift.customers],
    )


def _customer(customer: Customer, drift: Drift) -> dict[str, object]:
    head = f"{safe(customer.name)}: to be told by {drift.tell_by}" if customer.name else PUBLISHED
    calls = []
    for one in customer.calls:
        each = told(one, drift)
        who = teller(each, published=not customer.name)
        calls.append({"told": each, "codes": ", ".join(one.drifted.codes), "teller": who})
    return {"head": head, "calls": calls}


def _file(name: str) -> str:
    held = resources.files("promiselint.report").joinpath("templates", "drift", name).read_text(encoding="utf-8")
    return held.replace("\r\n", "\n")


@functools.cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - as above

    world = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return world.from_string(_file("page.html.j2"))
