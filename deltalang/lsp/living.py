"""Living: whether the editor is still there. One that dies may leave its end of the pipe to others."""

import asyncio
import os

_ALIVE = 5.0


def lives(process: int) -> bool:
    """Tell whether there is a process of a number.

    >>> lives(os.getpid())
    True
    """
    try:
        os.kill(process, 0)
    except PermissionError:  # it belongs to somebody else
        return True
    except (OSError, OverflowError):
        return False
    return True


async def until_gone(process: int) -> None:
    """End when the editor is gone though its end of the pipe is still held by somebody."""
    while lives(process):
        await asyncio.sleep(_ALIVE)
    os._exit(1)
