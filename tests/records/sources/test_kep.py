"""Kubernetes proposals: which stage has been reached, and which only looks so."""

from __future__ import annotations

import pytest

from promiselint.model.errors import Misuse
from promiselint.records.roadmap_items import Item
from promiselint.records.sources.kep import SOURCE

PATH = "keps/sig-kiln/4020-pod-drying/kep.yaml"
WHOLE = """title: Pod drying
kep-number: 4020
authors:
  - "@ines"
owning-sig: sig-kiln
participating-sigs: [sig-clay]
status: implementable
creation-date: 2026-01-20
see-also:
  - "/keps/sig-clay/1234-glazing"
replaces:
  - "/keps/sig-clay/99-old-drying"
stage: beta
latest-milestone: "v1.33"
milestone:
  alpha: "v1.32"
  beta: "v1.33"
  stable: "v1.35"
feature-gates:
  - name: PodDrying
    components:
      - kubelet
disable-supported: true
metrics:
  - pod_drying_seconds
"""


def read(text: str, path: str = PATH, **options: str) -> Item:
    (item,) = SOURCE.read(path, text.encode(), {name.replace("_", "-"): one for name, one in options.items()}).items
    return item


def told(status: str, stage: str = "", milestones: str = "", **options: str) -> tuple[str, str]:
    """Status and version of a short proposal."""
    lines = [f"title: Pod drying\nkep-number: 4020\nstatus: {status}"]
    lines += [f"stage: {stage}"] if stage else []
    lines += [f"milestone: {{{milestones}}}"] if milestones else []
    item = read("\n".join(lines), **options)
    return item.status, item.version


def faults(text: str, path: str = PATH) -> tuple[str, ...]:
    with pytest.raises(Misuse) as caught:
        SOURCE.read(path, text.encode(), {})
    return caught.value.faults


def test_a_proposal_is_taken_whole() -> None:
    assert read(WHOLE) == Item(
        key="KEP-4020",
        name="Pod drying",
        status="implementable (beta)",
        where="KEP-4020",
        line=1,
        version="v1.35",
        visibility="public",
        aliases=("PodDrying",),
        owner="sig-kiln",
        evidence="KEP-4020",
    )


ALL = "alpha: v1.32, beta: v1.33, stable: v1.35"
STAGES = {
    "provisional": (("provisional", "alpha", ALL), ("provisional", ""), "idea"),
    "implementable and nothing begun": (("implementable", "alpha"), ("implementable", ""), "planned"),
    "implementable, alpha": (("implementable", "alpha", ALL), ("implementable (alpha)", "v1.35"), "alpha"),
    "implementable, beta": (("implementable", "beta", ALL), ("implementable (beta)", "v1.35"), "beta"),
    "implementable, stable": (("implementable", "stable", ALL), ("implementable (beta)", "v1.35"), "beta"),
    "straight to stable": (("implementable", "stable", "stable: v1.35"), ("implementable", "v1.35"), "planned"),
    "implemented": (("implemented", "stable", ALL), ("implemented (stable)", "v1.35"), "released"),
    "implemented, stage beta": (("implemented", "beta", ALL), ("implemented (beta)", "v1.35"), "beta"),
    "implemented, no stage": (("implemented", "", ALL), ("implemented (stable)", "v1.35"), "released"),
    "deferred": (("deferred", "alpha", ALL), ("deferred", ""), "backlog"),
    "rejected": (("rejected",), ("rejected", ""), "withdrawn"),
    "withdrawn": (("withdrawn", "beta", ALL), ("withdrawn", ""), "withdrawn"),
    "replaced": (("replaced", "stable", ALL), ("replaced", ""), "skip"),
    "deprecated": (("implemented", "deprecated", ALL), ("deprecated", "v1.35"), "deprecated"),
    "removed": (("implemented", "removed", ALL), ("removed", "v1.35"), "withdrawn"),
    "a word of its own": (("done", "stable", ALL), ("done", "v1.35"), None),
    "a stage of its own": (("implementable", "gamma", ALL), ("implementable (gamma)", "v1.35"), None),
    "no version yet": (("implementable", "beta", "beta: v1.33, stable: TBD"), ("implementable (beta)", ""), "beta"),
}


@pytest.mark.parametrize(("given", "word", "ours"), STAGES.values(), ids=STAGES.keys())
def test_the_word_for_the_status_map(given: tuple[str, ...], word: tuple[str, str], ours: str | None) -> None:
    assert told(*given) == word
    assert SOURCE.statuses.get(word[0]) == ours


def test_implementable_is_never_released_and_the_reason_is_told() -> None:
    assert {word: ours for word, ours in SOURCE.statuses.items() if ours == "released"} == {
        "implemented (stable)": "released"
    }
    assert SOURCE.unwise["implementable"] == "implementable says that it may be built, not that anybody has it"


@pytest.mark.parametrize(
    ("newest", "word"),
    [
        ("v1.31", "implementable"),
        ("v1.32", "implementable (alpha)"),
        ("1.32", "implementable (alpha)"),
        ("v1.32.4", "implementable (alpha)"),
        ("v1.33", "implementable (beta)"),
        ("v1.40", "implementable (beta)"),
        ("v2.0", "implementable (beta)"),
    ],
)
def test_a_stage_whose_release_is_not_out_is_not_reached(newest: str, word: str) -> None:
    assert told("implementable", "beta", ALL, latest_release=newest)[0] == word


def test_the_latest_milestone_alone_says_where_a_stage_is_due() -> None:
    text = 'title: Pod drying\nkep-number: 4020\nstatus: implementable\nstage: beta\nlatest-milestone: "v1.33"\n'
    assert read(text).status == "implementable (beta)"
    assert read(text.replace("v1.33", "TBD")).status == "implementable"
    assert read(text.replace("v1.33", "0.0")).status == "implementable"


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        (WHOLE.replace("implementable", "implemented"), "its status is implemented, its stage is beta"),
        (WHOLE.replace('"v1.33"\n  stable', '"v1.31"\n  stable'), "it is beta in v1.31, before it is alpha in v1.32"),
    ],
)
def test_what_a_proposal_says_against_itself_is_told(text: str, odd: str) -> None:
    assert read(text).contradictions == (odd,)


def test_what_is_implemented_in_a_release_to_come_is_not_released() -> None:
    text = WHOLE.replace("implementable", "implemented").replace("stage: beta", "stage: stable")
    item = read(text, latest_release="v1.34")
    assert (item.status, item.contradictions) == (
        "implemented (beta)",
        ("its status is implemented, although v1.35, in which it comes, is not out",),
    )
    assert read(text, latest_release="v1.35").status == "implemented (stable)"


def test_what_was_due_and_is_still_implementable_stays_a_preview() -> None:
    item = read(WHOLE.replace("stage: beta", "stage: stable"), latest_release="v1.36")
    assert item.status == "implementable (beta)"
    assert item.contradictions == ("its status is implementable, although v1.35, in which it was to be stable, is out",)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "title: KEP Template\nkep-number: NNNN\nstatus: provisional|implementable\n",
            "it is the template of proposals",
        ),
        (
            "title: How we meet\nkep-number: 7\nstatus: implemented\n",
            "it names neither a stage nor a milestone: a proposal about how people work",
        ),
    ],
)
def test_what_is_no_feature_is_left_out_with_the_reason(text: str, left: str) -> None:
    assert read(text).left == left


def test_the_folder_gives_the_number_where_the_file_has_none() -> None:
    assert read(WHOLE.replace("kep-number: 4020\n", "")).key == "KEP-4020"
    assert read(WHOLE.replace("4020", '"04020"')).key == "KEP-4020"


def test_the_number_before_a_title_is_no_part_of_the_name() -> None:
    assert read(WHOLE.replace("Pod drying", '"KEP-4020: Pod drying"')).name == "Pod drying"


@pytest.mark.parametrize("gates", ["", "feature-gates: {}", "feature-gates: []", "feature-gates:"])
def test_a_proposal_may_have_no_gate(gates: str) -> None:
    assert read(f"title: T\nkep-number: 1\nstatus: provisional\n{gates}\n").aliases == ()


FAULTS = {
    "nothing": ("", (": is empty; expected a kep.yaml with title, kep-number, status and stage",)),
    "a comment": ("# nothing\n", (": is empty; expected a kep.yaml with title, kep-number, status and stage",)),
    "a list": ("- a\n", (":1: is a list; expected a kep.yaml with title, kep-number, status and stage",)),
    "a text": ("a\n", (":1: is a text; expected a kep.yaml with title, kep-number, status and stage",)),
    "a tab": ("title: T\n\tstatus: x\n", (":2: a tab indents this line; expected blanks",)),
    "no title and no status": (
        "kep-number: 3",
        (
            ":1: title: is missing; expected the proposal's title",
            (
                ":1: status: is missing; expected provisional, implementable, implemented, deferred, rejected, withdrawn"
                " or replaced"
            ),
        ),
    ),
    "a list for a title": (
        "title: [a]\nkep-number: 3\nstatus: provisional",
        (":1: title: is a list; expected the proposal's title",),
    ),
    "a number in words": (
        "title: T\nkep-number: ten\nstatus: provisional",
        (':2: kep-number: "ten" is no number; expected the proposal\'s number, such as 1234',),
    ),
    "milestones in a list": (
        "title: T\nkep-number: 1\nstatus: provisional\nmilestone: [v1.1]",
        (":4: milestone: is a list; expected a mapping such as {alpha: v1.33, beta: v1.34, stable: v1.36}",),
    ),
    "a tag": (
        "title: !!python/object:os.system ls\nkep-number: 1\nstatus: provisional",
        (
            ':1: title: the tag "tag:yaml.org,2002:python/object:os.system" asks for more than a value; expected a plain value',
        ),
    ),
    "an alias without an anchor": ("title: *a", (":1: title: *a has no &a; expected an anchor further up",)),
}


@pytest.mark.parametrize(("text", "told_"), FAULTS.values(), ids=FAULTS.keys())
def test_each_fault_is_one_line(text: str, told_: tuple[str, ...]) -> None:
    assert faults(text) == tuple(PATH + one for one in told_)


def test_a_bomb_of_aliases_is_stopped() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert faults("\n".join(lines)) == (
        f"{PATH}:5: a4[7]: aliases stand for more than 100000 entries; expected the entries written out",
    )


def test_a_bomb_of_brackets_is_stopped() -> None:
    (line,) = faults("title: " + "[" * 50_000)
    assert line.endswith("nested more than 40 deep; expected 40 at most")


def test_no_version_for_the_newest_release_is_a_fault() -> None:
    with pytest.raises(Misuse, match=r'latest-release: "new" is no version; expected one such as v1\.35'):
        read(WHOLE, latest_release="new")


@pytest.mark.parametrize(
    ("path", "content", "fits"),
    [
        (PATH, WHOLE, True),
        ("keps/x/KEP.YAML", WHOLE, True),
        ("keps/x/README.md", WHOLE, False),
        ("keps/prod-readiness/sig-kiln/4020.yaml", WHOLE, False),
        (PATH, "a: b", False),
    ],
)
def test_what_looks_like_a_proposal(path: str, content: str, fits: bool) -> None:
    assert SOURCE.fits(path, content.encode()) is fits
