"""What is proposed in the surroundings of a sentence, and what is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from promiselint.app.judging import judge_one, situation_of
from promiselint.app.opening import Workspace
from promiselint.claims.world import World
from promiselint.documents.reading import read
from promiselint.judge.run import Judged
from promiselint.model.documents import Document, Facts
from promiselint.rewriting.quoted import honest
from tests.rewriting.conftest import Rewritten


@pytest.mark.parametrize(
    ("text", "language", "sentences"),
    [
        ("## Roadmap\n\n- Hive scale: Q1 2027\n- Malt mixer: available", "en", ["Hive scale: Q2 2027"]),
        ("## Next\n\n- Hive scale: coming soon", "en", ["Hive scale: planned for the second quarter of 2027"]),
        ("## Färdplan\n\n- Källarsensorer: Q3 2027", "sv", ["Källarsensorer: planeras"]),
        (
            "| Part | Available |\n|---|---|\n| Oven log | 12 May 2027 |\n| Hive scale | soon |\n",
            "en",
            ["Oven log | Third quarter of 2027", "Hive scale | planned for the second quarter of 2027"],
        ),
        (
            "Tallowboken ger er:\n\n- Salongskarta\n- Maltblandare\n",
            "sv",
            ["Salongskarta (i beta)"],
        ),
        (
            "# Oven log\n\nThe oven log ships on 1 March 2027. It will be free for bakers. Hive scale is coming soon.",
            "en",
            [
                "The oven log ships in the third quarter of 2027.",
                "Hive scale is planned for the second quarter of 2027.",
            ],
        ),
        ("| Part | Planned for |\n|---|---|\n| Cellar sensors | 2027 |\n", "en", []),
    ],
)
def test_each_sentence_is_rewritten_in_its_place(
    text: str, language: str, sentences: list[str], said_otherwise: Rewritten
) -> None:
    assert [one.sentence for one in said_otherwise(text, language)[1]] == sentences


def test_all_findings_of_a_sentence_are_told_the_same_rewrite_and_those_on_the_document_none(
    said_otherwise: Rewritten,
) -> None:
    judged, _ = said_otherwise("The oven log will ship on 1 March 2027.")
    rewrite = "The oven log will ship in the third quarter of 2027."
    assert [(one.code, one.rewrite) for one in judged.findings] == [
        ("PL201", rewrite),
        ("PL202", rewrite),
        ("PL305", ""),
    ]
    assert [one.suggestion for one in judged.findings[:2]] == [rewrite, rewrite]


def test_a_sentence_with_anything_else_wrong_is_left_to_people(said_otherwise: Rewritten) -> None:
    text = "Together with Project Crumb, the oven log will ship on 1 March 2027."
    judged, made = said_otherwise(text)
    assert {"PL201", "PL105"} <= {one.code for one in judged.findings}
    assert made == ()


def test_a_sentence_with_a_silenced_finding_is_left_alone(said_otherwise: Rewritten) -> None:
    comment = "<!-- promiselint-disable-next-line PL201 -- agreed, by: kim -->\n"
    judged, made = said_otherwise(f"{comment}The oven log will ship on 1 March 2027.")
    assert [one.finding.code for one in judged.silenced] == ["PL201"]
    assert made == ()


def test_a_title_in_the_front_matter_is_left_alone(said_otherwise: Rewritten) -> None:
    _, made = said_otherwise("---\ntitle: The oven log ships on 1 March 2027\n---\n\nHello.")
    assert made == ()


def test_a_ready_sentence_that_breaks_a_rule_is_left_out_of_a_suggestion(workspace: Workspace, world: World) -> None:
    document = read("said.md", b"We guarantee that the malt mixer works.", defaults=Facts(language="en", channel="web"))
    situation = situation_of(document, world)
    found = judge_one(situation, workspace).findings[0]

    def engine(changed: Document) -> Judged:
        return judge_one(situation_of(changed, world), workspace)

    def told(suggestion: str) -> str:
        whole = frozenset({"PL305"})
        return honest([replace(found, suggestion=suggestion)], situation, world, engine, whole)[0].suggestion

    assert told("Add a sentence such as: the oven log ships on 1 March 2027.") == "Add a sentence."
    assert told("Write: “The oven log ships on 1 March 2027.”") == "Write."
    assert (
        told("Add a sentence such as: plans and dates may change.")
        == "Add a sentence such as: plans and dates may change."
    )
    assert told("Say what you have measured or agreed.") == "Say what you have measured or agreed."
    assert told("Write 'agreement'.") == "Write 'agreement'."
