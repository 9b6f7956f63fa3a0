"""What several checks ask of a statement: whether it counts, what stage its feature is in, which dates it promises."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from promiselint.checks import _said_safely as safely
from promiselint.model.findings import Breach
from promiselint.model.roadmap import Feature, Stage
from promiselint.model.situation import Situation
from promiselint.model.statements import DateClaim, DateRole, Firmness, Kind, Speaker, Statement

#: What is not out yet; a date given for it is a promise.
AHEAD = frozenset((Stage.UNRELEASED, Stage.PREVIEW))
_SOFT = frozenset((Firmness.HEDGED, Firmness.CONDITIONAL))


def counts(statement: Statement) -> bool:
    """Whether the vendor says it, and does not deny it."""
    return statement.speaker is Speaker.VENDOR and statement.firmness is not Firmness.NEGATED


def promises(statement: Statement) -> bool:
    """Whether the vendor says that something will exist; to speak of its end is no promise (contract §5.1, PL104)."""
    return counts(statement) and statement.kind is Kind.DELIVERY and not statement.retirement


def feature_of(statement: Statement, situation: Situation) -> Feature | None:
    """The roadmap entry that a statement is about; None where there is none."""
    return situation.features.get(statement.feature.feature) if statement.feature else None


def stage_of(statement: Statement, situation: Situation) -> Stage | None:
    """The stage of what a statement is about; None where that is a service or lies between several entries."""
    feature = feature_of(statement, situation)
    if feature is not None:
        return feature.stage
    if statement.service:
        return None
    if not statement.rivals:
        return Stage.UNBACKED
    stages = {situation.features[rival.feature].stage for rival in statement.rivals if rival.feature in situation.features}
    return stages.pop() if len(stages) == 1 else None


def delivery_dates(statement: Statement) -> tuple[DateClaim, ...]:
    """The calendar dates by which a statement promises something: none that are vague or set by the customer."""
    return tuple(
        date for date in statement.dates if date.role is DateRole.DELIVERY and not date.vague and not date.customer_set
    )


def last_ending(dates: Iterable[DateClaim]) -> tuple[DateClaim, dt.date] | None:
    """The date that ends last, with its last day; "from X on" has none and is passed over."""
    ending = [(date, date.window.last) for date in dates if date.window.last is not None]
    return max(ending, key=lambda one: one[1]) if ending else None


def breach(
    statement: Statement,
    situation: Situation,
    *,
    feature: Feature | None = None,
    date: DateClaim | None = None,
    variant: str = "",
    **values: str,
) -> Breach:
    """A breach on the whole statement, with the words that messages and suggestions are filled with."""
    feature = feature or feature_of(statement, situation)
    return Breach(
        statement.block,
        statement.start,
        statement.end,
        statement=statement,
        date=date,
        feature=feature,
        values={**told_of(feature, situation), **_told_of_date(date), "words": statement.text, **values},
        variant=variant,
        hedged=statement.firmness in _SOFT,
    )


def told_of(feature: Feature | None, situation: Situation) -> Mapping[str, str]:
    """Status, target and what could be said of a feature, in either language (`…_sv` for Swedish)."""
    policy = situation.roadmap.policy
    values = {
        "finest": safely.finest(policy.finest_date, "en"),
        "finest_sv": safely.finest(policy.finest_date, "sv"),
        "buffer": str(policy.buffer_days),
        "as_of": situation.as_of.isoformat(),
    }
    if feature is None:
        return values
    window = safely.safe_window(feature, situation.roadmap)
    for language, ending in (("en", ""), ("sv", "_sv")):
        values[f"safer{ending}"] = safely.in_words(window, language) if window else ""
        values[f"status_words{ending}"] = safely.status(feature.status, language)
        values[f"target{ending}"] = feature.target.text if feature.target else safely.no_date(language)
    return values | {"feature": feature.name, "status": feature.status.value}


def _told_of_date(date: DateClaim | None) -> Mapping[str, str]:
    if date is None:
        return {}
    last = date.window.last or date.window.first
    return {"date": date.text, "date_end": last.isoformat() if last else ""}
