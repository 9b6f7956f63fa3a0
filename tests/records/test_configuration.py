from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promiselint.model.configuration import Configuration, PathSettings, Waiver
from promiselint.model.documents import Facts
from promiselint.model.errors import Misuse
from promiselint.model.places import Place
from promiselint.model.roadmap import Source
from promiselint.model.rules import Severity
from promiselint.records import configuration

Write = Callable[[Mapping[str, str]], None]
Editor = Callable[[str, str], bool]
RULES = {"PL101": "unbacked-feature", "PL201": "solid-date", "PL207": "vague-timing", "PL301": "absolute-guarantee"}

WHOLE = """\
roadmap: plan/roadmap
owners: owners.yaml
rules: {PL201: off, vague-timing: info}
rule_packs: [house/rules]
mandatory: [PL101, solid-date]
baseline: .promiselint-baseline.json
fiscal_year_start: 7
exclude: ["archive/**", "!archive/new.md"]
fail_on: never
pipelines: {en: en_core_web_md, sv: ./models/sv}
waivers:
  - {path: "web/**", rule: absolute-guarantee, words: never fails, approver: lena, reason: a song, until: 2027-12-31}
  - {fingerprint: 12ab, rule: pl207, by: otto, reason: agreed}
paths:
  - match: "web/**"
    facts: {channel: web, language: en, customer: Archipelago Ferries, sales_owner: lena, date: 2027-01-02, version: 4.10, product: Helm}
    rules: {PL207: off}
  - {match: "*.sv.md", facts: {language: sv}}
"""


def test_a_whole_configuration_becomes_its_values(write: Write, editor_complains: Editor, tmp_path: Path) -> None:
    write({"promiselint.yaml": WHOLE})
    read = configuration.read(Path("promiselint.yaml"), RULES)
    web = Facts("web", "Archipelago Ferries", "lena", dt.date(2027, 1, 2), "en", "4.10", "Helm")
    assert read == Configuration(
        path="promiselint.yaml",
        folder=tmp_path,
        roadmap=tmp_path / "plan/roadmap",
        owners=tmp_path / "owners.yaml",
        baseline=tmp_path / ".promiselint-baseline.json",
        rules={"PL201": Severity.OFF, "PL207": Severity.INFO},
        rule_packs=(tmp_path / "house/rules",),
        mandatory=frozenset(("PL101", "PL201")),
        waivers=(
            Waiver("PL301", "a song", "lena", "web/**", words="never fails", until=dt.date(2027, 12, 31)),
            Waiver("PL207", "agreed", "otto", fingerprint="12ab"),
        ),
        paths=(
            PathSettings("web/**", web, {"PL207": Severity.OFF}),
            PathSettings("*.sv.md", Facts(language="sv")),
        ),
        pipelines={"en": "en_core_web_md", "sv": str(tmp_path / "models/sv")},
        fiscal_year_start=7,
        exclude=("archive/**", "!archive/new.md"),
        fail_on=Severity.OFF,
    )
    assert read.waivers[0].source == Source("promiselint.yaml", Place(12, 5))
    assert configuration.rule_packs(Path("promiselint.yaml")) == read.rule_packs
    assert not editor_complains("config", WHOLE)


TOML = """\
[project]
name = "boats"

[tool.other]
rules = 1

[tool.promiselint]
roadmap = "roadmap.yaml"
mandatory = ["PL101"]
fiscal_year_start = 7

[tool.promiselint.rules]
PL201 = "off"

[[tool.promiselint.waivers]]
path = "web/**"
rule = "PL301"
approver = "lena"
reason = "a song"
until = 2027-12-31

[[tool.promiselint.paths]]
match = "web/**"
facts = {channel = "web", date = 2027-01-02}
"""


def test_pyproject_says_the_same_in_toml(write: Write, tmp_path: Path) -> None:
    write({"pyproject.toml": TOML})
    read = configuration.read(Path("pyproject.toml"), RULES)
    assert read == Configuration(
        path="pyproject.toml",
        folder=tmp_path,
        roadmap=tmp_path / "roadmap.yaml",
        rules={"PL201": Severity.OFF},
        mandatory=frozenset(("PL101",)),
        waivers=(Waiver("PL301", "a song", "lena", "web/**", until=dt.date(2027, 12, 31)),),
        paths=(PathSettings("web/**", Facts(channel="web", date=dt.date(2027, 1, 2))),),
        fiscal_year_start=7,
    )


class Case(NamedTuple):
    text: str
    faults: str
    marked: bool = True


CASES = {
    "a_key_with_a_typo": Case(
        "roadmp: r.yaml\n", 'c.yaml:1: roadmp: is no key of a configuration; did you mean "roadmap"?'
    ),
    "a_rule_that_there_is_not": Case(
        "rules:\n  PL999: off\n  solid-dates: off\n",
        'c.yaml:2: rules.PL999: "PL999" is no rule; expected a rule\'s code or name\n'
        'c.yaml:3: rules.solid-dates: "solid-dates" is no rule; did you mean PL201 (solid-date)?',
        marked=False,
    ),
    "a_severity_that_there_is_not": Case(
        "rules: {PL201: warn}\n", 'c.yaml:1: rules.PL201: "warn" is no severity; did you mean "warning"?'
    ),
    "one_rule_by_code_and_by_name": Case(
        "rules:\n  PL201: off\n  solid-date: error\n",
        'c.yaml:3: rules.solid-date: is error, and "PL201" in line 2 is the same rule; expected each rule once',
        marked=False,
    ),
    "rules_as_a_list": Case(
        "rules: [PL201]\n", "c.yaml:1: rules: is a list; expected a mapping such as {PL207: off, solid-date: error}"
    ),
    "a_mandatory_rule_that_there_is_not": Case(
        "mandatory: [PL2O1]\n",
        'c.yaml:1: mandatory[0]: "PL2O1" is no rule; did you mean PL201 (solid-date)?',
        marked=False,
    ),
    "a_waiver_without_reason_and_approver": Case(
        "waivers:\n  - {path: a.md, rule: PL201}\n",
        "c.yaml:2: waivers[0].reason: is missing; expected why the finding may stand\n"
        "c.yaml:2: waivers[0].approver: is missing; expected who allowed it",
    ),
    "a_waiver_for_everything": Case(
        "waivers:\n  - {rule: PL201, reason: r, approver: lena}\n",
        'c.yaml:2: waivers[0]: names neither path nor fingerprint; expected path: "offers/**" or the like',
    ),
    "a_waiver_until_a_month": Case(
        "waivers:\n  - {path: a, rule: PL201, reason: r, approver: lena, until: 2027-03}\n",
        'c.yaml:2: waivers[0].until: "2027-03" is no single day; expected a day such as 2027-04-15',
    ),
    "a_path_without_a_pattern": Case(
        "paths:\n  - {facts: {channel: web}}\n",
        'c.yaml:2: paths[0].match: is missing; expected a pattern such as "web/**"',
    ),
    "a_channel_and_a_language_that_nobody_knows": Case(
        "paths:\n  - {match: a, facts: {channel: mail, language: no}}\n",
        'c.yaml:2: paths[0].facts.channel: "mail" is no channel; did you mean "email"?\n'
        'c.yaml:2: paths[0].facts.language: "no" is no language that is known; expected en or sv',
    ),
    "a_fact_with_a_typo": Case(
        "paths:\n  - {match: a, facts: {chanel: web}}\n",
        'c.yaml:2: paths[0].facts.chanel: is no key of a document\'s facts; did you mean "channel"?',
    ),
    "a_pattern_that_matches_nothing": Case(
        "exclude: ['#x']\n",
        'c.yaml:1: exclude[0]: "#x" matches nothing; expected a pattern such as "archive/**"',
        marked=False,
    ),
    "a_pipeline_of_a_third_language": Case(
        "pipelines: {de: de_core_news_md}\n", "c.yaml:1: pipelines.de: is no key of pipelines; expected en or sv"
    ),
    "a_fail_on_that_there_is_not": Case(
        "fail_on: errors\n", 'c.yaml:1: fail_on: "errors" is no severity; did you mean "error"?'
    ),
    "a_fiscal_year_in_quotes": Case(
        'fiscal_year_start: "7"\n', 'c.yaml:1: fiscal_year_start: "7" is no such number; expected a month from 1 to 12'
    ),
    "a_list_at_the_top": Case("- a\n", "c.yaml:1: is a list; expected a mapping with roadmap, owners, rules and so on"),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_broken_configuration_tells_each_fault_in_its_line(
    case: Case, write: Write, editor_complains: Editor
) -> None:
    write({"c.yaml": case.text})
    with pytest.raises(Misuse) as told:
        configuration.read(Path("c.yaml"), RULES)
    assert str(told.value) == case.faults
    assert editor_complains("config", case.text) is case.marked


def test_a_broken_pyproject_tells_each_fault_in_its_line(write: Write) -> None:
    broken = TOML.replace('"off"', '"of"').replace('"PL301"', '"PL310"').replace('channel = "web"', 'chanel = "web"')
    write({"pyproject.toml": broken.replace('mandatory = ["PL101"]', 'mandatory = [\n  "PL101",\n  "PL1O1",\n]')})
    with pytest.raises(Misuse) as told:
        configuration.read(Path("pyproject.toml"), RULES)
    assert told.value.faults == (
        'pyproject.toml:11: tool.promiselint.mandatory[1]: "PL1O1" is no rule; did you mean PL101 (unbacked-feature)?',
        'pyproject.toml:16: tool.promiselint.rules.PL201: "of" is no severity; did you mean "off"?',
        'pyproject.toml:20: tool.promiselint.waivers[0].rule: "PL310" is no rule; did you mean PL301 (absolute-guarantee)?',
        'pyproject.toml:27: tool.promiselint.paths[0].facts.chanel: is no key of a document\'s facts; did you mean "channel"?',
    )


def test_a_pyproject_that_is_no_toml_is_told_with_its_line(write: Write) -> None:
    write({"pyproject.toml": "[tool.promiselint]\nroadmap = roadmap.yaml\n"})
    with pytest.raises(Misuse) as told:
        configuration.read(Path("pyproject.toml"), RULES)
    assert str(told.value) == "pyproject.toml:2: this is no TOML: invalid value; expected TOML 1.0"


@pytest.mark.parametrize("value", ["[" * 5000, "1" * 5000, "0x" + "f" * 5000], ids=["nest", "digits", "hex"])
def test_a_pyproject_beyond_all_measure_is_told(value: str, write: Write) -> None:
    write({"pyproject.toml": f"[tool.promiselint]\nroadmap = {value}\n"})
    with pytest.raises(Misuse):
        configuration.read(Path("pyproject.toml"), RULES)
    assert configuration.find(Path("pyproject.toml")) is not None


def test_the_nearest_configuration_upward_is_found(write: Write, tmp_path: Path) -> None:
    write(
        {
            "pyproject.toml": "[tool.promiselint]\n",
            "a/promiselint.yaml": "rules: {}\n",
            "a/pyproject.toml": "[tool.promiselint]\n",
            "a/b/pyproject.toml": "[tool.other]\nname = 'promiselint'\n",
            "a/b/offer.md": "Hello.\n",
            "c/.promiselint.yaml": "rules: {}\n",
            "d/x.md": "",
        }
    )
    assert configuration.find(Path("a/b/offer.md")) == tmp_path / "a/promiselint.yaml"
    assert configuration.find(tmp_path / "c") == tmp_path / "c/.promiselint.yaml"
    assert configuration.find(Path("d/x.md")) == tmp_path / "pyproject.toml"


def test_later_paths_win_key_by_key(write: Write, tmp_path: Path) -> None:
    write(
        {
            "team/promiselint.yaml": "rules: {PL101: warning, PL201: warning}\nexclude: ['old/**']\npaths:\n"
            "  - {match: 'web/**', facts: {channel: web, language: en}, rules: {PL201: off, PL207: off}}\n"
            "  - {match: '*.sv.md', facts: {language: sv}, rules: {PL207: error}}\n"
        }
    )
    read = configuration.read(Path("team/promiselint.yaml"), RULES)
    plain = {"PL101": Severity.WARNING, "PL201": Severity.WARNING}
    web = plain | {"PL201": Severity.OFF}
    assert configuration.settings_for(read, "team/web/a.md") == (
        Facts(channel="web", language="en"),
        web | {"PL207": Severity.OFF},
    )
    assert configuration.settings_for(read, tmp_path / "team/web/deep/a.sv.md") == (
        Facts(channel="web", language="sv"),
        web | {"PL207": Severity.ERROR},
    )
    assert configuration.settings_for(read, "web/a.md") == (Facts(), plain)
    assert [configuration.excluded(read, path) for path in ("team/old/a.md", "team/a.md", "old/a.md")] == [
        True,
        False,
        False,
    ]


def test_no_configuration_settles_nothing() -> None:
    assert configuration.settings_for(Configuration(), "a.md") == (Facts(), {})
    assert not configuration.excluded(Configuration(), "a.md")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60), section=st.booleans())
def test_no_text_whatever_raises_anything_but_misuse(tmp_path: Path, text: str, section: bool) -> None:
    for name in ("c.yaml", "pyproject.toml"):
        path = tmp_path / name
        path.write_bytes((("[tool.promiselint]\n" if section and name.endswith("toml") else "") + text).encode())
        for fault in faults_of(path):
            assert "\n" not in fault
            assert "; " in fault


def faults_of(path: Path) -> tuple[str, ...]:
    try:
        configuration.read(path, RULES)
    except Misuse as told:
        return told.faults
    return ()
