"""The chat target: messages as JSON; fixed wording in the system message, the scene in the user's."""

from deltalang._resources import phrases
from deltalang.renderers import prompt
from deltalang.renderers.document import Document
from deltalang.renderers.json import dumps
from deltalang.renderers.outline import language


def render(document: Document, lang: str | None = None) -> str:
    """Write a scene as chat messages."""
    words = phrases(language(document, lang))
    messages = [
        {"role": "system", "content": words["system"]},
        {"role": "user", "content": prompt.render(document, lang).rstrip("\n")},
    ]
    return dumps(messages, indent=2) + "\n"
