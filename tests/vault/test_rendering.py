"""Notes whose blocks are expanded: what stands outside stays, and doing it twice changes nothing."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from deltalang.session.facade import Session
from deltalang.source import Source
from deltalang.vault.rendering import Rendered, render_note

SESSION = Session()
LINE = re.compile(r"\r\n|\n|\r")


def render(text: str, *, name: str = "note.md", **options: object) -> Rendered:
    """Render a note, and make sure that once was enough."""
    made = render_note(Source(text, name), SESSION, **options)  # type: ignore[arg-type]
    again = render_note(Source(made.text, name), SESSION, **options)  # type: ignore[arg-type]
    assert again.text == made.text
    assert again.blocks == made.blocks
    return made


def without_regions(text: str) -> list[str]:
    """The lines of a note that nobody rendered."""
    kept, inside = [], False
    for line in LINE.split(text):
        if "<!-- deltalang:begin" in line:
            inside = True
        if not inside:
            kept.append(line)
        if "<!-- deltalang:end -->" in line:
            inside = False
    return kept


def places(made: Rendered) -> list[tuple[str, int, int]]:
    return [(p.code, *p.source.position(p.span.start)) for p in made.problems]


# ---------------------------------------------------------------------- generated notes

SCRIPTS = (
    "жар",
    "двор: Δ02 + память*2 - холод",
    "rain → lantern",
    "# ничего",
    "",
    "a\n\nb",
    "жар | свет",
    "<имя> + (a → b)^2",
    "жар жар Δ999",  # with a problem
    ":lang en\nжар",
    'стой: "<!-- deltalang:end -->"',
)
TEXTS = (
    "Качели скрипели.",
    "# Двор",
    "- a\n- b",
    "> сказано",
    "| a | b |\n|---|---|\n| c | d |",
    "```python\nx\n```",
    "<b>\nx\n</b>",
    "%%нет%%",
    "    код",
    "",
    "  ",
    "конец  ",
    "***",
)
CONTAINERS = (
    ("", ""),
    ("> ", "> "),
    ("- ", "  "),
    ("10. ", "    "),
    ("> - ", ">   "),
    ("  ", "  "),
)


@st.composite
def fences(draw: st.DrawFn) -> str:
    """A block in some container, perhaps with a stale region below it, perhaps after blank lines."""
    first, others = draw(st.sampled_from(CONTAINERS))
    mark = draw(st.sampled_from(["```", "~~~", "````"]))
    word = draw(st.sampled_from(["delta", "deltalang", " Delta "]))
    body = draw(st.sampled_from(SCRIPTS)).split("\n")
    lines = [first + mark + word, *(others + line for line in [*body, mark])]
    if draw(st.booleans()):
        stale = ["<!-- deltalang:begin 0123456789ab -->", "", "*x*", "<!-- deltalang:end -->"]
        lines += [others + line for line in [*[""] * draw(st.integers(0, 2)), *stale]]
    return "\n".join(lines)


@st.composite
def notes(draw: st.DrawFn, pieces: st.SearchStrategy[str]) -> str:
    parts = draw(st.lists(pieces, max_size=5))
    gap = draw(st.sampled_from(["\n\n", "\n"]))
    text = gap.join(parts) + draw(st.sampled_from(["\n", "", "\n\n"]))
    bom = draw(st.sampled_from(["", "\ufeff", "---\ntags: [a]\n---\n"]))
    return bom + text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))


NOTES = notes(st.one_of(st.sampled_from(TEXTS), fences()))


@given(NOTES, st.booleans(), st.sampled_from(["note", "markdown"]))
def test_twice_is_as_once(note: str, force: bool, target: str) -> None:
    render(note, force=force, to=target, lang="ru")


@given(NOTES)
def test_what_stands_outside_of_the_regions_stays(note: str) -> None:
    made = render(note, force=True)
    before, after = without_regions(note), without_regions(made.text)
    assert [line for line in after if line.strip(" >")] == [x for x in before if x.strip(" >")]
    if "deltalang:begin" not in note:
        assert after == before
    assert set(LINE.findall(made.text)) <= set(LINE.findall(note)) or "\n" not in note


@given(NOTES)
def test_a_byte_order_mark_changes_nothing_else(note: str) -> None:
    plain = note.removeprefix("\ufeff")
    assert render("\ufeff" + plain).text == "\ufeff" + render(plain).text


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_a_region_has_the_line_breaks_of_the_note(newline: str, end: str) -> None:
    note = ("до\n```delta\nжар\n```" + end).replace("\n", newline)
    made = render(note, lang="ru").text
    assert set(LINE.findall(made)) == {newline}
    assert made.startswith(note)
    assert made.endswith("<!-- deltalang:end -->" + end.replace("\n", newline))


@pytest.mark.parametrize("block", ["", "```delta\nжар\n```\n"])
def test_mixed_line_breaks_stay_mixed(block: str) -> None:
    note = "раз\r\nдва\nтри\r" + block + "четыре\r\n"
    made = render(note).text
    assert made.startswith("раз\r\nдва\nтри\r")
    assert made.endswith("четыре\r\n")


@pytest.mark.parametrize("note", ["", "\n", "\ufeff", "текст", "```python\nx\n```\n", "`delta`\n"])
def test_a_note_without_blocks_stays(note: str) -> None:
    assert render(note) == Rendered(note, 0, ())


# ---------------------------------------------------------------------- where a region stands


@pytest.mark.parametrize(
    ("first", "others"),
    [("", ""), ("> ", "> "), ("- ", "  "), ("1. ", "   "), ("> - ", ">   "), ("- > ", "  > ")],
)
def test_a_region_stands_in_the_container_of_its_block(first: str, others: str) -> None:
    lines = ["~~~delta", "жар", "~~~"]
    note = first + ("\n" + others).join(lines) + "\n"
    made = render(note, lang="ru").text
    types = [token.type for token in MarkdownIt().parse(made)]
    closed = [token.type for token in MarkdownIt().parse(note)]
    inside = types[closed.index("fence") : len(types) - len(closed) + closed.index("fence") + 1]
    assert inside.count("html_block") == 2
    assert inside.count("bullet_list_open") == 1
    assert types[: closed.index("fence")] == closed[: closed.index("fence")]


def test_a_region_in_a_quotation_behind_a_byte_order_mark_is_quoted() -> None:
    made = render("\ufeff> ```delta\n> жар\n> ```\n").text
    assert all(line.startswith(">") for line in made.removeprefix("\ufeff").splitlines())


def test_a_list_goes_on_behind_a_region() -> None:
    note = "1. раз\n2. ```delta\n   жар\n   ```\n3. три\n"
    types = [token.type for token in MarkdownIt().parse(render(note).text)]
    assert types.count("ordered_list_open") == 1


def test_blank_lines_before_a_region_are_its_own() -> None:
    once = render("```delta\nжар\n```\n", lang="ru").text
    apart = once.replace("```\n<!--", "```\n\n \n<!--")
    assert render(apart, lang="ru").text == once


def test_a_block_without_scenes_has_no_region() -> None:
    block = "```delta\n# ничего\n:lang en\nΔ:двор = качели\n```\n"
    assert render(block).text == block
    once = render("```delta\nжар\n```\n").text
    assert render(once.replace("\nжар\n", "\n# жар\n", 1)).text == "```delta\n# жар\n```\n"


def test_two_scenes_stand_in_one_region() -> None:
    made = render("```delta\nдвор: жар\n\nдом: свет\n```\n", lang="ru").text
    assert made.count("deltalang:begin") == 1
    assert re.findall(r"\*\*(.*)\*\*", made) == ["двор", "дом"]


def test_blocks_without_a_line_between_them_have_regions_of_their_own() -> None:
    made = render("```delta\nжар\n```\n```delta\nсвет\n```\n", lang="ru").text
    first, second = made.split("```delta\nсвет")
    assert "«жар»" in first
    assert "«свет»" not in first
    assert "«свет»" in second


# ------------------------------------------------------------------------- edited regions


def test_what_somebody_wrote_into_a_region_stays() -> None:
    once = render("до\n\n```delta\nжар\n```\nпосле\n", lang="ru").text
    edited = once.replace("- «жар»", "- моё\n- «жар»")
    made = render(edited, lang="ru")
    assert made.text == edited
    assert places(made) == [("W514", 6, 1)]
    assert made.blocks == 0
    forced = render(edited, lang="ru", force=True)
    assert forced == Rendered(once, 1, ())


@pytest.mark.parametrize(
    ("found", "instead"),
    [("begin ", "begin x"), ("«жар»", "«пар»"), ("*(главное)*", ""), ("\n\n<!-- d", "\n<!-- d")],
)
def test_every_edit_is_seen(found: str, instead: str) -> None:
    once = render("> ```delta\n> жар\n> ```\n", lang="ru").text
    found, instead = found.replace("\n\n", "\n>\n> "), instead.replace("\n", "\n> ")
    edited = once.replace(found, instead, 1)
    assert edited != once
    made = render(edited, lang="ru")
    assert made.text == edited
    assert [p.code for p in made.problems] == ["W514"]


@pytest.mark.parametrize("container", CONTAINERS)
def test_white_space_at_the_end_of_lines_is_no_edit(container: tuple[str, str]) -> None:
    note = container[0] + f"\n{container[1]}".join(["```delta", "жар", "```"]) + "\n"
    once = render(note, lang="ru").text
    above, begin, below = once.partition("<!-- deltalang:begin")
    spaced = above + begin + re.sub(r"(?m)^(.*\S)$", r"\1 ", below)
    assert spaced != once
    assert render(spaced, lang="ru") == Rendered(once, 1, ())


def test_an_edit_leaves_the_other_blocks_alone() -> None:
    once = render("```delta\nжар\n```\n\n```delta\nсвет\n```\n", lang="ru").text
    edited = once.replace("«жар»", "моё").replace("\nсвет\n", "\nтень\n")
    made = render(edited, lang="ru").text
    assert "- моё" in made
    assert "- «тень»" in made


def test_a_begin_without_an_end_is_text() -> None:
    note = "```delta\nжар\n```\n<!-- deltalang:begin 0123456789ab -->\nмоё\n"
    made = render(note, lang="ru").text
    assert without_regions(made.replace("<!-- deltalang:begin 0123456789ab -->", "x")) == [
        *note.replace("<!-- deltalang:begin 0123456789ab -->", "x").split("\n")
    ]
    assert made.endswith("<!-- deltalang:begin 0123456789ab -->\nмоё\n")


@pytest.mark.parametrize("stray", ["<!-- deltalang:begin 0123456789ab -->", "`begin`"])
def test_a_begin_without_an_end_does_not_hide_the_blocks_below(stray: str) -> None:
    note = f"{stray}\n\n```delta\nжар\n```\n\n```delta\nсвет\n```\n"
    once = render(note, lang="ru")
    changed = render(once.text.replace("\nжар\n", "\nтень\n", 1), lang="ru")
    assert once.blocks == changed.blocks == 2
    assert "- «тень»" in changed.text
    assert "- «жар»" not in changed.text


def test_an_end_without_a_begin_is_text() -> None:
    note = "```delta\nжар\n```\n<!-- deltalang:end -->\n"
    assert render(note).text.endswith("<!-- deltalang:end -->\n<!-- deltalang:end -->\n")


# -------------------------------------------------------------------------------- problems


@pytest.mark.parametrize(
    ("note", "place"),
    [
        ("```delta\nжар + Δ999\n```\n", (2, 7)),
        ("\ufeff```delta\nжар + Δ999\n```\n", (2, 7)),
        ("раз\r\n\r\n> ```delta\r\n> жар + Δ999\r\n> ```\r\n", (4, 9)),
        ("раз\r> ```delta\r> Δ999\r> ```\r", (3, 3)),
        ("> ```delta\n>Δ999\n> ```\n", (2, 2)),
        ("> > ```delta\n> >   Δ999\n> > ```\n", (2, 7)),
        ("- ```delta\n  Δ999\n  ```\n", (2, 3)),
        ("- раз\n  - ```delta\n      Δ999\n    ```\n", (3, 7)),
        ("   ```delta\n Δ999\n   ```\n", (2, 2)),
        ("```delta\n\tΔ999\n```\n", (2, 2)),
        ("-\t```delta\n\tΔ999\n\t```\n", (2, 2)),
        ("- ```delta\n\tΔ999\n  ```\n", (2, 2)),
        ("> ```delta\n>\tжар + Δ999\n> ```\n", (2, 9)),
        ("```delta\na\0b\n```\n> ```delta\n> Δ999 + жар\n> ```\n", (5, 3)),
        ("```delta\nжар\n```\n\n~~~deltalang\n\nжар +\n  Δ999\n~~~\n", (8, 3)),
        ("---\nx: Δ999\n---\n```delta\nΔ999\n```\n", (5, 1)),
    ],
)
def test_a_problem_has_its_place_in_the_note(note: str, place: tuple[int, int]) -> None:
    made = render(note)
    assert ("E201", *place) in places(made)
    [problem] = [p for p in made.problems if p.code == "E201"]
    assert problem.source.text == note
    assert note[problem.span.start : problem.span.end] == "Δ999"


@pytest.mark.parametrize("broken", ["Δ999", "жар жар Δ02", "(жар", "жар\nΔ999", "двор: жар + Δ999"])
def test_a_block_with_a_problem_keeps_what_stands_below_it(broken: str) -> None:
    once = render("```delta\nжар\n```\nтекст\n\n```delta\nсвет\n```\n", lang="ru").text
    note = once.replace("\nжар\n", f"\n{broken}\n", 1).replace("\nсвет\n", "\nтень\n", 1)
    for force in (False, True):
        made = render(note, lang="ru", force=force)
        assert made.text == note.replace("«свет»", "«тень»").replace(
            re.findall("begin [0-9a-f]+", note)[1], re.findall("begin [0-9a-f]+", made.text)[1]
        )
        assert "- «жар»" in made.text
        assert {p.code[0] for p in made.problems} == {"E"}
        assert made.blocks == 1


def test_a_block_that_wants_what_is_broken_keeps_its_region() -> None:
    note = "```delta\nΔ:двор = качели\n```\n\n```delta\nΔ:двор + жар\n```\n"
    once = render(note, lang="ru").text
    made = render(once.replace("= качели", "= (качели"), lang="ru")
    assert "«качели»" in made.text
    assert "E102" in [p.code for p in made.problems]


@pytest.mark.parametrize(
    "note",
    [
        "```delta\nжар\n",
        "```delta\nжар",
        "```delta",
        "раз\n\n```delta\n",
        "````delta\nжар\n```\n",
        "```delta\nжар\n~~~\n",
        "```delta\nжар\n~~~",
        "```delta\nжар\n    ```\n",
        "```delta\nжар\n``` x\n",
        "```delta\nжар\n> ```\n",
        "- ```delta\n  жар\n\nтекст\n",
        "> ```delta\n> жар\n\nтекст\n",
    ],
)
def test_a_block_that_is_never_closed_is_a_problem(note: str) -> None:
    made = render(note)
    assert made.text == note
    line = next(n for n, text in enumerate(note.split("\n"), 1) if "delta" in text)
    assert [(code, at) for code, at, _ in places(made)] == [("E102", line)]
    [problem] = made.problems
    assert note[problem.span.start : problem.span.end].strip("->` ") == "delta"


def test_a_closed_block_above_an_unclosed_one_is_rendered() -> None:
    made = render("```delta\nжар\n```\n\n```delta\nсвет\n", lang="ru")
    assert made.blocks == 1
    assert "«жар»" in made.text
    assert places(made)[0][0] == "E102"


# --------------------------------------------------------------------- one script, in pieces


def test_definitions_and_directives_hold_below() -> None:
    note = "```delta\n:lang en\nΔ:двор = rain*2\n```\n\n> ```delta\n> Δ:двор + жар\n> ```\n"
    made = render(note).text
    assert "“rain”" in made
    assert "*Keep exactly*" in made


def test_definitions_do_not_leak_into_the_next_note() -> None:
    render("```delta\nΔ:двор = rain*2\n```\n")
    assert places(render("```delta\nΔ:двор\n```\n")) == [("E201", 2, 1)]


def test_a_language_translates() -> None:
    note = "```delta\nпамять + тишина*2\n```\n"
    assert "“silence” *(main)*" in render(note, lang="en").text
    assert "«тишина» *(главное)*" in render(note, lang="ru").text
    assert "«тишина»" in render(note).text


def test_the_markdown_target_writes_headings() -> None:
    assert "\n### Keep exactly\n" in render("```delta\nrain\n```\n", to="markdown").text


def test_a_script_beside_the_note_is_used(tmp_path: Path) -> None:
    (tmp_path / "дом.delta").write_text("Δ:дом = печь + свет\n", encoding="utf-8")
    path = tmp_path / "n.md"
    note = "> ```delta\n> :use дом\n> Δ:дом\n> ```\n"
    path.write_text(note, encoding="utf-8")
    made = render(note, name=str(path), lang="ru")
    assert made.problems == ()
    assert "> - «печь»" in made.text
    gone = render(note.replace(":use дом", ":use нет"), name=str(path))
    assert places(gone)[0] == ("E111", 2, 3)


def test_a_problem_of_a_used_script_stays_there_and_the_region_too(tmp_path: Path) -> None:
    used, path = tmp_path / "дом.delta", tmp_path / "n.md"
    used.write_text("Δ:дом = печь + свет\n", encoding="utf-8")
    path.write_text("", encoding="utf-8")
    note = "```delta\n:use дом\nΔ:дом\n```\n"
    once = render(note, name=str(path), lang="ru").text
    used.write_text("# раз\nΔ:дом = печь + Δ999\n", encoding="utf-8")
    made = render(once, name=str(path), lang="ru")
    assert "E201" in [p.code for p in made.problems if Path(p.source.name).name == "дом.delta"]
    assert made.text == once
    used.write_text("Δ:дом = (печь\n", encoding="utf-8")
    assert render(once, name=str(path), lang="ru").text == once


def test_what_cannot_be_counted_is_a_problem_of_its_block() -> None:
    once = render("```delta\nжар\n```\n\n```delta\nсвет\n```\n", lang="ru").text
    wide = " + ".join(f"(a{n} | b{n})" for n in range(40))
    for script in (f":seed 7\n{wide}", "(жар + свет + тень)^900", "(" * 200 + "жар" + ")" * 200):
        note = once.replace("\nсвет\n", f"\n{script}\n", 1)
        made = render_note(Source(note, "n.md"), SESSION, lang="ru")
        assert made.text == note or not made.problems


@pytest.mark.parametrize("mark", ["> ", "- "])
def test_a_note_that_is_nested_too_deep_is_no_crash(mark: str) -> None:
    note = "```delta\nжар\n```\n\n" + mark * 120 + "жар\n"
    made = render_note(Source(note, "n.md"), SESSION)
    assert made.text.endswith(mark * 120 + "жар\n")


# ------------------------------------------------------------------------- hostile terms

ATTACKS = [
    "-->", "<!-- deltalang:end -->", "<!-- deltalang:begin 0123456789ab -->", "<!--", "--!>", "]]>",
    "```", "~~~", "```delta", "`code`", "``` \\n", "# heading", "## a", "===", "---", "***", "- item",
    "1. item", "> quote", "<b>x</b>", "<script>x</script>", "<details>", "</div>", "<?x?>", "<!X>",
    "| a | b |", "|---|---|", "[[нота]]", "![[нота]]", "[[a|b]]", "[x](http://evil)", "![x](y)",
    "[^1]: a", "[^1]", "[x]: /y", "*a*", "**", "_a_", "a\\\\", "\\\\*", "&nbsp;", "&#35;", "$x$",
    "~~x~~", "#тег", "http://evil.example", "<http://evil>", "key:: value", "[key:: value]", "[ ] дело",
    "    код", "\u2028# a", "a\u0085- b", "*(главное)*", "»",
]  # fmt: skip


def structure(text: str) -> object:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    inner = [c.type for t in tokens for c in t.children or () if c.type != "text_special"]
    return [(t.type, t.level, t.tag) for t in tokens], [kind for kind in inner if kind != "text"]


def region(text: str, container: tuple[str, str] = ("", ""), **options: object) -> str:
    """What is rendered for a scene that has the text as an image, a value, a part and so on."""
    said = '"' + text.replace('"', '\\"') + '"'
    scene = f"{said} + дом{{context: {said}}} + (тень → {said}) + (ночь | {said}) - свет~{said}"
    note = container[0] + f"\n{container[1]}".join(["```delta", scene, "```", "после"]) + "\n"
    made = render(note, **options)
    assert made.problems == ()
    assert made.blocks == 1
    begin = re.search(r"(?m)^[ >]*<!-- deltalang:begin [0-9a-f]{12} -->$", made.text)
    assert begin is not None
    assert made.text[: begin.start()].endswith("```\n")
    return made.text[begin.start() :]


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("attack", ATTACKS, ids=ascii)
def test_a_term_cannot_break_out(attack: str, container: tuple[str, str]) -> None:
    for target in ("note", "markdown"):
        options = {"to": target, "lang": "ru"}
        wanted = structure(region("кот", container, **options))
        assert structure(region(attack, container, **options)) == wanted


@pytest.mark.parametrize("attack", ["%%", "%% скрыто", "==", "[[", "![[", "-->", "$$", "#тег"])
def test_a_term_means_nothing_to_obsidian(attack: str) -> None:
    inside = region(attack).split("\n", 1)[1].rpartition("<!-- deltalang:end")[0]
    assert re.search(r"(?<!\\)" + re.escape(attack), inside) is None


@pytest.mark.parametrize("label", ["_двор_", "__a__", "don't", "a_b_c", "日本", "🎵", "a/b", "№ 1"])
def test_a_label_cannot_break_out(label: str) -> None:
    wanted = structure(render("```delta\nдвор: жар\n```\n", lang="ru").text)
    made = render(f"```delta\n{label}: жар\n```\n", lang="ru")
    if made.problems:  # the language has no such label
        assert "begin" not in made.text
    else:
        assert structure(made.text) == wanted


def test_a_label_from_elsewhere_is_escaped() -> None:
    from deltalang.renderers.note import render as write

    document = {
        "label": "**\n<!-- deltalang:end -->\n# a", "lang": "ru", "canonical": "", "images": [],
        **dict.fromkeys(("beats", "cycles", "choices", "holes", "avoid"), ()),
    }  # fmt: skip
    first, *_ = write(document).split("\n")
    assert first == r"**\*\* \< \!-- deltalang:end --\> \# a**"


def test_a_session_is_asked_once_for_a_note() -> None:
    asked = []

    def documented(script: Source, *, lang: str | None) -> list[object]:
        asked.append(script.text)
        return []

    spy = SimpleNamespace(documented=documented)
    note = "a\n```delta\nжар\n```\n> ```delta\n> свет\n> ```\n"
    render_note(Source(note), spy)  # type: ignore[arg-type]
    assert asked == ["\n\nжар\n\n\nсвет\n\n"]
