"""The queue of a person: questions in a file, read back with the answers on the next run.

`.md` and `.markdown` are Markdown, any other name is YAML. New questions are put at the end; what stands
in the file, comments, line breaks and all, stays as it is.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from deltalang.fields import bad_file
from deltalang.filling import markdown_queue, yaml_queue
from deltalang.filling.questions import BAD_QUEUE, Question
from deltalang.registry.files import read_source, replace_file
from deltalang.source import BOM, Source

MARKDOWN = (".md", ".markdown")


def load_queue(text: str, name: str = "queue.yaml") -> dict[str, Question]:
    """Read a queue, by id, in the form that its name says. Raises DeltaError (E414) with the line.

    >>> load_queue("```answer 1f0c\\nмать\\n```", "queue.md")["1f0c"].answer
    'мать\\n'
    """
    return _form(name).load(text, name)


def read_queue(path: Path) -> dict[str, Question]:
    """Read the file of a queue; one that is not there is empty. Raises DeltaError, OSError."""
    return load_queue(_read(path).text, str(path))


def add_questions(path: Path, questions: Iterable[Question], *, lang: str = "en") -> int:
    """Put the questions that are new at the end of the file; gives how many.

    `lang` is the language of what Markdown says around a question. Raises DeltaError, OSError.
    """
    source = _read(path)
    known = load_queue(source.text, source.name)
    asked = {one.id: one for one in questions}  # equal scenes have equal holes, asked once
    new = [one for one in asked.values() if one.id not in known]
    if not new:
        return 0
    text = source.text
    if text.strip(f"{BOM} \t\r\n") and not text.endswith(("\n", "\r")):
        text += source.newline
    added = _form(source.name).written(text.removeprefix(BOM), new, lang)
    text += added.replace("\n", source.newline)
    found = load_queue(text, source.name)
    if not all(one.id in found for one in new):  # something above swallows what follows it
        end = len(source.text) - 1
        raise bad_file(source, max(0, end), "nothing can be put at its end", BAD_QUEUE)
    replace_file(path, text)
    return len(new)


def _read(path: Path) -> Source:
    try:
        return read_source(path)
    except FileNotFoundError:
        return Source("", str(path))


class _Form(NamedTuple):
    """How queues of a form are read, and what is written behind one."""

    load: Callable[[str, str], dict[str, Question]]
    written: Callable[[str, Iterable[Question], str], str]


def _form(name: str) -> _Form:
    if name.lower().endswith(MARKDOWN):
        return _Form(markdown_queue.load, markdown_queue.written)
    return _Form(yaml_queue.load, yaml_queue.written)
