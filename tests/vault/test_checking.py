"""Checking: references and wikilinks in a vault."""

import time
from pathlib import Path
from unicodedata import normalize

import pytest
from command_line import invoke

from deltalang.corpus.files import Unread
from deltalang.diagnostics import Diagnostic
from deltalang.project import Project, init
from deltalang.vault.checking import check_notes

Place = tuple[str, str, int, int]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with Δ100, which is fine, and Δ101, which is deprecated."""
    init(tmp_path)
    monkeypatch.chdir(tmp_path)
    invoke("publish", "Δ:двор = качели + пыль", "--by", "Анна")
    invoke("publish", "Δ:сад = яблоки", "--by", "Анна")
    invoke("deprecate", "Δ101", "--by", "Анна")
    (tmp_path / "vault").mkdir()
    return tmp_path


def note(folder: Path, name: str, text: str | bytes) -> None:
    path = folder / "vault" / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def found(folder: Path, *, links: bool = False) -> list[Place]:
    made = check_notes([folder / "vault"], Project.find(folder).session(), links=links)
    return [
        (problem.code, Path(problem.source.name).name, *problem.source.position(problem.span.start))
        for problem in made
        if isinstance(problem, Diagnostic)
    ]


def test_nothing_is_wrong_with_a_vault_in_order(folder: Path) -> None:
    note(folder, "a.md", "Δ100 и Δ:двор\n\n```delta\nΔ100@1 + Δ02\n```\n[[a]]\n")
    assert found(folder, links=True) == []


def test_an_unknown_formula_is_found_in_blocks_and_in_the_text(folder: Path) -> None:
    note(
        folder, "a.md", "# Δ998\n\nжар, **Δ999** и Δ999\n\n- x\n\n  ```delta\n  жар + Δ997\n  ```\n"
    )
    assert found(folder) == [
        ("E201", "a.md", 1, 3),
        ("E201", "a.md", 3, 8),
        ("E201", "a.md", 3, 17),
        ("E201", "a.md", 8, 9),
    ]


def test_a_deprecated_formula_is_found(folder: Path) -> None:
    note(folder, "a.md", "жар Δ101\n\n```delta\nΔ:сад\n```\n")
    note(folder, "b.delta", "жар + Δ101\n")
    assert found(folder) == [
        ("W504", "a.md", 1, 5),
        ("W504", "a.md", 4, 1),
        ("W504", "b.delta", 1, 7),
    ]


def test_places_are_right_with_crlf_and_a_byte_order_mark(folder: Path) -> None:
    note(folder, "a.md", "\ufeffΔ999\r\nжар Δ998\r\n")
    assert found(folder) == [("E201", "a.md", 1, 1), ("E201", "a.md", 2, 5)]


def test_code_and_rendered_regions_are_not_looked_at(folder: Path) -> None:
    region = "<!-- deltalang:begin 0123456789ab -->\n\nΔ999 [[x]]\n\n<!-- deltalang:end -->\n"
    note(
        folder,
        "a.md",
        f"`Δ999 [[x]]`\n\n```python\nΔ999 [[x]]\n```\n\nсвет %% Δ999 [[x]] %%\n\n{region}",
    )
    assert found(folder, links=True) == []


def test_a_definition_in_the_note_is_known_in_its_blocks(folder: Path) -> None:
    note(folder, "a.md", "```delta\nΔ300 = жар\n```\n\nтекст\n\n```delta\nΔ300 + свет\n```\n")
    assert found(folder) == []


def test_warnings_about_other_things_are_not_given(folder: Path) -> None:
    note(folder, "a.md", "```delta\nжар - свет\n```\n")
    assert found(folder) == []


@pytest.mark.parametrize(
    "link",
    ["[[нет]]", "[[нет|жар]]", "[[нет#x]]", "![[нет]]", "[[x/b]]", r"[[нет\|жар]]", "[[нет.md]]"],
)
def test_a_link_that_leads_nowhere_is_found_when_asked_for(folder: Path, link: str) -> None:
    note(folder, "a.md", f"# x\n\nжар {link}\n")
    note(folder, "b.md", "свет\n")
    assert found(folder) == []
    assert found(folder, links=True) == [("W513", "a.md", 3, 5)]


@pytest.mark.parametrize(
    "link",
    ["[[b]]", "[[B|жар]]", "[[c/ёж]]", "[[Ёж#x]]", "[[#x]]", "![[снимок.png]]", "[[c/снимок.PDF]]", "[[ёж.md]]",
     r"[[c/ёж\|жар]]", "[[a]]", "[жар](b.md)"],
)  # fmt: skip
def test_a_link_that_leads_somewhere_is_fine(folder: Path, link: str) -> None:
    note(folder, "a.md", f"жар {link}\n\n| x |\n|---|\n| {link.replace('|', chr(92) + '|')} |\n")
    note(folder, "b.md", "свет\n")
    note(folder, f"c/{normalize('NFD', 'ёж')}.md", "тень\n")
    assert found(folder, links=True) == []


def test_links_in_the_front_matter_and_in_tables_are_looked_at(folder: Path) -> None:
    note(folder, "a.md", "---\nup: [[нет]]\n---\n| x |\n|---|\n| [[нет\\|x]] |\n")
    assert found(folder, links=True) == [("W513", "a.md", 2, 5), ("W513", "a.md", 6, 3)]


def test_a_near_name_is_offered(folder: Path) -> None:
    note(folder, "a.md", "[[тишена]]\n")
    note(folder, "тишина.md", "свет\n")
    shown = invoke("md", "check", "--links", "vault").stdout
    assert "тишина" in shown


def test_what_cannot_be_read_is_given_and_the_rest_is_checked(folder: Path) -> None:
    note(folder, "a.md", b"\xff")
    note(folder, "b.md", "")
    note(folder, "c.md", "Δ999\n")
    made = list(check_notes([folder / "vault"], Project.find(folder).session()))
    assert [one.reason for one in made if isinstance(one, Unread)] == ["not-utf8"]
    assert found(folder) == [("E201", "c.md", 1, 1)]


def test_a_formula_that_needs_an_argument_may_be_mentioned(folder: Path) -> None:
    note(folder, "a.md", "Об этом говорит Δ07.\n\n```delta\nΔ07\n```\n")
    assert found(folder) == [("E205", "a.md", 4, 1)]


def test_a_note_with_thousands_of_references_is_checked_quickly(folder: Path) -> None:
    note(folder, "a.md", "\n".join(f"жар Δ100 и [[нет{number}]]" for number in range(3_000)))
    start = time.process_time()
    assert len(found(folder, links=True)) == 3_000
    assert time.process_time() - start < 2
