"""Messages that quote a hostile text: nothing in them is obeyed, and none is more than one message."""

import json
import re
from pathlib import Path

import pytest
from command_line import invoke, put, spawn, status
from renderers.attacks import ATTACKS
from renderers.hostile import SLUGS, obeyed, put_each
from renderers.test_image_models import SHAPES as PICTURES
from renderers.test_injection_places import EVERY
from wcwidth import wcswidth

from deltalang.algebra.letters import reference
from deltalang.algebra.scene import Scene
from deltalang.registry.records import Evidence, Record, dump_record
from deltalang.renderers.document import Origin, document
from deltalang.renderers.targets import renderer

SHAPE = {**EVERY, **PICTURES}
FRAMES = ["{}", "Δ02 {}", "Δ:{}", "x{mode: {}", '"{}" "b"', "a~{}+", "двор: {} {}\nдвор: б"]
PLACE = r"bad/\d{3}\.delta:\d+:\d+: "
CONCISE = re.compile(PLACE + r"(?:error|warning) [EW]\d{3}: .+")
FULL = re.compile(
    rf"{PLACE}(?:error|warning) [EW]\d{{3}}: .+\n"
    r" +\|\n(?P<line>\d+ \|.*)\n(?P<carets> +\| +\^+)\n(?: += try: .+\n)?\n"
)
GITHUB = re.compile(
    r"::(?:error|warning) file=bad/\d{3}\.delta,line=\d+,col=\d+,title=[EW]\d{3}::[^\r\n]+"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def checked(style: str) -> str:
    made = invoke("check", "bad", "--format", style, "--lang", "en")
    assert status(made) == 1
    assert obeyed(made.stdout + made.stderr) == set()
    return made.stdout


@pytest.mark.parametrize("frame", FRAMES)
def test_a_message_is_one_message_in_every_form(frame: str) -> None:
    put_each("bad", ATTACKS, frame, "delta")
    problems = json.loads(checked("json"))
    assert len(problems) >= 20
    for style, form in (("concise", CONCISE), ("github", GITHUB)):
        lines = checked(style).splitlines()
        assert [line for line in lines if not form.fullmatch(line)] == []
        assert len(lines) == len(problems)
    full = checked("full")
    blocks = list(FULL.finditer(full))
    assert "".join(block[0] for block in blocks) == full
    assert len(blocks) == len(problems)
    for block in blocks:
        assert (
            wcswidth(block["carets"]) <= max(wcswidth(block["line"]), len(block["carets"]) - 99) + 1
        )


def test_the_name_of_a_file_is_no_more_than_a_name() -> None:
    names = [f"bad/{n}{text.replace('/', '')}.delta" for n, text in enumerate(ATTACKS)]
    for name in names:
        if "\0" not in name and len(name.encode()) < 200:
            put(name, "жар жар жар (\n")
    for style in ("full", "concise", "json", "github"):
        checked(style)
    for command in (("fmt", "--check"), ("fmt", "--diff"), ("fmt",), ("scenes",)):
        made = invoke(*command, "bad")
        assert obeyed(made.stdout + made.stderr) == set()


def test_a_file_that_cannot_be_read_is_no_more_than_a_name() -> None:
    put("bad/\x1b[2J\u202e.delta/x", "")
    done = spawn("fmt", "--check", "bad", cwd=Path.cwd())
    assert done.returncode == 2
    assert obeyed((done.stdout + done.stderr).decode()) == set()


# ------------------------------------------------------------------------------- names of formulas


@pytest.mark.parametrize("target", SHAPE)
def test_a_name_of_a_formula_changes_no_structure(target: str) -> None:
    shape = SHAPE[target]

    def shown(slug: str) -> object:
        argument = (slug, Scene.atom("лес"))
        called = Scene.of(reference(f"Δ:{slug}", None, (argument,))) * 2 + Scene.atom("дом")
        avoided = Scene.of(reference(f"Δ:{slug}", "1", ())) + Scene.atom("лес")
        made = document(called - avoided, Origin("x", depth=0))
        return shape(renderer(target)(made, "ru")) if target != "delta" else made["canonical"]

    if target == "delta":
        assert all(f"Δ:{slug}({slug}: лес)*2" in shown(slug) for slug in SLUGS)
    else:
        assert [slug for slug in SLUGS if shown(slug) != shown("рост-жаром")] == []


def record(number: int, text: str, slug: str | None) -> Record:
    """A record that says a text wherever a person may write."""
    return Record(
        f"Δ{number}", 1, "жар + рост", "proto", slug=slug, notes={"ru": text, text: "x"},
        evidence=(Evidence(text, 3, text),), author=text, why=text, replaced_by=text,
    )  # fmt: skip


def registry(slugs: list[str | None]) -> list[str]:
    put("registry/registry.yaml", "")
    texts = [text for text in ATTACKS if text.strip()]
    for number, text in enumerate(texts, start=100):
        slug = slugs[number % len(slugs)] if number % 2 else text
        put(f"registry/d{number}/v1.yaml", dump_record(record(number, text, slug)))
    return [f"Δ{number}" for number in range(100, 100 + len(texts))]


def test_a_registry_shows_its_texts_and_obeys_none() -> None:
    names = registry([*SLUGS])
    commands = [("list", "--limit", "500"), ("list", "--to", "json"), ("doctor",), ("export",)]
    for command in (*commands, ("search", "жар"), ("search", "жар", "--to", "json")):
        made = invoke(*command)
        assert obeyed(made.stdout + made.stderr) == set(), command
    listed = invoke("list", "--limit", "500", "--layer", "project").stdout.splitlines()
    assert [line.split("@")[0].split()[0] for line in listed] == names
    for name in names[::5]:
        for command in (("show", name), ("show", name, "--to", "json"), ("expand", name)):
            made = invoke(*command)
            assert obeyed(made.stdout + made.stderr) == set(), command
