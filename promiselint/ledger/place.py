"""Where a ledger lies: a file, or a database that a URL names; its password is never shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from promiselint.model.errors import Misuse

POSTGRES = ("postgresql", "postgres", "postgresql+psycopg")
EXPECTED = "expected a file, sqlite:///FILE or postgresql://USER@HOST/DATABASE"
_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?P<rest>.*)", re.DOTALL)
_SECRET = re.compile(r"(?i)(?:^|[?&])(?:ssl)?pass(?:word|file)?=(?P<secret>[^&]*)")
_PARTS = re.compile(r"[:/@?#\[\]\s]+")


@dataclass(frozen=True, slots=True, repr=False)
class Place:
    """A ledger's place. `url` may hold a password and is for the database alone; `shown` is for people."""

    url: str
    shown: str
    path: Path | None = None  # of a file
    secrets: tuple[str, ...] = ()

    def hushed(self, words: str) -> str:
        """The words without anything of the password."""
        for one in self.secrets:
            words = words.replace(one, "***")
        return words


def place_of(named: str | Path) -> Place:
    """The place that a path or a URL names.

    Raises:
        Misuse: it is a URL of something else.
    """
    found = _SCHEME.fullmatch(str(named)) if isinstance(named, str) else None
    if found is None:
        return _file(Path(named))
    scheme, rest = found["scheme"].lower(), found["rest"]
    if scheme in {"sqlite", "sqlite+pysqlite"}:
        if not rest.startswith("/") or not rest[1:] or rest.startswith("/:memory:"):
            raise Misuse(f"ledger: {scheme}:// names no file; {EXPECTED}")
        return _file(Path(rest[1:].partition("?")[0]))
    if scheme not in POSTGRES:
        raise Misuse(f"ledger: {scheme}:// is no database that a ledger can lie in; {EXPECTED}")
    user, at, place = rest.rpartition("@")
    name, _, secret = user.partition(":")
    shown = f"postgresql://{name}{at}{place.partition('?')[0]}"
    return Place(f"postgresql+psycopg://{rest}", shown, None, _secrets(secret, rest))


def _file(path: Path) -> Place:
    return Place(f"sqlite+pysqlite:///{path}", str(path), path)


def _secrets(secret: str, rest: str) -> tuple[str, ...]:
    """The password, and each piece of it that an error could quote where the URL is not well formed."""
    whole = [secret, *(one["secret"] for one in _SECRET.finditer(rest))]
    pieces = {piece for one in whole for piece in (one, unquote(one), *_PARTS.split(one), *_PARTS.split(unquote(one)))}
    return tuple(sorted((one for one in pieces if len(one) > 2), key=lambda one: (-len(one), one)))
