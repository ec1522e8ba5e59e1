"""`scenes` and `repair`, as a person types them."""

import json
import os
from functools import cache, partial
from pathlib import Path

import pytest
from command_line import invoke, put, spawn, status

from deltalang.cli import vocabulary
from deltalang.words.lemmatizer import lemmatizer

scenes, repair = partial(invoke, "scenes"), partial(invoke, "repair")
BARE = ("--languages", "")  # no dictionary
FREE = ("--free", *BARE)
_cached = cache(lemmatizer)
NOTE = "# Двор\n\nБыла жара. Стояла память.\n\n- тишина и память\n\n```delta\nжар*2 + Δ02\n```\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Load the dictionaries once, and stand outside of any project."""
    monkeypatch.setattr(vocabulary, "lemmatizer", _cached)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def broken(text: str, codec: str = "mac_roman") -> str:
    return text.encode().decode(codec)


def problem(*arguments: str, **options: bytes) -> str:
    done = spawn(*arguments, text=options.get("text", b""), LC_ALL="C.UTF-8")
    assert done.returncode == 2
    return done.stderr.decode()


# -------------------------------------------------------------------------------- scenes


def test_scenes_are_shown_with_their_places() -> None:
    put("a.md", NOTE)
    made = scenes("a.md")
    assert made.stdout.splitlines()[-1] == "a.md:8: жар*2 + Δ02"
    assert any(line.startswith("a.md:5: ") for line in made.stdout.splitlines())
    assert status(made) == 0


def test_free_takes_words_that_are_not_registered() -> None:
    put("a.txt", "Паровоз спит.\n")
    assert scenes("a.txt").stdout == ""
    assert scenes("a.txt", *FREE).stdout == "a.txt:1: паровоз + спит\n"
    assert scenes("a.txt", "--free").stdout == "a.txt:1: паровоз + спать\n"


def test_lines_of_json_are_read_again_as_the_same_scenes() -> None:
    put("a.md", NOTE)
    first = scenes("a.md", "--to", "jsonl").stdout
    put("b.jsonl", first)
    again = scenes("b.jsonl", "--to", "jsonl").stdout
    assert again == first
    assert {json.loads(line)["format"] for line in first.splitlines()} == {"deltalang.corpus/1"}


def _fields(text: str, *names: str) -> list[list[object]]:
    return [[json.loads(line)[name] for name in names] for line in text.splitlines()]


def test_a_script_of_scenes_passes_the_check() -> None:
    put("a.md", NOTE + '\nΔ02: "кавычки", Δ01 — и #тег\n')
    put("b.delta", scenes("a.md", "--to", "delta", "--free").stdout)
    assert status(invoke("check", "b.delta")) == 0
    assert "# a.md:3\n" in Path("b.delta").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["1 scene(s) in 1 file(s); 2 window(s) without", "lines not read: code 3",
                "could not be read: 1", "not a text"]),
        ("ru", ["сцен: 1, файлов: 1; окон без известных слов: 2", "3", "не удалось прочесть: 1"]),
    ],
)  # fmt: skip
def test_the_summary_speaks_both_languages(lang: str, words: list[str]) -> None:
    put("v/a.md", "Абв. Где.\n\n```\nx\n```\n\n```delta\nжар\n```\n")
    put("v/b.md", b"\0")
    made = scenes("v", "--lang", lang)
    assert [word for word in words if word not in made.stderr] == []
    assert made.stdout == "v/a.md:8: жар\n"
    assert status(made) == 1


def test_quiet_prints_no_summary() -> None:
    put("a.md", NOTE)
    assert scenes("a.md", "-q").stderr == ""
    put("b.md", b"\0")
    assert (status(scenes("b.md", "--quiet")), scenes("b.md", "-q").stderr) == (1, "")


def test_an_empty_file_is_named_and_no_failure() -> None:
    put("v/a.md", "жар\n")
    put("v/b.md", "")
    made = scenes("v")
    assert "b.md: empty" in made.stderr
    assert status(made) == 0


def test_many_unread_files_are_cut_short() -> None:
    for number in range(25):
        put(f"v/{number}.md", b"\0")
    shown = scenes("v").stderr
    assert shown.count("not a text") == 20
    assert "… and 5 more" in shown


def test_what_is_not_there_is_an_error() -> None:
    put("a.md", NOTE)
    assert "нет.md" in problem("scenes", str(Path("a.md").resolve()), "нет.md")


@pytest.mark.parametrize("wrong", [("--to", "xml"), ("--languages", "xx")])
def test_wrong_options_are_refused(wrong: tuple[str, ...]) -> None:
    put("a.md", NOTE)
    assert wrong[0] in problem("scenes", str(Path("a.md").resolve()), *wrong)


def test_nothing_of_the_progress_shows_in_a_pipe() -> None:
    path = put("a.md", NOTE)
    done = spawn("scenes", str(path.resolve()), "-q", *BARE)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\r" not in done.stdout


def test_a_terminal_obeys_nothing_in_a_name() -> None:
    put("a\x1b[2J.md", "жар\n")
    put("b\x1b[2J.md", b"\0")
    made = scenes(".", "--free")
    assert "\x1b" not in made.stdout + made.stderr


def test_names_that_are_no_utf8_are_printed() -> None:
    try:
        Path(os.fsdecode(b"\xff.md")).write_text("жар\n", encoding="utf-8")
    except OSError:
        pytest.skip("this system has no such names")
    for target in ("text", "jsonl", "delta"):
        done = spawn("scenes", str(Path.cwd()), "--free", "--to", target, *BARE)
        assert done.returncode == 0


def test_a_lone_surrogate_in_json_is_no_failure() -> None:
    path = put("a.jsonl", '{"text": "\\ud800 жар"}\n["\\ud800"]\n')
    for target in ("text", "jsonl", "delta"):
        done = spawn("scenes", str(path.resolve()), "--free", "--to", target, PYTHONUTF8="1")
        assert done.returncode in (0, 1)


# -------------------------------------------------------------------------------- repair


def test_it_shows_what_it_would_mend_and_writes_nothing() -> None:
    path = put("a.md", "чисто\n" + broken("память и жар") + "\n")
    before = path.read_bytes()
    made = repair("a.md", "--lang", "en")
    assert made.stderr == "a.md: 1 line(s) were read as mac_roman; --write mends the file\n"
    assert made.stdout == f"2: - {broken('память и жар')}\n2: + память и жар\n"
    assert (status(made), path.read_bytes()) == (1, before)


def test_write_mends_the_file_and_nothing_else_of_it() -> None:
    path = put("a.md", "\ufeff" + broken("память и жар\r\nсвет\r\n"))
    made = repair("a.md", "--write", "--lang", "ru")
    assert "a.md" in made.stderr and "mac_roman" in made.stderr and "2" in made.stderr
    assert path.read_bytes() == "\ufeffпамять и жар\r\nсвет\r\n".encode()
    assert status(made) == 0


@pytest.mark.parametrize("codec", ["cp1251", "koi8_r", "cp866", "utf-16"])
def test_files_in_a_code_page_are_mended(codec: str) -> None:
    path = put("a.txt", "Внутренний мир тих\nпамять".encode(codec))
    assert status(repair("a.txt")) == 1
    assert status(repair("a.txt", "--write")) == 0
    assert path.read_text(encoding="utf-8") == "Внутренний мир тих\nпамять"


@pytest.mark.parametrize("newline", ["\r", "\r\n", "\n"])
def test_the_first_broken_line_is_shown_whatever_ends_it(newline: str) -> None:
    put("a.txt", newline.join(["чисто", "и ясно", broken("память и жар"), ""]))
    assert repair("a.txt").stdout.endswith("3: + память и жар\n")


def test_a_clean_file_is_told_to_be_clean() -> None:
    put("a.md", NOTE)
    made = repair("a.md", "--lang", "en")
    assert (made.stderr, made.stdout, status(made)) == ("a.md: nothing to mend\n", "", 0)


def test_several_files_are_mended_and_the_status_is_of_all() -> None:
    put("a.md", NOTE)
    put("b.md", broken("память и жар"))
    assert status(repair("b.md", "a.md")) == 1
    assert status(repair("b.md", "a.md", "--write")) == 0


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (broken("память\r\n").encode(), "память\r\n".encode()),
        ("память\r\n".encode(), "память\r\n".encode()),
        ("внутренний мир".encode("cp1251"), "внутренний мир".encode()),
        (b"", b""),
    ],
)
def test_standard_input_goes_to_standard_output(data: bytes, wanted: bytes) -> None:
    done = spawn("repair", "-", text=data)
    assert (done.returncode, done.stdout, done.stderr) == (0, wanted, b"")


def test_bytes_that_are_no_text_are_refused_with_their_place() -> None:
    put("a.md", b"caf\xe9 au lait")
    made = repair("a.md", "--write", "--format", "concise")
    assert "a.md:1:4: error E108" in made.stderr
    assert status(made) == 2
    assert Path("a.md").read_bytes() == b"caf\xe9 au lait"


def test_a_file_that_cannot_be_mended_does_not_stop_the_others() -> None:
    put("a.md", b"caf\xe9 au lait")
    good = put("b.md", broken("память и жар"))
    assert status(repair("a.md", "b.md", "--write")) == 2
    assert good.read_text(encoding="utf-8") == "память и жар"


def test_a_folder_is_refused() -> None:
    assert "folder" in problem("repair", str(Path.cwd()))
    assert "нет.md" in problem("repair", "нет.md")


def test_a_read_only_file_stays_whole() -> None:
    path = put("a.md", broken("память и жар"))
    path.chmod(0o444)
    done = spawn("repair", "--write", str(path.resolve()))
    assert done.returncode != 0
    assert b"a.md" in done.stderr
    assert path.read_text(encoding="utf-8") == broken("память и жар")
    assert [one.name for one in Path.cwd().iterdir()] == ["a.md"]


def test_a_write_that_fails_leaves_the_file_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    path = put("a.md", broken("память и жар"))
    monkeypatch.setattr(os, "replace", _fail)
    with pytest.raises(OSError, match="full"):
        repair("a.md", "--write")
    assert path.read_text(encoding="utf-8") == broken("память и жар")
    assert [one.name for one in Path.cwd().iterdir()] == ["a.md"]


def _fail(*_: object) -> None:
    raise OSError(28, "the disk is full")


@pytest.mark.parametrize(
    ("data", "code"),
    [(broken("память + жар").encode(), "E109"), ("память + жар".encode("cp1251"), "E108")],
)
def test_check_names_the_command_that_mends_a_script(data: bytes, code: str) -> None:
    put("a.delta", data)
    shown = invoke("check", "a.delta", "--lang", "en")
    assert code in shown.output and "`deltalang repair a.delta`" in shown.output
    assert status(shown) == 1
    repair("a.delta", "--write")
    assert status(invoke("check", "a.delta")) == 0
