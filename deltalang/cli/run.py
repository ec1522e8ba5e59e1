"""`deltalang run`: the holes of scenes filled by rules, by a model and by a person."""

from pathlib import Path
from typing import Any

import click

from deltalang.cli.budgeting import tokenizer_option
from deltalang.cli.options import TargetType, format_option, lang_option, limit_option
from deltalang.cli.projects import locked_option, reporting
from deltalang.cli.run_order import RECORDS, Order
from deltalang.cli.run_values import Argument, PriceType, Seconds, Share
from deltalang.cli.run_work import carry_out


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
    type=Seconds(),
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
def run(*, lang: str | None, style: str, **options: Any) -> int:
    """Fill the holes of scenes: rules first, then a model within its budget, then a person.

    The key of the server comes from OPENAI_API_KEY. Status 1 while a hole is open or a scene is
    broken, 3 when the model failed. Python: deltalang.filling.planning.plan and
    deltalang.filling.running.Run.
    """
    return carry_out(Order(lang=lang, style=style, **options))
