"""`split`, `glue`, `lemmas`, and what the dictionaries add to `check`, `fmt` and `expand`."""

import json
import sys
from functools import cache, partial
from pathlib import Path

import click
import pytest
from command_line import invoke, spawn

from deltalang.cli import vocabulary
from deltalang.cli.main import run
from deltalang.words.lemmatizer import lemmatizer

split, glue, lemmas = (partial(invoke, name) for name in ("split", "glue", "lemmas"))
check = partial(invoke, "check", "--words")
fmt = partial(invoke, "fmt", "--split")
BARE = ("--languages", "")  # no dictionary
_cached = cache(lemmatizer)


@pytest.fixture(autouse=True)
def dictionaries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Load the dictionaries once, and stand outside of any project."""
    monkeypatch.setattr(vocabulary, "lemmatizer", _cached)
    monkeypatch.chdir(tmp_path)


# ---------------------------------------------------------------------------------- split


@pytest.mark.parametrize(
    ("word", "line", "status"),
    [
        ("памятьжаратишина", "памятьжаратишина  → память~жара~тишина", 0),
        ("ПамятьЖара", "ПамятьЖара  → память~жара", 0),
        ("внутренниймир", "внутренниймир  = внутренниймир  one word", 0),
        ("брррк", "брррк  ? брррк  unknown", 1),
        ("памятьбрркжара", "памятьбрркжара  ? память~бррк~жара  unknown: бррк", 1),
    ],
)
def test_split_says_how_a_word_comes_apart(word: str, line: str, status: int) -> None:
    result = split(word, *BARE)
    assert (result.stdout, result.return_value) == (line + "\n", status)


def test_split_asks_the_dictionaries() -> None:
    result = split("водопад", "памятидождём", "waterfall")
    assert [line.split()[1:3] for line in result.stdout.splitlines()] == [
        ["=", "водопад"],
        ["→", "память~дождь"],
        ["=", "waterfall"],
    ]


def test_split_lines_up_its_answers() -> None:
    lines = split("памятьжара", "брррк", *BARE).stdout.splitlines()
    assert [line.index(sign) for line, sign in zip(lines, "→?", strict=True)] == [12, 12]


def test_split_speaks_russian_when_asked() -> None:
    shown = split("память", "брррк", "памятьбрркжара", *BARE, "--lang", "ru").stdout
    assert "одно слово" in shown
    assert "неизвестно: бррк" in shown


def test_split_glued_takes_short_and_inflected_words() -> None:
    assert split("тучхалатом").return_value == 1
    result = split("тучхалатом", "--glued")
    assert (result.return_value, result.stdout.split()[2]) == (0, "туча~халат")


def test_split_says_what_else_it_could_be(tmp_path: Path) -> None:
    (tmp_path / "lexicon.yaml").write_text(
        "format: deltalang.lexicon/1\n"
        "ideas: {a: {kind: image, en: [wxyz, qjk, wxyzq, jkq]}, b: {kind: image, en: [wxyzqjkv, vvv]}}\n",
        encoding="utf-8",
    )
    [answer] = json.loads(split("wxyzqjkq", *BARE, "--to", "json").stdout or "[{}]")
    assert answer["status"] == "split"
    (tmp_path / "lexicon.yaml").write_text(
        "format: deltalang.lexicon/1\nideas: {a: {kind: image, en: [wxyz, qjk, wxy, zqjk]}}\n",
        encoding="utf-8",
    )
    result = split("wxyzqjk", *BARE)
    assert (result.stdout, result.return_value) == (
        "wxyzqjk  ? wxy~zqjk  or wxyz~qjk: ambiguous\n",
        1,
    )
    assert "неоднозначно" in split("wxyzqjk", *BARE, "--lang", "ru").stdout


def test_split_shows_the_margin(tmp_path: Path) -> None:
    (tmp_path / "lexicon.yaml").write_text(
        "format: deltalang.lexicon/1\nideas: {a: {kind: image, en: [wxyzq, jkv, wxy, zqj, kvw]}, "
        "b: {kind: image, en: [zqjkv, wxyz, qqq]}, c: {kind: image, en: [zqjkvw, jkvw]}}\n",
        encoding="utf-8",
    )
    assert split("wxyzqjkvw", *BARE).return_value == 1
    (tmp_path / "lexicon.yaml").write_text(
        "format: deltalang.lexicon/1\nideas: {a: {kind: image, en: [wxyzqj, kvw, wxy, zqj]}}\n",
        encoding="utf-8",
    )
    assert "(margin 1.00; else wxy~zqj~kvw)" in split("wxyzqjkvw", *BARE).stdout


SHAPE = {"word", "status", "canonical", "parts", "margin", "runner_up", "unknown"}


def test_split_writes_a_json_array() -> None:
    found = json.loads(split("памятьжара", "памятьбрркжара", *BARE, "--to", "json").stdout)
    assert [set(one) for one in found] == [SHAPE, SHAPE]
    assert found[0]["parts"] == [
        {"text": "память", "term": "память", "source": "registered"},
        {"text": "жара", "term": "жара", "source": "registered"},
    ]
    assert [one["status"] for one in found] == ["split", "unknown"]
    assert [one["unknown"] for one in found] == [[], ["бррк"]]
    assert (found[0]["margin"], found[0]["runner_up"]) == (None, None)


def test_split_writes_json_lines() -> None:
    result = split("памятьжара", "брррк", *BARE, "--to", "jsonl")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["word"] for one in found] == ["памятьжара", "брррк"]
    assert result.return_value == 1


FILE = "\ufeffпамятьжара\tпамять жара\r\n# заметка\n\n  светлёд  \nтишина\t\n"


@pytest.mark.parametrize("way", ["file", "-"])
def test_split_reads_the_first_column_of_a_file(way: str, tmp_path: Path) -> None:
    (tmp_path / "words.tsv").write_bytes(FILE.encode())
    name = "words.tsv" if way == "file" else "-"
    result = split("--file", name, *BARE, "--to", "jsonl", text=FILE.encode())
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(one["word"], one["canonical"]) for one in found] == [
        ("памятьжара", "память~жара"),
        ("светлёд", "свет~лёд"),
        ("тишина", "тишина"),
    ]


def test_split_takes_words_and_a_file_together(tmp_path: Path) -> None:
    (tmp_path / "words").write_text("светлёд\n", encoding="utf-8")
    shown = split("памятьжара", "--file", "words", *BARE).stdout
    assert [line.split()[0] for line in shown.splitlines()] == ["памятьжара", "светлёд"]


@pytest.mark.parametrize("text", ["", "\ufeff", "# только заметка\n", "\n\t\n"])
def test_split_of_no_words_is_a_slip(text: str) -> None:
    with pytest.raises(click.UsageError, match="give a word, or --file"):
        split("--file", "-", *BARE, text=text)
    with pytest.raises(click.UsageError, match="give a word, or --file"):
        split(*BARE)


@pytest.mark.parametrize("command", ["split", "lemmas", "glue"])
def test_a_language_that_cannot_be_gives_2(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for languages, reason in (
        ("xx", "no dictionary"),
        ("ru,uk", "two languages"),
        ("en,de", "two"),
    ):
        assert run([command, "память", "--languages", languages]) == 2
        message = capsys.readouterr().err
        assert "--languages" in message
        assert reason in message


def test_a_missing_file_gives_2_and_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["split", "--file", "нет.tsv"]) == 2
    assert "нет.tsv" in capsys.readouterr().err


def test_a_file_that_is_not_utf8_gives_2(tmp_path: Path) -> None:
    (tmp_path / "words").write_bytes("свет".encode("cp1251"))
    result = split("--file", "words", *BARE)
    assert (result.return_value, "E108" in result.stderr) == (2, True)
    assert split("--file", "-", *BARE, text=b"\xff").return_value == 2


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_missing_extra_is_named_once_and_the_rest_goes_on(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vocabulary, "lemmatizer", lemmatizer)
    monkeypatch.setitem(sys.modules, "pymorphy3", None)
    result = split("памятьжара", "памяти", "--languages", "ru", "--lang", lang)
    assert result.stderr.count("pip install 'deltalang[ru]'") == 1
    assert result.stdout.splitlines()[0] == "памятьжара  → память~жара"
    assert result.return_value == 1


def test_words_reach_a_process_in_any_locale() -> None:
    done = spawn("split", "памятьжара", "--languages", "", "--lang", "ru", LC_ALL="C")
    assert (done.returncode, done.stdout.decode()) == (0, "памятьжара  → память~жара\n")


# ----------------------------------------------------------------------------------- glue


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("память", "жара"), "памятьжара"),
        (("память~жара", "свет"), "памятьжарасвет"),
        (("память ~ жара",), "памятьжара"),
        (("внутренний мир~память",), "внутренниймирпамять"),
        (('"внутренний мир"~память',), "внутренниймирпамять"),
        (("Память", "Жара"), "ПамятьЖара"),
        (("лёд~память",), "лёдпамять"),
        (("па́мять~жара",), "па́мятьжара"),
    ],
)
def test_glue_writes_words_together(words: tuple[str, ...], wanted: str) -> None:
    result = glue(*words, *BARE)
    assert (result.stdout, result.stderr, result.return_value) == (wanted + "\n", "", 0)


@pytest.mark.parametrize(("lang", "note"), [("en", "would not come apart"), ("ru", "иначе")])
def test_glue_warns_of_what_would_not_come_apart_the_same_way(lang: str, note: str) -> None:
    result = glue("лес~ник", "--lang", lang)
    assert (result.stdout, result.return_value) == ("лесник\n", 1)
    assert note in result.stderr


@pytest.mark.parametrize("words", ["память~~жара", "~память", "", '""'])
def test_glue_of_nothing_is_a_slip(words: str) -> None:
    with pytest.raises(click.UsageError):
        glue(words, *BARE)


# --------------------------------------------------------------------------------- lemmas


def test_lemmas_shows_lemma_ending_and_term() -> None:
    lines = lemmas("О внутреннем мире", "Памятью!").stdout.splitlines()
    assert [line.split(maxsplit=3) for line in lines] == [
        ["О", "о", "-0+/C"],
        ["внутреннем", "внутренний", "-2+ем/l", "внутренний мир"],
        ["мире", "мир", "-0+е/l", "внутренний мир"],
        ["Памятью", "память", "-0+ю/C", "память"],
    ]


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_lemmas_reads_standard_input(arguments: tuple[str, ...]) -> None:
    result = lemmas(*arguments, *BARE, "--to", "jsonl", text="\ufeffжар,\nΔ02 пламя")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(one["word"], one["idea"]) for one in found] == [("жар", "heat"), ("пламя", "fire")]


def test_lemmas_writes_json() -> None:
    [first, second] = json.loads(lemmas("Жаром брррк", "--to", "json").stdout)
    assert first == {
        "word": "Жаром", "start": 0, "lemma": "жар", "ending": "-0+ом/C",
        "term": "жар", "idea": "heat",
    }  # fmt: skip
    assert (second["start"], second["term"], second["idea"]) == (6, None, None)


@pytest.mark.parametrize(("target", "wanted"), [("text", ""), ("json", "[]\n"), ("jsonl", "")])
def test_lemmas_of_no_words_is_nothing(target: str, wanted: str) -> None:
    result = lemmas("… 3 !", *BARE, "--to", target)
    assert (result.stdout, result.return_value) == (wanted, 0)


# ---------------------------------------------------------------------------------- check


def test_check_words_asks_the_dictionaries() -> None:
    text = "памяти + памятьдождь + водопад + память\n"
    found = json.loads(check("-", "--format", "json", text=text).stdout)
    assert [(p["code"], p["column"]) for p in found] == [("W503", 1), ("W506", 10)]
    without = json.loads(invoke("check", "-", "--format", "json", text=text).stdout)
    assert "W503" not in [p["code"] for p in without]


@pytest.mark.parametrize("text", ["сталь + водопад\n", '"памяти" + "памятьдождь"\n', "память\n"])
def test_check_words_finds_nothing_wrong_with_ordinary_words(text: str) -> None:
    assert check("-", "--strict", text=text).return_value == 0


@pytest.mark.parametrize(("strict", "status"), [((), 0), (("--strict",), 1)])
def test_check_words_finds_warnings_only(strict: tuple[str, ...], status: int) -> None:
    assert check("-", *strict, text="памяти\n").return_value == status


def test_check_words_speaks_russian() -> None:
    shown = check("-", "--lang", "ru", text="памяти + памятьдождь\n").stdout
    assert "форма слова `память`" in shown
    assert "память~дождь" in shown


def test_check_words_looks_at_the_lexicon_of_a_project(tmp_path: Path) -> None:
    file = tmp_path / "lexicon.yaml"
    text = "format: deltalang.lexicon/1\nideas:\n  x:\n    kind: image\n    ru: [зюзя, людьми]\n"
    file.write_text(text, encoding="utf-8")
    found = json.loads(check("lexicon.yaml", "--format", "json").stdout)
    assert [(p["code"], p["line"]) for p in found] == [("W511", 5)]
    assert invoke("check", "lexicon.yaml", "--strict").return_value == 0


# ------------------------------------------------------------------------------------ fmt

UGLY, NICE = "памятьжаратишина*2+свет # ток\n", "память~жара~тишина*2 + свет  # ток\n"


def test_fmt_split_writes_glued_words_with_a_tilde(tmp_path: Path) -> None:
    file = tmp_path / "двор.delta"
    file.write_text(UGLY, encoding="utf-8")
    result = fmt("двор.delta", *BARE)
    assert (result.return_value, file.read_text(encoding="utf-8")) == (0, NICE)
    assert "двор.delta:1: памятьжаратишина → память~жара~тишина" in result.stderr
    again = fmt("двор.delta", *BARE)
    assert (again.return_value, again.output) == (0, "")


def test_fmt_without_split_leaves_glued_words() -> None:
    assert invoke("fmt", "-", text="памятьжара\n").stdout == "памятьжара\n"


def test_fmt_split_writes_standard_input_to_standard_output() -> None:
    result = fmt("-", *BARE, text="\ufeff" + UGLY)
    assert (result.stdout, result.return_value) == ("\ufeff" + NICE, 0)


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_fmt_split_check_and_diff_write_nothing(option: str, tmp_path: Path) -> None:
    file = tmp_path / "двор.delta"
    file.write_text("памятьжара\n", encoding="utf-8")
    result = fmt("двор.delta", option, *BARE)
    assert (result.return_value, file.read_text(encoding="utf-8")) == (1, "памятьжара\n")
    assert "двор.delta" in result.stdout
    if option == "--diff":
        assert result.stdout.splitlines()[-2:] == ["-памятьжара", "+память~жара"]


def test_fmt_split_reports_what_is_ambiguous_and_leaves_it(tmp_path: Path) -> None:
    (tmp_path / "lexicon.yaml").write_text(
        "format: deltalang.lexicon/1\nideas: {a: {kind: image, en: [wxyz, qjk, wxy, zqjk]}}\n",
        encoding="utf-8",
    )
    for lang, word in (("en", "in two ways"), ("ru", "двояко")):
        result = fmt("-", *BARE, "--lang", lang, text="wxyzqjk+свет\n")
        assert (result.stdout, result.return_value) == ("wxyzqjk + свет\n", 1)
        assert "E208" in result.stderr
        assert word in result.stderr


@pytest.mark.parametrize(
    "text",
    [
        "памятьсвет + памятьсветжара\n",
        "памятьсветжара → памятьсвет\n",
        "памятьсвет\nпамятьсветжара\n",
    ],
)
def test_fmt_split_twice_changes_nothing_more(text: str) -> None:
    once = fmt("-", *BARE, text=text).stdout
    assert fmt("-", *BARE, text=once).stdout == once


@pytest.mark.parametrize(
    "text",
    [
        "{}^2",
        "{}{{сон}}",
        "{}!",
        "x~{}~y",
        "{}*3 - {}",
        "[{} → a]",
        "({} | a) + {}",
        "_{{сон}} → {}{{явь}}",
    ],
)
def test_fmt_split_means_the_parts_glued_wherever_the_word_stood(text: str) -> None:
    written = fmt("-", *BARE, text=text.replace("{}", "памятьжара").format()).stdout
    wanted = text.replace("{}", "(память~жара)").format()
    made = [
        json.loads(invoke("expand", one, "--to", "json").stdout)["digest"]
        for one in (written, wanted)
    ]
    assert made[0] == made[1]


def test_fmt_split_reaches_definitions() -> None:
    text = "Δ:двор = памятьжара\nжара + Δ:двор\n"
    assert fmt("-", *BARE, text=text).stdout == text.replace("памятьжара", "память~жара")


def test_fmt_split_reaches_the_defaults_of_parameters() -> None:
    text = "Δ:ход(герой: памятьжара) = <герой> + весна\n"
    assert fmt("-", *BARE, text=text).stdout == text.replace("памятьжара", "память~жара")


def test_fmt_split_leaves_quoted_words_labels_and_modes() -> None:
    text = 'памятьжара: "памятьжара" + a{памятьжара}\n'
    assert fmt("-", *BARE, text=text).stdout == text


# --------------------------------------------------------------------------------- expand


def canonical(*arguments: str) -> str:
    """The scene that `expand` gives."""
    return str(json.loads(invoke("expand", *arguments, "--to", "json").stdout)["canonical"])


def test_expand_says_a_scene_in_another_language_and_back() -> None:
    text = "(память | жар)~тишина → внутренний мир*3/2"
    english = canonical(text, "--lang", "en")
    assert english == "(heat | memory)~silence → inner world*3/2"
    assert canonical(english, "--lang", "ru") == canonical(text)


@pytest.mark.parametrize(
    ("lang", "text", "note"),
    [
        ("en", "память + абырвалг", "no name in this language for: абырвалг"),
        ("ru", "память + wxyz", "нет имени на этом языке: wxyz"),
    ],
)
def test_expand_names_what_it_cannot_say(lang: str, text: str, note: str) -> None:
    result = invoke("expand", text, "--lang", lang)
    assert (result.return_value, result.stderr.strip()) == (0, note)


def test_expand_says_nothing_of_words_when_no_language_is_asked_for() -> None:
    result = invoke("expand", "память + wxyz")
    assert (result.stderr, "память" in result.stdout) == ("", True)


def test_expand_names_unknown_words_of_a_formula_that_stays_folded() -> None:
    text = "Δ:а(герой) = <герой>\nΔ:а(герой: память{детство})"
    assert "memory" in canonical(text, "--depth", "0", "--lang", "en")


def test_expand_senses_adds_what_the_lexicon_knows() -> None:
    made = json.loads(invoke("expand", "память + абырвалг", "--senses", "--to", "json").stdout)
    senses = {image["atoms"][0]: image["modalities"] for image in made["images"]}
    assert senses["память"]["tempo"] == "adagio"
    assert senses["память"]["sound"] == "мелодия за стеной"
    assert senses["абырвалг"] == {}


def test_expand_senses_keeps_what_is_written_and_words_it_in_the_language() -> None:
    text = "память{темп: presto}"
    result = invoke("expand", text, "--senses", "--lang", "en", "--to", "json")
    [image] = json.loads(result.stdout)["images"]
    assert image["atoms"] == ["memory"]
    assert image["modalities"]["tempo"] == "presto"
    assert image["modalities"]["sound"] == "a tune behind a wall"


def test_expand_uses_the_lexicon_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "lexicon.yaml").write_text(
        "format: deltalang.lexicon/1\nideas: {a: {kind: image, ru: [зюзя], en: [drizzler]}}\n",
        encoding="utf-8",
    )
    assert canonical("зюзя → память", "--lang", "en") == "drizzler → memory"
