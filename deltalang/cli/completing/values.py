"""What each argument and option may be: a table by their names and by the words of their metavars."""

import re
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from pathlib import Path
from typing import Any

import attrs
import click
from click.shell_completion import CompletionItem

from deltalang.cli.options import TargetType
from deltalang.editing.formulas import about, offers
from deltalang.editing.place import place_of
from deltalang.limits import Limits
from deltalang.messages.rules_en import RULES
from deltalang.project import Project
from deltalang.registry.glance import Glance, by_number, glances
from deltalang.registry.labels import KEPT
from deltalang.renderers.targets import TARGETS, plugins
from deltalang.words.lemmatizer import LANGUAGES

Items = Iterator["CompletionItem[str]"]  # a string: not generic before click 8.2
Kind = Callable[[click.Context, click.Parameter, str], Items]
_SCRIPT = 1_000_000
_LABEL = re.compile(r"^([^\W\d][\w-]*):(?=\s)", re.MULTILINE)
_JOINS = re.compile(r"[-+~→|(,:^*−]\Z")


class Values(click.ParamType):  # type: ignore[type-arg]  # not generic before click 8.2
    """The type of a parameter whose values are completed by some kinds, one after another."""

    name = "values"

    def __init__(self, *kinds: Kind) -> None:
        self.kinds = kinds

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem[str]]":
        """Give what may stand there."""
        return [item for kind in self.kinds for item in kind(ctx, param, incomplete)]


def known_formulas() -> list[Glance]:
    """The formulas that an expression in the current folder may name, by number."""
    return sorted(glances(Project.find(".").layers), key=by_number)


def expressions(ctx: click.Context, param: click.Parameter, text: str) -> Items:
    """Formulas for the last term of an expression."""
    place = place_of(text)
    if not place.takes_formula:
        return
    start = place.start
    earlier = ctx.params.get(param.name or "")
    last = earlier[-1] if isinstance(earlier, (tuple, list)) and earlier else "+"
    for offer in offers(place.typed, known_formulas()):
        # The words before belong to the same term, and they would stay where they are.
        if offer.continues or start or _JOINS.search(str(last)):
            yield CompletionItem(
                text[:start] + offer.text,
                help=offer.about,
                keep=start,
                replaces=not offer.continues,
            )


def one_formula(_ctx: click.Context, _param: click.Parameter, text: str) -> Items:
    """A formula alone, all of them where nothing is typed yet."""
    for offer in offers(text or "Δ", known_formulas()):
        yield CompletionItem(offer.text, help=offer.about, replaces=not offer.continues)


def files(_ctx: click.Context, _param: click.Parameter, text: str) -> Items:
    """Files, which the shell itself finds; not where a formula is being written."""
    if not re.match(r"\\?[Δ∆]|.*\s", text):
        yield CompletionItem(text, type="file")


def words_of(find: Callable[[click.Context], Mapping[str, str]]) -> Kind:
    """Make a kind of some words, each with what it is about."""

    def kind(ctx: click.Context, _param: click.Parameter, text: str) -> Items:
        for word, said in find(ctx).items():
            if word.casefold().startswith(text.casefold()):
                yield CompletionItem(word, help=said, part=word.endswith("="))

    return kind


def _limits(_ctx: click.Context) -> dict[str, str]:
    return {f"{field.name}=": f"{field.default}" for field in attrs.fields(Limits)}


def _targets(_ctx: click.Context) -> dict[str, str]:
    brought = {one.name: one.distribution for one in plugins() if not one.hidden}
    return dict.fromkeys(TARGETS, "") | brought


def _labels(_ctx: click.Context) -> dict[str, str]:
    """The labels of the registries; those that it moves by itself are always there."""
    found = {label for one in known_formulas() for label in one.labels}
    return dict.fromkeys((*KEPT, *sorted(found - {*KEPT})), "")


def _labels_of(ctx: click.Context) -> dict[str, str]:
    """The labels of the formula before, with what it is."""
    name = str(ctx.params.get("formula") or "").lstrip("Δ∆dD")
    for one in known_formulas():
        if name in (one.code, f":{one.slug}"):
            return dict.fromkeys((*KEPT, *(x for x in one.labels if x not in KEPT)), about(one))
    return dict.fromkeys(KEPT, "")


def _scene_labels(ctx: click.Context) -> dict[str, str]:
    """The labels of the scenes of the script that is compared with."""
    path = Path(str(ctx.params.get("against") or ""))
    if not path.is_file():
        return {}
    with path.open("rb") as script:
        text = script.read(_SCRIPT).decode("utf-8", "ignore")
    return dict.fromkeys(_LABEL.findall(text), "")


def _rules(_ctx: click.Context) -> dict[str, str]:
    return {code: title for code, (title, _) in RULES.items()}


def _commands(ctx: click.Context) -> dict[str, str]:
    """The commands of the command that the words before name."""
    group: Any = ctx.find_root().command
    for name in ctx.params.get("command") or ():
        group = group.get_command(ctx, name) if isinstance(group, click.Group) else None
    if not isinstance(group, click.Group):
        return {}
    found = ((name, group.get_command(ctx, name)) for name in group.list_commands(ctx))
    return {name: one.get_short_help_str() for name, one in found if one is not None}


BY_NAME: Mapping[tuple[str, str], tuple[Kind, ...]] = {
    ("*", "limits"): (words_of(_limits),),
    ("*", "languages"): (words_of(lambda _: dict.fromkeys(LANGUAGES, "")),),
    ("*", "tokenizer"): (words_of(lambda _: {"estimate": "", "o200k_base": ""}), files),
    ("*", "notes"): (words_of(lambda _: {"ru=": "", "en=": ""}),),
    ("md", "notes"): (files,),
    ("list", "label"): (words_of(_labels),),
    ("label", "word"): (words_of(_labels_of),),
    ("verify", "label"): (words_of(_scene_labels),),
    ("rule", "code"): (words_of(_rules),),
    ("lint", "notes"): (files,),
    ("render", "notes"): (files,),
}
"""Kinds by the names of a command (or any, `*`) and of its parameter."""

BY_METAVAR: Mapping[str, tuple[Kind, ...]] = {
    "EXPR": (expressions,),
    "DEFINITION": (expressions,),
    "OLD": (expressions, files),
    "NEW": (expressions, files),
    "FORMULA": (one_formula,),
    "OURS": (one_formula,),
    "EDITION": (one_formula,),
    "COMMAND": (words_of(_commands),),
    "FILE": (files,),
    "FOLDER": (files,),
    "DIR": (files,),
    "PATH": (files,),
    "NOTE": (files,),
    "ANSWER": (files,),
}
"""Kinds by a word of the metavar, which is the name in capitals where there is none."""

FREE = frozenset(
    {
        "by",
        "why",
        "base",
        "number",
        "words",
        "word",
        "text",
        "model",
        "base_url",
        "without",
        "baseline",
        "address",
    }
)
"""Parameters that take words of one's own: nothing is offered."""


def kinds(command: str, parameter: click.Parameter) -> tuple[Kind, ...]:
    """Find what is offered for a parameter of a command; nothing where that is not known."""
    for key in ((command, parameter.name or ""), ("*", parameter.name or "")):
        if key in BY_NAME:
            return BY_NAME[key]
    metavar = parameter.metavar or (parameter.name or "").upper()
    found = [kind for word in re.findall(r"[A-Z]+", metavar) for kind in BY_METAVAR.get(word, ())]
    return tuple(dict.fromkeys(found))


def dress(command: click.Command) -> click.Command:
    """Give a command whose parameters can be completed; the command itself stays as it is."""
    dressed = copy(command)
    dressed.params = [_dressed(command.name or "", parameter) for parameter in command.params]
    return dressed


def _dressed(command: str, parameter: click.Parameter) -> click.Parameter:
    found: tuple[Kind, ...] = ()
    if isinstance(parameter.type, TargetType):
        found = (words_of(_targets),)
    elif isinstance(parameter.type, type(click.STRING)):
        found = kinds(command, parameter)
    if not found:
        return parameter
    dressed = copy(parameter)
    dressed.type = Values(*found)
    return dressed
