"""What a template engine or MDX would replace: masked by signs of the same length, so that nothing moves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from promiselint.documents.indents import unindented
from promiselint.documents.prose import Fillers

_FARTHEST = 2_000  # characters: a tag that is longer is taken for prose that happens to hold braces
_BLOCK_TAG = r"\{%-?\s*(?:comment|highlight|schema|javascript|stylesheet|style|codeblock|mermaid|doc)\b"
_SHORTCODES = (
    "highlight|comment|mermaid|katex|math|chem|codeblock|code|gist|vega|plantuml"  # what is in them is no prose
)
_OPENING = re.compile(
    r"(?P<fence>(?<![^\r\n])(?:[ \t>]|[-*+] |\d{1,3}[.)] )*(?P<ticks>`{3,}|~{3,}))|(?P<code>`+)|(?P<comment>\{/\*)"
    r"|(?P<paired>\{\{[<%]-?\s*(?:" + _SHORTCODES + r")\b(?![^}\n]{0,200}/[>%]\}\}))"
    r"|(?P<shortcode>\{\{[<%])"
    r"|(?P<hidden>\{\{!--|\{\{~?-?\s*/\*)"
    r"|(?P<logic>\{\{[~-]?\s*(?:[#/^>!]|(?:else|end|break|continue)(?=\s|[~-]?\}\})"
    r"|(?:if|range|with|block|define|template|partial|include)\s+[\"\w.$(]))"
    r"|(?P<expression>\{\{\{?)"
    r"|(?P<block>" + _BLOCK_TAG + r")|(?P<tag>\{%)|(?P<note>\{#-?(?=\s))|(?P<server><%(?=-?=))|(?P<code_tag><%)"
    r"|(?P<attributes>\{:(?=[\s.#\w]))|(?P<container>(?<![^\r\n])[ \t]*:{3,}[^\r\n]*)"
)
_MDX_OPENING = re.compile(_OPENING.pattern + r"|(?P<braces>\{)|(?P<esm>(?<![^\r\n])(?:import|export)\b(?=[\s{*\"']))")
_CLOSING = {
    "comment": "*/}", "expression": "}}", "logic": "}}", "hidden": "}}", "tag": "%}", "note": "#}", "server": "%>",
    "code_tag": "%>", "attributes": "}",
}  # fmt: skip
_COMMENTS = {"comment", "note", "block", "hidden", "code_tag", "paired"}  # where a comment may stand
TEMPLATES = frozenset(
    ".j2 .jinja .jinja2 .liquid .njk .twig .hbs .handlebars .mustache .erb .ejs .tmpl .tpl .gotmpl .tera".split()
)
_BLANK_LINE = re.compile(r"(?:\n|\r(?!\n))[ \t]*(?=\r|\n)")
_PARAGRAPH_END = re.compile(r"(?:\n|\r(?!\n))[ \t]*[\r\n]|\Z")
_MDX_TAG = re.compile(r"""</?(?:[A-Z][\w.]*+|\w++\.[\w.]++|(?=>))(?:[^<>"']++|"[^"]{0,500}+"|'[^']{0,500}+'){0,60}+>""")
_NOT_END = re.compile(r"[^\r\n]")
_BLOCK_BEGINS = re.compile(
    r"(?:(?:\A|\n|\r(?!\n))[ \t]*|---[ \t]*)(?:\r\n|\r|\n)\Z"
)  # after a blank line or front matter
_LONGEST_LINE = 400


def suffix_of(name: str) -> str:
    """The suffix that says how a file is read, in lower case: that under a template's own ("offer.md.j2")."""
    path = PurePath(name)
    suffix = path.suffix.lower()
    return PurePath(path.stem).suffix.lower() if suffix in TEMPLATES else suffix


@dataclass(frozen=True, slots=True)
class Masked:
    """The text with everything masked; `comments` are where a template's own comments stand."""

    text: str
    fillers: Fillers = Fillers()  # noqa: RUF009 - frozen
    comments: tuple[tuple[int, int], ...] = ()


Stretch = tuple[int, int, bool]  # from, to, whether a reader will see something there


def masked(text: str, body: int, *, markdown: bool, mdx: bool = False) -> Masked:
    """Mask everything from offset `body` on. `markdown` = code in back-ticks is left alone; `mdx` = JSX goes too."""
    if not any(sign in text for sign in ("{{", "{%", "{#", "{/*", "<%", "{:", ":::")) and not mdx:
        return Masked(text)
    comments: list[tuple[int, int]] = []
    stretches = list(_stretches(text, body, _Syntax(markdown, mdx, comments)))
    fillers = unused(text)
    whole = _filled(text, stretches, fillers) if stretches else text
    if mdx:
        gone = fillers.gone
        whole = whole[:body] + _MDX_TAG.sub(lambda tag: _NOT_END.sub(gone, tag[0]), whole[body:])
    if whole is text and not mdx:
        return Masked(text)
    whole = _without_lines(whole, body, fillers.gone)
    return Masked(unindented(whole, body, fillers.gone) if mdx else whole, fillers, tuple(comments))


@dataclass(frozen=True, slots=True)
class _Syntax:
    markdown: bool
    mdx: bool
    comments: list[tuple[int, int]]


def _stretches(text: str, body: int, syntax: _Syntax) -> Iterator[Stretch]:
    pattern = _MDX_OPENING if syntax.mdx else _OPENING
    at = body
    endless: set[str] = set()  # blocks that are known to have no end tag from here on
    while (opening := pattern.search(text, at)) is not None:
        begin, kind = opening.start(), opening.lastgroup or ""
        if opening["ticks"] or kind == "code":
            at = _past_code(text, opening) if syntax.markdown else opening.end()
            continue
        if kind in {"block", "paired"}:
            end = _block_end(text, opening, endless)
        elif syntax.mdx and kind in {"expression", "logic", "hidden"}:
            end = _braces_end(text, opening)  # an object within braces
        else:
            end = _END.get(kind, _tag_end)(text, opening)
        if kind in {"attributes", "container", "braces", "esm"} and not (syntax.markdown or syntax.mdx):
            end = -1
        if end < 0:
            at = opening.end()
            continue
        if kind in _COMMENTS or text.startswith("{/*", begin):
            syntax.comments.append((begin, end))
        shown = kind in {"expression", "server", "braces"} or (syntax.mdx and kind in {"logic", "hidden"})
        yield begin, end, shown and not text.startswith("{/*", begin)
        at = end


def _past_code(text: str, opening: re.Match[str]) -> int:
    """Past a fenced block or a code span; past the back-ticks alone where they open nothing."""
    ticks = opening["ticks"]
    if ticks:
        closing = re.compile(rf"(?<![^\r\n])[ \t>]*{re.escape(ticks[0])}{{{len(ticks)},}}[ \t]*(?![^\r\n])")
        found = closing.search(text, opening.end())
        return found.end() if found else len(text)
    run = opening[0]
    end = _bounded(text, opening.end(), run)
    while end >= 0 and text.startswith("`", end):  # a longer run does not close it
        past = end
        while text.startswith("`", past):
            past += 1
        end = _bounded(text, past, run)
    return end if end >= 0 else opening.end()


def _bounded(text: str, begin: int, closing: str) -> int:
    """Past the next `closing`, if it is near and in the same paragraph; else -1."""
    found = text.find(closing, begin, begin + _FARTHEST)
    if found < 0 or _BLANK_LINE.search(text, begin, found):
        return -1
    return found + len(closing)


def _tag_end(text: str, opening: re.Match[str]) -> int:
    closing = "}}}" if opening[0] == "{{{" else _CLOSING[opening.lastgroup or ""]
    if opening[0].endswith("!--"):
        closing = "--}}"
    return _bounded(text, opening.end(), closing)


def _shortcode_end(text: str, opening: re.Match[str]) -> int:
    closing = (">" if opening[0][2] == "<" else "%") + "}}"
    return _bounded(text, opening.end(), closing)


def _block_end(text: str, opening: re.Match[str], endless: set[str]) -> int:
    """Past the end tag of a block whose content is no prose; past its own tag where it has none."""
    name = re.sub(r"\W", "", opening[0])
    paired = opening.lastgroup == "paired"
    key = f"{paired}{name}"
    if key not in endless:
        closing = rf"\{{\{{[<%]-?\s*/\s*{name}\b[^}}\n]{{0,100}}\}}\}}" if paired else rf"\{{%-?\s*end{name}\s*-?%\}}"
        end = re.compile(closing).search(text, opening.end())
        if end is not None:
            return end.end()
        endless.add(key)
    return _shortcode_end(text, opening) if paired else _bounded(text, opening.end(), "%}")


def _container_end(_: str, opening: re.Match[str]) -> int:
    return opening.end()


def _esm_end(text: str, opening: re.Match[str]) -> int:
    """Past an import or export, which goes on to the paragraph's end, or farther where a brace is still open."""
    before = text[max(0, opening.start() - _LONGEST_LINE) : opening.start()]
    if before and _BLOCK_BEGINS.search(before) is None:
        return -1
    found = _PARAGRAPH_END.search(text, opening.end())
    end = found.start() if found else len(text)
    brace = text.find("{", opening.end(), end)
    closed = _braces_end(text, brace) if brace >= 0 else -1
    if closed > end:
        found = _PARAGRAPH_END.search(text, closed)
        end = found.start() if found else len(text)
    return end


def _braces_end(text: str, opening: re.Match[str] | int) -> int:
    """Past the brace that closes this one, strings and nested braces counted."""
    begin = opening if isinstance(opening, int) else opening.start()
    depth = 0
    for sign in re.finditer(r"[{}]|\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`|/\*.*?\*/", text[begin : begin + _FARTHEST]):
        if sign[0] == "{":
            depth += 1
        elif sign[0] == "}":
            depth -= 1
            if depth == 0:
                return begin + sign.end()
    return -1


_END: dict[str, Callable[[str, re.Match[str]], int]] = {
    "shortcode": _shortcode_end,
    "container": _container_end,
    "esm": _esm_end,
    "braces": _braces_end,
}


def unused(text: str) -> Fillers:
    """Two signs that the text does not hold, from the private-use areas."""
    found: list[str] = []
    for number in (*range(0xE000, 0xF900), *range(0xF0000, 0xFFFFE)):
        if chr(number) not in text:
            found.append(chr(number))
            if len(found) == 2:
                return Fillers(found[0], found[1])
    return Fillers(" ", " ")


def _filled(text: str, stretches: list[Stretch], fillers: Fillers) -> str:
    parts: list[str] = []
    done = 0
    for begin, end, shown in stretches:
        parts.append(text[done:begin])
        parts.append(_NOT_END.sub(fillers.shown if shown else fillers.gone, text[begin:end]))
        done = end
    parts.append(text[done:])
    return "".join(parts)


def _without_lines(text: str, body: int, gone: str) -> str:
    """Lines on which nothing is left become blank, but for those within a table, which they would end."""
    line = re.compile(rf"(?<![^\r\n])(?P<quote>[ \t>]*){gone}[{gone} \t]*(?![^\r\n])")

    def blanked(found: re.Match[str]) -> str:
        before = text[max(0, found.start() - _LONGEST_LINE) : found.start()]
        lines = before.rstrip("\r\n").rsplit("\n", 1)
        in_table = lines[-1].lstrip(" \t>").startswith(("|", gone))
        return found[0] if in_table and "|" in before else found["quote"] + " " * (len(found[0]) - len(found["quote"]))

    return text[:body] + line.sub(blanked, text[body:]) if body else line.sub(blanked, text)
