"""The outline: what a prompt says, before a target decides how it looks.

Sections in a fixed order (wording that never changes first, the avoid list last), items with their
rank in words. Every target renders this, so all of them say the same.
"""

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs

from deltalang._resources import phrases
from deltalang.algebra.scopes import KNOWN
from deltalang.renderers.document import Document

_JOINERS = "\u200c\u200d"
_MANY_JOINERS = re.compile(f"([{_JOINERS}])[{_JOINERS}]+")
# Letters and marks that show nothing; the emoji mark U+FE0F is not among them.
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0e\uffa0\U000e0100-\U000e01ef]"
)
_QUOTES = re.compile("[“”„«»]")
# A value of a scope that needs no quotes: a few words at most, since a sentence could read as an order.
_PLAIN = re.compile(r"(?=.{1,32}\Z)#?\w[\w./-]*(?: \w[\w./-]*){0,4}")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_RATIO = re.compile(r"[0-9]{1,9}/[0-9]{1,9}")
# Scope keys and values that are Latin in every language.
_NOTATION = re.compile(rf"\b(?:tempo|lang): \w+|\b(?:{'|'.join(KNOWN)}): |#\w+")
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
    text = _NOTATION.sub("", document["canonical"])
    return "ru" if len(_CYRILLIC.findall(text)) >= len(_LATIN.findall(text)) else "en"


def outline(document: Document, lang: str | None = None) -> Outline:
    """Put a scene document into words."""
    words = phrases(language(document, lang))
    sections = [
        Section("anchors", words["anchors"], _images(document, "anchor", words)),
        Section("hypotheses", words["hypotheses"], _images(document, "hypothesis", words)),
        *_ordered(document, "beats", words),
        *_ordered(document, "cycles", words),
        *_ordered(document, "choices", words),
        Section("holes", words["holes"], tuple(_hole(entry, words) for entry in document["holes"])),
        Section(
            "avoid", words["avoid"], tuple(_avoid(entry, words) for entry in document["avoid"])
        ),
    ]
    label = clean(document["label"]) if document["label"] else None
    return Outline(label, words["intro"], tuple(s for s in sections if s.items), words)


def _images(document: Document, trust: str, words: dict[str, Any]) -> tuple[Item, ...]:
    images = whole_images(document)
    most = max((entry["attention"] for entry in images), default=0) or 1
    return tuple(
        Item(image_text(entry, words), (rank(entry, most, words), *scope_notes(entry, words)))
        for entry in images
        if entry["trust"] == trust
    )


def whole_images(document: Document) -> list[Document]:
    """The entries that read as one image; what is glued to a sequence or choice is one too."""
    glued = (e for name in _STRUCTURES for e in document[name] if is_glued(e))
    return sorted([*document["images"], *glued], key=lambda entry: -entry["attention"])


def _ordered(document: Document, name: str, words: dict[str, Any]) -> Iterator[Section]:
    for entry in document[name]:
        if not is_glued(entry):
            items = tuple(part_item(part, words) for part in entry["parts"])
            title = words[name] + weighted(entry)
            yield Section(name, title, items, numbered=name != "choices")


def is_glued(entry: Document) -> bool:
    """Tell whether a sequence, cycle or choice is glued to something: then it is one image."""
    return len(entry["atoms"]) > 1


def weighted(entry: Document) -> str:
    """Say the weight of a sequence, cycle or choice where it is not 1."""
    return "" if entry["weight"] == "1" else f" (×{entry['weight']})"


_STRUCTURES = ("beats", "cycles", "choices")


def part_item(part: Document, words: dict[str, Any]) -> Item:
    """Put a scene inside a scene into one item; its own sequences and choices are its parts."""
    texts, notes, inner = [], [], []
    for entry in whole_images(part):
        texts.append(image_text(entry, words) + _inline(entry, words))
    for entry in part["holes"]:
        hole = _hole(entry, words)
        texts.append(f"{hole.text} ({', '.join(hole.notes)})")
    for name in _STRUCTURES:
        for entry in part[name]:
            if not is_glued(entry):
                texts.append(words[name].partition(",")[0].lower() + weighted(entry))
                inner += [part_item(deeper, words) for deeper in entry["parts"]]
    if part["avoid"]:
        avoided = ", ".join(image_text(entry, words) for entry in part["avoid"])
        notes.append(f"{words['avoid'].lower()}: {avoided}")
    return Item(" + ".join(texts) or words["empty"], tuple(notes), tuple(inner))


def _inline(entry: Document, words: dict[str, Any]) -> str:
    notes = scope_notes(entry, words)
    if entry["trust"] == "hypothesis" and entry["atoms"] != ["_"]:
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
    inside = _QUOTES.sub('"', clean(text))
    return f"{words['open']}{inside}{words['close']}"


def clean(text: str) -> str:
    """Drop what could reorder or hide text: controls, direction marks, invisible characters.

    A joiner between two characters stays, since emoji and some scripts need it.

    >>> clean("a\\u202eb\\x1b[2J")
    'ab[2J'
    """
    shown = "".join(
        char
        for char in _INVISIBLE.sub("", " ".join(text.split()))
        if char in _JOINERS or unicodedata.category(char) not in ("Cc", "Cf", "Cn", "Co", "Cs")
    )
    return " ".join(_MANY_JOINERS.sub(r"\1", shown).strip(_JOINERS).split())


def rank(entry: Document, most: float, words: dict[str, Any]) -> str:
    """Say how much attention an image has, against the one that has most."""
    share = entry["attention"] / most
    return str(
        words["main"] if share > 2 / 3 else words["important"] if share > 1 / 3 else words["shade"]
    )


def scope_notes(
    entry: Document, words: dict[str, Any], *, without: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Put the scope of an image into words, `without` the entries that are said elsewhere.

    A key that the language does not know stands between quotes: it could be a word of the prompt.
    """

    def shown(text: str) -> str:
        plain = clean(text)
        return _decimal(plain) if _PLAIN.fullmatch(plain) else term(text, words)

    notes = []
    for name, text in entry["scope"].items():
        if name in ("trust", "lang", *without):
            continue
        worded = name in _WORDED
        label = words["modalities"].get(name) or words[name] if worded else term(name, words)
        notes.append(f"{label}: {shown(text) if name != 'text' else term(text, words)}")
    return tuple(notes)


def _decimal(text: str) -> str:
    """Write a ratio as a short decimal where that is exact."""
    if not _RATIO.fullmatch(text):
        return text
    number = Fraction(text)
    decimal = f"{float(number):g}"
    return decimal if Fraction(decimal) == number else text


_WORDED = ("mode", "context", "text", "sound", "color", "gesture", "tempo", "tension")


def _hole(entry: Document, words: dict[str, Any]) -> Item:
    fill = entry["fill"]
    kinds = tuple(dict.fromkeys(words[hole["kind"]] for hole in fill))
    alone = len(entry["atoms"]) == 1 and "parts" not in entry  # else a reference's argument has it
    text = term(fill[0]["text"], words) if alone else image_text(entry, words)
    return Item(text, (*kinds, *scope_notes(entry, words)))


def _avoid(entry: Document, words: dict[str, Any]) -> Item:
    if "parts" in entry:
        return Item(term(entry["text"], words), scope_notes(entry, words))
    return Item(image_text(entry, words), scope_notes(entry, words))
