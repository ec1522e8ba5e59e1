"""The table of targets, and those that other distributions bring.

A distribution brings a target as an entry point of the group `deltalang.renderers`:
`name = "package.module:function"`. The function takes a scene document and a language ("ru", "en"
or None) and gives the text. Entry points are looked for only where a name is not built in.
"""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING

import attrs

from deltalang.diagnostics import near_names
from deltalang.messages import template
from deltalang.renderers.document import Document

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

Renderer = Callable[[Document, str | None], str]
GROUP = "deltalang.renderers"

TARGETS = {
    "text": ("text", "render"),
    "json": ("json", "render"),
    "jsonl": ("json", "render_line"),
    "prompt": ("prompt", "render"),
    "markdown": ("markdown", "render"),
    "note": ("note", "render"),
    "xml": ("xml", "render"),
    "html": ("html", "render"),
    "chat": ("chat", "render"),
    "schema": ("schema", "render"),
    "fountain": ("fountain", "render"),
    "delta": ("delta", "render"),
    "sd": ("sd", "render"),
    "compel": ("compel", "render"),
    "midjourney": ("midjourney", "render"),
}
FOLLOWING = {
    "fountain": ("fountain", "render_following"),
    "html": ("html", "render_following"),
}
"""Renderers of the scenes after the first, where the first opens the whole output."""

SOLID = ("json", "jsonl", "chat", "schema", "delta")
"""Targets between whose scenes no empty line stands."""


class TargetError(ValueError):
    """A target that cannot be used; `message(lang)` says why."""

    def __init__(self, message_id: str, **arguments: str) -> None:
        self.message_id, self.arguments = message_id, arguments
        super().__init__(self.message("en"))

    def message(self, lang: str) -> str:
        """Say in a language what is wrong."""
        return template(self.message_id, lang).format(**self.arguments)


@attrs.frozen
class Plugin:
    """A target that a distribution brings; `hidden` where a built-in one has its name."""

    name: str
    distribution: str
    hidden: bool
    point: "EntryPoint" = attrs.field(repr=False, eq=False)


def plugins() -> tuple[Plugin, ...]:
    """List the targets that installed distributions bring, sorted by name."""
    from importlib.metadata import entry_points  # keeps start-up short: few ask for such a target

    found = {
        (point.name, point.value, point.dist.name if point.dist else "?"): point
        for point in entry_points(group=GROUP)
    }
    return tuple(
        Plugin(name, distribution, name in TARGETS, point)
        for (name, _, distribution), point in sorted(found.items())
    )


def renderer(target: str, *, following: bool = False) -> Renderer:
    """Find the renderer of a target; only that one is imported.

    With `following` the one for a scene after the first of an output. Raises TargetError for a name
    that no target has, and for one that cannot be loaded.

    >>> renderer("delta")({"label": None, "canonical": "память*2"}, None)
    'память*2\\n'
    """
    if target not in TARGETS:
        return _brought(target)
    module, function = FOLLOWING[target] if following and target in FOLLOWING else TARGETS[target]
    found: Renderer = getattr(import_module(f"deltalang.renderers.{module}"), function)
    return found


def _brought(target: str) -> Renderer:
    known = plugins()
    found = [plugin for plugin in known if plugin.name == target]
    if not found:
        raise _unknown(target, known)
    if len(found) > 1:
        several = ", ".join(plugin.distribution for plugin in found)
        raise TargetError("ui.target-several", target=target, distributions=several)
    about = {"target": target, "distribution": found[0].distribution}
    try:
        function = found[0].point.load()
    except Exception as error:  # whatever the module of somebody else does while it is read
        raise TargetError("ui.target-unloaded", **about, error=_named(error)) from error

    def render(document: Document, lang: str | None) -> str:
        try:
            made = function(document, lang)
        except Exception as error:  # as above
            raise TargetError("ui.target-failed", **about, error=_named(error)) from error
        if not isinstance(made, str):
            raise TargetError("ui.target-no-text", **about, kind=type(made).__name__)
        return made

    return render


def _unknown(target: str, known: Iterable[Plugin]) -> TargetError:
    brought = [plugin for plugin in known if not plugin.hidden]
    names = [*TARGETS, *(plugin.name for plugin in brought)]
    near = near_names(target, names)
    said = ", ".join([*TARGETS, *(f"{plugin.name} ({plugin.distribution})" for plugin in brought)])
    hidden = ", ".join(f"{p.name} ({p.distribution})" for p in known if p.hidden)
    message_id = "ui.target-unknown-hidden" if hidden else "ui.target-unknown"
    arguments = {"target": target, "near": ", ".join(near) or "—", "names": said}
    return TargetError(message_id, **arguments, **({"hidden": hidden} if hidden else {}))


def _named(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
