"""`md render` and `md check`, as a person types them."""

import json
from functools import partial
from pathlib import Path

import pytest
from command_line import invoke, put, spawn, status

render, check = partial(invoke, "md", "render"), partial(invoke, "md", "check")
BLOCK = "# Двор\n\n```delta\nжар*2 + свет\n```\n"
BROKEN = "```delta\nжар + Δ999\n```\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_render_writes_once_and_then_nothing_more() -> None:
    path = put("a.md", BLOCK)
    made = render("a.md", "--lang", "en")
    assert (made.stderr, status(made)) == ("rendered a.md: 1 block(s)\n", 0)
    text = path.read_bytes()
    assert text.startswith(BLOCK.encode()) and b"deltalang:end" in text
    again = render("a.md", "--lang", "en")
    assert (again.output, status(again), path.read_bytes()) == ("", 0, text)


def test_render_speaks_russian() -> None:
    path = put("a.md", BLOCK)
    made = render("a.md", "--lang", "ru")
    assert "a.md" in made.stderr and "rendered" not in made.stderr
    assert "«свет»" in path.read_text(encoding="utf-8")


def test_check_tells_and_writes_nothing() -> None:
    path = put("a.md", BLOCK)
    made = render("--check", "a.md", "--lang", "en")
    assert (made.stdout, status(made)) == ("would render a.md\n", 1)
    assert path.read_text(encoding="utf-8") == BLOCK
    render("a.md", "--lang", "en")
    assert (render("--check", "a.md", "--lang", "en").output, status(made)) == ("", 1)
    assert status(render("--check", "a.md", "--lang", "en")) == 0


def test_diff_shows_what_would_change_and_writes_nothing() -> None:
    path = put("a.md", BLOCK)
    made = render("--diff", "a.md")
    assert made.stdout.startswith("--- a.md\n+++ a.md\n@@")
    assert "+<!-- deltalang:begin " in made.stdout
    assert (status(made), path.read_text(encoding="utf-8")) == (1, BLOCK)


def test_force_writes_over_what_somebody_wrote() -> None:
    path = put("a.md", BLOCK)
    render("a.md", "--lang", "ru")
    good = path.read_text(encoding="utf-8")
    edited = put("a.md", good.replace("«свет»", "«моё»")).read_text(encoding="utf-8")
    made = render("a.md", "--lang", "ru", "--format", "concise")
    assert "W514" in made.stderr
    assert (status(made), path.read_text(encoding="utf-8")) == (1, edited)
    assert status(render("a.md", "--lang", "ru", "--force")) == 0
    assert path.read_text(encoding="utf-8") == good


def test_a_target_can_be_chosen() -> None:
    put("a.md", BLOCK)
    put("b.md", BLOCK)
    render("a.md", "--to", "markdown")
    render("b.md")
    assert Path("a.md").read_text(encoding="utf-8") != Path("b.md").read_text(encoding="utf-8")


def test_a_broken_block_is_reported_and_the_others_are_written() -> None:
    path = put("a.md", BROKEN + "\n" + BLOCK)
    made = render("a.md", "--format", "concise", "--lang", "en")
    assert "a.md:2:7: error E201" in made.stderr
    assert status(made) == 1
    text = path.read_text(encoding="utf-8")
    assert text.startswith(BROKEN + "\n")
    assert text.count("deltalang:begin") == 1


def test_problems_are_json_when_asked_for() -> None:
    put("a.md", BROKEN)
    [problem] = json.loads(render("a.md", "--format", "json").stderr)
    assert (problem["code"], problem["file"], problem["line"], problem["column"]) == (
        "E201",
        "a.md",
        2,
        7,
    )


def test_standard_input_goes_to_standard_output() -> None:
    text = BLOCK.replace("\n", "\r\n").encode()
    done = spawn("md", "render", "-", text=text)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(text)
    assert spawn("md", "render", "-", text=done.stdout).stdout == done.stdout


@pytest.mark.parametrize("name", ["нет.md", "."])
def test_what_is_no_note_is_refused(name: str) -> None:
    assert spawn("md", "render", name).returncode == 2


def test_a_note_that_is_no_utf8_is_refused_and_stays() -> None:
    path = put("a.md", BLOCK.encode("cp1251"))
    made = render("a.md")
    assert "E108" in made.output and status(made) == 2
    assert path.read_bytes() == BLOCK.encode("cp1251")


def test_a_bad_note_does_not_stop_the_others() -> None:
    put("a.md", b"\xff")
    good = put("b.md", BLOCK)
    assert status(render("a.md", "b.md")) == 2
    assert "deltalang:end" in good.read_text(encoding="utf-8")


def test_a_read_only_note_stays_whole() -> None:
    path = put("a.md", BLOCK)
    path.chmod(0o444)
    done = spawn("md", "render", str(path.resolve()))
    assert done.returncode != 0 and b"a.md" in done.stderr
    assert path.read_text(encoding="utf-8") == BLOCK
    assert [one.name for one in Path.cwd().iterdir()] == ["a.md"]


def test_what_is_rendered_is_not_read_as_scenes() -> None:
    put("a.md", BLOCK)
    before = invoke("scenes", "a.md", "--free", "--languages", "", "-q").stdout
    render("a.md")
    assert invoke("scenes", "a.md", "--free", "--languages", "", "-q").stdout == before


# --------------------------------------------------------------------------------- check


@pytest.mark.parametrize(
    ("lang", "none", "some"),
    [("en", "no problems found", "1 error(s), 0 warning(s) in 1 file(s)"), ("ru", None, None)],
)
def test_check_sums_up(lang: str, none: str | None, some: str | None) -> None:
    put("v/a.md", BLOCK)
    good = check("v", "--lang", lang)
    put("v/b.md", "жар Δ999\n")
    bad = check("v", "--lang", lang)
    assert (status(good), status(bad)) == (0, 1)
    assert "v/b.md:1:5" in bad.stdout
    if none is not None and some is not None:
        assert (none in good.stderr, some in bad.stderr) == (True, True)
    else:
        assert "problems" not in good.stderr and "error(s)" not in bad.stderr


def test_links_are_warnings_unless_strict() -> None:
    put("v/a.md", "[[нет]]\n")
    assert (
        status(check("v")) == status(check("v", "--links")) == status(check("v", "--strict")) == 0
    )
    assert "W513" in check("v", "--links").stdout
    assert status(check("v", "--links", "--strict")) == 1


def test_formats_of_check() -> None:
    put("v/a.md", "Δ999\n")
    assert json.loads(check("v", "--format", "json").stdout)[0]["code"] == "E201"
    assert check("v", "--format", "github").stdout.startswith("::error file=v/a.md,line=1,col=1")
    assert check("v", "--format", "concise").stderr == ""


def test_what_cannot_be_read_is_listed() -> None:
    put("v/a.md", b"\0")
    put("v/b.md", "жар\n")
    made = check("v", "--lang", "en")
    assert "v/a.md: not a text" in made.stderr and status(made) == 1
    assert spawn("md", "check", "нет").returncode == 2


def test_one_note_can_be_checked() -> None:
    put("v/a.md", "Δ999 и Δ02\n")
    assert status(check("v/a.md")) == 1
