"""Scopes: the `{…}` of a letter, in normal form.

A scope is a sorted tuple of pairs (key, value), both canonical text: equal scopes are equal tuples.
Keys are open; the known ones are typed, and their Russian names are read too.
"""

import re
from fractions import Fraction
from unicodedata import normalize

from deltalang.keys import is_bare, key

Scope = tuple[tuple[str, str], ...]
EMPTY: Scope = ()

KNOWN = {
    "mode": "режим", "context": "контекст", "trust": "доверие", "text": "текст",
    "sound": "звук", "color": "цвет", "gesture": "жест", "tempo": "темп",
    "tension": "напряжение", "lang": "язык",
}  # fmt: skip
_RUSSIAN = {russian: english for english, russian in KNOWN.items()}
MODALITIES = ("text", "sound", "color", "gesture", "tempo", "tension")

# Tempo words with the usual metronome figure, beats per minute.
TEMPO_WORDS = {
    "largo": 50, "lento": 55, "adagio": 70, "andante": 90, "moderato": 110, "allegretto": 116,
    "allegro": 130, "vivace": 160, "presto": 180, "prestissimo": 200,
}  # fmt: skip
TRUST = {
    "anchor": "anchor",
    "якорь": "anchor",
    "hypothesis": "hypothesis",
    "гипотеза": "hypothesis",
}
HASH = re.compile(r"#\w[\w-]*")
"""What a script may say after `#` without quotes (the token HASH)."""
_COLOR = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")


# What each kind of value is, for messages out of Python; `deltalang.messages` has the others.
WANTED = {
    "a-word": "a word or quoted text",
    "trust": "anchor or hypothesis",
    "color": "#RGB or #RRGGBB",
    "tempo": "beats per minute or a tempo word",
    "tension": "a number from 0 to 1",
    "lang": "a language code such as ru",
}


class ScopeValueError(ValueError):
    """A scope entry has a key or value of the wrong kind; `wanted` names the right one."""

    def __init__(self, name: str, value: str, wanted: str) -> None:
        self.name, self.value, self.wanted = name, value, wanted
        super().__init__(f"{name} wants {WANTED.get(wanted, wanted)}, not {value!r}")


def scope_key(name: str) -> str:
    """Give the canonical form of a scope key.

    >>> scope_key("Режим"), scope_key("сцена")
    ('mode', 'сцена')
    """
    folded = key(name)
    if not is_bare(folded):
        raise ScopeValueError(name, name, "a-word")
    return _RUSSIAN.get(folded, folded)


def scope_name(name: str | None) -> str:
    """Give the name that a written key stands for, "mode" for none; an odd one is left as it is.

    >>> scope_name(None), scope_name("цвет"), scope_name("?!")
    ('mode', 'color', '?!')
    """
    folded = key(name) if name is not None else "mode"
    return _RUSSIAN.get(folded, folded)


def entry(name: str | None, value: str, kind: str) -> tuple[str, str]:
    """Make one entry in normal form. `kind` is "word", "string", "number" or "hash".

    Raises ScopeValueError when a known key has a value of the wrong type.

    >>> entry(None, "Ностальгия", "word"), entry("цвет", "#b22", "hash"), entry("tension", "0.7", "number")
    (('mode', 'ностальгия'), ('color', '#BB2222'), ('tension', '7/10'))
    """
    known = scope_key(name) if name is not None else "mode"
    return known, _typed(known, value, kind)


def _typed(known: str, value: str, kind: str) -> str:
    match known:
        case "mode" | "context":
            if kind not in ("word", "string"):
                raise ScopeValueError(known, value, "a-word")
            return _words(key(value), known)
        case "trust":
            if key(value) not in TRUST:
                raise ScopeValueError(known, value, "trust")
            return TRUST[key(value)]
        case "color":
            if not _COLOR.fullmatch(value):
                raise ScopeValueError(known, value, "color")
            digits = value[1:] if len(value) == 7 else "".join(digit * 2 for digit in value[1:])
            return "#" + digits.upper()
        case "tempo":
            if key(value) in TEMPO_WORDS:
                return key(value)
            if kind != "number" or Fraction(value) <= 0:
                raise ScopeValueError(known, value, "tempo")
        case "tension":
            if kind != "number" or not 0 <= Fraction(value) <= 1:
                raise ScopeValueError(known, value, "tension")
        case "lang":
            if kind != "word" or not re.fullmatch("[a-z]{2,3}(-[a-z]+)?", key(value)):
                raise ScopeValueError(known, value, "lang")
            return key(value)
    if kind == "number":
        if Fraction(value) < 0:
            raise ScopeValueError(known, value, "tempo")  # a text cannot say a negative number
        return str(Fraction(value))
    if kind == "hash":
        return value
    return _words(" ".join(normalize("NFC", value).split()), known)


def _words(text: str, known: str) -> str:
    if not text:
        raise ScopeValueError(known, text, "a-word")
    return text if is_bare(text) else quote(text)


def quote(text: str) -> str:
    r"""Quote a text for a script.

    >>> quote('say "a\\b"')
    '"say \\"a\\\\b\\""'
    """
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def plain_value(value: str) -> str:
    """Give a scope value as a person reads it, without quotes.

    >>> plain_value('"Привет, Анна!"')
    'Привет, Анна!'
    """
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value


def inside(outer: Scope, inner: Scope) -> Scope:
    """Put a scope around another: the inner one wins.

    >>> inside((("mode", "сон"), ("tempo", "60")), (("mode", "явь"),))
    (('mode', 'явь'), ('tempo', '60'))
    """
    if not outer or outer == inner:
        return inner
    if not inner:
        return outer
    return tuple(sorted({**dict(outer), **dict(inner)}.items()))


def scope_text(scope: Scope) -> str:
    """Write a scope as postfixes: mode first and bare, trust as `!` or `?` at the end.

    >>> scope_text((("context", "детство"), ("mode", "ностальгия"), ("trust", "anchor")))
    '{ностальгия, context: детство}!'
    """
    if not scope:
        return ""
    values = dict(scope)
    trust = {"anchor": "!", "hypothesis": "?"}.get(values.pop("trust", ""), "")
    mode = [values.pop("mode")] if "mode" in values else []
    inner = ", ".join(mode + [f"{name}: {value}" for name, value in values.items()])
    return ("{" + inner + "}" if inner else "") + trust
