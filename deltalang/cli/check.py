"""`deltalang check`: every problem of scripts, in one run."""

from pathlib import Path

import click

from deltalang.cli.options import files, format_option, lang_option, limit_option, message_language
from deltalang.cli.printing import print_report
from deltalang.cli.projects import locked_option, session_of
from deltalang.cli.vocabulary import languages_option, lemmatizer_of
from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.lexicon.lint import lint_source
from deltalang.lexicon.loading import NAME as LEXICON
from deltalang.limits import Limits
from deltalang.words.lemmas import Identity


@click.command()
@click.argument("paths", nargs=-1, metavar="FILE|FOLDER|-")
@click.option("--strict", is_flag=True, help="Warnings count as findings too.")
@click.option(
    "--words",
    is_flag=True,
    help="Ask the dictionaries: glued words, inflected words, ambiguous names of ideas.",
)
@languages_option
@locked_option
@lang_option
@limit_option
@format_option
def check(
    paths: tuple[str, ...],
    strict: bool,
    words: bool,
    languages: tuple[str, ...],
    locked: bool,
    lang: str | None,
    limits: Limits,
    style: str,
) -> int:
    """Check scripts, and lexicons (lexicon.yaml): all their problems, with place and hint.

    Exit status 1 when there is an error. Python: Session().check.
    """
    said_in = message_language(lang)
    lemmatizer = lemmatizer_of(languages, lang) if words else None
    problems: list[Diagnostic] = []
    sources = files(paths, lang, problems=problems)
    unreadable = len(problems)
    for source in sources:
        try:
            if Path(source.name).name == LEXICON:
                problems += lint_source(source, lemmatizer or Identity())
                continue
            session = session_of(source, limits, locked=locked)
            problems += session.check(source, lemmatizer=lemmatizer)
        except DeltaError as error:  # the lock file or a layer, not the script
            problems += error.diagnostics
    errors = print_report(problems, style, said_in, files=len(sources) + unreadable)
    return 1 if errors or (strict and problems) else 0
