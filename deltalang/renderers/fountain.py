"""The fountain target: the draft of a screenplay, in the syntax of fountain.io (version 1.1).

Images are action, what they say is dialogue, sounds and gestures are action of their own. Everything
that is for the writer and not for the screen stands in notes: `[[…]]`.
"""

import re
from collections.abc import Iterator
from typing import Any

from deltalang._resources import phrases
from deltalang.renderers.document import Document
from deltalang.renderers.outline import (
    Item,
    Outline,
    Section,
    clean,
    image_text,
    language,
    outline,
    rank,
    scope_notes,
    term,
    whole_images,
)
from deltalang.renderers.prompt import neutral

_MARKS = re.compile(r"[*_]")
# What opens and closes a note or a part cut out, and a backslash that would undo an escape.
_PAIRS = re.compile(r"\[(?=\[)|\](?=\])|/(?=\*)|\*(?=/)|\\(?=[*_\\])")
_ON_SCREEN = ("text", "sound", "gesture")


def render(document: Document, lang: str | None = None) -> str:
    """Write a scene as the draft of a screenplay, with a title page."""
    words = phrases(language(document, lang))["screenplay"]
    title = escape(clean(document["label"] or "")) or words["untitled"]
    page = [f"Title: {title}", f"Credit: {words['credit']}", f"Source: {document['digest']}"]
    said = outline(document, lang)
    return "\n\n".join(["\n".join(page), f"[[{said.intro}]]", *_scene(document, said)]) + "\n"


def render_following(document: Document, lang: str | None = None) -> str:
    """Write a scene that follows another in one screenplay: without a title page."""
    return "\n\n".join(_scene(document, outline(document, lang))) + "\n"


def _scene(document: Document, said: Outline) -> Iterator[str]:
    yield _heading(document, said)
    yield from _images(document, said)
    for section in said.sections:
        yield from _section(section, said.words)
    if not said.sections:
        yield f"[[{said.words['empty']}]]"


def _heading(document: Document, said: Outline) -> str:
    """Force a heading; a letter comes first, without which some readers see none."""
    contexts = dict.fromkeys(e["context"] for e in whole_images(document) if e["context"])
    names = [said.label] if said.label else []
    names += contexts if len(contexts) == 1 else ()
    shown = " — ".join(escape(term(name, said.words)) for name in names)
    scene: str = said.words["screenplay"]["scene"]
    return f".{scene}: {shown}" if shown else f".{scene}"


def _images(document: Document, said: Outline) -> Iterator[str]:
    words, images = said.words, whole_images(document)
    most = max((entry["attention"] for entry in images), default=0) or 1
    for entry in sorted(images, key=lambda e: e["trust"] != "anchor"):
        doubt = () if entry["trust"] == "anchor" else (words["screenplay"]["developed"],)
        notes = (*doubt, rank(entry, most, words), *scope_notes(entry, words, without=_ON_SCREEN))
        yield _action(f"{image_text(entry, words)}", notes)
        yield from _on_screen(entry, words)


def _on_screen(entry: Document, words: dict[str, Any]) -> Iterator[str]:
    """What an image says, sounds like and does."""
    given = {name: entry["scope"][name] for name in _ON_SCREEN if name in entry["scope"]}
    said = given.pop("text", None)
    if said is not None:
        lines = [f"@{escape(image_text(entry, words))}"]
        if "gesture" in given:
            lines.append(f"({escape(term(given.pop('gesture'), words))})")
        yield "\n".join([*lines, escape(term(said, words))])
    for name, text in given.items():
        yield _action(f"{words['modalities'][name].capitalize()}: {term(text, words)}")


def _section(section: Section, words: dict[str, Any]) -> Iterator[str]:
    if section.name in ("anchors", "hypotheses"):
        return
    if section.name == "choices":
        options = " | ".join(_line(item) for item in section.items)
        yield f"[[{escape(section.title)}: {escape(options)}]]"
        return
    if not section.numbered:
        yield from (f"[[{escape(section.title)}: {escape(_line(item))}]]" for item in section.items)
        return
    yield f"[[{escape(section.title)}]]"
    for number, item in enumerate(section.items, start=1):
        yield _action(f"{number}. {item.text}{_inside(item)}", item.notes)
    if section.name == "cycles":
        yield f"> {words['screenplay']['back']}"


def _line(item: Item) -> str:
    notes = f" ({', '.join(item.notes)})" if item.notes else ""
    return f"{item.text}{notes}{_inside(item)}"


def _inside(item: Item) -> str:
    return ": " + "; ".join(_line(part) for part in item.parts) if item.parts else ""


def _action(text: str, notes: tuple[str, ...] = ()) -> str:
    """Write a paragraph of action; one in capitals is forced, or it would name who speaks."""
    written = escape(text)
    force = "!" if written.upper() == written else ""
    return f"{force}{written}" + (f" [[{escape('; '.join(notes))}]]" if notes else "")


def escape(text: str) -> str:
    r"""Escape what Fountain would read as emphasis, a note, or a part cut out.

    >>> escape("*a* [[b]] /* c */")
    '\\*a\\* [ [b] ] / \\* c \\* /'
    """
    return _MARKS.sub(r"\\\g<0>", _PAIRS.sub(r"\g<0> ", neutral(text)))
