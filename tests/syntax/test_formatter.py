"""The formatter: one spacing, the author's lines, every comment."""

import pytest
from hypothesis import given
from text_strategies import any_texts

from deltalang.source import Source
from deltalang.syntax.ast import Junk
from deltalang.syntax.formatter import format
from deltalang.syntax.parser import parse
from deltalang.syntax.tokens import lex


def comments(text: str) -> list[str]:
    return [token.value.rstrip() for token in lex(text) if token.type == "COMMENT"]


LINES = {
    "память+жар": "память + жар",
    "память-жар": "память-жар",
    "память  −жар": "память - жар",
    "-  жар*2": "- жар*2",
    "-жар * 2": "- жар*2",
    "(-жар)": "(- жар)",
    "волк->лес→-жар": "волк → лес → - жар",
    "день|ночь": "день | ночь",
    "( волк→лес ) ^ 3": "(волк → лес)^3",
    "[ весна->лето ]": "[весна → лето]",
    "память ~ жара ~тишина {ностальгия,context:детство , color : #B22222 ,}":
        "память~жара~тишина{ностальгия, context: детство, color: #B22222,}",
    "память{ }": "память{}",
    "память ! ?": "память!?",
    "память * 3 / 2": "память*3/2",
    "внутренний \t мир": "внутренний мир",
    "∆02 + D03+d04+𝚫5@^3": "Δ02 + Δ03 + Δ04 + Δ5@^3",
    "Δ07 ( герой :волк,лес )": "Δ07(герой: волк, лес)",
    "Δ:рост-жаром (волк)": "Δ:рост-жаром(волк)",
    "D07(герой,среда:лес)=<герой>→<среда>{тревога}":
        "Δ07(герой, среда: лес) = <герой> → <среда>{тревога}",
    "старый  двор :Δ02": "старый двор: Δ02",
    "двор:-жар": "двор: - жар",
    '"🔥  ↘️"+< имя >': '"🔥  ↘️" + < имя >',
    "память +_+0": "память + _ + 0",
    "память# тепло": "память  # тепло",
    "память  #   тепло  ": "память  #   тепло",
    ":mode": ":mode",
    ":mode   ностальгия  ": ":mode ностальгия",
    ":use a  b->c+d02  # зачем": ":use a  b->c+d02  # зачем",
    ":expect   D02+a has   жар": ":expect Δ02 + a has жар",
    ":ожидать (a)содержит(b)": ":ожидать (a) содержит (b)",
    ":expect Δ02(has:a)is - b": ":expect Δ02(has: a) is - b",
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), LINES.items())
def test_a_line_gets_one_spacing(text: str, wanted: str) -> None:
    assert format(text) == wanted + "\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ""),
        ("\n \n\t", ""),
        ("\ufeff", "\ufeff"),
        ("\n\nсвет\n\n\n\nжар\n\n", "свет\n\nжар\n"),
        ("свет\n жар", "свет\n жар\n"),
        ("свет\n +жар\n\t\t-лес*2", "свет\n    + жар\n    - лес*2\n"),
        ("свет\n\n\n +жар", "свет\n\n    + жар\n"),
        ("Δ07(\n волк,\n )", "Δ07(\n    волк,\n    )\n"),
        (
            "свет # а\n  # б\n# в\n + жар\n # г\n# д",
            "свет  # а\n    # б\n# в\n    + жар\n    # г\n# д\n",
        ),
        ("  # а\nсвет", "# а\nсвет\n"),
        (" # а \n\n\n #", "# а\n\n#\n"),
        ("  свет\n    +жар\n\n  лес", "свет\n    + жар\n\nлес\n"),
        ("свет\r\n +жар", "свет\r\n    + жар\r\n"),
        ("свет\rжар\n", "свет\rжар\r"),
        ("\ufeff\n  свет", "\ufeffсвет\n"),
        (":use a # б\n  c  d", ":use a  # б\n    c  d\n"),
    ],
)
def test_lines_stay_where_the_author_broke_them(text: str, wanted: str) -> None:
    assert format(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Δ02   память+ $  # а  ", "Δ02   память+ $  # а\n"),
        ("(свет\n   +жар   \n\n\n # а\n  ->\n\n\n# б\nлес+жар",
         "(свет\n   +жар   \n\n\n # а\n  ->\n\n# б\nлес + жар\n"),
        ("  свет  жар+(\n      лес\n # а\n    )]\n  a+b", "свет  жар+(\n    лес\n# а\n  )]\na + b\n"),
        ("  свет+жар\nлес+жар", "  свет+жар\nлес + жар\n"),
        ("\n\ufeffа+б", "\n\ufeffа+б\n"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_stays_as_it_is(text: str, wanted: str) -> None:
    assert format(text) == wanted


def test_a_monstrous_statement_stays_as_it_is() -> None:
    text = "а" + "+а" * 100_000
    assert format(text + "  \n\n\nб+в") == text + "\n\nб + в\n"


def test_it_takes_a_source() -> None:
    assert format(Source("а+б")) == "а + б\n"


@given(any_texts())
def test_formatting_twice_changes_nothing_more(text: str) -> None:
    once = format(text)
    assert format(once) == once


@given(any_texts())
def test_formatting_keeps_the_meaning(text: str) -> None:
    before, after = parse(text), parse(format(text))
    assert [type(s) for s in before.statements] == [type(s) for s in after.statements]
    for old, new in zip(before.statements, after.statements, strict=True):
        assert isinstance(old, Junk) or old == new
    assert [p.code for p in before.diagnostics] == [p.code for p in after.diagnostics]


@given(any_texts())
def test_formatting_keeps_every_comment(text: str) -> None:
    assert comments(format(text)) == comments(text)


@given(any_texts())
def test_formatted_text_ends_in_one_line_break(text: str) -> None:
    shown = format(text)
    assert shown.strip("\ufeff") == "" or shown.endswith(Source(text).newline)
