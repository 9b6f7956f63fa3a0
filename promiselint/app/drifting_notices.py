"""Draft letters into a folder; a draft that somebody has worked on is never written over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from promiselint.model.errors import Misuse
from promiselint.report.drift_calls import Drift
from promiselint.report.notices import Notice, notices
from promiselint.report.words import counted

_MOST_BESIDE = 99


def write(drift: Drift, folder: Path, languages: Sequence[str], templates: Path | None) -> list[str]:
    """Write a draft for each customer, and tell in a line what was written, and what was there already.

    Raises:
        Misuse: the folder cannot be written to, or a template cannot be filled.
    """
    drafts = notices(drift, languages, templates)
    if not drafts:
        return ["No draft was written: no promise to a customer has drifted."]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        told = [_written(one, folder) for one in drafts]
    except OSError as fault:
        raise Misuse(
            f"--notices: {folder.as_posix()} cannot be written to ({fault.strerror or fault}); expected a folder"
        ) from None
    new = sum(one is not None for one in told)
    same = f", {len(told) - new} as before" if new < len(told) else ""
    lines = [f"Wrote {counted(new, 'draft')} to {folder.as_posix()}{same}. Nothing was sent."]
    return [*(line for line in told if line), *lines]


def _written(notice: Notice, folder: Path) -> str | None:
    """Write one draft where none is: None = just this one is there already, "" = written, else what was found."""
    for place in _places(folder, notice.name):
        try:
            with place.open("x", encoding="utf-8", newline="\n") as file:
                file.write(notice.text)
        except FileExistsError:
            if _holds(place, notice.text):
                return None
            continue
        if place.name == notice.name:
            return ""
        return f"{(folder / notice.name).as_posix()} is there and reads otherwise; the new draft is {place.as_posix()}"
    raise Misuse(f"{(folder / notice.name).as_posix()}: there are {_MOST_BESIDE} other drafts; expected room for one")


def _places(folder: Path, name: str) -> Iterator[Path]:
    stem, _, suffix = name.rpartition(".")
    yield folder / name
    for number in range(2, _MOST_BESIDE + 1):
        yield folder / f"{stem}.{number}.{suffix}"


def _holds(place: Path, text: str) -> bool:
    try:
        return place.read_text("utf-8") == text
    except (OSError, UnicodeDecodeError):
        return False
