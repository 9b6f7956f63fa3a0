"""The tables of one run over an archive: each batch written once, whole, and known again by a run that takes over.

RESULTS/DAY-KEY/manifest.json tells what the run was held against and whether it is finished; beside it lie findings/,
errors/ and documents/, a part for each batch. A batch counts once its part of documents/ is there, which is written
last; what else lies about of a batch that does not count is written over.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from promiselint import __version__
from promiselint.app.engines.batching import Batch
from promiselint.app.engines.desk import Made
from promiselint.app.engines.folders import UNFINISHED, Folder
from promiselint.model.errors import Misuse
from promiselint.model.findings import FileError, Named
from promiselint.report import parquet
from promiselint.report.archived import Totals

MANIFEST, LATEST = "manifest.json", "latest.json"
RUNNING, FINISHED = "running", "finished"
_RUN = re.compile(r"(\d{4}-\d\d-\d\d)-([0-9a-f]{12})")
_PART = re.compile(r"part-([0-9a-f]{24})\.parquet")
_LOOKED_AT = 20  # unfinished runs that are compared with a new one, the latest first


class Results:
    """What one run writes."""

    def __init__(self, folder: Folder, key: str, day: dt.date) -> None:
        """Name the run; nothing is written yet."""
        self._folder, self._key, self._day = folder, key, day
        self.run = f"{day}-{key[:12]}"
        self.where = f"{folder.where}/{self.run}"
        self._finished: frozenset[str] = frozenset()
        self._seen: set[str] = set()

    def begin(self, about: dict[str, Any]) -> None:
        """Write down what the run is held against; find what it has finished already."""
        told = self._manifest()
        if told is not None and told.get("key") != self._key:
            raise Misuse(f"{self.where}/{MANIFEST}: is of another run; expected another folder for results")
        listed = self._folder.names(f"{self.run}/{parquet.DOCUMENTS}") if told is not None else ()
        self._finished = frozenset(found[1] for one in listed if (found := _PART.fullmatch(one)))
        self._about = about
        self._write_manifest({"state": RUNNING})

    def left(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """The batches that are not finished; all are noted as belonging to the run."""
        for batch in batches:
            self._seen.add(batch.name)
            if batch.name not in self._finished:
                yield batch

    def write(self, batch: Batch, made: Sequence[Made]) -> Totals:
        """Write one batch; its counts."""
        totals = counted(made)
        about = {"schema_version": parquet.SCHEMA_VERSION, "key": self._key, "totals": totals.value()}
        rows = _rows(made)
        for table in parquet.TABLES:  # documents are the last
            name = f"{self.run}/{table}/part-{batch.name}.parquet"
            if rows[table] or table == parquet.DOCUMENTS:
                self._folder.write(name, parquet.encoded(table, rows[table], about))
            else:
                self._folder.remove(name)  # what a run that was killed may have left
        return totals

    def before(self) -> tuple[Totals, int]:
        """The counts of all batches of this run that were finished before it began, and how many those are."""
        totals = Totals()
        known = sorted(self._finished & self._seen)
        for name in known:
            path = f"{self.run}/{parquet.DOCUMENTS}/part-{name}.parquet"
            content = self._folder.read(path)
            try:
                totals.add(Totals.of(parquet.about(content or b"")["totals"]))
            except (ValueError, KeyError):
                raise Misuse(
                    f"{self._folder.where}/{path}: is no table of promiselint; expected it as it was written, or "
                    "not at all: without it the batch is read again"
                ) from None
        return totals, len(known)

    def finish(self, totals: Totals, missing: Sequence[FileError]) -> None:
        """Take away parts of documents that are not there any more or are other ones now, and close the run."""
        rows = [parquet.error_row(one.path, one.message) for one in missing]
        about = {"schema_version": parquet.SCHEMA_VERSION, "key": self._key}
        name = f"{self.run}/{parquet.ERRORS}/missing.parquet"
        if rows:
            self._folder.write(name, parquet.encoded(parquet.ERRORS, rows, about))
        else:
            self._folder.remove(name)
        for table in reversed(parquet.TABLES):
            for each in self._folder.names(f"{self.run}/{table}"):
                found = _PART.fullmatch(each)
                if each.startswith(UNFINISHED) or (found is not None and found[1] not in self._seen):
                    self._folder.remove(f"{self.run}/{table}/{each}")
        self._write_manifest({"state": FINISHED, "batches": len(self._seen), "summary": totals.value()})
        told = {"schema_version": parquet.SCHEMA_VERSION, "run": self.run, "key": self._key}
        self._folder.write(LATEST, _json(told))

    @property
    def batches(self) -> int:
        """How many batches the run has so far."""
        return len(self._seen)

    def _manifest(self) -> dict[str, Any] | None:
        return manifest(self._folder, self.run)

    def _write_manifest(self, more: dict[str, Any]) -> None:
        head = {"schema_version": parquet.SCHEMA_VERSION, "tool": {"name": "promiselint", "version": __version__}}
        told = {**head, "key": self._key, "today": str(self._day), **self._about, **more}
        self._folder.write(f"{self.run}/{MANIFEST}", _json(told))


def manifest(folder: Folder, run: str) -> dict[str, Any] | None:
    """What the manifest of a run says; None where there is none."""
    content = folder.read(f"{run}/{MANIFEST}")
    if content is None:
        return None
    try:
        told = json.loads(content)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def unfinished(folder: Folder) -> Iterator[tuple[str, dt.date]]:
    """Key and day of each run that was begun and not finished, the latest first."""
    looked = 0
    for name in reversed(folder.names("")):
        if not _RUN.fullmatch(name) or looked >= _LOOKED_AT:
            continue
        told = manifest(folder, name) or {}
        if told.get("state") != RUNNING:
            continue
        looked += 1
        try:
            yield str(told["key"]), dt.date.fromisoformat(str(told["today"]))
        except (KeyError, ValueError):
            continue


def counted(made: Sequence[Made]) -> Totals:
    """How much was read and found in documents."""
    totals = Totals()
    for one in made:
        if one.error is not None:
            totals.errors += 1
            continue
        totals.files += 1
        totals.statements += one.statements
        totals.findings += len(one.findings)
        totals.suppressed += len(one.silenced)
        totals.unsure_hidden += one.hidden
        totals.severities.update(str(each.finding.severity) for each in one.findings)
        totals.rules.update(each.finding.code for each in one.findings)
        whose = (each.owner.name if isinstance(each.owner, Named) else "" for each in one.findings)
        totals.owners = totals.owners + Counter(whose)
    return totals


def _rows(made: Sequence[Made]) -> dict[str, list[parquet.Row]]:
    rows: dict[str, list[parquet.Row]] = {table: [] for table in parquet.TABLES}
    for one in made:
        if one.error is not None:
            rows[parquet.ERRORS].append(parquet.error_row(one.path, one.error))
            continue
        rows[parquet.FINDINGS] += [parquet.finding_row(each) for each in one.findings]
        rows[parquet.FINDINGS] += [parquet.silenced_row(each) for each in one.silenced]
        counts = {"bytes": one.size, "statements": one.statements, "findings": len(one.findings)}
        counts |= {"suppressed": len(one.silenced), "unsure_hidden": one.hidden}
        rows[parquet.DOCUMENTS].append(parquet.document_row(one.path, one.facts, counts, one.warnings))
    return rows


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")
