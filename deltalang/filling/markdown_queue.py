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

from deltalang.corpus.fences import fenced_blocks
from deltalang.fields import bad_file
from deltalang.filling.questions import BAD_QUEUE, LONGEST, Question
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
        raise bad_file(source, 0, f"longer than {LONGEST} characters", BAD_QUEUE)
    return {one.id: one for one in _answers(source)}


def _answers(source: Source) -> Iterator[Question]:
    seen: set[str] = set()
    for one in fenced_blocks(source.text.removeprefix(BOM)):
        found = _ANSWER.fullmatch(one.info)
        reason = None
        if not one.closed:
            reason = "a fence that is never closed: a line ``` is missing"
        elif found and found[1] in seen:
            reason = f"two questions have the id {found[1]}"
        if reason is not None:
            raise bad_file(source, source.line_start(one.line), reason, BAD_QUEUE)
        if found:
            seen.add(found[1])
            yield Question(found[1], "", "", one.text, one.line)


def written(text: str, questions: Iterable[Question], lang: str) -> str:
    """Write what is to be put behind the text of a queue, in a language."""
    head = "" if text.strip() else _head(lang)
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
