from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from promiselint.model.places import Place
from promiselint.model.roadmap import (
    Availability,
    Feature,
    Limit,
    Name,
    Policy,
    Product,
    Roadmap,
    ServiceLevel,
    Source,
    Status,
    Target,
    Visibility,
)
from promiselint.model.time import Granularity, Window
from promiselint.records import roadmap

TODAY = dt.date(2027, 1, 15)
Write = Callable[[Mapping[str, str]], None]

WHOLE = """\
version: 1
vendor: {name: Skerry Marine, aliases: [Skerry, {sv: Skär Marin}]}
products: [Quay, {name: Skerry Helm, aliases: [Helm]}]
as_of: 2026-12-01
coverage: complete
policy: {finest_date: none, buffer_days: 14}
fiscal_year_start: 4
releases: {4.10: 2027-02, "5": {from: 2027-05-01, to: 2027-05-31}}
features:
  - id: start
    name: Remote
      engine start
    aliases: [start by phone, 1177, off, {sv: fjärrstart, de: Fernstart}]
    status: in-progress
    target: 4.10
    visibility: nda
    product: Skerry Helm
    confidence: low
    owner: otto@skerry.example
    availability:
      plans: [Fleet]
      regions: [EU, NO]
      platforms: [web]
      limits: [{measure: boats, max: 40}, {measure: log, max: 5 GB}]
    depends_on: [log]
    customer_dependencies: ["the customer: fits a gateway"]
    known_issues: [two engines need two taps]
    evidence: HELM-311
  - {id: log, name: Trip log, status: released, released: {date: 2026-03-10, version: 2.10}, target: , aliases: }
  - {id: oil, name: Oil watch, status: idea, target: {from: 2027-04, to: 2027-Q2}}
service_levels:
  - {id: uptime, name: monthly availability, aliases: [uptime], value: 99.9%}
"""


def at(line: int, column: int, path: str = "r.yaml") -> Source:
    return Source(path, Place(line, column))


def test_a_whole_roadmap_becomes_its_values(write: Write, editor_complains: Callable[[str, str], bool]) -> None:
    write({"r.yaml": WHOLE})
    february = Window(dt.date(2027, 2, 1), dt.date(2027, 2, 28), Granularity.MONTH)
    may = Window(dt.date(2027, 5, 1), dt.date(2027, 5, 31), Granularity.MONTH)
    spring = Window(dt.date(2027, 4, 1), dt.date(2027, 6, 30), Granularity.QUARTER)
    start = Feature(
        "start",
        "Remote engine start",
        Status.IN_PROGRESS,
        aliases=(Name("start by phone"), Name("1177"), Name("off"), Name("fjärrstart", "sv"), Name("Fernstart", "de")),
        target=Target("4.10", february),
        visibility=Visibility.NDA,
        product="Skerry Helm",
        confidence="low",
        owner="otto@skerry.example",
        availability=Availability(("Fleet",), ("EU", "NO"), ("web",), (Limit("boats", "40"), Limit("log", "5 GB"))),
        depends_on=("log",),
        customer_dependencies=("the customer: fits a gateway",),
        known_issues=("two engines need two taps",),
        evidence="HELM-311",
    )
    log = Feature("log", "Trip log", Status.RELEASED, released_on=dt.date(2026, 3, 10), released_in="2.10")
    oil = Feature("oil", "Oil watch", Status.IDEA, target=Target("2027-04-01 to 2027-06-30", spring))
    read = roadmap.read(Path("r.yaml"), TODAY)
    assert read == Roadmap(
        path="r.yaml",
        as_of=dt.date(2026, 12, 1),
        features=(start, log, oil),
        vendor="Skerry Marine",
        vendor_aliases=(Name("Skerry"), Name("Skär Marin", "sv")),
        products=(Product("Quay"), Product("Skerry Helm", (Name("Helm"),))),
        complete=True,
        policy=Policy(None, 14),
        service_levels=(ServiceLevel("uptime", "monthly availability", "99.9%", (Name("uptime"),)),),
        releases={"4.10": Target("2027-02", february), "5": Target("2027-05-01 to 2027-05-31", may)},
        fiscal_year_start=4,
    )
    assert [*(one.source for one in read.features), *(one.source for one in read.service_levels)] == [
        at(10, 5),
        at(29, 5),
        at(30, 5),
        at(32, 5),
    ]
    assert not editor_complains("roadmap", WHOLE)


def test_a_small_roadmap_has_the_contracts_defaults(write: Write, editor_complains: Callable[[str, str], bool]) -> None:
    text = "vendor: Skerry\nfeatures:\n- id: log\n  name: Trip log\n  status: idea\n"
    write({"r.yaml": text})
    assert roadmap.read(Path("r.yaml"), TODAY) == Roadmap(
        "r.yaml",
        TODAY,
        (Feature("log", "Trip log", Status.IDEA),),
        vendor="Skerry",
        policy=Policy(Granularity.QUARTER, 0),
    )
    assert not editor_complains("roadmap", text)


def test_a_folder_is_one_roadmap(write: Write) -> None:
    write(
        {
            "road/2-helm.yml": "products: [{name: Helm, aliases: [Wheel]}]\nreleases: {'5': 2027-05}\nvendor: Skerry\n"
            "features: [{id: start, name: Start, status: planned, target: 2027-Q3, depends_on: [log]}]\n",
            "road/1-base.yaml": "vendor: {name: Skerry, aliases: [SM]}\nas_of: 2027-01-10\nproducts: [Helm]\n"
            "features: [{id: log, name: Log, status: planned, target: '5'}]\n",
        }
    )
    read = roadmap.read(Path("road"), TODAY)
    assert [(one.id, one.source) for one in read.features] == [
        ("log", at(4, 12, "road/1-base.yaml")),
        ("start", at(4, 12, "road/2-helm.yml")),
    ]
    assert (read.path, read.vendor, read.vendor_aliases, read.as_of) == (
        "road",
        "Skerry",
        (Name("SM"),),
        dt.date(2027, 1, 10),
    )
    assert read.products == (Product("Helm", (Name("Wheel"),)),)
    assert read.features[0].target == Target("5", read.releases["5"].window)


def test_what_is_odd_is_a_warning_and_no_fault(write: Write) -> None:
    write(
        {
            "r.yaml": "as_of: 2027-01-15\nproducts: [Helm, Quay]\nfeatures:\n"
            "  - {id: a, name: A, status: released, released: {date: 2027-02-01}}\n"
            "  - {id: b, name: B, status: planned, target: 2026-Q4}\n"
            "  - {id: c, name: C, status: backlog, released: {version: '2'}}\n"
            "  - {id: d, name: D, status: released, target: 2026-Q1, released: {date: 2026-02-01}}\n"
            "  - {id: e, name: E, status: beta, target: 2026-Q1, product: Hlm}\n"
            "  - {id: f, name: Chart, status: idea, product: Helm}\n"
            "  - {id: g, name: chart, status: idea, product: Quay}\n"
        }
    )
    assert roadmap.read(Path("r.yaml"), TODAY).warnings == (
        (
            "r.yaml:4: features[0].released: released on 2027-02-01, which is after as_of 2027-01-15; "
            "expected a day in the past, or another status"
        ),
        (
            'r.yaml:5: features[1].target: "2026-Q4" was over before as_of 2027-01-15, and the status is still planned; '
            "expected a later target or another status"
        ),
        (
            "r.yaml:6: features[2].released: is given although the status is backlog; "
            "expected status: released, or target in its place"
        ),
        'r.yaml:8: features[4].product: "Hlm" is not under products; did you mean "Helm"?',
        'r.yaml:10: features[6].name: "chart" names "f" too (line 9); a text that names no product can mean either',
    )


def test_one_name_in_two_languages_may_mean_two_features(write: Write) -> None:
    text = "features:\n  - {id: a, name: Gift card, aliases: [{sv: gift}], status: idea}\n"
    write({"r.yaml": text + "  - {id: b, name: Wedding list, aliases: [{en: gift}], status: idea}\n"})
    assert [one.id for one in roadmap.read(Path("r.yaml"), TODAY).features] == ["a", "b"]


@pytest.mark.parametrize(
    "folder", sorted((Path(__file__).parents[1] / "corpus").glob("*/")), ids=lambda path: path.name
)
def test_the_corpus_roadmaps_are_valid_for_us_and_for_an_editor(
    folder: Path, editor_complains: Callable[[str, str], bool]
) -> None:
    path = folder / "roadmap.yaml"
    read = roadmap.read(path, TODAY)
    assert read.features
    assert read.vendor
    assert not editor_complains("roadmap", path.read_text(encoding="utf-8"))
