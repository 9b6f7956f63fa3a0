"""Findings, documents and errors as rows of Parquet tables; every column and its type is told in docs/archive.md."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from promiselint.model.documents import Facts
from promiselint.model.findings import Answered, Finding, Introduction, Named, Owner, Silenced
from promiselint.model.statements import DateRole

FINDINGS, DOCUMENTS, ERRORS = "findings", "documents", "errors"
TABLES = (FINDINGS, ERRORS, DOCUMENTS)
#: Of columns; a change of meaning or type makes it greater.
SCHEMA_VERSION = 1
_META = b"promiselint"

#: Table -> column -> type: text, whole (32 bits), long (64 bits), real, day, flag, texts.
COLUMNS: Mapping[str, Mapping[str, str]] = {
    FINDINGS: {
        "path": "text", "line": "whole", "column": "whole", "end_line": "whole", "end_column": "whole",
        "locator": "text", "code": "text", "rule": "text", "severity": "text", "confidence": "text",
        "excerpt": "text", "message": "text", "suggestion": "text", "rewrite": "text", "fingerprint": "text",
        "statement_kind": "text", "statement_firmness": "text", "statement_text": "text",
        "date_text": "text", "date_from": "day", "date_to": "day", "date_granularity": "text",
        "feature_id": "text", "feature_name": "text", "feature_status": "text", "feature_target": "text",
        "feature_score": "real", "owner_id": "text", "owner_name": "text", "owner_email": "text", "owner_by": "text",
        "owner_evidence": "texts", "introduced_id": "text", "introduced_name": "text", "introduced_email": "text",
        "introduced_commit": "text", "introduced_on": "day", "introduced_source": "text",
        "suppressed": "flag", "suppression_kind": "text", "suppression_reason": "text", "suppression_by": "text",
        "suppression_until": "day",
    },
    DOCUMENTS: {
        "path": "text", "bytes": "long", "channel": "text", "customer": "text", "sales_owner": "text", "date": "day",
        "language": "text", "version": "text", "product": "text", "statements": "whole", "findings": "whole",
        "suppressed": "whole", "unsure_hidden": "whole", "warnings": "texts",
    },
    ERRORS: {"path": "text", "message": "text"},
}  # fmt: skip
Row = dict[str, Any]


def finding_row(one: Answered) -> Row:
    """A finding that stands, with who answers for it."""
    return {**_found(one.finding), **_owner(one.owner), **_introduced(one.introduction), "suppressed": False}


def silenced_row(one: Silenced) -> Row:
    """A finding that is silenced, with by what and why."""
    told = {"suppression_kind": one.kind, "suppression_reason": one.reason, "suppression_by": one.by or None}
    return {**_found(one.finding), **told, "suppression_until": one.until, "suppressed": True}


def document_row(path: str, facts: Facts, counts: Mapping[str, int], warnings: Sequence[str]) -> Row:
    """A document that was read; `counts` by column."""
    told: Row = {name: getattr(facts, name, None) for name in ("customer", "sales_owner", "date", "language")}
    told |= {name: getattr(facts, name, None) for name in ("version", "product")}
    return {"path": path, "channel": _text(facts.channel), **told, **counts, "warnings": list(warnings)}


def error_row(path: str, message: str) -> Row:
    """A document that could not be read, and why."""
    return {"path": path, "message": message}


def encoded(table: str, rows: Iterable[Row], about: Mapping[str, Any]) -> bytes:
    """Rows as the bytes of a Parquet file, sorted: the same rows are the same bytes. `about` goes with them."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    columns = COLUMNS[table]
    ordered = sorted(rows, key=_order)
    kinds = _kinds(pa)
    schema = pa.schema([pa.field(name, kinds[kind]) for name, kind in columns.items()])
    schema = schema.with_metadata({_META: json.dumps(about, sort_keys=True).encode()})
    held = {name: [_sound(row.get(name)) for row in ordered] for name in columns}
    written = io.BytesIO()
    pq.write_table(pa.table(held, schema=schema), written, compression="zstd")
    return written.getvalue()


def about(content: bytes) -> Mapping[str, Any]:
    """What was written beside the rows of a file.

    Raises:
        ValueError: it is none of ours.
    """
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        held: Mapping[str, Any] = json.loads(pq.read_schema(pa.BufferReader(content)).metadata[_META])
    except (pa.ArrowException, OSError, KeyError, TypeError) as fault:
        raise ValueError(str(fault)) from None
    return held


def _kinds(pa: Any) -> Mapping[str, Any]:
    return {
        "text": pa.string(),
        "whole": pa.int32(),
        "long": pa.int64(),
        "real": pa.float64(),
        "day": pa.date32(),
        "flag": pa.bool_(),
        "texts": pa.list_(pa.string()),
    }


def _found(finding: Finding) -> Row:
    first, last, about_feature = finding.span.start, finding.span.end, finding.feature
    told: Row = {
        "path": finding.path,
        "line": first.line,
        "column": first.column,
        "end_line": last.line,
        "end_column": last.column,
        "locator": json.dumps(dict(finding.locator), ensure_ascii=False) if finding.locator is not None else None,
        "severity": str(finding.severity),
        "confidence": str(finding.confidence),
        "rewrite": finding.rewrite or None,
    }
    told |= {name: getattr(finding, name) for name in ("code", "rule", "excerpt", "message", "suggestion")}
    if about_feature is not None:
        told |= {"feature_id": about_feature.id, "feature_name": about_feature.name}
        told |= {"feature_status": str(about_feature.status), "feature_score": finding.score}
        told["feature_target"] = about_feature.target.text if about_feature.target else None
    return {**told, "fingerprint": finding.fingerprint, **_statement(finding)}


def _statement(finding: Finding) -> Row:
    said = finding.statement
    if said is None:
        return {}
    told: Row = {"statement_kind": str(said.kind), "statement_firmness": str(said.firmness)}
    told["statement_text"] = said.text
    date = finding.date or next((one for one in said.dates if one.role is DateRole.DELIVERY), None)
    if date is not None:
        told |= {"date_text": date.text, "date_from": date.window.first, "date_to": date.window.last}
        told["date_granularity"] = str(date.window.granularity)
    return told


def _owner(owner: Owner) -> Row:
    told: Row = {"owner_evidence": list(owner.evidence)}
    if isinstance(owner, Named):
        told |= {"owner_id": owner.id, "owner_name": owner.name, "owner_email": owner.email, "owner_by": owner.by}
    return told


def _introduced(told: Introduction | None) -> Row:
    if told is None:
        return {}
    by = told.by
    return {
        "introduced_id": by.person if by else None,
        "introduced_name": by.name if by else None,
        "introduced_email": (by.email or None) if by else None,
        "introduced_commit": told.commit or None,
        "introduced_on": told.on,
        "introduced_source": told.source or None,
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _order(row: Row) -> tuple[Any, ...]:
    place = (_sound(row["path"]), row.get("line", 0), row.get("column", 0), row.get("end_line", 0))
    return (
        *place,
        row.get("end_column", 0),
        row.get("code", ""),
        row.get("fingerprint", ""),
        bool(row.get("suppressed")),
    )


def _sound(value: Any) -> Any:
    """A text that UTF-8 can hold: the name of a file may be any bytes."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    return [_sound(one) for one in value] if isinstance(value, list) else value
