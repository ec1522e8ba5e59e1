"""`deltalang mine`: patterns that recur in scripts and notes, proposed with their evidence."""

from __future__ import annotations

import re
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from deltalang.cli.notes import summarise
from deltalang.cli.options import format_option, lang_option, message_language, missing
from deltalang.cli.printing import harmless
from deltalang.cli.projects import project, reporting
from deltalang.cli.status import running_total
from deltalang.cli.vocabulary import languages_option, vocabulary
from deltalang.corpus.mentions import Mentions
from deltalang.corpus.reading import Corpus
from deltalang.keys import key
from deltalang.messages import template
from deltalang.registry.files import replace_file

if TYPE_CHECKING:
    from deltalang.mining.proposals import Report
    from deltalang.mining.settings import Settings
    from deltalang.project import Project

TARGETS = ("table", "json", "html")
PARTS = ("sums", "chains", "templates")


class Support(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions only
    """A number of scenes, or a share of them: `5`, `0.01`, `1%`."""

    name = "number|share"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int | float:
        """Read a support. Fails for what is none."""
        if isinstance(value, (int, float)):
            return value
        text = str(value).strip()
        try:
            if text.endswith("%"):
                number: int | float = float(text[:-1]) / 100
            else:
                number = float(text) if "." in text else int(text)
        except ValueError:
            self.fail(f"{text!r}; write a number of scenes (5) or a share (0.01, 1%)", param, ctx)
        if not number > 0 or (isinstance(number, float) and number > 1):
            self.fail(f"{text!r} is no number of scenes, and no share of them", param, ctx)
        return number


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--to", "target", type=click.Choice(TARGETS), default="table", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file."
)
@click.option("--top", type=click.IntRange(min=1), default=30, show_default=True)
@click.option("--free", is_flag=True, help="Every word that names something, registered or not.")
@click.option(
    "--min-documents", type=click.IntRange(min=1), help="Documents (default: 1 in 180, 3 to 10)."
)
@click.option(
    "--min-support", type=Support(), help="Scenes, or a share (default: 3, or 1 in 5000)."
)
@click.option("--min-lift", type=click.FloatRange(min=0), default=1.5, show_default=True)
@click.option("--max-length", type=click.IntRange(min=2), default=7, show_default=True)
@click.option("--max-gap", type=click.IntRange(min=1), help="Beats between neighbours of a chain.")
@click.option("--max-window", type=click.IntRange(min=1), help="Beats from first to last.")
@click.option("--only", type=click.Choice(PARTS), multiple=True, help="Look for these alone.")
@click.option("--without", metavar="RULE", multiple=True, help="Switch a rule off.")
@click.option("--rank", type=click.Choice(["gain", "leverage"]), default="gain", show_default=True)
@click.option("--max-time", type=click.FloatRange(min=0), metavar="SECONDS")
@click.option("--max-patterns", type=click.IntRange(min=1), default=1_000_000, show_default=True)
@click.option("--shuffles", type=click.IntRange(min=0), default=1, show_default=True)
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True)
@click.option(
    "--engine",
    type=click.Choice(["auto", "numpy", "numba", "spark"]),
    default="auto",
    show_default=True,
)
@click.option("--fold", is_flag=True, help="Rewrite scripts with accepted formulas instead.")
@click.option("--write", is_flag=True, help="With --fold: replace the files.")
@click.option("--no-save", is_flag=True, help="Keep no proposals for `review`.")
@languages_option
@lang_option
@format_option
@reporting
def mine(
    paths: tuple[str, ...],
    target: str,
    output: Path | None,
    top: int,
    free: bool,
    fold: bool,
    write: bool,
    no_save: bool,
    languages: tuple[str, ...],
    lang: str | None,
    style: str,
    **chosen: object,
) -> int:
    """Find scenes that recur in scripts, vaults and JSON lines, and propose them as formulas.

    Proposals are kept in a private folder for `deltalang review`; nothing is published. Ctrl-C keeps what
    was found. Python: deltalang.mining.mine.
    """
    words = message_language(lang)
    for path in paths:
        if not Path(path).exists():
            raise missing(path, lang)
    if output is not None and not output.parent.is_dir():
        raise missing(output.parent.as_posix(), lang)
    here = project()
    if write and not fold:
        raise click.UsageError("--write goes with --fold: nothing else writes to scripts")
    if fold:
        return _folded(here, paths, write, words, style)
    if find_spec("numpy") is None:
        raise click.ClickException(template("ui.mine-no-numpy", words))
    settings = _settings(chosen)
    lemmatizer, terms = vocabulary(here, languages, lang)
    corpus = Corpus(paths, Mentions(terms, lemmatizer, free=free))
    report = _mined(here, corpus, settings, words)
    summarise(corpus.summary(), words)
    report = _without_rejected(here, report, words)
    _print(report, target, output, top, words)
    kept = no_save or _keep(here, report, words)
    return 130 if "cancelled" in report.limits else 0 if kept else 2


def _folded(here: Project, paths: tuple[str, ...], write: bool, words: str, style: str) -> int:
    """Write scripts with the formulas that reviews accepted."""
    from deltalang.cli.folding import print_folded
    from deltalang.proposing.folding import fold_scripts

    done = fold_scripts(here, paths, write=write)
    return print_folded(done, words, written=write, style=style)


def _settings(chosen: dict[str, object]) -> Settings:
    """The settings that options say. Raises click.UsageError for what makes no sense."""
    from deltalang.mining.embedding import Gaps  # numpy: only mining needs it
    from deltalang.mining.settings import Settings

    only = chosen.pop("only") or PARTS
    assert isinstance(only, tuple)
    gaps = Gaps(most=chosen.pop("max_gap"), window=chosen.pop("max_window"))  # type: ignore[arg-type]
    parts = {part: part in only for part in PARTS}
    try:
        return Settings(gaps=gaps, **parts, **chosen)  # type: ignore[arg-type]
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _mined(here: Project, corpus: Corpus, settings: Settings, words: str) -> Report:
    """Run the miner, with a line that shows how far it is."""
    from deltalang.mining.engines import MissingEngineError
    from deltalang.mining.miner import mine as run_miner
    from deltalang.proposing.decisions import known_decisions
    from deltalang.proposing.unfolding import unfolded

    try:
        with running_total("ui.mine-at-", words) as progress:
            scenes = unfolded(corpus.passages(), here, known_decisions(here))
            run = run_miner(scenes, settings, kinds=_kinds(here), hole=_hole, progress=progress)
            report = run.report()
    except MissingEngineError as error:
        raise click.ClickException(str(error)) from error
    if sys.stderr.isatty():
        said = {"engine": run.engine, "seconds": f"{run.seconds:.1f}"}
        click.echo(template("ui.mine-done", words).format(**said), err=True)
    return report


def _kinds(here: Project) -> dict[str, str]:
    """What kind of image the names of the lexicon are, by their keys: for the holes of templates."""
    return {
        key(name): idea.kind
        for idea in here.lexicon.ideas
        for names in idea.names.values()
        for name in names
    }


def _hole(kind: str, said: str) -> str:
    """What a hole for a kind of image is called, in the language of a template."""
    return template(f"ui.kind-{kind}", "ru" if re.search("[а-яё]", said, re.IGNORECASE) else "en")


def _without_rejected(here: Project, report: Report, words: str) -> Report:
    """Leave out what was rejected before, and say how much that is."""
    from deltalang.proposing.decisions import known_decisions, without_rejected

    kept, rejected = without_rejected(report, known_decisions(here))
    if rejected:
        click.echo(template("ui.mine-rejected", words).format(count=rejected), err=True)
    return kept


def _keep(here: Project, report: Report, words: str) -> bool:
    """Keep the proposals for `review`; where that cannot be, say so: the list has been printed."""
    from deltalang.proposing.folder import keep_report, private_folder

    try:
        path = keep_report(here, report)
    except OSError as error:
        said = template("ui.mine-not-kept", words)
        folder = private_folder(here).as_posix()
        click.echo(harmless(said.format(path=folder, reason=error.strerror or error)), err=True)
        return False
    here_now = Path.cwd()
    shown = path.relative_to(here_now) if path.is_relative_to(here_now) else path
    said = template("ui.mine-kept", words)
    click.echo(harmless(said.format(path=shown.as_posix(), count=len(report.proposals))), err=True)
    return True


def _print(report: Report, target: str, output: Path | None, top: int, words: str) -> None:
    text = _rendered(report, target, top, words)
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        replace_file(output, text)


def _rendered(report: Report, target: str, top: int, words: str) -> str:
    match target:
        case "json":
            from deltalang.mining.reporting.json import dump_report

            return dump_report(report)
        case "html":
            from deltalang.mining.reporting.html import report_page

            return report_page(report, words, top)
        case _:
            from deltalang.mining.reporting.table import report_table

            return report_table(report, words, top)
