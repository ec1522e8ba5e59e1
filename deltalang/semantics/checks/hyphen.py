"""W502: a hyphen between two known atoms may be meant as a minus."""

from collections.abc import Iterator

from deltalang.diagnostics import Diagnostic
from deltalang.semantics.checks.facts import Facts


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Look at words with one hyphen whose parts are atoms themselves."""
    for atom, folded in facts.words():
        left, hyphen, right = folded.partition("-")
        if hyphen and facts.knows(left) and facts.knows(right):
            arguments = {"word": atom.text, "left": left, "right": right}
            yield Diagnostic("W502", "hyphen-minus", facts.module.source, atom.span, arguments)
