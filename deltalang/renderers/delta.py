"""The delta target: a scene as a line of a script, to be given back to the language."""

import re

from deltalang.renderers.document import Document
from deltalang.syntax.labels import is_label

# Characters that a terminal would obey; a script has no escapes for them.
_OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def render(document: Document, lang: str | None = None) -> str:
    """Write a scene as `label: canonical text`; a label that no script can have is left out.

    >>> render({"label": "двор2", "canonical": "жар + память"})
    'двор2: жар + память\\n'
    """
    label = document["label"]
    front = f"{label}: " if label and is_label(label) else ""
    return _OBEYED.sub("\ufffd", front + document["canonical"]) + "\n"
