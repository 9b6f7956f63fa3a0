"""`deals`: what offers say will be delivered to a named customer and is not released yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from promiselint.app.opening import Workspace, open_workspace
from promiselint.app.options import Options
from promiselint.app.promising import placed, readings_in
from promiselint.app.reading import Opened, each_file
from promiselint.model.documents import Facts
from promiselint.model.places import Place
from promiselint.model.promises import Recorded
from promiselint.model.roadmap import Feature, Stage, Status
from promiselint.model.statements import Firmness, Kind
from promiselint.records.customers import compared
from promiselint.report.deals import Deals, Dealt

#: How a statement may be linked to a feature without naming it anywhere: such a one specifies no feature.
_GUESSED = frozenset(("words", "meaning"))


def deals(paths: Sequence[str], options: Options, *, firm: bool = False) -> Deals:
    """Every delivery statement on a named feature that is not released, to a named customer or in a named deal.

    With `firm` only those that carry no hedge and no condition.

    Raises:
        Misuse: as `check`.
    """
    workspace = open_workspace(paths, options)
    features = {one.id: one for one in workspace.roadmap.features}
    found: list[Dealt] = []
    warnings = list(workspace.warnings)
    unnamed = 0

    def visit(opened: Opened) -> None:
        nonlocal unnamed
        facts = opened.document.facts
        counting = [
            (one, features[one.feature])
            for one in reading.of(opened).promises
            if _counts(one, features.get(one.feature), firm=firm)
        ]
        warnings.extend(opened.document.warnings)
        customer, deal = _whose(facts, workspace)
        if not customer and not deal:
            unnamed += len(counting)
            return
        path = placed(opened.path, workspace)
        found.extend(_dealt(one, feature, facts, customer, deal, path) for one, feature in counting)

    with readings_in(workspace, options) as reading:
        files, errors = each_file(paths, workspace, options, visit)
    roadmap, told = workspace.roadmap, tuple(dict.fromkeys(warnings))
    return Deals(roadmap.path, roadmap.as_of, files, tuple(_ordered(found)), unnamed, errors, told)


def is_awaited(feature: Feature) -> bool:
    """Whether a feature is not released: also one in preview, and one that was given up before it ever was."""
    if feature.status is Status.WITHDRAWN:
        return feature.released_on is None and feature.released_in is None
    return feature.stage in {Stage.UNRELEASED, Stage.PREVIEW}


def _counts(promise: Recorded, feature: Feature | None, *, firm: bool) -> bool:
    if promise.kind is not Kind.DELIVERY or feature is None or not is_awaited(feature):
        return False
    about = promise.told.statement.feature if promise.told else None
    if about is None or about.how in _GUESSED:
        return False
    return not firm or promise.firmness is Firmness.FIRM


def _whose(facts: Facts, workspace: Workspace) -> tuple[str, str]:
    """The customer and the deal that a document is for; the deal's customer as the people file has it."""
    customer, deal = facts.customer or "", facts.deal or ""
    people = workspace.people
    if people is None:
        return customer, deal
    if not customer and deal:
        named = [one for one in people.deals if one.name.casefold() == deal.casefold()]
        customer = named[0].customer if len(named) == 1 else ""
    for account in people.accounts:
        names = (account.customer, *account.aliases)
        if customer and compared(customer) in {compared(one) for one in names}:
            return account.customer, deal
    return customer, deal


def _dealt(promise: Recorded, feature: Feature, facts: Facts, customer: str, deal: str, path: str) -> Dealt:
    return Dealt(
        customer=customer,
        deal=deal,
        document=path,
        place=Place(promise.line, 1),
        locator=promise.locator,
        sentence=promise.said,
        feature=feature,
        firmness=promise.firmness,
        promised=promise.dated,
        first=promise.first,
        last=promise.last,
        document_date=facts.date,
        owner=promise.owner_name,
        owner_email=promise.owner_email,
    )


def _ordered(found: Sequence[Dealt]) -> Iterator[Dealt]:
    """By customer and deal, each written as it is first met; within a deal by document and place."""
    written: dict[tuple[str, str], tuple[str, str]] = {}
    for one in sorted(found, key=lambda one: (one.document, one.place)):
        written.setdefault(_group(one), (one.customer, one.deal))
    for one in sorted(found, key=lambda one: (*_group(one), one.document, one.place, one.feature.id)):
        customer, deal = written[_group(one)]
        yield replace(one, customer=customer, deal=deal)


def _group(one: Dealt) -> tuple[str, str]:
    return compared(one.customer), one.deal.casefold()
