"""The markdown target: headings and lists; terms are escaped."""

import re

from deltalang.renderers.document import Document
from deltalang.renderers.outline import outline
from deltalang.renderers.prompt import item_lines, neutral

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~!&$]|(?<=%)%|(?<==)=)")


def render(document: Document, lang: str | None = None) -> str:
    """Write a scene as Markdown."""
    said = outline(document, lang)
    lines = [f"## {escape(said.label)}", ""] if said.label else []
    lines.append(escape(said.intro))
    for section in said.sections:
        lines += ["", f"### {escape(section.title)}", ""]
        for number, item in enumerate(section.items, start=1):
            mark = f"{number}." if section.numbered else "-"
            lines += item_lines(item, mark, write=escape, emphasis="*")
    if not said.sections:
        lines += ["", f"*{escape(said.words['empty'])}*"]
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """Escape what Markdown would read as structure.

    >>> escape("*a* <b>")
    '\\\\*a\\\\* \\\\< b\\\\>'
    """
    return _SPECIAL.sub(r"\\\1", neutral(text))
