"""The note target: a scene below its notation in a Markdown note, without headings of its own."""

from deltalang.renderers.document import Document
from deltalang.renderers.markdown import escape
from deltalang.renderers.outline import outline
from deltalang.renderers.prompt import item_lines


def render(document: Document, lang: str | None = None) -> str:
    """Write a scene as a few lists with emphasised titles."""
    said = outline(document, lang)
    lines = [f"**{escape(said.label)}**"] if said.label else []
    for section in said.sections:
        lines += [*([""] if lines else []), f"*{escape(section.title)}*", ""]
        for number, item in enumerate(section.items, start=1):
            mark = f"{number}." if section.numbered else "-"
            lines += item_lines(item, mark, write=escape, emphasis="*")
    if not said.sections:
        lines += [*([""] if lines else []), f"*{escape(said.words['empty'])}*"]
    return "\n".join(lines) + "\n"
