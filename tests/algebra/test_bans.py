"""What is to be avoided forbids the images it names, whatever their trust."""

import pytest

from deltalang import expand
from deltalang.algebra.bans import Bans, avoided, bans_of


def bans(text):
    return bans_of(avoided(expand(text)))


def covers(text, image):
    return bans(text).covers(expand(image).terms[0][0])


@pytest.mark.parametrize(
    ("text", "image", "expected"),
    [
        ("a - холод", "холод?", True),
        ("a - холод?", "холод!", True),
        ("a - холод", "холод{звук: вой}?", True),
        ("a - холод{звук: вой}", "холод?", False),
        ("a - холод{звук: вой}", "холод{звук: вой, цвет: #00f}?", True),
        ("a - холод~ветер", "холод~ветер?", True),
        ("a - холод~ветер", "ветер~холод?", False),
        ("a - холод", "холод~ветер?", False),
        ("a - (b → c)", "(b → c)?", True),
        ("a - (b → c)", "(b → d)?", False),
        ("a + холод", "холод?", False),
    ],
)
def test_a_ban_covers_its_image_whatever_the_trust(text, image, expected):
    assert covers(text, image) is expected


def test_bans_add_up_and_only_those_without_a_scope_hold_everywhere():
    both = bans("a - холод") | bans("a - дым{звук: треск} - (b → c)")
    assert list(both.everywhere()) == [("холод",)]
    assert both.others == {"b → c"}
    assert list(both.within((("sound", "треск"),)).everywhere()) == [("холод",), ("дым",)]
    assert not Bans()
