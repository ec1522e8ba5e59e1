"""Markers of holes that an answer still holds.

<~опиши запах>, <?кто говорит>     what a model or a person was to fill
<имя>, <hero>                      a parameter: one of the scene, or Cyrillic and not closed as an element is
"""

import re
from collections.abc import Iterator

from deltalang.keys import key
from deltalang.renderers.document import Document

_MARKER = re.compile(
    r"<[~?](?!xml\b|php\b)(?:\\.|[^<>\\\n])*+(?P<end>>?)|<(?P<name>[^\W\d_][\w -]{0,80})>"
)
_CLOSING = re.compile(r"</([^<>\n]{1,100})>")
_CYRILLIC = re.compile("[\u0400-\u052f]")


def unfilled(text: str, document: Document) -> Iterator[tuple[int, int]]:
    """Give the places where markers of holes stand in an answer to a scene document.

    >>> from deltalang.algebra.letters import hole
    >>> from deltalang.algebra.scene import Scene
    >>> from deltalang.renderers.document import Origin, document
    >>> scene = document(Scene.of(hole("parameter", "hero")), Origin("<hero>"))
    >>> list(unfilled("<b>The <Hero></b> of <?which> <?xml?>", scene))
    [(7, 13), (21, 29)]
    """
    wanted, closed = frozenset(_parameters(document)), frozenset(_CLOSING.findall(text))
    for found in _MARKER.finditer(text):
        name = found["name"]
        if name is None:  # what opens and never ends is read over, so that reading stays linear
            left = bool(found["end"])
        else:
            left = key(name) in wanted or (bool(_CYRILLIC.search(name)) and name not in closed)
        if left:
            yield found.span()


def _parameters(document: Document) -> Iterator[str]:
    """The keys of the parameters that a scene leaves open, at every depth."""
    for name in ("images", "beats", "cycles", "choices", "holes", "avoid"):
        for entry in document[name]:
            for hole in entry.get("fill", ()):
                if hole["kind"] == "parameter":
                    yield key(hole["text"])
            for part in entry.get("parts", ()):
                yield from _parameters(part)
