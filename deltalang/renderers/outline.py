"""The outline: what a prompt says, before a target decides how it looks.

Sections in a fixed order (wording that never changes first, the avoid list last), items with their
rank in words. Every target renders this, so all of them say the same.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import attrs

from deltalang._resources import phrases
from deltalang.renderers.document import Document

_JOINERS = "\u200c\u200d"
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z]")


@attrs.frozen
class Item:
    """An image in words; `notes` say rank, mode and modalities; `parts` are options or beats."""

    text: str
    notes: tuple[str, ...] = ()
    parts: "tuple[Item, ...]" = ()


@attrs.frozen
class Section:
    """A titled list of items; `numbered` when the order counts."""

    name: str
    title: str
    items: tuple[Item, ...]
    numbered: bool = False


@attrs.frozen
class Outline:
    """A scene in words: label, wording that never changes, sections, language."""

    label: str | None
    intro: str
    sections: tuple[Section, ...]
    words: dict[str, Any] = attrs.field(repr=False, eq=False)


def language(document: Document, lang: str | None) -> str:
    """Choose the language of the wording: asked for, set by the script, else that of the scene.

    >>> language({"lang": None, "canonical": "память"}, None)
    'ru'
    """
    if lang or document["lang"]:
        return str(lang or document["lang"])
    text = document["canonical"]
    return "ru" if len(_CYRILLIC.findall(text)) >= len(_LATIN.findall(text)) else "en"


def outline(document: Document, lang: str | None = None) -> Outline:
    """Put a scene document into words."""
    words = phrases(language(document, lang))
    sections = [
        Section("anchors", words["anchors"], _images(document, "anchor", words)),
        Section("hypotheses", words["hypotheses"], _images(document, "hypothesis", words)),
        *_ordered(document, "beats", words),
        *_ordered(document, "cycles", words),
        *_choices(document, words),
        Section("holes", words["holes"], tuple(_hole(entry, words) for entry in document["holes"])),
        Section(
            "avoid", words["avoid"], tuple(_avoid(entry, words) for entry in document["avoid"])
        ),
    ]
    label = clean(document["label"]) if document["label"] else None
    return Outline(label, words["intro"], tuple(s for s in sections if s.items), words)


def _images(document: Document, trust: str, words: dict[str, Any]) -> tuple[Item, ...]:
    images = [entry for entry in document["images"] if entry["trust"] == trust]
    most = max((entry["attention"] for entry in document["images"]), default=0) or 1
    return tuple(
        Item(image_text(entry, words), (_rank(entry, most, words), *_notes(entry, words)))
        for entry in images
    )


def _ordered(document: Document, name: str, words: dict[str, Any]) -> Iterator[Section]:
    for entry in document[name]:
        items = tuple(part_item(part, words) for part in _whole(entry))
        yield Section(name, words[name], items, numbered=True)


def _choices(document: Document, words: dict[str, Any]) -> Iterator[Section]:
    for entry in document["choices"]:
        yield Section(
            "choices", words["choices"], tuple(part_item(p, words) for p in _whole(entry))
        )


def _whole(entry: Document) -> list[Document]:
    """The parts of an entry that is nothing but a sequence, cycle or choice; else the entry itself."""
    if len(entry["atoms"]) == 1 and entry["weight"] == "1":
        return list(entry["parts"])
    return [{"canonical": entry["text"], **{n: [] for n in _LISTS}, "images": [entry]}]


_LISTS = ("images", "avoid", "beats", "cycles", "choices", "holes")


def part_item(part: Document, words: dict[str, Any]) -> Item:
    """Put a scene inside a scene into one item; its own sequences and choices are its parts."""
    if part["canonical"].startswith("_") and len(part["images"]) == 1:
        return Item(words["silence"], _notes(part["images"][0], words))
    texts, notes, inner = [], [], []
    for entry in part["images"]:
        texts.append(image_text(entry, words) + _inline(entry, words))
    for entry in part["holes"]:
        hole = _hole(entry, words)
        texts.append(f"{hole.text} ({', '.join(hole.notes)})")
    for name in ("beats", "cycles", "choices"):
        for entry in part[name]:
            texts.append(words[name].partition(",")[0].lower())
            inner += [part_item(deeper, words) for deeper in _whole(entry)]
    if part["avoid"]:
        avoided = ", ".join(image_text(entry, words) for entry in part["avoid"])
        notes.append(f"{words['avoid'].lower()}: {avoided}")
    return Item(" + ".join(texts) or words["empty"], tuple(notes), tuple(inner))


def _inline(entry: Document, words: dict[str, Any]) -> str:
    notes = _notes(entry, words)
    if entry["trust"] == "hypothesis":
        notes = (words["hypothesis"], *notes)
    return f" ({', '.join(notes)})" if notes else ""


def image_text(entry: Document, words: dict[str, Any]) -> str:
    """Name an image: its terms between quotes, a glued word marked as one image."""
    atoms = [term(atom, words) if atom != "_" else words["silence"] for atom in entry["atoms"]]
    if len(atoms) == 1:
        return atoms[0]
    inside = " — ".join(
        atom.removeprefix(words["open"]).removesuffix(words["close"]) for atom in atoms
    )
    return f"{words['open']}{inside}{words['close']} ({words['glued']})"


def term(text: str, words: dict[str, Any]) -> str:
    """Put a term between quotes that it cannot close."""
    inside = clean(text).replace(words["open"], '"').replace(words["close"], '"')
    return f"{words['open']}{inside}{words['close']}"


def clean(text: str) -> str:
    """Drop what could reorder or hide text: controls, direction marks, private-use characters.

    >>> clean("a\\u202eb\\x1b[2J")
    'ab[2J'
    """
    return "".join(
        char
        for char in " ".join(text.split())
        if char in _JOINERS or unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cs")
    )


def _rank(entry: Document, most: float, words: dict[str, Any]) -> str:
    share = entry["attention"] / most
    return str(
        words["main"] if share > 2 / 3 else words["important"] if share > 1 / 3 else words["shade"]
    )


def _notes(entry: Document, words: dict[str, Any]) -> tuple[str, ...]:
    notes = []
    for name, text in entry["scope"].items():
        if name in ("trust", "lang"):
            continue
        label = words["modalities"].get(name) or words.get(name) if name in _WORDED else name
        notes.append(f"{label}: {term(text, words) if name == 'text' else clean(text)}")
    return tuple(notes)


_WORDED = ("mode", "context", "text", "sound", "color", "gesture", "tempo", "tension")


def _hole(entry: Document, words: dict[str, Any]) -> Item:
    fill = entry.get("fill", [])
    kinds = tuple(dict.fromkeys(words[hole["kind"]] for hole in fill))
    text = " — ".join(term(hole["text"], words) for hole in fill) or term(entry["text"], words)
    return Item(text, (*kinds, *_notes(entry, words)))


def _avoid(entry: Document, words: dict[str, Any]) -> Item:
    if "parts" in entry:
        return Item(term(entry["text"], words), _notes(entry, words))
    return Item(image_text(entry, words), _notes(entry, words))
