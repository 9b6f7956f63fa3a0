"""What the converted Swedish train section lacks: spaces between words, and today's tags and features."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from conllu import Sentence, Word

NO_SPACE_BEFORE = frozenset(".,;:?!)]…") | {"...", "»", "%"}
NO_SPACE_AFTER = frozenset("([«")
QUOTES = frozenset("'\"")
TIGHT = frozenset("/")
ENOUGH = 3  # times a form must be seen with its tag before the converted part of speech is overruled
OUTDATED = frozenset({"DT"})  # parts of speech that the conversion made up


def detokenise(sentence: Sentence) -> Sentence:
    """Put spaces where Swedish writes them, and abbreviations with full stops (`t_ex` as `t.ex.`)."""
    words = [replace(word, form=_dotted(word)) for word in sentence]
    open_quotes: set[str] = set()
    for place, word in enumerate(words):
        after = words[place + 1].form if place + 1 < len(words) else ""
        space = after not in NO_SPACE_BEFORE and word.form not in NO_SPACE_AFTER
        if word.form in TIGHT or after in TIGHT:
            space = False
        if after in QUOTES and after in open_quotes:
            space = False
        if word.form in QUOTES:
            closing = word.form in open_quotes
            open_quotes ^= {word.form}
            space = space and closing
        words[place] = replace(word, space=space)
    return tuple(words)


def _dotted(word: Word) -> str:
    return word.form.replace("_", ".") + "." if "_" in word.form.strip("_") else word.form


class Conventions:
    """Parts of speech and features as a section annotated today has them, by form and language-specific tag."""

    def __init__(self, model: Iterable[Sentence]) -> None:
        """Learn from the sentences of `model`."""
        tags: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        feats: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for word in (word for sentence in model for word in sentence):
            form = word.form.lower()
            for key in ((form, word.xpos), (word.xpos,), (_part(word), "")):
                tags[key][word.upos] += 1
                feats[*key, word.upos][word.feats] += 1
        self._tags, self._feats = dict(tags), dict(feats)

    def apply(self, sentence: Sentence) -> Sentence:
        """Bring each word's part of speech and features up to date."""
        return tuple(self._renewed(word) for word in sentence)

    def _renewed(self, word: Word) -> Word:
        form = word.form.lower()
        tags = self._tags.get((form, word.xpos)) or self._tags.get((word.xpos,)) or self._tags.get((_part(word), ""))
        upos = word.upos
        if tags and upos not in tags and (tags.total() >= ENOUGH or upos in OUTDATED):
            upos = tags.most_common(1)[0][0]
        feats = self._feats.get((form, word.xpos, upos)) or self._feats.get((word.xpos, upos))
        return replace(word, upos=upos, feats=feats.most_common(1)[0][0] if feats else word.feats)


def in_talbanken_style(sentence: Sentence) -> Sentence:
    """Write the features that PUD and the converted section put another way as Talbanken's own sections do."""
    return tuple(_restyled(word) for word in sentence)


def _restyled(word: Word) -> Word:
    form, part = word.form.lower(), _part(word)
    feats = dict(pair.split("=", 1) for pair in word.feats.split("|") if pair)
    if part == "HA":
        feats.pop("PronType", None)
    elif part in {"HP", "HD"} and word.upos in {"PRON", "DET"}:
        relative = form == "som" or (word.upos == "PRON" and form in {"vilket", "vilka"})
        feats["PronType"] = "Rel" if relative else "Int"
    elif part == "PN" and form == "man":
        feats["PronType"] = "Ind"
    elif part == "RG":
        feats["NumType"] = "Card"
    return replace(word, feats="|".join(f"{name}={feats[name]}" for name in sorted(feats)))


def _part(word: Word) -> str:
    return word.xpos.split("|")[0]
