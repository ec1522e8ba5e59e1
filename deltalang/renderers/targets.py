"""The table of targets."""

from collections.abc import Callable
from importlib import import_module

from deltalang.renderers.document import Document

Renderer = Callable[[Document, str | None], str]

TARGETS = {
    "text": ("text", "render"),
    "json": ("json", "render"),
    "jsonl": ("json", "render_line"),
    "prompt": ("prompt", "render"),
    "markdown": ("markdown", "render"),
    "note": ("note", "render"),
    "xml": ("xml", "render"),
    "chat": ("chat", "render"),
}


def renderer(target: str) -> Renderer:
    """Find the renderer of a target; only that one is imported. Raises KeyError for no target."""
    module, function = TARGETS[target]
    found: Renderer = getattr(import_module(f"deltalang.renderers.{module}"), function)
    return found
