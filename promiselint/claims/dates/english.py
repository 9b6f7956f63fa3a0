"""English words for dates and times."""

# ruff: noqa: E501, ISC004 - phrases are listed, not wrapped

from __future__ import annotations

from promiselint.claims.dates.tokens import Phrases, spread
from promiselint.claims.dates.words import Words, near_table
from promiselint.model.time import Granularity

_DAY, _WEEK, _MONTH = Granularity.DAY, Granularity.WEEK, Granularity.MONTH
_QUARTER, _HALF, _YEAR = Granularity.QUARTER, Granularity.HALF, Granularity.YEAR

_ONES = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth \
fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
_ORDINALS = {word: number for number, word in enumerate(_ONES, 1)}
_ORDINALS |= {f"twenty-{word}": 20 + number for number, word in enumerate(_ONES[:9], 1)}
_ORDINALS |= {f"twenty {word}": 20 + number for number, word in enumerate(_ONES[:9], 1)}
_ORDINALS |= {"thirtieth": 30, "thirty-first": 31, "thirty first": 31}
_ORDINALS |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": -1, "final": -1}

_CARDINALS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
seventeen eighteen nineteen twenty".split()
_NUMBERS = {word: number for number, word in enumerate(_CARDINALS, 1)}
_NUMBERS |= {f"twenty-{word}": 20 + number for number, word in enumerate(_CARDINALS[:9], 1)}
_NUMBERS |= {"a": 1, "an": 1, "thirty": 30, "thirty-six": 36, "forty": 40, "forty-five": 45, "fifty": 50}
_NUMBERS |= {"sixty": 60, "ninety": 90, "one hundred": 100, "a hundred": 100, "a dozen": 12, "half a": 0}

_UNITS = spread(
    (_DAY, "day | days | calendar days | calendar day"), (_WEEK, "week | weeks | fortnight"),
    (_MONTH, "month | months | calendar months"), (_QUARTER, "quarter | quarters"),
    (_HALF, "half-year | half year | half-years"), (_YEAR, "year | years"),
)  # fmt: skip
_NEAR_UNITS = {
    "week": (_WEEK, False), "month": (_MONTH, False), "calendar month": (_MONTH, False), "quarter": (_QUARTER, False),
    "half-year": (_HALF, False), "half year": (_HALF, False), "half": (_HALF, False), "year": (_YEAR, False),
    "calendar year": (_YEAR, False), "fiscal year": (_YEAR, True), "financial year": (_YEAR, True), "fy": (_YEAR, True),
    "fiscal quarter": (_QUARTER, True), "fiscal": (_YEAR, True), "weekend": (_DAY, False),
}  # fmt: skip
_POINTERS = {
    "next": 1, "the next": 1, "this coming": 1, "coming": 1, "the coming": 1, "upcoming": 1, "the upcoming": 1,
    "this": 0, "the current": 0, "current": 0, "the present": 0, "the ongoing": 0, "the running": 0,
    "last": -1, "the previous": -1, "previous": -1, "the past": -1,
}  # fmt: skip
_NEARS = near_table(_POINTERS, _NEAR_UNITS)
_NEARS |= {
    "the week after next": (_WEEK, 2, False), "week after next": (_WEEK, 2, False),
    "the month after next": (_MONTH, 2, False), "the year after next": (_YEAR, 2, False),
    "the quarter after next": (_QUARTER, 2, False), "the year before last": (_YEAR, -2, False),
}  # fmt: skip
_PLAIN_UNITS = {unit: near for unit, near in _NEAR_UNITS.items() if unit not in {"half", "fiscal", "fy", "weekend"}}
_RESTS = near_table(
    dict.fromkeys(
        "later this|later in the|later on this|the rest of this|the rest of the|the remainder of this|"
        "the remainder of the|rest of the|before the end of the current|still this|sometime this|some time this".split(
            "|"
        ),
        0,
    ),
    _PLAIN_UNITS,
)
_RESTS |= near_table({"within the": 0, "within this": 0, "inside the": 0, "within the current": 0}, _PLAIN_UNITS)
_RESTS |= {
    "before the year is out": (_YEAR, 0, False), "before the year ends": (_YEAR, 0, False),
    "before the month is out": (_MONTH, 0, False), "before the quarter is out": (_QUARTER, 0, False),
    "before the week is out": (_WEEK, 0, False), "before the quarter ends": (_QUARTER, 0, False),
    "before the month ends": (_MONTH, 0, False), "before the year closes": (_YEAR, 0, False),
}  # fmt: skip
_BEGUN = near_table({"earlier this": 0, "earlier in the": 0, "so far this": 0, "thus far this": 0}, _PLAIN_UNITS)
_EDGE_UNITS = {"year": _YEAR, "quarter": _QUARTER, "month": _MONTH, "half-year": _HALF}
_EDGES = {
    form.format(unit): (granularity, 0, False)
    for unit, granularity in _EDGE_UNITS.items()
    for form in ("{}-end", "{} end", "{}'s end", "end-of-{}", "end of {}", "the {}'s end", "the {}-end", "close of {}")
}
_EDGES |= {
    "eoy": (_YEAR, 0, False), "eoq": (_QUARTER, 0, False), "eom": (_MONTH, 0, False), "eow": (_WEEK, 0, False),
    "fiscal year-end": (_YEAR, 0, True), "fiscal year end": (_YEAR, 0, True), "financial year-end": (_YEAR, 0, True),
    "financial year end": (_YEAR, 0, True), "fye": (_YEAR, 0, True), "calendar year-end": (_YEAR, 0, False),
    "end of week": (_WEEK, 0, False), "week's end": (_WEEK, 0, False), "end of fiscal year": (_YEAR, 0, True),
    "end of the fiscal year": (_YEAR, 0, True), "end of the financial year": (_YEAR, 0, True),
    "the end of the fiscal year": (_YEAR, 0, True), "the end of the financial year": (_YEAR, 0, True),
    "end of this year": (_YEAR, 0, False), "the end of this year": (_YEAR, 0, False),
    "the year is out": (_YEAR, 0, False), "the year ends": (_YEAR, 0, False),
}  # fmt: skip
_EDGES |= {
    form.format(year): (_YEAR, 0, True)
    for year in ("fiscal year", "financial year")
    for form in ("end of our {}", "the end of our {}", "our {}-end", "our {} end")
}

WORDS = Words(
    language="en",
    months=Phrases({name: number for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1)}),
    short_months=Phrases(spread(
        (1, "jan | jan."), (2, "feb | feb. | febr | febr."), (3, "mar | mar."), (4, "apr | apr."), (6, "jun | jun."),
        (7, "jul | jul."), (8, "aug | aug."), (9, "sep | sep. | sept | sept."), (10, "oct | oct."),
        (11, "nov | nov."), (12, "dec | dec."))),
    doubtful_months=frozenset(("may", "march")),
    first_names=frozenset(("april", "may", "june", "august", "jan", "jun")),
    capital_months=True,
    weekdays=Phrases(spread(
        (0, "monday | mon. | mon"), (1, "tuesday | tue. | tues. | tue | tues"), (2, "wednesday | wed. | wed"),
        (3, "thursday | thu. | thurs. | thu | thurs"), (4, "friday | fri. | fri"), (5, "saturday | sat. | sat"),
        (6, "sunday | sun. | sun"))),
    seasons=Phrases(spread(
        ((3, -1), "spring | springtime"), ((6, -1), "summer | summertime"),
        ((9, -1), "autumn | fall | autumntime"), ((12, -1), "winter | wintertime"),
        ((3, 0), "early-spring"), ((6, 2), "late-summer"), ((6, 1), "midsummer's | high summer"),
        ((12, 1), "midwinter"))),
    loose_seasons=frozenset(("fall", "spring")),
    holidays=Phrases(spread(
        ("christmas-day", "christmas | christmas day | xmas | christmas time | christmastime"),
        ("christmas-eve", "christmas eve | xmas eve"), ("boxing-day", "boxing day | st. stephen's day"),
        ("new-years-eve", "new year's eve | new years eve | nye"),
        ("new-years-day", "new year | new year's | new year's day | new years day | the new year"),
        ("epiphany", "epiphany"), ("twelfth-night", "twelfth night"),
        ("valentines-day", "valentine's day | valentines day"), ("st-patricks-day", "st patrick's day | st. patrick's day"),
        ("may-day", "may day | international workers' day"), ("labor-day", "labor day"), ("may-day", "labour day"),
        ("juneteenth", "juneteenth"), ("independence-day", "independence day | fourth of july"),
        ("bastille-day", "bastille day"), ("halloween", "halloween | hallowe'en"),
        ("all-saints-day", "all saints' day | all saints day"), ("bonfire-night", "bonfire night | guy fawkes night"),
        ("remembrance-day", "remembrance day | veterans day | armistice day"), ("lucia", "lucia | saint lucy's day"),
        ("shrove-tuesday", "shrove tuesday | pancake day | mardi gras"), ("ash-wednesday", "ash wednesday"),
        ("palm-sunday", "palm sunday"), ("maundy-thursday", "maundy thursday"), ("good-friday", "good friday"),
        ("easter-eve", "holy saturday | easter saturday | easter eve"), ("easter", "easter | easter sunday | easter day"),
        ("easter-monday", "easter monday"), ("ascension", "ascension day | ascension | ascension thursday"),
        ("pentecost", "pentecost | whit sunday | whitsun | whitsunday"), ("whit-monday", "whit monday | pentecost monday"),
        ("midsummer-eve", "midsummer | midsummer's eve | midsummer eve"), ("midsummer-day", "midsummer day | midsummer's day"),
        ("mlk-day", "martin luther king day | martin luther king jr. day | mlk day"),
        ("presidents-day", "presidents' day | presidents day | president's day"),
        ("memorial-day", "memorial day | spring bank holiday | late may bank holiday"),
        ("early-may-holiday", "early may bank holiday | may bank holiday"),
        ("august-holiday", "august bank holiday | summer bank holiday"), ("columbus-day", "columbus day"),
        ("thanksgiving", "thanksgiving | thanksgiving day"), ("black-friday", "black friday"),
        ("cyber-monday", "cyber monday"), ("first-advent", "first advent | first sunday of advent | first sunday in advent"),
        ("the-holidays", "the holidays | the holiday season | the christmas holidays | the christmas break | the festive season"),
        ("walpurgis", "walpurgis night | walpurgis"))),
    ordinals=Phrases(_ORDINALS),
    suffixes=frozenset(("st", "nd", "rd", "th")),
    numbers=Phrases(_NUMBERS),
    units=Phrases(_UNITS),
    working_days=Phrases(dict.fromkeys(
        ("working days", "business days", "working day", "business day", "workdays", "banking days", "weekdays"), _DAY)),
    relations=Phrases(spread(
        ("", "in | on | during | for | at | over | around | about | circa | ca. | ca | c. | approx. | approximately | "
             "roughly | some time in | sometime in | some time during | sometime during | sometime around | to | into | "
             "of | the month of | towards | toward | throughout | as early as | as soon as | already in | already on | "
             "come | due | later in | on or around | on or about | coming | arriving | launching | targeting | scheduled | "
             "expected | planned | at some point in | at some point during | at some time in | across | dated | eta | "
             "eta: | date: | due: | target: | delivery: | release date: | slated | estimated | est. | est | released | available | copyright | © | (c)"),
        ("by", "by | no later than | not later than | at the latest by | by the latest | latest by | on or before | "
               "in time for | just in time for | at the latest in | at the latest on | latest in | well in time for | "
               "in good time for | not any later than | at latest by | no later than by"),
        ("before", "before | prior to | ahead of | in advance of | well before | just before | shortly before | "
                   "well ahead of | even before | still before | any time before"),
        ("until", "until | till | up to | through | up until | 'til | til | all the way to | up to and including | "
                  "until and including"),
        ("from", "from | starting | starting in | starting on | starting from | starting with | beginning in | "
                 "beginning on | beginning | beginning with | as of | as from | effective | effective from | "
                 "effective as of | with effect from | with effect as of | commencing | commencing on | commencing in | "
                 "on and after | on or after | from and including | from as early as | eff."),
        ("after", "after | later than | following | only after | shortly after | soon after | just after | right after | "
                  "immediately after"),
        ("earliest", "not before | no earlier than | not earlier than | no sooner than | not sooner than | earliest in | "
                     "earliest on | earliest | at the earliest in | at the earliest on | at the earliest by | not until | "
                     "not any earlier than | at earliest in | never before"),
        ("since", "since | ever since"),
        ("between", "between"))),
    articles=frozenset(("the",)),
    cuts=Phrases(spread(
        (("third", 0), "early | early in | early on in | beginning of | start of | at the beginning of | at the start of | "
                       "first part of | first weeks of | first days of | first third of | opening weeks of | "
                       "first few weeks of | outset of | very early in | very early | the early part of | early part of | "
                       "turn into | first months of | first few months of | the very beginning of"),
        (("third", 1), "mid | mid- | middle of | midway through | halfway through | around the middle of | at the middle of | "
                       "middle part of | in the middle of | the midpoint of | midpoint of | middle third of"),
        (("third", 2), "late | late in | very late in | latter part of | tail end of | at the tail end of | later part of | "
                       "at the end of | towards the end of | toward the end of | around the end of | near the end of | "
                       "close to the end of | last weeks of | last days of | final weeks of | closing weeks of | "
                       "last third of | final days of | in the end of | at the very end of | last part of | "
                       "last few weeks of | last months of | final months of | at end of | towards end of | final part of"),
        (("half", 0), "first half of | 1st half of | first half | first half-year of | first six months of"),
        (("half", 1), "second half of | 2nd half of | latter half of | last half of | back half of | second half | "
                      "second half-year of | final half of | last six months of"),
        (("edge", 0), "end of | close of | the end of | the close of | the very end of | the end | end"),
        (("day", 0), "first day of | 1st day of"), (("day", 1), "last day of | final day of"))),
    of=frozenset(("of", "in")),
    whole_units=Phrases(spread(
        (_YEAR, "year | calendar year | new year"), (_QUARTER, "quarter"), (_MONTH, "month"), (_WEEK, "week"), (_HALF, "half-year"))),
    edges=Phrases(_EDGES),
    turns=Phrases(spread(
        (_YEAR, "turn of the year | turn of year | the turn of the year | year's turn | the year turns"),
        (_QUARTER, "turn of the quarter"), (_MONTH, "turn of the month"), (_HALF, "turn of the half-year"))),
    nears=Phrases(_NEARS),
    rests=Phrases(_RESTS),
    begun=Phrases(_BEGUN),
    pointers=Phrases(_POINTERS),
    days=Phrases(spread(
        (0, "today | tonight | this morning | this afternoon | this evening"),
        (1, "tomorrow | tomorrow morning"), (2, "the day after tomorrow | day after tomorrow"),
        (-1, "yesterday"), (-2, "the day before yesterday"))),
    past_seasons=Phrases({"last fall": 9}),
    coming_seasons=Phrases({"this fall": 9}),
    year_tails=Phrases(spread(
        (1, "next year | of next year | in next year | the coming year | of the coming year | of the following year"),
        (0, "this year | of this year | of the current year | of the year | of the present year | in this year"),
        (-1, "last year | of last year | the previous year | of the previous year"), (2, "the year after next"))),
    quarter_words=frozenset(("quarter", "quarters", "qtr")),
    half_words=frozenset(("half", "half-year")),
    week_words=Phrases(spread(
        (False, "week | wk | wk. | w | w. | calendar week | cw | iso week | week no. | week number"), (True, "weeks | wks"))),
    week_of=Phrases(dict.fromkeys(
        ("week of", "the week of", "w/c", "week commencing", "week beginning", "week starting", "w/b", "wc", "wk of"), True)),
    fiscal_words=Phrases(dict.fromkeys(
        ("fiscal year", "financial year", "fiscal", "fy", "budget year", "the fiscal year", "business year", "f.y."), True)),
    whole_year=Phrases(dict.fromkeys(
        ("calendar year", "year", "cy", "all of", "the whole of", "full year", "full-year", "calendar", "the year"), True)),
    spans=Phrases(spread(
        ("within", "within | within the next | in the next | over the next | during the next | in the coming | "
                   "over the coming | during the coming | inside | in under | in less than | for the next | the next | "
                   "within the coming | inside of | in no more than | no more than | within at most | in at most | "
                   "within about | within approximately | within roughly | not more than | over the following | "
                   "through the next | in the course of the next | withing | by within | within just | within only | "
                   "in fewer than | within less than | within the first"),
        ("in", "in | in about | in around | in roughly | in approximately | in some | in another | in just over"))),
    since_now=Phrases(dict.fromkeys(
        ("from now", "from today", "from the date of this document", "from the date hereof", "hence",
         "from the date of this letter", "from the date of this proposal", "of today", "' time", "time", "'s time",
         "from this date", "from publication"), True)),
    ago=Phrases(dict.fromkeys(("ago", "back", "earlier"), True)),
    ago_before=Phrases({}),
    of_event=frozenset(("of", "after", "from", "following")),
    earliest=Phrases(dict.fromkeys(
        ("at the earliest", "at the very earliest", "or later", "and later", "earliest", "at earliest", "or thereafter"), True)),
    onwards=Phrases(dict.fromkeys(
        ("onwards", "onward", "on", "and onwards", "and onward", "and beyond", "and on", "forward", "and after",
         "going forward", "and thereafter", "or after"), True)),
    latest=Phrases(dict.fromkeys(
        ("at the latest", "at the very latest", "latest", "or sooner", "or earlier", "or before", "at latest"), True)),
    to=frozenset(("to", "through", "until", "till", "-", "thru")),
    either=frozenset(("or", "/")),
    both=frozenset(("and", "&", "+")),
    every=frozenset(("every", "each", "any", "most", "some")),
    counted=frozenset(
        "users customers clients people employees seats licences licenses sites buildings stores shops schools patients "
        "orders rows records files documents items units pieces devices sensors vehicles robots rooms beds hours minutes "
        "seconds days weeks months times percent per kr sek eur usd gbp dkk nok euro euros dollars pounds kwh mwh gwh kw "
        "mw kg tonnes km m mm cm ml l gb mb tb kb mhz ghz px dpi companies organisations organizations members tickets "
        "messages events requests transactions calls emails pages products invoices".split()),
    auxiliaries=frozenset(
        "will can may might could should would shall must are is were was have has had do did get got see saw".split()),
    spoils=frozenset(
        "campaign campaigns sale sales collection party school schools job jobs house houses home break breaks holiday "
        "holidays temperature temperatures peak heat fair camp camps menu menus event results report reports earnings "
        "figures revenue revenues tyres tires coat coats jacket clothes cleaning water balanced mode "
        "closing accounts statement statements bonus processing procedure procedures procurement cover "
        "lounge solstice equinox olympics games intern interns internship vacation vacations hours "
        "schedule staff staffing loaded steel".split()),
    no_duration=frozenset(
        "once twice times only just record typically usually average normally done completed finished completes installed "
        "implemented migrated trained recovered configured".split()),
    parts_of_day=frozenset(("mornings", "evenings", "afternoons", "nights")),
    ended=Phrases(dict.fromkeys(
        ("is out", "is over", "ends", "closes", "has ended", "is through", "comes to an end", "comes to a close"), True)),
    version_words=frozenset(("version", "release", "v", "rel", "ver", "build", "update")),
)  # fmt: skip
