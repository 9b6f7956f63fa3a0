"""What tells findings apart where a consumer merges those that are called the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from promiselint.model.findings import Finding


def marks(findings: Iterable[Finding]) -> tuple[str, ...]:
    """For each finding its fingerprint and how many of that fingerprint stood before it in its file, "0123abcd:1".

    With the file's path that is unique in a report, and it stays when lines move.
    """
    seen: Counter[tuple[str, str]] = Counter()
    told = []
    for one in findings:
        seen[one.path, one.fingerprint] += 1
        told.append(f"{one.fingerprint}:{seen[one.path, one.fingerprint]}")
    return tuple(told)
