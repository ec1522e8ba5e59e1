"""What a person answers: notation, or words.

    answer ── reads as a scene ── that scene
           └─ a sentence ── one image with these words, as they were written

A sentence is what is no notation and has none of its signs: only letters, digits and the marks of
sentences. Anything else that cannot be read is a problem with its place: nothing is guessed.
"""

import re
import unicodedata

from deltalang.algebra.scene import Scene
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.filling.questions import Question
from deltalang.keys import key
from deltalang.messages import template
from deltalang.renderers.outline import clean
from deltalang.session import Session
from deltalang.source import Source

_NOTATION = frozenset('"#*@[\\]_`{}➔')
# Arrows and `+ < = > | ~` are Sm, `^` is Sk; the others are what no sentence shows.
_SIGNS = ("Sm", "Sk", "Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_ALLOWED = "\t\r\n\u200c\u200d"
_MINUS = re.compile(r"(?:^|\s)-(?:\s|$)")


class NotOneSceneError(ValueError):
    """An answer that is no scene, or more than one; `label` is that of the one there is."""

    def __init__(self, label: str | None = None) -> None:
        self.label = label
        super().__init__("wanted one scene" if label is None else f"a scene labelled {label}")


class AnswerProblem(Diagnostic):
    """A problem of an answer: what is to be tried there is another thing than in a script."""

    def hint(self, lang: str = "en") -> str | None:
        """Say what to try; a dash of a sentence is no minus."""
        if self.message_id == "typographic":
            return template("ui.run-answer-dash", lang)
        notation = super().hint(lang)
        return notation and template("ui.run-answer-hint", lang).format(notation=notation)


def answered(question: Question, session: Session) -> Scene:
    """Read the answer to a question.

    Raises DeltaError with the places in the file, NotOneSceneError for several scenes or one with a label.

    >>> answered(Question("1", "", "", "мать + голос"), Session()).display
    'голос + мать'
    >>> answered(Question("1", "", "", "Анна, мать Олега"), Session()).display
    '"Анна, мать Олега"'
    """
    source = Source(question.answer, question.source.name if question.source else "<answer>")
    try:
        found = list(session.scenes(source))
    except DeltaError as error:
        if _all_unread(error) and is_sentence(question.answer):
            return _image(question.answer)
        raise DeltaError(_told(question.placed(one)) for one in error.diagnostics) from error
    if len(found) != 1:
        raise NotOneSceneError
    if found[0].label is not None:
        if is_sentence(question.answer):
            return _image(question.answer)
        raise NotOneSceneError(found[0].label)
    return session.expand(source)


def is_sentence(text: str) -> bool:
    """Tell whether a text has words, and no sign that only the notation has.

    >>> is_sentence("он сказал: да — и ушёл"), is_sentence("мать + голос"), is_sentence("дом - сад, лес")
    (True, False, False)
    """
    if _MINUS.search(text) or "Δ" in unicodedata.normalize("NFKC", text) or not key(clean(text)):
        return False
    return not any(map(_is_sign, text))


def _is_sign(char: str) -> bool:
    return char in _NOTATION or (unicodedata.category(char) in _SIGNS and char not in _ALLOWED)


def _image(text: str) -> Scene:
    return Scene.atom(clean(text))


def _all_unread(error: DeltaError) -> bool:
    """Tell whether there are only places that are no notation, none that is some and wrong."""
    return all(one.code in ("E101", "E106", "E107") for one in error.diagnostics)


def _told(problem: Diagnostic) -> Diagnostic:
    if problem.code != "E101":
        return problem
    span, arguments = problem.span, problem.arguments
    return AnswerProblem(problem.code, problem.message_id, problem.source, span, arguments)
