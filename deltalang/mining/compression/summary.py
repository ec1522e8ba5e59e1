"""From the state of a search to the code table that is handed out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from deltalang.mining.compression.codetable import CodeTable
from deltalang.mining.compression.encoding import code_lengths, in_bits
from deltalang.mining.compression.state import State


def code_table(state: State, vocabulary: Sequence[Any], limit: str | None = None) -> CodeTable:
    """The code table of a state, with sizes in bits and the exact gain of every element."""
    elements, patterns = state.elements, state.table.copy()
    support = elements.support[: elements.singles]
    singles = np.lexsort((np.arange(len(support)), -support))
    order = np.concatenate((patterns, singles))
    each = [elements.terms_of(number) for number in order.tolist()]
    offsets = np.concatenate(([0], np.cumsum(elements.length[order])))
    terms = np.fromiter((term for one in each for term in one), np.int32, int(offsets[-1]))
    usage = state.usage[order]
    lengths = code_lengths(usage)
    used = usage > 0
    codes = code_lengths(support)
    spelling = np.add.reduceat(codes[terms], offsets[:-1]) if len(order) else codes
    gains = np.full(len(order), np.nan)
    gains[: len(patterns)] = [
        in_bits(state.logs, -loss) for loss in state.losses(patterns).tolist()
    ]
    present = support > 0
    baseline = (support[present] + 2) @ codes[present]
    return CodeTable(
        offsets=offsets,
        terms=terms,
        support=elements.support[order],
        usage=usage,
        lengths=lengths,
        gains=gains,
        patterns=len(patterns),
        baseline=float(baseline),
        data_bits=float(usage[used] @ lengths[used]),
        table_bits=float((spelling[used] + lengths[used]).sum()),
        vocabulary=vocabulary,
        limit=limit,
    )
