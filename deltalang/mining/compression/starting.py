"""The first state of a search: single terms only, in the engine that was asked for."""

from __future__ import annotations

import numpy as np

from deltalang.mining import engines
from deltalang.mining.compression.encoding import logs_for
from deltalang.mining.compression.rows import rows_of
from deltalang.mining.compression.state import State
from deltalang.mining.compression.vector_state import Vectorised
from deltalang.mining.database import Database


def state_of(database: Database, engine: str = "auto", *, min_support: int = 1) -> State:
    """A code table of single terms for these scenes.

    `min_support` is the least support, in scenes, of an element that `gains` takes seriously. Raises
    ValueError for an engine that there is not and for scenes that are too long, see `rows_of`;
    MissingEngineError for an engine that is not installed.

    >>> state_of(Database.of([["a", "b"], ["a"]]), "numpy").usage[:2].tolist()
    [2, 1]
    """
    rows = rows_of(database)
    logs = logs_for(int((np.diff(rows.pointers) * rows.weights).sum()))
    if engines.choose("auto" if engine == "spark" else engine) == "numba":  # one process is enough
        from deltalang.mining.compression.compiled_state import Compiled  # an extra

        return Compiled(rows, logs, min_support)
    return Vectorised(rows, logs, min_support)
