"""The door to the notations: a text and the name of what it is written in."""

from collections.abc import Callable, Sequence
from importlib import import_module

from deltalang.limits import DEFAULT_LIMITS, Limits
from deltalang.notations.parts import Part, Prompt, Reader
from deltalang.source import Source, Span

NOTATIONS = ("sd", "compel", "midjourney")
LONGEST = 1_000_000
"""Characters of a prompt."""


def read(text: str | Source, notation: str, *, limits: Limits = DEFAULT_LIMITS) -> Prompt:
    """Read a prompt for an image model as a scene.

    Raises DeltaError for an empty text, a bad weight and past a limit; KeyError for no notation.

    >>> read("(память:1.3), ((жар))\\nNegative prompt: холод", "sd").scene.canonical
    'память*13/10 + жар*121/100 - холод'
    >>> read("память::2 жар, рост --no холод --ar 1:1", "midjourney").notes[0].code
    'W515'
    """
    if notation not in NOTATIONS:
        raise KeyError(notation)
    source = Source(text) if isinstance(text, str) else text
    reader = Reader(source, limits)
    if len(source.text) > LONGEST:
        raise reader.error("E502", "notation-long", Span(0, 1), allowed=LONGEST)
    if not source.text[source.body_start :].strip():
        raise reader.error("E501", "notation-empty", Span(0, 0))
    parts: Callable[[Reader], Sequence[Part]]
    parts = import_module(f"deltalang.notations.{notation}").parts
    scene = reader.scene(parts(reader))
    return Prompt(scene, tuple(sorted(reader.notes, key=lambda note: note.span)))
