"""`deltalang init`, `publish`, `label`, `rollback`, `promote`, `deprecate`, `retire`."""

import sys
from pathlib import Path

import attrs
import click

from deltalang.cli.options import format_option, inputs, lang_option, message_language
from deltalang.cli.projects import (
    confirmed,
    force_option,
    project,
    project_of,
    reporting,
    signature,
    signature_options,
    yes_option,
)
from deltalang.diagnostics import visible
from deltalang.messages import template
from deltalang.project import REGISTRY
from deltalang.project import init as make_project
from deltalang.registry.drafts import Draft
from deltalang.registry.records import RULES, Evidence
from deltalang.registry.store import Publication


@click.command()
@click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path))
@lang_option
def init(folder: Path, lang: str | None) -> int:
    """Make an empty registry in FOLDER; what is there already stays.

    Python: deltalang.project.init.
    """
    make_project(folder)
    words = template("ui.registry-made", message_language(lang))
    click.echo(words.format(path=(folder / REGISTRY).as_posix()), err=True)
    return 0


@click.command()
@click.argument("what", nargs=-1, metavar="DEFINITION|FILE|-")
@click.option("--note", "notes", multiple=True, metavar="LANG=TEXT", help="What it is for.")
@click.option(
    "--evidence", multiple=True, metavar="FILE:LINE:QUOTE", help="Where the scene was seen."
)
@click.option("--rule", type=click.Choice(RULES), help="What editions may follow.")
@click.option("--dry-run", is_flag=True, help="Show what would be published; write nothing.")
@force_option
@signature_options
@yes_option
@lang_option
@format_option
@reporting
def publish(
    what: tuple[str, ...],
    notes: tuple[str, ...],
    evidence: tuple[str, ...],
    rule: str | None,
    dry_run: bool,
    force: bool,
    by: str | None,
    why: str,
    yes: bool,
    lang: str | None,
    style: str,
) -> int:
    """Publish the definitions of scripts, or `Δ100 = …`, as new versions.

    Shows what changes in meaning and its class; asks on a terminal. `:expect` lines about a
    definition become its claims. Python: Project.publish.
    """
    words = message_language(lang)
    signed = signature(by, why)
    for source in inputs(what, lang):
        here = project_of(source)
        found = [
            _with(draft, notes, evidence, rule, default_lang=lang) for draft in here.drafts(source)
        ]
        for planned in here.plan(found, signed, force=force):
            click.echo(_line(planned), err=not dry_run)
        if dry_run:
            continue
        if not confirmed("ui.publish-ask", yes, lang):
            click.echo(template("ui.nothing-written", words), err=True)
            return 1
        for done in here.publish(found, signed, force=force):
            click.echo(done.record.edition)
            sys.stdout.flush()
    return 0


def _with(
    draft: Draft,
    notes: tuple[str, ...],
    evidence: tuple[str, ...],
    rule: str | None,
    *,
    default_lang: str | None,
) -> Draft:
    texts = dict(_note(note, default_lang) for note in notes)
    seen = tuple(map(_evidence, evidence))
    return attrs.evolve(
        draft,
        notes=texts or None,
        evidence=seen or None,
        rule=rule,
        language=default_lang or draft.language,
    )


def _note(text: str, default: str | None) -> tuple[str, str]:
    lang, mark, words = text.partition("=")
    return (lang, words) if mark and lang in ("ru", "en") else (default or "", text)


def _evidence(text: str) -> Evidence:
    source, _, rest = text.partition(":")
    line, _, quote = rest.partition(":")
    if not source:
        raise click.BadParameter(f"{text!r}; write for example notes.md:12:a line of it")
    if line.isdecimal() and int(line):
        return Evidence(source, int(line), quote)
    return Evidence(source, None, rest)


def _line(planned: Publication) -> str:
    """`Δ100@2 extends: + свет`: edition, class, difference."""
    record = planned.record
    shown = visible(planned.difference.display, limit=10_000)
    new = (
        planned.before is None and record.slug is not None
    )  # its number is given when it is written
    name = f"Δ:{record.slug}" if new else record.edition
    return f"{name} {record.compatibility}: {shown}"


@click.command()
@click.argument("formula")
@click.argument("word")
@click.argument("version", type=click.IntRange(min=1))
@signature_options
@lang_option
@format_option
@reporting
def label(
    formula: str, word: str, version: int, by: str | None, why: str, lang: str | None, style: str
) -> int:
    """Let a label, WORD, lead to a version: `label Δ100 зима 3`, then `Δ100@зима`.

    Python: Registry.set_label.
    """
    project().writable().set_label(formula, word, version, signature(by, why))
    return 0


@click.command()
@click.argument("formula")
@click.option(
    "--to", "version", type=click.IntRange(min=1), help="The version (default: the last)."
)
@signature_options
@lang_option
@format_option
@reporting
def rollback(
    formula: str, version: int | None, by: str | None, why: str, lang: str | None, style: str
) -> int:
    """Take the label `stable` back to where it was, or to a version. Python: Registry.rollback."""
    back = project().writable().rollback(formula, signature(by, why), version=version)
    click.echo(f"{formula}@{back}")
    return 0


@click.command()
@click.argument("formula")
@click.option("--version", type=click.IntRange(min=1), help="The version (default: the newest).")
@force_option
@signature_options
@lang_option
@format_option
@reporting
def promote(
    formula: str,
    version: int | None,
    force: bool,
    by: str | None,
    why: str,
    lang: str | None,
    style: str,
) -> int:
    """Make an edition stable: its claims hold, it has evidence, and --by names who says so.

    Python: Registry.promote.
    """
    if by is None:
        raise click.UsageError("--by: a person approves a formula by name")
    here = project()
    signed = signature(by, why)
    done = here.writable().promote(formula, signed, version=version, below=here.below, force=force)
    click.echo(f"{formula}@{done}")
    return 0


def _marking(name: str, status: str, about: str) -> click.Command:
    """Make a command that gives editions of a formula a status."""

    @click.command(name=name, help=f"{about}\n\nPython: Registry.mark.")
    @click.argument("formula")
    @click.option("--version", type=click.IntRange(min=1), help="Only this version (default: all).")
    @click.option("--replaced-by", metavar="FORMULA", help="What to use instead.")
    @signature_options
    @lang_option
    @format_option
    @reporting
    def mark(
        formula: str,
        version: int | None,
        replaced_by: str | None,
        by: str | None,
        why: str,
        lang: str | None,
        style: str,
    ) -> int:
        here = project()
        if replaced_by is not None:
            here.session().expand(replaced_by)  # what is offered instead must be there
        versions = None if version is None else (version,)
        signed = signature(by, why)
        here.writable().mark(formula, status, signed, versions=versions, replaced_by=replaced_by)
        return 0

    return mark


deprecate = _marking(
    "deprecate", "deprecated", "Mark a formula as deprecated: it works on, with a warning."
)
retire = _marking(
    "retire", "retired", "Offer a formula no longer: only a lock file or a digest still lead to it."
)
