"""Formulas for a half-typed expression: by number, by name, by words of what they are made of."""

import re
from collections.abc import Sequence

import attrs

from deltalang.keys import key
from deltalang.registry.glance import Glance

MOST = 50
"""So many formulas are offered for a word; there is no limit to numbers and names."""
_NUMBER = re.compile(r"(?:\\[dDΔ∆]|[Δ∆]|[dD](?=[0-9])|D(?=$))([0-9]*)")
_NAME = re.compile(r"\\?[Δ∆]:(.*)")
_PIN = re.compile(r"((?:\\?[dDΔ∆])([0-9]+)@)([\w-]*)")
_WORD = re.compile(r"\w+")


@attrs.frozen
class Offer:
    """What may stand in the place of a term: the text, and what a person is told about it.

    `continues` says that the text goes on from what was typed, instead of replacing it.
    """

    text: str
    about: str
    continues: bool = True


def offers(typed: str, formulas: Sequence[Glance]) -> list[Offer]:
    """Find what a term may become; by number and name first, else by words.

    >>> known = [Glance("02", "сжатие-жар-рост", "жар + рост + сжатие"), Glance("15", None, "дождь")]
    >>> [offer.text for typed in ("D0", "Δ:сж", "рос", "Δ1") for offer in offers(typed, known)]
    ['Δ02', 'Δ:сжатие-жар-рост', 'Δ02', 'Δ15']
    """
    if found := _PIN.fullmatch(typed):
        return _pins(found, formulas)
    if found := _NAME.fullmatch(typed):
        return _names(found[1], formulas)
    if found := _NUMBER.fullmatch(typed):
        return _numbers(found[1], formulas)
    words = _WORD.findall(key(typed))
    if not words or len(words[-1]) < 2 or typed[-1:].isspace() or "\\" in typed:
        return []
    return _by_words(words, formulas)[:MOST]


def _pins(found: re.Match[str], formulas: Sequence[Glance]) -> list[Offer]:
    """The labels and versions of a formula, behind what was typed."""
    for one in formulas:
        if one.code == found[2]:
            pins = (*one.labels, *map(str, one.versions))
            name = re.sub(r"^\\.", "Δ", found[1])
            return [Offer(name + pin, about(one)) for pin in pins if _plain(pin, start=found[3])]
    return []


def _names(start: str, formulas: Sequence[Glance]) -> list[Offer]:
    """The names that begin so; where none does, those with a word that begins so."""
    named = [(one, one.slug) for one in formulas if one.slug and _plain(one.slug)]
    wanted = key(start)
    exact = [(one, slug) for one, slug in named if key(slug).startswith(wanted)]
    if exact:
        return [Offer(f"Δ:{slug}", about(one, code=True)) for one, slug in exact]
    return [
        Offer(f"Δ:{slug}", about(one, code=True), continues=False)
        for one, slug in named
        if f"-{wanted}" in f"-{key(slug)}"
    ]


def _numbers(start: str, formulas: Sequence[Glance]) -> list[Offer]:
    """The numbers that begin so; where none does, those that differ by zeros in front."""
    exact = [one for one in formulas if one.code.startswith(start)]
    if exact:
        return [Offer(f"Δ{one.code}", about(one)) for one in exact]
    near = [one for one in formulas if one.code.lstrip("0") == start.lstrip("0")]
    return [Offer(f"Δ{one.code}", about(one), continues=False) for one in near]


def _by_words(words: Sequence[str], formulas: Sequence[Glance]) -> list[Offer]:
    """The formulas in whose name or text all words are, the last one as a beginning.

    Those that have the last word as it is come first.
    """
    whole: list[Offer] = []
    begun: list[Offer] = []
    for one in formulas:
        known = _WORD.findall(key(f"{one.slug or ''} {one.formula}"))
        if all(word in known for word in words[:-1]):
            offer = Offer(f"Δ{one.code}", about(one), continues=False)
            if words[-1] in known:
                whole.append(offer)
            elif any(word.startswith(words[-1]) for word in known):
                begun.append(offer)
    return whole + begun


def about(one: Glance, *, code: bool = False) -> str:
    """Say in a line what a formula is: its name, or with `code` its number, and its text."""
    head = f"Δ{one.code}" if code else (one.slug or "")
    return ": ".join(part for part in (head, one.formula) if part)


def _plain(word: str, *, start: str = "") -> bool:
    """Tell whether a word of somebody's file may go into a line of a shell as it is."""
    return key(word).startswith(key(start)) and all(
        part.replace("_", "a").isalnum() for part in word.split("-")
    )
