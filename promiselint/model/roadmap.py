"""What the company really has and plans (contract §1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from promiselint.model.places import Place
from promiselint.model.time import Granularity, Window


class Status(StrEnum):
    """A feature's status, in the contract's words."""

    IDEA = "idea"
    BACKLOG = "backlog"
    PLANNED = "planned"
    IN_PROGRESS = "in-progress"
    ALPHA = "alpha"
    BETA = "beta"
    RELEASED = "released"
    DEPRECATED = "deprecated"
    WITHDRAWN = "withdrawn"


class Stage(StrEnum):
    """The contract's groups of statuses; `unbacked` is what no roadmap entry is about."""

    UNRELEASED = "unreleased"
    PREVIEW = "preview"
    RELEASED = "released"
    GONE = "gone"
    UNBACKED = "unbacked"


STAGE_OF: Mapping[Status, Stage] = {
    Status.IDEA: Stage.UNRELEASED,
    Status.BACKLOG: Stage.UNRELEASED,
    Status.PLANNED: Stage.UNRELEASED,
    Status.IN_PROGRESS: Stage.UNRELEASED,
    Status.ALPHA: Stage.PREVIEW,
    Status.BETA: Stage.PREVIEW,
    Status.RELEASED: Stage.RELEASED,
    Status.DEPRECATED: Stage.GONE,
    Status.WITHDRAWN: Stage.GONE,
}


class Visibility(StrEnum):
    """Who may hear of a feature."""

    PUBLIC = "public"
    NDA = "nda"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Source:
    """Where an entry stands in the YAML that people wrote."""

    path: str
    place: Place


@dataclass(frozen=True, slots=True)
class Name:
    """A name or alias; `language` where the roadmap gives one ({sv: enkel inloggning}), else None = any."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """When something is planned: the words of the roadmap and the window they mean."""

    text: str  # as the roadmap has it: "2027-Q2"; "2027-04-01 to 2027-06-30" for {from, to}
    window: Window


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that a feature does of one measure: `max` as written ("5 GB", "400 days", "10000")."""

    measure: str
    max: str


@dataclass(frozen=True, slots=True)
class Availability:
    """What a released feature really offers; an empty tuple = not limited in this respect."""

    plans: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True)
class Feature:
    """One entry of the roadmap."""

    id: str
    name: str
    status: Status
    aliases: tuple[Name, ...] = ()
    target: Target | None = None
    released_on: dt.date | None = None
    released_in: str | None = None  # a version, as written
    visibility: Visibility = Visibility.PUBLIC
    product: str | None = None
    confidence: str | None = None
    owner: str | None = None  # who builds it
    availability: Availability = Availability()
    depends_on: tuple[str, ...] = ()
    customer_dependencies: tuple[str, ...] = ()
    known_issues: tuple[str, ...] = ()
    evidence: str | None = None
    source: Source | None = field(default=None, compare=False)

    @property
    def stage(self) -> Stage:
        """The contract's group of this status."""
        return STAGE_OF[self.status]


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    """A service level that the company has committed to; `value` as written ("99.9%", "at most 1 hour")."""

    id: str
    name: str
    value: str
    aliases: tuple[Name, ...] = ()
    source: Source | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Product:
    """A product of the vendor's."""

    name: str
    aliases: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """How finely dates may be given outside. `finest_date` None = no date at all ("none")."""

    finest_date: Granularity | None = Granularity.QUARTER
    buffer_days: int = 0


@dataclass(frozen=True, slots=True)
class Roadmap:
    """The whole roadmap, validated."""

    path: str
    as_of: dt.date
    features: tuple[Feature, ...] = ()
    vendor: str = ""
    vendor_aliases: tuple[Name, ...] = ()
    products: tuple[Product, ...] = ()
    complete: bool = False  # coverage: complete
    policy: Policy = Policy()
    service_levels: tuple[ServiceLevel, ...] = ()
    releases: Mapping[str, Target] = field(default_factory=dict)  # version -> window (contract §5.1)
    fiscal_year_start: int = 1  # month, for "FY27 Q1"; from the configuration or the roadmap
    warnings: tuple[str, ...] = ()
