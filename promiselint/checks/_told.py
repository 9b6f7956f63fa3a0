"""What the checks of the roadmap and date families share: who may break a rule, and the words of their messages."""

from __future__ import annotations

import datetime as dt

from promiselint.checks._windows import in_words
from promiselint.model.findings import Breach
from promiselint.model.roadmap import Feature, Stage
from promiselint.model.situation import Situation
from promiselint.model.statements import DateClaim, DateRole, Firmness, Kind, Speaker, Statement
from promiselint.model.time import Granularity, Window


def counts(statement: Statement) -> bool:
    """Whether a statement can break a rule at all: the vendor's own, and not denied."""
    return statement.speaker is Speaker.VENDOR and statement.firmness is not Firmness.NEGATED


def feature_of(statement: Statement, situation: Situation) -> Feature | None:
    """The roadmap entry that a statement is about."""
    return situation.features.get(statement.feature.feature) if statement.feature else None


def stage_of(statement: Statement, situation: Situation) -> Stage:
    """The stage of what a statement is about; unbacked where no entry is known."""
    feature = feature_of(statement, situation)
    return feature.stage if feature else Stage.UNBACKED


def is_ambiguous(statement: Statement) -> bool:
    """Whether several entries fit, so that none may be blamed."""
    return statement.feature is None and bool(statement.rivals)


def delivery_dates(statement: Statement) -> tuple[DateClaim, ...]:
    """The calendar dates that a delivery statement gives; vague and customer-set timing are none."""
    if statement.kind is not Kind.DELIVERY:
        return ()
    return tuple(
        date for date in statement.dates if date.role is DateRole.DELIVERY and not date.vague and not date.customer_set
    )


def last_date(statement: Statement) -> DateClaim | None:
    """The date that counts where a statement gives several: the one with the latest last day."""
    dates = delivery_dates(statement)
    ended = [date for date in dates if date.window.last]
    return max(ended, key=lambda date: date.window.last or dt.date.min) if ended else (dates[-1] if dates else None)


def breach(statement: Statement, situation: Situation, date: DateClaim | None = None, **values: str) -> Breach:
    """A breach on the whole clause, with every word that a message may need."""
    feature = feature_of(statement, situation)
    policy = situation.roadmap.policy
    told = {
        "said": statement.text,
        "words": date.text if date else statement.text,
        "feature": feature.name if feature else "",
        "status": feature.status.value if feature else "",
        "target": feature.target.text if feature and feature.target else "",
        "date": date.text if date else "",
        "date_end": date.window.last.isoformat() if date and date.window.last else "",
        "finest": policy.finest_date.value if policy.finest_date else "",
        "buffer": str(policy.buffer_days),
        "limit": "",
        "entry": feature.id if feature else "",
        "version": situation.document.facts.version or "",
        "safer": safer(feature, situation, statement.language),
    }
    hedged = statement.firmness in {Firmness.HEDGED, Firmness.CONDITIONAL}
    return Breach(
        statement.block, statement.start, statement.end, statement, date, feature, told | values, hedged=hedged
    )


def safer(feature: Feature | None, situation: Situation, language: str) -> str:
    """A time that may be given for a feature outside, in words: its target and the buffer, as coarse as the policy."""
    finest = situation.roadmap.policy.finest_date
    if feature is None or feature.target is None or finest is None or feature.target.window.last is None:
        return ""
    last = feature.target.window.last + dt.timedelta(situation.roadmap.policy.buffer_days)
    if last < situation.as_of:
        return ""
    coarse = max(finest, feature.target.window.granularity, Granularity.QUARTER, key=lambda one: one.order)
    return in_words(Window(last, last, coarse), language)
