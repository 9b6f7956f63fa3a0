"""From a rule's `options` to the check's own dataclass: every value typed, every fault told."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import re
import types
import typing
from collections.abc import Iterator, Mapping, Sequence

from promiselint.rulebook.yamlfile import Keys, meant

Fault = tuple[Keys, str]

#: A list's name carries what it is for before a dot: "proposal.contact". Any option of that form names a list.
_LIST_NAME = re.compile(r"[a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)+")


class _Unfit(Exception):  # noqa: N818 - never leaves this file
    """A value that is not what the field takes; says what was expected."""

    def __init__(self, expected: str, at: Keys = ()) -> None:
        super().__init__(expected)
        self.expected = expected
        self.at = at


def typed(options: type, given: Mapping[str, object]) -> tuple[object | None, list[Fault]]:
    """Give the options as the check takes them, or None and what is wrong with which part."""
    fields = {field.name: field for field in dataclasses.fields(options)}
    hints = typing.get_type_hints(options)
    faults: list[Fault] = []
    values: dict[str, object] = {}
    for name, value in given.items():
        if name not in fields:
            faults.append(((name,), f"no option of this check; {meant(str(name), fields)}"))
            continue
        try:
            values[name] = _convert(value, hints[name])
        except _Unfit as unfit:
            faults.append(((name, *unfit.at), f"{_shown(value, unfit.at)}; expected {unfit.expected}"))
    faults.extend(
        ((), f"option {name} is missing; this check cannot do without it")
        for name, field in fields.items()
        if name not in given and field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    )
    return (None, faults) if faults else (options(**values), [])


def lists_named(options: object) -> Iterator[tuple[str, str]]:
    """Each word list that typed options name, with the field it stands in.

    A field names lists if it is called `list`, `lists`, `…_list` or `…_lists`, or has the metadata
    `{"lexicon": True}`; in any other field a text does that has a list's form, "proposal.contact".
    """
    if not dataclasses.is_dataclass(options):
        return
    for field in dataclasses.fields(options):
        sure = bool(field.metadata.get("lexicon")) or re.search(r"(?:^|_)lists?$", field.name) is not None
        for text in _texts(getattr(options, field.name)):
            if text and (sure or _LIST_NAME.fullmatch(text)):
                yield field.name, text


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, tuple | list | frozenset | set):
        for inner in value:
            yield from _texts(inner)


def _shown(value: object, at: Keys) -> str:
    for key in at:
        value = value[key]  # type: ignore[index]  # `at` was walked on this very value
    return f'"{value}"' if isinstance(value, str) else f"{value!r}"


def _convert(value: object, hint: object) -> object:
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return _one_of(value, parts)
    if origin is typing.Literal:
        if value not in parts:
            raise _Unfit("one of " + ", ".join(str(part) for part in parts))
        return value
    if origin in {tuple, frozenset, Sequence}:
        return _many(value, origin, parts)
    if origin in {dict, Mapping}:
        if not isinstance(value, dict):
            raise _Unfit("a mapping")
        return {_convert(key, parts[0]): _inside(inner, parts[1], str(key)) for key, inner in value.items()}
    if isinstance(hint, type):
        return _single(value, hint)
    return value


def _one_of(value: object, parts: Sequence[object]) -> object:
    if value is None and type(None) in parts:
        return None
    tried: list[str] = []
    for part in parts:
        if part is type(None):
            continue
        try:
            return _convert(value, part)
        except _Unfit as unfit:
            tried.append(unfit.expected)
    raise _Unfit(" or ".join(dict.fromkeys(tried)))


def _many(value: object, origin: object, parts: Sequence[object]) -> object:
    # One value may stand for a list of one, which is how people write it.
    items = value if isinstance(value, list) else [value]
    if origin is tuple and parts and parts[-1] is not Ellipsis:
        if len(items) != len(parts):
            raise _Unfit(f"a list of {len(parts)}")
        return tuple(_inside(item, part, number) for number, (item, part) in enumerate(zip(items, parts, strict=True)))
    made = [
        _inside(item, parts[0] if parts else object, number) if isinstance(value, list) else _convert(item, parts[0])
        for number, item in enumerate(items)
    ]
    return frozenset(made) if origin is frozenset else tuple(made)


def _inside(value: object, hint: object, key: str | int) -> object:
    try:
        return _convert(value, hint)
    except _Unfit as unfit:
        raise _Unfit(unfit.expected, (key, *unfit.at)) from None


def _single(value: object, kind: type) -> object:
    if issubclass(kind, enum.Enum):
        # YAML reads a bare `off` as false.
        word = {False: "off", True: "on"}.get(value, value) if isinstance(value, bool) else value
        for member in kind:
            if member.value == word:
                return member
        raise _Unfit("one of " + ", ".join(str(member.value) for member in kind))
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if kind is int and isinstance(value, bool):
        raise _Unfit("a whole number")
    if not isinstance(value, kind):
        raise _Unfit(_WORDS.get(kind, f"a {kind.__name__}"))
    return value


_WORDS: Mapping[type, str] = {
    str: "text (in quotes, if YAML takes it for something else)",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    dt.date: "a day such as 2027-04-15",
}
