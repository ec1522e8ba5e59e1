"""The queue of a person as YAML.

format: deltalang.queue/1
questions:
- id: 1f0c…            # the digest of hole and scene
  scene: память + <?кто говорит>
  question: кто говорит
  answer:               # notation or words; empty is not yet

What a person writes is text, whatever YAML takes it for: `12:30`, `0x10`, `yes` and `[a → b]` stay as
they are written.
"""

from collections.abc import Iterable
from typing import Any

from deltalang.diagnostics import DeltaError
from deltalang.fields import NotYamlError, composed, dump_yaml
from deltalang.filling.questions import LONGEST, Question, bad_queue, line_starts
from deltalang.source import BOM, Source

FORMAT = "deltalang.queue/1"
_TOP = ("format", "questions")
_FIELDS = ("id", "scene", "question", "answer")
_NOTHING = ("", "~", "null", "Null", "NULL")


def load(text: str, name: str) -> dict[str, Question]:
    """Read a queue, by id; an empty file is an empty one. Raises DeltaError (E414) with the line.

    >>> text = 'format: deltalang.queue/1\\nquestions:\\n- {id: a, scene: x, question: q, answer: 12:30}'
    >>> load(text, "queue.yaml")["a"].answer
    '12:30'
    """
    if not text.strip(f"{BOM} \t\r\n"):
        return {}
    return _Reader(Source(text, name)).questions()


def written(source: Source, questions: Iterable[Question], lang: str) -> str:
    """Write what is to be put behind a queue; the language makes no difference here.

    Raises DeltaError (E414) for a list that nothing can be put behind.
    """
    if not source.text.strip(f"{BOM} \t\r\n"):
        return f"format: {FORMAT}\nquestions:\n" + "".join(_item(one, "") for one in questions)
    indentation = " " * _Reader(source).column()
    return "".join(_item(one, indentation) for one in questions)


def _item(one: Question, indentation: str) -> str:
    dumped = dump_yaml({"id": one.id, "scene": one.scene, "question": one.question})
    lines = [*dumped.removesuffix("\n").split("\n"), "answer:"]  # U+2028 ends no line of ours
    return f"{indentation}- " + f"\n{indentation}  ".join(lines) + "\n"


class _Reader:
    """Reads the nodes of a queue; each refusal has the place of its node."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._text, self._skipped = source.text.removeprefix(BOM), source.body_start
        if len(self._text) > LONGEST:
            raise bad_queue(source, 0, "E414", "queue-too-long", most=LONGEST)
        try:
            self._root = composed(self._text)
        except NotYamlError as error:
            offset = error.offset + self._skipped
            raise bad_queue(source, offset, "E414", "queue-not-yaml", said=error.said) from error

    def questions(self) -> dict[str, Question]:
        """Read the questions, by id."""
        found: dict[str, Question] = {}
        for item in self._items():
            made = self._question(item)
            if made.id in found:
                raise bad_queue(self.source, made.at, "E414", "queue-id-twice", id=made.id)
            found[made.id] = made
        return found

    def column(self) -> int:
        """Tell how far the list of questions is indented."""
        there = self._fields(self._root, _TOP).get("questions")
        if there is None or there.id == "scalar":
            return 0
        start = self._start(there)
        if self.source.text[start] == "[":
            raise bad_queue(self.source, start, "E414", "queue-in-brackets")
        return int(there.start_mark.column)

    def _items(self) -> list[Any]:
        fields = self._fields(self._root, _TOP)
        form = fields["format"]
        if form.value != FORMAT:
            raise bad_queue(self.source, self._start(form), "E414", "queue-format", wanted=FORMAT)
        there = fields.get("questions")
        if there is None or (there.id == "scalar" and there.value in _NOTHING):
            return []
        if there.id != "sequence":
            raise bad_queue(self.source, self._start(there), "E414", "queue-no-list")
        return list(there.value)

    def _fields(self, node: Any, known: tuple[str, ...]) -> dict[str, Any]:
        if node is None or node.id != "mapping":
            at = 0 if node is None else self._start(node)
            raise bad_queue(self.source, at, "E414", "queue-no-fields", known=", ".join(known))
        found: dict[str, Any] = {}
        names = [name.value for name, _ in node.value]
        if known is _TOP and _TOP[0] not in names:  # some other file
            raise bad_queue(self.source, 0, "E414", "queue-format", wanted=FORMAT)
        for name, value in node.value:
            at, said = self._start(name), str(name.value)
            if name.id != "scalar" or said not in known:
                raise self._unknown(at, said, known)
            if said in found:
                raise bad_queue(self.source, at, "E414", "queue-field-twice", field=said)
            found[said] = value
        return found

    def _unknown(self, at: int, field: str, known: tuple[str, ...]) -> DeltaError:
        names = ", ".join(known)
        return bad_queue(self.source, at, "E414", "queue-unknown-field", field=field, known=names)

    def _question(self, node: Any) -> Question:
        fields = self._fields(node, _FIELDS)
        for name in ("id", "scene", "question"):
            value = fields.get(name)
            if value is None or value.id != "scalar" or not value.value.strip():
                at = self._start(node if value is None else value)
                raise bad_queue(self.source, at, "E414", "queue-no-text", field=name)
        number, scene, question = (str(fields[name].value) for name in ("id", "scene", "question"))
        at = self._start(fields.get("answer", node))
        answer, starts = self._answer(fields.get("answer"))
        return Question(number, scene, question, answer, self.source, at, starts)

    def _answer(self, node: Any) -> tuple[str, tuple[int, ...]]:
        """Give what a person wrote, with where its lines stand; a list of YAML is notation too."""
        if node is None:
            return "", ()
        start, end = self._start(node), node.end_mark.index + self._skipped
        written = self.source.text[start:end]
        if node.id != "scalar":
            return written, _all_starts(written, start)
        if written in _NOTHING:
            return "", ()
        said = str(node.value)
        if said == written:
            return said, _all_starts(said, start)
        if written[:1] in ("|", ">"):
            first = self.source.position(start).line + 1
            return said, line_starts(self.source, first, said.removesuffix("\n").split("\n"))
        if written[1:-1] == said:  # quotation marks, and nothing escaped
            return said, _all_starts(said, start + 1)
        return said, ()

    def _start(self, node: Any) -> int:
        return int(node.start_mark.index) + self._skipped


def _all_starts(text: str, start: int) -> tuple[int, ...]:
    inside = Source(text)
    lines = range(1, inside.position(len(text)).line + 1)
    return tuple(start + (inside.line_start(line) if line > 1 else 0) for line in lines)
