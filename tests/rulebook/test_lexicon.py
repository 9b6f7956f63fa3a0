"""Word lists: merged, checked with lines, compiled when asked."""

from pathlib import Path

import pytest

from promiselint.model.errors import Misuse
from promiselint.rulebook.folder import folder
from promiselint.rulebook.lexicon import list_names, read_lexicons


def _write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def _faults(root: Path) -> list[str]:
    with pytest.raises(Misuse) as caught:
        read_lexicons([root])
    return [fault.replace(f"{root}/", "").replace("\\", "/") for fault in caught.value.faults]


def test_files_of_one_language_are_one_lexicon_and_lists_of_one_name_are_one_list(tmp_path: Path) -> None:
    ours = _write(
        tmp_path / "ours",
        {
            "lexicon/en.yaml": "tool: [hammer]\nuse: [uses a <tool>]\n",
            "lexicon/en/more.yaml": "tool: [saw]\n",
            "lexicon/sv.yaml": "tool: [hammare]\n",
        },
    )
    pack = _write(tmp_path / "pack", {"lexicon/en.yaml": "tool:\n  - chisel\nown.list:\n  - no\n"})
    lexicons = read_lexicons([ours, pack])
    assert sorted(lexicons) == ["en", "sv"]
    assert [found.group() for found in lexicons["en"].every("use", "Uses a saw, uses a chisel, uses a hammer")] == [
        "Uses a saw",
        "uses a chisel",
        "uses a hammer",
    ]
    assert lexicons["en"].holds("own.list", "No.")
    assert not lexicons["sv"].holds("own.list", "No.")
    assert lexicons["sv"].holds("tool", "Hammare")
    assert list_names(lexicons) == {"tool", "use", "own.list"}


def test_a_list_is_compiled_when_first_asked_for(tmp_path: Path) -> None:
    lexicon = read_lexicons([_write(tmp_path, {"lexicon/en.yaml": "a: [x]\nb: [y]\n"})])["en"]
    phrases = lexicon.lists["a"]
    assert phrases._patterns == {}
    assert lexicon.lists["a"] is lexicon.lists["a"]
    assert lexicon.search("a", "no") is None
    assert phrases._patterns == {}
    assert lexicon.search("a", "an x")
    assert list(phrases._patterns) == [0]
    assert (len(lexicon.lists), list(lexicon.lists), "c" in lexicon.lists) == (2, ["a", "b"], False)
    assert lexicon.search("c", "x") is None


def test_every_fault_of_every_file_is_told_with_its_line(tmp_path: Path) -> None:
    root = _write(
        tmp_path,
        {
            "lexicon/en.yaml": "good: [x]\nbad: word\nmore:\n  - fine\n  - '[so]'\n  - {a: b}\n",
            "lexicon/en/z.yaml": "- a list\n",
            "lexicon/sv.yaml": "a: [x\nb: y\n",
            "lexicon/sw.yaml": "a: [x]\n",
        },
    )
    assert _faults(root) == [
        "lexicon/sw.yaml:1: a lexicon of language sw; expected one of en, sv",
        "lexicon/en.yaml:2: bad: is no list; expected a list of phrases, each after a dash",
        'lexicon/en.yaml:5: more[1]: "[so]" holds no word; expected at least one that is not in [brackets]',
        "lexicon/en.yaml:6: more[2]: is no phrase; expected words (put signs such as : and # in quotes)",
        "lexicon/en/z.yaml:1: is no mapping; expected list names, each with a list of phrases",
        "lexicon/sv.yaml:2: did not find expected ',' or ']'; expected YAML",
    ]


def test_a_named_list_that_there_is_not_is_told_with_its_line(tmp_path: Path) -> None:
    root = _write(tmp_path, {"lexicon/en.yaml": "tools: [saw]\nuse:\n  - take\n  - use <tool>\n"})
    assert _faults(root) == ["lexicon/en.yaml:4: use[1]: <tool> names no list; did you mean tools?"]


def test_a_circle_of_lists_is_told_once(tmp_path: Path) -> None:
    root = _write(tmp_path, {"lexicon/en.yaml": "a:\n  - <b> x\nb:\n  - y <a>\n"})
    assert _faults(root) == ["lexicon/en.yaml:2: a[0]: leads back to itself (<a> -> <b> -> <a>); expected no circle"]


def test_a_key_given_twice_is_told(tmp_path: Path) -> None:
    root = _write(tmp_path, {"lexicon/en.yaml": "a: [x]\na: [y]\nb: z\n"})
    assert _faults(root) == ["lexicon/en.yaml:2: a: given twice, first on line 1; expected once"]


def test_a_folder_without_a_lexicon_has_empty_lexicons(tmp_path: Path) -> None:
    assert list_names(read_lexicons([tmp_path])) == frozenset()


def test_our_own_lexicon_compiles_whole() -> None:
    for lexicon in read_lexicons([folder()]).values():
        for name in lexicon.lists:
            for number in range(len(lexicon.lists[name].anchors)):
                assert lexicon.lists[name].pattern(number).search("") is None
