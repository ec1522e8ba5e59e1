"""The course of `deltalang run`: everything that can be refused, then the calls, then what became of them.

    scenes and arguments ── plan ── questions into the queue ── calls ── report ── scenes, shares, price

What has to be written is tried before the first call, and what was answered is told whatever fails after
it: a report that cannot be written keeps no scene from being printed, and the other way round.
"""

import attrs
import click

from deltalang.cli.calls import Calls, ask, endpoint_of
from deltalang.cli.filled import (
    print_left_out,
    print_open,
    print_plan,
    print_scenes,
    print_spent,
    print_unnamed,
    shares,
)
from deltalang.cli.options import inputs
from deltalang.cli.person import Answers, answers_of, put_questions
from deltalang.cli.printing import harmless, print_problems
from deltalang.cli.projects import session_of
from deltalang.cli.run_order import Order, check_files, check_options
from deltalang.cli.run_plan import planned, recorded_otherwise
from deltalang.diagnostics import Diagnostic
from deltalang.filling.planning import Plan
from deltalang.filling.reporting import data
from deltalang.filling.running import Outcome, Run
from deltalang.filling.spending import Spent, spent
from deltalang.llm.exchange import PROVIDER
from deltalang.messages import template
from deltalang.registry.files import replace_file
from deltalang.renderers.json import dumps
from deltalang.session import Session
from deltalang.source import Source


@attrs.frozen
class Work:
    """A run that is prepared: nobody has been asked, nothing has been written."""

    order: Order
    session: Session
    source: Source
    plan: Plan
    answers: Answers
    going: Run
    problems: list[Diagnostic]


def carry_out(order: Order) -> int:
    """Do what was ordered; gives the exit status.

    Raises click.ClickException for what is refused, DeltaError, OSError, click.Abort when interrupted.
    """
    check_options(order)
    endpoint = None
    if order.model is not None and order.replay is None and order.address:
        endpoint = endpoint_of(order.address, order.key, timeout=order.timeout, words=order.words)
    work = prepared(order)
    if order.dry_run:
        print_plan(work.going, order.counter(), order.price, order.words)
        print_problems(work.problems, order.style, order.words, err=True)
        return int(bool(work.problems))
    if work.going.waiting:
        order.records.prepare()
    count = 0
    if order.human is not None:
        count = put_questions(order.human, work.plan, work.going.outcome(), order.words)
    calls = Calls()
    if work.going.waiting:
        assert endpoint is not None  # a model that is asked has an address
        calls = ask(work.going, endpoint, order.records, jobs=order.jobs, words=order.words)
    return told(work, calls, new_questions=count)


def prepared(order: Order) -> Work:
    """Read everything and make the plan."""
    if order.tokenizer is not None:
        order.counter()  # one that is missing is said before anybody is asked
    (source,) = inputs((order.what,), order.lang)
    check_files(order, source.name)
    session = session_of(source, order.limits, locked=order.locked)
    made, problems = planned(order, session, source, order.lang)
    answers = Answers()
    if order.human is not None:
        answers = answers_of(order.human, made, session, order.lang)
    problems += answers.problems
    known = order.records.find_useful if order.replay is None else order.records.find_only
    going = Run(made, known=known, answers=answers.scenes)
    return Work(order, session, source, made, answers, going, problems)


def told(work: Work, calls: Calls, *, new_questions: int) -> int:
    """Tell what became of a run: the report first, then the scenes, then what is to be known of them."""
    order, outcome = work.order, work.going.outcome()
    used = spent(outcome.exchanges, lambda text: order.counter().count(text))
    unwritten = _report(work, outcome, used)
    try:
        print_scenes(outcome.scenes, order.target, order.lang)
    finally:
        _tell_rest(work, outcome, used, new_questions)
    if unwritten is not None:
        said = template("ui.run-unreported", order.words)
        click.echo(harmless(said.format(path=order.report, reason=unwritten.strerror)), err=True)
    for failure in calls.unkept[:1]:
        said = template("ui.run-unkept", order.words)
        figures = {"count": len(calls.unkept), "folder": order.records.folder, "reason": failure}
        click.echo(harmless(said.format(**figures)), err=True)
    if calls.failure is not None:
        raise calls.failure
    if calls.interrupted:
        raise click.Abort
    if any(one.reason in PROVIDER for one in outcome.open):
        return 3
    return 2 if unwritten is not None or calls.unkept else int(bool(outcome.open or work.problems))


def _tell_rest(work: Work, outcome: Outcome, used: Spent, new_questions: int) -> None:
    """Tell on standard error what is open, what was asked and what it took."""
    order = work.order
    print_unnamed(work.session, work.plan, order.lang)
    print_left_out(outcome.results, order.words)
    print_open(outcome.open, order.words)
    work.answers.tell(outcome, order.words)
    if new_questions:
        said = template("ui.run-queued", order.words)
        click.echo(harmless(said.format(path=order.human, count=new_questions)), err=True)
    if any(one.reason == "not-recorded" for one in outcome.open):
        otherwise = recorded_otherwise(order, work.session, work.source)
        if otherwise is not None:
            click.echo(harmless(otherwise), err=True)
    now = spent(outcome.asked, lambda text: order.counter().count(text))
    print_spent(used, now, order.counter, order.price, order.words)
    click.echo(shares(work.plan, outcome.counts, order.words), err=True)
    print_problems(work.problems, order.style, order.words, err=True)


def _report(work: Work, outcome: Outcome, used: Spent) -> OSError | None:
    """Write the report, if one was asked for; gives why it could not be written."""
    order = work.order
    if order.report is None:
        return None
    made = data(
        work.plan,
        outcome,
        used,
        price=order.price,
        most=order.max_llm,
        tokenizer=order.counter().name if used.counted else None,
        problems=work.problems,
        lang=order.lang or "en",  # the same bytes in every locale
    )
    try:
        replace_file(order.report, dumps(made, indent=2) + "\n")
    except OSError as error:
        return error
    return None
