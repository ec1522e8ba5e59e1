"""Markdown notes: which lines are text, of which kind, and where they stand."""

from collections import Counter
from textwrap import dedent

import pytest

from deltalang.corpus.markdown import Fence, TooDeepError, read_note

Lines = list[tuple[str, int, str]]


def read(text: str, *recurring: str) -> tuple[Lines, list[Fence], dict[str, int]]:
    """Kind, number and text of every line; the scripts; the counts of what is dropped."""
    dropped: Counter[str] = Counter()
    note = read_note(dedent(text), dropped, boilerplate=frozenset(recurring))
    lines = [
        (block.kind, line.number, line.text.strip())
        for block in note.blocks
        for line in block.lines
    ]
    return lines, note.fences, dict(dropped)


def lines_of(text: str) -> Lines:
    return read(text)[0]


def groups(text: str) -> list[tuple[str, list[int]]]:
    """The kind of each block and the numbers of its lines."""
    blocks = read_note(dedent(text), Counter()).blocks
    return [(block.kind, [line.number for line in block.lines]) for block in blocks]


def places(text: str) -> list[tuple[str, int, int]]:
    """The scripts of a note: text, line of the first mark, line of the last."""
    return [tuple(fence) for fence in read(text)[1]]


def test_it_tells_headings_from_paragraphs() -> None:
    assert lines_of("# Жар #\n\nСвет\n===\n\nтень\nлёд\n### Тьма\nдым") == [
        ("heading", 1, "Жар"),
        ("heading", 3, "Свет"),
        ("paragraph", 6, "тень"),
        ("paragraph", 7, "лёд"),
        ("heading", 8, "Тьма"),
        ("paragraph", 9, "дым"),
    ]


def test_an_empty_heading_is_no_block() -> None:
    assert lines_of("#\n\n## \n\nжар") == [("paragraph", 5, "жар")]


def test_a_heading_with_two_lines_keeps_both() -> None:
    assert groups("жар\nсвет\n---\nтень") == [("heading", [1, 2]), ("paragraph", [4])]


@pytest.mark.parametrize("mark", ["-", "*", "+", "1.", "1)"])
def test_every_mark_makes_an_item(mark: str) -> None:
    assert groups(f"{mark} жар\n{mark} свет\n\n\n{mark} тень\n\nлёд") == [
        ("item", [1]),
        ("item", [2]),
        ("item", [5]),
        ("paragraph", [7]),
    ]


def test_nested_items_stand_alone() -> None:
    text = """\
        - жар
        - свет
          и тень
        лениво

          лёд
          - дым
            1. пар
               > соль
        """
    assert groups(text) == [
        ("item", [1]),
        ("item", [2, 3, 4]),
        ("item", [6]),
        ("item", [7]),
        ("item", [8]),
        ("item", [9]),
    ]


def test_a_heading_in_a_list_is_a_heading() -> None:
    assert lines_of("- # Жар\n- свет") == [("heading", 1, "Жар"), ("item", 2, "свет")]


def test_tasks_are_items() -> None:
    assert lines_of("- [ ] жар\n- [x] свет") == [("item", 1, "жар"), ("item", 2, "свет")]


def test_each_cell_of_a_table_is_an_item() -> None:
    assert lines_of("\n| а | б |\n|---|:-:|\n| **в** | |\n| [[г\\|д]] | е |\n\nжар") == [
        ("item", 2, "а"),
        ("item", 2, "б"),
        ("item", 4, "в"),
        ("item", 5, "д"),
        ("item", 5, "е"),
        ("paragraph", 7, "жар"),
    ]


def test_a_table_in_a_list_keeps_its_lines() -> None:
    assert lines_of("- жар\n\n  | а | б |\n  |---|---|\n  | в | г |\n") == [
        ("item", 1, "жар"),
        ("item", 3, "а"),
        ("item", 3, "б"),
        ("item", 5, "в"),
        ("item", 5, "г"),
    ]


@pytest.mark.parametrize("mark", ["> [!note] ", ">[!note] ", "> [!note]- ", ">[!note]+ ", ">"])
def test_a_callout_is_text(mark: str) -> None:
    assert lines_of(f"{mark}Жар\n>свет\n> тень\n\nлёд") == [
        ("paragraph", 1, "Жар"),
        ("paragraph", 2, "свет"),
        ("paragraph", 3, "тень"),
        ("paragraph", 5, "лёд"),
    ]


def test_a_callout_without_a_title_has_only_its_text() -> None:
    assert lines_of(">[!quote]\n>жар") == [("paragraph", 2, "жар")]


def test_a_callout_in_a_callout_is_text() -> None:
    assert lines_of("> [!a] Жар\n> > [!b] Свет\n> > - тень") == [
        ("paragraph", 1, "Жар"),
        ("paragraph", 2, "Свет"),
        ("item", 3, "тень"),
    ]


FRONT_MATTER = """\
---
date: {{date}}
tags: [дом
up: "[[мысли/Жар|Ж]]"
see: [[свет]], [[тень#начало]]
bad: "unclosed: {{

"""


@pytest.mark.parametrize("end", ["---", "...", "---  "])
def test_front_matter_is_read_tolerantly_and_its_links_count(end: str) -> None:
    lines, _, dropped = read(FRONT_MATTER + end + "\nлёд\n")
    assert lines == [
        ("properties", 4, "Жар"),
        ("properties", 5, "свет, тень"),
        ("paragraph", 9, "лёд"),
    ]
    assert dropped == {"front-matter": 5}


def test_front_matter_may_be_json() -> None:
    lines, _, dropped = read('---\n{"up": "[[жар]]",\n "date": {{date}}}\n---\nсвет')
    assert lines == [("properties", 2, "жар"), ("paragraph", 5, "свет")]
    assert dropped == {"front-matter": 3}


def test_front_matter_may_be_empty_or_all_there_is() -> None:
    assert read("---\n---\nжар") == ([("paragraph", 3, "жар")], [], {"front-matter": 2})
    assert read("---\na: b\n---") == ([], [], {"front-matter": 3})


def test_front_matter_without_an_end_is_text() -> None:
    lines, _, dropped = read("---\nжар: [[свет]]\n\nтень\n")
    assert lines == [("paragraph", 2, "жар: свет"), ("paragraph", 4, "тень")]
    assert dropped == {}


def test_front_matter_is_on_the_first_line_only() -> None:
    assert lines_of("\n---\nжар: [[свет]]\n---\n") == [("heading", 3, "жар: свет")]
    assert lines_of("жар\n\n---\n\nсвет\n\n---\n") == [
        ("paragraph", 1, "жар"),
        ("paragraph", 5, "свет"),
    ]


def test_a_longer_line_of_dashes_does_not_end_front_matter() -> None:
    lines, _, _ = read("---\nжар: 1\n----\nсвет: 2\n---\nтень\n")
    assert lines == [("paragraph", 6, "тень")]


def test_fenced_delta_blocks_are_scripts() -> None:
    text = "жар\n\n```delta\nсвет\n\nтень\n```\n\n~~~~ Deltalang \nлёд\n~~~~\n"
    assert places(text) == [("свет\n\nтень\n", 3, 7), ("лёд\n", 9, 11)]
    assert read(text)[2] == {}


def test_scripts_in_lists_and_quotes_keep_their_lines() -> None:
    text = """\
        - жар
          ```delta
          свет +
            тень
          ```
          - > ```delta
            > лёд
            > ```

        >> ```deltalang
        >> дым
        >> ```
        """
    assert places(text) == [("свет +\n  тень\n", 2, 5), ("лёд\n", 6, 8), ("дым\n", 10, 12)]
    assert lines_of(text) == [("item", 1, "жар")]


def test_a_script_without_an_end_goes_on_to_the_end() -> None:
    assert places("жар\n```delta\nсвет\n") == [("свет\n", 2, 3)]


@pytest.mark.parametrize("info", ["", "python", "delta x", "deltas", "{delta}"])
def test_other_fenced_blocks_are_code(info: str) -> None:
    assert read(f"```{info}\nжар\n\n```\nсвет") == ([("paragraph", 5, "свет")], [], {"code": 4})


def test_indented_code_is_code() -> None:
    assert read("    жар\n\tсвет\n\nтень") == ([("paragraph", 4, "тень")], [], {"code": 2})


def test_html_is_not_text() -> None:
    text = "<div>\nжар\n</div>\n\n<!-- а\n\nб -->\n\n<br> свет\n"
    assert read(text) == ([("paragraph", 9, "свет")], [], {"html": 6})


def test_a_comment_on_one_line_goes_and_the_rest_stays() -> None:
    assert read("жар %%тайна%% свет") == ([("paragraph", 1, "жар  свет")], [], {})


def test_a_comment_of_several_lines_is_dropped() -> None:
    text = "жар\n%% тайна\nтайна\nтайна %%\nсвет %%а%%\n"
    lines = [("paragraph", 1, "жар"), ("paragraph", 5, "свет")]
    assert read(text) == (lines, [], {"comment": 3})


def test_a_comment_goes_on_behind_an_empty_line() -> None:
    text = "жар\n\n%%\nтайна\n\nтайна\n\n- тайна\n%%\n\nсвет\n"
    lines, _, dropped = read(text)
    assert lines == [("paragraph", 1, "жар"), ("paragraph", 11, "свет")]
    assert dropped["comment"] == 5


def test_the_mark_of_comments_in_code_hides_nothing() -> None:
    text = "жар `%%`\n\n```\n%%\n```\n\nсвет\n"
    assert lines_of(text) == [("paragraph", 1, "жар"), ("paragraph", 7, "свет")]


def test_fields_are_dropped() -> None:
    text = "ключ:: значение\nжар\n\n- Два слова:: [[свет]]\n- тень (a:: b)\n"
    lines = [("paragraph", 2, "жар"), ("item", 5, "тень")]
    assert read(text) == (lines, [], {"field": 2})


def test_embeds_are_counted() -> None:
    text = "![[а.png]]\n\n- ![б](в.png) ![[г]] жар\n\n`x` ![](д.png)"
    assert read(text) == ([("item", 3, "жар")], [], {"embed": 4})


RENDERED = """\
```delta
жар
```
<!-- deltalang:begin b058b09e370e -->

**свет**

- тень

```delta
лёд
```

![[дым]]

<!-- deltalang:end -->
соль
"""


def test_what_md_render_wrote_is_skipped() -> None:
    assert read(RENDERED) == ([("paragraph", 17, "соль")], [Fence("жар\n", 1, 3)], {})


def test_what_md_render_wrote_is_skipped_in_quotes_and_lists() -> None:
    for mark in ("> ", "- "):
        rest = "> " if mark == "> " else "  "
        first, *others = RENDERED.splitlines()
        text = "\n".join([mark + first, *(rest + line for line in others)])
        lines, fences, dropped = read(text)
        assert [(number, said) for _, number, said in lines] == [(17, "соль")]
        assert (fences, dropped) == ([Fence("жар\n", 1, 3)], {})


def test_a_region_without_an_end_is_text() -> None:
    lines, _, _ = read("<!-- deltalang:begin x -->\n\nжар\n\n- свет\n")
    assert lines == [("paragraph", 3, "жар"), ("item", 5, "свет")]


def test_boilerplate_is_dropped_wherever_it_stands() -> None:
    text = "Начало\nжар\n\n- Начало\n  - свет\n\n## Итоги\n\n> Начало\n\n| Начало |\n|---|\n"
    recurring = ("Начало", "- Начало", "## Итоги", "> Начало", "| Начало |")
    lines, _, dropped = read(text, *recurring)
    assert lines == [("paragraph", 2, "жар"), ("item", 5, "свет")]
    assert dropped == {"boilerplate": 5}


def test_a_line_that_only_contains_boilerplate_stays() -> None:
    assert read("Начало дня\n- Начало\n", "Начало")[2] == {}


@pytest.mark.parametrize("blank", ["\u00a0", "\u2003", "\u2028", "\x0b", "\x85", "\u00a0\n\u00a0"])
def test_a_line_of_odd_blanks_shifts_nothing(blank: str) -> None:
    number = 2 + blank.count("\n")
    assert lines_of(f"{blank}\nжар") == [("paragraph", number, "жар")]
    assert lines_of(f"{blank}\nжар\n===") == [("heading", number, "жар")]
    assert lines_of(f"- {blank}\n  жар".replace("\n\u00a0", "\n  \u00a0")) == [
        ("item", number, "жар")
    ]


def test_definitions_of_links_shift_nothing() -> None:
    text = "[a]: http://x\n[b]: <y> 'жар\nсвет'\nтень [a]\n"
    assert lines_of(text) == [("paragraph", 4, "тень [a]")]


@pytest.mark.parametrize("mark", ["> ", "- "])
def test_nesting_that_is_too_deep_is_refused(mark: str) -> None:
    assert [line[1:] for line in lines_of(mark * 40 + "жар")] == [(1, "жар")]
    with pytest.raises(TooDeepError):
        read_note("жар\n\n" + mark * 120 + "свет\n", Counter())


def test_counts_add_up_from_note_to_note() -> None:
    dropped = Counter({"code": 1})
    for _ in range(2):
        read_note("---\na: b\n---\n\n    жар\n\nключ:: жар\n", dropped)
    assert dropped == {"front-matter": 6, "code": 3, "field": 2}


def test_an_empty_note_has_nothing() -> None:
    assert read("") == read("\n \n\t\n") == ([], [], {})


def test_a_mark_of_comments_without_its_pair_hides_nothing() -> None:
    lines, _, dropped = read("на 100%% так\n\nжар\n")
    assert [text for _, _, text in lines] == ["на 100%% так", "жар"]
    assert dropped == {}


def test_a_script_in_a_comment_is_no_script() -> None:
    lines, fences, dropped = read("%%\n```delta\nтайна\n```\n%%\n\nжар\n")
    assert (lines, fences) == ([("paragraph", 7, "жар")], [])
    assert dropped["comment"] >= 3
