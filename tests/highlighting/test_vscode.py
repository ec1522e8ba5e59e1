"""The extension for VS Code: made from the tables, complete, and told in both languages."""

import json
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import onigurumacffi
import pytest
from highlighting.corpus import ROOT
from highlighting.textmate_engine import compiler, textmate_uses

from deltalang.highlighting import Piece, TokenClass
from deltalang.highlighting.scopes import SCOPES
from deltalang.highlighting.textmate import grammar, markdown_grammar
from deltalang.lsp.tokens import MODIFIERS, TYPES, drawer

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


def test_the_client_tells_everything_in_english_and_russian() -> None:
    messages = read("client/messages.json")
    code = (FOLDER / "client" / "extension.js").read_text(encoding="utf-8")
    english, russian = messages["en"], messages["ru"]
    assert list(english) == list(russian)
    for id_, text in english.items():
        assert re.search("[а-я]", russian[id_])
        assert re.findall(r"\{\w+\}", text) == re.findall(r"\{\w+\}", russian[id_])
        assert re.search(rf'"{id_}"|^  {id_}: ', code, re.MULTILINE), f"nobody says {id_}"
    assert set(re.findall(r'words\("(\w+)"', code)) <= set(english)


# An unclosed quote is a piece of text to the server, and a cycle an operator: its problem shows anyway.
TOLD_OTHERWISE = {TokenClass.UNCLOSED, TokenClass.CYCLE}


@pytest.mark.parametrize("use", sorted(set(TokenClass) - TOLD_OTHERWISE))
def test_a_colour_does_not_change_when_the_server_has_answered(use: TokenClass) -> None:
    (contributed,) = read("package.json")["contributes"]["semanticTokenScopes"]
    numbers = drawer("utf-16")("x", (Piece(0, 1, use),))
    if not numbers:
        return  # left to the grammar
    name = TYPES[numbers[3]]
    declared = f"{name}.{MODIFIERS[0]}" if numbers[4] else name
    scopes = contributed["scopes"]
    (scope,) = scopes.get(declared) or scopes[name]
    assert scope in SCOPES.values()
    known = 1 if scope.startswith("string") else 2  # what themes know; all plain strings look alike
    assert scope.split(".")[:known] == SCOPES[use].split(".")[:known]


@pytest.mark.parametrize(
    ("line", "indents"),
    [
        ("двор: жар +", True),
        ("двор: жар → ", True),
        ("двор: жар ->", True),
        ("двор:", True),
        ("Δ:путь(герой) =", True),
        ("двор: жар{ночь,", True),
        ("двор: жар +  # и ещё", True),
        ("двор: <кто>", False),
        ("двор: жар", False),
        ("двор: жар  # вот что:", False),
        ("# вот что:", False),
        ("    + жар +", False),  # it is indented already
    ],
)
def test_enter_indents_after_an_operator(line: str, indents: bool) -> None:
    rules = read("language-configuration.json")["onEnterRules"]
    done = [rule["action"]["indent"] for rule in rules if re.search(rule["beforeText"], line)]
    assert done == (["indent"] if indents else [])


def test_enter_on_an_empty_line_goes_back_to_the_edge() -> None:
    rules = read("language-configuration.json")["onEnterRules"]
    done = [rule["action"]["indent"] for rule in rules if re.search(rule["beforeText"], "    ")]
    assert done == ["outdent"]


def client(script: str, *arguments: str) -> str:
    """Run a script with the client's `program.js`, where there is Node."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node")
    module = json.dumps(str(FOLDER / "client" / "program.js"))
    whole = f"const {{ Program, placed }} = require({module});{script}"
    done = subprocess.run(
        [node, "-e", whole, "--", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=30,
    )
    return done.stdout.strip()


def test_the_program_is_found_at_home_in_the_folder_or_on_the_path() -> None:
    script = (
        "console.log(JSON.stringify(process.argv.slice(2).map((x) => placed(x, process.argv[1]))))"
    )
    folder = str(Path("/", "scenes").absolute())
    written = ["deltalang", "~/bin/deltalang", ".venv/bin/deltalang", sys.executable]
    found = json.loads(client(script, folder, *written))
    home, inside = Path.home() / "bin" / "deltalang", Path(folder, ".venv", "bin", "deltalang")
    assert found == ["deltalang", str(home), str(inside), sys.executable]


def test_a_server_that_ends_at_once_is_asked_why() -> None:
    script = """
    const program = new Program(process.argv[1], ["-c", process.argv[2]]);
    program.start().then(() => program.end({ patience: 20000 })).then((status) =>
      console.log(JSON.stringify([status, program.lastWords])));
    """
    says = "import sys; sys.stderr.write('вот\\nнет пакета\\n'); sys.exit(3)"
    assert json.loads(client(script, sys.executable, says)) == [3, "нет пакета"]


def test_a_server_that_does_not_end_is_ended() -> None:
    script = """
    const program = new Program(process.argv[1], ["-c", "import time; time.sleep(60)"]);
    program.start().then(() => program.end({ patience: 0 })).then(console.log);
    """
    assert client(script, sys.executable) in ("SIGKILL", "1")  # on Windows there are no signals


def test_a_program_that_is_not_there_is_an_error_of_the_system() -> None:
    script = "new Program(process.argv[1], []).start().catch((e) => console.log(e.code));"
    assert client(script, "deltalang-that-is-not-there") == "ENOENT"


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
