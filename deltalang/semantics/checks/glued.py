"""W506: an unknown word that is known words written together; E208 where the parts are not certain."""

from collections.abc import Iterator

from deltalang.diagnostics import Diagnostic
from deltalang.semantics.checks.facts import Facts
from deltalang.syntax import ast
from deltalang.words.splitting import SPLIT, Split, Splitter, joined
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
    """Give the atoms that nobody knows as they stand and that come apart, with how they do."""
    splitter: Splitter | None = None
    answers: dict[str, Split | None] = {}
    for atom, folded in facts.words():
        if len(folded) < 2 * SHORTEST or not folded.isalpha():
            continue
        if folded not in answers:
            splitter = splitter or Splitter(facts.vocabulary, facts.lemmatizer)
            answers[folded] = None if _is_known(folded, facts) else splitter.apart(folded)
        answer = answers[folded]
        if answer is not None and len(answer.parts) > 1 and not answer.unknown:
            yield atom, answer


def _is_known(folded: str, facts: Facts) -> bool:
    return folded in facts.registered or facts.lemmatizer.knows(folded)
