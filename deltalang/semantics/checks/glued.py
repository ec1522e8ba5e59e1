"""W506: an unknown word that is known atoms written together."""

from collections.abc import Iterator

from deltalang.diagnostics import Diagnostic
from deltalang.semantics.checks.facts import Facts

_SHORTEST = 3
_LONGEST = 80  # characters of a word; splitting takes their square


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Look at words that consist of two known atoms or more, three letters each or longer."""
    for atom, folded in facts.words():
        if not 2 * _SHORTEST <= len(folded) <= _LONGEST or " " in folded or "-" in folded:
            continue
        split = shortest_split(folded, facts.terms - {folded})
        if split:
            arguments = {"word": atom.text, "split": "~".join(split)}
            yield Diagnostic("W506", "glued-word", facts.module.source, atom.span, arguments)


def shortest_split(word: str, terms: frozenset[str]) -> tuple[str, ...] | None:
    """Split a word into the fewest known terms, by dynamic programming; None when it cannot be.

    >>> shortest_split("памятьжара", frozenset(("память", "жара")))
    ('память', 'жара')
    """
    best: list[tuple[str, ...] | None] = [(), *(None for _ in word)]
    for end in range(_SHORTEST, len(word) + 1):
        for start in range(end - _SHORTEST, -1, -1):
            before, part = best[start], word[start:end]
            if before is not None and part in terms:
                known = best[end]
                if known is None or len(before) + 1 < len(known):
                    best[end] = (*before, part)
    found = best[len(word)]
    return found if found and len(found) > 1 else None
