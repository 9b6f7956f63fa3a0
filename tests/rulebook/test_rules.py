"""Rule files: read, bound to their checks, every fault told with its line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import pytest

from promiselint.checks import CHECKS, NONE, Check, load
from promiselint.model.errors import Misuse
from promiselint.model.findings import Breach
from promiselint.model.rules import Example, Rule, Severity
from promiselint.model.situation import Situation
from promiselint.rulebook.folder import folder
from promiselint.rulebook.rules import BoundRule, read_rules


class Colour(StrEnum):
    RED = "red"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Options:
    words: tuple[str, ...] = ()
    colour: Colour = Colour.RED
    colours: frozenset[Colour] = frozenset()
    most: int = 3
    share: float | None = None
    loud: bool = False
    tools: tuple[str, ...] = field(default=(), metadata={"lexicon": True})
    hedge_list: str = ""


def _silent(_situation: Situation, _options: Options) -> Iterator[Breach]:
    yield from ()


CHECK = Check("no-jargon", "document", Options, _silent)
MADE = {"no-jargon": CHECK}

WHOLE = """code: ACME1
name: no-jargon-here
check: no-jargon
severity: warning
options: {words: [jargon.words], most: 4}
summary: {en: Jargon., sv: Jargong.}
why: {en: Nobody understands it., sv: Ingen begriper.}
message:
  en: {default: '"{words}" is jargon.', twice: 'Again "{words}".'}
  sv: '"{words}" är jargong.'
suggestion: Say it plainly.
examples:
  - {flags: "We leverage it.", language: en, at: leverage, facts: {channel: web, date: 2026-11-01}}
  - passes: |
      # A document

      Plain words.
    language: sv
"""


def _write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def _faults(*roots: Path, lists: tuple[str, ...] | None = None) -> list[str]:
    with pytest.raises(Misuse) as caught:
        read_rules(roots, MADE, lists=lists, examples=True)
    return [fault.replace(f"{roots[0].parent}/", "") for fault in caught.value.faults]


def test_a_rule_is_read_with_its_options_texts_and_examples(tmp_path: Path) -> None:
    root = _write(tmp_path, {"acme/ACME1.yaml": WHOLE})
    rule = Rule(
        code="ACME1",
        name="no-jargon-here",
        check="no-jargon",
        severity=Severity.WARNING,
        options={"words": ["jargon.words"], "most": 4},
        summary="Jargon.",
        why="Nobody understands it.",
        message='"{words}" is jargon.',
        suggestion="Say it plainly.",
        examples=(
            Example("We leverage it.", "en", flags=True, at="leverage", facts={"channel": "web", "date": "2026-11-01"}),
            Example("# A document\n\nPlain words.\n", "sv", flags=False),
        ),
        texts={
            "en": {
                "summary": "Jargon.",
                "why": "Nobody understands it.",
                "message": '"{words}" is jargon.',
                "message:twice": 'Again "{words}".',
                "suggestion": "Say it plainly.",
            },
            "sv": {
                "summary": "Jargong.",
                "why": "Ingen begriper.",
                "message": '"{words}" är jargong.',
                "suggestion": "Say it plainly.",
            },
        },
        path=str(root / "acme/ACME1.yaml"),
    )
    assert read_rules([root], MADE, examples=True) == (
        BoundRule(rule, CHECK, Options(words=("jargon.words",), most=4)),
    )


def test_examples_stay_unread_unless_asked_for(tmp_path: Path) -> None:
    root = _write(
        tmp_path, {"ACME1.yaml": WHOLE.replace("examples:\n", "examples:\n  - nonsense: [\n") + "severity2: x\n"}
    )
    with pytest.raises(Misuse) as caught:
        read_rules([root], MADE)
    assert caught.value.faults == (f"{root}/ACME1.yaml:20: severity2: no key of a rule; did you mean severity?",)


@pytest.mark.parametrize(
    ("options", "made"),
    [
        ("{words: one}", Options(words=("one",))),
        ("{words: [a, b]}", Options(words=("a", "b"))),
        ("{colour: off}", Options(colour=Colour.OFF)),
        ("{colours: [red]}", Options(colours=frozenset({Colour.RED}))),
        ("{share: 1}", Options(share=1.0)),
        ("{share: null, loud: true}", Options(loud=True)),
        ("{}", Options()),
        ("", Options()),
    ],
)
def test_options_become_the_check_s_own_type(tmp_path: Path, options: str, made: Options) -> None:
    root = _write(tmp_path, {"A.yaml": WHOLE.replace("{words: [jargon.words], most: 4}", options)})
    assert read_rules([root], MADE)[0].options == made


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ("{word: a}", "options.word: no option of this check; did you mean words?"),
        ("{most: yes}", "options.most: True; expected a whole number"),
        ("{words: [a, 3]}", "options.words[1]: 3; expected text (in quotes, if YAML takes it for something else)"),
        ("{colour: blue}", 'options.colour: "blue"; expected one of red, off'),
        ("{share: much}", 'options.share: "much"; expected a number'),
        ("{loud: 1}", "options.loud: 1; expected true or false"),
        ("[a]", "options: ['a']; expected a mapping, {} where there are none"),
        ("{words: [jargon.wrds]}", 'options.words: "jargon.wrds" is no word list; did you mean jargon.words?'),
        ("{tools: [saws]}", 'options.tools: "saws" is no word list; expected the name of a list in the lexicon'),
        ("{hedge_list: hedgs}", 'options.hedge_list: "hedgs" is no word list; did you mean hedges?'),
    ],
)
def test_options_that_do_not_fit_are_told_with_their_line(tmp_path: Path, options: str, fault: str) -> None:
    root = _write(tmp_path, {"A.yaml": WHOLE.replace("{words: [jargon.words], most: 4}", options)})
    assert _faults(root, lists=("jargon.words", "hedges")) == [f"{root.name}/A.yaml:5: {fault}"]


def test_every_fault_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    text = """code: two words
nam: x
check: no-jargn
severity: eror
summary: {en: ''}
why: {de: Warum}
message: {en: 'On {date.text} {'}
suggestion: 3
examples:
  - {flags: a, passes: b, language: en}
  - {flags: a, language: de, fact: {}}
  - text
"""
    assert _faults(_write(tmp_path, {"B.yaml": text})) == [
        f"{tmp_path.name}/B.yaml:{line}"
        for line in (
            "2: nam: no key of a rule; did you mean name?",
            "1: name is missing; expected it in every rule",
            "4: severity: 'eror'; did you mean error?",
            "1: code: 'two words'; expected one word such as ACME1 or no-jargon",
            "5: summary.en: is no text; expected a sentence (in quotes where it holds a colon or a brace)",
            "6: why.de: no language of texts; expected en or sv",
            '7: message.en: "{date.text}" is no place to fill; expected {name}, or {{ for a brace',
            '7: message.en: "{" is no place to fill; expected {name}, or {{ for a brace',
            "8: suggestion.en: is no text; expected a sentence (in quotes where it holds a colon or a brace)",
            "8: suggestion.sv: is no text; expected a sentence (in quotes where it holds a colon or a brace)",
            '3: check: "no-jargn" is no check; did you mean no-jargon?',
            "10: examples[0]: has not just one of flags and passes; expected one",
            "11: examples[1].fact: no key of an example; did you mean facts?",
            "11: examples[1]: language 'de'; expected en or sv",
            "12: examples[2]: 'text'; expected {flags: …} or {passes: …} with a language",
        )
    ]


def test_a_pack_may_not_take_a_code_or_name_that_is_taken(tmp_path: Path) -> None:
    ours = _write(tmp_path / "ours", {"a/ACME1.yaml": WHOLE})
    pack = _write(tmp_path / "pack", {"X.yaml": WHOLE.replace("no-jargon-here", "other").replace("ACME1", "acme1")})
    assert _faults(ours, pack) == [
        "pack/X.yaml:1: code: acme1 is taken by ours/a/ACME1.yaml; expected one of your own, such as ACME1"
    ]


def test_lexicons_and_samples_of_a_pack_are_no_rules(tmp_path: Path) -> None:
    root = _write(tmp_path, {"lexicon/en.yaml": "a: [b]", "sample/roadmap.yaml": "version: 1", "b.yaml": WHOLE})
    assert [one.rule.code for one in read_rules([root], MADE)] == ["ACME1"]


def test_a_folder_that_there_is_not_is_a_fault(tmp_path: Path) -> None:
    assert _faults(tmp_path / "gone") == ["gone: no such folder; expected a folder of rules"]


def test_a_rule_of_another_room_has_no_check_and_takes_no_options(tmp_path: Path) -> None:
    text = WHOLE.replace("check: no-jargon", "check: none")
    assert _faults(_write(tmp_path, {"A.yaml": text})) == [
        f"{tmp_path.name}/A.yaml:5: options.words: an option of no check; expected none",
        f"{tmp_path.name}/A.yaml:5: options.most: an option of no check; expected none",
    ]
    _write(tmp_path, {"A.yaml": text.replace("{words: [jargon.words], most: 4}", "{}")})
    assert [(one.check, one.options) for one in read_rules([tmp_path], MADE)] == [(None, None)]


def test_anchors_are_refused(tmp_path: Path) -> None:
    text = WHOLE.replace("{words: [jargon.words], most: 4}", "&a {words: *a}")
    assert _faults(_write(tmp_path, {"A.yaml": text})) == [
        f"{tmp_path.name}/A.yaml:5: an anchor is used a second time; expected everything written out"
    ]


def test_every_file_in_checks_is_registered_under_its_own_name() -> None:
    home = Path(__file__).parents[2] / "promiselint" / "checks"
    files = {path.stem for path in home.glob("*.py") if "\nON = " in path.read_text(encoding="utf-8")}
    assert {stem.replace("_", "-"): f"promiselint.checks.{stem}" for stem in sorted(files)} == CHECKS


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_a_check_says_what_it_is_on_and_takes_frozen_options(name: str) -> None:
    check = load(name)
    assert check.on in {"statement", "sentence", "document"}
    assert check.options.__dataclass_params__.frozen  # type: ignore[attr-defined]


def test_every_check_is_used_by_some_rule() -> None:
    rules = read_rules([folder()])
    assert {one.rule.check for one in rules} - {NONE} == set(CHECKS)
