"""The list of rules."""

from collections.abc import Iterator

from deltalang.diagnostics import Diagnostic
from deltalang.semantics.checks import cancelled, deprecated, glued, hyphen, look_alike
from deltalang.semantics.checks.facts import Facts

RULES = (cancelled.check, deprecated.check, glued.check, hyphen.check, look_alike.check)


def warnings(facts: Facts) -> Iterator[Diagnostic]:
    """Run every rule."""
    for rule in RULES:
        yield from rule(facts)
