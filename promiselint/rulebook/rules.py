"""From rule files to bound rules: ours and the users', by one road."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from promiselint.checks import CHECKS, NONE, Check, load
from promiselint.model.errors import Misuse
from promiselint.model.rules import Example, Rule, Severity
from promiselint.rulebook.options import lists_named, typed
from promiselint.rulebook.texts import KEYS, read_texts
from promiselint.rulebook.yamlfile import Yaml, meant, parse, text_of

_KEYS = ("code", "name", "check", "severity", "options", *KEYS, "examples")
_REQUIRED = ("code", "name", "check", "severity", *KEYS)
_EXAMPLE_KEYS = ("flags", "passes", "language", "at", "facts", "format")
#: Folders of a pack that hold no rules.
_NO_RULES = {"lexicon", "sample"}
_WORD = re.compile(r"[^\W_](?:[\w.-]*[^\W_])?")
_EXAMPLES = re.compile(r"^examples:.*(?:\n(?![^\s#-]).*)*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class BoundRule:
    """A rule with its check and the check's own options; both None where another room makes its findings."""

    rule: Rule
    check: Check | None
    options: object


def read_rules(
    folders: Iterable[Path],
    checks: Mapping[str, str] | Mapping[str, Check] = CHECKS,
    *,
    lists: Collection[str] | None = None,
    examples: bool = False,
) -> tuple[BoundRule, ...]:
    """Give the rules of every pack, in order of folders and codes.

    `lists` are the names of the word lists there are (`lexicon.list_names`); None leaves them unchecked.
    Examples are left out unless asked for: a check of documents does not need them.

    Raises:
        Misuse: every fault of every file, each as `file:line: key: what was found; what was expected`.

    """
    bound: list[BoundRule] = []
    faults: list[str] = []
    told: dict[str, str] = {}  # code or name, in lower case -> the file that has it
    for folder in folders:
        pack: list[BoundRule] = []
        for path in _files(Path(folder), faults):
            try:
                one = read_rule(path, checks, lists=lists, examples=examples)
            except Misuse as misuse:
                faults.extend(misuse.faults)
                continue
            faults.extend(_clashes(one.rule, told))
            pack.append(one)
        bound.extend(sorted(pack, key=lambda one: one.rule.code))
    if faults:
        raise Misuse(*faults)
    return tuple(bound)


def read_rule(
    path: Path,
    checks: Mapping[str, str] | Mapping[str, Check] = CHECKS,
    *,
    lists: Collection[str] | None = None,
    examples: bool = False,
) -> BoundRule:
    """One rule file.

    Raises:
        Misuse: every fault of the file.

    """
    text = text_of(path)
    file = parse(str(path), text if examples else _without_examples(text))
    if not isinstance(file.value, dict):
        raise Misuse(file.fault((), "is no mapping; expected a rule with code, name, check, severity and texts"))
    given: Mapping[str, object] = {str(key): value for key, value in file.value.items()}
    faults = [file.fault((key,), f"no key of a rule; {meant(key, _KEYS)}") for key in given if key not in _KEYS]
    faults += [file.fault((), f"{key} is missing; expected it in every rule") for key in _REQUIRED if key not in given]
    severity, found = _severity(given.get("severity", "error"))
    faults += [file.fault(("severity",), what) for what in found]
    faults += [
        file.fault((key,), f"{given[key]!r}; expected one word such as ACME1 or no-jargon")
        for key in ("code", "name")
        if key in given and not (isinstance(given[key], str) and _WORD.fullmatch(str(given[key])))
    ]
    texts, wrong = read_texts(given)
    faults += [file.fault(keys, what) for keys, what in wrong]
    check, options = _bind(given, file, checks, lists, faults)
    shown = _examples(file, given.get("examples"), faults) if examples else ()
    if faults:
        raise Misuse(*faults)
    return BoundRule(_rule(given, severity, texts, shown, path), check, options)


def _rule(
    given: Mapping[str, object],
    severity: Severity,
    texts: Mapping[str, Mapping[str, str]],
    examples: tuple[Example, ...],
    path: Path,
) -> Rule:
    said = {**texts.get("sv", {}), **texts.get("en", {})}
    return Rule(
        code=str(given["code"]),
        name=str(given["name"]),
        check=str(given["check"]),
        severity=severity,
        options=_mapping(given.get("options")),
        **{key: said[key] for key in KEYS},
        examples=examples,
        texts=texts,
        path=str(path),
    )


def _files(folder: Path, faults: list[str]) -> Iterator[Path]:
    if not folder.is_dir():
        faults.append(f"{folder}: no such folder; expected a folder of rules")
        return
    found = (path for suffix in ("*.yaml", "*.yml") for path in folder.rglob(suffix) if path.is_file())
    yield from sorted(path for path in found if path.relative_to(folder).parts[0] not in _NO_RULES)


def _without_examples(text: str) -> str:
    """Give the file without its examples, every other line keeping its number."""
    return _EXAMPLES.sub(lambda found: "\n" * found.group().count("\n"), text)


def _severity(value: object) -> tuple[Severity, list[str]]:
    word = "off" if value is False else value  # YAML reads a bare `off` as false
    if isinstance(word, str) and word in set(Severity):
        return Severity(word), []
    return Severity.ERROR, [f"{value!r}; {meant(str(word), [one.value for one in Severity])}"]


def _mapping(value: object) -> dict[str, object]:
    return {str(key): inner for key, inner in value.items()} if isinstance(value, dict) else {}


def _bind(
    given: Mapping[str, object],
    file: Yaml,
    checks: Mapping[str, str] | Mapping[str, Check],
    lists: Collection[str] | None,
    faults: list[str],
) -> tuple[Check | None, object]:
    name, options = given.get("check"), given.get("options") or {}
    if not isinstance(options, dict):
        faults.append(file.fault(("options",), f"{options!r}; expected a mapping, {{}} where there are none"))
        return None, None
    if name is None and "check" not in given:
        return None, None
    if name in (None, NONE):
        faults += [file.fault(("options", str(key)), "an option of no check; expected none") for key in options]
        return None, None
    if name not in checks:
        faults.append(file.fault(("check",), f'"{name}" is no check; {meant(str(name), [*checks, NONE])}'))
        return None, None
    check = load(str(name), checks)
    made, wrong = typed(check.options, _mapping(options))
    faults += [file.fault(("options", *keys), what) for keys, what in wrong]
    if lists is not None:
        faults += [
            file.fault(("options", field), f'"{word}" is no word list; {_near(word, lists)}')
            for field, word in lists_named(made)
            if word not in lists
        ]
    return check, made


def _near(word: str, lists: Collection[str]) -> str:
    said = meant(word, lists)
    return said if said.startswith("did") else "expected the name of a list in the lexicon"


def _clashes(rule: Rule, told: dict[str, str]) -> list[str]:
    faults = []
    for key, word in ("code", rule.code), ("name", rule.name):
        first = told.setdefault(word.lower(), rule.path)
        if first != rule.path:
            faults.append(f"{rule.path}:1: {key}: {word} is taken by {first}; expected one of your own, such as ACME1")
    return faults


def _examples(file: Yaml, value: object, faults: list[str]) -> tuple[Example, ...]:
    if not isinstance(value, list | None):
        faults.append(file.fault(("examples",), f"{value!r}; expected a list of examples"))
        return ()
    return tuple(
        example
        for number, given in enumerate(value or ())
        if (example := _example(file, ("examples", number), given, faults)) is not None
    )


def _example(file: Yaml, at: tuple[str | int, ...], given: object, faults: list[str]) -> Example | None:
    if not isinstance(given, dict):
        faults.append(file.fault(at, f"{given!r}; expected {{flags: …}} or {{passes: …}} with a language"))
        return None
    before = len(faults)
    odd = [str(key) for key in given if key not in _EXAMPLE_KEYS]
    faults += [file.fault((*at, key), f"no key of an example; {meant(key, _EXAMPLE_KEYS)}") for key in odd]
    if ("flags" in given) == ("passes" in given):
        faults.append(file.fault(at, "has not just one of flags and passes; expected one"))
    text = given.get("flags", given.get("passes"))
    if not isinstance(text, str):
        faults.append(file.fault(at, f"{text!r} is no text; expected a sentence or a document, in quotes"))
    if given.get("language") not in {"en", "sv"}:
        faults.append(file.fault(at, f"language {given.get('language')!r}; expected en or sv"))
    facts = given.get("facts")
    if not isinstance(facts, dict | None):
        faults.append(file.fault((*at, "facts"), f"{facts!r}; expected a mapping such as {{channel: web}}"))
    if len(faults) > before:
        return None
    shown = {str(key): _fact(one) for key, one in facts.items()} if isinstance(facts, dict) else None
    words = {key: str(given[key]) for key in ("at", "format") if key in given}
    return Example(str(text), str(given["language"]), "flags" in given, facts=shown, **words)


def _fact(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)
