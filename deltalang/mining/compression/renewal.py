"""Beyond greedy: take a part of the code table out, search again, keep what is smaller.

Greedy search stands still where no single insertion helps. A round of renewal removes some elements, by
chance or those that share most terms with one of them, descends again, prunes, and goes back when the
size has grown (iterated local search). Chance comes from a seed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from deltalang.mining.compression.descent import descend, prune
from deltalang.mining.compression.state import State

SHARE = 0.3  # of the table, at most, that a round takes out
LARGEST = 48  # elements, at most, that a round takes out
VAIN = 1 / 32  # rounds in vain that end it, by element of the table and unit of effort


def renew(
    state: State, *, seed: int, effort: float, most: int | None, over: Callable[[], bool]
) -> Iterator[int]:
    """Renew the code table in rounds; give what each round gained, 0 for a round in vain.

    It ends after `effort` times the work that the state has cost until now, or earlier, when so many rounds
    in a row were in vain as an eighth of the table has elements (for an effort of 4, in proportion for
    others), or when `over` says so; the code table is then the smallest that was found.
    """
    chance = Random(seed)
    end, vain = (1 + effort) * state.work, 0
    while state.work < end and vain < VAIN * effort * len(state.table):
        table, size = state.table.tolist(), state.size
        for element in _taken(state, table, chance):
            state.remove(element)
        for _ in descend(state, most=most, over=over):
            pass
        if not over():
            prune(state)
        gain = size - state.size
        if gain <= 0:
            state.change_to(table)
        vain = 0 if gain > 0 else vain + 1
        yield max(0, gain)
        if over():
            return


def _taken(state: State, table: list[int], chance: Random) -> list[int]:
    """The elements that a round takes out."""
    count = 1 + int(chance.random() * min(LARGEST, SHARE * len(table)))
    if chance.random() < 0.5:
        far = dict.fromkeys(table, 0)
    else:
        terms = {*state.elements.terms_of(table[int(chance.random() * len(table))])}
        far = {
            element: -len(terms.intersection(state.elements.terms_of(element))) for element in table
        }
    order = sorted((far[element], chance.random(), element) for element in table)
    return [element for _, _, element in order[:count]]
