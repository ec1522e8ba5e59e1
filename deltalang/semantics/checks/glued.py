"""W506: an unknown word that is known words written together; E208 where the parts are not certain."""

from collections.abc import Collection, Iterator

from deltalang.diagnostics import Diagnostic
from deltalang.semantics.checks.facts import Facts
from deltalang.source import Source
from deltalang.syntax import ast
from deltalang.words.splitting import AMBIGUOUS, SPLIT, Split, Splitter, joined
from deltalang.words.terms import SHORTEST


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Look at words that consist of two known words or more."""
    for atom, answer in glued_words(facts):
        yield glued_word(facts.module.source, atom, answer)


def glued_word(source: Source, atom: ast.Atom, answer: Split) -> Diagnostic:
    """Make the problem of an atom that comes apart."""
    arguments = {"word": atom.text, "split": joined(answer.parts)}
    if answer.status == SPLIT:
        return Diagnostic("W506", "glued-word", source, atom.span, arguments)
    arguments["other"] = joined(answer.runner_up)
    return Diagnostic("W506", "glued-word-ambiguous", source, atom.span, arguments)


def glued_words(facts: Facts) -> Iterator[tuple[ast.Atom, Split]]:
    """Give the atoms of a script that are glued words, with how they come apart."""
    glued = glued_forms({folded for _, folded in facts.words()}, facts)
    for atom, folded in facts.words():
        if folded in glued:
            yield atom, glued[folded]


def glued_forms(words: Collection[str], facts: Facts) -> dict[str, Split]:
    """Find the keys that nobody knows as they stand and that come apart, with how they do.

    A word of the script counts as a part of longer ones only when it does not come apart itself.
    """
    splitter: Splitter | None = None
    glued: dict[str, Split] = {}
    for folded in sorted(filter(str.isalpha, words), key=lambda word: (len(word), word)):
        if len(folded) < SHORTEST or folded in facts.registered:
            continue
        splitter = splitter or Splitter(facts.vocabulary(), facts.lemmatizer)
        answer = splitter.apart(folded) if not facts.lemmatizer.knows(folded) else None
        if answer is not None and answer.status in (SPLIT, AMBIGUOUS):
            glued[folded] = answer
        else:
            splitter.terms.learn(folded)
    return glued
