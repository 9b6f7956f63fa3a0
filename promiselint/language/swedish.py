"""What Swedish needs beside its pipeline: abbreviations that end no sentence, words that tell the language."""

ABBREVIATIONS = frozenset(
    "t.ex bl.a d.v.s dvs m.m m.fl o.s.v osv s.k p.g.a pga f.d f.n fr.o.m t.o.m o.d e.d ev ang resp inkl exkl ca c:a "
    "nr kl st tr tel kap jfr min max mån tis ons tors fre lör sön jan feb febr mar apr jun jul aug sep sept okt nov "
    "dec v vs s f ö mkt motsv etc moms".split()
)
TELLTALES = frozenset(
    "och att det som en på är av för med den till inte om ett har de vi ni er era ert var jag men så kan när från "
    "hos nu ska skall blir eller efter under också där alla våra vår vårt detta redan mot bara utan över sin sina "
    "kommer finns i".split()
)
