"""Rows of small whole numbers, read at the speed of C.

`marshal` writes a list of lists of ints in one pass: five bytes for the head of each list (a bracket and
its length) and five for each number (a letter and 32 bits). So its output is a table already. Anything
else among the rows (a bool, a large number, a text, a row in a row) has another letter there.
"""

from __future__ import annotations

import marshal
from typing import Any

import numpy as np
from numpy.typing import NDArray

_RECORD = np.dtype([("letter", "u1"), ("value", "<i4")])
_NUMBER, _LIST, _TUPLE = ord("i"), ord("["), ord("(")


def rows_of_numbers(rows: list[Any]) -> tuple[NDArray[np.int64], NDArray[np.int32]] | None:
    """The pointers and the numbers of rows (CSR); None unless all are lists or tuples of 32-bit ints.

    >>> [part.tolist() for part in rows_of_numbers([[7, 2], (5,)])]
    [[0, 2, 3], [7, 2, 5]]
    >>> rows_of_numbers([["a"]]), rows_of_numbers([[True]])
    (None, None)
    """
    try:
        written = marshal.dumps(rows, 2)
    except ValueError:  # a term that marshal cannot write
        return None
    if len(written) % _RECORD.itemsize:
        return None
    table = np.frombuffer(written, _RECORD)[1:]
    letters = table["letter"]
    numbers = letters == _NUMBER
    heads = np.flatnonzero(~numbers)
    brackets = letters[heads]
    if len(heads) != len(rows) or not ((brackets == _LIST) | (brackets == _TUPLE)).all():
        return None
    pointers = np.concatenate((heads, [len(table)])) - np.arange(len(rows) + 1)
    return pointers, table["value"][numbers]
