from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from promiselint.model.errors import Misuse
from promiselint.records import roadmap

TODAY = dt.date(2027, 1, 15)
HEAD = "version: 1\nvendor: Skerry\nas_of: 2027-01-15\n"
STATUSES = "idea, backlog, planned, in-progress, alpha, beta, released, deprecated or withdrawn"


class Case(NamedTuple):
    text: str
    faults: str
    marked: bool = True  # an editor with the schema sees it too


def feature(lines: str) -> str:
    return f"{HEAD}features:\n  - id: helm\n    name: Helm display\n    status: planned\n{lines}"


CASES = {
    "a_version_that_is_not_1": Case(
        "version: 2\nfeatures: []\n", 'r.yaml:1: version: "2" is no version that is known; expected 1'
    ),
    "features_that_are_missing": Case(
        "vendor: Skerry\n", "r.yaml:1: features: is missing; expected a list of features", marked=False
    ),
    "features_that_are_no_list": Case(
        "version: 1\nfeatures:\n  helm: planned\n", "r.yaml:2: features: is a mapping; expected a list of features"
    ),
    "features_left_empty": Case("version: 1\nfeatures:\n", "r.yaml:2: features: is empty; expected a list of features"),
    "a_feature_that_is_a_text": Case(
        "features: [helm]\n", "r.yaml:1: features[0]: is a text; expected a mapping with id, name and status"
    ),
    "a_key_with_a_typo": Case(
        feature("    targt: 2027-Q2\n"), 'r.yaml:8: features[0].targt: is no key of a feature; did you mean "target"?'
    ),
    "a_key_that_nobody_knows": Case(
        "features: []\nzzzz: 1\n",
        "r.yaml:2: zzzz: is no key of a roadmap; expected version, vendor, products, as_of, coverage, policy, features, "
        "service_levels, releases or fiscal_year_start",
    ),
    "a_status_with_a_typo": Case(
        "features:\n  - {id: a, name: A, status: In Progress}\n",
        'r.yaml:2: features[0].status: "In Progress" is no status; did you mean "in-progress"?',
    ),
    "a_status_of_another_tool": Case(
        "features:\n  - {id: a, name: A, status: zzz}\n",
        f'r.yaml:2: features[0].status: "zzz" is no status; expected {STATUSES}',
    ),
    "everything_that_is_missing_at_once": Case(
        "features:\n  - {aliases: [A]}\n",
        "r.yaml:2: features[0].id: is missing; expected an id of its own, such as sso\n"
        "r.yaml:2: features[0].name: is missing; expected the feature's name\n"
        f"r.yaml:2: features[0].status: is missing; expected {STATUSES}",
    ),
    "a_name_of_blanks": Case(
        'features:\n  - {id: a, name: "  ", status: idea}\n',
        "r.yaml:2: features[0].name: is empty; expected the feature's name",
    ),
    "a_quarter_before_its_year": Case(
        feature("    target: Q2 2027\n"), 'r.yaml:8: features[0].target: "Q2 2027" is no date; did you mean 2027-Q2?'
    ),
    "a_quarter_that_no_year_has": Case(
        feature('    target: "Q5 2027"\n'),
        'r.yaml:8: features[0].target: "Q5 2027" is no date; '
        "expected 2027-04-15, 2027-04, 2027-Q2, 2027-H1, 2027 or {from, to}",
    ),
    "a_day_that_no_calendar_has": Case(
        feature("    target: 2027-02-30\n"),
        'r.yaml:8: features[0].target: "2027-02-30" is no day of the calendar; expected 2027-02-01 to 2027-02-28',
        marked=False,
    ),
    "a_thirteenth_month": Case(
        feature("    target: 2027-13\n"),
        'r.yaml:8: features[0].target: "2027-13" is no month; expected 2027-01 to 2027-12',
    ),
    "a_fifth_quarter": Case(
        feature("    target: 2027-Q5\n"),
        'r.yaml:8: features[0].target: "2027-Q5" is no quarter; expected 2027-Q1 to 2027-Q4',
    ),
    "a_target_that_is_a_list": Case(
        feature("    target: [2027]\n"),
        "r.yaml:8: features[0].target: is a list; expected 2027-04-15, 2027-04, 2027-Q2, 2027-H1, 2027 or {from, to}",
    ),
    "a_version_that_the_calendar_lacks": Case(
        'releases: {"3.1": 2027-02}\n' + feature('    target: "3.2"\n'),
        'r.yaml:9: features[0].target: "3.2" is no date; '
        "expected 2027-04-15, 2027-04, 2027-Q2, 2027-H1, 2027, {from, to} or a release of the calendar: 3.1",
        marked=False,
    ),
    "a_release_without_a_date": Case(
        'releases: {"3.1": 2027/2}\nfeatures: []\n',
        'r.yaml:1: releases["3.1"]: "2027/2" is no date; did you mean 2027-02?',
    ),
    "from_after_to": Case(
        feature("    target: {from: 2027-06-30, to: 2027-04-01}\n"),
        "r.yaml:8: features[0].target.from: 2027-06-30 is after 2027-04-01; expected a day that is not after to",
        marked=False,
    ),
    "from_without_to": Case(
        feature("    target: {from: 2027-04-01}\n"),
        "r.yaml:8: features[0].target.to: is missing; expected a day such as 2027-04-01",
    ),
    "released_as_a_bare_day": Case(
        "features:\n  - {id: a, name: A, status: released, released: 2026-05-04}\n",
        'r.yaml:2: features[0].released: is a text; expected a mapping such as {date: 2026-05-04, version: "4.2"}',
    ),
    "released_in_a_month": Case(
        "features:\n  - {id: a, name: A, status: released, released: {date: 2026-05}}\n",
        'r.yaml:2: features[0].released.date: "2026-05" is no single day; expected a day such as 2027-04-15',
    ),
    "released_without_anything": Case(
        "features:\n  - {id: a, name: A, status: released, released: {}}\n",
        "r.yaml:2: features[0].released: holds neither date nor version; "
        'expected a mapping such as {date: 2026-05-04, version: "4.2"}',
    ),
    "a_visibility_that_nobody_knows": Case(
        feature("    visibility: intern\n"),
        'r.yaml:8: features[0].visibility: "intern" is no visibility; did you mean "internal"?',
    ),
    "a_confidence_that_nobody_knows": Case(
        feature("    confidence: 80%\n"),
        'r.yaml:8: features[0].confidence: "80%" is no confidence; expected high, medium or low',
    ),
    "aliases_as_a_text": Case(
        feature("    aliases: helm, wheel\n"),
        "r.yaml:8: features[0].aliases: is a text; expected a list such as [SSO, {sv: enkel inloggning}]",
    ),
    "an_alias_with_a_colon": Case(
        feature("    aliases:\n      - Project: Eider\n"),
        'r.yaml:9: features[0].aliases[0].Project: "Project" is no language; '
        'expected a code such as sv, or quotes around a name that holds ": "',
    ),
    "a_limit_without_a_number": Case(
        feature("    availability:\n      limits: [{measure: users, max: many}]\n"),
        'r.yaml:9: features[0].availability.limits[0].max: "many" holds no number; expected such as 10000 or "5 GB"',
    ),
    "plans_as_a_text": Case(
        feature("    availability: {plans: Fleet}\n"),
        "r.yaml:8: features[0].availability.plans: is a text; expected a list such as [one, two]",
    ),
    "an_id_used_twice_in_another_case": Case(
        "features:\n  - {id: log, name: Log, status: idea}\n  - {id: LOG, name: Trips, status: idea}\n",
        'r.yaml:3: features[1].id: "LOG" is taken by the feature in line 2; expected an id of its own',
        marked=False,
    ),
    "a_name_that_is_another_features_alias": Case(
        "features:\n  - id: log\n    name: Log\n    aliases:\n      - Trip log\n    status: idea\n"
        "  - {id: trips, name: trip-LOG, status: idea}\n",
        'r.yaml:7: features[1].name: "trip-LOG" names "log" too (line 5); expected a name that only one feature has',
        marked=False,
    ),
    "a_dependency_on_nothing": Case(
        feature("    depends_on: [hlm, quay]\n"),
        'r.yaml:8: features[0].depends_on[0]: "hlm" is no feature\'s id; did you mean "helm"?\n'
        'r.yaml:8: features[0].depends_on[1]: "quay" is no feature\'s id; expected helm',
        marked=False,
    ),
    "features_that_wait_for_each_other": Case(
        "features:\n  - {id: a, name: A, status: idea, depends_on: [b]}\n"
        "  - {id: b, name: B, status: idea, depends_on: [c]}\n  - {id: c, name: C, status: idea, depends_on: [b]}\n",
        "r.yaml:3: features[1].depends_on: b -> c -> b is a circle; expected each feature to wait only for others",
        marked=False,
    ),
    "a_feature_that_waits_for_itself": Case(
        feature("    depends_on: [helm]\n"),
        "r.yaml:8: features[0].depends_on: helm -> helm is a circle; expected each feature to wait only for others",
        marked=False,
    ),
    "a_policy_with_a_typo": Case(
        "features: []\npolicy: {finest_date: quater, buffer_days: -3}\n",
        'r.yaml:2: policy.finest_date: "quater" is no granularity; did you mean "quarter"?\n'
        'r.yaml:2: policy.buffer_days: "-3" is no such number; expected a number of days from 0 to 3650',
    ),
    "a_fiscal_year_that_begins_in_no_month": Case(
        "features: []\nfiscal_year_start: April\n",
        'r.yaml:2: fiscal_year_start: "April" is no such number; expected a month from 1 to 12',
    ),
    "a_coverage_that_nobody_knows": Case(
        "features: []\ncoverage: full\n", 'r.yaml:2: coverage: "full" is no coverage; expected complete or partial'
    ),
    "an_as_of_that_is_a_month": Case(
        "features: []\nas_of: 2027-01\n",
        'r.yaml:2: as_of: "2027-01" is no single day; expected a day such as 2027-04-15',
    ),
    "a_vendor_without_a_name": Case(
        "features: []\nvendor: {aliases: [Skerry]}\n", "r.yaml:2: vendor.name: is missing; expected the vendor's name"
    ),
    "a_product_listed_twice": Case(
        "features: []\nproducts:\n  - Helm\n  - {name: helm}\n",
        'r.yaml:4: products[1]: "helm" is listed in line 3 already; expected each product once',
        marked=False,
    ),
    "a_service_level_listed_twice": Case(
        "features: []\nservice_levels:\n  - {id: up, name: Uptime, value: 99%}\n  - {id: up, name: Reply, value: 8 hours}\n",
        'r.yaml:4: service_levels[1].id: "up" is taken (r.yaml:3); expected an id of its own',
        marked=False,
    ),
    "a_service_level_without_a_value": Case(
        "features: []\nservice_levels:\n  - {id: up, name: Uptime}\n",
        'r.yaml:3: service_levels[0].value: is missing; expected "99.9%" or "at most 1 hour"',
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_broken_roadmap_tells_each_fault_in_its_line(
    case: Case, write: Callable[[Mapping[str, str]], None], editor_complains: Callable[[str, str], bool]
) -> None:
    write({"r.yaml": case.text})
    with pytest.raises(Misuse) as told:
        roadmap.read(Path("r.yaml"), TODAY)
    assert str(told.value) == case.faults
    assert editor_complains("roadmap", case.text) is case.marked


def test_the_faults_of_all_files_of_a_folder_come_in_one_go(write: Callable[[Mapping[str, str]], None]) -> None:
    write(
        {
            "road/a.yaml": "vendor: Skerry\nas_of: 2027-01-15\npolicy: {buffer_days: 10}\nfeatures:\n"
            "  - {id: log, name: Log, status: idea, target: 2027-99}\n",
            "road/b.yml": "vendor: {name: Skerry Marine}\nas_of: 2027-01-16\npolicy: {buffer_days: 20}\nreleases: {1.0: 2027}\n"
            "features:\n  - {id: Log, name: log, status: ide}\n",
            "road/c.yaml": "releases: {1.0: 2028}\nservice_levels: []\n",
            "road/notes.txt": "not: [read\n",
            "road/.hidden.yaml": "not: [read\n",
        }
    )
    with pytest.raises(Misuse) as told:
        roadmap.read(Path("road"), TODAY)
    assert told.value.faults == (
        'road/a.yaml:5: features[0].target: "2027-99" is no month; expected 2027-01 to 2027-12',
        'road/b.yml:1: vendor.name: "Skerry Marine" differs from "Skerry" (road/a.yaml:1); expected the same in all files',
        'road/b.yml:2: as_of: "2027-01-16" differs from "2027-01-15" (road/a.yaml:2); expected the same in all files',
        'road/b.yml:3: policy.buffer_days: "20" differs from "10" (road/a.yaml:3); expected the same in all files',
        'road/b.yml:6: features[0].status: "ide" is no status; did you mean "idea"?',
        'road/b.yml:6: features[0].id: "Log" is taken by the feature in road/a.yaml:5; expected an id of its own',
        'road/b.yml:6: features[0].name: "log" names "log" too (road/a.yaml:5); expected a name that only one feature has',
        'road/c.yaml:1: releases["1.0"]: "2028" differs from "2027" (road/b.yml:4); expected one window',
    )


def test_a_folder_without_roadmap_files_is_told(write: Callable[[Mapping[str, str]], None]) -> None:
    write({"road/readme.md": "Nothing here.\n"})
    with pytest.raises(
        Misuse, match=r"^road: a folder without .yaml or .yml files; expected at least one roadmap file$"
    ):
        roadmap.read(Path("road"), TODAY)


def test_a_missing_file_is_told(write: Callable[[Mapping[str, str]], None]) -> None:
    write({})
    with pytest.raises(Misuse) as told:
        roadmap.read(Path("r.yaml"), TODAY)
    assert str(told.value) == "r.yaml: there is no such file; expected a roadmap with version, vendor and features"
