"""Compiled arithmetic on bit sets of rows: a word holds 64 rows, a set of rows is a run of words.

Rows with weights stand in *planes*: a row of weight 5 is in the planes of 1 and of 4, so a weighted
count is the number of bits of each plane, shifted by its number. `planes[p]` is the first word of a
plane, one more bound closes the last.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from llvmlite.ir import Constant, FunctionType, IntType, IRBuilder, Value, VoidType
from numba import njit, types
from numba.extending import intrinsic

from deltalang.mining.database import Counts
from deltalang.mining.kernels.ranked import Words

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile a function at its first call; the machine code is kept for the next process."""
    return cast("Function", njit(cache=True)(function))


def _write_popcount(_context: Any, _word: Any) -> Any:
    """How many bits of a word are set: one instruction, several words at once where there is a way."""

    def generate(_context: Any, builder: IRBuilder, _signature: Any, words: list[Value]) -> Value:
        return builder.ctpop(words[0])

    return types.uint64(types.uint64), generate


popcount = cast("Callable[[Any], Any]", intrinsic(_write_popcount))


def _write_prefetch(_context: Any, array: Any, _index: Any) -> Any:
    """Ask for the part of an array that is read soon, so that nobody waits for it then."""

    def generate(context: Any, builder: IRBuilder, signature: Any, given: list[Value]) -> Value:
        data = context.make_array(signature.args[0])(context, builder, given[0]).data
        place = builder.bitcast(builder.gep(data, [given[1]]), IntType(8).as_pointer())
        number = IntType(32)
        kind = FunctionType(VoidType(), [place.type, number, number, number])
        ask = builder.module.declare_intrinsic("llvm.prefetch", [place.type], kind)
        builder.call(ask, [place, *(Constant(number, value) for value in (0, 3, 1))])
        return context.get_dummy_value()

    return types.void(array, types.uint64), generate


prefetch = cast("Callable[[Any, Any], None]", intrinsic(_write_prefetch))


@compiled
def _ones(left: Words, right: Words) -> np.int64:
    """How many bits are set in both."""
    bits = np.uint64(0)
    for word in range(len(left)):
        bits += popcount(left[word] & right[word])
    return np.int64(bits)


@compiled
def size(left: Words, right: Words, planes: Counts, count: int) -> np.int64:
    """The weight of the rows that are in both sets; `count` planes."""
    if count == 1:
        return _ones(left, right)
    total = np.int64(0)
    for plane in range(count):
        begin, end = planes[plane], planes[plane + 1]
        total += _ones(left[begin:end], right[begin:end]) << plane
    return total


@compiled
def meet(left: Words, right: Words, to: Words) -> None:
    """Write the rows that are in both sets."""
    for word in range(len(to)):
        to[word] = left[word] & right[word]


@compiled
def within(inner: Words, outer: Words) -> bool:
    """Whether every row of one set is in the other; ends at the first word that says no."""
    for word in range(len(inner)):  # noqa: SIM110 - numba compiles no generators
        if inner[word] & ~outer[word]:
            return False
    return True
