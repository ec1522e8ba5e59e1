"""The schema target: valid, strict, in keywords that every engine takes; answers satisfy it."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from strategies import scenes

from deltalang.algebra.scene import Scene
from deltalang.renderers.document import Origin, document
from deltalang.renderers.targets import renderer
from deltalang.session import Session

# What strict structured outputs and the converters to grammars all take.
KEYWORDS = {
    *("title", "description", "type", "properties", "required", "additionalProperties"),
    *("items", "enum"),
}
TEXTS = {
    "ru": "двор: память! + свет? + <~опиши запах> + (дверь → тишина + <?кто говорит>) - холод",
    "en": "yard: memory! + light? + <~describe the smell> + (door → hush + <?who speaks>) - cold",
}


def schema_of(text: str) -> dict[str, Any]:
    [made] = Session().documents(text)
    return json.loads(renderer("schema")(made, None))  # type: ignore[no-any-return]


def answer_to(schema: dict[str, Any]) -> Any:
    """The least answer that a model could give."""
    match schema["type"]:
        case "object":
            return {name: answer_to(inner) for name, inner in schema["properties"].items()}
        case "array":
            return schema["items"].get("enum", ["x"])
    return "x"


def schemas(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield schema
    for inner in schema.get("properties", {}).values():
        yield from schemas(inner)
    if "items" in schema:
        yield from schemas(schema["items"])


@given(scenes())
def test_any_scene_has_a_valid_strict_schema(scene: Scene) -> None:
    made = json.loads(renderer("schema")(document(scene, Origin("x")), None))
    jsonschema.Draft202012Validator.check_schema(made)
    for inner in schemas(made):
        assert set(inner) <= KEYWORDS
        if inner["type"] == "object":
            assert inner["additionalProperties"] is False
            assert inner["required"] == list(inner["properties"])
        assert len(set(inner.get("enum", ()))) == len(inner.get("enum", ())) != 0 or (
            "enum" not in inner
        )
    jsonschema.validate(answer_to(made), made)


@pytest.mark.parametrize("lang", TEXTS)
def test_an_answer_is_asked_for_in_the_language_of_the_scene(lang: str) -> None:
    made = schema_of(TEXTS[lang])
    assert list(made["properties"]) == ["holes", "beats", "text", "images"]
    holes = made["properties"]["holes"]["properties"]
    said = [hole["description"] for hole in holes.values()]
    assert said == {
        "ru": ["«опиши запах» (задание для модели)", "«кто говорит» (вопрос к человеку)"],
        "en": ["“describe the smell” (a task for a model)", "“who speaks” (a question for a person)"],
    }[lang]  # fmt: skip
    assert made["title"] == {"ru": "Ответ по сцене: двор", "en": "Answer to a scene: yard"}[lang]
    names = made["properties"]["images"]["items"]["enum"]
    assert (
        names
        == {
            "ru": ["память", "свет", "дверь", "тишина"],
            "en": ["memory", "light", "door", "hush"],
        }[lang]
    )


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("images",), ["холод"]),
        (("images",), "память"),
        (("text",), None),
        (("text",), 5),
        (("beats",), ["x", "y"]),
        (("beats", "beat_2"), None),
        (("beats", "beat_3"), "x"),
        (("holes", "hole_1"), None),
        (("extra",), "x"),
    ],
)
def test_a_wrong_answer_is_refused(path: tuple[str, ...], value: object) -> None:
    made = schema_of(TEXTS["ru"])
    answer = answer_to(made)
    jsonschema.validate(answer, made)
    inner = answer
    for step in path[:-1]:
        inner = inner[step]
    if value is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(answer, made)


def test_a_hole_that_stands_twice_is_asked_once() -> None:
    made = schema_of("<?кто> → дом + <?кто>")
    assert list(made["properties"]["holes"]["properties"]) == ["hole_1"]


def test_a_hole_in_an_argument_is_asked() -> None:
    [made] = Session().documents("Δ07(<~кто>)", depth=0)
    assert "кто" in renderer("schema")(made, None)


def test_more_images_than_an_endpoint_takes_are_not_named() -> None:
    letters = str.maketrans("0123456789", "abcdefghij")
    text = " + ".join(f"w{number}".translate(letters) for number in range(300))
    assert schema_of(text)["properties"]["images"]["items"] == {"type": "string"}


def test_an_empty_scene_asks_for_a_text_only() -> None:
    assert list(schema_of("0")["properties"]) == ["text"]
