"""Everything that claims are made of beside the document: roadmap, word lists, reader, calendar."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from promiselint.claims.dates import Calendar
from promiselint.claims.linking import Linker
from promiselint.claims.meant import Meant
from promiselint.claims.measured import Measures
from promiselint.claims.weighing import Heads
from promiselint.language.meaning import Encoder
from promiselint.language.network import Vectors
from promiselint.language.reader import Reader
from promiselint.model.lexicon import Lexicon
from promiselint.model.roadmap import Feature, Roadmap


@dataclass(frozen=True)
class World:
    """Built once for a run; `fiscal_year_start` is the month in which the fiscal year begins."""

    roadmap: Roadmap
    lexicons: Mapping[str, Lexicon]
    reader: Reader = field(default_factory=Reader)
    fiscal_year_start: int = 1
    encoder: Encoder = field(default_factory=Encoder)
    heads: Heads = field(default_factory=Heads)

    @functools.cached_property
    def linker(self) -> Linker:
        """Finds the roadmap's features in text."""
        return Linker(self.roadmap, self.lexicons)

    @functools.cached_property
    def meant(self) -> Meant:
        """Finds the entry that a text means without naming it."""
        return Meant(self.roadmap, self.encoder)

    @functools.cached_property
    def measures(self) -> Measures:
        """Finds the entry that a text means by what it counts."""
        return Measures(self.roadmap)

    def weigh(self, text: str, language: str, signs: Vectors) -> Mapping[str, float]:
        """What the trained heads say of a text: probabilities by name, 0 to 1."""
        (vector,) = self.encoder.vectors([text], language)
        return self.heads.scores(vector, signs, language)

    @functools.cached_property
    def features(self) -> Mapping[str, Feature]:
        """The roadmap's features by id."""
        return {feature.id: feature for feature in self.roadmap.features}

    @functools.cached_property
    def vendor(self) -> re.Pattern[str]:
        """Any name of the vendor or of one of its products, in any inflection of the genitive."""
        names = [self.roadmap.vendor, *(alias.text for alias in self.roadmap.vendor_aliases)]
        names += [name for p in self.roadmap.products for name in (p.name, *(alias.text for alias in p.aliases))]
        return any_name(names)

    def lexicon(self, language: str) -> Lexicon:
        """The word lists of a language; English for one that has none."""
        return self.lexicons.get(language) or self.lexicons["en"]

    def calendar(self, date: dt.date | None) -> Calendar:
        """How dates in a document of that day are read; the roadmap's day where the document gives none."""
        releases = {version: target.window for version, target in self.roadmap.releases.items()}
        start = self.roadmap.fiscal_year_start if self.roadmap.fiscal_year_start != 1 else self.fiscal_year_start
        return Calendar(date or self.roadmap.as_of, start, releases)


def any_name(names: list[str]) -> re.Pattern[str]:
    """A pattern for any of the names on whole words, with a genitive s; one that never matches where there are none."""
    told = sorted({name.strip() for name in names if name and len(name.strip()) > 1}, key=len, reverse=True)
    if not told:
        return re.compile(r"(?!)")
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(name) for name in told) + r")(?:['’]?s)?(?!\w)")
