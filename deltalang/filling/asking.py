"""Asking a model to fill a hole, and reading what it answers: only ever as images, never as notation.

The wording that never changes comes first, so that prefix caches hit. The answer has to be

    {"images": ["ветер", "запах соли"]}

and enters the scene as hypotheses. A fence around the JSON is forgiven, since many models put one.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from deltalang._resources import phrases
from deltalang.algebra.scene import Scene
from deltalang.filling.places import Place
from deltalang.keys import key
from deltalang.llm.exchange import Message, NoAnswerError
from deltalang.renderers import prompt
from deltalang.renderers.document import Document
from deltalang.renderers.outline import clean, language, term

MOST_IMAGES, LONGEST_IMAGE = 12, 200
Asker = Callable[[Place], tuple[Message, ...]]
"""Writes the messages that ask for one hole."""
_FENCED = re.compile(r"\s*```(?:json)?[ \t]*\n(.*)\n```\s*", re.DOTALL | re.IGNORECASE)


def asker(document: Document, lang: str | None = None) -> Asker:
    """Give what writes the messages for the holes of a scene, which is rendered once for all."""
    words = phrases(language(document, lang))
    scene = prompt.render(document, lang)

    def messages(place: Place) -> tuple[Message, ...]:
        task = prompt.neutral(term(place.text, words))
        return (
            Message("system", words["fill_system"]),
            Message("user", f"{scene}\n{words['fill_task']}: {task}"),
        )

    return messages


def read_answer(text: str) -> Scene:
    """Read an answer as a sum of hypotheses.

    Raises NoAnswerError ("malformed") for anything else than the JSON that was asked for.

    >>> read_answer('{"images": ["ветер", "соль"]}').canonical
    'ветер? + соль?'
    """
    fenced = _FENCED.fullmatch(text)
    try:
        data = json.loads(fenced[1] if fenced else text)
    except (ValueError, RecursionError) as error:
        raise NoAnswerError("malformed", f"not JSON: {_shown(text)}") from error
    if not isinstance(data, dict) or set(data) != {"images"}:
        raise NoAnswerError("malformed", f'wanted {{"images": […]}}, found {_shown(text)}')
    images = data["images"]
    if not isinstance(images, list) or not 1 <= len(images) <= MOST_IMAGES:
        raise NoAnswerError(
            "malformed", f"asked for 1 to 5 images, 1 to {MOST_IMAGES} are taken: {_shown(text)}"
        )
    return sum((_image(image) for image in images), Scene.zero())


def _image(image: Any) -> Scene:
    shown = clean(image) if isinstance(image, str) else ""
    if not key(shown) or len(shown) > LONGEST_IMAGE:
        raise NoAnswerError(
            "malformed", f"no image of 1 to {LONGEST_IMAGE} characters: {_shown(image)}"
        )
    return Scene.atom(shown, trust="hypothesis")


def _shown(what: object) -> str:
    return clean(str(what))[:80]
