"""What the vendor says of its product (contract §4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from promiselint.model.time import Window


class Kind(StrEnum):
    """What a clause says; OTHER is a clause that is no statement of the contract's kinds."""

    DELIVERY = "delivery"
    CAPABILITY = "capability"
    RELEASE = "release"
    SERVICE_LEVEL = "service-level"
    GUARANTEE = "guarantee"
    SCOPE = "scope"
    OTHER = "other"


class Firmness(StrEnum):
    """How firmly it is said."""

    FIRM = "firm"
    HEDGED = "hedged"
    NEGATED = "negated"
    CONDITIONAL = "conditional"


class Speaker(StrEnum):
    """Who says it: only VENDOR can break a rule."""

    VENDOR = "vendor"
    CUSTOMER = "customer"
    COMPETITOR = "competitor"
    OUTSIDER = "outsider"  # a quoted person, the press, a standard, the industry
    READER = "reader"  # a question, an instruction or advice to the reader


class DateRole(StrEnum):
    """What a date dates."""

    DELIVERY = "delivery"
    EVENT = "event"
    VALIDITY = "validity"
    CONTRACT = "contract"
    COPYRIGHT = "copyright"
    PAST = "past"
    OTHER = "other"  # birth, foundation, customer's duty, retirement, measurement, unknown


@dataclass(frozen=True, slots=True)
class DateClaim:
    """A date in a text. `start` and `end` are offsets into the block's text (or whatever text was searched).

    `customer_set` is timing by the customer's own date or event ("in time for your go-live"); it and vague timing
    carry a window without ends. `relation` is how the words tie the window: "in", "by", "before", "from", "after",
    "earliest", "within", "until", "between", "since".
    """

    text: str
    start: int
    end: int
    window: Window
    relation: str = "in"
    role: DateRole = DateRole.OTHER
    customer_set: bool = False

    @property
    def vague(self) -> bool:
        """Whether it is timing without a calendar ("soon")."""
        return self.window.granularity.value == "vague" and not self.customer_set


@dataclass(frozen=True, slots=True)
class Mention:
    """A roadmap entry named or meant in a text, by offsets into the block's text (empty where only the scope does)."""

    feature: str  # the feature's id
    score: float  # 0-1
    start: int
    end: int
    how: str  # "name", "alias", "words", "heading", "lead-in", "row", "previous", …: for `explain`


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit in a text, in base units where comparable (seconds, bytes, percent)."""

    text: str
    start: int
    end: int
    value: float
    unit: str  # normalised: "s", "B", "%", or the counted noun's lemma ("user")


@dataclass(frozen=True, slots=True)
class Statement:
    """One clause of a document and what it was taken to be. Offsets are into `document.blocks[block].text`."""

    block: int
    sentence: int  # number of the sentence within its block
    start: int
    end: int
    text: str
    language: str
    kind: Kind
    firmness: Firmness
    speaker: Speaker
    dates: tuple[DateClaim, ...] = ()
    feature: Mention | None = None
    rivals: tuple[Mention, ...] = ()  # other features an ambiguous mention could mean
    quantities: tuple[Quantity, ...] = ()
    intention: bool = False  # hedged as an intention (plan to, aim to), not as an exploration (exploring)
    improvement: bool = False  # betters something that exists already, brings nothing
    retirement: bool = False  # speaks of a feature's end
    service: bool = False  # about services, training, a project's milestones or a promotion, no product feature
    mentions: tuple[Mention, ...] = ()  # every roadmap entry that the clause names itself
    reasons: tuple[str, ...] = ()  # why it was taken so, for `explain PATH:LINE`
    scores: Mapping[str, float] = field(default_factory=dict)  # what the trained heads say, 0-1, where they were asked
    near: tuple[Mention, ...] = ()  # the nearest entries in sense where it is about none, nearest first: for PL101
