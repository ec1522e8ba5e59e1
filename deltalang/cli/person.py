"""The person of `deltalang run`: answers are read from a queue, questions are put into it."""

from pathlib import Path

import click

from deltalang.algebra.scene import Scene
from deltalang.cli.printing import harmless
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.filling.planning import PERSON, Plan
from deltalang.filling.questions import Question
from deltalang.filling.queue import add_questions, read_queue
from deltalang.filling.running import Outcome
from deltalang.messages import template
from deltalang.session import Session
from deltalang.source import Source


def answers_of(
    path: Path, made: Plan, session: Session, problems: list[Diagnostic], words: str
) -> dict[str, Scene]:
    """Read what a person answered, by the key of the hole.

    An answer that is no scene is a problem, and its hole stays. Raises DeltaError for a queue that
    cannot be used, OSError.
    """
    wanted = {task.place.key: task.place.text for task in made.tasks}
    answers: dict[str, Scene] = {}
    for one in read_queue(path).values():
        if one.id not in wanted or not one.answer.strip():
            continue
        try:
            # Blank lines before it, so that a problem is told in its line of the file.
            answers[one.id] = session.expand(Source("\n" * one.line + one.answer, str(path)))
        except DeltaError as error:
            problems += error.diagnostics
        except ValueError:
            said = template("ui.run-answer-unread", words)
            click.echo(harmless(said.format(hole=wanted[one.id], path=path)), err=True)
    return answers


def put_questions(path: Path, made: Plan, outcome: Outcome, words: str) -> None:
    """Put the open holes of the person into a queue, and say how many are new.

    Raises DeltaError for a queue that cannot be used, OSError.
    """
    asked = [
        Question(one.place.key, made.scenes[one.task.number][0].plain().display, one.place.text)
        for one in outcome.open
        if one.task.owner == PERSON
    ]
    count = add_questions(path, asked, lang=words)
    if count:
        said = template("ui.run-queued", words).format(path=path, count=count)
        click.echo(harmless(said), err=True)
