"""A Spark job in the background, whose results arrive while it runs.

An action of Spark answers when all of its tasks are done. Here each task hands its results over by an
accumulator as soon as it has ended, so what is finished is kept when the rest is cancelled.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Generic, TypeVar, cast
from uuid import uuid4

if TYPE_CHECKING:
    from pyspark import RDD, Accumulator, AccumulatorParam, SparkContext

TICK = 0.05
"""Seconds to wait for results at a time: Ctrl-C, the clock and the progress wait no longer."""

Result = TypeVar("Result")


class Job(Generic[Result]):
    """A job that computes the elements of an RDD; it runs from the start, in a thread of its own."""

    def __init__(self, context: SparkContext, elements: RDD[Result]) -> None:
        from pyspark import InheritableThread  # an extra, and slow to load

        self._context, self._elements = context, elements
        together = cast("AccumulatorParam[list[Result]]", _Together())
        self._arrived: Accumulator[list[Result]] = context.accumulator([], together)
        self._tag = f"deltalang-{uuid4().hex}"
        self._ended, self._stopped = Event(), False
        self._error: Exception | None = None
        self._thread = InheritableThread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def results(self) -> list[Result]:
        """What has arrived so far, in no order."""
        return list(self._arrived.value)

    def ended(self, seconds: float) -> bool:
        """Wait so long at most; whether the job has ended. Raises what a task raised."""
        ended = self._ended.wait(seconds)
        if ended and self._error is not None and not self._stopped:
            raise self._error
        return ended

    def stop(self) -> None:
        """Cancel what has not ended, and forget the results: those that are wanted are taken before."""
        self._stopped = True
        while not self._ended.is_set():  # a job that is not yet known to Spark cannot be cancelled
            self._context.cancelJobsWithTag(self._tag)
            self._ended.wait(0.1)
        self._thread.join()
        self._arrived.value = []  # pyspark keeps every accumulator as long as the process lives

    def _run(self) -> None:
        try:
            self._context.addJobTag(self._tag)
            self._context.setInterruptOnCancel(True)
            self._elements.foreachPartition(partial(_hand_over, self._arrived))
        except Exception as error:  # raised in the thread that waits
            self._error = error
        finally:
            self._ended.set()


def _hand_over(arrived: Accumulator[list[Result]], elements: Iterable[Result]) -> None:
    """Put the elements of one partition into an accumulator."""
    arrived.add(list(elements))


class _Together:
    """How an accumulator adds lists (the methods of pyspark's `AccumulatorParam`)."""

    def zero(self, _value: list[Result]) -> list[Result]:
        return []

    def addInPlace(self, value: list[Result], more: list[Result]) -> list[Result]:
        value += more
        return value
