"""Publishing: problems are said a moment after the last keystroke, and those that take long when it is quiet."""

import asyncio
from collections.abc import Callable

from deltalang.lsp.text import OpenText

SOON, QUIET = 0.12, 0.8
"""Seconds after the last edit: for most problems, and for those of glued words."""
Publish = Callable[[OpenText, bool], None]
"""Says the problems of a text, those that take long among them or not."""


class Publisher:
    """Knows which texts are to be looked at, and when. Must be used from a running event loop."""

    def __init__(self, publish: Publish) -> None:
        self._publish = publish
        self._timers: dict[OpenText, list[asyncio.TimerHandle]] = {}

    def edited(self, text: OpenText) -> None:
        """Look at a text when its writer pauses."""
        self._at(text, (SOON, False), (QUIET, True))

    def opened(self, text: OpenText) -> None:
        """Look at a text at once, as soon as what was asked before is answered."""
        self._at(text, (0, False), (QUIET, True))

    def saved(self, text: OpenText) -> None:
        """Look at everything at once."""
        self._at(text, (0, True))

    def closed(self, text: OpenText) -> None:
        """Look at a text no more."""
        for timer in self._timers.pop(text, ()):
            timer.cancel()

    def _at(self, text: OpenText, *times: tuple[float, bool]) -> None:
        self.closed(text)
        loop = asyncio.get_running_loop()
        self._timers[text] = [
            loop.call_later(seconds, self._publish, text, words) for seconds, words in times
        ]
