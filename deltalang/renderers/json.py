"""The json and jsonl targets: the scene document itself."""

import json

from deltalang.renderers.document import Document


def render(document: Document, lang: str | None = None) -> str:
    """Write a document as indented JSON."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def render_line(document: Document, lang: str | None = None) -> str:
    """Write a document as one line of JSON."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"
