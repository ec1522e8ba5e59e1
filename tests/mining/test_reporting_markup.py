"""Markup: everything is escaped but what says by its type that it is markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deltalang.mining.reporting.markup import Markup, lines, number, raw, tag


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        (tag("b", "<i>&"), "<b>&lt;i&gt;&amp;</b>"),
        (tag("b", tag("i", "x"), " y"), "<b><i>x</i> y</b>"),
        (tag("b", ["<", tag("br")]), "<b>&lt;<br></b>"),
        (tag("b", None, ""), "<b></b>"),
        (
            tag("a", href="\"><b>'", class_="n"),
            '<a href="&quot;&gt;&lt;b&gt;&#x27;" class="n"></a>',
        ),
        (tag("p", hidden=True, id=None, open=False), "<p hidden></p>"),
        (tag("rect", x=1 / 3, aria_hidden="true"), '<rect x="0.33" aria-hidden="true"/>'),
        (lines(["<", tag("i", "x")]), "&lt;\n<i>x</i>"),
        (raw("a > b"), "a > b"),
    ],
)
def test_writes(made: str, wanted: str) -> None:
    assert made == wanted
    assert isinstance(made, Markup)


def test_a_text_made_from_markup_is_text_again() -> None:
    assert tag("p", tag("b", "x") + " y") == "<p>&lt;b&gt;x&lt;/b&gt; y</p>"


@given(st.text())
def test_no_text_brings_markup_of_its_own(text: str) -> None:
    inside = tag("p", text, title=text).removeprefix("<p title=").removesuffix("</p>")
    assert inside.count("<") == 0
    assert inside.count(">") == 1
    assert inside.count('"') == 2


@given(st.floats(-1e6, 1e6))
def test_coordinates_are_close_and_short(value: float) -> None:
    assert float(number(value)) == pytest.approx(value, abs=0.005)
    assert "e" not in number(value) and number(value) != "-0"
