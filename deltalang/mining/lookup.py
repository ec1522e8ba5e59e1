"""Looking up: from the patterns of a kernel to candidates with their rows."""

from itertools import pairwise

import numpy as np

from deltalang.mining.candidates import Candidates, Ground, chosen
from deltalang.mining.database import Counts
from deltalang.mining.embedding import Embedding, Gaps
from deltalang.mining.patterns import Patterns


def candidates_of(ground: Ground, found: Patterns, gaps: Gaps, *, documents: int) -> Candidates:
    """Look up the rows of patterns; those in fewer than so many documents are left out at once.

    So the rows of a hundred thousand chance meetings are never held together.
    """
    patterns = found.flat()
    embedding = Embedding(ground, gaps) if ground.chain else None
    steps, kept = patterns.offsets.tolist(), np.zeros(len(found), np.bool_)
    rows: list[Counts] = []
    for number, (begin, end) in enumerate(pairwise(steps)):
        codes = patterns.terms[begin:end]
        here = ground.holding(codes)
        if embedding is not None:
            joined = [False] * len(codes)
            if patterns.joined is not None:
                joined = patterns.joined[begin:end].tolist()
            here = embedding.of(codes, joined, here)
        if len(np.unique(ground.document[here])) >= documents:
            kept[number] = True
            rows.append(here)
    return Candidates(ground, chosen(patterns, kept), tuple(rows))


def found_in(candidates: Candidates, other: Ground, gaps: Gaps) -> Candidates:
    """The same patterns in another ground that has the same codes."""
    embedding = Embedding(other, gaps) if other.chain else None
    rows = []
    for number, codes in enumerate(candidates):
        here = other.holding(codes)
        rows.append(
            here if embedding is None else embedding.of(codes, candidates.joined(number), here)
        )
    return Candidates(other, candidates.patterns, tuple(rows))
