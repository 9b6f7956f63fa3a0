"""What the sentence checks find in hand-built sentences."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from promiselint.checks import service_level, wording
from promiselint.checks._amounts import amounts
from promiselint.model.documents import Block, Document, Facts, Scope
from promiselint.model.lexicon import Lexicon
from promiselint.model.roadmap import Roadmap, ServiceLevel
from promiselint.model.situation import Said, Section, Situation
from promiselint.model.statements import Speaker
from promiselint.rulebook.phrases import compile_lists

LISTS = {
    "wording.absolute": ["guarantee*", "never *s"],
    "wording.absolute-except": ["not guarantee*"],
    "wording.sourced": ["according to"],
    "wording.blame": ["your ...2 fault"],
    "wording.percent": ["%", "percent"],
    "wording.number-2": ["two"],
    "wording.unit-60": ["minutes|minute"],
    "wording.unit-3600": ["hours|hour"],
    "wording.duration-1800": ["half an hour"],
    "wording.no-duration": ["# hours a day"],
    "wording.service-availability": ["availability|uptime"],
    "wording.service-response": ["response"],
    "wording.service-response-act": ["answered"],
    "wording.service-priority-1": ["priority 1"],
    "wording.service-limit": ["within", "at most"],
    "wording.service-past": ["was"],
}
LEXICON = Lexicon("en", compile_lists(LISTS))
LEVELS = (
    ServiceLevel("uptime", "monthly availability", "99.5%"),
    ServiceLevel("p1", "response time for priority 1", "at most 2 hours"),
)


def situation(
    text: str, speaker: Speaker = Speaker.VENDOR, section: Section = Section.PLAIN, **block: object
) -> Situation:
    ends = tuple(range(1, len(text) + 1))
    whole = Block(text, Scope.PARAGRAPH, tuple(range(len(text))), ends, **block)  # type: ignore[arg-type]
    said = Said(0, 0, 0, len(text), text, "en", speaker, section)
    document = Document("a.md", text, (whole,), Facts(customer="Harlow Dairies Ltd"))
    roadmap = Roadmap("r.yaml", dt.date(2026, 11, 1), service_levels=LEVELS)
    return Situation(document, (), (said,), roadmap, {}, {"en": LEXICON}, roadmap.as_of)


def flagged(text: str, options: wording.Options, speaker: Speaker = Speaker.VENDOR, **block: object) -> list[str]:
    scene = situation(text, speaker, Section.PLAIN, **block)
    return [breach.values["words"] for breach in wording.check(scene.said[0], scene, options)]


ABSOLUTE = wording.Options(words=("wording.absolute",), except_for=("wording.absolute-except",))


def test_a_flagged_word_of_the_vendors_is_found() -> None:
    assert flagged("We guarantee a dry cellar.", ABSOLUTE) == ["guarantee"]


def test_a_customers_word_is_not_found() -> None:
    assert flagged("We guarantee a dry cellar.", ABSOLUTE, Speaker.CUSTOMER) == []


def test_an_excuse_that_lies_over_the_word_silences_it() -> None:
    assert flagged("We do not guarantee a dry cellar.", ABSOLUTE) == []


def test_an_excuse_elsewhere_in_the_sentence_does_not() -> None:
    assert flagged("We do not guarantee frost, but the pump never stops.", ABSOLUTE) == ["never stops"]


def test_a_word_in_quotation_marks_is_only_spoken_of() -> None:
    assert flagged('The word "guarantee" was misprinted.', ABSOLUTE) == []


def test_a_fault_list_is_quiet() -> None:
    scene = situation("The pump never stops.", section=Section.FIXED)
    assert list(wording.check(scene.said[0], scene, ABSOLUTE)) == []


def test_the_customers_name_reads_as_you() -> None:
    options = wording.Options(words=("wording.blame",), customer_is_you=True)
    assert flagged("It is Harlow Dairies' own fault.", options) == ["Harlow Dairies' own fault"]


def test_a_footnote_is_a_source_where_the_rule_says_so() -> None:
    options = wording.Options(words=("wording.absolute",), source_excuses=True)
    assert flagged("The pump never stops.", options, footnotes=(21,)) == []


def test_amounts_are_read_in_figures_and_words() -> None:
    found = [
        (a.value, a.unit) for a in amounts("99.9 %, two hours, a 15-minute wait, half an hour, 24 hours a day", LEXICON)
    ]
    assert found == [(99.9, "%"), (7200.0, "s"), (900.0, "s"), (1800.0, "s")]


@given(st.integers(min_value=1, max_value=9999))
def test_every_number_of_minutes_is_sixty_times_as_many_seconds(count: int) -> None:
    assert [a.value for a in amounts(f"within {count} minutes", LEXICON)] == [count * 60.0]


def levels(text: str) -> list[str]:
    scene = situation(text)
    return [b.values["words"] for b in service_level.check(scene.said[0], scene, service_level.Options())]


def test_a_stronger_level_than_agreed_is_found() -> None:
    assert levels("Monthly availability is 99.9 %.") == ["99.9 %"]
    assert levels("Priority 1 faults are answered within half an hour.") == ["half an hour"]


def test_an_equal_or_weaker_level_is_not() -> None:
    assert levels("Monthly availability is 99.5 %.") == []
    assert levels("Priority 1 faults are answered within 120 minutes.") == []


def test_a_measured_past_is_no_level() -> None:
    assert levels("Monthly availability was 99.9 %.") == []
