"""A line that shows what is going on, on a terminal; nothing in a pipe."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from deltalang.messages import template

_PAUSE = 0.1  # seconds between two looks at the line


@contextmanager
def running_total(prefix: str, lang: str) -> Iterator[Callable[[str, int], None]]:
    """Give what is to be told what is being done and how far it is; the line is gone in the end.

    `prefix` and what is being done make the id of the words: `ui.mine-at-` and `sums`.
    """
    stream, last = sys.stderr, 0.0
    if not stream.isatty():
        yield lambda _what, _count: None
        return
    width = 0

    def show(what: str, count: int) -> None:
        nonlocal last, width
        now = time.monotonic()
        if now - last < _PAUSE:
            return
        last = now
        said = template(prefix + what, lang).format(count=f"{count:,}".replace(",", " "))
        click.echo("\r" + said.ljust(width), nl=False, err=True)
        width = max(width, len(said))

    try:
        yield show
    finally:
        click.echo("\r" + " " * width + "\r", nl=False, err=True)
