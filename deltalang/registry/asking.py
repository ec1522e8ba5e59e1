"""How a formula is asked for outside of scripts: as it is listed, as it is typed, as it is called."""

import re

from deltalang.diagnostics import DeltaError
from deltalang.registry.refusals import refusal
from deltalang.semantics.catalog import Missing

_WRITTEN = re.compile(r"(?:\\?[Δ∆dD](?=[0-9])|(?=[0-9]{2})|\\?[Δ∆](?=:))([^@\s]+)(?:@(\S+))?")
_CODES = {"version": "E202", "label": "E203", "digest": "E207"}


def asked(name: str) -> tuple[str, str | None]:
    """Take apart what somebody asks for: the formula as it is written in a script, and its edition.

    >>> asked("Δ02@1"), asked("d02"), asked("02"), asked("∆:рост"), asked("двор")
    (('Δ02', '1'), ('Δ02', None), ('Δ02', None), ('Δ:рост', None), ('двор', None))
    """
    found = _WRITTEN.fullmatch(name.strip())
    return (f"Δ{found[1]}", found[2]) if found else (name, None)


def not_there(name: str, missing: Missing | None = None, pin: str | None = None) -> DeltaError:
    """Make the error for a formula, or an edition of one, that was asked for and is not there.

    >>> not_there("двор").diagnostics[0].hint()
    'ask for `Δ02` or `Δ:name`; `search`, in the REPL `:find`, finds formulas by their words'
    """
    code = _CODES.get(missing.what) if missing is not None else None
    if missing is None or code is None:
        return refusal("E201", "no-such-formula", name, name=name)
    known = ", ".join(f"`{one}`" for one in missing.known) or "—"
    messages = {"E202": "unknown-version", "E203": "unknown-label", "E207": "digest-mismatch"}
    text = f"{name}@{pin}"
    return refusal(code, messages[code], text, name=name, pin=pin or "", known=known)
