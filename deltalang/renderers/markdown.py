"""The markdown target: headings and lists; terms are escaped."""

import re
from collections.abc import Iterator

from deltalang.renderers.document import Document
from deltalang.renderers.outline import Item, outline
from deltalang.renderers.prompt import neutral

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~!&$])")


def render(document: Document, lang: str | None = None) -> str:
    """Write a scene as Markdown."""
    said = outline(document, lang)
    lines = [f"## {escape(said.label)}", ""] if said.label else []
    lines.append(escape(said.intro))
    for section in said.sections:
        lines += ["", f"### {escape(section.title)}", ""]
        for number, item in enumerate(section.items, start=1):
            lines += _lines(item, f"{number}." if section.numbered else "-", "")
    if not said.sections:
        lines += ["", f"*{escape(said.words['empty'])}*"]
    return "\n".join(lines) + "\n"


def _lines(item: Item, mark: str, indent: str) -> Iterator[str]:
    notes = f" *({escape(', '.join(item.notes))})*" if item.notes else ""
    yield f"{indent}{mark} {escape(item.text)}{notes}"
    for part in item.parts:
        yield from _lines(part, "-", indent + " " * (len(mark) + 1))


def escape(text: str) -> str:
    """Escape what Markdown would read as structure.

    >>> escape("*a* <b>")
    '\\\\*a\\\\* \\\\< b\\\\>'
    """
    return _SPECIAL.sub(r"\\\1", neutral(text))
