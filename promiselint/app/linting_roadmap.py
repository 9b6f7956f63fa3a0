"""`roadmap lint`: the roadmap, read and searched for its own faults."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from promiselint.app.opening import clock, near, open_rulebook, roadmap_path, start_of
from promiselint.app.options import Options
from promiselint.app.roadmap_faults import Asked, dated_faults
from promiselint.app.roadmap_names import name_faults
from promiselint.model.places import Place
from promiselint.model.roadmap import Source
from promiselint.report.roadmap_linted import Linted

STALE_DAYS = 45
_AS_OF = re.compile(r"(?:^|[{,]\s*|^\s+)[\"']?as_of[\"']?\s*:", re.MULTILINE)
#: Warnings of the reader that are faults here, told with more words.
_TOLD = re.compile(r"\.(?:target|released): .*(?:was over before as_of|which is after as_of|is given although)")


def lint_roadmap(path: Path | None, options: Options, stale_days: int = STALE_DAYS) -> Linted:
    """Every fault of the roadmap at `path`, else of the configuration's; `stale_days` is how old it may be.

    Raises:
        Misuse: it cannot be read at all, with every reason; a configuration that is wrong.
    """
    from promiselint.claims.linking import Linker  # noqa: PLC0415 - --help shall not wait for it
    from promiselint.records import roadmap as roadmap_file  # noqa: PLC0415

    start = start_of((), options)
    today = options.today or clock()
    book = open_rulebook(start, options)
    found = near(path) if path is not None else roadmap_path(start, options, book.configuration)
    roadmap = roadmap_file.read(found, today)
    asked = Asked(today, stale_days, _as_of(found))
    faults = {
        *dated_faults(roadmap, asked),
        *name_faults(roadmap, Linker(roadmap, book.lexicons)),
    }
    ordered = sorted(faults, key=lambda one: (one.path, one.line, -one.severity.order, one.kind, one.what))
    warnings = tuple(one for one in roadmap.warnings if not _TOLD.search(one))
    return Linted(roadmap.path, len(roadmap.features), tuple(ordered), warnings)


def _as_of(path: Path) -> Source | None:
    """Where the roadmap says on which day it was true; None where it does not."""
    for file in _files(path):
        try:
            text = file.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        if said := _AS_OF.search(text):
            return Source(file.as_posix(), Place(text.count("\n", 0, said.end()) + 1, 1))
    return None


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(one for one in path.iterdir() if one.suffix in {".yaml", ".yml"})
    else:
        yield path
