"""Documents behind URLs, as the user's own fsspec implementations reach them: s3://, gs://, file:// and others."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from promiselint.documents.reading import SIDECAR, SUFFIXES
from promiselint.documents.templating import suffix_of
from promiselint.documents.walking import SKIPPED
from promiselint.model.errors import Misuse, Unreadable

#: What a run is told that lacks what URLs and tables need.
EXTRA = "need more than is installed; expected pip install 'promiselint[ray]'"
_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://(.*)", re.DOTALL)
_DEEPEST = 100  # folders within folders: a store that leads back to itself ends there
_VENV = "pyvenv.cfg"
#: What tells one version of an object from another, under the names that stores give it.
_STAMPS = ("ETag", "etag", "md5Hash", "content_md5", "mtime", "LastModified", "last_modified", "updated", "created")


@dataclass(frozen=True, slots=True)
class Place:
    """A folder or file behind a URL: the URL as it was given, without a last "/", and how fsspec names it."""

    url: str
    files: Any  # fsspec's AbstractFileSystem
    root: str

    def url_of(self, name: str) -> str:
        """The URL of one of the names below, in the user's own spelling."""
        return self.url + name[len(self.root) :]

    def name_of(self, url: str) -> str:
        """How fsspec names a URL below."""
        return self.root + url[len(self.url) :]


@dataclass(frozen=True, slots=True)
class Listed:
    """One document behind a URL. `stamp` is another one once the document or its sidecar is another one."""

    path: str
    stamp: str
    sidecar: str | None = None
    below: str = ""  # its path from the folder that was named, as patterns mean it


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A file or folder on the way; `entry` is what its store told of it, None for where the way begins."""

    name: str
    entry: Mapping[str, Any] | None
    sidecar: Mapping[str, Any] | None
    depth: int


def is_url(path: str) -> bool:
    """Whether a path is a URL and no file of this machine."""
    return "://" in path


def scheme_of(url: str) -> str:
    """The scheme of a URL, in lower case; "" where it is none."""
    found = _URL.match(url)
    return found[1].lower() if found else ""


def place_of(url: str) -> Place:
    """Where a URL that a user names leads; nothing is read yet.

    Raises:
        Misuse: it is no plain URL, names a password, or there is nothing installed that reads it.
    """
    found = _URL.match(url)
    if found is None or "::" in url or any(ord(sign) < 32 or ord(sign) == 127 for sign in url):
        raise Misuse(f"{url}: is no plain URL; expected one such as s3://bucket/folder, without “::”")
    before, at, _ = found[2].partition("/")[0].rpartition("@")
    if at and ":" in before:
        raise Misuse(f"{found[1]}://…@…: names a password; expected the store's own way to be told who asks")
    return _reached(url)


def _reached(url: str) -> Place:
    """As `place_of`, where the URL may come of a store's own list: a name may hold any sign."""
    scheme = scheme_of(url)
    try:
        import fsspec  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        raise Misuse(f"{url}: URLs {EXTRA}") from None
    try:
        files = fsspec.filesystem(scheme, **_settings(scheme, url))
        root = str(files._strip_protocol(url)).rstrip("/")  # noqa: SLF001 - fsspec's own way, public in all but name
    except Exception as fault:  # noqa: BLE001 - whatever the user's own implementation raises
        raise Misuse(f"{url}: cannot be reached ({_told(fault)}); expected a URL that fsspec knows") from None
    return Place(url.rstrip("/"), files, root)


def walk(place: Place, missing: list[str], suffixes: Collection[str] = SUFFIXES) -> Iterator[Listed]:
    """The documents below a place as `walking.collect` would take them, depth first, names in order.

    Where nothing is there, or a folder cannot be listed, its URL goes to `missing`. Linked folders are not followed.
    """
    wanted = {suffix.lower() for suffix in suffixes}
    try:
        place.files.invalidate_cache()
        top = place.files.info(place.root)
    except Exception:  # noqa: BLE001 - as above: what a store says where nothing is differs from store to store
        missing.append(place.url)
        return
    if top.get("type") != "directory":
        yield Listed(place.url, _stamp(top), _sidecar(place, place.root), _last(place.root))
        return
    waiting: list[_Waiting] = [_Waiting(place.root, None, None, 0)]
    while waiting:
        one = waiting.pop()
        if one.entry is not None and one.entry.get("type") != "directory":
            beside = place.url_of(one.name) + SIDECAR if one.sidecar else None
            stamp, below = _stamp(one.entry) + _stamp(one.sidecar or {}), one.name[len(place.root) :].lstrip("/")
            yield Listed(place.url_of(one.name), stamp, beside, below)
            continue
        entries = _entries(place, one.name, missing) if one.depth <= _DEEPEST else {}
        if one.depth and any(_last(name) == _VENV for name in entries):
            continue
        taken = sorted((name for name in entries if _counts(name, entries[name], wanted)), reverse=True)
        waiting += [_Waiting(name, entries[name], entries.get(name + SIDECAR), one.depth + 1) for name in taken]


def content(url: str, most: int) -> bytes:
    """The bytes behind a URL, at most `most` of them.

    Raises:
        Unreadable: it cannot be opened, or is larger.
    """
    try:
        place = _reached(url)
        with place.files.open(place.root, "rb") as opened:
            held = bytes(opened.read(most + 1))
    except Misuse as fault:
        raise Unreadable(url, str(fault).removeprefix(f"{url}: ")) from None
    except Exception as fault:  # noqa: BLE001 - as above
        raise Unreadable(url, f"cannot be opened ({_told(fault)})") from None
    if len(held) > most:
        raise Unreadable(url, f"more than {most:,} bytes were found; expected at most {most:,}")
    return held


def _settings(scheme: str, url: str) -> dict[str, Any]:
    """What the URL itself says of its store, such as a host; nothing where the implementation takes nothing from it."""
    import fsspec  # noqa: PLC0415 - an extra

    found = fsspec.get_filesystem_class(scheme)._get_kwargs_from_urls(url)  # noqa: SLF001 - as above
    return dict(found)


def _entries(place: Place, name: str, missing: list[str]) -> dict[str, Mapping[str, Any]]:
    """What lies in a folder, by name; only what is really below it."""
    try:
        listed = place.files.ls(name, detail=True)
    except Exception:  # noqa: BLE001 - as above
        missing.append(place.url_of(name))
        return {}
    start = name.rstrip("/") + "/"
    below = {str(one["name"]).rstrip("/"): one for one in listed}
    return {each: one for each, one in below.items() if each.startswith(start) and "/" not in each[len(start) :]}


def _counts(name: str, entry: Mapping[str, Any], suffixes: Collection[str]) -> bool:
    last = _last(name)
    if last.startswith(".") or last in {"", ".."}:
        return False
    if entry.get("type") == "directory":
        return last not in SKIPPED and not entry.get("islink")
    return entry.get("type") == "file" and suffix_of(last) in suffixes and not last.endswith(SIDECAR)


def _sidecar(place: Place, name: str) -> str | None:
    try:
        return place.url + SIDECAR if place.files.isfile(name + SIDECAR) else None
    except Exception:  # noqa: BLE001 - as above
        return None


def _last(name: str) -> str:
    return name.rsplit("/", 1)[-1]


def _stamp(entry: Mapping[str, Any]) -> str:
    told = [f"{entry.get('size')}"]
    told += [f"{key}={entry[key]}" for key in _STAMPS if entry.get(key) is not None]
    return "\x1f".join(told) + "\x1e"


def _told(fault: Exception) -> str:
    return " ".join(f"{getattr(fault, 'strerror', None) or fault or type(fault).__name__}".split())[:300]
