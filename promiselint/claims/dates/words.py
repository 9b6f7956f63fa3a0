"""What a language must tell: its words for months, units, relations and the like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from promiselint.claims.dates.tokens import Phrases
from promiselint.model.time import Granularity

# What a phrase before a period cuts from it: a third (0, 1, 2), a half (0, 1), its edge, its first or last day.
Cut = tuple[str, int]
# A unit of the calendar, how many away from the one that holds the reference, and whether the fiscal one is meant.
Near = tuple[Granularity, int, bool]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, each phrase in lower case; "" as a relation ties a date plainly ("in")."""

    language: str
    months: Phrases[int]
    short_months: Phrases[int]
    doubtful_months: frozenset[str]  # also other words in lower case: "may", "march"
    first_names: frozenset[str]  # months that are also names
    capital_months: bool  # a month without a capital needs a day or year beside it
    weekdays: Phrases[int]
    seasons: Phrases[tuple[int, int]]  # first month, and the third that is meant (-1 = all)
    loose_seasons: frozenset[str]  # seasons that are also other words: "fall", "vår"
    holidays: Phrases[str]
    ordinals: Phrases[int]
    suffixes: frozenset[str]  # of a day's number: "st", "e"
    numbers: Phrases[int]
    units: Phrases[Granularity]
    working_days: Phrases[Granularity]
    relations: Phrases[str]
    articles: frozenset[str]
    cuts: Phrases[Cut]
    of: frozenset[str]  # between a cut or an ordinal and its period
    whole_units: Phrases[Granularity]  # "the year" after a cut: the one that holds the reference
    edges: Phrases[Near]  # "year-end"
    turns: Phrases[Granularity]  # "the turn of the year"
    nears: Phrases[Near]  # "next month"
    rests: Phrases[Near]  # "later this year"
    begun: Phrases[Near]  # "earlier this year"
    pointers: Phrases[int]  # "this", "next", "last" before a name: 0, 1, -1
    days: Phrases[int]  # "tomorrow": days from the reference
    past_seasons: Phrases[int]  # "i våras"
    coming_seasons: Phrases[int]  # "i höst"
    year_tails: Phrases[int]  # "next year" after a month: years from the reference's
    quarter_words: frozenset[str]
    half_words: frozenset[str]
    week_words: Phrases[bool]  # "week"; whether several are meant
    week_of: Phrases[bool]  # "week of" before a day
    fiscal_words: Phrases[bool]
    whole_year: Phrases[bool]  # "calendar year" before a number
    spans: Phrases[str]  # "within", "in": how a number of units counts from the reference
    since_now: Phrases[bool]  # "from now" after a number of units
    ago: Phrases[bool]
    ago_before: Phrases[bool]  # "för" before "två veckor sedan"
    of_event: frozenset[str]  # after "within 30 days": counted from something else
    earliest: Phrases[bool]
    onwards: Phrases[bool]
    latest: Phrases[bool]
    to: frozenset[str]  # between the ends of a range
    either: frozenset[str]  # "or": one of two
    both: frozenset[str]  # "and"
    every: frozenset[str]  # before a weekday that recurs
    counted: frozenset[str]  # nouns before which a year's number is an amount
    auxiliaries: frozenset[str]
    spoils: frozenset[str]  # nouns after which a season or quarter is no time: "summer campaign"
    no_duration: frozenset[str]  # words before "in three weeks" that make it the length of something
    parts_of_day: frozenset[str]
    version_words: frozenset[str]
    past_weekdays: Phrases[int] = field(default_factory=lambda: Phrases({}))  # "i tisdags"
    ended: Phrases[bool] = field(default_factory=lambda: Phrases({}))  # after "innan våren": "är slut"


def near_table(
    pointers: Mapping[str, int], units: Mapping[str, tuple[Granularity, bool]], form: str = "{pointer} {unit}"
) -> dict[str, Near]:
    """Every pointer before every unit: "next month" -> (month, 1, False)."""
    return {
        form.format(pointer=pointer, unit=unit): (granularity, offset, fiscal)
        for pointer, offset in pointers.items()
        for unit, (granularity, fiscal) in units.items()
    }
