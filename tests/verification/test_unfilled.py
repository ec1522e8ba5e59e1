"""Markers of holes that are left in an answer."""

import pytest

from deltalang.session import Session
from deltalang.verification.unfilled import unfilled

SCENE = "дом + <hero>~лес + (<имя героя> → <~опиши запах>) - <foe>"


def left(answer: str, scene: str = SCENE) -> list[str]:
    (document,) = Session().documents(scene)
    return [answer[start:end] for start, end in unfilled(answer, document)]


@pytest.mark.parametrize(
    "marker",
    ["<~опиши запах>", "<?кто говорит?>", "<~a \\> b>", "<?>", "<hero>", "<Hero>", "<имя героя>", "<foe>",
     "<другое имя>"],
)  # fmt: skip
def test_it_finds_a_marker(marker: str) -> None:
    assert left(f"Дом, {marker} и лес") == [marker]


@pytest.mark.parametrize(
    "text",
    ["<b>дом</b>", "<br>", "<scene>", "<?xml version='1.0'?>", "<?php echo 1 ?>", "<сцена>дом</сцена>",
     "a < b и c > d", "<https://example.org>", "<~не закрыт", "<~две\nстроки>", "<a href='дом'>", "<>", "<3>"],
)  # fmt: skip
def test_it_leaves_what_is_no_marker(text: str) -> None:
    assert left(text) == []


def test_a_word_in_latin_letters_is_a_marker_only_where_the_scene_has_it() -> None:
    assert left("<hero>", "дом") == []
    assert left("<герой>", "дом") == ["<герой>"]
