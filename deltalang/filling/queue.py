"""The queue of a person: questions in a file, read back with the answers on the next run.

`.md` and `.markdown` are Markdown, any other name is YAML. New questions are put at the end; what stands
in the file, comments, line breaks and all, stays as it is. Whoever writes holds a lock, `.NAME.lock` beside
the file, so that no question of two runs at once is lost.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from deltalang.diagnostics import DeltaError
from deltalang.filling import markdown_queue, yaml_queue
from deltalang.filling.questions import Question, bad_queue
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
    asked = {one.id: one for one in questions}  # equal scenes have equal holes, asked once
    if not _new(_read(path), asked):
        return 0
    from filelock import FileLock  # only when something is written

    with FileLock(str(lock_of(path))):
        source = _read(path)
        new = _new(source, asked)
        if new:
            replace_file(path, _with(source, new, lang))
        return len(new)


def lock_of(path: Path) -> Path:
    """Where the lock of a queue stands: beside the file that is meant, whatever leads to it."""
    target = path.resolve()
    return target.with_name(f".{target.name}.lock")


def _new(source: Source, asked: Mapping[str, Question]) -> list[Question]:
    known = load_queue(source.text, source.name)
    return [one for one in asked.values() if one.id not in known]


def _with(source: Source, new: Sequence[Question], lang: str) -> str:
    """Put questions behind the text of a file, or refuse where they would not be found there."""
    text = source.text
    added = _form(source.name).written(source, new, lang)
    if text.strip(f"{BOM} \t\r\n") and not text.endswith(("\n", "\r")):
        text += source.newline
    text += added.replace("\n", source.newline)
    try:
        found = load_queue(text, source.name)
    except DeltaError:  # its place would be one that the file does not have
        found = {}
    if not all(one.id in found for one in new):  # something above swallows what follows it
        end = len(source.text.rstrip()) - 1
        raise bad_queue(source, max(0, end), "E414", "queue-no-end")
    return text


def _read(path: Path) -> Source:
    try:
        return read_source(path)
    except FileNotFoundError:
        return Source("", str(path))


class _Form(NamedTuple):
    """How queues of a form are read, and what is written behind one."""

    load: Callable[[str, str], dict[str, Question]]
    written: Callable[[Source, Iterable[Question], str], str]


def _form(name: str) -> _Form:
    if name.lower().endswith(MARKDOWN):
        return _Form(markdown_queue.load, markdown_queue.written)
    return _Form(yaml_queue.load, yaml_queue.written)
