"""The schema target: a JSON schema for a model's answer to a scene.

It keeps to what strict structured outputs and the grammars of local engines take alike: every object
is closed and asks for all its keys, there is no `$ref`, no bound on a number of items, no pattern.
A model writes the keys in this order: what is open first, then the beats, then the text.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from deltalang.renderers.document import Document
from deltalang.renderers.json import dumps
from deltalang.renderers.outline import Item, Outline, clean, is_glued, outline, term, whole_images
from deltalang.renderers.prompt import neutral

Schema = dict[str, Any]

# Endpoints take 250 values of a longer text, and 5,000 keys in all; more are not named one by one.
_MOST_VALUES, _MOST_LETTERS, _MOST_KEYS = 250, 15_000, 1_000


def render(document: Document, lang: str | None = None) -> str:
    """Write the JSON schema of an answer to a scene."""
    said = outline(document, lang)
    words = said.words["answer"]
    properties: Schema = {}
    holes = [_hole(*hole, said) for hole in dict.fromkeys(_holes(document))]
    if holes:
        properties["holes"] = _each("hole", words["holes"], words["hole"], holes)
    beats = [_said(item) for s in said.sections if s.numbered for item in s.items]
    if beats:
        properties["beats"] = _each("beat", words["beats"], words["beat"], beats)
    properties["text"] = {"type": "string", "description": words["text"]}
    names = list(dict.fromkeys(_names(document, said)))
    if names:
        properties["images"] = {
            "type": "array",
            "description": words["images"],
            "items": {"type": "string", **_one_of(names)},
        }
    title = f"{words['title']}: {neutral(said.label)}" if said.label else words["title"]
    return dumps(_closed(properties, title=title, description=said.intro), indent=2) + "\n"


def _closed(properties: Schema, **about: str) -> Schema:
    return {
        **about,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _each(name: str, about: str, title: str, texts: list[str]) -> Schema:
    """Ask for a text each: an object with fixed keys, since no grammar counts the items of an array."""
    if len(texts) > _MOST_KEYS:
        return {"type": "array", "description": about, "items": {"type": "string"}}
    keys = {
        f"{name}_{number}": {"type": "string", "title": f"{title} {number}", "description": text}
        for number, text in enumerate(texts, start=1)
    }
    return _closed(keys, description=about)


def _one_of(names: list[str]) -> Schema:
    if len(names) > _MOST_VALUES or sum(map(len, names)) > _MOST_LETTERS:
        return {}
    return {"enum": names}


def _names(document: Document, said: Outline) -> Iterator[str]:
    """Name the images as plain words, those of beats and options after the others.

    Images that differ in their scopes only have one name.
    """
    for entry in whole_images(document):
        atoms = (said.words["silence"] if a == "_" else clean(a) for a in entry["atoms"])
        name = neutral(" — ".join(atoms))
        if name.strip():
            yield name
    for name in ("beats", "cycles", "choices"):
        for entry in document[name]:
            for part in () if is_glued(entry) else entry["parts"]:
                yield from _names(part, said)


def _holes(scene: Document) -> Iterator[tuple[str, str]]:
    """Find every hole of a scene, those inside beats and options too; what is avoided asks nothing."""
    for name in ("holes", "images", "beats", "cycles", "choices"):
        for entry in scene[name]:
            yield from ((hole["kind"], hole["text"]) for hole in entry.get("fill", ()))
            for part in entry.get("parts", ()):
                yield from _holes(part)


def _hole(kind: str, text: str, said: Outline) -> str:
    return neutral(f"{term(text, said.words)} ({said.words[kind]})")


def _said(item: Item) -> str:
    """Put an item and its parts on one line."""
    notes = f" ({', '.join(item.notes)})" if item.notes else ""
    return neutral(item.text + notes) + _inside(item.parts)


def _inside(parts: Iterable[Item]) -> str:
    texts = "; ".join(_said(part) for part in parts)
    return f": {texts}" if texts else ""
