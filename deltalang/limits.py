"""Limits: how large anything may grow, and the error that says which one was passed."""

import attrs


@attrs.frozen
class Limits:
    """What one evaluation may use. Every number has a flag: `--limit images=20000`.

    >>> Limits(images=20_000).images
    20000
    """

    images: int = 10_000
    """Letters of all the images in a scene, those inside sequences and choices included."""
    beats: int = 10_000
    """Beats of one sequence or cycle."""
    nesting: int = 100
    """Brackets, sequences, cycles or choices inside one another."""
    digits: int = 100
    """Decimal digits of the numerator or denominator of a weight."""
    worlds: int = 10_000
    """Worlds looked at when choices are enumerated."""
    statement: int = 100_000
    """Tokens of one statement."""


MOST = {"nesting": 150, "digits": 4000}
"""Limits that have one themselves: deeper calls, longer numbers, Python refuses."""


def limited(limits: Limits, name: str, number: str) -> Limits:
    """Give limits of which one is another number, written in digits.

    Raises KeyError where there is no limit of that name, ValueError for what is no number or too much.

    >>> limited(Limits(), "beats", "20000").beats
    20000
    """
    if name not in {field.name for field in attrs.fields(Limits)}:
        raise KeyError(name)
    if not number.isdecimal() or not 0 < int(number) < 10**9 or int(number) > MOST.get(name, 10**9):
        raise ValueError(number)
    return attrs.evolve(limits, **{name: int(number)})


def limit_words() -> dict[str, str]:
    """What a message about a limit says of all: their names, and the most that some may be.

    >>> limit_words()["most"]
    'nesting ≤ 150, digits ≤ 4000'
    """
    names = ", ".join(field.name for field in attrs.fields(Limits))
    return {"names": names, "most": ", ".join(f"{one} ≤ {number}" for one, number in MOST.items())}


class LimitExceededError(Exception):
    """A limit was passed while scenes were put together.

    The evaluator turns it into a diagnostic that names the formula path.
    """

    def __init__(self, limit: str, allowed: int, found: int | None = None) -> None:
        self.limit, self.allowed, self.found = limit, allowed, found
        super().__init__(f"more than {allowed} {limit}")


DEFAULT_LIMITS = Limits()
