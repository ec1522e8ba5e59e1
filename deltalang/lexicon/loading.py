"""Reading lexicon files: `stdlib/lexicon/*.yaml` and the `lexicon.yaml` of a project.

format: deltalang.lexicon/1
ideas:
memory:
kind: image
ru: [память, воспоминание]
en: [memory, recollection]
color: "#B8A07E"
sound: {ru: мелодия за стеной, en: a tune behind a wall}
tempo: adagio
tension: 0.3
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import Any

import attrs

from deltalang._resources import read_resource, resource
from deltalang.algebra.scopes import ScopeValueError, entry
from deltalang.fields import FieldError, key_places, load_fields, mapping, only
from deltalang.keys import key
from deltalang.lexicon.ideas import KINDS, LANGUAGES, Idea, Lexicon

FORMAT = "deltalang.lexicon/1"
NAME = "lexicon.yaml"
"""The lexicon of a project lies under this name in its folder."""
INDEX = "index.json"
BAD_LEXICON = ("E412", "bad-lexicon")
_LONGEST, _DEEPEST = 20_000_000, 500_000
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FREE = ("color", "tempo", "tension")
_WORDED = ("sound", "gesture", "text")
_FIELDS = ("kind", *LANGUAGES, "forms", *_FREE, *_WORDED)


def load_ideas(text: str, *, name: str = "<lexicon>") -> tuple[Idea, ...]:
    """Read a lexicon file. Raises DeltaError (E412) with the line of the entry that is wrong.

    >>> load_ideas("format: deltalang.lexicon/1\\nideas: {memory: {kind: image, ru: [память]}}")[0].id
    'memory'
    """

    def make(data: Mapping[str, Any]) -> tuple[Idea, ...]:
        only(data, ("format", "ideas"))
        if data.get("format") != FORMAT:
            raise FieldError("format", f"wanted {FORMAT}, found {data.get('format')!r}")
        entries = mapping(data.get("ideas") or {}, "ideas")
        for id_, places in key_places(text, "ideas").items():
            if len(places) > 1:
                raise FieldError(id_, "the id stands twice", path=("ideas",))
        return tuple(_idea(id_, given, name) for id_, given in entries.items())

    return load_fields(text, name, make, longest=_LONGEST, deepest=_DEEPEST, problem=BAD_LEXICON)


@cache
def standard_lexicon() -> Lexicon:
    """The lexicon that comes with the package.

    YAML takes a tenth of a second, so what it says is kept beside it as JSON with the digest of the
    files; after an edit of `stdlib/lexicon/*.yaml` call `write_index()`.

    >>> len(standard_lexicon()) >= 300
    True
    """
    kept = resource("stdlib", "lexicon", INDEX)
    data = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {}
    texts = _standard_texts()
    if data.get("sha256") != _digest(texts):
        return Lexicon(_standard_ideas(texts))
    return Lexicon(_from_index(one) for one in data["ideas"])


def write_index() -> None:
    """Write `stdlib/lexicon/index.json` again. For those who edit the lexicon of a checkout."""
    from pathlib import Path

    texts = _standard_texts()
    ideas = [attrs.asdict(idea) for idea in _standard_ideas(texts)]
    lines = ",\n".join(json.dumps(idea, ensure_ascii=False) for idea in ideas)
    made = f'{{"sha256": "{_digest(texts)}", "ideas": [\n{lines}\n]}}\n'
    Path(str(resource("stdlib", "lexicon", INDEX))).write_text(made, "utf-8", newline="\n")


def _standard_texts() -> dict[str, str]:
    folder = resource("stdlib", "lexicon")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return {name: read_resource("stdlib", "lexicon", name) for name in names}


def _standard_ideas(texts: Mapping[str, str]) -> Iterator[Idea]:
    for name, text in texts.items():
        yield from load_ideas(text, name=f"stdlib/lexicon/{name}")


def _digest(texts: Mapping[str, str]) -> str:
    said = "\0".join(part for pair in texts.items() for part in pair)
    return hashlib.sha256(said.encode()).hexdigest()


def _from_index(given: dict[str, Any]) -> Idea:
    for field in ("names", "forms"):
        given[field] = {lang: tuple(words) for lang, words in given[field].items()}
    return Idea(**given)


def _idea(id_: str, given: Any, place: str) -> Idea:
    try:
        return _checked(id_, mapping(given, id_), place)
    except FieldError as error:
        raise FieldError(id_, str(error), path=("ideas",)) from error


def _checked(id_: str, given: Mapping[str, Any], place: str) -> Idea:
    if not _ID.fullmatch(id_):
        raise FieldError(id_, "an id is written with small Latin letters and hyphens")
    only(given, _FIELDS)
    kind = given.get("kind")
    if kind not in KINDS:
        raise FieldError("kind", f"{kind!r} is none of {', '.join(KINDS)}")
    names = {lang: _words(given[lang], lang) for lang in LANGUAGES if lang in given}
    if not any(names.values()):
        raise FieldError("ru", "an idea needs a name in Russian or in English")
    forms = mapping(given.get("forms") or {}, "forms")
    only(forms, LANGUAGES)
    return Idea(
        id_,
        kind,
        names,
        {lang: _words(words, "forms") for lang, words in forms.items()},
        {name: _value(name, given[name]) for name in _FREE if name in given},
        {name: _worded(name, given[name]) for name in _WORDED if name in given},
        place,
    )


def _words(given: Any, field: str) -> tuple[str, ...]:
    words = [given] if isinstance(given, str) else given
    if not isinstance(words, list) or not all(isinstance(w, str) and key(w) for w in words):
        raise FieldError(field, f"wanted a list of words, found {given!r}")
    return tuple(dict.fromkeys(" ".join(word.split()) for word in words))


def _value(name: str, given: Any) -> str:
    """Check a modality as a script would and give it as text."""
    if isinstance(given, bool) or not isinstance(given, (str, int, float)):
        raise FieldError(name, f"wanted text or a number, found {given!r}")
    kind = "hash" if name == "color" else "word" if isinstance(given, str) else "number"
    try:
        text = given if isinstance(given, str) else str(Fraction(str(given)))
        entry(name, text, kind)
    except (ScopeValueError, ValueError) as error:
        raise FieldError(name, str(error)) from error
    return text


def _worded(name: str, given: Any) -> dict[str, str]:
    """Check a modality that is words: one text, or one for each language."""
    texts = dict.fromkeys(LANGUAGES, given) if isinstance(given, str) else given
    known = isinstance(texts, dict) and set(texts) <= set(LANGUAGES)
    if not known or not all(isinstance(text, str) and text.strip() for text in texts.values()):
        raise FieldError(name, f"wanted text or {{ru: …, en: …}}, found {given!r}")
    return {lang: " ".join(text.split()) for lang, text in texts.items()}
