"""The XML target, for untrusted terms: every term is escaped text inside its element."""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape as _escape
from xml.sax.saxutils import quoteattr

from deltalang.renderers.document import Document
from deltalang.renderers.outline import Item, outline
from deltalang.renderers.prompt import neutral

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(document: Document, lang: str | None = None) -> str:
    """Write a scene as XML."""
    said = outline(document, lang)
    label = _attribute("label", said.label) if said.label else ""
    lines = [f"<scene{label}>", f"  <about>{escape(said.intro)}</about>"]
    for section in said.sections:
        order = ' ordered="true"' if section.numbered else ""
        lines.append(f"  <{section.name} title={quoteattr(section.title)}{order}>")
        for item in section.items:
            lines += _lines(item, "    ")
        lines.append(f"  </{section.name}>")
    lines.append("</scene>")
    return "\n".join(lines) + "\n"


def _lines(item: Item, indent: str) -> Iterator[str]:
    notes = _attribute("notes", ", ".join(item.notes)) if item.notes else ""
    if not item.parts:
        yield f"{indent}<item{notes}>{escape(item.text)}</item>"
        return
    yield f"{indent}<item{notes}>{escape(item.text)}"
    for part in item.parts:
        yield from _lines(part, indent + "  ")
    yield f"{indent}</item>"


def _attribute(name: str, text: str) -> str:
    return f" {name}={quoteattr(_NOT_XML.sub('', neutral(text)))}"


def escape(text: str) -> str:
    """Escape a text for XML, without the characters that XML cannot hold.

    >>> escape("</scene> & ко")
    '&lt; /scene&gt; &amp; ко'
    """
    return _escape(_NOT_XML.sub("", neutral(text)))
