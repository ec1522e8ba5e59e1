"""The text of a line of Markdown."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import ANY_TEXT

from deltalang.corpus.inline import FIELD, link_targets, plain_text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("[[тишина]]", "тишина"),
        ("[[тишина|Тихо]]", "Тихо"),
        (r"[[тишина\|Тихо]]", "Тихо"),
        ("[[Openbox/мысли/тишина]]", "тишина"),
        (r"[[Openbox/тишина\|Тихо]]", "Тихо"),
        ("[[тишина#Начало]]", "тишина"),
        ("[[тишина#Начало|Тихо]]", "Тихо"),
        ("[[тишина#^a1b2]]", "тишина"),
        ("[[#Начало]]", "Начало"),
        ("[[жар]] и [[свет]]", "жар и свет"),
        ("![[снимок.png]]", ""),
        ("![[снимок.png|300]] жар", "жар"),
        ("![](a.png) жар", "жар"),
        ("![жар](a(1).png) свет", "свет"),
        ("[тут](http://a.b/c_(d)) жар", "тут жар"),
        ("[тут][1] жар", "тут жар"),
        ("http://a.b/жар свет", "свет"),
        ("<https://a.b/жар> свет <a@b.example>", "свет"),
        ("#память", "память"),
        ("#мир/внутренний_мир", "мир внутренний мир"),
        ("a#память", "a#память"),
        ("#123", "#123"),
        ("`код` жар", "жар"),
        ("``a ` b`` жар", "жар"),
        ("<b>жар</b><br/> свет", "жар свет"),
        ("2 < 3 и 5 > 4", "2 < 3 и 5 > 4"),
        ("<!-- тайна --> жар", "жар"),
        ("%%тайна%% жар", "жар"),
        ("жар [ключ:: значение] свет", "жар свет"),
        ("жар (ключ:: значение) свет", "жар свет"),
        ("**жар** *свет* __тень__ _тьма_ ~~лед~~ ==дым==", "жар свет тень тьма лед дым"),
        ("snake_case_name", "snake_case_name"),
        (r"\*жар\* 1\. \#свет", "*жар* 1. #свет"),
        ("жар&nbsp;и&#32;свет &amp; тень", "жар и свет & тень"),
        ("[!note] Жар", "Жар"),
        ("[!note]- Жар", "Жар"),
        ("[x] жар", "жар"),
        ("[ ] жар", "жар"),
        ("жар[^1] и свет", "жар и свет"),
        ("[^1]: жар", "жар"),
        ("обычные слова, и всё", "обычные слова, и всё"),
    ],
)
def test_what_a_reader_reads(written: str, read: str) -> None:
    assert " ".join(plain_text(written).split()) == read


_SIGNS = ["жар", " ", "\n", "[[", "]]", "|", "![[", "![", "[", "](", ")", "#", "^", "%%", "<!--", "-->",
    "`", "&#10;", "&NewLine;", "&#13;", "[!note]", "[x]", "[ ]", "[^1]", "<", ">", "::", "\\", "*", "_",
    "http://", "@", "(", "&#x2028;"]  # fmt: skip


@given(st.lists(st.sampled_from(_SIGNS)).map("".join) | ANY_TEXT)
def test_every_line_stays_a_line(text: str) -> None:
    assert plain_text(text).count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "text",
    ["жар&#10;свет", "жар&NewLine;свет", "[[жар\nсвет|тень]] ", "![[жар\nсвет]]", "![[a]]\n[!note] b",
     "[x]\nжар", "жар\n[ ]\nсвет", "![[a]]\n[x] b"],
)  # fmt: skip
def test_no_sign_eats_a_line_break(text: str) -> None:
    assert plain_text(text).count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("line", "is_field"),
    [("ключ:: значение", True), ("- ключ:: значение", True), ("ключ::", True), ("Два слова:: x", True),
     ("std::vector", False), ("жар: свет", False), ("жар (a:: b)", False), (":: x", False)],
)  # fmt: skip
def test_a_field_is_told_from_text(line: str, is_field: bool) -> None:
    assert bool(FIELD.match(line)) is is_field


@pytest.mark.parametrize(
    ("text", "targets"),
    [("[[жар]], [[a/свет#x|y]]", ["жар", "a/свет"]), ("![[a.png]]", ["a.png"]), ("[[#x]]", []),
     (r"[[жар\|Ж]]", ["жар"]), ("[жар](a)", []), ("[[ жар ]]", ["жар"])],
)  # fmt: skip
def test_links_name_their_targets(text: str, targets: list[str]) -> None:
    assert link_targets(text) == targets


@pytest.mark.parametrize(
    "line",
    ["`" * 10_000, "` " * 5_000, "![" * 5_000, "[^" * 5_000, "[" * 10_000, "<!--" * 2_500,
     "a" + "_" * 10_000 + "a", "*" * 10_000, "x:: " + "(a " * 3_000, "<a " * 3_000, "[[" * 5_000,
     "@" + "<a.b" * 2_500, "[a](" * 2_500, "\\" * 10_000, "%%" * 5_000 + "%", "![]((" * 2_000],
    ids=lambda line: line[:8],
)  # fmt: skip
def test_a_line_of_one_sign_is_read_quickly(line: str) -> None:
    start = time.process_time()
    plain_text(line)
    assert time.process_time() - start < 0.5
