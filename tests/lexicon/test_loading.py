"""Lexicon files: what is read, what is refused and where, and the standard lexicon itself."""

import json

import pytest

from deltalang._resources import resource
from deltalang.diagnostics import DeltaError
from deltalang.keys import key
from deltalang.lexicon.ideas import KINDS, LANGUAGES
from deltalang.lexicon.lint import lint
from deltalang.lexicon.loading import INDEX, load_ideas, standard_lexicon
from deltalang.source import Source
from deltalang.words.lemmatizer import lemmatizer

HEAD = "format: deltalang.lexicon/1\nideas:\n"
GOOD = "  heat: {kind: element, ru: [жар]}\n"


def refusal(text: str) -> tuple[int, str]:
    """Give the line and the reason of the one problem of a file."""
    with pytest.raises(DeltaError) as caught:
        load_ideas(text, name="lexicon.yaml")
    [problem] = caught.value.diagnostics
    assert (problem.code, problem.source.name) == ("E412", "lexicon.yaml")
    assert problem.hint() and problem.hint("ru")
    return problem.source.position(problem.span.start).line, str(problem.arguments["reason"])


def standard_files() -> dict[str, str]:
    """The files of the standard lexicon."""
    folder = resource("stdlib", "lexicon")
    files = [file for file in folder.iterdir() if file.name.endswith(".yaml")]
    return {file.name: file.read_text(encoding="utf-8") for file in files}


def test_reads_everything_that_an_idea_may_have() -> None:
    text = HEAD + (
        "  heat:\n"
        "    kind: element\n"
        "    ru: [жар,  внутренний   жар, жар]\n"
        "    en: heat\n"
        "    forms: {ru: [жарою]}\n"
        '    color: "#b22"\n'
        "    tempo: 60\n"
        "    tension: 0.7\n"
        "    sound: {ru: треск, en: crackle}\n"
        "    gesture: ладони   к огню\n"
    )
    [idea] = load_ideas(text, name="lexicon.yaml")
    assert (idea.id, idea.kind, idea.place) == ("heat", "element", "lexicon.yaml")
    assert idea.names == {"ru": ("жар", "внутренний жар"), "en": ("heat",)}
    assert idea.forms == {"ru": ("жарою",)}
    assert idea.modalities == {"color": "#b22", "tempo": "60", "tension": "7/10"}
    assert idea.worded["sound"] == {"ru": "треск", "en": "crackle"}
    assert idea.worded["gesture"] == {"ru": "ладони к огню", "en": "ладони к огню"}


@pytest.mark.parametrize("text", ["format: deltalang.lexicon/1\n", HEAD, HEAD.strip() + " {}\n"])
def test_a_lexicon_may_be_empty(text: str) -> None:
    assert load_ideas(text) == ()


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("  b: {ru: [свет]}", "kind: None is none of image"),
        ("  b: {kind: thing, ru: [свет]}", "kind: 'thing' is none of image"),
        ("  b: {kind: image}", "an idea needs a name in Russian or in English"),
        ("  b: {kind: image, ru: []}", "an idea needs a name in Russian or in English"),
        ("  b: {kind: image, ru: [свет], de: [Licht]}", "de: no such field"),
        ("  b: {kind: image, ru: 3}", "ru: wanted a list of words, found 3"),
        ("  b: {kind: image, ru: [нет, no]}", "ru: wanted a list of words"),
        ("  b: {kind: image, ru: ['  ']}", "ru: wanted a list of words"),
        ("  b: {kind: image, ru: [свет], forms: [света]}", "forms: wanted a mapping"),
        ("  b: {kind: image, ru: [свет], forms: {de: [x]}}", "de: no such field"),
        ("  b: {kind: image, ru: [свет], forms: {ru: 3}}", "forms: wanted a list of words"),
        ("  b: {kind: image, ru: [свет], color: red}", "color: "),
        ("  b: {kind: image, ru: [свет], color: [red]}", "color: wanted text or a number"),
        ("  b: {kind: image, ru: [свет], tempo: fast}", "tempo: "),
        ("  b: {kind: image, ru: [свет], tempo: 0}", "tempo: "),
        ("  b: {kind: image, ru: [свет], tension: 2}", "tension: "),
        ("  b: {kind: image, ru: [свет], tension: yes}", "tension: wanted text or a number"),
        ("  b: {kind: image, ru: [свет], tension: .inf}", "tension: "),
        ("  b: {kind: image, ru: [свет], tension: .nan}", "tension: "),
        ("  b: {kind: image, ru: [свет], sound: {de: x}}", "sound: wanted text or"),
        ("  b: {kind: image, ru: [свет], sound: {ru: ''}}", "sound: wanted text or"),
        ("  b: {kind: image, ru: [свет], gesture: 3}", "gesture: wanted text or"),
        ("  b: свет", "b: wanted a mapping of fields"),
        ("  B: {kind: image, ru: [свет]}", "an id is written with small Latin letters"),
        ("  b_c: {kind: image, ru: [свет]}", "an id is written with small Latin letters"),
        ("  свет: {kind: image, ru: [свет]}", "an id is written with small Latin letters"),
    ],
)
def test_refuses_a_bad_entry_at_its_line(entry: str, reason: str) -> None:
    line, found = refusal(f"{HEAD}{GOOD}{entry}\n  c: {{kind: image, ru: [тьма]}}\n")
    assert reason in found
    assert line == 4


@pytest.mark.parametrize("id_", ["sound", "kind", "format", "heat"])
def test_finds_the_line_of_an_idea_that_is_called_like_something_else(id_: str) -> None:
    entry = "  a:\n    kind: image\n    ru: [эхо]\n    sound: heat\n    gesture: 'heat: x'\n"
    assert refusal(f"{HEAD}{entry}  {id_}:\n    kind: nothing\n")[0] == 8


def test_refuses_two_entries_with_one_id() -> None:
    line, reason = refusal(f"{HEAD}{GOOD}  heat: {{kind: element, ru: [зной]}}\n")
    assert line == 4
    assert "heat" in reason


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "wanted a mapping"),
        ("- a\n", 1, "wanted a mapping"),
        ("ideas: {}\n", 1, "format: wanted deltalang.lexicon/1, found None"),
        ("ideas: {}\nformat: deltalang.lexicon/2\n", 2, "found 'deltalang.lexicon/2'"),
        ("format: deltalang.lexicon/1\nwords: {}\n", 2, "words: no such field"),
        ("format: deltalang.lexicon/1\nideas: [a]\n", 2, "ideas: wanted a mapping"),
        ("format: deltalang.lexicon/1\nideas: {1: {}}\n", 2, "ideas: wanted a mapping"),
        (HEAD + "  a: {kind: [\n", 3, ""),
        (HEAD + "\ta: 1\n", 3, ""),
        (HEAD + "  a: !!python/object:os.system {}\n", 3, ""),
        (HEAD + "  a: " + "[" * 600_000, 1, "too many lists"),
    ],
)
def test_refuses_a_bad_file(text: str, line: int, reason: str) -> None:
    found = refusal(text)
    assert reason in found[1]
    assert found[0] == line


# ------------------------------------------------------------------- the standard lexicon


def test_the_index_agrees_with_the_files() -> None:
    """After an edit of `stdlib/lexicon/*.yaml` call `deltalang.lexicon.loading.write_index()`."""
    files = {name: files[name] for files in [standard_files()] for name in sorted(files)}
    told = [i for name in files for i in load_ideas(files[name], name=f"stdlib/lexicon/{name}")]
    kept = json.loads(resource("stdlib", "lexicon", INDEX).read_text(encoding="utf-8"))["ideas"]
    assert [idea.id for idea in told] == [one["id"] for one in kept]
    for idea, one in zip(told, kept, strict=True):
        for field in ("names", "forms"):
            assert getattr(idea, field) == {k: tuple(v) for k, v in one[field].items()}, idea.id
        for field in ("kind", "modalities", "worded", "place"):
            assert getattr(idea, field) == one[field], idea.id
    assert tuple(told) == standard_lexicon().ideas


def test_the_index_was_written_from_these_very_files(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("the index is stale: call deltalang.lexicon.loading.write_index()")

    monkeypatch.setattr("deltalang.lexicon.loading.load_ideas", fail)
    standard_lexicon.cache_clear()
    assert len(standard_lexicon()) >= 300


def test_has_hundreds_of_ideas_of_every_kind_named_in_both_languages() -> None:
    ideas = standard_lexicon().ideas
    assert len(ideas) >= 300
    assert {idea.kind for idea in ideas} == set(KINDS)
    assert [idea.id for idea in ideas for lang in LANGUAGES if not idea.name(lang)] == []


def test_no_two_ideas_have_one_name() -> None:
    ids = [idea.id for idea in standard_lexicon().ideas]
    assert len(ids) == len(set(ids))
    taken: dict[tuple[str, str], str] = {}
    for idea in standard_lexicon().ideas:
        for lang, names in idea.names.items():
            for name in names:
                assert taken.setdefault((lang, key(name)), idea.id) == idea.id, name


def test_every_idea_has_valid_modalities() -> None:
    for idea in standard_lexicon().ideas:
        for lang in LANGUAGES:
            scope = dict(idea.scope(lang))
            assert set(scope) == {*idea.modalities, *idea.worded}, idea.id


@pytest.mark.parametrize("name", sorted(standard_files()))
def test_no_name_in_the_standard_lexicon_is_bad(name: str) -> None:
    text = standard_files()[name]
    ideas = load_ideas(text, name=name)
    others = [i for i in standard_lexicon().ideas if i.place != f"stdlib/lexicon/{name}"]
    found = lint(ideas, Source(text, name), lemmatizer(strict=True)[0], others=others)
    assert list(map(str, found)) == []
