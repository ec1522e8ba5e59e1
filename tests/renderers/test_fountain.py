"""The fountain target, read back by the rules of Fountain 1.1."""

import re

import pytest
from hypothesis import given
from strategies import scenes

from deltalang.algebra.scene import Scene
from deltalang.renderers.document import Origin, document
from deltalang.renderers.fountain import render_following
from deltalang.renderers.targets import renderer
from deltalang.session import Session

EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|_)(?!\s)(?:.+?)(?<!\\)\1")


def elements(text: str) -> list[tuple[str, str]]:
    """The elements of a screenplay: its kind and what is in it, notes apart."""
    assert "/*" not in text
    found = []
    page, _, body = text.partition("\n\n") if text.startswith("Title: ") else ("", "", text)
    found += [("page", line.split(": ", 1)[0]) for line in page.splitlines()]
    for paragraph in body.strip("\n").split("\n\n"):
        shown = re.sub(r"\[\[(.*?)\]\]", lambda m: found.append(("note", m[1])) or "", paragraph)
        if shown.strip():
            found.append((kind(shown.strip().split("\n")), shown.strip()))
        assert not EMPHASIS.search(shown.replace("\\*", "").replace("\\_", ""))
    return found


def kind(lines: list[str]) -> str:
    first = lines[0]
    if first.startswith("!"):
        return "action"
    if re.match(r"\.[^.]|(?i:int|ext|est|i/e)[. ]", first):
        return "heading"
    if first.startswith("@") or (len(lines) > 1 and first.upper() == first):
        return "dialogue" + "()" * (len(lines) > 2)
    if first.startswith(">"):
        return "centered" if first.endswith("<") else "transition"
    if first[0] in "#=~":
        return "other"
    return "transition" if first.isupper() and first.endswith("TO:") else "action"


def made(text: str) -> str:
    return "\n".join(
        (render_following if at else renderer("fountain"))(one, None)
        for at, one in enumerate(Session().documents(text))
    )


def test_writes_a_scene_of_every_element() -> None:
    text = made(
        'двор: голос{текст: "Привет!", жест: кивок, звук: гул, контекст: ночь} + свет? + [а → б]'
        " + (в | г) + <?кто> - холод"
    )
    kinds = [name for name, _ in elements(text)]
    assert kinds == [
        "page", "page", "page", "note", "heading", "note", "action", "dialogue()", "action", "note",
        "action", "note", "action", "action", "transition", "note", "note", "note",
    ]  # fmt: skip
    assert ".СЦЕНА: «двор»" in text
    assert "> ВОЗВРАТ К НАЧАЛУ" in text
    assert "@«голос»\n(«кивок»)\n«Привет!»" in text
    assert text.endswith("[[Избегать: «холод»]]\n")


def test_several_scenes_are_one_screenplay() -> None:
    text = made("a: b\nc: d")
    assert text.count("Title:") == 1
    assert [name for name, _ in elements(text)].count("heading") == 2


@given(scenes())
def test_any_scene_reads_back_in_known_elements(scene: Scene) -> None:
    found = elements(renderer("fountain")(document(scene, Origin("x", label="x")), "en"))
    assert [name for name, _ in found].count("page") == 3
    assert [name for name, _ in found].count("heading") == 1
    assert {name for name, _ in found} <= {
        "page", "heading", "note", "action", "dialogue", "dialogue()", "transition"
    }  # fmt: skip


@pytest.mark.parametrize(
    "term",
    ["INT. HOUSE", "ANNA", "CUT TO:", "> x <", "> x", "# a", "= a", "===", "~ la", "[[a]]", "]]", "/* a",
     "*/", "*a*", "_a_", "**a", r"\*a*", "Title: x", "Author: y", ".x", "@x", "!x", "ANNA ^", "a #1#"],
)  # fmt: skip
def test_a_term_becomes_no_other_element(term: str) -> None:
    def shapes(text: str) -> list[str]:
        scene = Scene.atom(text, text=text, gesture=text, sound=text, context=text)
        scene += (Scene.atom(text) >> Scene.atom("другое")).cycle() - Scene.atom(text + text)
        one = document(scene, Origin(text, label=text))
        return [name for name, _ in elements(renderer("fountain")(one, "ru"))]

    assert shapes(term) == shapes("дом")


def test_capitals_on_their_own_are_forced_to_be_action() -> None:
    assert "\n!1. «А»\n" in made("А → Б")
