"""How sure a finding is, by the evidence that it rests on."""

from __future__ import annotations

import pytest

from promiselint.judge.sureness import sureness
from promiselint.model.findings import Breach, Confidence
from promiselint.model.statements import Firmness, Kind, Mention, Speaker, Statement


def _about(how: str, score: float, kind: Kind = Kind.CAPABILITY, **scores: float) -> Breach:
    feature = Mention("kiln", score, 0, 4, how) if how else None
    statement = Statement(
        0, 0, 0, 10, "It glows.", "en", kind, Firmness.FIRM, Speaker.VENDOR, feature=feature, scores=scores
    )
    return Breach(0, 0, 10, statement=statement)


@pytest.mark.parametrize(
    ("breach", "expected"),
    [
        (_about("name", 1.0), Confidence.CERTAIN),
        (_about("alias", 0.9), Confidence.LIKELY),
        (_about("name", 1.0, none=0.9), Confidence.LIKELY),
        (_about("row", 0.9), Confidence.LIKELY),
        (_about("meaning", 0.45), Confidence.UNSURE),
        (_about("meaning", 0.7), Confidence.LIKELY),
        (_about("meaning", 0.45, Kind.DELIVERY), Confidence.LIKELY),
        (_about("", 0.0, Kind.DELIVERY), Confidence.LIKELY),
        (_about("", 0.0, Kind.DELIVERY, delivery=0.005), Confidence.UNSURE),
        (Breach(0, 0, 4), Confidence.CERTAIN),
        (Breach(0, 0, 4, score=0.9), Confidence.CERTAIN),
        (Breach(0, 0, 4, score=0.1), Confidence.LIKELY),
        (Breach(0, 0, 4, score=0.001), Confidence.UNSURE),
        (Breach(0, 0, 4, score=0.95, worded=False), Confidence.LIKELY),
        (Breach(0, 0, 4, score=0.8, worded=False), Confidence.UNSURE),
    ],
)
def test_sureness_follows_the_evidence(breach: Breach, expected: Confidence) -> None:
    assert sureness(breach) is expected
