"""Ideas: what a word names in whatever language, and the lexicon that finds them."""

import re
from collections.abc import Iterable, Iterator, Mapping

import attrs

from deltalang.algebra.scopes import Scope, entry
from deltalang.keys import key
from deltalang.words.terms import Spoken, Term

KINDS = ("image", "feeling", "archetype", "element", "action", "cycle")
LANGUAGES = ("ru", "en")
_ARTICLE = re.compile("^(?:the|an?) (?=[a-z])")


@attrs.frozen
class Idea:
    """One idea: its id, its kind, its names by language, its default modalities.

    The first name of a language is what the idea is called in it, the others are aliases; `forms` are
    inflected forms to be recognised where no dictionary knows them. `modalities` are scope entries
    ("color", "tempo", "tension") that hold everywhere; `worded` are those that are words ("sound",
    "gesture", "text"), by language. `place` is the file that the idea comes from.
    """

    id: str
    kind: str
    names: Mapping[str, tuple[str, ...]] = attrs.field(hash=False)
    forms: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, hash=False)
    modalities: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    worded: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict, hash=False)
    place: str = attrs.field(default="", eq=False)

    def name(self, lang: str) -> str | None:
        """What the idea is called in a language; None when the lexicon does not say."""
        names = self.names.get(lang, ())
        return names[0] if names else None

    def aliases(self, lang: str) -> tuple[str, ...]:
        """The other words for the idea in a language."""
        return self.names.get(lang, ())[1:]

    def scope(self, lang: str) -> Scope:
        """The default modalities as a scope, worded in a language.

        >>> from deltalang.lexicon.loading import standard_lexicon
        >>> dict(standard_lexicon().by_id("fire").scope("en"))["color"]
        '#E25822'
        """
        entries = [
            entry(name, value, _kind(name, value)) for name, value in self.modalities.items()
        ]
        entries += [
            entry(name, words[lang], "word") for name, words in self.worded.items() if lang in words
        ]
        return tuple(sorted(entries))


def _kind(name: str, value: str) -> str:
    """Tell what kind of scope value a modality is, as a script would have it."""
    return "hash" if name == "color" else "word" if value.isalpha() else "number"


class Lexicon:
    """Ideas by id and by name. Of two lexicons the first given wins a name; equal ids are one idea.

    >>> from deltalang.lexicon.loading import standard_lexicon
    >>> standard_lexicon().find("память").name("en")
    'memory'
    """

    def __init__(self, *layers: Iterable[Idea]) -> None:
        ideas: dict[str, Idea] = {}
        for layer in layers:
            for idea in layer:
                known = ideas.get(idea.id)
                ideas[idea.id] = idea if known is None else _merged(known, idea)
        self.ideas: tuple[Idea, ...] = tuple(ideas.values())
        self._ids = ideas
        self._names: dict[str, dict[str, Idea]] = {lang: {} for lang in LANGUAGES}
        for rank in (0, 1):  # what an idea is called comes before what others are also called
            for idea in self.ideas:
                for lang, names in idea.names.items():
                    for name in names[:1] if rank == 0 else names[1:]:
                        self._names.setdefault(lang, {}).setdefault(key(name), idea)

    def __len__(self) -> int:
        return len(self.ideas)

    def by_id(self, id_: str) -> Idea | None:
        """The idea with an id."""
        return self._ids.get(id_)

    def find(self, text: str, lang: str | None = None) -> Idea | None:
        """The idea that a name or alias says, in one language or in any; an English article is let pass."""
        folded = _ARTICLE.sub("", key(text), count=1) if " " in text else key(text)
        languages = (lang,) if lang is not None else tuple(self._names)
        return next(
            (found for one in languages if (found := self._names.get(one, {}).get(folded))), None
        )

    def keys(self) -> frozenset[str]:
        """The keys of all names and aliases."""
        return frozenset(name for names in self._names.values() for name in names)

    def spoken(self, *, aliases: bool = True) -> Iterator[Spoken]:
        """Give every way to say an idea, for `Terms`.

        The term of an alias is the name of the idea in the same language; without `aliases` it is a term
        of its own.
        """
        for rank in (0, 1):  # a name before the same word as an alias of something else
            for idea in self.ideas:
                for names in idea.names.values():
                    for name in names[:1] if rank == 0 else names[1:]:
                        said = names[0] if aliases else name
                        yield Spoken(name, Term(said, idea.id))
        for idea in self.ideas:
            for lang, forms in idea.forms.items():
                term = Term(idea.name(lang) or idea.id, idea.id)
                yield from (Spoken(form, term, exact=True) for form in forms)


def _merged(first: Idea, second: Idea) -> Idea:
    """Put two entries of one idea together; what the first says is not overruled."""
    return attrs.evolve(
        first,
        names=_joined(first.names, second.names),
        forms=_joined(first.forms, second.forms),
        modalities={**second.modalities, **first.modalities},
        worded={**second.worded, **first.worded},
    )


def _joined(
    first: Mapping[str, tuple[str, ...]], second: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    return {
        lang: tuple(dict.fromkeys((*first.get(lang, ()), *second.get(lang, ()))))
        for lang in sorted({*first, *second}, key=lambda lang: (lang != "ru", lang))
    }
