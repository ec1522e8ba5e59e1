"""Pictures of coloured text: safe, whole, and the ones in the documents are up to date."""

import re
import runpy
from xml.etree import ElementTree

import pytest
from highlighting.corpus import ROOT
from hypothesis import given
from text_strategies import any_texts

from deltalang.highlighting import TokenClass
from deltalang.highlighting.svg import _LOOK, svg

DRAW = runpy.run_path(str(ROOT / "docs" / "images" / "draw.py"))
SVG = "{http://www.w3.org/2000/svg}"


def test_it_has_a_look_for_every_class() -> None:
    assert set(_LOOK) == set(TokenClass)


@pytest.mark.parametrize("name", DRAW["PICTURES"])
def test_the_pictures_of_the_documents_are_up_to_date(name: str) -> None:
    kept = (ROOT / "docs" / "images" / f"{name}.svg").read_text(encoding="utf-8")
    assert DRAW["drawn"](name) == kept, "run python docs/images/draw.py"


@pytest.mark.parametrize("name", DRAW["PICTURES"])
def test_the_documents_show_every_picture_in_both_languages(name: str) -> None:
    for page in ("editors.md", "editors.ru.md"):
        assert f"(images/{name}.svg)" in (ROOT / "docs" / page).read_text(encoding="utf-8")


@given(text=any_texts())
def test_it_draws_any_text_as_well_formed_xml(text: str) -> None:
    picture = ElementTree.fromstring(svg(text, title=text).encode())
    assert picture.tag == f"{SVG}svg"


def test_it_shows_every_word_and_obeys_none() -> None:
    text = 'двор: "<script>" + <~опиши & скажи>\n  - $'
    picture = ElementTree.fromstring(svg(text, title="<b>"))
    shown = "".join("".join(line.itertext()) for line in picture.iter(f"{SVG}text"))
    assert shown == re.sub(r"\s", "", text.replace("опиши & скажи", "∎")).replace(
        "∎", "опиши & скажи"
    )
    assert [mark.get("class") for mark in picture.iter(f"{SVG}rect")] == ["paper", "mark"]
