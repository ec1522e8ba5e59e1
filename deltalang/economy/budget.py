"""Fitting a scene into a budget of tokens: what is left out, in which order, and why.

The order: images that are hypotheses, the least attention first, those inside sequences, cycles and
choices among them; then sequences, cycles, choices and holes that are hypotheses; then, where that makes
the scene fit, what is to be avoided. Anchors stay, whatever they cost: those inside a sequence or choice
with what holds them, those to be avoided too. So does the entry with the most attention: an empty prompt
fits into every budget and says nothing. Fewer entries make a shorter prompt, so the number to leave out
is found by halving: a scene of a thousand images is rendered a dozen times, not a thousand.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, Literal

import attrs

from deltalang.renderers.document import Document
from deltalang.renderers.outline import is_glued

Reason = Literal["hypothesis", "structure", "avoided"]
Path = tuple[str | int, ...]
_STRUCTURES = ("beats", "cycles", "choices")
_LISTS = ("images", *_STRUCTURES, "holes", "avoid")
_TURN = {"hypothesis": 0, "structure": 1, "avoided": 2}


@attrs.frozen
class Dropped:
    """An entry that was left out: its text, why it could go, and its share of the attention."""

    text: str
    reason: Reason
    attention: float
    path: Path = attrs.field(repr=False)


@attrs.frozen
class Fitted:
    """A document that was fitted, what it lost in the order of the loss, and what it costs now."""

    document: Document
    dropped: tuple[Dropped, ...]
    tokens: int


def fit(
    document: Document,
    render: Callable[[Document], str],
    budget: int,
    count: Callable[[str], int],
) -> Fitted:
    """Leave out as few entries as fit the rendered document into a budget.

    With one entry less left out it would not fit. Where what has to stay costs more, `tokens` is over the
    budget: the hypotheses are left out, and what is to be avoided stays, since its loss would not do.
    `canonical`, `digest` and `attention` stay those of the scene.

    >>> from deltalang.renderers.document import Origin, document
    >>> from deltalang.renderers.prompt import render
    >>> from deltalang.algebra.scene import Scene
    >>> scene = Scene.atom("rain") + Scene.atom("snow", trust="hypothesis")
    >>> made = document(scene, Origin("rain + snow?"))
    >>> fitted = fit(made, render, 20, lambda text: len(text.split()))
    >>> [one.text for one in fitted.dropped], fitted.tokens
    (['snow?'], 16)
    """
    order = droppable(document)

    def cost(number: int) -> int:
        return count(render(without(document, order[:number])))

    low, high = 0, len(order)
    tokens = cost(0)
    if tokens > budget:
        tokens = cost(high)
        while tokens <= budget and high - low > 1:
            middle = (low + high) // 2
            now = cost(middle)
            if now <= budget:
                high, tokens = middle, now
            else:
                low = middle
        if tokens > budget:
            high = sum(one.reason != "avoided" for one in order)
            tokens = cost(high)
        low = high
    gone = {one.path for one in order[:low]}
    dropped = tuple(one for one in order[:low] if not _inside(one.path, gone))
    return Fitted(without(document, dropped), dropped, tokens)


def droppable(document: Document) -> list[Dropped]:
    """Name what can be left out, in the order in which it goes."""
    found = [(one.attention, one) for one in (*_hypotheses(document), *_nested(document))]
    for place, entry in enumerate(document["avoid"]):
        if _is_marked(entry):
            continue
        one = Dropped(entry["text"], "avoided", entry["attention"], ("avoid", place))
        found.append(
            (float(abs(Fraction(entry["weight"]))), one)
        )  # nothing attends to what is avoided

    def turn(at: int) -> tuple[int, float, int]:
        size, one = found[at]
        return _TURN[one.reason], size, -at  # of two alike the later one goes first

    return [found[at][1] for at in sorted(range(len(found)), key=turn)]


def _hypotheses(document: Document) -> Iterator[Dropped]:
    """The entries of the scene itself that are hypotheses, but for one where there is nothing else."""
    places = [(name, place) for name in _LISTS[:-1] for place in range(len(document[name]))]
    loose = [(n, p) for n, p in places if not _is_kept(document[n][p])]
    if len(loose) == len(places) and loose:
        # Sequences and choices go last, so one of them is what stays.
        kept = max(
            loose, key=lambda at: (_is_order(document, *at), document[at[0]][at[1]]["attention"])
        )
        loose.remove(kept)
    for name, place in loose:
        entry = document[name][place]
        reason: Reason = "structure" if _is_order(document, name, place) else "hypothesis"
        yield Dropped(entry["text"], reason, entry["attention"], (name, place))


def _is_kept(entry: Document) -> bool:
    """Tell whether an entry is an anchor, or a sequence, cycle or choice with an anchor in it."""
    if entry["trust"] == "anchor":
        return True
    return any(
        _is_kept(inner) for part in entry.get("parts", ()) for n in _LISTS[:-1] for inner in part[n]
    )


def _is_marked(entry: Document) -> bool:
    """Tell whether what is to be avoided has an anchor that somebody wrote; trust alone does not say."""
    inner = (deeper for part in entry.get("parts", ()) for n in _LISTS for deeper in part[n])
    return entry["scope"].get("trust") == "anchor" or any(map(_is_marked, inner))


def _is_order(document: Document, name: str, place: int) -> bool:
    """Tell whether an entry is more than one image: a sequence, cycle, choice, or a hole."""
    return name == "holes" or (name in _STRUCTURES and not is_glued(document[name][place]))


def _inside(path: Path, gone: set[Path]) -> bool:
    return any(path[:length] in gone for length in range(1, len(path)))


def _nested(scene: Document, path: Path = (), share: float = 1.0) -> Iterator[Dropped]:
    """The images inside sequences, cycles and choices that are hypotheses; no part ends up empty."""
    for name in _STRUCTURES:
        for place, entry in enumerate(scene[name]):
            if is_glued(entry):  # one image: it goes as a whole or not at all
                continue
            for number, part in enumerate(entry["parts"]):
                inside = (*path, name, place, "parts", number)
                attention = share * entry["attention"] / len(entry["parts"])
                yield from _of_part(part, inside, attention)
                yield from _nested(part, inside, attention)


def _of_part(part: Document, path: Path, share: float) -> Iterator[Dropped]:
    images = list(enumerate(part["images"]))
    loose = [(place, entry) for place, entry in images if entry["trust"] == "hypothesis"]
    if len(loose) == sum(len(part[name]) for name in _LISTS[:-1]):
        loose = loose[1:]  # images stand by falling attention: the first one is kept
    for place, entry in loose:
        attention = round(share * entry["attention"], 6)
        yield Dropped(entry["text"], "hypothesis", attention, (*path, "images", place))


def without(document: Document, dropped: tuple[Dropped, ...] | list[Dropped]) -> Document:
    """Copy a document without some of its entries."""
    gone = {one.path for one in dropped}
    touched = {path[:length] for path in gone for length in range(len(path))}
    made: Document = _kept(document, (), gone, touched)
    return made


def _kept(value: Any, path: Path, gone: set[Path], touched: set[Path]) -> Any:
    if path not in touched:  # nothing below goes: the copy may share it
        return value
    if isinstance(value, dict):
        return {key: _kept(inner, (*path, key), gone, touched) for key, inner in value.items()}
    return [
        _kept(inner, (*path, place), gone, touched)
        for place, inner in enumerate(value)
        if (*path, place) not in gone
    ]
