"""Hostile terms: whatever a term says, it stays a term.

Each attack is put where people write text: a term, a scope value, a hole, an option, a beat, a term
to avoid. The output must have the structure of the output of a harmless scene.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt
from renderers.attacks import ATTACKS

from deltalang.algebra.letters import choice, hole, image, sequence
from deltalang.algebra.scene import Scene
from deltalang.algebra.scopes import entry
from deltalang.renderers.document import Origin, document
from deltalang.renderers.targets import renderer

HARMLESS = "дом"


def scene_with(text: str) -> Scene:
    """The text in every place; kept apart by scopes where equal images would add up."""
    scope = tuple(
        sorted([entry("context", text, "string"), entry("sound", text, "string")])
        if text.strip()
        else []
    )
    term = Scene.atom(text)
    other = Scene.atom("другое")
    beats = Scene.of(sequence((term.scoped(сцена=2), other)))
    options = Scene.of(choice((other.scoped(сцена=3), term.scoped(сцена=4))))
    glued = Scene.of_image(image((*_letters(term), *_letters(other))))
    return (
        term
        + other.within(scope)
        + glued
        + beats
        + options
        + Scene.of(hole("llm", text))
        - term.scoped(сцена=5)
    )


def _letters(scene: Scene) -> tuple:
    return scene.terms[0][0].letters


def rendered(text: str, target: str) -> str:
    made = document(scene_with(text), Origin(text, label=text))
    return renderer(target)(made, "ru")


def shape(element: ElementTree.Element) -> list[object]:
    return [element.tag, sorted(element.attrib), [shape(inner) for inner in element]]


def xml_shape(text: str) -> object:
    return shape(ElementTree.fromstring(text))


class Tags(HTMLParser):
    """Everything of a page that is no text, the values of attributes included."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[object] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(tag)

    def handle_comment(self, data: str) -> None:
        self.found.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.found.append(decl)

    def handle_pi(self, data: str) -> None:
        self.found.append("instruction")

    def unknown_decl(self, data: str) -> None:
        self.found.append("declaration")


def html_shape(text: str) -> object:
    return Tags(text).found


def markdown_shape(text: str) -> object:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    inner = [
        child.type
        for token in tokens
        for child in token.children or ()
        if child.type != "text_special"
    ]
    return [token.type for token in tokens], [kind for kind in inner if kind != "text"]


def line_shape(text: str) -> object:
    """How each line starts, quotes apart: the list marks, titles and the number of lines."""
    return [re.match(r"\s*(?:[-•]|[0-9]+\.)?\s*[«(]?", line)[0] for line in text.split("\n")]  # type: ignore[index]


def json_shape(text: str) -> object:
    data = json.loads(text)
    return [(sorted(message), message["role"], line_shape(message["content"])) for message in data]


SHAPES: dict[str, Callable[[str], object]] = {
    "xml": xml_shape,
    "html": html_shape,
    "markdown": markdown_shape,
    "prompt": line_shape,
    "text": lambda text: len(text.split("\n")),
    "chat": json_shape,
}


@pytest.mark.parametrize("target", SHAPES)
@pytest.mark.parametrize("attack", ATTACKS, ids=ascii)
def test_a_term_cannot_change_the_structure(attack: str, target: str) -> None:
    assert SHAPES[target](rendered(attack, target)) == SHAPES[target](rendered(HARMLESS, target))


@pytest.mark.parametrize("target", ["xml", "html", "markdown", "prompt", "text"])
@pytest.mark.parametrize("attack", ATTACKS, ids=ascii)
def test_nothing_invisible_gets_through(attack: str, target: str) -> None:
    shown = rendered(attack, target)
    bad = {
        char
        for char in shown
        if char != "\n"
        and char not in "\u200c\u200d\ufe0f"
        and (
            unicodedata.category(char) in ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
            or "VARIATION SELECTOR" in unicodedata.name(char, "")
            or "FILLER" in unicodedata.name(char, "")
        )
    }
    assert bad == set()


@pytest.mark.parametrize("target", ["json", "jsonl", "chat"])
@pytest.mark.parametrize("attack", ATTACKS, ids=ascii)
def test_json_obeys_no_term_and_keeps_it(attack: str, target: str) -> None:
    shown = rendered(attack, target)
    data = json.loads(shown)
    assert not [
        c for c in shown if c != "\n" and unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")
    ]
    assert not set(shown) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
    )
    if target != "chat":
        assert data["source"] == attack


MARKERS = re.compile(
    r"<[|｜]|[|｜]>|\[/?(?:INST|TOOL_CALLS|AVAILABLE_TOOLS)|<</?SYS|</?s>|<bos>|<\w+_of_turn>|</?tool_call"
    r"|\[g?MASK|<sop>|\]~|\[e~\["
)


@pytest.mark.parametrize("target", ["prompt", "xml", "markdown", "chat"])
@pytest.mark.parametrize("attack", ATTACKS, ids=ascii)
def test_no_role_marker_gets_through(attack: str, target: str) -> None:
    assert not MARKERS.search(rendered(attack, target))


def test_a_joiner_inside_an_emoji_stays() -> None:
    assert "👩\u200d🚀" in rendered("👩\u200d🚀", "prompt")
    assert "🏳\ufe0f\u200d🌈" in rendered("🏳\ufe0f\u200d🌈", "markdown")


@pytest.mark.parametrize("target", ["prompt", "markdown", "xml", "html"])
def test_a_harmless_term_is_shown_as_it_is(target: str) -> None:
    assert "«что-то тихое»" in rendered("что-то тихое", target)


def test_the_attacks_are_many_and_different() -> None:
    assert len(ATTACKS) == len(set(ATTACKS)) >= 40
