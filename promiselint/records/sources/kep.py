"""Kubernetes enhancement proposals: a tree of `kep.yaml`, one proposal in each.

Relied on: the template `keps/NNNN-kep-template/kep.yaml` of kubernetes/enhancements and the fields that its `api`
package reads: `title`, `kep-number`, `owning-sig`, `status` (provisional, implementable, implemented, deferred,
rejected, withdrawn, replaced), `stage` ("the target maturity stage in the current dev cycle"), `latest-milestone`
("the most recent milestone for which work toward delivery has been done; can be the upcoming one"), `milestone`
("the milestone at which this feature was, or is targeted to be, at each stage") and `feature-gates`.

So a status alone does not say what users have, and the word that goes to the status map is the status with the stage
that has been reached: "implementable (beta)". The stage reached is the file's `stage`; where the option
`latest-release` names the newest release (v1.35), stages whose milestone lies after it are not reached yet. What is
`implementable` at stage `stable` has reached the stage before it: it is not generally available before `implemented`.

The version is that of general availability (`milestone.stable`); no date is invented for it, a `releases:` calendar
gives one. Neither `see-also` nor `replaces` is a dependency. The tree is public.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import PurePosixPath
from types import MappingProxyType

from promiselint.model.errors import Misuse
from promiselint.records.nodes import Items, Table
from promiselint.records.roadmap_items import Export, Item
from promiselint.records.sheets import Sheet, either, quoted, settle
from promiselint.records.sources.export_fields import Fields
from promiselint.records.sources.export_text import head_of, text_of
from promiselint.records.trees import parse

_STATUSES = ("provisional", "implementable", "implemented", "deferred", "rejected", "withdrawn", "replaced")
_STAGES = ("alpha", "beta", "stable")
_GOING = ("deprecated", "disabled", "removed")
_HOLDS = "a kep.yaml with title, kep-number, status and stage"
_MOST = 2_000_000  # bytes of one proposal
_VERSION = re.compile(r"v?[0-9]+(?:\.[0-9]+)+")
_PREFIX = re.compile(r"\AKEP[- ]?[0-9]+\s*[:.–-]\s*", re.IGNORECASE)
_FOLDER = re.compile(r"([0-9]+)-")

Version = tuple[int, ...]


class _Kep:
    """Kubernetes' tree of proposals."""

    name = "kep"
    title = "Kubernetes enhancement proposals"
    statuses: Mapping[str, str] = MappingProxyType(
        {
            "provisional": "idea",
            "deferred": "backlog",
            "implementable": "planned",
            "implementable (alpha)": "alpha",
            "implementable (beta)": "beta",
            "implemented (alpha)": "alpha",
            "implemented (beta)": "beta",
            "implemented (stable)": "released",
            "deprecated": "deprecated",
            "disabled": "withdrawn",
            "removed": "withdrawn",
            "rejected": "withdrawn",
            "withdrawn": "withdrawn",
            "replaced": "skip",
        }
    )
    unwise: Mapping[str, str] = MappingProxyType(
        {
            "implementable": "implementable says that it may be built, not that anybody has it",
            "implementable (alpha)": "an implementable proposal in alpha is a preview at most",
            "implementable (beta)": "an implementable proposal in beta is a preview at most",
            "implemented (alpha)": "it is implemented up to alpha, which is a preview",
            "implemented (beta)": "it is implemented up to beta, which is a preview",
        }
    )

    def fits(self, path: str, content: bytes) -> bool:
        """Whether it is a kep.yaml."""
        if PurePosixPath(path).name.casefold() not in {"kep.yaml", "kep.yml"}:
            return False
        head = head_of(content)
        return "title:" in head and "status:" in head

    def read(self, path: str, content: bytes, options: Mapping[str, str]) -> Export:
        """The one proposal of the file. Option `latest-release`: the newest release that is out, as v1.35.

        Raises:
            Misuse: it is no kep.yaml, or the option is no version.
        """
        newest = _newest(options)
        sheet = Sheet(path)
        text = text_of(content, sheet, _HOLDS, most=_MOST)
        node = parse(text, sheet) if text is not None else None
        items: tuple[Item, ...] = ()
        if isinstance(node, Table):
            items = (_item(Fields(sheet, node, "", typed=False), path, newest),)
        elif not sheet.faults:
            line, what = (
                (node.line, "is a list" if isinstance(node, Items) else "is a text") if node else (0, "is empty")
            )
            sheet.fault(line, "", what, f"expected {_HOLDS}")
        settle([sheet])
        return Export(items)


def _newest(options: Mapping[str, str]) -> Version | None:
    given = options.get("latest-release", "").strip()
    if given and not _VERSION.fullmatch(given):
        raise Misuse(f"latest-release: {quoted(given)} is no version; expected one such as v1.35")
    return _parts(given)


def _parts(version: str) -> Version | None:
    """A version for comparing; None for "TBD" and the like."""
    if not _VERSION.fullmatch(version):
        return None
    return tuple(int(part[:9]) for part in version.removeprefix("v").split("."))


def _item(kep: Fields, path: str, newest: Version | None) -> Item:
    title = kep.name("title", "the proposal's title")
    number = _number(kep, path)
    status = kep.text("status", either(_STATUSES), required=True).casefold()
    stage = kep.text("stage").casefold()
    left = "it is the template of proposals" if number and not number.casefold().strip("n") else ""
    due = _milestones(kep)
    told, contradictions = _told(status, stage, due, newest)
    if not left and status in {"implementable", "implemented"} and not stage and not due:
        left = "it names neither a stage nor a milestone: a proposal about how people work"
    return Item(
        key=f"KEP-{number}",
        name=_PREFIX.sub("", title, count=1) or title,
        status=told,
        where=f"KEP-{number}" if number else "the proposal",
        line=kep.node.lines.get("title", kep.line),
        version=""
        if told in {"provisional", "deferred", "rejected", "withdrawn", "replaced"}
        else due.get("stable", ""),
        visibility="public",
        aliases=() if left else _gates(kep),
        owner=kep.text("owning-sig"),
        evidence=f"KEP-{number}",
        contradictions=() if left else contradictions,
        left=left,
    )


def _number(kep: Fields, path: str) -> str:
    """The proposal's number: as the file says, else as its folder does (1234-some-title)."""
    number = kep.text("kep-number")
    folder = _FOLDER.match(PurePosixPath(path).parent.name)
    if not number and folder:
        number = folder[1]
    if number.isdigit() and number.isascii():
        return number.lstrip("0") or "0"
    if number.casefold().strip("n") or not number:
        found = f"{quoted(number)} is no number" if number else "is missing"
        kep.fault("kep-number", found, "the proposal's number, such as 1234")
    return number


def _milestones(kep: Fields) -> dict[str, str]:
    """Stage -> version, of those that are versions: "TBD" and "" say that nobody knows yet."""
    due: dict[str, str] = {}
    table = kep.table("milestone", "a mapping such as {alpha: v1.33, beta: v1.34, stable: v1.36}")
    for stage in (*_STAGES, *_GOING):
        version = table.text(stage, "a version such as v1.33") if table else ""
        if _VERSION.fullmatch(version):
            due[stage] = version
    latest, stage = kep.text("latest-milestone", "a version such as v1.33"), kep.text("stage").casefold()
    if _VERSION.fullmatch(latest) and _parts(latest) != (0, 0) and stage in _STAGES:
        due.setdefault(stage, latest)
    return due


def _told(status: str, stage: str, due: Mapping[str, str], newest: Version | None) -> tuple[str, tuple[str, ...]]:
    """The word for the status map, and what the file says against itself."""
    if status not in {"implementable", "implemented"}:
        return status, ()
    if stage and stage not in (*_STAGES, *_GOING):
        return f"{status} ({stage})", ()
    odd = _disorder(due)
    if stage in _GOING:
        return stage, odd
    if status == "implementable":
        if stage == "stable" and newest and _is_out(due.get("stable"), newest):
            odd = (*odd, f"its status is implementable, although {due['stable']}, in which it was to be stable, is out")
        reached = _reached("beta" if stage == "stable" else stage, due, newest)
        return f"implementable ({reached})" if reached else "implementable", odd
    if stage in {"alpha", "beta"}:
        odd = (*odd, f"its status is implemented, its stage is {stage}")
    reached = stage or _reached("stable", due, None)
    if reached and newest and due.get(reached) and not _is_out(due[reached], newest):
        odd = (*odd, f"its status is implemented, although {due[reached]}, in which it comes, is not out")
        reached = _reached(reached, due, newest)
    return f"implemented ({reached})" if reached else "implementable", odd


def _reached(stage: str, due: Mapping[str, str], newest: Version | None) -> str:
    """The furthest stage up to this one that has a milestone which is out; "" where there is none."""
    upto = _STAGES[: _STAGES.index(stage) + 1] if stage in _STAGES else ()
    return next((one for one in reversed(upto) if one in due and (newest is None or _is_out(due[one], newest))), "")


def _is_out(version: str | None, newest: Version) -> bool:
    """Whether a version is the newest one that is out, or one before it; patch releases are part of it."""
    parts = _parts(version or "")
    return parts is not None and parts[:2] <= newest[:2]


def _disorder(due: Mapping[str, str]) -> tuple[str, ...]:
    """Stages whose milestones stand in the wrong order."""
    known = [(stage, due[stage], _parts(due[stage]) or ()) for stage in _STAGES if stage in due]
    return tuple(
        f"it is {later} in {second}, before it is {earlier} in {first}"
        for (earlier, first, one), (later, second, other) in pairwise(known)
        if other < one
    )


def _gates(kep: Fields) -> tuple[str, ...]:
    """The feature gates: what people write in manifests and notes for it."""
    if isinstance(kep.node.fields.get("feature-gates"), Table):
        return ()  # {} in some proposals
    return kep.texts("feature-gates", "name")


SOURCE = _Kep()
