"""W506: an unknown word that is known words written together; E208 where the parts are not certain."""

from collections.abc import Iterator

from deltalang.diagnostics import Diagnostic
from deltalang.semantics.checks.facts import Facts
from deltalang.syntax import ast
from deltalang.words.splitting import AMBIGUOUS, SPLIT, Split, Splitter, joined
from deltalang.words.terms import SHORTEST


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Look at words that consist of two known words or more."""
    for atom, answer in glued_words(facts):
        arguments = {"word": atom.text, "split": joined(answer.parts)}
        if answer.status == SPLIT:
            yield Diagnostic("W506", "glued-word", facts.module.source, atom.span, arguments)
        else:
            arguments["other"] = joined(answer.runner_up)
            yield Diagnostic(
                "W506", "glued-word-ambiguous", facts.module.source, atom.span, arguments
            )


def glued_words(facts: Facts) -> Iterator[tuple[ast.Atom, Split]]:
    """Give the atoms that nobody knows as they stand and that come apart, with how they do.

    A word of the script counts as a part of longer ones only when it does not come apart itself.
    """
    words = {folded for _, folded in facts.words() if folded.isalpha()}
    splitter: Splitter | None = None
    glued: dict[str, Split] = {}
    for folded in sorted(words, key=lambda word: (len(word), word)):
        if len(folded) < SHORTEST or folded in facts.registered:
            continue
        splitter = splitter or Splitter(facts.vocabulary(), facts.lemmatizer)
        answer = splitter.apart(folded) if not facts.lemmatizer.knows(folded) else None
        if answer is not None and answer.status in (SPLIT, AMBIGUOUS):
            glued[folded] = answer
        else:
            splitter.terms.learn(folded)
    for atom, folded in facts.words():
        if folded in glued:
            yield atom, glued[folded]
