"""Swedish words for dates and times."""

# ruff: noqa: E501, ISC004 - phrases are listed, not wrapped

from __future__ import annotations

from promiselint.claims.dates.tokens import Phrases, spread
from promiselint.claims.dates.words import Words, near_table
from promiselint.model.time import Granularity

_DAY, _WEEK, _MONTH = Granularity.DAY, Granularity.WEEK, Granularity.MONTH
_QUARTER, _HALF, _YEAR = Granularity.QUARTER, Granularity.HALF, Granularity.YEAR

_ONES = (
    "första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde fjortonde femtonde \
sextonde sjuttonde artonde nittonde tjugonde".split()
)
_ORDINALS = {word: number for number, word in enumerate(_ONES, 1)}
_ORDINALS |= {f"tjugo{word}": 20 + number for number, word in enumerate(_ONES[:9], 1)}
_ORDINALS |= {"förste": 1, "trettionde": 30, "trettioförsta": 31, "sista": -1, "1:a": 1, "2:a": 2, "3:e": 3, "4:e": 4}
_ORDINALS |= {"1:e": 1, "2:e": 2, "artonde": 18, "adertonde": 18, "tjugoförste": 21}

_CARDINALS = "ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton \
tjugo".split()
_NUMBERS = {word: number for number, word in enumerate(_CARDINALS, 1)}
_NUMBERS |= {f"tjugo{word}": 20 + number for number, word in enumerate(_CARDINALS[:9], 1)}
_NUMBERS |= {"en": 1, "tjugoen": 21, "trettio": 30, "trettiosex": 36, "fyrtio": 40, "fyrtiofem": 45, "femtio": 50}
_NUMBERS |= {"sextio": 60, "nittio": 90, "hundra": 100, "etthundra": 100, "hundratjugo": 120, "ett dussin": 12}

_UNITS = spread(
    (_DAY, "dag | dagar | dygn | kalenderdagar | kalenderdag | dagarna | dygnen | dagars tid | dygns tid"),
    (_WEEK, "vecka | veckor | veckorna | veckors tid | veckas tid"),
    (_MONTH, "månad | månader | kalendermånader | månaderna | månads tid | månaders tid"),
    (_QUARTER, "kvartal | kvartalen"), (_HALF, "halvår | halvåren"), (_YEAR, "år | åren | kalenderår | års tid"),
)  # fmt: skip
_PLAIN_UNITS = {
    "vecka": (_WEEK, False), "månad": (_MONTH, False), "kalendermånad": (_MONTH, False), "kvartal": (_QUARTER, False),
    "halvår": (_HALF, False), "år": (_YEAR, False), "kalenderår": (_YEAR, False), "räkenskapsår": (_YEAR, True),
    "verksamhetsår": (_YEAR, True), "budgetår": (_YEAR, True), "bokföringsår": (_YEAR, True),
}  # fmt: skip
_DEFINITE = {
    "veckan": (_WEEK, False), "månaden": (_MONTH, False), "kvartalet": (_QUARTER, False), "halvåret": (_HALF, False),
    "året": (_YEAR, False), "kalenderåret": (_YEAR, False), "räkenskapsåret": (_YEAR, True),
    "verksamhetsåret": (_YEAR, True), "budgetåret": (_YEAR, True),
}  # fmt: skip
_NEARS = near_table(
    {"nästa": 1, "nästkommande": 1, "kommande": 1, "innevarande": 0, "nuvarande": 0, "pågående": 0, "detta": 0,
     "denna": 0, "föregående": -1, "förra": -1}, _PLAIN_UNITS)  # fmt: skip
_NEARS |= near_table(
    {"det kommande": 1, "den kommande": 1, "kommande": 1, "det nästkommande": 1, "det nya": 1, "det här": 0,
     "den här": 0, "det innevarande": 0, "den innevarande": 0, "det pågående": 0, "det nuvarande": 0, "förra": -1,
     "det gångna": -1, "det föregående": -1, "föregående": -1, "den gångna": -1, "i": 0, "den förra": -1}, _DEFINITE)  # fmt: skip
_NEARS |= spread(
    ((_YEAR, 0, False), "i år"), ((_YEAR, -1, False), "i fjol | ifjol"), ((_YEAR, -2, False), "i förrfjol | förrförra året"),
    ((_WEEK, 2, False), "veckan därpå | nästnästa vecka | veckan efter nästa vecka"),
    ((_DAY, 0, False), "i helgen | nu i helgen | helgen | denna helg | den här helgen | kommande helg"),
    ((_DAY, 1, False), "nästa helg"), ((_DAY, -1, False), "förra helgen | i helgen som var"),
)  # fmt: skip
_RESTS = near_table(
    dict.fromkeys(("resten av", "senare i", "senare under", "återstoden av", "inom", "senare delen av", "innan"), 0),
    {**_DEFINITE, "detta år": (_YEAR, False), "innevarande år": (_YEAR, False), "denna vecka": (_WEEK, False),
     "denna månad": (_MONTH, False), "detta kvartal": (_QUARTER, False), "innevarande kvartal": (_QUARTER, False)},
)  # fmt: skip
_RESTS = {k: v for k, v in _RESTS.items() if not k.startswith(("innan", "senare delen"))}
_RESTS |= spread(
    ((_YEAR, 0, False), "senare i år | senare under året | innan året är slut | innan året är till ända | före året är slut | "
                        "innan året är över | inom innevarande år | ännu i år | längre fram i år | innan året är omme"),
    ((_WEEK, 0, False), "senare i veckan | innan veckan är slut | innan veckan är över | senare denna vecka | "
                        "senare den här veckan"),
    ((_MONTH, 0, False), "senare i månaden | innan månaden är slut | senare denna månad | innan månaden är över | "
                         "senare den här månaden"),
    ((_QUARTER, 0, False), "innan kvartalet är slut | senare detta kvartal | innan kvartalet är över | "
                           "senare det här kvartalet"),
)  # fmt: skip
_BEGUN = near_table({"tidigare i": 0, "tidigare under": 0, "hittills i": 0, "hittills under": 0}, _DEFINITE)
_BEGUN |= spread(
    ((_YEAR, 0, False), "tidigare i år | hittills i år | tidigare detta år"), ((_WEEK, 0, False), "tidigare i veckan")
)
_EDGES = {
    form.format(definite): (granularity, 0, fiscal)
    for definite, (granularity, fiscal) in _DEFINITE.items()
    for form in ("{}s slut", "{}s utgång")
}
_EDGES |= spread(
    ((_YEAR, 0, False), "årsslut | årsslutet | årets slut | årets utgång | kalenderårets slut | årets sista dag"),
    ((_QUARTER, 0, False), "kvartalsslut | kvartalsslutet"), ((_MONTH, 0, False), "månadsslut | månadsslutet"),
    ((_WEEK, 0, False), "veckoslutet | veckans slut"),
    ((_MONTH, 1, False), "nästa månads slut | nästa månads utgång | nästkommande månads utgång"),
    ((_QUARTER, 1, False), "nästa kvartals slut | nästa kvartals utgång"),
)  # fmt: skip

WORDS = Words(
    language="sv",
    months=Phrases({name: number for number, name in enumerate(
        "januari februari mars april maj juni juli augusti september oktober november december".split(), 1)}),
    short_months=Phrases(spread(
        (1, "jan | jan."), (2, "feb | feb. | febr | febr."), (3, "mar | mar."), (4, "apr | apr."), (6, "jun | jun."),
        (7, "juli."), (8, "aug | aug."), (9, "sep | sep. | sept | sept."), (10, "okt | okt."), (11, "nov | nov."),
        (12, "dec | dec."))),
    doubtful_months=frozenset(),
    first_names=frozenset(("jan", "maj", "augusti")),
    capital_months=False,
    weekdays=Phrases(spread(
        (0, "måndag | måndagen | mån | mån."), (1, "tisdag | tisdagen | tis | tis."),
        (2, "onsdag | onsdagen | ons | ons."), (3, "torsdag | torsdagen | tors | tors. | tor."),
        (4, "fredag | fredagen | fre | fre."), (5, "lördag | lördagen | lör."), (6, "söndag | söndagen | sön."))),
    seasons=Phrases(spread(
        ((3, -1), "vår | våren | vårens | vårkanten | vårterminen | vt"),
        ((6, -1), "sommar | sommaren | sommarens | semestern | semestrarna | semestertider | sommarlovet | "
                  "industrisemestern | sommaruppehållet | sommarsemestern | sommarsemestrarna | sommarlov"),
        ((9, -1), "höst | hösten | höstens | höstkanten | höstterminen | ht"), ((12, -1), "vinter | vintern | vinterns"),
        ((3, 0), "tidig vår | förvåren | tidiga våren | tidigt på våren | vårvintern"),
        ((3, 2), "senvåren | sen vår | sena våren"),
        ((6, 0), "försommaren | försommar | tidig sommar | tidiga sommaren"), ((6, 1), "högsommaren | högsommar"),
        ((6, 2), "sensommaren | sensommar | sen sommar"), ((9, 0), "tidig höst | tidiga hösten | förhösten"),
        ((9, 2), "senhösten | sen höst | sena hösten | senhöst"), ((12, 0), "förvintern"), ((12, 1), "midvintern"),
        ((12, 2), "senvintern | sen vinter"))),
    loose_seasons=frozenset(("vt", "ht", "vår", "vårens", "höstens", "sommarens", "vinterns")),
    holidays=Phrases(spread(
        ("christmas-eve", "jul | julen | julafton | julaftonen | julhelgen | julhelgerna | jultid | juletid"),
        ("christmas-day", "juldagen"), ("boxing-day", "annandag jul | annandagen"),
        ("new-years-eve", "nyår | nyåret | nyårsafton | nyårsaftonen | nyårshelgen"), ("new-years-day", "nyårsdagen"),
        ("between-the-years", "mellandagarna | mellandagar"), ("twelfth-night", "trettondagsafton"),
        ("epiphany", "trettondagen | trettondag jul | trettondedag jul | trettonhelgen | trettondedagen"),
        ("st-knuts-day", "tjugondag knut | tjugondagen | tjugondedag knut"),
        ("valentines-day", "alla hjärtans dag"), ("shrove-tuesday", "fettisdagen"), ("ash-wednesday", "askonsdagen"),
        ("palm-sunday", "palmsöndagen"), ("maundy-thursday", "skärtorsdagen | skärtorsdag"),
        ("good-friday", "långfredagen | långfredag"), ("easter-eve", "påskafton | påskaftonen"),
        ("easter", "påsk | påsken | påskdagen | påskhelgen"), ("easter-monday", "annandag påsk"),
        ("walpurgis", "valborg | valborgsmässoafton | sista april | siste april"), ("may-day", "första maj"),
        ("ascension", "kristi himmelsfärd | kristi himmelsfärdsdag | kristi himmelsfärdshelgen"),
        ("pentecost-eve", "pingstafton"), ("pentecost", "pingst | pingsten | pingstdagen | pingsthelgen"),
        ("swedish-national-day", "nationaldagen | sveriges nationaldag"),
        ("midsummer-eve", "midsommar | midsommarafton | midsommaren | midsommarhelgen | midsommaraftonen"),
        ("midsummer-day", "midsommardagen"), ("halloween", "halloween"),
        ("swedish-all-saints", "alla helgons dag | allhelgona | allhelgonahelgen | allhelgonadagen | alla helgona"),
        ("swedish-mothers-day", "mors dag"), ("swedish-fathers-day", "fars dag"), ("lucia", "lucia | luciadagen"),
        ("first-advent", "första advent | advent | 1:a advent | första söndagen i advent"),
        ("second-advent", "andra advent"), ("third-advent", "tredje advent"), ("fourth-advent", "fjärde advent"),
        ("black-friday", "black friday"), ("cyber-monday", "cyber monday"), ("thanksgiving", "thanksgiving"),
        ("autumn-break", "höstlovet | höstlov"),
        ("the-holidays", "helgerna | jullovet | jul och nyår | juluppehållet | jul- och nyårshelgerna | jul och nyårshelgerna | "
                         "julledigheten | jullov"))),
    ordinals=Phrases(_ORDINALS),
    suffixes=frozenset(("e", "a", "de", "te")),
    numbers=Phrases(_NUMBERS),
    units=Phrases(_UNITS),
    working_days=Phrases(dict.fromkeys(
        ("arbetsdagar", "arbetsdag", "bankdagar", "bankdag", "vardagar", "helgfria vardagar", "arbetsdagars"), _DAY)),
    relations=Phrases(spread(
        ("", "i | på | under | för | vid | den | det | de | kring | runt | omkring | ungefär | ca | ca. | cirka | "
             "någon gång i | någon gång under | någon gång på | någon gång kring | redan i | redan under | redan den | "
             "perioden | i perioden | under perioden | grundades | grundat | bildades | etablerades | född | (c) | i samband med | "
             "redan på | redan | mot | framåt | hela | åt | nu i | nu på | nu under | nu till | planeras | beräknas | kommer | införs | levereras | klart | klar | färdigt | färdig | öppnas | öppnar | startar | börjar | avvecklas | upphör | färdigställs | "
             "lanseras | släpps | omkring den | runt den | kring den | i början på av | först i | först under | först den | "
             "först på | senare i | senare under | om möjligt i | preliminärt | prel. | prel | över | för hela | lansering | "
             "daterad | daterat | leverans | leveransdatum | datum | datum: | leverans: | lansering: | leveransdatum: | copyright | © | av | per | så tidigt som | någon dag i"),
        ("by", "senast | senast den | senast i | senast under | till | till och med slutet av | allra senast | absolut senast | "
               "lagom till | i tid till | i god tid till | inte senare än | ej senare än | inte senare än i | fram emot | "
               "senast till | senast vid | senast kring | senast i samband med | till senast | redan till | "
               "senast inom | helst till | lagom inför | i tid inför | senast någon gång i"),
        ("before", "före | innan | inför | i god tid före | i god tid innan | strax före | precis före | redan före | "
                   "redan innan | före den | innan den | strax innan | ännu före | dessförinnan före | i god tid inför | "
                   "någon gång före | någon gång innan | allra helst före"),
        ("until", "till och med | t.o.m. | t.o.m | t o m | tom | tom. | fram till | fram till och med | ända till | "
                  "tills | intill | t om | fram t.o.m."),
        ("from", "från och med | fr.o.m. | fr.o.m | fr o m | from | f.o.m. | f.o.m | från | med start | med start i | "
                 "med start den | med början | med början i | med början den | start | med verkan från | "
                 "från och med i | med start under | med start från | redan från | redan från och med | från tidigt"),
        ("after", "efter | efter den | strax efter | direkt efter | först efter | senare än | tidigast efter | snart efter | "
                  "närmast efter | omedelbart efter | omgående efter | genast efter"),
        ("earliest", "tidigast | tidigast i | tidigast den | tidigast under | inte före | ej före | inte förrän | ej förrän | "
                     "inte förrän i | inte förrän under | inte förrän den | inte innan | allra tidigast | tidigast till | "
                     "inte tidigare än | ej tidigare än | tidigast kring | tidigast från | inte förrän efter | "
                     "förrän | förrän i | förrän den | förrän under | förrän på | förrän efter | "
                     "tidigast vid | tidigast på"),
        ("since", "från i | sedan | sen | alltsedan | sedan i | alltsedan i | ända sedan | sedan den"),
        ("between", "mellan | emellan"))),
    articles=frozenset(("den", "det", "de")),
    cuts=Phrases(spread(
        (("third", 0), "tidigt | tidigt i | tidigt på | tidigt under | början av | början på | i början av | i början på | "
                       "ingången av | primo | inledningen av | i inledningen av | första delen av | de första veckorna i | "
                       "de första dagarna i | första veckorna i | första dagarna i | tidig | början | tidiga | "
                       "i början under | första tredjedelen av | inledningsvis under | de första månaderna av | "
                       "första månaderna av | de första veckorna av | mycket tidigt | vid ingången av | de första dagarna av"),
        (("third", 1), "mitten av | mitten på | i mitten av | i mitten på | medio | mitt i | halvvägs in i | mitten | "
                       "vid mitten av | vid mitten på | mellersta delen av | kring mitten av | runt mitten av | mid"),
        (("third", 2), "sent | sent i | sent på | sent under | i slutet av | i slutet på | mot slutet av | mot slutet på | "
                       "kring slutet av | runt slutet av | slutet av | slutet på | sena | sen | framåt slutet av | "
                       "de sista veckorna i | de sista dagarna i | sista veckorna i | sista dagarna i | slutet | "
                       "sista delen av | senare delen av | den senare delen av | slutskedet av | andra delen av | "
                       "sista tredjedelen av | sista månaderna av | de sista månaderna av | mot utgången av | framemot slutet av | "
                       "under slutet av | på slutet av | vid slutet av | allra sist i | de sista dagarna av"),
        (("half", 0), "första halvan av | första hälften av | den första hälften av | förra hälften av | 1:a halvan av | "
                      "första halvan | första halvåret av | den första halvan av"),
        (("half", 1), "andra halvan av | andra hälften av | den andra hälften av | senare hälften av | 2:a halvan av | "
                      "senare halvan av | sista halvan av | andra halvan | andra halvåret av | den andra halvan av | "
                      "den senare hälften av"),
        (("edge", 0), "utgången av | utgången på | ultimo | vid utgången av | slut | till utgången av"),
        (("day", 0), "första dagen i | första dagen på | den första dagen i"),
        (("day", 1), "sista dagen i | sista dagen på | den sista dagen i | sista | siste | den sista | den siste"))),
    of=frozenset(("av", "i", "på", "under")),
    whole_units=Phrases(spread(
        (_YEAR, "året | kalenderåret | år | verksamhetsåret"), (_QUARTER, "kvartalet"), (_MONTH, "månaden"),
        (_WEEK, "veckan"), (_HALF, "halvåret"))),
    edges=Phrases(_EDGES),
    turns=Phrases(spread(
        (_YEAR, "årsskiftet | årsskifte | nästa årsskifte | kommande årsskifte | det kommande årsskiftet"), (_HALF, "halvårsskiftet | halvårsskifte | nästa halvårsskifte"),
        (_QUARTER, "kvartalsskiftet | kvartalsskifte"), (_MONTH, "månadsskiftet | månadsskifte | nästa månadsskifte"))),
    nears=Phrases(_NEARS),
    rests=Phrases(_RESTS),
    begun=Phrases(_BEGUN),
    pointers=Phrases(spread(
        (1, "nästa | nästkommande | nästföljande"),
        (0, "nu i | nu på | denna | den här | i kommande | kommande | den kommande | nu till | innevarande | stundande | "
            "den stundande | annalkande"),
        (-1, "förra | föregående | i förra | den gångna | gångna"))),
    days=Phrases(spread(
        (0, "i dag | idag | i kväll | ikväll | nu i dag | denna dag | i eftermiddag"), (1, "i morgon | imorgon | i morron"),
        (2, "i övermorgon | övermorgon"), (-1, "i går | igår"), (-2, "i förrgår | förrgår"))),
    past_seasons=Phrases({"i våras": 3, "i somras": 6, "i höstas": 9, "i vintras": 12}),
    coming_seasons=Phrases({"i sommar": 6, "i höst": 9, "i vinter": 12, "till sommar": 6, "till höst": 9, "till vinter": 12,
                            "nu i sommar": 6, "nu i höst": 9, "nu i vinter": 12}),
    past_weekdays=Phrases({"i måndags": 0, "i tisdags": 1, "i onsdags": 2, "i torsdags": 3, "i fredags": 4, "i lördags": 5,
                           "i söndags": 6}),
    ended=Phrases(dict.fromkeys(("är slut", "är över", "är till ända", "är omme", "tar slut", "går mot sitt slut"), True)),
    year_tails=Phrases(spread(
        (1, "nästa år | av nästa år | under nästa år | nästkommande år | kommande år | på nästa år | året därpå"),
        (0, "i år | detta år | innevarande år | av året | under året | av innevarande år | på året | av detta år"),
        (-1, "förra året | i fjol | av förra året | under förra året | ifjol"))),
    quarter_words=frozenset(("kvartal", "kvartalet", "kv", "kvartalen")),
    half_words=frozenset(("halvår", "halvåret", "halvåren")),
    week_words=Phrases(spread(
        (False, "vecka | v | v. | veckan | vecka nr | kalendervecka"), (True, "veckor | veckorna | vv | v:orna"))),
    week_of=Phrases(dict.fromkeys(("veckan med start", "veckan från", "veckan som börjar", "veckan kring", "veckan omkring"), True)),
    fiscal_words=Phrases(dict.fromkeys(
        ("räkenskapsåret", "räkenskapsår", "verksamhetsåret", "verksamhetsår", "budgetåret", "budgetår", "bokföringsåret",
         "brutet räkenskapsår", "det brutna räkenskapsåret", "fy"), True)),
    whole_year=Phrases(dict.fromkeys(("år", "åren", "kalenderåret", "kalenderår", "hela", "helåret", "året", "hela året"), True)),
    spans=Phrases(spread(
        ("within", "inom | de närmaste | de närmsta | närmaste | inom de närmaste | inom de närmsta | under de närmaste | "
                   "under de kommande | de kommande | inom de kommande | den närmaste | det närmaste | inom den närmaste | "
                   "inom det närmaste | under den närmaste | under det närmaste | under den kommande | inom loppet av | "
                   "inom cirka | inom ca | inom ungefär | om högst | inom högst | inom max | de nästkommande | "
                   "under de nästkommande | om mindre än | inom mindre än | inom som mest | inom knappt | inom drygt | "
                   "inom loppet av de närmaste | senast om | senast inom | kommande | nästkommande | inom maximalt"),
        ("in", "om | om cirka | om ca | om ungefär | om drygt | om knappt | om ytterligare | om sådär | först om"),
        ("earliest", "tidigast om | inte förrän om | förrän om | tidigast inom"))),
    since_now=Phrases(dict.fromkeys(("från nu", "från i dag", "från dagens datum", "från idag"), True)),
    ago=Phrases(dict.fromkeys(("sedan", "sen"), True)),
    ago_before=Phrases({"för": True}),
    of_event=frozenset(("efter", "från", "räknat")),
    earliest=Phrases(dict.fromkeys(("tidigast", "allra tidigast", "eller senare", "eller därefter", "som tidigast"), True)),
    onwards=Phrases(dict.fromkeys(("och framåt", "och framöver", "framåt", "och därefter", "och senare", "och vidare"), True)),
    latest=Phrases(dict.fromkeys(("senast", "allra senast", "som senast", "eller tidigare", "eller dessförinnan"), True)),
    to=frozenset(("till", "-", "tom")),
    either=frozenset(("eller", "/")),
    both=frozenset(("och", "samt", "&", "+")),
    every=frozenset(("varje", "var", "alla", "varannan", "vissa", "per")),
    counted=frozenset(
        "kunder användare anställda platser licenser butiker skolor patienter order rader dokument enheter delar sensorer "
        "fordon robotar rum sängar timmar timme minuter sekunder dagar dygn veckor månader gånger procent kr kronor sek eur "
        "usd euro tkr mkr kwh mwh gwh kw mw kg ton km m mm cm ml l gb mb tb kb mhz ghz px dpi kvm kvadratmeter företag "
        "medlemmar ärenden meddelanden personer människor byggnader hus lägenheter elever st stycken artiklar samtal".split()),
    auxiliaries=frozenset(
        "kommer ska skall kan får blir är var har hade måste bör vill skulle kunde behöver slipper".split()),
    spoils=frozenset("kampanj rea semester kollektion".split()),
    no_duration=frozenset(
        "tid tiden period perioden perioder avtal avtalet avtalstid frist fristen kurs kurser utbildning utbildningar uppsägning "
        "garanti villkor pass etapp del delar uppdrag provperiod serie serien intervall uppsägningstid bindningstid "
        "avtalsperiod leveranstid kampanjperiod projekt projektet sprint sprintar sprintarna betalningsvillkor "
        "gång gången gånger".split()),
    parts_of_day=frozenset(("morgnar", "kvällar")),
    version_words=frozenset(("version", "release", "v", "utgåva", "versionen", "ver", "släpp", "uppdatering")),
)  # fmt: skip
