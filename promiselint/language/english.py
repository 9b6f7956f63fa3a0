"""What English needs beside its pipeline: abbreviations that end no sentence, words that tell the language."""

ABBREVIATIONS = frozenset(
    "e.g i.e etc mr mrs ms dr prof st no nos approx vs inc ltd co corp dept est fig figs al cf ed eds rev vol pp p "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun min max tel ext incl excl ca".split()
)
TELLTALES = frozenset(
    "the of and to in is that for it with as was on are this be by from or have has you we our your will not can "
    "an at which their they been were its when there more if would all one new also but into than who".split()
)
