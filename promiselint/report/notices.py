"""Draft letters to customers about promises that have drifted: facts, no apology, no more than may be said.

They are drawn from templates, ours or a company's own, and only ever written to a folder: nobody is sent anything.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from promiselint.model.errors import Misuse
from promiselint.model.findings import Named
from promiselint.model.promises import Drifted, Recorded, Shift
from promiselint.model.roadmap import Feature, Stage, Status
from promiselint.model.time import Granularity, Window
from promiselint.report.drift_calls import Call, Customer, Drift
from promiselint.report.drift_words import said_window, silent_on, window_to_tell
from promiselint.report.words import safe

if TYPE_CHECKING:
    from jinja2 import Environment

LANGUAGES = ("en", "sv")
FORMATS = ("md", "txt")
_LONGEST = 60  # signs of a file's name that come from the customer's
_RESERVED = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))))
_SIGNS = re.compile(r"[\\`*_\[\]<>#|~&@$!{}]|(?<=:)//|(?<=\bwww)\.", re.IGNORECASE)
_FIRST = re.compile(r"^(?:[-+=](?=\s|$|[-=])|(?P<number>\d{1,9})(?=[.)](?:\s|$)))")
#: What a letter calls a document to its reader, who knows no paths.
_DOCUMENTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "proposal": "our proposal", "email": "our message", "web": "our website", "marketing": "our brochure",
        "release-notes": "our release notes", "": "our document",
    },
    "sv": {
        "proposal": "vår offert", "email": "vårt meddelande", "web": "vår webbplats", "marketing": "vår broschyr",
        "release-notes": "våra versionsnyheter", "": "vårt dokument",
    },
}  # fmt: skip
_ONCE_THERE = frozenset((Status.RELEASED, Status.DEPRECATED))
_OFFERED: Mapping[str, tuple[str, str, str, str]] = {
    "en": ("plans: {}", "regions: {}", "platforms: {}", "{measure}: at most {max}"),
    "sv": ("planer: {}", "regioner: {}", "plattformar: {}", "{measure}: högst {max}"),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One draft: the name of its file, without a folder, and what is in it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who tells the customer."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Point:
    """One promise as a letter may speak of it. Of a `confidential` one only `document` and `of` are told.

    `kind` is slipped, undated, earlier, narrowed, withdrawn (never came), retired (was there), weakened, ended (a
    service level) or confidential.
    """

    kind: str
    document: str  # "our proposal"
    of: str  # its day in words, "" = unknown
    name: str = ""  # of the feature or the service level
    said: str = ""  # the sentence
    dated: str = ""  # the words of the date in it
    was: str = ""  # the window that was said, in words
    when: str = ""  # the window that may be told now, in words
    offered: tuple[str, ...] = ()  # for what it is offered, in words
    value: str = ""  # of a service level
    released: bool = False


def notices(drift: Drift, languages: Sequence[str] = LANGUAGES, templates: Path | None = None) -> tuple[Notice, ...]:
    """The drafts: for each customer one in each language, as Markdown and as plain text.

    Raises:
        Misuse: the folder of templates is not there, or a template cannot be filled: with its name and line.
    """
    customers = [one for one in drift.customers if one.name]
    names = _file_names([one.name for one in customers])
    made = []
    for form in FORMATS:
        world = _environment(form, templates)
        for customer in customers:
            for language in languages:
                text = _filled(world, f"{language}.{form}.j2", _values(customer, drift, language))
                made.append(Notice(f"{names[customer.name]}-{language}.{form}", text))
    return tuple(sorted(made, key=lambda one: one.name))


def _values(customer: Customer, drift: Drift, language: str) -> dict[str, object]:
    owners = (one.owner for one in customer.calls)
    signers = (Signer(one.name, one.email) for one in owners if isinstance(one, Named))
    points = (point(one, drift, language) for one in customer.calls)
    return {
        "customer": customer.name,
        "vendor": drift.roadmap.vendor,
        "language": language,
        "as_of": in_full(drift.roadmap.as_of, language),
        "tell_by": in_full(drift.tell_by, language),
        "people": tuple(dict.fromkeys(signers)),
        "points": tuple(dict.fromkeys(points)),
    }


def point(call: Call, drift: Drift, language: str) -> Point:
    """What a letter to the customer may say of one promise."""
    promise, found = call.promise, call.drifted
    day = promise.dated_on or promise.made_on
    document = _DOCUMENTS[language].get(promise.channel, _DOCUMENTS[language][""])
    of = in_full(day, language) if day else ""
    if silent_on(found):
        return Point("confidential", document, of)
    feature, level = found.now.feature, found.now.service_level or found.then.service_level
    shared = feature or found.then.feature
    window = window_to_tell(feature, drift.roadmap.policy, max(drift.today, drift.roadmap.as_of)) if feature else None
    when = said_window(window, language) if window else ""
    return Point(
        kind=_kind(found, when),
        document=document,
        of=of,
        name=_name(shared, language) if shared else level.name if level else promise.feature_name,
        said=promise.said,
        dated=promise.dated,
        was=_was(promise, language),
        when=when,
        offered=_offered(feature, language) if feature else (),
        value=level.value if level and found.now.service_level else "",
        released=feature is not None and feature.stage is Stage.RELEASED,
    )


def _kind(found: Drifted, when: str) -> str:
    shifts, now = found.shifts, found.now.feature
    if Shift.WITHDRAWN in shifts:
        was_there = any(one is not None and one.status in _ONCE_THERE for one in (found.then.feature, now))
        return "ended" if found.promise.service_level else "retired" if was_there else "withdrawn"
    if Shift.SLIPPED in shifts:
        return "slipped" if when else "undated"
    if Shift.EARLIER in shifts and not when:  # a policy that gives no date has no news to tell
        return "undated"
    return shifts[0].value


def _name(feature: Feature, language: str) -> str:
    own = next((one.text for one in feature.aliases if one.language == language), "")
    name = own if language != "en" and own else feature.name
    return name[:1].upper() + name[1:]


def _was(promise: Recorded, language: str) -> str:
    if promise.last is None or promise.granularity in {"", Granularity.VAGUE.value}:
        return ""
    fine = Granularity(promise.granularity)
    return said_window(Window(promise.first, promise.last, fine), language)


def _offered(feature: Feature, language: str) -> tuple[str, ...]:
    offer, forms = feature.availability, _OFFERED[language]
    told = [form.format(", ".join(values)) for form, values in
            zip(forms, (offer.plans, offer.regions, offer.platforms), strict=False) if values]  # fmt: skip
    return (*told, *(forms[3].format(measure=one.measure, max=one.max) for one in offer.limits))


def in_full(day: dt.date, language: str) -> str:
    """A day in words: "10 February 2026", "10 februari 2026"."""
    return said_window(Window(day, day, Granularity.DAY), language)


def _file_names(customers: Iterable[str]) -> dict[str, str]:
    """A name for each customer's files that cannot leave the folder, on any system; no two are the same."""
    bare = {name: _bare(name) for name in customers}
    often = Counter(bare.values())
    return {name: one if one and often[one] == 1 else _told_apart(name, one) for name, one in bare.items()}


def _bare(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    bare = "-".join(re.findall(r"[a-z0-9]+", plain))[:_LONGEST].strip("-")
    return f"customer-{bare}" if bare in _RESERVED else bare


def _told_apart(name: str, bare: str) -> str:
    return f"{bare or 'customer'}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _environment(form: str, templates: Path | None) -> Environment:
    from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, StrictUndefined  # noqa: PLC0415 - few runs ask
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    ours = PackageLoader("promiselint.report", "templates/notices")
    loaders = [ours]
    if templates is not None:
        names = [f"{language}.{one}.j2" for language in LANGUAGES for one in FORMATS]
        if not templates.is_dir():
            raise Misuse(f"--templates: {templates.as_posix()} is no folder; expected one with {' or '.join(names)}")
        if not any((templates / one).is_file() for one in names):
            raise Misuse(f"--templates: {templates.as_posix()} holds no template; expected {' or '.join(names)}")
        loaders.insert(0, FileSystemLoader(templates))  # type: ignore[arg-type]
    # What a document or a roadmap says is never markup: every value passes here, whatever the template does.
    world = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(loaders),
        undefined=StrictUndefined,
        finalize=_harmless(as_words if form == "md" else safe),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    world.filters["quoted"] = lambda value: _Quoted(json.dumps(safe(str(value)), ensure_ascii=False))
    return world


class _Quoted(str):
    """A value for front matter: YAML in double quotes, which is no Markdown."""

    __slots__ = ()


def _harmless(escape: Callable[[str], str]) -> Callable[[object], object]:
    def finalized(value: object) -> object:
        from jinja2 import Undefined  # noqa: PLC0415 - as above

        return value if isinstance(value, Undefined | _Quoted) else escape(str(value))

    return finalized


def as_words(text: str) -> str:
    """The text on one line as Markdown that shows it: none of its signs is markup or a link."""
    escaped = _SIGNS.sub(lambda found: f"\\{found.group()}", safe(text))
    return _FIRST.sub(lambda found: f"{found['number']}\\" if found["number"] else f"\\{found.group()}", escaped)


def _filled(world: Environment, name: str, values: Mapping[str, object]) -> str:
    from jinja2 import TemplateError  # noqa: PLC0415 - as above

    wrong = (
        TemplateError,
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
        RecursionError,
        OSError,
    )
    try:
        text = world.get_template(name).render(values)
    except wrong as fault:
        raise Misuse(f"{_place(fault, name)}: {_said(fault)}; expected {_EXPECTED}") from None
    lines = [line.rstrip() for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


_EXPECTED = (
    "a Jinja2 template of customer, vendor, language, as_of, tell_by, people (name, email) and points (kind, document, "
    "of, name, said, dated, was, when, offered, value, released)"
)


def _place(fault: BaseException, name: str) -> str:
    """The template's file and line: where it was read, or the innermost one that was being filled."""
    line, file = getattr(fault, "lineno", None), getattr(fault, "filename", None)
    trace = None if line else fault.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(".j2"):
            file, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    return f"{Path(file).as_posix() if file else name}:{line or 1}"


def _said(fault: BaseException) -> str:
    told = getattr(fault, "message", None) or str(fault) or type(fault).__name__
    return safe(str(told)).rstrip(".")
