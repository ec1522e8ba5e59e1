"""`deltalang lexicon`: the names of ideas."""

from collections import Counter
from fractions import Fraction
from pathlib import Path

import attrs
import click

from deltalang.cli.options import format_option, lang_option, message_language, missing
from deltalang.cli.printing import print_report, print_text
from deltalang.cli.projects import progress_bar, project, reporting
from deltalang.cli.vocabulary import languages_option, lemmatizer_of
from deltalang.corpus.mentions import Mentions
from deltalang.corpus.reading import Corpus
from deltalang.diagnostics import Diagnostic, near_names, sort_key
from deltalang.keys import key
from deltalang.lexicon.ideas import KINDS, Idea
from deltalang.lexicon.lint import lint_source
from deltalang.messages import template
from deltalang.registry.files import read_source
from deltalang.renderers.json import dumps
from deltalang.words.lemmas import Lemmatizer
from deltalang.words.terms import Terms


@click.group()
def lexicon() -> None:
    """The names of ideas in Russian and English: look them up, check those of a project."""


@lexicon.command()
@click.argument("word", nargs=-1, required=True, metavar="WORD")
@click.option(
    "--to", "target", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@lang_option
@format_option
@reporting
def show(word: tuple[str, ...], target: str, lang: str | None, style: str) -> int:
    """Show the idea that a word or an id names. Python: Project.lexicon.find."""
    said, known = " ".join(word), project().lexicon
    idea = known.by_id(said) or known.find(said)
    if idea is None:
        near = near_names(key(said), known.keys(), limit=1)
        hint = template("ui.did-you-mean", message_language(lang)).format(names=", ".join(near))
        message = template("ui.no-idea", message_language(lang)).format(word=said)
        click.echo(f"{message}{'; ' + hint if near else ''}", err=True)
        return 1
    if target == "json":
        click.echo(dumps(_data(idea), indent=2))
    else:
        _print(idea)
    return 0


@lexicon.command(name="list")
@click.option("--kind", type=click.Choice(KINDS), help="Only ideas of this kind.")
@click.option(
    "--to", "target", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@lang_option
@format_option
@reporting
def list_(kind: str | None, target: str, lang: str | None, style: str) -> int:
    """List the ideas: id, kind, names. Python: Project.lexicon.ideas."""
    ideas = [idea for idea in project().lexicon.ideas if kind in (None, idea.kind)]
    ideas.sort(key=lambda idea: idea.id)
    if target == "json":
        click.echo(dumps([_data(idea) for idea in ideas], indent=2))
        return 0
    wide = max((len(idea.id) for idea in ideas), default=0)
    for idea in ideas:
        names = " · ".join(name for one in ("ru", "en") if (name := idea.name(one)))
        print_text(f"{idea.id:<{wide}}  {idea.kind:<9}  {names}")
    return 0


@lexicon.command()
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option(
    "--in",
    "notes",
    multiple=True,
    metavar="PATH",
    help="Notes in which words are counted, to find names that are too frequent.",
)
@click.option("--strict", is_flag=True, help="Warnings count as findings too.")
@languages_option
@lang_option
@format_option
@reporting
def lint(
    files: tuple[str, ...],
    notes: tuple[str, ...],
    strict: bool,
    languages: tuple[str, ...],
    lang: str | None,
    style: str,
) -> int:
    """Find bad names: taken ones, function words, ambiguous and frequent ones.

    Without FILE, the lexicon of the project. Exit status 1 when there is an error. Python:
    deltalang.lexicon.lint.lint.
    """
    words = message_language(lang)
    own = project().lexicon_file
    paths = [Path(file) for file in files] or ([own] if own is not None else [])
    if not paths:
        raise click.UsageError(template("ui.no-lexicon", words))
    for path in (*paths, *map(Path, notes)):
        if not path.exists():
            raise missing(str(path), lang)
    lemmatizer = lemmatizer_of(languages, lang)
    counted, total = _counted(notes, lemmatizer)
    problems: list[Diagnostic] = []
    for path in paths:
        problems += lint_source(read_source(path), lemmatizer, windows=counted, total=total)
    problems.sort(key=sort_key)
    errors = print_report(problems, style, words, files=len(paths))
    return 1 if errors or (strict and problems) else 0


def _counted(notes: tuple[str, ...], lemmatizer: Lemmatizer) -> tuple[Counter[str] | None, int]:
    """Count in how many windows of some notes each lemma stands."""
    if not notes:
        return None, 0
    corpus = Corpus(notes, Mentions(Terms((), lemmatizer), lemmatizer, free=True, every=True))
    counted: Counter[str] = Counter()
    total = 0
    with progress_bar("lexicon lint") as progress:
        for passage in corpus.passages(progress=progress):
            counted.update({key(term.name) for term in passage.terms})
            total += 1
    return counted, total


def _data(idea: Idea) -> dict[str, object]:
    return attrs.asdict(idea, filter=lambda attribute, _: attribute.name != "place")


def _print(idea: Idea) -> None:
    print_text(f"{idea.id}  {idea.kind}")
    for lang in idea.names:
        print_text(f"  {lang}: {', '.join(idea.names[lang])}")
    for name, value in idea.modalities.items():
        print_text(
            f"  {name}: {float(Fraction(value)):g}" if "/" in value else f"  {name}: {value}"
        )
    for name, texts in idea.worded.items():
        print_text(f"  {name}: {' · '.join(texts.values())}")
