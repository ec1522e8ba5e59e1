"""The html target: a page for a person, which runs nothing and asks nothing of the network.

    двор                                              h1
    память   ██████████ 50%  ×2   опора   Δ02@1       a row for each image, by attention
    По порядку: 1. холод  2. жар                      lists, nested as the scene is

Every term is escaped text; no attribute holds one. The page allows itself its own style sheet alone,
which it knows by digest, and follows the reader's choice of light or dark. The same scene gives the
same bytes.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from html import escape
from typing import Any

import attrs

from deltalang._resources import phrases, read_resource
from deltalang.renderers.colors import color_name
from deltalang.renderers.document import Document
from deltalang.renderers.outline import (
    Item,
    Section,
    clean,
    image_text,
    language,
    outline,
    scope_notes,
    whole_images,
)

_COLOR = re.compile("#[0-9A-Fa-f]{6}")
_LISTS = ("beats", "cycles", "choices", "holes", "avoid")


def render(document: Document, lang: str | None = None) -> str:
    """Write a scene as a page. What follows it in the same output needs no frame."""
    spoken = language(document, lang)
    return opening(document["label"] or document["source"], spoken) + render_following(
        document, spoken
    )


def opening(title: str, lang: str) -> str:
    """Begin a page; nothing has to be written to end it.

    >>> opening("<x>", "en").splitlines()[7]
    '<title>&lt;x&gt;</title>'
    """
    style = read_resource("renderers", "scene.css")
    lines = (
        "<!doctype html>",
        f'<html lang="{lang}">',
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{shown(title)}</title>",
        f"<style>{style}</style>",
        "<body>",
    )
    return "\n".join(lines) + "\n"


def render_following(document: Document, lang: str | None = None) -> str:
    """Write a scene as an article of a page that is begun already."""
    return "\n".join(_article(document, language(document, lang))) + "\n"


def shown(text: str) -> str:
    """Escape a text for HTML, without what could hide or turn it.

    >>> shown("</td> & \\u202eко")
    '&lt;/td&gt; &amp; ко'
    """
    return escape(clean(text))


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _article(document: Document, lang: str) -> Iterator[str]:
    words = phrases(lang)
    yield "<article>"
    yield from _head(document, words)
    yield from _palette(document, lang)
    images = whole_images(document)
    if images:
        yield "<table>"
        yield from (_row(entry, words, lang) for entry in images)
        yield "</table>"
    for section in outline(document, lang).sections:
        if section.name in _LISTS:
            mark = "ol" if section.numbered else "ul"
            yield f'<h2 class="{section.name}">{shown(section.title)}</h2>'
            yield f'<{mark} class="{section.name}">'
            for item in _weighed(document, section):
                yield from _item(item)
            yield f"</{mark}>"
    if document["canonical"] == "0":
        yield f"<p>{shown(words['empty'])}</p>"
    yield "</article>"


def _head(document: Document, words: dict[str, Any]) -> Iterator[str]:
    label = document["label"]
    yield (
        f"<h1>{shown(label)}</h1>"
        if label
        else f'<h1 class="source">{shown(document["source"])}</h1>'
    )
    world = f"{words['world']} {document['world']}: " if document["world"] else ""
    yield f'<p class="canonical">{world}<code>{shown(document["canonical"])}</code></p>'
    yield f'<p class="digest">{shown(document["digest"])}</p>'


# ----------------------------------------------------------------------------- images


def _row(entry: Document, words: dict[str, Any], lang: str) -> str:
    share = f"{entry['attention']:.0%}"
    level = entry["resonance"]["level"]
    recurs = "" if level == "solo" else f" ({words['resonance'][level]})"
    sources = ", ".join(_source(why["source"], words) for why in entry["why"]) + recurs
    cells = (
        f'<th scope="row" class="{entry["trust"]}">{shown(image_text(entry, words))}'
        f"{_notes(entry, words, lang)}</th>",
        f'<td class="bar">{_bar(entry["attention"])} {share}</td>',
        f"<td>×{shown(entry['weight'])}</td>",
        f"<td>{shown(words[entry['trust']])}</td>",
        f'<td class="why">{shown(sources)}</td>',
    )
    return f"<tr>{''.join(cells)}</tr>"


def _bar(share: float) -> str:
    """Draw a share; a picture, since a style in an element would not be allowed."""
    return (
        '<svg width="80" height="8" aria-hidden="true"><rect class="rail" width="80" height="8"/>'
        f'<rect class="share" width="{80 * min(max(share, 0.0), 1.0):.1f}" height="8"/></svg>'
    )


def _notes(entry: Document, words: dict[str, Any], lang: str) -> str:
    said = [shown(note) for note in scope_notes(entry, words, without=("color",))]
    color = entry["scope"].get("color", "")
    if _COLOR.fullmatch(color):
        said.append(_swatch(color, lang))
    return f'<span class="notes">{", ".join(said)}</span>' if said else ""


def _source(source: str, words: dict[str, Any]) -> str:
    names = source.split(" · ")
    return " · ".join(words["here"] if name == "text" else name for name in names)


# ---------------------------------------------------------------------------- colours


def _palette(document: Document, lang: str) -> Iterator[str]:
    """The colours of the whole scene, beats and options included."""
    colors = dict.fromkeys(color.upper() for color in _colors(document))
    if colors:
        yield f'<p class="palette">{" ".join(_swatch(color, lang) for color in colors)}</p>'


def _colors(part: Document) -> Iterator[str]:
    for name in ("images", "beats", "cycles", "choices", "holes"):
        for entry in part[name]:
            color = entry["scope"].get("color", "")
            if _COLOR.fullmatch(color):
                yield color
            for deeper in entry.get("parts", ()):
                yield from _colors(deeper)


def _swatch(color: str, lang: str) -> str:
    return (
        '<span class="color"><svg width="12" height="12" aria-hidden="true">'
        f'<rect width="12" height="12" rx="2" fill="{color}"/></svg>'
        f" {color_name(color, lang)}</span>"
    )


# ------------------------------------------------------------------------------ lists


def _weighed(document: Document, section: Section) -> Iterator[Item]:
    """The items of a section; what is avoided more than once says so."""
    if section.name != "avoid":
        yield from section.items
        return
    for item, entry in zip(section.items, document["avoid"], strict=True):
        weight = entry["weight"].removeprefix("-")
        notes = () if weight == "1" else (f"×{weight}",)
        yield attrs.evolve(item, notes=(*notes, *item.notes))


def _item(item: Item) -> Iterator[str]:
    notes = f' <span class="notes">({shown(", ".join(item.notes))})</span>' if item.notes else ""
    if not item.parts:
        yield f"<li>{shown(item.text)}{notes}</li>"
        return
    yield f"<li>{shown(item.text)}{notes}"
    yield "<ul>"
    for part in item.parts:
        yield from _item(part)
    yield "</ul></li>"
