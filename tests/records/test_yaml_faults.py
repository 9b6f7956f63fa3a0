from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promiselint.model.errors import Misuse
from promiselint.records import people, roadmap
from promiselint.records.sheets import Sheet
from promiselint.records.trees import LARGEST, parse

TODAY = dt.date(2027, 1, 15)
ROADMAP = "a roadmap with version, vendor and features"

BROKEN = {
    "nothing": ("", f"r.yaml:1: is empty; expected {ROADMAP}"),
    "a_comment_only": ("# later\n", f"r.yaml:1: is empty; expected {ROADMAP}"),
    "a_bare_null": ("~\n", f"r.yaml:1: is empty; expected {ROADMAP}"),
    "a_list": ("- id: a\n", "r.yaml:1: is a list; expected a mapping with version, vendor and features"),
    "a_text": ("\nhello\n", "r.yaml:2: is a text; expected a mapping with version, vendor and features"),
    "a_tab": ("features:\n\t- id: a\n", "r.yaml:2: a tab indents this line; expected blanks"),
    "a_second_colon": (
        "vendor: Skerry: Marine\n",
        (
            "r.yaml:1: this is no YAML: mapping values are not allowed in this context; "
            'expected quotes around a text that holds ": ", or the indentation of the lines around'
        ),
    ),
    "an_open_bracket": (
        "features: [\n  {id: a}\nvendor: x\n",
        "r.yaml:3: this is no YAML: did not find expected ',' or ']'; expected a comma between entries and a closing ]",
    ),
    "an_open_quotation": (
        'features: []\nvendor: "Skerry\nas_of: 2027-01-15\n',
        "r.yaml:2: this is no YAML: found unexpected end of stream; expected a closing quotation mark",
    ),
    "an_indentation_between_two_others": (
        "policy:\n    buffer_days: 1\n  finest_date: day\n",
        (
            "r.yaml:3: this is no YAML: did not find expected key; "
            "expected the indentation of the lines around, or quotes around the whole text"
        ),
    ),
    "a_special_sign": (
        "features: []\nvendor: @skerry\n",
        (
            "r.yaml:2: this is no YAML: found character that cannot start any token; "
            "expected quotes around a text that begins with a special sign"
        ),
    ),
    "a_key_written_twice": (
        "features:\n  - id: a\n    name: A\n    status: idea\n    status: beta\n",
        "r.yaml:5: features[0].status: stands here a second time (first in line 4); expected each key once",
    ),
    "a_list_as_a_key": ("[a, b]: c\n", "r.yaml:1: a list or mapping is no key; expected a name before the colon"),
    "a_second_document": (
        "features: []\n---\nfeatures: []\n",
        "r.yaml:2: a second document begins here; expected one document in a file",
    ),
    "a_tag_of_another_program": (
        "features: []\nvendor: !!python/object:os.system {}\n",
        (
            'r.yaml:2: vendor: the tag "tag:yaml.org,2002:python/object:os.system" asks for more than a value; '
            "expected a plain value"
        ),
    ),
    "an_alias_without_its_anchor": (
        "features: []\nvendor: *us\n",
        "r.yaml:2: vendor: *us has no &us; expected an anchor further up",
    ),
    "an_alias_inside_itself": (
        "features: []\nvendor: &us {name: Skerry, aliases: *us}\n",
        "r.yaml:2: vendor.aliases: *us stands inside itself; expected an anchor further up",
    ),
    "a_control_character": (
        "features: []\nvendor: Sk\x07rry\n",
        "r.yaml:2: holds the control character U+0007; expected plain text",
    ),
}


@pytest.mark.parametrize(("text", "fault"), BROKEN.values(), ids=BROKEN.keys())
def test_a_file_that_is_no_such_yaml_is_told_in_one_line(
    text: str, fault: str, write: Callable[[Mapping[str, str]], None]
) -> None:
    write({"r.yaml": text})
    with pytest.raises(Misuse) as told:
        roadmap.read(Path("r.yaml"), TODAY)
    lines = [line for line in told.value.faults if "is missing" not in line and "is no key of" not in line]
    assert "\n".join(lines) == fault


def test_a_file_that_is_not_utf_8_is_told_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.yaml").write_bytes("features: []\nvendor: Skär\n".encode("latin-1"))
    Path("w.yaml").write_bytes("features: []\n".encode("utf-16"))
    with pytest.raises(Misuse, match=r"^r.yaml:2: the byte 0xE4 is no UTF-8; expected a file saved as UTF-8$"):
        roadmap.read(Path("r.yaml"), TODAY)
    with pytest.raises(Misuse, match=r"^w.yaml:1: is written in UTF-16; expected UTF-8$"):
        roadmap.read(Path("w.yaml"), TODAY)


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(b"\xef\xbb\xbfvendor: Skerry\r\nfeatures:\r\n  - {id: a, name: A, status: idea}\r\n")
    read = roadmap.read(path, TODAY)
    source = read.features[0].source
    assert (read.vendor, source and source.place.line) == ("Skerry", 3)


def test_a_folder_in_a_files_place_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("o.yaml").mkdir()
    expected = r"^o.yaml: is a folder; expected a file with people with version, people, accounts, paths and fallback$"
    with pytest.raises(Misuse, match=expected):
        people.read(Path("o.yaml"))


def test_aliases_that_would_swell_are_refused_before_they_do() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    sheet = Sheet("r.yaml")
    assert parse("\n".join(rows), sheet) is None
    assert [fault for _, fault in sheet.faults] == [
        f"r.yaml:5: a4[7]: aliases stand for more than {LARGEST} entries; expected the entries written out"
    ]


def test_a_nest_without_a_floor_is_refused() -> None:
    sheet = Sheet("r.yaml")
    assert parse("[" * 5000, sheet) is None
    assert sheet.faults[0][1].endswith(": nested more than 40 deep; expected 40 at most")


def test_anchors_and_merge_keys_of_a_careful_writer_are_read(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(
        "x-usual: &usual {status: planned, owner: otto, visibility: nda}\nfeatures:\n"
        "  - {<<: *usual, id: a, name: A}\n  - {<<: [*usual], id: b, name: B, owner: lena}\n",
        encoding="utf-8",
    )
    features = roadmap.read(path, TODAY).features
    assert [(one.id, one.status, one.owner, one.visibility) for one in features] == [
        ("a", "planned", "otto", "nda"),
        ("b", "planned", "lena", "nda"),
    ]


WORDS = st.sampled_from(
    [
        "features",
        "id",
        "name",
        "status",
        "target",
        "aliases",
        "released",
        "people",
        "accounts",
        "from",
        "to",
        "2027-Q2",
        ": ",
        "\n",
        "  ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ",",
        '"',
        "'",
        "&a ",
        "*a",
        "!t ",
        "|",
        ">",
        "#",
        "\t",
        "~",
        "<<",
        "---",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=30).map("".join)))
def test_no_text_whatever_raises_anything_but_misuse(tmp_path: Path, text: str) -> None:
    path = tmp_path / "any.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    for fault in (*faults_of(lambda: roadmap.read(path, TODAY)), *faults_of(lambda: people.read(path))):
        assert "\n" not in fault
        assert "; " in fault


def faults_of(read: Callable[[], object]) -> tuple[str, ...]:
    try:
        read()
    except Misuse as told:
        return told.faults
    return ()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=40))
def test_no_bytes_whatever_raise_anything_but_misuse(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.yaml"
    path.write_bytes(content)
    with pytest.raises(Misuse):
        roadmap.read(path, TODAY)
