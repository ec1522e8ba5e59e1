"""The person of `deltalang run`: answers are read from a queue, questions are put into it."""

from pathlib import Path

import attrs
import click

from deltalang.algebra.scene import Scene
from deltalang.cli.options import message_language
from deltalang.cli.printing import harmless
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.filling.answering import NotOneSceneError, answered
from deltalang.filling.planning import PERSON, Plan
from deltalang.filling.questions import Question
from deltalang.filling.queue import add_questions, read_queue
from deltalang.filling.running import Outcome
from deltalang.messages import template
from deltalang.session import Session

_NAMED = 5  # a file may hold many answers: the first places are told


@attrs.frozen
class Answers:
    """What a person answered, by the key of the hole; what cannot be read; what nobody asks for."""

    scenes: dict[str, Scene] = attrs.field(factory=dict)
    problems: list[Diagnostic] = attrs.field(factory=list)
    unread: list[str] = attrs.field(factory=list)
    """Lines about answers that are not one scene."""
    orphans: list[Question] = attrs.field(factory=list)
    """Answers to questions that the scenes do not have."""

    def tell(self, outcome: Outcome, words: str) -> None:
        """Say on standard error what was not read, and what may be the answer to a question reworded."""
        for line in self.unread:
            click.echo(harmless(line), err=True)
        waiting = any(one.task.owner == PERSON for one in outcome.open)
        if not waiting or not self.orphans:  # of another script, as likely as not
            return
        first = self.orphans[0].source
        lines = ", ".join(str(one.line) for one in self.orphans[:_NAMED])
        more = ", …" if len(self.orphans) > _NAMED else ""
        said = template("ui.run-orphans", words).format(
            path=first.name if first else "", count=len(self.orphans), lines=lines + more
        )
        click.echo(harmless(said), err=True)


def answers_of(path: Path, made: Plan, session: Session, lang: str | None) -> Answers:
    """Read what a person answered, said in a language if one was asked for.

    An answer that is no scene is a problem, and its hole stays. Raises DeltaError for a queue that
    cannot be used, OSError.
    """
    words = message_language(lang)
    wanted = {task.place.key: task.place.text for task in made.tasks}
    found = Answers()
    for one in read_queue(path).values():
        if not one.answer.strip():
            continue
        if one.id not in wanted:
            found.orphans.append(one)
            continue
        try:
            scene = answered(one, session)
        except DeltaError as error:
            found.problems.extend(error.diagnostics)
        except NotOneSceneError as error:
            message = "ui.run-answer-unread" if error.label is None else "ui.run-answer-labelled"
            said = template(message, words)
            names = {"path": path, "line": one.line, "hole": wanted[one.id], "label": error.label}
            found.unread.append(said.format(**names))
        else:
            found.scenes[one.id] = scene if lang is None else session.translated(scene, lang)
    return found


def put_questions(path: Path, made: Plan, outcome: Outcome, words: str) -> int:
    """Put the open holes of the person into a queue; gives how many are new.

    Raises DeltaError for a queue that cannot be used, OSError.
    """
    asked = [
        Question(one.place.key, made.scenes[one.task.number][0].plain().display, one.place.text)
        for one in outcome.open
        if one.task.owner == PERSON
    ]
    return add_questions(path, asked, lang=words)
