"""`deltalang scenes` and `repair`: what notes hold, and notes in a broken encoding."""

import sys
from pathlib import Path

import click

from deltalang.cli.options import format_option, lang_option, message_language, missing
from deltalang.cli.printing import harmless, print_problems, print_text
from deltalang.cli.projects import progress_bar, project, reporting
from deltalang.cli.vocabulary import languages_option, vocabulary
from deltalang.corpus.encodings import Repair, repair_bytes
from deltalang.corpus.files import Unread
from deltalang.corpus.mentions import Mentions
from deltalang.corpus.passages import Passage
from deltalang.corpus.reading import Corpus, Summary
from deltalang.diagnostics import Diagnostic
from deltalang.messages import template
from deltalang.registry.files import replace_file
from deltalang.renderers.json import disarmed
from deltalang.source import Source, Span

_MOST = 20  # files and lines named one by one below the summary


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--to",
    "target",
    type=click.Choice(["text", "jsonl", "delta"]),
    default="text",
    show_default=True,
)
@click.option(
    "--free", is_flag=True, help="Take every word that names something, registered or not."
)
@click.option("-q", "--quiet", is_flag=True, help="Print no summary.")
@languages_option
@lang_option
@format_option
@reporting
def scenes(
    paths: tuple[str, ...],
    target: str,
    free: bool,
    quiet: bool,
    languages: tuple[str, ...],
    lang: str | None,
    style: str,
) -> int:
    """Read scripts, vaults, texts and JSON lines as scenes, with the place of each.

    The summary goes to standard error. Exit status 1 when something could not be read (an empty file is
    only named). Python:
    deltalang.corpus.reading.Corpus.
    """
    for path in paths:
        if not Path(path).exists() and not Path(path).is_symlink():
            raise missing(path, lang)
    lemmatizer, terms = vocabulary(project(), languages, lang)
    corpus = Corpus(paths, Mentions(terms, lemmatizer, free=free))
    with progress_bar("scenes") as progress:
        for passage in corpus.passages(progress=progress):
            sys.stdout.write(_shown(passage, target))
    sys.stdout.flush()
    summary = corpus.summary()
    if not quiet:
        summarise(summary, message_language(lang))
    return 1 if any(one.reason != "empty" for one in summary.unread) else 0


def _shown(passage: Passage, target: str) -> str:
    match target:
        case "jsonl":
            return disarmed(passage.json_line())
        case "delta":
            return passage.script()
        case _:
            return harmless(f"{passage.place}: {passage.expression}") + "\n"


def summarise(summary: Summary, lang: str) -> None:
    """Print what was read, what was dropped and why, and what was not read."""
    counts = template("ui.scenes-read", lang)
    click.echo(
        counts.format(files=summary.files, scenes=summary.passages, without=summary.without_terms),
        err=True,
    )
    if summary.dropped:
        reasons = ", ".join(
            f"{template(f'ui.dropped-{reason}', lang)} {count}"
            for reason, count in summary.dropped.items()
        )
        click.echo(template("ui.scenes-dropped", lang).format(reasons=reasons), err=True)
    if summary.unread:
        click.echo(template("ui.scenes-unread", lang).format(count=len(summary.unread)), err=True)
    for one in summary.unread[:_MOST]:
        click.echo("  " + harmless(unread_line(one, lang)), err=True)
    if len(summary.unread) > _MOST:
        more = template("ui.scenes-more", lang)
        click.echo("  " + more.format(count=len(summary.unread) - _MOST), err=True)


def unread_line(one: Unread, lang: str) -> str:
    """Say why something was not read."""
    place = one.name if one.line is None else f"{one.name}:{one.line}"
    reason = template(f"ui.unread-{one.reason}", lang)
    return f"{place}: {reason.format(detail=one.detail, name=one.name)}"


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE...|-")
@click.option("--write", is_flag=True, help="Replace the files; without it nothing is written.")
@lang_option
@format_option
@reporting
def repair(paths: tuple[str, ...], write: bool, lang: str | None, style: str) -> int:
    """Mend texts in UTF-8 that were read in another encoding and saved again.

    Shows what would change; standard input is mended to standard output. Exit status 1 when
    something is broken and stays so. Python: deltalang.corpus.encodings.repair.
    """
    words = message_language(lang)
    broken, hopeless = 0, []
    for name, data in [_bytes_of(path, lang) for path in paths]:
        try:
            found = repair_bytes(data)
        except UnicodeDecodeError as error:
            source = Source(data.decode("utf-8", "replace"), name)
            place = Span(len(data[: error.start].decode()), len(data[: error.start].decode()) + 1)
            hopeless.append(Diagnostic("E108", "no-code-page", source, place))
            continue
        if name == "<stdin>":
            sys.stdout.buffer.write(data if found is None else found.text.encode())
            sys.stdout.buffer.flush()
        elif found is None:
            click.echo(harmless(template("ui.repair-clean", words).format(name=name)), err=True)
        else:
            broken += not write
            _report(name, data, found, write, words)
    print_problems(hopeless, style, words, err=True)
    return 2 if hopeless else 1 if broken else 0


def _bytes_of(path: str, lang: str | None) -> tuple[str, bytes]:
    if path == "-":
        return "<stdin>", sys.stdin.buffer.read()
    if Path(path).is_dir():
        raise click.UsageError(f"{path} is a folder; name the files to repair")
    if not Path(path).exists():
        raise missing(path, lang)
    return path, Path(path).read_bytes()


def _report(name: str, data: bytes, found: Repair, write: bool, words: str) -> None:
    if write:
        replace_file(Path(name), found.text)
    message = template("ui.repaired" if write else "ui.would-repair", words)
    counts = {"name": name, "codecs": ", ".join(found.codecs), "lines": len(found.lines)}
    click.echo(harmless(message.format(**counts)), err=True)
    if not write and found.lines:
        first = found.lines[0]
        before = Source(data.decode("utf-8", "replace"))
        print_text(f"{first}: - {before.line(first)}")
        print_text(f"{first}: + {Source(found.text).line(first)}")
