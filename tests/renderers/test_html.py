"""The page of a scene: what stands in it, for whom, and that it is one page."""

import re

import pytest
from command_line import invoke
from hypothesis import given
from renderers.test_injection import Tags
from strategies import scenes

from deltalang.algebra.scene import Scene
from deltalang.renderers.document import Origin, document
from deltalang.renderers.html import render
from deltalang.session import Session

VOID = {"meta", "rect"}
OPEN = {"html", "body"}  # they end with the page


def page(text: str, lang: str | None = None) -> str:
    [made] = Session().documents(text, lang=lang)
    return render(made, lang)


def texts(shown: str) -> str:
    return re.sub(r"<style>.*?</style>|<[^>]*>", " ", shown, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("ru", ["«память»", "опора", "×2", "написано здесь", "Избегать", "«холод»"]),
        ("en", ["“memory”", "anchor", "×2", "written here", "Avoid", "“cold”"]),
    ],
)
def test_says_a_scene_in_a_language(lang: str, words: list[str]) -> None:
    shown = page("Δ02 + память*2 - холод", lang)
    assert f'<html lang="{lang}">' in shown
    assert [word for word in words if word not in texts(shown)] == []


def test_rows_stand_by_falling_attention() -> None:
    rows = re.findall(r"<tr>.*?«(.*?)».*?width=\"([\d.]+)\" height=\"8\"/></svg> (\d+)%",
                      page("a + b*4 + в*2 + г"))  # fmt: skip
    assert [name for name, *_ in rows][:2] == ["b", "в"]
    assert [float(share) for *_, share in rows] == sorted(
        (float(share) for *_, share in rows), reverse=True
    )


def test_shows_every_colour_of_a_scene_once() -> None:
    shown = page("свет{цвет: #ffd700} + (лес{цвет: #008000} → дом{цвет: #ffd700})")
    [palette] = re.findall('<p class="palette">(.*)</p>', shown)
    assert re.findall('fill="(.*?)"', palette) == ["#FFD700", "#008000"]
    assert re.findall("</svg> (.*?)</span>", palette) == ["золотой", "зелёный"]


def test_a_scene_without_colours_has_no_swatch() -> None:
    assert "fill=" not in page("память")


def test_nests_what_is_nested() -> None:
    shown = page("день → (дом | лес → [снег → дождь]) → ночь")
    assert '<ol class="beats">' in shown
    assert (
        re.sub(r"\s", "", re.sub(r"[^<>/ul]", "", shown.partition('"beats">')[2])).count("<ul>")
        == 3
    )


def test_what_is_avoided_more_than_once_says_so() -> None:
    assert "«холод» (×3)" in " ".join(
        texts(page("дом - холод*3")).replace(" (", "(").replace("(", " (").split()
    )


@pytest.mark.parametrize(("lang", "words"), [("ru", "пустая сцена"), ("en", "an empty scene")])
def test_nothing_is_said_to_be_nothing(lang: str, words: str) -> None:
    assert words in page("0", lang)


def test_the_scenes_of_a_script_are_one_page() -> None:
    shown = invoke("expand", "-", "--to", "html", text="двор: память\nлес: снег - шум\n").stdout
    assert [shown.count(tag) for tag in ("<!doctype", "<title>", "<body>", "<article>")] == [
        1,
        1,
        1,
        2,
    ]
    assert_closed(shown)


def test_worlds_are_numbered() -> None:
    shown = invoke("expand", "день | ночь", "--all", "--to", "html", "--lang", "en").stdout
    assert re.findall(r"World \d", shown) == ["World 1", "World 2"]


def assert_closed(shown: str) -> None:
    """What is opened is closed, in order, but for what ends with the page."""
    waiting: list[str] = []
    for found in Tags(shown).found:
        if isinstance(found, tuple):
            if found[0] not in VOID | OPEN:
                waiting.append(found[0])
        elif found in VOID:
            continue
        elif not found.startswith("doctype"):  # type: ignore[attr-defined]
            assert waiting.pop() == found
    assert waiting == []


@given(scenes())
def test_every_scene_makes_a_closed_page_without_scripts_and_addresses(scene: Scene) -> None:
    shown = render(document(scene, Origin(scene.display)))
    assert_closed(shown)
    assert not {"script", "a", "img", "link", "iframe"} & {
        found[0] for found in Tags(shown).found if isinstance(found, tuple)
    }
    assert shown == render(document(scene, Origin(scene.display)))
