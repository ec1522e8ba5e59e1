"""W503: a word in another form than the registered one. Needs a dictionary, so only where one is asked for."""

from collections.abc import Iterator

from deltalang.diagnostics import Diagnostic
from deltalang.keys import key
from deltalang.semantics.checks.facts import Facts
from deltalang.words.lemmas import Identity


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Look at words that are a form of something registered and nothing by themselves."""
    if isinstance(facts.lemmatizer, Identity):
        return
    for atom, folded in facts.words():
        if " " in folded or folded in facts.registered:
            continue
        lemmas = facts.lemmatizer.lemmas(folded)
        keys = [(one.text, key(one.text)) for one in lemmas]
        names = [(text, own) for text, own in keys if own in facts.registered or facts.knows(own)]
        if names and names[0][1] != folded and keys[0][1] == names[0][1]:
            arguments = {"word": atom.text, "lemma": names[0][0]}
            yield Diagnostic("W503", "inflected", facts.module.source, atom.span, arguments)
