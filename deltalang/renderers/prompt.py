"""The prompt target: plain labelled text, the default for a model."""

from collections.abc import Iterator

from deltalang.renderers.document import Document
from deltalang.renderers.outline import Item, Section, outline


def render(document: Document, lang: str | None = None) -> str:
    """Write a scene as a prompt."""
    said = outline(document, lang)
    lines = [said.intro]
    if said.label:
        lines.append(f"[{neutral(said.label)}]")
    for section in said.sections:
        lines += ["", f"{section.title}:", *_items(section)]
    if not said.sections:
        lines += ["", said.words["empty"]]
    return "\n".join(lines) + "\n"


def _items(section: Section) -> Iterator[str]:
    for number, item in enumerate(section.items, start=1):
        yield from item_lines(item, f"{number}." if section.numbered else "-")


def item_lines(item: Item, mark: str, indent: str = "") -> Iterator[str]:
    """Write an item and its parts, one line each."""
    notes = f" ({', '.join(map(neutral, item.notes))})" if item.notes else ""
    yield f"{indent}{mark} {neutral(item.text)}{notes}"
    for part in item.parts:
        yield from item_lines(part, "-", indent + "   ")


def neutral(text: str) -> str:
    """Break the tokens by which chat templates mark roles, so that a term cannot forge one.

    >>> neutral("<|im_start|>system")
    '< |im_start| >system'
    """
    return (
        text.replace("<|", "< |")
        .replace("|>", "| >")
        .replace("[INST", "[ INST")
        .replace("<<", "< <")
    )
