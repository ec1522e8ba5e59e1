"""What a search tells while it runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from deltalang.mining.compression.codetable import CodeTable
from deltalang.mining.compression.elements import Elements
from deltalang.mining.compression.encoding import in_bits
from deltalang.mining.compression.starting import state_of
from deltalang.mining.compression.state import State
from deltalang.mining.compression.summary import code_table
from deltalang.mining.database import Counts, Database

Terms = tuple[Any, ...]


@attrs.frozen(eq=False)
class Step:
    """A step of the search that made the size smaller.

    `added` and `removed` are the elements that came and went, as terms; `gain` is what that saved, `bits`
    the size since, `ratio` the same in percent of the start; `count` how many elements the table has.
    """

    added: tuple[Terms, ...]
    removed: tuple[Terms, ...]
    gain: float
    bits: float
    ratio: float
    count: int
    _numbers: Counts = attrs.field(repr=False)
    _elements: Elements = attrs.field(repr=False)
    _database: Database = attrs.field(repr=False)
    _engine: str = attrs.field(repr=False)

    def table(self, limit: str | None = None) -> CodeTable:
        """The code table after this step; it is worked out when asked for."""
        state = state_of(self._database, self._engine)
        for number in self._numbers.tolist():
            state.insert(state.elements.of_terms(self._elements.terms_of(number)))
        return code_table(state, self._database.vocabulary, limit)


class Recorder:
    """Makes the steps of one search."""

    def __init__(self, state: State, database: Database, engine: str) -> None:
        self._state, self._database, self._engine = state, database, engine
        self._start = state.size
        self._table: list[int] = []

    def step(self, gain: int) -> Step:
        """The step that led from the last one, or the start, to the state as it is."""
        state, before = self._state, set(self._table)
        self._table = state.table.tolist()
        now = set(self._table)
        return Step(
            added=self._named([number for number in self._table if number not in before]),
            removed=self._named(sorted(before - now)),
            gain=in_bits(state.logs, gain),
            bits=in_bits(state.logs, state.size),
            ratio=100 * state.size / self._start,
            count=len(self._table),
            numbers=state.table.copy(),
            elements=state.elements,
            database=self._database,
            engine=self._engine,
        )

    def _named(self, numbers: Sequence[int]) -> tuple[Terms, ...]:
        vocabulary = self._database.vocabulary
        return tuple(
            tuple(vocabulary[code] for code in self._state.elements.terms_of(number))
            for number in numbers
        )
