"""Files that travel with the package: the grammar, the standard library, schemas.

An installed package has them inside; a checkout has them beside it.
"""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

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


def load_yaml(text: str) -> Any:
    """Read YAML safely, with the C loader where PyYAML has it.

    Raises yaml.YAMLError for text that is not YAML.

    >>> load_yaml("a: [1, 2]")
    {'a': [1, 2]}
    """
    import yaml  # only when a record or phrases are read: keeps start-up short

    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def phrases(lang: str) -> dict[str, Any]:
    """Load the wording of scenes and prompts in a language, "ru" or "en"."""
    found: dict[str, Any] = load_yaml(read_resource("stdlib", "phrases", f"{lang}.yaml"))
    return found
