"""The calls of `deltalang run`: each answer is kept at once, and a terminal shows how far they are."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

import attrs
import click

from deltalang.cli.printing import harmless
from deltalang.filling.records import Records
from deltalang.filling.running import Run
from deltalang.llm.address import AddressError
from deltalang.llm.connection import MissingExtraError
from deltalang.llm.endpoint import Endpoint, Heard
from deltalang.llm.exchange import Answer, NoAnswerError, Request
from deltalang.messages import template

_REDRAW = 0.1  # seconds


def endpoint_of(address: str, key: str, *, timeout: float, words: str) -> Endpoint:
    """Make the endpoint of an address. Raises click.UsageError for what is none."""
    try:
        return Endpoint(address, key or None, timeout=timeout)
    except AddressError as error:
        problem = template(f"ui.run-address-{error.problem}", words)
        said = template("ui.run-bad-address", words)
        names = {"address": error.shown, "problem": problem, "attempt": error.attempt}
        raise click.UsageError(harmless(said.format(**names))) from error


@attrs.frozen
class Calls:
    """How the calls went: whether they were broken off, and what went wrong beside the answers."""

    interrupted: bool = False
    failure: Exception | None = None
    """A fault of ours; what was answered before it is taken in."""
    unkept: tuple[str, ...] = ()
    """Why answers could not be kept."""


def ask(going: Run, endpoint: Endpoint, records: Records, *, jobs: int, words: str) -> Calls:
    """Ask for what is missing; an answer that cannot be kept counts all the same.

    Raises click.ClickException where the client is not installed.
    """
    unkept: list[str] = []

    def kept(request: Request, answer: Answer) -> Answer:
        try:
            return records.keep(request, answer)
        except (OSError, NoAnswerError) as error:  # it is paid for, so it is not lost
            unkept.append(getattr(error, "strerror", None) or str(error))
            return answer

    def finished(request: Request) -> Answer | None:
        try:
            return records.find(request)
        except OSError:  # what broke the calls off may have broken the folder too
            return None

    try:
        with calls_bar(template("ui.run-calls", words), words) as bar:

            def answered(request: Request) -> Answer:
                return kept(request, endpoint.ask(request, heard=bar.heard(request.digest)))

            for done, total in going.steps(answered, jobs=jobs):
                bar.done(done, total)
    except MissingExtraError as error:
        raise click.ClickException(template("ui.run-no-client", words)) from error
    except (KeyboardInterrupt, Exception) as error:  # what was finished is on disk
        endpoint.stop()
        going.break_off(finished)
        failure = error if isinstance(error, Exception) else None
        return Calls(failure is None, failure, tuple(unkept))
    return Calls(unkept=tuple(unkept))


class CallsBar:
    """How many calls are done, and how many characters all of them have said so far."""

    def __init__(self, bar: Any, words: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._bar, self._words, self._clock = bar, words, clock
        self._lengths: dict[str, int] = {}
        self._drawn = float("-inf")
        self._lock = Lock()  # calls tell of themselves from threads of their own

    def heard(self, call: str) -> Heard | None:
        """Give what a call tells how much it has said; None where nobody looks."""
        if self._bar.hidden:
            return None

        def tell(length: int) -> None:
            with self._lock:
                self._lengths[call] = length
                now = self._clock()
                if now - self._drawn >= _REDRAW:
                    self._drawn = now
                    self._bar.current_item = self._said()
                    self._bar.render_progress()

        return tell

    def done(self, done: int, total: int) -> None:
        """Say how many of how many calls are done."""
        with self._lock:
            self._bar.length = total
            self._bar.update(done - self._bar.pos, self._said())

    def _said(self) -> str:
        count = sum(self._lengths.values())
        return template("ui.run-heard", self._words).format(count=count)


@contextmanager
def calls_bar(label: str, words: str) -> Iterator[CallsBar]:
    """Give a bar on standard error; silent in a pipe."""
    hidden = not sys.stderr.isatty()
    bar = click.progressbar(
        length=1,
        label=label,
        file=sys.stderr,
        hidden=hidden,
        item_show_func=lambda said: said,
    )
    with bar as shown:
        yield CallsBar(shown, words)
