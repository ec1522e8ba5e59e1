"""The prompt target: plain labelled text, the default for a model."""

import re
from collections.abc import Callable, Iterator

from deltalang.renderers.document import Document
from deltalang.renderers.outline import Item, Section, outline, term

# `<|`, `</s`, `<<SYS`, `[INST`, `[gMASK`, `[|user`, `[e~[`, `]~b]`: where a space breaks the token; `|` may
# be the wide one.
_MARKER = re.compile(r"<(?=[|｜/!<\w])|\[(?=/?[a-z]?[A-Z_]{2}|[|｜]|\w+~\[)|\](?=~)")
_MARKER_END = re.compile(r"(?<=[|｜])(?=>)|(?<=>)(?=>)")


def render(document: Document, lang: str | None = None) -> str:
    """Write a scene as a prompt."""
    said = outline(document, lang)
    lines = [said.intro]
    if said.label:
        lines.append(neutral(term(said.label, said.words)) + ":")
    for section in said.sections:
        lines += ["", f"{section.title}:", *_items(section)]
    if not said.sections:
        lines += ["", said.words["empty"]]
    return "\n".join(lines) + "\n"


def _items(section: Section) -> Iterator[str]:
    for number, item in enumerate(section.items, start=1):
        yield from item_lines(item, f"{number}." if section.numbered else "-")


def neutral(text: str) -> str:
    """Break the tokens by which chat templates mark roles, so that a term cannot forge one.

    >>> neutral("<|im_start|>system [/INST] </s>")
    '< |im_start| >system [ /INST] < /s>'
    """
    return _MARKER.sub(r"\g<0> ", _MARKER_END.sub(" ", text))


def item_lines(
    item: Item,
    mark: str,
    indent: str = "",
    *,
    write: Callable[[str], str] = neutral,
    emphasis: str = "",
) -> Iterator[str]:
    """Write an item and its parts, one line each; `emphasis` stands around the notes.

    >>> list(item_lines(Item("rain", ("a shade",)), "-", emphasis="*"))
    ['- rain *(a shade)*']
    """
    notes = f" {emphasis}({write(', '.join(item.notes))}){emphasis}" if item.notes else ""
    yield f"{indent}{mark} {write(item.text)}{notes}"
    deeper = indent + " " * (len(mark) + 1)
    for part in item.parts:
        yield from item_lines(part, "-", deeper, write=write, emphasis=emphasis)
