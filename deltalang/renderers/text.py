"""The text target: a scene for a person at a terminal."""

from collections.abc import Iterator
from typing import Any

from deltalang._resources import phrases
from deltalang.diagnostics import display_width
from deltalang.renderers.document import Document
from deltalang.renderers.outline import (
    clean,
    is_glued,
    language,
    part_item,
    weighted,
    whole_images,
)
from deltalang.renderers.prompt import item_lines

_WIDEST = 60


def render(document: Document, lang: str | None = None) -> str:
    """Write a scene as a table of images, then beats, cycles, choices, holes and what to avoid."""
    words = phrases(language(document, lang))
    title = clean(document["label"] or document["source"])
    lines = [f"{title}  {document['digest']}", f"  = {clean(document['canonical'])}"]
    images = whole_images(document)
    if images:
        lines += ["", *_table(images, words)]
    for name in ("beats", "cycles", "choices"):
        for entry in (entry for entry in document[name] if not is_glued(entry)):
            lines += ["", f"{words[name]}{weighted(entry)}:", *_parts(entry, name, words)]
    if document["holes"]:
        kinds = ({hole["kind"] for hole in entry.get("fill", [])} for entry in document["holes"])
        shown = (
            f"  {clean(entry['text'])}  {', '.join(words[kind] for kind in sorted(kind_set))}".rstrip()
            for entry, kind_set in zip(document["holes"], kinds, strict=True)
        )
        lines += ["", f"{words['holes']}:", *shown]
    if document["avoid"]:
        avoided = ", ".join(_weighted(entry) for entry in document["avoid"])
        lines += ["", f"{words['avoid']}: {avoided}"]
    if document["canonical"] == "0":
        lines.append(f"  ({words['empty']})")
    return "\n".join(lines) + "\n"


def _weighted(entry: Document) -> str:
    weight = entry["weight"].removeprefix("-")
    return clean(entry["text"]) + ("" if weight == "1" else f" ×{weight}")


def _table(images: list[Document], words: dict[str, Any]) -> Iterator[str]:
    texts = [clean(entry["text"]) for entry in images]
    wide = min(_WIDEST, max(map(display_width, texts)))
    for entry, text in zip(images, texts, strict=True):
        share = f"{entry['attention']:.0%}".rjust(4)
        sources = ", ".join(_source(why, words) for why in entry["why"])
        resonance = entry["resonance"]["level"]
        recurs = "" if resonance == "solo" else f"  ({words['resonance'][resonance]})"
        pad = " " * max(0, wide - display_width(text))
        weight = f"×{entry['weight']}".ljust(6)
        yield f"  {text}{pad}  {weight} {share}  {words[entry['trust']]}  {sources}{recurs}"


def _source(why: Document, words: dict[str, Any]) -> str:
    names = why["source"].split(" · ")
    return " · ".join(words["here"] if name == "text" else name for name in names)


def _parts(entry: Document, name: str, words: dict[str, Any]) -> Iterator[str]:
    for number, part in enumerate(entry["parts"], start=1):
        yield from item_lines(
            part_item(part, words), "-" if name == "choices" else f"{number}.", "  "
        )
