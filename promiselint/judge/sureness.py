"""How sure a finding is: certain, likely, or unsure (which is shown only when asked for).

It is told by the evidence that the finding rests on: whether the feature is named or only meant, whether the words
themselves break the rule or a trained head says so, and what that head says where both spoke.
"""

from __future__ import annotations

from promiselint.model.findings import Breach, Confidence
from promiselint.model.statements import Kind, Statement

_NAMED = frozenset(("name", "alias"))
_BESIDE = frozenset(("row", "label", "lead-in", "heading", "joined", "previous", "beside"))
_EXACT = 0.95  # score of a name whose words stand in order and together
_MEANT = 0.5  # score from which a feature that is only meant is likely the one
_AGREED = 0.5  # score of a head from which it backs the words
_DOUBTED = 0.01  # score of a head below which it speaks against them
_ALONE = 0.9  # score of a head from which it is believed without words


def sureness(breach: Breach) -> Confidence:
    """Give how sure a breach is."""
    statement = breach.statement
    if statement is None:
        return _of_words(breach)
    if statement.feature is None:
        return _of_unbacked(statement)
    return _of_feature(statement)


def _of_words(breach: Breach) -> Confidence:
    """Whether the words alone tell, and what the trained head says of the sentence."""
    score = breach.score
    if score is None:
        # A feature's name in passing (PL105) may be an everyday word as well.
        return Confidence.LIKELY if breach.feature else Confidence.CERTAIN
    if not breach.worded:
        return Confidence.LIKELY if score >= _ALONE else Confidence.UNSURE
    if score >= _AGREED:
        return Confidence.CERTAIN
    return Confidence.LIKELY if score >= _DOUBTED else Confidence.UNSURE


def _of_unbacked(statement: Statement) -> Confidence:
    likely = statement.scores.get("delivery")
    if statement.kind is not Kind.DELIVERY or likely is None:
        return Confidence.LIKELY
    return Confidence.LIKELY if likely >= _DOUBTED else Confidence.UNSURE


def _of_feature(statement: Statement) -> Confidence:
    feature = statement.feature
    if feature is None or statement.rivals:
        return Confidence.LIKELY
    nothing = statement.scores.get("none", 0.0)
    if feature.how in _NAMED and feature.score >= _EXACT and nothing < _AGREED:
        return Confidence.CERTAIN
    if feature.how in _NAMED | _BESIDE:
        return Confidence.LIKELY
    return Confidence.LIKELY if statement.kind is Kind.DELIVERY or feature.score >= _MEANT else Confidence.UNSURE
