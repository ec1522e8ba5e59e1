"""The door: compress scenes, in one call or step by step.

    for step in slim_steps(scenes):      # any-time: leave the loop when you have seen enough
        print(step.added, step.gain, step.bits)
    step.table()

The search first descends (`descent`), then renews parts of what it has (`renewal`). All limits but the
time are counted in steps and rows, so the result depends on the scenes and the options alone.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Hashable, Iterable
from time import monotonic

from deltalang.mining.compression.codetable import CodeTable
from deltalang.mining.compression.descent import descend
from deltalang.mining.compression.renewal import renew
from deltalang.mining.compression.starting import state_of
from deltalang.mining.compression.step import Recorder, Step
from deltalang.mining.compression.summary import code_table
from deltalang.mining.compression.watch import Watch
from deltalang.mining.database import Database

Scenes = Database | Iterable[Iterable[Hashable]]

EFFORT = 4.0
PATIENCE = 0.003


def slim(
    data: Scenes,
    *,
    weights: Iterable[float] | None = None,
    engine: str = "auto",
    max_time: float | None = None,
    max_patterns: int | None = None,
    min_support: int = 1,
    seed: int = 0,
    effort: float = EFFORT,
    patience: float = PATIENCE,
    progress: Callable[[Step], object] | None = None,
) -> CodeTable:
    """Find the elements that make scenes shortest: those worth a code of their own.

    The options are those of `slim_steps`; `progress` is called with every step. Ctrl-C ends the search
    and keeps what was found; the table's `limit` is then "cancelled".

    >>> table = slim([["sea", "light", "hope"]] * 20 + [["sea"], ["light"], ["hope", "road"]] * 5)
    >>> next(iter(table))
    (('hope', 'light', 'sea'), 20)
    >>> round(table.ratio)
    50
    """
    database = data if isinstance(data, Database) else Database.of(data)
    if weights is not None:
        database = database.weighted(weights)
    last: Step | None = None
    steps = slim_steps(
        database,
        engine=engine,
        max_time=max_time,
        max_patterns=max_patterns,
        min_support=min_support,
        seed=seed,
        effort=effort,
        patience=patience,
    )
    try:
        while True:
            last = next(steps)
            if progress is not None:
                progress(last)
    except StopIteration as end:
        table: CodeTable = end.value
        return table
    except KeyboardInterrupt:
        if last is None:
            return code_table(state_of(database, engine), database.vocabulary, "cancelled")
        return last.table("cancelled")


def slim_steps(
    data: Scenes,
    *,
    weights: Iterable[float] | None = None,
    engine: str = "auto",
    max_time: float | None = None,
    max_patterns: int | None = None,
    min_support: int = 1,
    seed: int = 0,
    effort: float = EFFORT,
    patience: float = PATIENCE,
) -> Generator[Step, None, CodeTable]:
    """Give every step that makes the scenes shorter; the value of the generator is the code table.

    `weights` are whole numbers, one per scene. `max_time` in seconds and `max_patterns` are limits, and
    one that ends the search is named by the table's `limit`. `min_support`: the least number of scenes
    that hold an element. `effort`: how much work the renewal may do, as a multiple of the work of the
    descent; 0 leaves the greedy result as it is, more makes the table smaller, ever more slowly.
    `patience`: the descent ends when its last tenth of work brought less than this share of its gain.
    `seed` leads the chance of the renewal. `engine` is "numpy", "numba" or "auto", with equal results.

    Raises ValueError for options out of range and scenes that are too long; MissingEngineError.
    """
    _check(max_time=max_time, max_patterns=max_patterns, effort=effort, patience=patience)
    database = data if isinstance(data, Database) else Database.of(data)
    if weights is not None:
        database = database.weighted(weights)
    return _search(
        database, engine, max_time, max_patterns, max(1, min_support), seed, effort, patience
    )


def _search(
    database: Database,
    engine: str,
    max_time: float | None,
    most: int | None,
    min_support: int,
    seed: int,
    effort: float,
    patience: float,
) -> Generator[Step, None, CodeTable]:
    deadline = None if max_time is None else monotonic() + max_time
    state = state_of(database, engine, min_support=min_support)
    recorder = Recorder(state, database, engine)
    watch = Watch(patience, deadline, monotonic)
    for gain in descend(state, most=most, over=watch.over):
        watch.note(gain)
        yield recorder.step(gain)
    for gain in renew(state, seed=seed, effort=effort, most=most, over=watch.late):
        if gain:
            yield recorder.step(gain)
    limit = "time" if watch.late() else None
    if limit is None and most is not None and len(state.table) >= most:
        limit = "patterns"
    return code_table(state, database.vocabulary, limit)


def _check(**options: float | None) -> None:
    """Raise ValueError for an option below 0 or that is no number."""
    for name, value in options.items():
        if value is not None and not value >= 0:
            raise ValueError(f"{name} is a number from 0, not {value}")
