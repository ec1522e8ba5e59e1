"""`deltalang why`, `fold` and `diff`: what a scene is made of, and what lies between two."""

import sys
from fractions import Fraction

import click

from deltalang.algebra.merge import diff as scene_diff
from deltalang.algebra.scene import Scene
from deltalang.cli.options import (
    format_option,
    inputs,
    lang_option,
    limit_option,
    message_language,
    status_of,
)
from deltalang.cli.printing import print_problems, print_text, use_color
from deltalang.cli.projects import locked_option, session_of
from deltalang.cli.side_by_side import side_by_side
from deltalang.diagnostics import DeltaError
from deltalang.limits import Limits
from deltalang.messages import template
from deltalang.renderers.document import Document
from deltalang.renderers.json import render
from deltalang.session import Session, fold_documents
from deltalang.source import Source


@click.command()
@click.argument("what", nargs=-1, metavar="EXPR|FILE|-")
@click.option(
    "--to", "target", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@locked_option
@lang_option
@limit_option
@format_option
def why(
    what: tuple[str, ...],
    target: str,
    locked: bool,
    lang: str | None,
    limits: Limits,
    style: str,
) -> int:
    """Show where each weight comes from: память ×2.5 = 1 (written here) + 1 (Δ07@2) + 1/2 (Δ02@3).

    Python: deltalang.why.
    """
    words = message_language(lang)
    try:
        for source in inputs(what, lang):
            session = session_of(source, limits, locked=locked)
            for document in session.documents(source):
                if target == "json":
                    click.echo(render(document), nl=False)
                    continue
                if document["label"]:
                    print_text(f"{document['label']}:")
                lines = why_lines(document, template("ui.written-here", words))
                for line in lines or [template("ui.why-nothing", words)]:
                    print_text(line)
    except DeltaError as error:
        print_problems(error.diagnostics, style, words, err=True)
        return status_of(error)
    return 0


def why_lines(document: Document, here: str, indent: str = "") -> list[str]:
    """Write the sources of every image, those inside beats and options indented below."""
    lines = []
    lists = ("images", "beats", "cycles", "choices", "holes", "avoid")
    for entry in (entry for name in lists for entry in document[name]):
        lines.append(
            f"{indent}{entry['text']} ×{_decimal(entry['weight'])} = {_parts(entry, here)}"
        )
        for number, part in enumerate(entry.get("parts", ()), start=1):
            lines.append(f"{indent}  {number}. {part['canonical']}")
            lines += why_lines(part, here, indent + "     ")
    return lines


def _parts(entry: Document, here: str) -> str:
    text = ""
    for part in entry["why"]:
        weight = part["weight"]
        sign = (
            ("" if not text else " + ")
            if not weight.startswith("-")
            else ("-" if not text else " - ")
        )
        sources = " · ".join(here if s == "text" else s for s in part["source"].split(" · "))
        text += f"{sign}{weight.removeprefix('-')} ({sources})"
    return text


def _decimal(weight: str) -> str:
    """Write a weight as a short decimal where that is exact."""
    if len(weight) > 15:
        return weight
    number = Fraction(weight)
    shown = f"{float(number):g}"
    return shown if Fraction(shown) == number else weight


@click.command()
@click.argument("what", nargs=-1, metavar="EXPR|FILE|-")
@locked_option
@lang_option
@limit_option
@format_option
def fold(what: tuple[str, ...], locked: bool, lang: str | None, limits: Limits, style: str) -> int:
    """Write scenes shorter with known formulas; they expand to the same scenes.

    Python: deltalang.fold.
    """
    try:
        for source in inputs(what, lang):
            session = session_of(source, limits, locked=locked)
            for label, scene in fold_documents(session.scenes(source), session):
                print_text((f"{label}: " if label else "") + scene.display)
    except DeltaError as error:
        print_problems(error.diagnostics, style, message_language(lang), err=True)
        return status_of(error)
    return 0


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--side-by-side/--no-side-by-side",
    "beside",
    default=None,
    help="Show the images of both beside each other as well (default: on a terminal).",
)
@locked_option
@lang_option
@limit_option
@format_option
def diff(
    old: str,
    new: str,
    beside: bool | None,
    locked: bool,
    lang: str | None,
    limits: Limits,
    style: str,
) -> int:
    """Show the scene that leads from OLD to NEW (expressions, files or -); 0 when they are equal.

    Scenes of files are paired by label, those without one by their order. Python: deltalang.diff.
    """
    try:
        sources = [inputs((text,), lang)[0] for text in (old, new)]
        before, after = (_by_label(session_of(s, limits, locked=locked), s) for s in sources)
    except DeltaError as error:
        print_problems(error.diagnostics, style, message_language(lang), err=True)
        return status_of(error)
    names = list(dict.fromkeys([*before, *after]))
    for name in names:
        was, now = (scenes.get(name, Scene.zero()) for scenes in (before, after))
        title = f"{name}: " if len(names) > 1 else ""
        print_text(title + scene_diff(was, now).display)
        if beside or (beside is None and sys.stdout.isatty()):
            color = use_color(sys.stdout)
            for line in side_by_side(was, now, color=color):
                click.echo(line, color=color)
    return 0


def _by_label(session: Session, source: Source) -> dict[str, Scene]:
    results = enumerate(session.scenes(source), start=1)
    return {result.label or str(number): result.scene for number, result in results}
