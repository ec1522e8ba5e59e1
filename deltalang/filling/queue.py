"""The queue of a person: questions in a YAML file, read back with the answers on the next run.

    format: deltalang.queue/1
    questions:
    - id: 1f0c…            # the digest of hole and scene
      scene: память + <?кто говорит>
      question: кто говорит
      answer:               # notation or words; empty is not yet

New questions are put at the end; what stands in the file, comments included, stays as it is.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

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
from deltalang.registry.files import read_source, replace_file

FORMAT = "deltalang.queue/1"
_PROBLEM = ("E414", "bad-queue")


@attrs.frozen
class Question:
    """A question to a person; `answer` is empty where there is none yet."""

    id: str
    scene: str
    question: str
    answer: str = ""


def load_queue(text: str, name: str = "queue.yaml") -> dict[str, Question]:
    """Read a queue, by id. Raises DeltaError (E414) with the line.

    >>> load_queue('format: deltalang.queue/1\\nquestions:\\n- {id: a, scene: x, question: q, answer: y}')["a"].answer
    'y'
    """
    return load_fields(text, name, _queue, problem=_PROBLEM)


def read_queue(path: Path) -> dict[str, Question]:
    """Read the file of a queue; one that is not there is empty. Raises DeltaError, OSError."""
    try:
        source = read_source(path)
    except FileNotFoundError:
        return {}
    return load_queue(source.text, source.name) if source.text.strip() else {}


def add_questions(path: Path, questions: Iterable[Question]) -> int:
    """Put the questions that are new at the end of the file; gives how many. Raises DeltaError, OSError."""
    known = read_queue(path)
    new = [one for one in questions if one.id not in known]
    if not new:
        return 0
    text = read_source(path).text if path.exists() else ""
    if not text.strip():
        text = f"format: {FORMAT}\nquestions:\n"
    text = text if text.endswith("\n") else text + "\n"
    text += "".join(_item(one) for one in new)
    load_queue(text, str(path))  # what was added must be found again, whatever stood there
    replace_file(path, text)
    return len(new)


def _item(one: Question) -> str:
    lines = dump_yaml({"id": one.id, "scene": one.scene, "question": one.question}).splitlines()
    return "- " + "\n  ".join(lines) + "\n  answer:\n"


def _queue(data: Mapping[str, Any]) -> dict[str, Question]:
    only(data, ("format", "questions"))
    one_of(data, "format", (FORMAT,))
    found: dict[str, Question] = {}
    for item in list_of(data, "questions"):
        fields = mapping(item, "questions")
        only(fields, ("id", "scene", "question", "answer"))
        answer = fields.get("answer")
        said = str(answer) if type(answer) is int else loose_text(fields, "answer")
        made = Question(
            text_of(fields, "id"), text_of(fields, "scene"), text_of(fields, "question"), said
        )
        if made.id in found:
            raise FieldError("questions", f"two questions have the id {made.id}")
        found[made.id] = made
    return found
