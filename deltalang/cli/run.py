"""`deltalang run`: the holes of scenes filled by rules, by a model and by a person."""

import os
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path

import click

from deltalang.cli.budgeting import counter_of, tokenizer_option
from deltalang.cli.calls import ask
from deltalang.cli.filled import (
    print_open,
    print_plan,
    print_scenes,
    print_spent,
    print_unnamed,
    shares,
)
from deltalang.cli.options import (
    TargetType,
    format_option,
    inputs,
    lang_option,
    limit_option,
    message_language,
    missing,
)
from deltalang.cli.person import answers_of, put_questions
from deltalang.cli.printing import print_problems
from deltalang.cli.projects import locked_option, reporting, session_of
from deltalang.cli.run_values import Argument, Given, PriceType, Share, arguments_of
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.filling.planning import Located, plan
from deltalang.filling.records import Records
from deltalang.filling.reporting import data
from deltalang.filling.running import Run
from deltalang.filling.spending import Price, spent
from deltalang.limits import Limits
from deltalang.llm.endpoint import Endpoint
from deltalang.llm.exchange import PROVIDER
from deltalang.messages import template
from deltalang.registry.files import replace_file
from deltalang.renderers.json import dumps

RECORDS = ".deltalang-run"


@click.command()
@click.argument("what", nargs=1, metavar="EXPR|FILE|-")
@click.option("--to", "target", type=TargetType(), default="text", show_default=True)
@click.option(
    "--set",
    "given",
    type=Argument(),
    multiple=True,
    metavar="NAME=EXPR",
    help="What the holes <NAME> hold; may be given several times.",
)
@click.option("--llm", "model", metavar="MODEL", help="The model that fills <~…>.")
@click.option("--base-url", metavar="URL", help="The address of an OpenAI-compatible server.")
@click.option(
    "--human",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="QUEUE",
    help="A file, Markdown (.md) or YAML: questions go there, answers come back on the next run.",
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
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write what became of every hole as JSON.",
)
@click.option("--dry-run", is_flag=True, help="Show the prompts, their tokens and the shares.")
@click.option(
    "--price",
    type=PriceType(),
    metavar="IN,OUT",
    help="What a million tokens of prompts and of answers cost, as 0.15,0.60.",
)
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
    given: tuple[Given, ...],
    model: str | None,
    base_url: str | None,
    human: Path | None,
    max_llm: Fraction | None,
    record: Path | None,
    replay: Path | None,
    report: Path | None,
    dry_run: bool,
    price: Price | None,
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

    The key of the server comes from OPENAI_API_KEY. Status 1 while a hole is open or a scene is
    broken, 3 when the model failed. Python: deltalang.filling.planning.plan and
    deltalang.filling.running.Run.
    """
    words = message_language(lang)
    address = base_url or os.environ.get("OPENAI_BASE_URL")
    if model is not None and replay is None and not dry_run and not address:
        raise click.UsageError(template("ui.run-no-address", words))
    if record is not None and replay is not None:
        raise click.UsageError("--record and --replay: give one of them")
    if dry_run and report is not None:
        raise click.UsageError("--dry-run and --report: a dry run writes nothing")
    for path in (human, report):
        if path is not None and not path.parent.is_dir():
            raise missing(str(path.parent), lang)
    counter = cache(lambda: counter_of(tokenizer, lang))
    if tokenizer is not None:
        counter()  # one that is missing is said before anybody is asked
    (source,) = inputs((what,), lang)
    for read in (source.name, human):
        if report is not None and read is not None and _same(report, read):
            raise click.UsageError(template("ui.run-report-over", words).format(path=report))
    key = (os.environ.get("OPENAI_API_KEY") or "").strip()
    if not (key.isascii() and key.isprintable()):
        raise click.UsageError(template("ui.run-bad-key", words))
    session = session_of(source, limits, locked=locked)
    scenes, problems = readable(session.evaluated(source, seed=seed, lang=lang))
    arguments = arguments_of(given, session, scenes, lang, broken=bool(problems))
    made = plan(scenes, model=model, most=max_llm, arguments=arguments, lang=lang)
    answers = answers_of(human, made, session, problems, words) if human is not None else {}
    records = Records(replay or record or Path(RECORDS), private=record is None)
    known = records.find_useful if replay is None else records.find_only
    going = Run(made, known=known, answers=answers)
    if dry_run:
        print_plan(going, counter(), price, words)
        print_problems(problems, style, words, err=True)
        return int(bool(problems))
    endpoint = Endpoint(address or "", key or None, timeout=timeout)
    interrupted = bool(going.waiting) and ask(going, endpoint, records, jobs=jobs, words=words)
    outcome = going.outcome()
    used = spent(outcome.exchanges, lambda text: counter().count(text))
    print_scenes(outcome.scenes, target, lang)
    print_unnamed(session, made, lang)
    print_open(outcome.open, words)
    if human is not None:
        put_questions(human, made, outcome, words)
    print_spent(used, counter, price, words)
    click.echo(shares(made, outcome.counts, words), err=True)
    print_problems(problems, style, words, err=True)
    if report is not None:
        told = data(
            made,
            outcome,
            used,
            price=price,
            most=max_llm,
            tokenizer=counter().name if used.counted else None,
            problems=problems,
            lang=lang or "en",  # the same bytes in every locale
        )
        replace_file(report, dumps(told, indent=2) + "\n")
    if interrupted:
        raise click.Abort
    if any(one.reason in PROVIDER for one in outcome.open):
        return 3
    return int(bool(outcome.open or problems))


def _same(left: Path, right: Path | str) -> bool:
    """Tell whether two paths lead to one file."""
    return os.path.realpath(left) == os.path.realpath(right)


def readable(scenes: Iterator[Located]) -> tuple[list[Located], list[Diagnostic]]:
    """Take the scenes that can be read, and the problems of the others."""
    kept: list[Located] = []
    try:
        for one in scenes:
            kept.append(one)
    except DeltaError as error:
        return kept, list(error.diagnostics)
    return kept, []
