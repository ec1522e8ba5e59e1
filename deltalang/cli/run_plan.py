"""The plan of `deltalang run`, and how a recording was made that does not have what the plan asks."""

from collections.abc import Iterator

import click

from deltalang.cli.run_order import Order
from deltalang.cli.run_values import arguments_of
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.filling.planning import Located, Plan, plan
from deltalang.limits import LimitExceededError
from deltalang.llm.exchange import NoAnswerError, Request
from deltalang.messages import LANGUAGES, template
from deltalang.session import Session
from deltalang.source import Source


def planned(
    order: Order, session: Session, source: Source, lang: str | None, *, lenient: bool = True
) -> tuple[Plan, list[Diagnostic]]:
    """Plan what is to be filled, said in a language; gives the problems of broken scenes too.

    Where scenes are broken their holes may be those that arguments want: that is told, unless not
    `lenient`. Raises click.UsageError for arguments that no hole wants, DeltaError for those that cannot
    be read.
    """
    scenes, problems = readable(session.evaluated(source, seed=order.seed, lang=lang))
    arguments = arguments_of(order.given, session, scenes, lang, broken=lenient and bool(problems))
    made = plan(scenes, model=order.model, most=order.max_llm, arguments=arguments, lang=lang)
    return made, problems


def readable(scenes: Iterator[Located]) -> tuple[list[Located], list[Diagnostic]]:
    """Take the scenes that can be read, and the problems of the others."""
    kept: list[Located] = []
    try:
        for one in scenes:
            kept.append(one)
    except DeltaError as error:
        return kept, list(error.diagnostics)
    return kept, []


def recorded_otherwise(order: Order, session: Session, source: Source) -> str | None:
    """Say how a recording asked what is not in it as it is asked now; None where nobody knows.

    The language is part of the question: it is in the words of the prompt, and in those of the scene.
    """
    for lang in (None, *LANGUAGES):
        if lang != order.lang and _is_recorded(order, session, source, lang):
            name = "ui.run-recorded-plain" if lang is None else "ui.run-recorded-lang"
            return template(name, order.words).format(folder=order.replay, lang=lang)
    models = order.records.models()
    if models and order.model not in models:
        said = template("ui.run-recorded-models", order.words)
        return said.format(folder=order.replay, models=", ".join(models))
    return None


def _is_recorded(order: Order, session: Session, source: Source, lang: str | None) -> bool:
    try:
        made, _ = planned(order, session, source, lang, lenient=False)
    except (click.UsageError, DeltaError, LimitExceededError):  # then it was not asked so
        return False
    return any(_has(order, task.request) for task in made.tasks if task.request is not None)


def _has(order: Order, request: Request) -> bool:
    try:
        return order.records.find(request) is not None
    except NoAnswerError:  # damaged, but there
        return True
