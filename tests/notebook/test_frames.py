"""Frames: hostile scenes in a page in a page."""

import re
from html.parser import HTMLParser

import pytest
from renderers.attacks import ATTACKS
from renderers.hostile import obeyed
from renderers.test_injection import Tags, scene_with

from deltalang.notebook.frames import framed, height
from deltalang.notebook.showing import Problems, scene_bundle
from deltalang.renderers.document import Origin, document
from deltalang.session import Session


def bundle(text: str) -> dict[str, str]:
    return scene_bundle(document(scene_with(text), Origin(text, label=text)), "ru")


class Frame(HTMLParser):
    """The one frame of an output, with the page inside it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.attributes: dict[str, str | None] = {}
        self.others: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "iframe" and not self.attributes:
            self.attributes = dict(attrs)
        else:
            self.others.append(tag)

    def handle_data(self, data: str) -> None:
        self.others.append(data)


def page(output: str) -> str:
    return Frame(output).attributes["srcdoc"] or ""


@pytest.mark.parametrize("attack", ATTACKS, ids=ascii)
def test_a_term_stays_in_its_frame(attack: str) -> None:
    frame = Frame(bundle(attack)["text/html"])
    assert frame.others == []
    assert frame.attributes["sandbox"] == ""
    wanted = Frame(bundle("дом")["text/html"])
    assert frame.attributes.keys() == wanted.attributes.keys()
    different = {n for n, v in frame.attributes.items() if v != wanted.attributes[n]}
    assert different <= {"srcdoc", "title", "height"}
    assert (
        Tags(page(bundle(attack)["text/html"])).found
        == Tags(page(bundle("дом")["text/html"])).found
    )


@pytest.mark.parametrize("attack", ATTACKS, ids=ascii)
def test_nothing_is_obeyed(attack: str) -> None:
    made = bundle(attack)
    assert sorted(made) == ["text/html", "text/plain"]
    assert [obeyed(text) for text in made.values()] == [set(), set()]


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_problems_stay_in_their_frame(lang: str) -> None:
    escaped = re.compile(r"[<>]")
    for attack in ATTACKS:
        problems = Session().check(f"Δ02 {attack} + + x")
        if problems:
            made = Problems(tuple(problems), lang)._repr_mimebundle_()
            assert Frame(made["text/html"]).others == []
            tags = {one[0] for one in Tags(page(made["text/html"])).found if isinstance(one, tuple)}
            assert tags <= {"html", "meta", "title", "style", "body", "p", "pre"}
            assert [obeyed(text) for text in made.values()] == [set(), set()]
            text = re.sub(
                "<style>.*?</style>|<[^>]*>", "", page(made["text/html"]), flags=re.DOTALL
            )
            assert not escaped.search(text)


def test_the_page_forbids_itself_everything_but_its_style() -> None:
    made = page(bundle("дом")["text/html"])
    assert "default-src 'none'; style-src 'sha256-" in made
    assert not re.search(r"<script|<a |<img|<link|http:|https:| on\w+=| style=|url\(", made)


def test_the_style_is_the_one_that_the_page_allows() -> None:
    from base64 import b64encode
    from hashlib import sha256

    made = page(bundle("дом")["text/html"])
    [style] = re.findall("<style>(.*?)</style>", made, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in made


def test_a_longer_scene_has_a_higher_frame_up_to_a_limit() -> None:
    def high(count: int) -> int:
        text = " + ".join(f"образ{number}" for number in range(count))
        [made] = Session().documents(text)
        return height(page(scene_bundle(made, None)["text/html"]))

    heights = [high(count) for count in (1, 3, 9, 300)]
    assert heights == sorted(set(heights))
    assert 90 <= heights[0] < heights[-1] <= 640


def test_a_page_is_framed_as_it_is() -> None:
    text = "<body>&amp; \"a\" 'b' <p>x</p>"
    assert page(framed(text, 'a "title"')) == text
