"""The documents: every example in them runs and prints what they say.

What its blocks are is said in `tests/pages.py`.
After a change of wording run `DELTALANG_REGOLD=1 pytest tests/docs` and read the difference.
"""

import doctest
import json
import os
import re
import shutil
import traceback
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import attrs
import click
import pytest
from pages import FENCE, Block, Command, blocks, console, conversation, write_file

import deltalang
from deltalang._resources import read_resource
from deltalang.algebra.laws import LAWS
from deltalang.algebra.scopes import KNOWN, TEMPO_WORDS
from deltalang.cli.main import COMMANDS
from deltalang.limits import Limits
from deltalang.messages.rules_en import RULES
from deltalang.renderers.targets import TARGETS
from deltalang.semantics.directives import DIRECTIVES
from deltalang.semantics.laws import TEXT_LAWS
from deltalang.session import Session
from deltalang.syntax.parser import parse
from deltalang.syntax.verbs import VERBS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.glob("*.md")), ROOT / "README.md"]
REGOLD = bool(os.environ.get("DELTALANG_REGOLD"))
WIDTH = 120
TRACEBACK = "Traceback (most recent call last):\n    ...\n"


def read(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def section(name: str, title: str) -> str:
    """The part of a document under a heading, down to the next one of its rank."""
    found = re.search(
        rf"^(#+) {re.escape(title)}\n(.*?)(?=^\1 |\Z)", read(name), re.DOTALL | re.MULTILINE
    )
    assert found, f"{name} has no section {title!r}"
    return found[2]


def table(name: str, title: str) -> list[list[str]]:
    """The cells of the table of a section, without its head."""
    rows = [line for line in section(name, title).splitlines() if line.startswith("|")][2:]
    cells = (re.split(r"(?<!\\)\|", row)[1:-1] for row in rows)
    return [[cell.strip().replace("\\|", "|") for cell in row] for row in cells]


page_test = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


# --------------------------------------------------------------------------- blocks


@page_test
def test_blocks_run(
    page: Path, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    if page.name.endswith(".ru.md"):
        monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    names: dict[str, object] = {}
    done, text = "", page.read_text(encoding="utf-8")
    at = 0
    for block in blocks(page):
        made = block.text
        write_file(block, tmp_path)
        if block.language == "delta":
            check_script(block)
        elif block.language == "console":
            made = console(block, command)
        elif block.language == "repl":
            made = conversation(block, "ru" if page.name.endswith(".ru.md") else "en")
        elif block.language == "python" and ">>>" in block.text:
            made = python(block, names, page)
        done += text[at : block.start] + made
        at = block.start + len(block.text)
    done += text[at:]
    if REGOLD and done != text:
        page.write_text(done, encoding="utf-8", newline="\n")
    assert done == page.read_text(encoding="utf-8")


def check_script(block: Block) -> None:
    errors = [p for p in Session().check(block.text) if p.severity == "error"]
    assert bool(errors) == ("broken" in block.info), f"line {block.line}: {errors}"


class Recorder(doctest.DocTestRunner):
    """Runs the examples of a block and keeps what each of them printed."""

    def __init__(self) -> None:
        super().__init__(verbose=False, optionflags=doctest.NORMALIZE_WHITESPACE)
        self.got: dict[int, str] = {}

    def report_start(self, out: object, test: object, example: doctest.Example) -> None: ...

    def report_success(self, out: object, test: object, example: doctest.Example, got: str) -> None:
        self.got[example.lineno] = example.want

    def report_failure(self, out: object, test: object, example: doctest.Example, got: str) -> None:
        if got.startswith("Traceback"):
            got = f"{TRACEBACK}{got.splitlines()[-1]}\n"
        self.got[example.lineno] = got.replace("\n\n", "\n<BLANKLINE>\n")

    def report_unexpected_exception(
        self, out: object, test: object, example: doctest.Example, exc_info: object
    ) -> None:
        said = traceback.format_exception_only(exc_info[1])  # type: ignore[index]
        self.got[example.lineno] = TRACEBACK + "".join(said)


def python(block: Block, names: dict[str, object], page: Path) -> str:
    """Run a doctest block; give the block with what its examples print."""
    parser, recorder = doctest.DocTestParser(), Recorder()
    test = parser.get_doctest(block.text, names, page.name, str(page), block.line)
    recorder.run(test, clear_globs=False)
    names.update(test.globs)
    made = ""
    for part in parser.parse(block.text):
        if isinstance(part, str):
            made += part
            continue
        prompts = (">>> ", *["... "] * part.source.count("\n"))
        source = zip(prompts, part.source.splitlines(), strict=False)
        made += "".join(f"{prompt}{line}".rstrip() + "\n" for prompt, line in source)
        made += recorder.got[part.lineno]
    return made


@page_test
def test_lines_are_short(page: Path) -> None:
    prose = FENCE.sub("", page.read_text(encoding="utf-8"))
    assert [line for line in prose.splitlines() if len(line) > WIDTH and line[0] != "|"] == []


@page_test
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


# --------------------------------------------------------------- the language reference


def test_the_card_parses() -> None:
    card = next(blocks(DOCS / "language.md"))
    assert card.language == "text"
    for line in card.text.splitlines():
        *constructs, explanation = re.split(r"\s{2,}", line)
        assert constructs, line
        assert explanation
        for text in constructs:
            assert parse(text).diagnostics == (), text


def test_the_laws_are_those_of_the_code() -> None:
    wanted = [[law.group, f"`{law.text}`"] for law in (*LAWS, *TEXT_LAWS)]
    order = list(dict.fromkeys(group for group, _ in wanted))
    wanted.sort(key=lambda row: order.index(row[0]))
    fill("laws", wanted)
    assert table("language.md", "Laws") == wanted


def test_the_codes_are_those_of_the_code() -> None:
    wanted = [[f"`{code}`", title] for code, (title, _) in RULES.items()]
    fill("codes", wanted)
    assert table("language.md", "Codes") == wanted


def fill(name: str, rows: list[list[str]]) -> None:
    """Write a table of the language reference anew, between its comments."""
    if not REGOLD:
        return
    text, start, end = read("language.md"), f"<!-- {name} -->\n", "\n<!-- end -->"
    before, after = text.split(start, 1)
    head = after.splitlines()[:2]
    body = ("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)
    made = before + start + "\n".join([*head, *body]) + "\n" + end + after.split(end, 1)[1]
    (DOCS / "language.md").write_text(made, encoding="utf-8", newline="\n")


def test_the_limits_are_those_of_the_code() -> None:
    wanted = [
        [f"`{field.name}`", f"{field.default:,}".replace(",", " "), f"`--limit {field.name}=N`"]
        for field in attrs.fields(Limits)
    ]
    assert [row[:2] + row[3:4] for row in table("language.md", "Limits")] == wanted
    for row in table("language.md", "Limits"):
        assert re.fullmatch(r"`E3\d\d`", row[4])


def test_the_scope_keys_are_those_of_the_code() -> None:
    rows = table("language.md", "Scopes")
    assert {(row[0], row[1]) for row in rows} == {
        (f"`{en}`", f"`{ru}`") for en, ru in KNOWN.items()
    }
    for word, beats in TEMPO_WORDS.items():
        assert f"{word} {beats}" in section("language.md", "Scopes")


def test_the_directives_are_those_of_the_code() -> None:
    rows = table("language.md", "Directives")
    named = {name for row in rows for name in re.findall(r"`:(\w+)", row[0] + row[1])}
    assert named == {*DIRECTIVES, "expect", "ожидать"}
    assert [verb for verb in VERBS if f"`{verb}`" not in section("language.md", "Directives")] == []


# ----------------------------------------------------------------- commands and calls


def parameters(name: str) -> list[click.Parameter]:
    """The parameters of a command; those of all its commands where it is a group."""
    module, attribute = COMMANDS[name]
    found: click.Command = getattr(import_module(f"deltalang.cli.{module}"), attribute)
    inner = list(found.commands.values()) if isinstance(found, click.Group) else []
    return [parameter for one in (found, *inner) for parameter in one.params]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_options_of_a_command_are_described(name: str) -> None:
    described = section("cli.md", f"deltalang {name}")
    for parameter in parameters(name):
        if isinstance(parameter, click.Option):
            for option in parameter.opts:
                assert f"`{option}" in described, option
            if parameter.name == "target" and hasattr(parameter.type, "choices"):
                for choice in parameter.type.choices:
                    assert f"`{choice}`" in described, choice


def test_no_other_command_or_option_is_described() -> None:
    commands = re.findall(r"^## deltalang (\w+)$", read("cli.md"), re.MULTILINE)
    assert commands == list(COMMANDS)
    known = {"--version", "--help"}
    for name in COMMANDS:
        known |= {
            option
            for parameter in parameters(name)
            for option in (*parameter.opts, *parameter.secondary_opts)
        }
    assert set(re.findall(r"--[a-z]+(?:-[a-z]+)*", read("cli.md"))) <= known


def test_the_commands_of_a_group_are_described() -> None:
    for name, (module, attribute) in COMMANDS.items():
        found = getattr(import_module(f"deltalang.cli.{module}"), attribute)
        if isinstance(found, click.Group):
            described = re.findall(rf"^### deltalang {name} (\w+)$", read("cli.md"), re.MULTILINE)
            assert described == list(found.commands)


def test_the_python_names_are_described() -> None:
    described = read("python.md")
    assert [name for name in deltalang.__all__ if f"`{name}" not in described] == []


def test_the_targets_are_described() -> None:
    assert [name for name in TARGETS if f"`{name}`" not in read("python.md")] == []


def test_the_fields_of_the_scene_document_are_described() -> None:
    described = read("scene.md")
    for script in sorted((ROOT / "examples").glob("*.delta")):
        if script.name == "broken.delta":
            continue
        text = script.read_text(encoding="utf-8").replace(":use shared-formulas", "")
        if "Δ:шум(" in text:
            continue
        for made in Session().documents(text):
            missing = {name for name in fields(made) if f"`{name}`" not in described}
            assert missing == set()


def test_the_fields_of_the_schema_are_described() -> None:
    schema = json.loads(read_resource("renderers", "scene.schema.json"))
    described = read("scene.md")
    for part in (schema, *schema["$defs"].values()):
        missing = [name for name in part.get("properties", {}) if f"`{name}`" not in described]
        assert missing == []


def fields(value: object, name: str = "") -> Iterator[str]:
    """The names of fields at every depth; `scope` and `modalities` have keys of their own."""
    if isinstance(value, list):
        for item in value:
            yield from fields(item, name)
    elif isinstance(value, dict) and name not in ("scope", "modalities"):
        for inner, item in value.items():
            yield inner
            yield from fields(item, inner)
