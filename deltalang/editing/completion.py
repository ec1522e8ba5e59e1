"""Completion: what may go on from a half-typed text, for the REPL, the editors and the notebook."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

import attrs

from deltalang.algebra.scopes import KNOWN, TEMPO_WORDS, TRUST, scope_name
from deltalang.editing.document import Document
from deltalang.editing.files import usable
from deltalang.editing.formulas import offers
from deltalang.editing.place import Kind, Place, place_of
from deltalang.highlighting import TokenClass, highlight
from deltalang.keys import key
from deltalang.messages import template
from deltalang.registry.glance import Glance
from deltalang.semantics.build import canonical_name
from deltalang.semantics.catalog import Formula
from deltalang.semantics.directives import DIRECTIVES
from deltalang.source import Source
from deltalang.syntax import ast
from deltalang.syntax.parser import parse_statement
from deltalang.syntax.verbs import VERBS

MOST = 60
"""So many completions are offered; more typing makes them fewer."""
Glances = Callable[[], Sequence[Glance]]


@attrs.frozen
class Completion:
    """A text that may take the place of what stands between `start` and `end`, in code points.

    `kind` is one of "letter", "formula", "draft", "version", "label", "key", "mode", "value",
    "directive", "verb", "parameter", "hole", "word", "file", in the REPL "command" too; `about`
    says in a line what it is.
    """

    start: int
    end: int
    text: str
    kind: str
    about: str = ""


def completions(
    document: Document, offset: int, *, glances: Glances = tuple, lang: str = "en"
) -> list[Completion]:
    """Find what may stand at an offset, best first; nothing where nothing was begun.

    `glances` gives the formulas that the text may name, asked only where one can stand.

    >>> from deltalang.registry.folder import standard_library
    >>> from deltalang.registry.glance import glance
    >>> from deltalang.session import Session
    >>> document = Document(Session(), "лес{tempo: al")
    >>> [one.text for one in completions(document, 13)]
    ['allegretto', 'allegro']
    >>> document = Document(Session(), "двор: холод + жар")
    >>> found = completions(document, 17, glances=lambda: glance(standard_library()))
    >>> [(one.text, one.kind) for one in found][:2]
    [('Δ02', 'formula'), ('Δ18', 'formula')]
    """
    index = document.buffer.at(max(0, offset - 1))
    begin = document.buffer.starts[index] if index is not None else 0
    text = document.buffer.text[begin:offset]
    text = text.rpartition("\n")[2] if index is None else text
    place = place_of(text)
    made = _Offers(document, text, place, glances, lang)
    start = offset - len(text)
    found = (attrs.evolve(one, start=start + one.start, end=start + one.end) for one in made.all())
    return list(islice(_distinct(found), MOST))


def _distinct(found: Iterable[Completion]) -> Iterator[Completion]:
    seen = set()
    for one in found:
        if (one.text, one.kind) not in seen:
            seen.add((one.text, one.kind))
            yield one


@attrs.frozen
class _Offers:
    """What may stand at a place; offsets count from the start of the statement."""

    document: Document
    text: str
    place: Place
    glances: Glances
    lang: str

    def all(self) -> Iterator[Completion]:
        match self.place.kind:
            case Kind.REFERENCE:
                yield from self._references(self.place.typed, self.place.start)
            case Kind.TERM:
                yield from self._terms()
            case Kind.SUBJECT:
                yield from self._begun(self.document.labels, "label")
                yield from self._terms()
            case Kind.ARGUMENT:
                yield from self._parameters()
                yield from self._terms()
            case Kind.HOLE:
                yield from self._holes()
            case Kind.SCOPE:
                yield from self._begun(self.document.vocabulary.values("mode"), "mode")
                yield from self._scope_keys()
            case Kind.VALUE:
                yield from self._values(scope_name(self.place.about))
            case Kind.DIRECTIVE:
                about = {name: self._said(f"directive-{one}") for name, one in _DIRECTIVES.items()}
                yield from self._begun(about, "directive", about)
            case Kind.DIRECTIVE_VALUE if self.place.about == "use":
                source = self.document.source
                home = self.document.session.load.folder_of(source)
                for name, path in usable(self.place.typed, source, home):
                    yield self._made(name, "file", path)
            case Kind.DIRECTIVE_VALUE:
                yield from self._values(self.place.about)
            case Kind.VERB:
                about = {name: self._said(f"verb-{one}") for name, one in VERBS.items()}
                yield from self._begun(VERBS, "verb", about)

    def _said(self, name: str) -> str:
        return template(f"ui.completion-{name}", self.lang)

    def _made(
        self, text: str, kind: str, about: str = "", *, start: int | None = None
    ) -> Completion:
        first = self.place.start if start is None else start
        return Completion(first, self.place.start + len(self.place.typed), text, kind, about)

    def _begun(
        self, words: Iterable[str], kind: str, about: Mapping[str, str] | None = None
    ) -> Iterator[Completion]:
        """Give the names that begin as what was typed, in the order of the alphabet."""
        typed = key(self.place.typed)
        for word in sorted(word for word in words if key(word).startswith(typed)):
            yield self._made(word, kind, (about or {}).get(word, ""))

    # --------------------------------------------------------------------- terms

    def _terms(self) -> Iterator[Completion]:
        typed = self.place.typed
        if not typed:
            return
        document = self.document
        registered = document.environment.terms | document.session.lexicon.keys()
        known = registered.union(document.vocabulary)
        begun = sorted(word for word in known - {key(typed)} if word.startswith(key(typed)))
        words = (self._made(word, "word") for word in begun)
        formulas = self._references(typed, self.place.start)
        # Behind a whole word its formulas are what is looked for, behind a part of one the rest of it.
        whole = key(typed) in registered or typed in _LETTERS
        yield from chain(formulas, words) if whole else chain(words, formulas)
        last = typed.split()[-1]
        if last != typed and typed.endswith(last):
            yield from self._references(last, self.place.start + len(typed) - len(last))

    def _references(self, typed: str, start: int) -> Iterator[Completion]:
        typed = typed.replace("elta", "", 1) if typed[:1] == "\\" else typed
        if typed[:1] == "\\" or typed in _LETTERS:
            yield self._made("Δ" + typed.lstrip("\\DdΔ∆"), "letter", start=start)
        yield from self._drafts(typed, start)
        for offer in offers(typed, self.glances()):
            kind = "version" if "@" in typed else "formula"
            yield self._made(offer.text, kind, offer.about, start=start)

    def _drafts(self, typed: str, start: int) -> Iterator[Completion]:
        """The formulas that the text itself defines, by name or by a word of theirs."""
        typed = typed.replace("∆", "Δ")
        folded, by_word = key(typed), len(typed) > 1 and not typed.startswith("Δ")
        for one in self.document.environment.definitions.defined:
            formula = one.formula
            body = formula.source.text[formula.body.start : formula.body.end]
            words = key(f"{formula.slug or ''} {body}").replace("-", " ").split()
            named = key(formula.name).startswith(folded)
            if named or (by_word and any(word.startswith(folded) for word in words)):
                yield self._made(formula.name, "draft", " ".join(body.split()), start=start)

    def _parameters(self) -> Iterator[Completion]:
        formula = self._formula(self.place.about)
        names = [parameter.name for parameter in formula.parameters] if formula else []
        free = names[self.place.given.count("") :]
        named = {key(name) for name in self.place.given}
        yield from self._begun(
            [f"{name}: " for name in free if key(name) not in named], "parameter"
        )

    def _formula(self, reference: str) -> Formula | None:
        node = parse_statement(Source(reference))
        if not isinstance(node, ast.SceneStatement) or not isinstance(node.body, ast.Reference):
            return None
        found = self.document.environment.definitions.catalog.find(
            canonical_name(node.body), node.body.pin
        )
        return found if isinstance(found, Formula) else None

    def _holes(self) -> Iterator[Completion]:
        """The parameters of the definition that is written, and the other owners of a hole."""
        uses = highlight(self.text)
        names = [self.text[s:e] for s, e, use in uses if use is TokenClass.PARAMETER]
        yield from (
            attrs.evolve(one, text=f"{one.text}>") for one in self._begun(names, "parameter")
        )
        if not self.place.typed:
            yield self._made("~", "hole", self._said("hole-llm"))
            yield self._made("?", "hole", self._said("hole-person"))

    # -------------------------------------------------------------------- scopes

    def _scope_keys(self) -> Iterator[Completion]:
        """The keys in the language of the messages; those in the other one when they were begun."""
        said = {name: self._said(f"key-{name}") for name in KNOWN}
        russian = {KNOWN[name]: about for name, about in said.items()}
        first, second = (russian, said) if self.lang == "ru" else (said, russian)
        own = dict.fromkeys(self.document.vocabulary.scope_keys() - {*KNOWN}, "")
        for names in (first | own, second if self.place.typed else {}):
            for one in self._begun(names, "key", names):
                yield attrs.evolve(one, text=f"{one.text}: ")

    def _values(self, name: str) -> Iterator[Completion]:
        fixed: Mapping[str, str] = {}
        if name == "tempo":
            fixed = {word: str(figure) for word, figure in TEMPO_WORDS.items()}
        elif name == "trust":
            fixed = dict.fromkeys(TRUST, "")
        elif name == "lang":
            fixed = {"ru": "", "en": ""}
        kind = "mode" if name == "mode" else "value"
        yield from self._begun({*fixed, *self.document.vocabulary.values(name)}, kind, fixed)


_DIRECTIVES = {**DIRECTIVES, "expect": "expect", "ожидать": "expect"}
_LETTERS = ("D", "d")  # what people type for Δ
