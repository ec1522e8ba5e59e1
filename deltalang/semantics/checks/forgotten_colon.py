"""W508: a mode that begins with a known key may be a key whose colon was forgotten.

No error, because the words may be meant: `{звук шагов}` is a mode like any other.
"""

from collections.abc import Iterator

from deltalang.algebra.scopes import KNOWN
from deltalang.diagnostics import Diagnostic
from deltalang.keys import key
from deltalang.semantics.checks.facts import Facts

_KEYS = frozenset((*KNOWN, *KNOWN.values()))


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Look at the bare modes of two words or more."""
    for entry in facts.entries():
        name, _, value = entry.value.partition(" ")
        if entry.key is None and entry.kind == "word" and value and key(name) in _KEYS:
            arguments = {"name": name, "value": value, "mode": entry.value}
            yield Diagnostic("W508", "forgotten-colon", facts.module.source, entry.span, arguments)
