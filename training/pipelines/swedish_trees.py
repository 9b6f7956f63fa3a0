"""Brings the trees of the converted Swedish train section nearer to today's annotation, where a safe rule exists."""

from collections.abc import Iterable
from dataclasses import replace

from conllu import Sentence, Word

CLAUSE = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
TO_BE = frozenset({"är", "var", "vara", "varit", "vore"})
FUNCTION_DEPS = frozenset({"advmod", "compound:prt", "case", "mark", "det", "cc"})
PREDICATES = ("xcomp", "obl", "dep", "nmod")  # what a stray copula's predicate may hang by, best first
DETERMINERS = {"ADJ": "amod", "NUM": "nummod", "ADV": "advmod"}
INNER = {"ADP": "case", "DET": "det", "ADJ": "amod", "NUM": "nummod", "ADV": "advmod", "CCONJ": "cc", "NOUN": "nmod"}

Group = list[int]


class Tree:
    """The words of a sentence by number from 1, with heads and labels that may be changed."""

    def __init__(self, sentence: Sentence) -> None:
        """Copy what may change."""
        self.words: dict[int, Word] = dict(enumerate(sentence, start=1))

    def __getitem__(self, number: int) -> Word:
        return self.words[number]

    def set(self, number: int, head: int | None = None, dep: str | None = None, upos: str | None = None) -> None:
        """Give a word another head, label or part of speech."""
        word = self.words[number]
        self.words[number] = replace(
            word, head=word.head if head is None else head, dep=dep or word.dep, upos=upos or word.upos
        )

    def children(self, number: int) -> list[int]:
        """Return the numbers of the words that hang on a word."""
        return [child for child, word in self.words.items() if word.head == number]

    def is_clause(self, number: int) -> bool:
        """Tell whether a word is a verb or a predicate with a copula or an infinitive mark."""
        deps = {self[child].dep for child in self.children(number)}
        return self[number].upos in CLAUSE or bool(deps & {"cop", "nsubj:pass"})

    def is_sound(self) -> bool:
        """Tell whether there is one root and every word leads up to it."""
        roots = [number for number, word in self.words.items() if word.head == 0]
        return len(roots) == 1 and all(self._reaches_root(number) for number in self.words)

    def _reaches_root(self, number: int) -> bool:
        seen = set()
        while number and number not in seen:
            seen.add(number)
            number = self[number].head
        return number == 0


def fixed_forms(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Find the multi-word expressions that a section annotated today still holds for fixed."""
    trees = [Tree(sentence) for sentence in sentences]
    return frozenset(_text(tree, group) for tree in trees for group in _groups(tree))


def renew(sentence: Sentence, fixed: frozenset[str]) -> Sentence:
    """Bring a sentence's tree up to date as far as the rules go, or leave it where they would break the tree."""
    tree = Tree(sentence)
    for group in _groups(tree):
        if _text(tree, group) not in fixed:
            _unfix(tree, group)
    for number in tree.words:
        _promote_predicate(tree, number)
    for number in tree.words:
        _attach_cc(tree, number)
        _relabel_determiner(tree, number)
        _relabel_linker(tree, number)
    return tuple(tree.words.values()) if tree.is_sound() else sentence


def _groups(tree: Tree) -> list[Group]:
    heads = {word.head for word in tree.words.values() if word.dep == "fixed"}
    return [[head, *(c for c in tree.children(head) if tree[c].dep == "fixed")] for head in sorted(heads)]


def _text(tree: Tree, group: Group) -> str:
    return " ".join(tree[number].form.lower() for number in group)


def _relabel_determiner(tree: Tree, number: int) -> None:
    word = tree[number]
    if word.dep != "det" or word.upos == "DET":
        return
    if word.upos in {"NOUN", "PROPN"} or "Poss=Yes" in word.feats:
        genitive = "Case=Gen" in word.feats or "Poss=Yes" in word.feats
        tree.set(number, dep="nmod:poss" if genitive else "nmod")
    elif word.upos in DETERMINERS:
        tree.set(number, dep=DETERMINERS[word.upos])


def _relabel_linker(tree: Tree, number: int) -> None:
    """Make prepositions before clauses and `när` marks, and see to the `som` and `än` of comparisons."""
    word = tree[number]
    form, tag = word.form.lower(), word.xpos.split("|")[0]
    asks = tree[len(tree.words)].form == "?"
    if tag == "KN" and form in {"som", "än"} and word.dep in {"mark", "case"}:
        _relabel_comparison(tree, number, form)
    elif tag == "HA" and form in {"när", "då", "som"} and word.dep == "advmod" and not asks:
        tree.set(number, dep="mark", upos="SCONJ")
    elif word.dep == "case" and word.upos == "ADP" and tree.is_clause(word.head):
        tree.set(number, dep="mark")


def _relabel_comparison(tree: Tree, number: int, form: str) -> None:
    """Make the nominal after `som` or `än` an oblique with a case where it stood as a clause; else leave a mark."""
    head = tree[number].head
    bare = tree[head].upos in NOMINAL and not tree.is_clause(head)
    if bare and tree[head].dep == "advcl":
        tree.set(head, dep="obl")
    elif bare and form == "än" and tree[head].dep == "acl":
        tree.set(head, dep="nmod")
    case = bare and tree[head].dep in {"obl", "nmod"}
    tree.set(number, dep="case" if case else "mark", upos="ADP" if case and form == "som" else "SCONJ")


def _attach_cc(tree: Tree, number: int) -> None:
    """Hang a conjunction on the conjunct after it."""
    word = tree[number]
    if word.dep == "cc" and 0 < word.head < number:
        later = [c for c in tree.children(word.head) if c > number and tree[c].dep == "conj"]
        if later:
            tree.set(number, head=later[0])


def _promote_predicate(tree: Tree, number: int) -> None:
    """Make a form of `vara` that heads its clause the copula of the predicate below it."""
    word = tree[number]
    if word.form.lower() not in TO_BE or word.dep in {"cop", "aux"} or word.upos not in CLAUSE:
        return
    below = [child for child in tree.children(number) if child > number]
    found = [child for dep in PREDICATES for child in below if tree[child].dep == dep]
    if not found or tree[found[0]].upos in CLAUSE:
        return
    predicate = found[0]
    tree.set(predicate, head=word.head, dep=word.dep)
    for child in tree.children(number):
        if child != predicate:
            tree.set(child, head=predicate)
    tree.set(number, head=predicate, dep="cop", upos="AUX")


def _unfix(tree: Tree, group: Group) -> None:
    """Give a group that is no longer fixed the plain structure of its parts."""
    forms, tags = [tree[n].form.lower() for n in group], [tree[n].upos for n in group]
    dep, head = tree[group[0]].dep, tree[group[0]].head
    if head == 0:
        return
    if dep == "mark":
        for number in group:
            _as_mark(tree, number, head)
    elif len(group) == 3 and tags[1] == "CCONJ" and tags[0] == tags[2]:
        tree.set(group[1], head=group[2], dep="cc")
        tree.set(group[2], head=group[0], dep="conj")
    elif forms[-1] == "här":
        tree.set(group[-1], head=head if dep == "det" else group[0], dep="advmod")
    elif dep == "case" and tags[-1] == "ADP" and len(group) > 1:
        _split_preposition(tree, group)
    elif tags[0] == "ADV" and len(group) == 2 and forms[1] in {"än", "till"}:
        tree.set(group[1], head=head, dep="case")
    elif tags[-1] in {"NOUN", "ADV", "ADJ", "PRON"} and tags[0] in {"ADP", "DET", "ADV", "ADJ", "NUM"}:
        _build_phrase(tree, group, group[-1])


def _as_mark(tree: Tree, number: int, head: int) -> None:
    word = tree[number]
    adverb = word.upos == "ADV" and word.form.lower() != "så"
    tree.set(number, head=head, dep="advmod" if adverb else "mark")


def _build_phrase(tree: Tree, group: Group, top: int) -> None:
    """Make `top` the head of the group in the place of its first word."""
    first = tree[group[0]]
    dep = first.dep if first.dep not in FUNCTION_DEPS else _adjunct(tree, first.head, tree[top])
    for child in tree.children(group[0]):
        tree.set(child, head=top)
    tree.set(top, head=first.head, dep=dep)
    for number in group:
        if number != top:
            tree.set(number, head=top, dep=_inner(tree[number]))


def _inner(word: Word) -> str:
    if word.upos == "PRON":
        return "nmod:poss" if "Poss=Yes" in word.feats or "Case=Gen" in word.feats else "det"
    return INNER.get(word.upos, "advmod")


def _adjunct(tree: Tree, head: int, word: Word) -> str:
    """Label a phrase that stood as an adverb: by its own kind and what it hangs on."""
    if word.upos == "ADV":
        return "advmod"
    return "nmod" if tree[head].upos in NOMINAL and not tree.is_clause(head) else "obl"


def _split_preposition(tree: Tree, group: Group) -> None:
    """Give the noun of `på grund av X` the place of X, and hang X with the last preposition on the noun."""
    x, last, inner = tree[group[0]].head, group[-1], group[:-1]
    top = inner[-1]
    outer = tree[x]
    if outer.head == 0 or tree[top].upos not in {"NOUN", "ADJ", "ADV", "PRON"}:
        return
    verbal = tree[top].upos in {"ADJ", "ADV"}
    for child in tree.children(group[0]):
        tree.set(child, head=top)
    dep = "advcl" if verbal else outer.dep if outer.dep in {"obl", "nmod"} else "obl"
    tree.set(top, head=outer.head, dep=dep)
    tree.set(x, head=top, dep="acl" if tree.is_clause(x) else "obl" if verbal else "nmod")
    tree.set(last, head=x, dep="case")
    for number in inner[:-1]:
        tree.set(number, head=top, dep=_inner(tree[number]))
