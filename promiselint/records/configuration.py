"""The configuration: promiselint.yaml, or [tool.promiselint] in pyproject.toml (contract §6)."""

from __future__ import annotations

import dataclasses
import os.path
import tomllib
from collections.abc import Mapping
from pathlib import Path

from promiselint.model.configuration import Configuration, PathSettings
from promiselint.model.documents import Facts
from promiselint.model.limits import Limits
from promiselint.model.rules import Severity
from promiselint.records.entries import Entry
from promiselint.records.files import load, read_text
from promiselint.records.nodes import Node, Table, is_empty, shape
from promiselint.records.patterns import matches, pattern_fault, relative
from promiselint.records.rule_names import RuleNames
from promiselint.records.sheets import Sheet, quoted, settle
from promiselint.records.toml_trees import parse_section
from promiselint.records.waivers import waivers

NAMES = ("promiselint.yaml", ".promiselint.yaml")
_MOST = 1_000_000_000_000
KEYS = (
    "version",
    "roadmap",
    "owners",
    "codeowners",
    "rules",
    "rule_packs",
    "mandatory",
    "waivers",
    "baseline",
    "paths",
    "pipelines",
    "fiscal_year_start",
    "exclude",
    "fail_on",
    "limits",
    "ledger",
    "drift",
)
CHANNELS = ("marketing", "web", "email", "proposal", "release-notes")
LANGUAGES = ("en", "sv")
FACTS = tuple(field.name for field in dataclasses.fields(Facts))
_HOLDS = "a mapping with roadmap, owners, rules and so on"
_PATHS = 'a list such as [{match: "web/**", facts: {channel: web}, rules: {PL207: off}}]'
_PATH = 'a mapping such as {match: "web/**", facts: {channel: web}}'


def find(start: Path) -> Path | None:
    """The nearest configuration at or above a file or folder: promiselint.yaml before pyproject.toml in one folder."""
    here = Path(os.path.abspath(start))  # noqa: PTH100 - links are not followed: above means above as it is written
    for folder in (here, *here.parents):
        for name in NAMES:
            if (folder / name).is_file():
                return folder / name
        project = folder / "pyproject.toml"
        if project.is_file() and _has_section(project):
            return project
    return None


def _has_section(project: Path) -> bool:
    """Whether a pyproject.toml is meant for us; a broken one is, where it names us, so that its fault is told."""
    try:
        text = project.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    if "promiselint" not in text:
        return False
    try:
        tool = tomllib.loads(text).get("tool")
    except (ValueError, RecursionError):
        return "[tool.promiselint" in text
    return isinstance(tool, dict) and "promiselint" in tool


def rule_packs(path: Path, text: str | None = None) -> tuple[Path, ...]:
    """The folders of rules that a configuration names, before anybody knows which rules there are.

    Raises:
        Misuse: where the file cannot be read; what else is wrong in it is for `read` to say.
    """
    sheet = Sheet(path.as_posix())
    top = _top(path, sheet, text)
    settle((sheet,))
    if top is None:
        return ()
    packs = tuple(_folder(path) / pack for pack in top.texts("rule_packs"))
    return packs if not sheet.faults else ()


def read(path: Path, known_rules: Mapping[str, str], text: str | None = None) -> Configuration:
    """The configuration that a file holds. `known_rules` gives each rule's name by its code; both may stand for it.

    `text`, where given, is read in the file's place: the file as another revision has it.

    Raises:
        Misuse: with every fault, each as `file:line: path: what was found; what was expected`.
    """
    sheet = Sheet(path.as_posix())
    top = _top(path, sheet, text)
    if top is None:
        settle((sheet,))
        return Configuration(sheet.file, _folder(path))
    names = RuleNames(known_rules)
    top.only(KEYS, "a configuration")
    version = top.scalar("version", "1")
    if version is not None and version.text != "1":
        top.fault("version", f"{quoted(version.text)} is no version that is known", "expected 1")
    folder = _folder(path)
    configuration = Configuration(
        path=sheet.file,
        folder=folder,
        roadmap=_path(top, "roadmap", folder),
        owners=_path(top, "owners", folder),
        baseline=_path(top, "baseline", folder),
        rules=names.severities(top),
        rule_packs=tuple(folder / pack for pack in top.texts("rule_packs", "a list of folders such as [rules]")),
        mandatory=frozenset(names.listed(top, "mandatory")),
        waivers=tuple(waivers(top, names)),
        paths=tuple(settings for entry in top.tables("paths", _PATHS, _PATH) if (settings := _settings(entry, names))),
        pipelines=_pipelines(top, folder),
        fiscal_year_start=top.whole("fiscal_year_start", 1, 12, "a month"),
        exclude=tuple(_patterns(top, "exclude")),
        limits=_limits(top),
        fail_on=_fail_on(top),
        codeowners=_path(top, "codeowners", folder),
        ledger=_ledger(top, folder),
        tell_within_days=_tell_within(top),
    )
    return dataclasses.replace(configuration, warnings=settle((sheet,)))


def _ledger(top: Entry, folder: Path) -> str | None:
    text = top.text("ledger", "a file, relative to this one, or a database's URL")
    return text if not text or "://" in text else str(folder / text)


def _tell_within(top: Entry) -> int | None:
    table = top.table("drift", "a mapping such as {tell_within_days: 5}")
    if table is None:
        return None
    table.only(("tell_within_days",), "drift")
    return table.whole("tell_within_days", 0, 365, "a number of working days")


def _folder(path: Path) -> Path:
    return Path(os.path.abspath(path)).parent  # noqa: PTH100 - as in `find`


def _top(path: Path, sheet: Sheet, text: str | None) -> Entry | None:
    node: Node | None
    if path.suffix == ".toml":
        text = read_text(path, sheet, _HOLDS) if text is None else text
        node = parse_section(text, sheet) if text is not None else None
        where = "tool.promiselint"
    else:
        node = load(path, sheet, _HOLDS, text)
        where = ""
    if node is None:
        return None
    if isinstance(node, Table):
        return Entry(sheet, node, where)
    sheet.fault(node.line, where, "is empty" if is_empty(node) else f"is {shape(node)}", f"expected {_HOLDS}")
    return None


def _path(top: Entry, key: str, folder: Path) -> Path | None:
    text = top.text(key, "a path, relative to this file")
    return folder / text if text else None


def _fail_on(top: Entry) -> Severity | None:
    word = top.choice("fail_on", ("error", "warning", "info", "never"), "severity")
    return Severity.OFF if word == "never" else Severity(word) if word else None


def _pipelines(top: Entry, folder: Path) -> dict[str, str]:
    """Pipelines by language; one that is written as a path (with a slash) is a folder relative to the file."""
    table = top.table("pipelines", "a mapping such as {en: en_core_web_md}")
    if table is None:
        return {}
    table.only(LANGUAGES, "pipelines")
    found = {}
    for language in LANGUAGES:
        name = table.text(language, "a spaCy pipeline's name or folder")
        if name:
            found[language] = str(folder / name) if "/" in name or "\\" in name else name
    return found


def _limits(top: Entry) -> Limits:
    """How much of a document is read; what is not said is as it is without a configuration."""
    table = top.table("limits", "a mapping such as {pages: 3000}")
    if table is None:
        return Limits()
    names = tuple(field.name for field in dataclasses.fields(Limits))
    table.only(names, "limits")
    told = {name: table.whole(name, 1, _MOST, f"a number of {name}") for name in names}
    return dataclasses.replace(Limits(), **{name: number for name, number in told.items() if number is not None})


def _patterns(top: Entry, key: str) -> list[str]:
    patterns = []
    for pattern, line, where in top.placed_texts(key, 'a list of patterns such as ["archive/**"]'):
        fault = pattern_fault(pattern)
        if fault and not pattern.startswith("!"):
            top.sheet.fault(line, where, f"{quoted(pattern)} {fault}", 'expected a pattern such as "archive/**"')
        patterns.append(pattern)
    return patterns


def _settings(entry: Entry, names: RuleNames) -> PathSettings | None:
    entry.only(("match", "facts", "rules"), "a path's settings")
    match = entry.text("match", 'a pattern such as "web/**"', required=True)
    fault = pattern_fault(match) if match else None
    if fault:
        entry.fault("match", f"{quoted(match or '')} {fault}", 'expected a pattern such as "web/**"')
    facts = _facts(entry)
    rules = names.severities(entry)
    return PathSettings(match, facts, rules, entry.source) if match else None


def _facts(entry: Entry) -> Facts:
    table = entry.table("facts", "a mapping such as {channel: web, language: en}")
    if table is None:
        return Facts()
    table.only(FACTS, "a document's facts")
    return Facts(
        channel=table.choice("channel", CHANNELS, "channel"),
        customer=table.text("customer", "a customer's name"),
        sales_owner=table.text("sales_owner", "a person's id"),
        date=table.day("date"),
        language=table.choice("language", LANGUAGES, "language that is known"),
        version=table.text("version", "a version"),
        product=table.text("product", "a product's name"),
        deal=table.text("deal", "a deal's name"),
    )


def settings_for(configuration: Configuration, path: str | Path) -> tuple[Facts, Mapping[str, Severity]]:
    """What holds for a file: its facts, and the severities of rules by code; the last entry wins, key by key.

    `path` is the file's, relative to the current folder or whole.
    """
    seen = relative(path, configuration.folder)
    facts: dict[str, object] = {}
    rules = dict(configuration.rules)
    for settings in configuration.paths:
        if seen and matches((settings.match,), seen):
            given = {name: getattr(settings.facts, name) for name in FACTS}
            facts.update({name: value for name, value in given.items() if value is not None})
            rules.update(settings.rules)
    return Facts(**facts), rules  # type: ignore[arg-type]


def excluded(configuration: Configuration, path: str | Path) -> bool:
    """Whether a file is never to be read."""
    return bool(configuration.exclude) and matches(configuration.exclude, relative(path, configuration.folder))
