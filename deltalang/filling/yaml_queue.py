"""The queue of a person as YAML.

format: deltalang.queue/1
questions:
- id: 1f0c…            # the digest of hole and scene
  scene: память + <?кто говорит>
  question: кто говорит
  answer:               # notation or words; empty is not yet
"""

from collections.abc import Iterable, Mapping
from typing import Any

from deltalang.fields import (
    FieldError,
    dump_yaml,
    list_of,
    load_fields,
    loose_text,
    mapping,
    one_of,
    only,
    text_of,
)
from deltalang.filling.questions import BAD_QUEUE, LONGEST, Question

FORMAT = "deltalang.queue/1"


def load(text: str, name: str) -> dict[str, Question]:
    """Read a queue, by id; an empty file is an empty one. Raises DeltaError (E414) with the line.

    >>> text = 'format: deltalang.queue/1\\nquestions:\\n- {id: a, scene: x, question: q, answer: y}'
    >>> load(text, "queue.yaml")["a"].answer
    'y'
    """
    if not text.strip():
        return {}
    return load_fields(text, name, _queue, longest=LONGEST, problem=BAD_QUEUE)


def written(text: str, questions: Iterable[Question], lang: str) -> str:
    """Write what is to be put behind the text of a queue; the language makes no difference here."""
    head = "" if text.strip() else f"format: {FORMAT}\nquestions:\n"
    return head + "".join(map(_item, questions))


def _item(one: Question) -> str:
    lines = dump_yaml({"id": one.id, "scene": one.scene, "question": one.question}).splitlines()
    return "- " + "\n  ".join(lines) + "\n  answer:\n"


def _queue(data: Mapping[str, Any]) -> dict[str, Question]:
    only(data, ("format", "questions"))
    one_of(data, "format", (FORMAT,))
    found: dict[str, Question] = {}
    for item in list_of(data, "questions"):
        made = _question(item)
        if made.id in found:
            raise FieldError("questions", f"two questions have the id {made.id}")
        found[made.id] = made
    return found


def _question(item: Any) -> Question:
    fields = mapping(item, "questions")
    only(fields, ("id", "scene", "question", "answer"))
    answer = fields.get("answer")
    said = str(answer) if type(answer) is int else loose_text(fields, "answer")
    number, scene, question = (text_of(fields, name) for name in ("id", "scene", "question"))
    return Question(number, scene, question, said)
