"""Whether a feature is named where it must not be heard of (PL105)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from promiselint.checks._heard import vendor_says
from promiselint.model.findings import Breach
from promiselint.model.roadmap import Feature, Visibility
from promiselint.model.situation import Said, Situation
from promiselint.model.statements import Mention, Speaker

ON = "sentence"


@dataclass(frozen=True, slots=True)
class Options:
    """From which score on a mention names the feature."""

    least: float = 0.8
    meant: float = 0.85  # score from which an entry counts that the sentence means without naming it


def check(said: Said, situation: Situation, options: Options) -> Iterator[Breach]:
    """Yield a breach for each feature that the sentence names and should not, once for each sentence and feature."""
    # An instruction to the reader names it just as well; a customer's or a competitor's words do not.
    if not (vendor_says(said) or (said.speaker is Speaker.READER and not said.text.rstrip().endswith("?"))):
        return
    told: set[str] = set()
    for mention in (*said.mentions, *_meant(said, situation, options.meant)):
        feature = situation.features.get(mention.feature)
        if feature is None or feature.id in told or mention.score < options.least or not _is_secret(feature, situation):
            continue
        told.add(feature.id)
        values = {
            "words": said.text[mention.start - said.start : mention.end - said.start],
            "said": said.text,
            "feature": feature.name,
            "status": feature.status.value,
            "limit": feature.visibility.value,
            "entry": feature.id,
        }
        yield Breach(said.block, said.start, said.end, feature=feature, values=values)


def _meant(said: Said, situation: Situation, least: float) -> Iterator[Mention]:
    for one in situation.stated_in(said.block):
        here = said.start <= one.start < said.end
        if here and one.feature and one.feature.how in {"words", "meaning"} and one.feature.score >= least:
            yield one.feature


def _is_secret(feature: Feature, situation: Situation) -> bool:
    """Internal anywhere; under non-disclosure where the channel is public or the mail names no customer."""
    if feature.visibility is Visibility.INTERNAL:
        return True
    if feature.visibility is not Visibility.NDA:
        return False
    facts = situation.document.facts
    return not (facts.channel == "proposal" or (facts.customer and facts.channel in {"email", None}))
