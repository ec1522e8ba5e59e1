"""W501: a term that cancels to zero vanishes; it is not avoided."""

from collections.abc import Iterator

from deltalang.algebra.letters import Atom
from deltalang.algebra.lineage import value
from deltalang.diagnostics import Diagnostic
from deltalang.keys import key
from deltalang.semantics.checks.facts import Facts
from deltalang.syntax import ast


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Look at the negative terms of each scene that is a sum."""
    for result in facts.scenes:
        body = result.statement.body
        if not isinstance(body, ast.Sum):
            continue
        present = {
            letter.key
            for image, weight in result.scene.terms
            for letter in image.letters
            if value(weight) and isinstance(letter, Atom) and len(image.letters) == 1
        }
        for term in body.terms:
            atom = term.body.body if isinstance(term.body, ast.Postfix) else term.body
            if term.negative and isinstance(atom, ast.Atom) and key(atom.text) not in present:
                arguments = {"text": atom.text}
                yield Diagnostic("W501", "cancelled", facts.module.source, term.span, arguments)
