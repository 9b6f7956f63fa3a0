"""Reports as one HTML file: no network, no font or script from outside; it opens from a mail's attachment."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
import re
from collections.abc import Mapping
from importlib import resources
from typing import TYPE_CHECKING, Any

from promiselint.model.findings import Report
from promiselint.report.html_payload import payload
from promiselint.report.words import safe

if TYPE_CHECKING:
    from jinja2 import Template

LANGUAGES = ("en", "sv")
#: In this order they make one script: each may use what stands before it.
SCRIPTS = (
    "dom", "facts", "place", "decisions", "exchange", "card", "filters", "overview", "findings", "document",
    "timeline", "matrix", "decided", "paper", "keys", "main",
)  # fmt: skip
STYLES = ("tokens", "page", "lists", "document", "charts", "paper")
#: What could end the data's element, start another, or be read as a line's end by a script; all harmless as escapes.
_UNSAFE = re.compile("[<>&\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def render(report: Report, language: str = "en") -> str:
    """The report as one HTML file, its interface in English ("en") or Swedish ("sv"); another language is English.

    What a document, a roadmap or a person's name holds stands in one JSON element only, and becomes text nodes;
    a content security policy forbids every script and style but the file's own.
    """
    chosen = language if language in LANGUAGES else "en"
    held: dict[str, Any] = payload(report)
    style, script = _style(), _script()
    return _template().render(
        language=chosen,
        policy=policy(style, script),
        style=_inlined(style),
        script=_inlined(script),
        payload=_inlined(told(held)),
        words=_inlined(told({one: words(one) for one in LANGUAGES})),
        w=words(chosen),
        title=safe(str(held["vendor"] or words(chosen)["title"])),
        totals=held["totals"],
        headline=_headline(held["totals"], words(chosen)),
        made=held["made"] or str(report.as_of),
    )


def policy(style: str, script: str) -> str:
    """The content security policy that lets this style and this script through, and nothing else."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def told(value: object) -> str:
    """A value as JSON that can stand in an element of a page, whatever it holds."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _headline(totals: Mapping[str, Any], told: Mapping[str, str]) -> str:
    """The first line, as the page's own script says it too: it is there before that script has run."""
    if not totals["known"] or not totals["statements"]:
        return told["read_one" if totals["statements"] == 1 else "read_many"].format(n=totals["statements"])
    if not totals["fall"]:
        return told["all_stand"].format(n=totals["statements"])
    return told["some_fall"].format(n=totals["fall"], all=totals["statements"])


@functools.cache
def words(language: str) -> Mapping[str, str]:
    """The interface's words in a language, by key."""
    held: dict[str, str] = json.loads(_file(f"words.{language}.json"))
    return held


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@functools.cache
def _style() -> str:
    return "\n".join(_file(f"{name}.css") for name in STYLES)


@functools.cache
def _script() -> str:
    # One function around all of it: nothing of ours is a name of the page's.
    return "(() => {\n'use strict';\n" + "\n".join(_file(f"{name}.js") for name in SCRIPTS) + "\n})();\n"


def _file(name: str) -> str:
    held = resources.files("promiselint.report").joinpath("templates", "html", name).read_text(encoding="utf-8")
    return held.replace("\r\n", "\n")  # a checkout with other line ends shall have the same digests


def _inlined(text: str) -> str:
    from markupsafe import Markup  # noqa: PLC0415 - only this format waits for it

    return Markup(text)  # noqa: S704 - our own files, and JSON without a single <


@functools.cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - as above

    world = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return world.from_string(_file("page.html.j2"))
