"""Hostile texts wherever somebody writes one, for every target; and harmless texts that stay.

Places: terms, scope values, free scope entries, labels, arguments, holes, notes read as terms, and
answers of a model, which come in as hypotheses.
"""

import html
import json
import re

import jsonschema
import pytest
from renderers.attacks import ATTACKS, BENIGN
from renderers.test_fountain import elements
from renderers.test_injection import SHAPES

from deltalang.algebra.letters import hole, reference
from deltalang.algebra.scene import Scene
from deltalang.algebra.scopes import Scope, entry, quote
from deltalang.renderers.document import Origin, document
from deltalang.renderers.targets import renderer
from deltalang.session import Session

TARGETS = (
    "text",
    "json",
    "jsonl",
    "prompt",
    "markdown",
    "note",
    "xml",
    "html",
    "chat",
    "schema",
    "fountain",
    "delta",
)
OTHER = Scene.atom("другое")


def scope(text: str, *names: str) -> Scope:
    return tuple(sorted(entry(name, text, "string") for name in names))


PLACES = {
    "term": lambda text: (Scene.atom(text), None),
    "scope": lambda text: (Scene.atom("дом").within(scope(text, "context", "sound", "text")), None),
    "note": lambda text: (Scene.atom("дом").within(scope(text, "note")), None),
    "label": lambda text: (OTHER, text),
    "argument": lambda text: (Scene.of(reference("Δ07", None, ((None, Scene.atom(text)),))), None),
    "hole": lambda text: (Scene.of(hole("person", text)), None),
    "answer": lambda text: (Scene.atom(text, trust="hypothesis"), None),
    "beat": lambda text: (Scene.atom(text) >> OTHER, None),
    "avoid": lambda text: (OTHER - Scene.atom(text + "я"), None),
}


def rendered(text: str, place: str, target: str) -> str:
    scene, label = PLACES[place](text)
    return renderer(target)(document(scene, Origin("x", label=label)), "ru")


def schema_shape(text: str) -> object:
    made = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(made)
    return [(name, sorted(inner)) for name, inner in made["properties"].items()]


def document_shape(text: str) -> object:
    made = json.loads(text)
    names = ("images", "avoid", "beats", "cycles", "choices", "holes")
    return sorted(made), [[sorted(entry) for entry in made[name]] for name in names]


def script_shape(text: str) -> object:
    """One scene of as many images; its label may be missing, where a script can have none."""
    [made] = Session().documents(
        text.split(": ", 1)[-1] if text.startswith("дом: ") else text, depth=0
    )
    names = ("images", "avoid", "beats", "cycles", "choices", "holes")
    return [[sorted(entry) for entry in made[name]] for name in names]


EVERY = {
    **SHAPES,
    "note": SHAPES["markdown"],
    "json": document_shape,
    "jsonl": document_shape,
    "schema": schema_shape,
    "fountain": lambda text: [kind for kind, _ in elements(text)],
    "delta": script_shape,
}
# Nothing of such a text is left to show, or it is another construct of the language than an atom.
_EMPTY = re.compile(r"[\s\u200b-\u200f]*")


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("place", PLACES)
def test_no_text_changes_the_structure(place: str, target: str) -> None:
    wanted = EVERY[target](rendered("дом", place, target))
    changed = [a for a in ATTACKS if EVERY[target](rendered(a, place, target)) != wanted]
    assert changed == []


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("place", PLACES)
def test_a_harmless_text_stays_readable(place: str, target: str) -> None:
    lost = [text for text in BENIGN if missing(text, rendered(text, place, target), place, target)]
    assert lost == []


def missing(text: str, shown: str, place: str, target: str) -> bool:
    """Whether a letter or digit of a text is not shown, in its order."""
    if place in ("note", "scope") and target == "schema":
        return False  # a schema names images, not their scopes
    if place == "label" and target in ("json", "jsonl", "delta"):
        return False
    if place == "avoid" and target == "schema":
        return False
    escaped = target in ("xml", "html")
    return letters(text) not in letters(html.unescape(shown) if escaped else shown)


def letters(text: str) -> str:
    return "".join(c for c in text.casefold().replace("ё", "е") if c.isalnum())


def test_a_text_from_a_note_is_a_term_in_a_script() -> None:
    for text in (*ATTACKS, *BENIGN):
        if text.strip() and not _EMPTY.fullmatch(text):
            script = " ".join(quote(text).split())
            for made in Session().documents(f"{script} + дом"):
                assert len(made["images"]) in (1, 2)


def test_the_texts_are_many() -> None:
    assert len(ATTACKS) == len(set(ATTACKS)) >= 120
    assert len(BENIGN) == len(set(BENIGN)) >= 40
