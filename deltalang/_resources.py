"""Files that travel with the package: the grammar, the standard library, schemas.

An installed package has them inside; a checkout has them beside it.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable

_PACKAGE = files("deltalang")


def resource(*parts: str) -> Traversable:
    """Find a shipped file or folder: inside the package first, beside it second.

    >>> resource("grammar", "delta.lark").is_file()
    True
    """
    inside = _PACKAGE.joinpath(*parts)
    if inside.is_file() or inside.is_dir():
        return inside
    return _PACKAGE.joinpath("..", *parts)


def read_resource(*parts: str) -> str:
    """Read a shipped text file (UTF-8)."""
    return resource(*parts).read_text(encoding="utf-8")
