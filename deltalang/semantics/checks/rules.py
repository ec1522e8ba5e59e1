"""The list of rules."""

from collections.abc import Iterator

from deltalang.diagnostics import Diagnostic
from deltalang.semantics.checks import (
    cancelled,
    deprecated,
    forgotten_colon,
    glued,
    hyphen,
    inflected,
    look_alike,
)
from deltalang.semantics.checks.facts import Facts

RULES = (
    cancelled.check,
    deprecated.check,
    forgotten_colon.check,
    glued.check,
    hyphen.check,
    inflected.check,
    look_alike.check,
)

# The rules that need nothing but the scene itself: `expand` runs these, `check` runs all.
LOCAL_RULES = (cancelled.check, deprecated.check, forgotten_colon.check, look_alike.check)

# The rules that look at one statement and at what its references mean, and at nothing else.
PIECEWISE_RULES = (deprecated.check, forgotten_colon.check)


def warnings(facts: Facts, *, local: bool = False) -> Iterator[Diagnostic]:
    """Run every rule, or only the local ones."""
    for rule in LOCAL_RULES if local else RULES:
        yield from rule(facts)
