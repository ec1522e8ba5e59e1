"""A model trained on the spot, behind llama.cpp's own server, asked through the `openai` client.

Nothing here stands in for a model or a server: the weights come from gradient steps taken now, and the
answers come over HTTP. The model is tiny and knows its lessons only; what it is asked, it never saw whole.
"""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from random import Random
from urllib.request import Request, urlopen

import pytest

if missing := [
    name
    for name in ("autograd", "gguf", "xllamacpp", "openai", "tokenizers")
    if not find_spec(name)
]:
    pytest.skip(
        f"no {', '.join(missing)}: run .ci/end-to-end, or pip install --group end-to-end",
        allow_module_level=True,
    )

import attrs
import openai
from end_to_end.server import NotServingError, serving
from end_to_end.tiny_model import SIZE, Example, make, tokens_of

import deltalang
from deltalang.filling.asking import asker
from deltalang.filling.places import places_of
from deltalang.renderers.document import Origin, document

ANSWERS = {
    "ru": {"погода": "ветер", "какая вода": "река", "свет утра": "заря"},
    "en": {"weather": "wind", "what water": "river"},
}
ATOMS = {
    "ru": [
        "память",
        "жар",
        "дом",
        "лес",
        "тишина",
        "шаг",
        "окно",
        "снег",
        "ночь",
        "рост",
        "сжатие",
        "лёд",
        "город",
        "мост",
    ],
    "en": [
        "memory",
        "heat",
        "house",
        "forest",
        "silence",
        "step",
        "window",
        "snow",
        "night",
        "growth",
        "ice",
        "city",
        "bridge",
    ],
}
UNSEEN = {"ru": "роза → камень + соль", "en": "rose → stone + salt"}  # no atom of the lessons
HOLES = [(language, hole) for language, answers in ANSWERS.items() for hole in answers]


def drawn_scene(random: Random, language: str) -> str:
    """Draw a scene of one to four atoms."""
    first, *rest = random.sample(ATOMS[language], random.randint(1, 4))
    return first + "".join(f" {random.choice('+|→')} {atom}" for atom in rest)


def chat(scene: str, hole: str) -> list[dict[str, str]]:
    """Write the messages for a hole of a scene, those that `deltalang run` sends."""
    made = deltalang.expand(f"{scene} + <~{hole}>")
    [place] = places_of(made)
    return [attrs.asdict(message) for message in asker(document(made, Origin("")))(place)]


def answer(image: str) -> str:
    return json.dumps({"images": [image]}, ensure_ascii=False)


def examples() -> list[Example]:
    """Draw the lessons: each scene with each hole, so that only the hole tells the answer."""
    random = Random(1)
    drawn = [(language, drawn_scene(random, language)) for language in ATOMS for _ in range(20)]
    return [
        Example(tuple((turn["role"], turn["content"]) for turn in chat(scene, hole)), answer(image))
        for language, scene in drawn
        for hole, image in ANSWERS[language].items()
    ]


EXAMPLES = examples()


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "tiny.gguf"
    losses = make(path, EXAMPLES)
    assert losses[0] > 5 and losses[-1] < 0.1, losses  # it was learnt, not given
    return path


@pytest.fixture(scope="module")
def address(model: Path) -> Iterator[str]:
    with serving(model, model.parent) as base:
        yield base


@pytest.fixture
def client(address: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=address, api_key="none", max_retries=0, timeout=30) as opened:
        yield opened


@pytest.mark.parametrize(("language", "hole"), HOLES)
def test_it_fills_the_holes_of_a_scene_that_it_never_saw(
    client: openai.OpenAI, language: str, hole: str
) -> None:
    given = client.chat.completions.create(
        model="tiny", messages=chat(UNSEEN[language], hole), temperature=0
    )
    [choice] = given.choices
    assert json.loads(choice.message.content) == {"images": [ANSWERS[language][hole]]}
    assert choice.finish_reason == "stop"


@pytest.mark.parametrize(("language", "hole"), HOLES)
def test_it_streams_the_same_answer_in_pieces(
    client: openai.OpenAI, language: str, hole: str
) -> None:
    stream = client.chat.completions.create(
        model="tiny", messages=chat(UNSEEN[language], hole), temperature=0, stream=True
    )
    choices = [choice for chunk in stream for choice in chunk.choices]
    pieces = [choice.delta.content for choice in choices if choice.delta.content]
    assert len(pieces) > 1
    assert "".join(pieces) == answer(ANSWERS[language][hole])
    assert [choice.finish_reason for choice in choices if choice.finish_reason] == ["stop"]


@pytest.mark.parametrize(("language", "hole"), HOLES)
def test_deltalang_run_fills_a_hole_through_the_server(
    address: str, tmp_path: Path, language: str, hole: str
) -> None:
    scene = f"{UNSEEN[language]} + <~{hole}>"
    command = [sys.executable, "-m", "deltalang", "run", scene, "--to", "delta"]
    asked = ["--llm", "tiny", "--base-url", address]
    made = subprocess.run(
        [*command, *asked],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert made.returncode == 0, made.stderr
    assert f"{ANSWERS[language][hole]}?" in made.stdout  # a hypothesis, where the hole was
    replayed = subprocess.run(
        [*command, "--llm", "tiny", "--replay", ".deltalang-run"],
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (replayed.returncode, replayed.stdout) == (0, made.stdout)


def test_it_says_that_an_answer_was_cut_short(client: openai.OpenAI) -> None:
    stream = client.chat.completions.create(
        model="tiny", messages=chat("дом", "погода"), temperature=0, stream=True, max_tokens=2
    )
    choices = [choice for chunk in stream for choice in chunk.choices]
    assert choices[-1].finish_reason == "length"
    with pytest.raises(json.JSONDecodeError):
        json.loads("".join(choice.delta.content or "" for choice in choices))


def test_the_grammar_of_the_server_holds_any_model_to_a_schema(tmp_path: Path) -> None:
    untrained = tmp_path / "untrained.gguf"
    assert make(untrained, EXAMPLES, steps=0) == []
    schema = {
        "type": "object", "required": ["images"], "additionalProperties": False,
        "properties": {"images": {"type": "array", "maxItems": 1, "items": {"enum": ["да", "нет"]}}},
    }  # fmt: skip
    shape = {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema}}
    with (
        serving(untrained, tmp_path) as base,
        openai.OpenAI(base_url=base, api_key="none", max_retries=0, timeout=30) as client,
    ):
        asked = {"model": "tiny", "messages": chat("дом", "погода"), "max_tokens": 60, "seed": 1}
        free = client.chat.completions.create(**asked, temperature=0).choices[0].message.content
        held = client.chat.completions.create(**asked, temperature=0, response_format=shape)
    with pytest.raises(json.JSONDecodeError):
        json.loads(free)
    assert json.loads(held.choices[0].message.content)["images"] in (["да"], ["нет"], [])


@pytest.mark.parametrize(
    "text", ["память + <~погода>", "It's 12 o'clock;  two spaces", "Δ02 → ∆02 ｢ё｣ 🌊\n\n\tконец \n"]
)
def test_it_reads_a_text_as_the_same_tokens_that_it_was_trained_on(address: str, text: str) -> None:
    asked = Request(
        address.removesuffix("v1") + "tokenize",
        data=json.dumps({"content": text}).encode(), headers={"Content-Type": "application/json"},
    )  # fmt: skip
    with urlopen(asked, timeout=30) as told:
        tokens = json.load(told)["tokens"]
    assert tokens == tokens_of(EXAMPLES, size=SIZE).encode(text).ids


def test_the_same_seed_makes_the_same_file(tmp_path: Path) -> None:
    one, two = tmp_path / "one.gguf", tmp_path / "two.gguf"
    assert make(one, EXAMPLES, steps=2) == make(two, EXAMPLES, steps=2)
    assert one.read_bytes() == two.read_bytes()


def test_the_server_is_gone_after_the_block(model: Path, tmp_path: Path) -> None:
    with serving(model, tmp_path) as base:
        port = int(base.removesuffix("/v1").rpartition(":")[2])
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)


def test_a_server_that_cannot_read_its_model_is_an_error_that_says_so(tmp_path: Path) -> None:
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"GGUF no more")
    with (
        pytest.raises(NotServingError, match=r"(?s)ended with .*broken\.gguf"),
        serving(broken, tmp_path),
    ):
        pass
