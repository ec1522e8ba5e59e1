"""Publishing: problems are said a moment after the last keystroke, and those that take long when it is quiet."""

import asyncio
from collections.abc import Callable

from deltalang.lsp.text import OpenText

SOON, QUIET = 0.12, 0.8
"""Seconds after the last edit: for most problems, and for those of glued words."""
_TURN = 0.005
"""Seconds for what came in meanwhile: a long text is looked at in parts."""
Publish = Callable[[OpenText, bool], bool]
"""Says the problems of a text, those that take long among them or not; False: it is to be called again."""


class Publisher:
    """Knows which texts are to be looked at, and when. Must be used from a running event loop."""

    def __init__(self, publish: Publish) -> None:
        self._publish = publish
        self._timers: dict[OpenText, dict[bool, asyncio.TimerHandle]] = {}

    def edited(self, text: OpenText) -> None:
        """Look at a text when its writer pauses."""
        self._at(text, {False: SOON, True: QUIET})

    def opened(self, text: OpenText) -> None:
        """Look at a text at once, as soon as what was asked before is answered."""
        self._at(text, {False: 0, True: QUIET})

    def saved(self, text: OpenText) -> None:
        """Look at everything at once."""
        self._at(text, {True: 0})

    def closed(self, text: OpenText) -> None:
        """Look at a text no more."""
        for timer in self._timers.pop(text, {}).values():
            timer.cancel()

    def _at(self, text: OpenText, times: dict[bool, float]) -> None:
        self.closed(text)
        self._timers[text] = {}
        for words, seconds in times.items():
            self._later(text, words, seconds)

    def _later(self, text: OpenText, words: bool, seconds: float) -> None:
        timer = asyncio.get_running_loop().call_later(seconds, self._look, text, words)
        self._timers[text][words] = timer

    def _look(self, text: OpenText, words: bool) -> None:
        if not self._publish(text, words) and text in self._timers:
            self._later(text, words, _TURN)
