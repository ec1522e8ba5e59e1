"""The queue of a person as Markdown: a heading for each question, and a fence for its answer.

    ## кто говорит

    Сцена: `память + <?кто говорит>`

    ```answer 1f0c…
    мать + голос
    ```

The fence names the question by the digest of hole and scene, and nothing else of the file is read: all
the rest is the person's. What is answered is literal there, so no mark of the notation is lost.
"""

import re
from collections.abc import Iterable, Iterator

from deltalang.corpus.fences import Fenced, fenced_blocks
from deltalang.filling.questions import LONGEST, Question, bad_queue, line_starts
from deltalang.messages import template
from deltalang.renderers.markdown import escape
from deltalang.renderers.outline import clean
from deltalang.source import BOM, Source

_ANSWER = re.compile(r"answer\s+(\S+)", re.IGNORECASE)


def load(text: str, name: str) -> dict[str, Question]:
    """Read the answers of a queue, by id; only they are read, not what the questions were.

    Raises DeltaError (E414) with the line of a fence that is not closed or of a second one of an id.

    >>> load("## кто говорит\\n\\n```answer 1f0c\\nмать + голос\\n```\\n", "queue.md")["1f0c"].answer
    'мать + голос\\n'
    """
    source = Source(text, name)
    if len(text) > LONGEST:
        raise bad_queue(source, 0, "E414", "queue-too-long", most=LONGEST)
    return {one.id: one for one in _answers(source)}


def _answers(source: Source) -> Iterator[Question]:
    seen: set[str] = set()
    for one in fenced_blocks(source.text.removeprefix(BOM)):
        found, at = _ANSWER.fullmatch(one.info), source.line_start(one.line)
        if not one.closed:
            raise bad_queue(source, at, "E414", "queue-unclosed")
        if not found:
            continue
        if found[1] in seen:
            raise bad_queue(source, at, "E414", "queue-id-twice", id=found[1])
        seen.add(found[1])
        yield _question(source, one, found[1])


def _question(source: Source, one: Fenced, number: str) -> Question:
    starts = line_starts(source, one.line + 1, one.text.removesuffix("\n").split("\n"))
    at = source.line_start(one.line)
    if starts:  # where the person began to write
        blank = len(one.text) - len(one.text.lstrip())
        at = starts[one.text[:blank].count("\n")] if one.text.strip() else starts[0]
    return Question(number, "", "", one.text, source, at, starts)


def written(source: Source, questions: Iterable[Question], lang: str) -> str:
    """Write what is to be put behind a queue, in a language."""
    head = "" if source.text.removeprefix(BOM).strip() else _head(lang)
    return head + "".join(_item(one, lang) for one in questions)


def _head(lang: str) -> str:
    return f"# {template('ui.queue-title', lang)}\n\n{template('ui.queue-how', lang)}\n"


def _item(one: Question, lang: str) -> str:
    scene = f"{template('ui.queue-scene', lang)}: {_code(clean(one.scene))}"
    heading = escape(clean(one.question))
    return f"\n## {heading}\n\n{scene}\n\n```answer {one.id}\n\n```\n"


def _code(text: str) -> str:
    """Put a text in marks that are longer than any in it, so that it cannot end them.

    >>> _code("a ``b``")
    '``` a ``b`` ```'
    """
    longest = max(map(len, re.findall("`+", text)), default=0)
    marks = "`" * (longest + 1)
    return f"{marks} {text} {marks}" if longest else f"{marks}{text}{marks}"
