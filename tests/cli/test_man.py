"""`deltalang man`: pages from the help, in roff that nothing can break."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from command_line import invoke, spawn, status
from hypothesis import given, settings
from hypothesis import strategies as st

from deltalang.cli.main import COMMANDS, cli, run
from deltalang.cli.manual import roff, sections
from deltalang.cli.manual.pages import page, pages

ROOT = Path(__file__).parents[2]
ESCAPE = re.compile(r"\\(?:\((rs|aq|dq|ga|ha|ti)|\[u([0-9A-F]{4,6})\]|(-)|[&:]|f[BIP])")
SIGNS = {"rs": "\\", "aq": "'", "dq": '"', "ga": "`", "ha": "^", "ti": "~"}
PAGES = dict(pages(cli))
REQUESTS = {".TH", ".SH", ".TP", ".PP", ".nf", ".fi", ".nh", ".ad"}


def read(line: str) -> str:
    """What a line of roff says."""

    def sign(found: re.Match[str]) -> str:
        code = chr(int(found[2], 16)) if found[2] else ""
        return SIGNS.get(found[1] or "", "") or code or found[3] or ""

    assert "\\" not in ESCAPE.sub("", line), "nothing but the escapes that every man(1) knows"
    return ESCAPE.sub(sign, line)


# -------------------------------------------------------------------------------- text

BAD = st.lists(
    st.one_of(
        st.text(), st.sampled_from([".so x", "'br", "\\fB", "\\", "-", "'", ".", "`a`", "\n"])
    )
).map("".join)


@given(BAD)
def test_text_says_what_it_was_and_is_no_command(words: str) -> None:
    printable = "".join(sign for sign in " ".join(words.split()) if sign.isprintable())
    for write in (roff.text, roff.bold, roff.verbatim):
        given_words = words if write is roff.text else " ".join(words.split())
        line = write(given_words)
        assert read(line) == printable
        assert line.isascii()
        assert "\n" not in line
        assert '"' not in line, "it may stand in the argument of a macro"
        assert line[:1] not in (".", "'")


@given(BAD)
def test_marked_text_loses_its_marks_alone(words: str) -> None:
    line = roff.marked(words)
    assert read(line).replace("`", "") == read(roff.text(words)).replace("`", "")
    assert line[:1] not in (".", "'")


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1), max_size=20)
)
def test_groff_reads_text_back(lines: list[str]) -> None:
    if not shutil.which("groff"):
        pytest.skip("groff is not here")
    wanted = [stripped for line in lines if (stripped := line.strip())]
    body = "".join(f"{roff.verbatim(line)}\n" for line in wanted)
    source = f'.TH x 1 "" "" ""\n.nh\n.SH NAME\n.nf\n{body}.fi\n'
    shown = formatted(source.encode())
    after = [line.strip() for line in shown.split("NAME\n", 1)[1].splitlines() if line.strip()]
    assert after[: len(wanted)] == [" ".join(line.split("\t")).strip() for line in wanted]


def formatted(source: bytes) -> str:
    """What groff makes of a page, in long lines without bold; a warning of it is a failure."""
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-P-cbou", "-rLL=400n"], input=source, check=True,
        capture_output=True, env={**os.environ, "GROFF_NO_SGR": "1"},
    )  # fmt: skip
    assert done.stderr == b""
    return done.stdout.decode()


# ------------------------------------------------------------------------------- pages


def test_there_is_a_page_for_every_command() -> None:
    wanted = ["deltalang.1"]
    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        inner = sorted(command.commands) if isinstance(command, click.Group) else []
        wanted += [f"deltalang-{part}.1" for part in (name, *(f"{name}-{one}" for one in inner))]
    assert list(PAGES) == wanted


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_the_parts_that_it_must_have(name: str) -> None:
    lines = PAGES[name].splitlines()
    assert PAGES[name].isascii()
    assert lines[1].startswith(f'.TH "{roff.text(name[:-2].upper())}" "1" "" "deltalang ')
    titles = [line[4:] for line in lines if line.startswith(".SH ")]
    wanted = ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "ENVIRONMENT", "FILES"]
    assert [title for title in titles if title != "COMMANDS"] == [*wanted, "SEE ALSO"]
    assert read(lines[lines.index(".SH NAME") + 1]).startswith(f"{name[:-2]} - ")
    for line in lines[1:]:
        assert "" != line != "."
        if line[0] in ".'":
            assert line.split()[0] in REQUESTS, line
        read(line)
    for at, line in enumerate(lines):
        if line == ".TP":
            assert lines[at + 1][0] != "." != lines[at + 2][0], "a name and what is said of it"
    for found in re.findall(r"\\fBdeltalang([^ ]*?)\\fP\(1\)", PAGES[name]):
        assert f"deltalang{read(found)}.1" in PAGES, "see also what there is"


@pytest.mark.parametrize("name", PAGES)
def test_groff_has_no_objection(name: str) -> None:
    if not shutil.which("groff"):
        pytest.skip("groff is not here")
    assert "SEE ALSO" in formatted(PAGES[name].encode())


@pytest.mark.parametrize("name", PAGES)
def test_mandoc_has_no_objection(name: str) -> None:
    if not shutil.which("mandoc"):
        pytest.skip("mandoc is not here")
    done = subprocess.run(
        ["mandoc", "-Tlint", "-Werror"],
        input=PAGES[name].encode(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, b"")


def test_a_page_says_what_the_help_says() -> None:
    lines = PAGES["deltalang-expand.1"].splitlines()[1:]
    said = read(" ".join(line for line in lines if line not in (".TP", ".PP")))
    command = cli.get_command(click.Context(cli), "expand")
    assert command is not None
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert all(option in said for option in parameter.opts)
            assert (parameter.help or "") in said
    assert "--to [text|json|" in said
    assert "-h, --help Show this message and exit." in said
    assert " ".join((command.help or "").split()) in said


def test_every_variable_of_ours_is_described() -> None:
    found = set()
    for file in (ROOT / "deltalang").rglob("*.py"):
        if "manual" not in file.parts:
            text = file.read_text(encoding="utf-8")
            found |= set(re.findall(r'"((?:DELTALANG|OPENAI|TIKTOKEN)_[A-Z_]+)"', text))
    told = {*sections.ENVIRONMENT, *(x for of in sections.VARIABLES_OF.values() for x in of)}
    assert found - told == set()
    assert {*sections.VARIABLES_OF, *sections.FILES_OF} <= {*COMMANDS}


def test_the_statuses_are_those_of_the_docs() -> None:
    rows = re.findall(r"^\| (\d+) \|", (ROOT / "docs" / "cli.md").read_text("utf-8"), re.MULTILINE)
    assert rows == list(sections.EXIT_STATUSES)


def test_a_page_is_the_same_anywhere() -> None:
    wanted = PAGES["deltalang-expand.1"].encode().replace(b"\n", os.linesep.encode())
    for own in (
        {"COLUMNS": "20", "LC_ALL": "ru_RU.UTF-8"},
        {"PYTHONHASHSEED": "7", "TZ": "UTC-12"},
    ):
        assert spawn("man", "expand", **own).stdout.replace(b"\n", os.linesep.encode()) == wanted


# ----------------------------------------------------------------------------- command


def test_it_prints_the_page_of_a_command() -> None:
    assert invoke("man").stdout == PAGES["deltalang.1"]
    assert invoke("man", "run").stdout == PAGES["deltalang-run.1"]
    assert invoke("man", "lexicon", "show").stdout == page(cli, ("lexicon", "show"))


def test_it_writes_all_pages(tmp_path: Path) -> None:
    folder = tmp_path / "мои" / "man1"
    for _ in range(2):  # again over what is there
        result = invoke("man", "--all", str(folder))
        assert status(result) == 0
        assert result.stdout.splitlines() == [(folder / name).as_posix() for name in PAGES]
        found = {path.name: path.read_bytes() for path in folder.iterdir()}
        assert found == {name: text.encode() for name, text in PAGES.items()}


@pytest.mark.parametrize(
    "words", [["nothing"], ["expand", "more"], ["lexicon", "nothing"], ["Δ02"]]
)
def test_it_knows_no_other_command(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["man", *words]) == 2
    assert f"No such command {' '.join(words)!r}" in capsys.readouterr().err


def test_it_writes_all_pages_or_prints_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["man", "expand", "--all", str(tmp_path / "man1")]) == 2
    assert not (tmp_path / "man1").exists()
    (tmp_path / "file").write_text("")
    assert run(["man", "--all", str(tmp_path / "file")]) == 2
    assert run(["man", "--all", str(tmp_path / "file" / "man1")]) == 2
    assert "--all writes every page" in capsys.readouterr().err


def test_man_shows_it(tmp_path: Path) -> None:
    if sys.platform == "win32" or not shutil.which("man"):
        pytest.skip("man is not here")
    (tmp_path / "x.1").write_bytes(spawn("man", "completion").stdout)
    own = {**os.environ, "MANPAGER": "cat", "MANWIDTH": "100", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        ["man", "-l", str(tmp_path / "x.1")], env=own, capture_output=True, check=False
    )
    if b"minimized" in done.stdout or b"minimized" in done.stderr:
        pytest.skip("man is a stub of a small image here")
    assert re.sub(r".\x08", "", done.stdout.decode()).startswith("DELTALANG-COMPLETION(1)")
