"""`deltalang run`: the holes of scenes filled by rules, by a model and by a person."""

import os
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path

import click

from deltalang.algebra.scene import Scene
from deltalang.cli.budgeting import counted_by, counter_of, tokenizer_option
from deltalang.cli.options import (
    TargetType,
    format_option,
    inputs,
    lang_option,
    limit_option,
    message_language,
    target_failure,
)
from deltalang.cli.printing import harmless, print_problems, print_text
from deltalang.cli.projects import locked_option, progress_bar, reporting, session_of
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.filling.queue import Question, add_questions, read_queue
from deltalang.filling.records import Records
from deltalang.filling.running import PERSON, Outcome, Plan, Run, plan
from deltalang.limits import Limits
from deltalang.llm.endpoint import Endpoint, MissingExtraError
from deltalang.llm.exchange import Answer, NoAnswerError, Request
from deltalang.messages import template
from deltalang.renderers.document import document
from deltalang.renderers.targets import SOLID, TargetError, renderer
from deltalang.session import Session

RECORDS = ".deltalang-run"
_PROVIDER = frozenset(
    {"timeout", "connection", "rate-limit", "server", "refused", "truncated", "filtered", "empty"}
    | {"malformed", "too-long"}
)


class Share(click.ParamType):  # type: ignore[type-arg]  # not generic before click 8.2
    """A share of the places: `10%`."""

    name = "share"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Fraction:
        """Read a share. Raises click.BadParameter."""
        found = re.fullmatch(r"([0-9]{1,2}|100)%", str(value))
        if found is None:
            self.fail(f"{value!r}; write a share of the places, 0% to 100%, as 10%", param, ctx)
        return Fraction(int(found[1]), 100)


@click.command()
@click.argument("what", nargs=1, metavar="EXPR|FILE|-")
@click.option("--to", "target", type=TargetType(), default="text", show_default=True)
@click.option("--llm", "model", metavar="MODEL", help="The model that fills <~…>.")
@click.option("--base-url", metavar="URL", help="The address of an OpenAI-compatible server.")
@click.option(
    "--human",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="QUEUE",
    help="A YAML file: questions go there, answers come back on the next run.",
)
@click.option(
    "--max-llm",
    type=Share(),
    metavar="N%",
    help="At most this share of the places by the model; the rest is for the person.",
)
@click.option(
    "--record",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help=f"Where answers are kept (default: {RECORDS} here); none is asked for twice.",
)
@click.option(
    "--replay",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Take answers from a recording alone; no network.",
)
@click.option("--dry-run", is_flag=True, help="Show the prompts, their tokens and the shares.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=4,
    show_default=True,
    help="How many calls at once.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help="Seconds for a call with its retries.",
)
@click.option("--seed", type=click.IntRange(min=0), help="Make every choice by this seed.")
@tokenizer_option
@locked_option
@lang_option
@limit_option
@format_option
@reporting
def run(
    what: str,
    target: str,
    model: str | None,
    base_url: str | None,
    human: Path | None,
    max_llm: Fraction | None,
    record: Path | None,
    replay: Path | None,
    dry_run: bool,
    jobs: int,
    timeout: float,
    seed: int | None,
    tokenizer: str | None,
    locked: bool,
    lang: str | None,
    limits: Limits,
    style: str,
) -> int:
    """Fill the holes of scenes: rules first, then a model within its budget, then a person.

    The key of the server comes from OPENAI_API_KEY. Status 1 while a hole is open, 3 when the model
    failed. Python: deltalang.filling.running.plan and Run.
    """
    words = message_language(lang)
    address = base_url or os.environ.get("OPENAI_BASE_URL")
    if model is not None and replay is None and not dry_run and not address:
        raise click.UsageError(template("ui.run-no-address", words))
    if record is not None and replay is not None:
        raise click.UsageError("--record and --replay: give one of them")
    (source,) = inputs((what,), lang)
    session = session_of(source, limits, locked=locked)
    made = plan(
        session.evaluated(source, seed=seed, lang=lang), model=model, most=max_llm, lang=lang
    )
    if dry_run:
        return _shown(made, tokenizer, lang)
    answers, problems = _answered(made, human, session, words)
    records = Records(replay or record or Path(RECORDS))
    going = Run(made, known=records.find if replay is None else _only(records), answers=answers)
    endpoint = Endpoint(address or "", os.environ.get("OPENAI_API_KEY"), timeout=timeout)
    interrupted = False
    if going.waiting:
        try:
            _ask(going, endpoint, records, jobs, words)
        except KeyboardInterrupt:  # what was finished is on disk and in the outcome
            endpoint.stop()
            going.look_again(records.find)
            interrupted = True
    outcome = going.outcome()
    _print(outcome, target, lang)
    _report(made, outcome, human, words)
    print_problems(problems, style, words, err=True)
    if interrupted:
        raise click.Abort
    if any(one.reason in _PROVIDER for one in outcome.open):
        return 3
    return 1 if outcome.open or problems else 0


def _only(records: Records) -> Callable[[Request], Answer]:
    def find(request: Request) -> Answer:
        answer = records.find(request)
        if answer is None:
            raise NoAnswerError("not-recorded")
        return answer

    return find


def _ask(going: Run, endpoint: Endpoint, records: Records, jobs: int, words: str) -> None:
    """Ask for what is missing; each answer is kept as soon as it is there."""

    def ask(request: Request) -> Answer:
        answer = endpoint.ask(request)
        records.keep(request, answer)
        return answer

    try:
        with progress_bar(template("ui.run-calls", words)) as progress:
            for done, total in going.steps(ask, jobs=jobs):
                progress(done, total)
    except MissingExtraError as error:
        raise click.ClickException(template("ui.run-no-client", words)) from error


def _answered(
    made: Plan, human: Path | None, session: Session, words: str
) -> tuple[dict[str, Scene], list[Diagnostic]]:
    """Read what the person answered; an answer that is no scene is a problem, and the hole stays."""
    if human is None:
        return {}, []
    wanted = {task.place.key for task in made.tasks}
    answers: dict[str, Scene] = {}
    problems: list[Diagnostic] = []
    for one in read_queue(human).values():
        if one.id not in wanted or not one.answer.strip():
            continue
        try:
            answers[one.id] = session.expand(one.answer)
        except DeltaError as error:
            problems += error.diagnostics
        except ValueError as error:
            said = template("ui.run-answer-unread", words)
            click.echo(harmless(said.format(id=one.id, path=human, reason=error)), err=True)
    return answers, problems


def _print(outcome: Outcome, target: str, lang: str | None) -> None:
    for number, (scene, origin) in enumerate(outcome.scenes):
        if number and target not in SOLID:
            click.echo()
        try:
            render = renderer(target, following=number > 0)
            click.echo(render(document(scene, origin), lang), nl=False)
        except TargetError as error:
            raise target_failure(error, lang) from error


def _report(made: Plan, outcome: Outcome, human: Path | None, words: str) -> None:
    """Say the shares and what is open, on standard error; questions go to the queue."""
    for one in outcome.open:
        name = "ui.run-open-detail" if one.detail else "ui.run-open"
        why = template(f"ui.run-why-{one.reason}", words)
        said = template(name, words).format(hole=one.place.text, why=why, detail=one.detail)
        click.echo(harmless(said), err=True)
    if human is not None:
        waiting = {one.place.key for one in outcome.open}
        asked = [
            Question(task.place.key, made.scenes[task.number][0].plain().display, task.place.text)
            for task in made.tasks
            if task.owner == PERSON and task.place.key in waiting
        ]
        count = add_questions(human, asked)
        if count:
            click.echo(template("ui.run-queued", words).format(path=human, count=count), err=True)
    click.echo(_shares(made, outcome.counts, words), err=True)


def _shares(made: Plan, counts: Mapping[str, int], words: str) -> str:
    total = max(1, made.places)
    shares = {name: f"{count} ({count / total:.0%})" for name, count in counts.items()}
    return template("ui.run-shares", words).format(total=made.places, **shares)


def _shown(made: Plan, tokenizer: str | None, lang: str | None) -> int:
    """Show what would be asked, and ask nothing."""
    words = message_language(lang)
    counter = counter_of(tokenizer, lang)
    calls = [task for task in made.tasks if task.request is not None]
    tokens = 0
    for task in calls:
        assert task.request is not None
        print_text(template("ui.run-call", words).format(hole=task.place.text))
        for message in task.request.messages:
            tokens += counter.count(message.content)
            for line in message.content.splitlines():
                print_text(line)
    said = template("ui.run-plan", words)
    counted = counted_by(counter, words)
    click.echo(said.format(count=len(calls), tokens=tokens, counter=counted))
    outcome = Run(made, known=lambda request: None, answers={}).outcome()
    planned = {"llm": sum(task.place.count for task in calls), "rules": outcome.counts["rules"]}
    planned["person"] = sum(task.place.count for task in made.tasks if task.owner == PERSON)
    planned["open"] = made.places - sum(planned.values())
    click.echo(_shares(made, planned, words))
    return 0
