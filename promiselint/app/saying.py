"""`say`: what may be said of a feature today, every sentence of it put through the rules first."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from promiselint.app.judging import outcome_of, remembering
from promiselint.app.opening import Workspace, memory_of, open_workspace, world_of
from promiselint.app.options import Options
from promiselint.model.documents import Block, Document, Facts, Scope
from promiselint.model.errors import Misuse
from promiselint.model.roadmap import Feature, Roadmap
from promiselint.records.sheets import either, quoted
from promiselint.report.sayings import Saying
from promiselint.rewriting.saying import Asking, Draft, drafts, ending, silence

if TYPE_CHECKING:
    from promiselint.claims.world import World

PAPER = "saying.txt"  # what the text is judged as: no path of the configuration is meant by it
_BETWEEN = re.compile(r"[\s\u00ad\u2010-\u2015_-]+")
_NEAREST = 3
_NOTHING = {
    "en": "Nothing that passes the rules could be put together: each way to say it breaks {codes}. "
    "`promiselint explain {first}` tells why; {advice} may help.",
    "sv": "Inget som reglerna godtar gick att sätta ihop: varje sätt att säga det bryter mot {codes}. "
    "`promiselint explain {first}` berättar varför; {advice} kan hjälpa.",
}
#: What may help, where the roadmap's notes are not taken for told, and elsewhere.
_ADVICE = {
    "en": ("writing the roadmap's notes in the text's language", "another alias"),
    "sv": ("att skriva färdplanens noter på textens språk", "ett annat alias"),
}
_NOTES = frozenset(("PL304", "PL401"))

#: What finds fault with a text: the codes of the rules that it breaks.
Engine = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to say, and where; `on` None = today."""

    feature: str  # an id, a name or an alias
    channel: str | None = None
    customer: str = ""
    language: str = "en"
    on: dt.date | None = None
    stale_days: int = 45


def say(wish: Wish, options: Options) -> Saying:
    """What may be said of a feature.

    Raises:
        Misuse: no feature or several are called so; no roadmap, or a fault in a file that people wrote.
    """
    workspace = replace(open_workspace((), options), bare=True)
    feature = feature_called(wish.feature, workspace.roadmap)
    with memory_of(options) as memory:
        return said_of(feature, wish, workspace, remembering(world_of(workspace, memory)))


def said_of(feature: Feature, wish: Wish, workspace: Workspace, world: World) -> Saying:
    """As `say`, of a feature of a workspace that is open already."""
    roadmap = workspace.roadmap
    channel = wish.channel or ("email" if wish.customer else "web")
    on = wish.on or workspace.today
    asking = Asking(channel, wish.language, on, roadmap.as_of, roadmap.policy, wish.customer, wish.stale_days)
    saying = Saying(
        feature,
        channel,
        wish.customer,
        wish.language,
        on,
        roadmap.path,
        roadmap.as_of,
        warnings=workspace.book.configuration.warnings,
    )
    if why := silence(feature, asking):
        return replace(saying, silence=why)
    ways = tuple(drafts(feature, asking))
    # First what passes with unsure findings among the others, too.
    strict = passing(ways, engine_of(asking, replace(workspace, unsure=True), world))
    found = strict if isinstance(strict, Draft) else passing(ways, engine_of(asking, workspace, world))
    if not isinstance(found, Draft):
        return replace(saying, silence=_refused(found, wish.language))
    last = ending(feature, found, asking)
    return replace(saying, sentences=found.sentences, until=last.last, why=last.why)


def _refused(codes: Sequence[str], language: str) -> str:
    notes, other = _ADVICE.get(language, _ADVICE["en"])
    words = _NOTHING.get(language, _NOTHING["en"])
    return words.format(codes=", ".join(codes), first=codes[0], advice=notes if _NOTES & set(codes) else other)


def passing(ways: Sequence[Draft], engine: Engine) -> Draft | tuple[str, ...]:
    """The first draft in which nothing is found, with as much more as passes too; else what the first one breaks."""
    broken: tuple[str, ...] = ()
    for way in ways:
        if codes := engine(" ".join(way.sentences)):
            broken = broken or codes
            continue
        sentences = way.sentences
        for more in way.more:
            longer = (sentences[0], more, *sentences[1:])
            if not engine(" ".join(longer)):
                sentences = longer
        return replace(way, sentences=sentences, more=())
    return broken


def engine_of(asking: Asking, workspace: Workspace, world: World) -> Engine:
    """What judges a text as `check` would, on the channel and for the customer that it is meant for.

    What a whole proposal has to say somewhere (whom to turn to) is not asked of a few sentences.
    """
    facts = Facts(channel=asking.channel, customer=asking.customer or None, date=asking.on, language=asking.language)

    def judged(text: str) -> tuple[str, ...]:
        found = outcome_of(paper(text, facts), workspace, world).findings
        return tuple(dict.fromkeys(one.code for one in found if one.block >= 0))

    return judged


def paper(text: str, facts: Facts) -> Document:
    """A text as a document of one paragraph a line."""
    blocks, starts, offset = [], [], 0
    for line in text.split("\n"):
        starts.append(offset)
        if line.strip():
            places = range(offset, offset + len(line))
            blocks.append(Block(line, Scope.PARAGRAPH, tuple(places), tuple(one + 1 for one in places)))
        offset += len(line) + 1
    return Document(PAPER, text, tuple(blocks), facts, line_starts=tuple(starts), language=facts.language)


def feature_called(name: str, roadmap: Roadmap) -> Feature:
    """The feature with that id, name or alias, whatever its case, hyphens and plural.

    Raises:
        Misuse: none or several are called so, with the nearest names.
    """
    by_id = [one for one in roadmap.features if one.id == name]
    found = by_id or _called(name, roadmap) or _meant(name, roadmap)
    if len(found) == 1:
        return found[0]
    if found:
        ids = " and ".join(f"{one.id} ({' '.join(one.name.split())})" for one in found)
        raise Misuse(f"{roadmap.path}: {quoted(name)} means {ids}; expected one of these ids")
    near = _nearest(name, roadmap)
    expected = (
        f"did you mean {either([quoted(one) for one in near])}?" if near else "expected an id, a name or an alias"
    )
    raise Misuse(f"{roadmap.path}: {quoted(name)} is no feature's id, name or alias; {expected}")


def _called(name: str, roadmap: Roadmap) -> list[Feature]:
    wanted = _folded(name)
    return [one for one in roadmap.features if wanted in {_folded(each) for each in _names(one)}]


def _meant(name: str, roadmap: Roadmap) -> list[Feature]:
    """Features whose names have the same words in other forms: "Audit logs", "ruttplaneringen"."""
    from promiselint.claims.words import telling  # noqa: PLC0415 - --help shall not wait for it

    for language in ("en", "sv"):
        wanted = telling(name, language)
        found = [one for one in roadmap.features if wanted in {telling(each, language) for each in _names(one)}]
        if wanted and found:
            return found
    return []


def _names(feature: Feature) -> Sequence[str]:
    return (feature.id, feature.name, *(one.text for one in feature.aliases))


def _folded(name: str) -> str:
    return _BETWEEN.sub(" ", name).strip().casefold()


def _nearest(name: str, roadmap: Roadmap) -> list[str]:
    """The names of up to three features that look most like it."""
    spelt = {_folded(each): one for one in roadmap.features for each in _names(one)}
    close = difflib.get_close_matches(_folded(name)[:80], spelt, n=10, cutoff=0.5)
    wanted = set(_folded(name).split())
    sharing = [each for each in spelt if wanted & set(each.split())]
    return list(dict.fromkeys(" ".join(spelt[each].name.split()) for each in [*close, *sharing]))[:_NEAREST]
