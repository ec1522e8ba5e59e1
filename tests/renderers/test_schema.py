"""The schema of the scene document: valid itself, strict, and every document satisfies it."""

import copy
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from deltalang._resources import read_resource
from deltalang.registry.folder import standard_library
from deltalang.renderers.targets import renderer
from deltalang.session import Session

SCHEMA = json.loads(read_resource("renderers", "scene.schema.json"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
FORMULAS = [
    formula.name + "(" * bool(wanted) + ", ".join(["волк"] * wanted) + ")" * bool(wanted)
    for formula in standard_library().formulas()
    for wanted in [sum(parameter.default is None for parameter in formula.parameters)]
]
CONSTRUCTS = [
    "память", '"🔥↘️🎵"', "внутренний мир", "_", "0", "_*2 - _", "a + b - c*3/2", "a*1/3", "a - a",
    "a~b~c", "a~_~<x>", "(a → b)~c", "a → b → c", "(a → b)^3", "[a → b]", "[a]", "a | b",
    "(a | b) → c", "a → (0 | b)", "a! + b? + c", "<имя> + <~опиши запах> + <?кто говорит>",
    "(<x> → b) + [<?y>]", "a{ностальгия, context: детство, color: #b22, tempo: 60, tension: 0.7}",
    'a{text: "Привет, \\"Анна\\"!", sound: гул, gesture: кивок, lang: ru, сцена: 2}',
    "(a → b){тревога}", "- (a → b) - [c] - (d | e) - <f>", "(a → b)*2 - (a → b)*3", "a + a + a~b",
    "Δ02 - жар", "Δ02*2 + Δ02@1 + жар", "Δ02~Δ01", "Δ07(волк → лиса, среда: (лес | степь))",
    "Δ21{сон}", "Δ07(<x>)", "(Δ07(<~кто> → b){сон})~c", '"_"', "Δ02 + память-жар", "[[a → b] | c]*5/7", "a{trust: hypothesis}!",
]  # fmt: skip
SCRIPTS = [
    ":mode сон\n:context детство\n:seed 3\nдвор: (день | ночь) + память\n:lang en\nсвет!\n",
    "Δ:ход(кто) = <кто> → (лес | степь)\nΔ:ход(волк)\nΔ:ход(волк) + (волк → (лес | степь))\n",
    "Δ:х = a → b\n(a → b) + Δ:х - (a → b)*2\n- Δ:х*3 + (a → b)\n",
    "Δ:пусто = 0\nΔ:пусто + Δ:пусто → a\n",
]
TEXTS = [*CONSTRUCTS, *FORMULAS, *SCRIPTS]


def documents(text: str) -> Iterator[dict[str, Any]]:
    session = Session()
    for depth in (None, 0, 1):
        yield from session.documents(text, depth=depth)
    for seed in (0, 1, "утро"):
        yield from session.documents(text, seed=seed)
    yield from session.documents(text, every_world=True)


def test_the_schema_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("text", TEXTS)
def test_a_document_satisfies_the_schema(text: str) -> None:
    made = list(documents(text))
    assert made
    for document in made:
        VALIDATOR.validate(json.loads(renderer("json")(document, None)))


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object of the schema that describes objects."""
    if isinstance(value, dict):
        if value.get("type") == "object":
            yield value
        for inner in value.values():
            yield from objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner)


def test_no_object_takes_unknown_fields_but_the_open_scope() -> None:
    open_objects = [o for o in objects(SCHEMA) if o.get("additionalProperties") is not False]
    assert open_objects == [SCHEMA["$defs"]["entry"]["properties"]["scope"]]


def spoil(path: tuple[str | int, ...], value: object) -> dict[str, Any]:
    document = next(iter(Session().documents("a*2 + (b → c) + <d> - e + Δ02")))
    spoiled = copy.deepcopy(document)
    inner: Any = spoiled
    for step in path[:-1]:
        inner = inner[step]
    if value is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return spoiled


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("extra",), 1),
        (("digest",), "0e50c6d0126e"),
        (("digest",), "#0E50C6D0126E"),
        (("format",), "deltalang.scene/2"),
        (("world",), 0),
        (("lang",), "de"),
        (("canonical",), None),
        (("images", 0, "weight"), "0"),
        (("images", 0, "weight"), "-2"),
        (("images", 0, "weight"), "1.5"),
        (("images", 0, "parts"), []),
        (("images", 0, "fill"), [{"kind": "llm", "text": "x"}]),
        (("images", 0, "attention"), 1.5),
        (("images", 0, "why", 0, "weight"), 2),
        (("images", 0, "modalities"), {"smell": "дым"}),
        (("images", 0, "mode"), None),
        (("avoid", 0, "weight"), "1"),
        (("beats", 0, "parts"), None),
        (("beats", 0, "parts", 0, "digest"), None),
        (("beats", 0, "parts", 0, "images", 0, "extra"), 1),
        (("holes", 0, "fill", 0, "kind"), "robot"),
        (("references", 0, "status"), "good"),
    ],
)
def test_the_schema_refuses(path: tuple[str | int, ...], value: object) -> None:
    assert list(VALIDATOR.iter_errors(spoil((), None) if not path else spoil(path, value)))


def test_weights_are_exact_however_large() -> None:
    [document] = Session().documents("a*123456789123456789123456789/7")
    assert document["images"][0]["weight"] == "123456789123456789123456789/7"


def test_an_equal_image_under_two_lineages_is_one_with_both_weights() -> None:
    [document] = Session().documents("Δ:х = a → b\n(a → b) + Δ:х")
    [entry] = document["beats"]
    assert (entry["weight"], entry["attention"]) == ("2", 1.0)
    assert [why["source"] for why in entry["why"]] == ["text", "Δ:х"]
    [nothing] = Session().documents("Δ:х = a → b\n(a → b) - Δ:х")
    assert (nothing["beats"], nothing["canonical"]) == ([], "0")


@pytest.mark.parametrize("target", ["json", "jsonl", "text", "prompt", "chat"])
def test_the_output_is_the_same_bytes_in_every_run(target: str) -> None:
    text = "Δ24 + Δ16*2 + (a | b | c)~d - Δ02{сон, z: 1, y: 2} + <?x>"
    runs = {
        subprocess.run(
            [sys.executable, "-m", "deltalang", "expand", text, "--to", target, "--lang", "ru"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "42")
    }
    assert len(runs) == 1


def test_a_reference_that_stands_has_plain_arguments() -> None:
    text = "Δ:а(х) = Δ07(<х>*2 + Δ02)\nΔ:а(волк*3)"
    [written], [opened] = (list(Session().documents(text, depth=depth)) for depth in (0, 1))
    assert (written["canonical"], written["images"][0]["text"]) == ("Δ:а(волк*3)",) * 2
    assert opened["canonical"] == "Δ07(волк*6 + Δ02)"
    assert opened["digest"] == Session().expand("Δ07(волк*6 + Δ02)", depth=0).digest


def test_a_part_has_the_digest_of_its_scene() -> None:
    [document] = Session().documents("Δ02 → память")
    first, second = document["beats"][0]["parts"]
    session = Session()
    assert first["digest"] == session.expand("Δ02").digest
    assert second["digest"] == session.expand("память").digest
