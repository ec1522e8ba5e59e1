"""The chat target: messages as JSON; fixed wording in the system message, the scene in the user's."""

import json

from deltalang._resources import phrases
from deltalang.renderers import prompt
from deltalang.renderers.document import Document
from deltalang.renderers.outline import language


def render(document: Document, lang: str | None = None) -> str:
    """Write a scene as chat messages."""
    words = phrases(language(document, lang))
    messages = [
        {"role": "system", "content": words["system"]},
        {"role": "user", "content": prompt.render(document, lang).rstrip("\n")},
    ]
    return json.dumps(messages, ensure_ascii=False, indent=2) + "\n"
