"""Bad names: what makes a word find the wrong things in notes.

An alias that is too frequent, or whose forms are mostly forms of another word, turns every second
sentence into its idea (один as an alias of одиночество was once the top pattern of a corpus).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from deltalang.diagnostics import Diagnostic
from deltalang.fields import key_places
from deltalang.keys import foreign_letter, key
from deltalang.lexicon.ideas import Idea
from deltalang.lexicon.loading import load_ideas, standard_lexicon
from deltalang.source import Source, Span
from deltalang.words.lemmas import FUNCTION, UNKNOWN, VERB, Lemmatizer

FREQUENT = 0.05
"""A word that stands in more than this share of the windows of a corpus is too frequent."""
_LEAST = 40  # windows of a corpus that says anything about frequency
_OWN = 0.4  # of the probability: less, and a word is mostly read as another
_SHORT = 2  # letters of a word that is found in too many others


def lint(
    ideas: Iterable[Idea],
    source: Source,
    lemmatizer: Lemmatizer,
    *,
    others: Iterable[Idea] = (),
    windows: Counter[str] | None = None,
    total: int = 0,
) -> Iterator[Diagnostic]:
    """Look at every name and alias of a lexicon file, in the order of the file.

    `others` are ideas of other files, whose names must not be taken; `windows` counts in how many of
    `total` windows of a corpus each lemma stands.

    >>> from deltalang.lexicon.loading import load_ideas
    >>> from deltalang.words.lemmas import Identity
    >>> text = "format: deltalang.lexicon/1\\nideas: {a: {kind: image, ru: [жар]}, b: {kind: image, ru: [жар]}}"
    >>> [p.code for p in lint(load_ideas(text), Source(text), Identity())]
    ['E412']
    """
    ideas = tuple(ideas)
    places = key_places(source.text, "ideas")
    taken = {
        (lang, key(name)): idea.id
        for idea in others
        for lang, names in idea.names.items()
        for name in names
    }
    for idea in ideas:
        for lang, names in idea.names.items():
            for rank, name in enumerate(names):
                start = places.get(idea.id, [0])[0]
                place = _place(source, start + len(idea.id), name)
                other = taken.setdefault((lang, key(name)), idea.id)
                if other != idea.id:
                    arguments = {"name": name, "idea": idea.id, "other": other}
                    code, message_id = (
                        ("E412", "name-twice") if _is_own(other, ideas) else ("W511", "name-taken")
                    )
                    yield Diagnostic(code, message_id, source, place, arguments)
                    continue
                problem = _problem(name, rank, idea, lang, lemmatizer)
                if problem is not None:
                    message_id, more = problem
                    yield Diagnostic("W511", message_id, source, place, {"name": name, **more})
                elif windows is not None and total >= _LEAST:
                    share = windows[key(name)] / total
                    if share > FREQUENT:
                        more = {"name": name, "share": f"{share:.0%}"}
                        yield Diagnostic("W511", "alias-frequent", source, place, more)


def lint_source(
    source: Source,
    lemmatizer: Lemmatizer,
    *,
    windows: Counter[str] | None = None,
    total: int = 0,
) -> Iterator[Diagnostic]:
    """Look at a lexicon file beside the standard lexicon; see `lint`. Raises DeltaError (E412)."""
    ideas = load_ideas(source.text, name=source.name)
    own = {idea.id for idea in ideas}
    others = [idea for idea in standard_lexicon().ideas if idea.id not in own]
    return lint(ideas, source, lemmatizer, others=others, windows=windows, total=total)


def _is_own(id_: str, ideas: Iterable[Idea]) -> bool:
    return any(idea.id == id_ for idea in ideas)


def _problem(
    name: str, rank: int, idea: Idea, lang: str, lemmatizer: Lemmatizer
) -> tuple[str, dict[str, str]] | None:
    """Name what is wrong with one word; the words of a phrase vouch for one another."""
    folded = key(name)
    if foreign_letter(folded) is not None:
        return "alias-alphabet", {}
    if " " in folded or lang not in ("ru", "en"):
        return None
    part = lemmatizer.part_of_speech(folded)
    if len(folded) <= _SHORT or (part == FUNCTION and lemmatizer.knows(folded)):
        return "alias-function-word", {}
    if part == UNKNOWN or not lemmatizer.knows(folded):
        return None
    lemmas = lemmatizer.lemmas(folded)
    own = next((one for one in lemmas if key(one.text) == folded), None)
    if own is None and key(lemmas[0].text) not in map(key, idea.names[lang]):  # счастье, счастие
        return "alias-inflected", {"lemma": lemmas[0].text}
    if own is None:
        return None
    if rank and part == VERB:
        return "alias-ambiguous", {"form": folded, "lemma": lemmas[0].text}
    return _contested(folded, lemmatizer) if rank else None


def _contested(folded: str, lemmatizer: Lemmatizer) -> tuple[str, dict[str, str]] | None:
    """Tell whether most forms of an alias are likelier forms of another word."""
    forms = sorted({folded, *map(key, lemmatizer.forms(folded))}, key=lambda form: form != folded)
    others: dict[str, str] = {}
    for form in forms:
        readings = lemmatizer.lemmas(form)
        own = sum(one.share for one in readings if key(one.text) == folded)
        if own < _OWN:
            others[form] = next(one.text for one in readings if key(one.text) != folded)
    if folded in others or 2 * len(others) > len(forms):
        form, lemma = next(iter(others.items()))
        return "alias-ambiguous", {"form": form, "lemma": lemma}
    return None


def _place(source: Source, start: int, name: str) -> Span:
    """Find where a name stands below its idea, as a whole word; the id where it is written otherwise."""
    found = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])").search(source.text, start)
    if found is None:
        return Span(start, start + 1)
    return Span(found.start(), found.end())
