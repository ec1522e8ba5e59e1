"""The extension for VS Code: made from the tables, complete, and told in both languages."""

import json
import re
import runpy
import tomllib
from typing import Any

import onigurumacffi
import pytest
from highlighting.corpus import ROOT
from highlighting.textmate_engine import compiler, textmate_uses

from deltalang.highlighting import TokenClass
from deltalang.highlighting.scopes import SCOPES
from deltalang.highlighting.textmate import grammar, markdown_grammar

FOLDER = ROOT / "editors" / "vscode"
WRITE = runpy.run_path(str(FOLDER / "write_grammars.py"))


def read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return data


@pytest.mark.parametrize("name", WRITE["FILES"])
def test_the_grammars_are_up_to_date(name: str) -> None:
    kept = (FOLDER / "syntaxes" / name).read_text(encoding="utf-8")
    made = WRITE["written"](WRITE["FILES"][name]())
    assert made == kept, "run python editors/vscode/write_grammars.py"


def test_every_class_has_a_scope_of_its_own_and_a_rule() -> None:
    assert set(SCOPES) == set(TokenClass) - {TokenClass.SPACE}
    assert len(set(SCOPES.values())) == len(SCOPES)
    written = json.dumps(grammar())
    assert [use for use, scope in SCOPES.items() if f'"{scope}"' not in written] == []


def test_every_rule_that_is_named_exists() -> None:
    data = grammar()
    named = set(re.findall(r'"include": "#([^"]+)"', json.dumps(data)))
    assert named == set(data["repository"])


def test_the_files_that_it_names_exist() -> None:
    contributes = read("package.json")["contributes"]
    paths = [part["path"] for part in contributes["grammars"]]
    paths += [part["configuration"] for part in contributes["languages"]]
    assert [path for path in paths if not (FOLDER / path).is_file()] == []
    scopes = [read(part["path"])["scopeName"] for part in contributes["grammars"]]
    assert scopes == [part["scopeName"] for part in contributes["grammars"]]


def test_it_has_the_version_and_the_licence_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert read("package.json")["version"] == project["version"]
    assert (FOLDER / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_it_speaks_english_and_russian() -> None:
    named = set(re.findall(r'"%([^%"]+)%"', (FOLDER / "package.json").read_text(encoding="utf-8")))
    english, russian = read("package.nls.json"), read("package.nls.ru.json")
    assert named == set(english) == set(russian)
    assert all(re.search("[а-я]", text) for text in russian.values())


def test_what_starts_a_program_cannot_be_set_by_an_untrusted_folder() -> None:
    package = read("package.json")
    restricted = package["capabilities"]["untrustedWorkspaces"]["restrictedConfigurations"]
    settings = package["contributes"]["configuration"]["properties"]
    for name in ("deltalang.server.command", "deltalang.server.arguments"):
        assert name in restricted
        assert settings[name]["scope"] == "machine-overridable"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Δ02@3 + память", ["Δ02", "3", "память"]),
        ("Δ:рост-жаром(герой: что-то)", ["Δ:рост-жаром", "герой", "что-то"]),
        ("don't~D07 → <имя>", ["don't", "D07", "имя"]),
        ("∆02 - внутренний мир", ["∆02", "внутренний", "мир"]),
        ("Δ", ["Δ"]),
        ("па\u0301мять_2", ["па\u0301мять_2"]),
    ],
)
def test_a_word_is_what_the_language_has_for_one(text: str, words: list[str]) -> None:
    pattern = read("language-configuration.json")["wordPattern"]["pattern"]
    expression = onigurumacffi.compile(re.sub(r"\\u([0-9a-f]{4})", r"\\x{\1}", pattern))
    found, start = [], 0
    while match := expression.search(text, start):
        assert match[0], "an empty word hangs the editor"
        found.append(match[0])
        start = match.end()
    assert found == words


MARKDOWN = """\
# Двор
```delta file=yard.delta
двор: Δ02{ночь,
    контекст: детство}
```
Δ02 вне блока
  ~~~~DeltaLang
    :lang ru
    a{незакрыто
  ~~~~
``` deltas
Δ02
```
"""


def test_it_colours_fenced_blocks_of_markdown_and_nothing_else() -> None:
    uses = textmate_uses(compiler(markdown_grammar(), grammar()), MARKDOWN)
    coloured = "".join(c if use else " " for c, use in zip(MARKDOWN, uses, strict=True)).split()
    assert coloured == ["двор:", "Δ02{ночь,", "контекст:", "детство}", ":lang", "ru", "a{незакрыто"]
    assert uses[MARKDOWN.index("детство")] is TokenClass.CONTEXT
    assert uses[MARKDOWN.index("незакрыто")] is TokenClass.MODE
