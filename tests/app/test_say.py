"""`promiselint say`, from the outside: what may be said today, until when, and where nothing may."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from promiselint.app import opening
from promiselint.cli import main
from tests.conftest import Ran

Run = Callable[..., Ran]
Fill = Callable[[Mapping[str, str | bytes]], Path]
TODAY = dt.date(2026, 11, 23)
ROADMAP = """\
version: 1
vendor: {name: Marlin}
as_of: 2026-11-20
policy: {finest_date: quarter, buffer_days: 30}
features:
  - id: tides
    name: Tide tables
    aliases: [TTX, {sv: tidvattentabeller}]
    status: planned
    target: 2027-03-18
    customer_dependencies: [the harbour lends a tide gauge]
  - {id: ropes, name: Rope tester, aliases: [{sv: reptestare}], status: beta, target: 2027-Q3, known_issues: [wet ropes
     are weighed twice]}
  - {id: dues, name: Harbour dues, aliases: [{sv: hamnavgifter}], status: released, released: {version: "4.2"},
     availability: {plans: [Port], regions: [EU], limits: [{measure: berths, max: 400}]}}
  - {id: ice, name: Ice routing, aliases: [{sv: isruttning}], status: idea}
  - {id: gulls, name: Gull alarm, aliases: [{sv: måslarm}], status: withdrawn}
  - {id: deck, name: Deck camera, aliases: [{sv: däckskamera}], status: deprecated, released: {date: 2020-05-01}}
  - {id: osprey, name: Osprey advisor, status: planned, target: 2027, visibility: internal}
  - {id: pilots, name: Pilot exchange, status: in-progress, target: 2026-12, visibility: nda}
  - {id: late, name: Anchor watch, status: planned, target: 2026-09}
  - {id: ahead, name: Wave forecast, status: released, released: {date: 2026-11-30}}
"""
OLD = "the roadmap, true as of 2026-11-20, is more than 45 days old then."
OLD_SV = "färdplanen, som gällde 2026-11-20, är då mer än 45 dagar gammal."


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(main.COMMANDS, "say", "promiselint.cli.say")
    monkeypatch.setattr(opening, "clock", lambda: TODAY)


@pytest.fixture
def said(promiselint: Run, folder: Fill) -> Callable[..., Ran]:
    def called(*arguments: str, roadmap: str = ROADMAP) -> Ran:
        folder({"roadmap.yaml": roadmap})
        return promiselint("say", *arguments, "--no-cache")

    return called


def test_a_planned_feature_is_told_as_coarsely_as_the_policy_asks(said: Run) -> None:
    assert said("tides") == Ran(
        0,
        "We plan to release Tide tables in the second quarter of 2027. Plans and dates may change.\n\n"
        f"True up to and including 2027-01-04: {OLD}\n",
        "",
    )


def test_swedish_takes_the_swedish_name_and_inflects_it_nowhere(said: Run) -> None:
    assert said("TTX", "--language", "sv").out == (
        "Vi planerar att släppa tidvattentabeller under andra kvartalet 2027. Planer och datum kan ändras.\n\n"
        f"Gäller till och med 2027-01-04: {OLD_SV}\n"
    )


def test_a_proposal_tells_the_customers_part(said: Run) -> None:
    assert said("tidvattentabeller", "--channel", "proposal", "--customer", "Port of Hull", "-q").out == (
        "We plan to release Tide tables in the second quarter of 2027. What this needs on the customer's side: the "
        "harbour lends a tide gauge. Plans and dates may change.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (
            ("ropes",),
            (
                "We offer Rope tester in beta. We plan to make Rope tester generally available in the fourth quarter of "
                "2027. Plans and dates may change."
            ),
        ),
        (
            ("ropes", "--channel", "release-notes"),
            (
                "We offer Rope tester in beta. We plan to make Rope tester generally available in the fourth quarter of "
                "2027. Known issue: wet ropes are weighed twice. Plans and dates may change."
            ),
        ),
        (
            ("ropes", "--language", "sv"),
            (
                "Vi erbjuder reptestare i beta. Vi planerar att släppa reptestare för alla under fjärde kvartalet 2027. "
                "Planer och datum kan ändras."
            ),
        ),
        (
            ("dues",),
            "We offer Harbour dues as of version 4.2. Plans: Port; regions: EU; limits: berths at most 400.",
        ),
        (
            ("dues", "--language", "sv"),
            (
                "Vi erbjuder hamnavgifter från och med version 4.2. Abonnemang: Port; regioner: EU; gränser: berths högst "
                "400."
            ),
        ),
        (("ice",), "We are considering Ice routing, but nothing has been decided."),
        (("ice", "--language", "sv"), "Vi överväger isruttning, men inget är beslutat."),
        (("gulls",), "We no longer plan to release Gull alarm."),
        (("gulls", "--language", "sv"), "Vi planerar inte längre att släppa måslarm."),
        (("deck",), "We are phasing out Deck camera."),
        (("deck", "--language", "sv"), "Vi fasar ut däckskamera."),
        (("late",), "We plan to release Anchor watch, but have no date to give. Plans and dates may change."),
    ],
)
def test_the_text_is_fit_for_status_channel_and_language(said: Run, arguments: tuple[str, ...], text: str) -> None:
    assert said(*arguments, "--quiet").out == f"{text}\n"


@pytest.mark.parametrize(
    ("finest", "text"),
    [
        ("half", "We plan to release Tide tables in the first half of 2027. Plans and dates may change."),
        ("year", "We plan to release Tide tables in 2027. Plans and dates may change."),
        ("none", "We plan to release Tide tables, but have no date to give. Plans and dates may change."),
    ],
)
def test_a_stricter_policy_gives_a_coarser_time_or_none(said: Run, finest: str, text: str) -> None:
    roadmap = ROADMAP.replace("finest_date: quarter", f"finest_date: {finest}")
    assert said("tides", "-q", roadmap=roadmap).out == f"{text}\n"


def test_nothing_is_said_of_what_is_internal(said: Run) -> None:
    assert said("osprey").out == "Nothing may be said of it outside: the roadmap keeps it internal.\n"
    assert said("osprey", "--channel", "proposal", "--customer", "Port of Hull", "--language", "sv").out == (
        "Ingenting får sägas om funktionen utåt: i färdplanen är den intern.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), False),
        (("--channel", "email"), False),
        (("--channel", "web", "--customer", "Port of Hull"), False),
        (("--channel", "email", "--customer", "Port of Hull"), True),
        (("--customer", "Port of Hull"), True),
        (("--channel", "proposal"), True),
    ],
)
def test_what_is_under_non_disclosure_is_told_only_to_somebody(
    said: Run, arguments: tuple[str, ...], told: bool
) -> None:
    ran = said("pilots", *arguments, "-q")
    assert ran.out.startswith("We plan to release Pilot exchange in the first quarter of 2027." if told else "Nothing")


def test_what_is_released_tomorrow_is_not_told_today(said: Run) -> None:
    assert said("ahead").out == (
        "Nothing may be said yet: the roadmap calls it released and gives 2026-11-30 for it, which is still to come.\n"
    )
    assert said("ahead", "--date", "2026-12-01", "-q").out == "We offer Wave forecast today.\n"


@pytest.mark.parametrize(
    ("arguments", "end"),
    [
        (("tides", "--stale-days", "400"), "2027-03-18: the roadmap's target is over then."),
        (("pilots", "--channel", "proposal"), "2026-12-31: the roadmap's target is over then."),
        (("tides", "--stale-days", "10"), "2026-11-30: the roadmap, true as of 2026-11-20, is more than 10 days old"),
        (("dues", "--stale-days", "400"), "2027-12-25: the roadmap, true as of 2026-11-20, is more than 400 days old"),
    ],
)
def test_it_is_true_until_the_first_of_target_and_the_roadmaps_age(
    said: Run, arguments: tuple[str, ...], end: str
) -> None:
    assert f"\n\nTrue up to and including {end}" in said(*arguments).out


def test_a_text_on_a_roadmap_that_is_too_old_says_so(said: Run) -> None:
    ran = said("dues", "--date", "2027-02-01", "--language", "sv")
    assert ran.out.endswith(f"\n\nKontrollera på nytt, det gällde till och med 2027-01-04: {OLD_SV}\n")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("tide tabels", '"tide tabels" is no feature\'s id, name or alias; did you mean "Tide tables"?'),
        ("xqzw", '"xqzw" is no feature\'s id, name or alias; expected an id, a name or an alias'),
        ("", '"" is no feature\'s id, name or alias; expected an id, a name or an alias'),
    ],
)
def test_an_unknown_feature_is_one_line_with_the_nearest_names(said: Run, name: str, message: str) -> None:
    assert said(name) == Ran(2, "", f"roadmap.yaml: {message}\n")


def test_a_name_of_two_features_is_one_line_with_both(said: Run) -> None:
    roadmap = ROADMAP + "  - {id: table, name: Tide-table, status: idea}\n"
    assert said("tide TABLES", roadmap=roadmap).status == 0
    assert said("the tide-tables", roadmap=roadmap) == Ran(
        2, "", 'roadmap.yaml: "the tide-tables" means tides (Tide tables) and table (Tide-table); '
        "expected one of these ids\n",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["TIDES", "tide-tables", "Tide Table", "tidvattentabellerna", "ttx"])
def test_a_feature_is_found_by_any_of_its_names_in_any_form(said: Run, name: str) -> None:
    assert said(name, "-q").out.startswith("We plan to release Tide tables")


def test_a_name_that_breaks_a_rule_gives_way_to_an_alias_or_to_silence(said: Run) -> None:
    head = "version: 1\nvendor: {name: Marlin}\nas_of: 2026-11-20\nfeatures:\n"
    one = "  - {id: a1, name: Unlimited storage, status: released"
    assert said("a1", "-q", roadmap=f"{head}{one}, aliases: [Marlin Vault]}}\n").out == "We offer Marlin Vault today.\n"
    assert said("a1", "-q", roadmap=f"{head}{one}}}\n").out == (
        "Nothing that passes the rules could be put together: each way to say it breaks PL303. `promiselint explain "
        "PL303` tells why; another alias may help.\n"
    )


def test_json_tells_it_for_programs(said: Run) -> None:
    told = json.loads(said("tides", "--format", "json", "--language", "sv").out)
    assert told == {
        "schema_version": 1,
        "roadmap": {"path": "roadmap.yaml", "as_of": "2026-11-20"},
        "feature": {
            "id": "tides", "name": "Tide tables", "status": "planned", "target": "2027-03-18", "visibility": "public",
        },
        "channel": "web",
        "customer": None,
        "language": "sv",
        "date": "2026-11-23",
        "text": "Vi planerar att släppa tidvattentabeller under andra kvartalet 2027. Planer och datum kan ändras.",
        "sentences": [
            "Vi planerar att släppa tidvattentabeller under andra kvartalet 2027.", "Planer och datum kan ändras.",
        ],
        "nothing_because": None,
        "true_until": "2027-01-04",
        "because": "färdplanen, som gällde 2026-11-20, är då mer än 45 dagar gammal",
    }  # fmt: skip


def test_a_note_is_worded_otherwise_where_it_would_read_as_a_claim(said: Run) -> None:
    roadmap = (
        "version: 1\nvendor: {name: Marlin}\nas_of: 2026-11-20\nfeatures:\n"
        "  - {id: a1, name: harbourlink connection, status: planned, target: 2027-Q3,\n"
        "     customer_dependencies: [the port opens a harbourlink account of its own]}\n"
    )
    assert said("a1", "--channel", "proposal", "-q", roadmap=roadmap).out == (
        "We plan to release harbourlink connection in the third quarter of 2027. To be arranged by the customer: the "
        "port opens a harbourlink account of its own. Plans and dates may change.\n"
    )


def test_a_note_that_cannot_be_told_in_the_texts_language_is_the_reason_for_silence(said: Run) -> None:
    roadmap = (
        "version: 1\nvendor: {name: Marlin}\nas_of: 2026-11-20\nfeatures:\n"
        "  - {id: a1, name: Kranlogg, aliases: [{en: crane diary}], status: released,\n"
        "     known_issues: [bilder som tas utan täckning sparas inte]}\n"
    )
    assert said("a1", "--channel", "proposal", "-q", roadmap=roadmap).out == (
        "Nothing that passes the rules could be put together: each way to say it breaks PL401. `promiselint explain "
        "PL401` tells why; writing the roadmap's notes in the text's language may help.\n"
    )
    assert said("a1", "--channel", "proposal", "-q", "--language", "sv", roadmap=roadmap).out == (
        "Vi erbjuder Kranlogg i dag. Känd brist: bilder som tas utan täckning sparas inte.\n"
    )


def test_what_is_said_is_pasted_and_checked(said: Run, folder: Fill, promiselint: Run) -> None:
    text = said("tides", "--channel", "proposal", "--customer", "Port of Hull").out
    folder({"offer.md": f"---\nchannel: email\ncustomer: Port of Hull\ndate: 2026-11-23\n---\n\n{text}"})
    ran = promiselint("check", "offer.md", "--no-cache", "--all")
    assert (ran.status, ran.out) == (0, "")
