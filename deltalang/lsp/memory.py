"""Memory: what is open is large, stays, and has no circles, so nobody has to look for any."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def settle() -> None:
    """Let the collector of garbage pass over what is open."""
    gc.freeze()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keep the collector away while much is made that stays."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
