"""The words of time in both languages: months, numbers, seasons, holidays, and the patterns made of them."""

from __future__ import annotations

import re

MONTHS = {
    "en": {name: number for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1) for name in names.split()},
    "sv": {name: number for number, names in enumerate(
        ("januari jan", "februari febr feb", "mars mar", "april apr", "maj", "juni jun", "juli jul", "augusti aug",
         "september sept sep", "oktober okt", "november nov", "december dec"), 1) for name in names.split()},
}  # fmt: skip
SEASONS = {
    "en": {"spring": 3, "springtime": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12},
    "sv": {"våren": 3, "vår": 3, "sommaren": 6, "sommar": 6, "hösten": 9, "höst": 9, "vintern": 12, "vinter": 12,
           "vårens": 3, "sommarens": 6, "höstens": 9, "vinterns": 12},
}  # fmt: skip
ORDER = {
    "en": {
        "first": 1,
        "second": 2,
        "third": 3,
        "fourth": 4,
        "final": 0,
        "last": 0,
        "1st": 1,
        "2nd": 2,
        "3rd": 3,
        "4th": 4,
    },
    "sv": {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "sista": 0},
}
WEEKDAYS = {
    "en": {
        name: number for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
    },
    "sv": {name: number for number, name in enumerate("måndag tisdag onsdag torsdag fredag lördag söndag".split())}
    | {
        name: number
        for number, name in enumerate("måndagen tisdagen onsdagen torsdagen fredagen lördagen söndagen".split())
    },
}
HOLIDAYS = {
    "en": {"christmas eve": "jul", "christmas": "christmas", "new year's eve": "new-year-eve", "new year's day": "new-year",
           "new year": "new-year", "easter": "easter", "good friday": "good-friday", "thanksgiving": "thanksgiving",
           "black friday": "black-friday", "midsummer": "midsummer", "halloween": "halloween", "pentecost": "pentecost",
           "whitsun": "pentecost", "ascension day": "ascension", "valentine's day": "valentine", "epiphany": "epiphany"},
    "sv": {"julafton": "jul", "julen": "jul", "jul": "jul", "juldagen": "christmas", "nyårsafton": "new-year-eve",
           "nyårsdagen": "new-year", "nyår": "new-year", "nyåret": "new-year", "påsk": "easter", "påsken": "easter",
           "långfredagen": "good-friday", "midsommar": "midsummer", "midsommarafton": "midsummer", "lucia": "lucia",
           "pingst": "pentecost", "valborg": "walpurgis", "trettondagen": "epiphany", "alla helgons dag": "all-saints",
           "allhelgona": "all-saints", "kristi himmelsfärdsdag": "ascension", "black friday": "black-friday"},
}  # fmt: skip
COUNTS = {
    "en": dict(zip("a an one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty sixty ninety".split(),
                   (1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20, 30, 60, 90), strict=True)),
    "sv": dict(zip("en ett två tre fyra fem sex sju åtta nio tio elva tolv femton tjugo trettio sextio nittio".split(),
                   (1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20, 30, 60, 90), strict=True)),
}  # fmt: skip
UNITS = {
    "en": {"day": "day", "days": "day", "business days": "day", "working days": "day", "week": "week", "weeks": "week",
           "month": "month", "months": "month", "quarter": "quarter", "quarters": "quarter", "year": "year", "years": "year"},
    "sv": {"dag": "day", "dagar": "day", "dygn": "day", "arbetsdagar": "day", "vecka": "week", "veckor": "week",
           "månad": "month", "månader": "month", "kvartal": "quarter", "år": "year", "halvår": "half"},
}  # fmt: skip
_ORDINALS_EN = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
_ORDINALS_SV = "första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde fjortonde femtonde sextonde sjuttonde artonde nittonde tjugonde".split()
DAY_WORDS = {
    "en": {word: number for number, word in enumerate(_ORDINALS_EN, 1)},
    "sv": {word: number for number, word in enumerate(_ORDINALS_SV, 1)} | {"sista": 31},
}


def any_of(words: object) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(sorted((re.escape(str(word)).replace("'", "['’]") for word in words), key=len, reverse=True))  # type: ignore[attr-defined]
