"""Hover: what is known about the name at a place, from the text and from the registry."""

from collections.abc import Iterator

import attrs

from deltalang.algebra.letters import Atom
from deltalang.algebra.scopes import KNOWN
from deltalang.diagnostics import DeltaError
from deltalang.editing.document import Document
from deltalang.editing.marks import Kind, Mark, mark_at
from deltalang.editing.navigation import find, layer_of, occurrences
from deltalang.editing.pages import Block, Code, Part
from deltalang.editing.pieces import Piece
from deltalang.editing.weights import all_readings, readings, traced, weighed, without_sources
from deltalang.keys import key
from deltalang.messages import template
from deltalang.registry.folder import Editions
from deltalang.semantics.catalog import Formula
from deltalang.syntax import ast

_MOST = 6
"""So many images, editions, sightings are shown."""


@attrs.frozen
class Hover:
    """What is told about the text between two offsets."""

    start: int
    end: int
    parts: tuple[Part, ...]


def hover(document: Document, offset: int, *, lang: str = "en") -> Hover | None:
    """Tell about the name at an offset; None where there is nothing to tell.

    >>> from deltalang.editing.pages import plain
    >>> from deltalang.session import Session
    >>> found = hover(Document(Session(), "двор: Δ02 + жар"), 13)
    >>> print(plain(found.parts).splitlines()[0])
    жар ×2 = 1 (written here) + 1 (Δ02@1)
    """
    found = mark_at(document, offset)
    if found is None:
        return None
    piece, mark = found
    parts = tuple(_Telling(document, piece, lang).all(mark))
    return Hover(mark.start, mark.end, parts) if parts else None


@attrs.frozen
class _Telling:
    """Tells about the names of one statement."""

    document: Document
    piece: Piece
    lang: str

    def _said(self, name: str, **blanks: object) -> str:
        return template(f"ui.hover-{name}", self.lang).format_map(blanks)

    def all(self, mark: Mark) -> Iterator[Part]:
        match mark.kind:
            case Kind.FORMULA | Kind.VERSION:
                yield from self._formula(mark)
            case Kind.ATOM:
                yield from self._atom(mark)
            case Kind.LABEL:
                yield from self._label(mark)
            case Kind.PARAMETER:
                yield from self._parameter(mark)
            case Kind.TASK:
                yield (template(f"ui.completion-hole-{mark.owner}", self.lang),)
            case Kind.MODE | Kind.CONTEXT:
                count = len(list(occurrences(self.document, mark)))
                yield Code(mark.name), " · " + self._said(mark.kind.value, count=count)
            case Kind.KEY if mark.name in KNOWN:
                about = template(f"ui.completion-key-{mark.name}", self.lang)
                yield Code(f"{mark.name} / {KNOWN[mark.name]}"), f": {about}"
            case Kind.DIRECTIVE:
                about = template(f"ui.completion-directive-{mark.name}", self.lang, default="")
                if about:
                    yield (about,)

    # ------------------------------------------------------------------ formulas

    def _formula(self, mark: Mark) -> Iterator[Part]:
        name = mark.name if mark.kind is Kind.FORMULA else mark.owner or ""
        node = mark.node
        pin = node.pin if isinstance(node, ast.Reference) else None
        formula = find(self.document, name, pin)
        if formula is None:
            return
        named = f" · {formula.slug}" if formula.slug and formula.version else ""
        head = template(f"ui.hover-{formula.status}", self.lang, default=formula.status)
        where = "" if formula.layer == "script" else f" · {formula.layer}"
        yield Code(formula.edition), f" · {head}{where}{named}"
        body = formula.source.text[formula.body.start : formula.body.end]
        yield Block(_heading(formula) + body)
        yield from self._meaning(formula, node)
        notes = (formula.notes.get(lang, "") for lang in (self.lang, "", *sorted(formula.notes)))
        if note := next(filter(str.strip, notes), None):
            yield (note.strip(),)
        if formula.replaced_by:
            yield self._said("replaced") + " ", Code(formula.replaced_by)
        editions = self._editions(formula)
        if editions is not None:
            yield from self._history(editions, formula)

    def _meaning(self, formula: Formula, node: ast.Node | None) -> Iterator[Part]:
        """The scene of a formula, or of the reference where it has arguments."""
        evaluator = self.document.environment.traced
        scene = evaluator.formula_scene(formula)
        if isinstance(node, ast.Reference) and node.arguments and node in self.piece.references:
            scene = evaluator.evaluate(node, self.piece.source)
        evaluator.resolver.take_problems()
        if scene is not None:
            plain = scene.plain(self.document.session.limits)
            yield self._said("scene") + " ", Code(plain.display), f" · {plain.digest}"

    def _editions(self, formula: Formula) -> Editions | None:
        layer = layer_of(self.document.environment.definitions.outer, formula)
        if layer is None or not formula.version:
            return None
        try:
            return layer.editions(formula.name[1:])
        except DeltaError:  # broken labels: the formula itself was read
            return None

    def _history(self, editions: Editions, formula: Formula) -> Iterator[Part]:
        """Versions with their labels, the last moves of the log, where the scene was seen."""
        labels = editions.labels.labels
        shown = []
        for version in editions.versions[-_MOST:]:
            words = [label for label, to in sorted(labels.items()) if to == version]
            shown.append(f"@{version}" + (f" ({', '.join(words)})" if words else ""))
        yield (self._said("versions") + " " + ", ".join(shown),)
        for move in editions.labels.log[-3:]:
            what = move.label or f"@{move.version}"
            why = f": {move.why}" if move.why else ""
            yield (f"{move.when[:10]} {what} → {move.to}, {move.who}{why}",)
        record = editions.records.get(formula.version)
        for claim in record.expect if record is not None else ():
            yield self._said("claim") + " ", Code(claim)
        for seen in record.evidence[:_MOST] if record is not None else ():
            place = f"{seen.source}:{seen.line}" if seen.line is not None else seen.source
            quoted = f": «{seen.quote}»" if seen.quote else ""
            yield self._said("seen") + " ", Code(place), quoted

    # -------------------------------------------------------------------- scenes

    def _atom(self, mark: Mark) -> Iterator[Part]:
        scene = traced(self.document, self.piece)
        if scene is not None:
            holding = (
                one
                for one in all_readings(self.document, scene)
                if any(isinstance(x, Atom) and x.key == mark.name for x in one.image.letters)
            )
            for _, reading in zip(range(_MOST), holding, strict=False):
                total = weighed(self.document, self.piece, reading, self.lang)
                yield (
                    Code(without_sources(self.document, reading.image).display),
                    f" ×{total.weight} = {total.sources}",
                )
                level = self._said(f"resonance-{reading.resonance.level}")
                trust = self._said(f"trust-{reading.trust}")
                share = f"{float(reading.attention):.0%}"
                yield (" · ".join((trust, level, self._said("attention", share=share))),)
        idea = self.document.session.lexicon.find(mark.name)
        if idea is not None:
            names = [f"{lang}: {', '.join(words)}" for lang, words in sorted(idea.names.items())]
            yield self._said("idea") + " ", Code(idea.id), " · " + " · ".join(names)

    def _label(self, mark: Mark) -> Iterator[Part]:
        scenes = self.document.labels.scenes(mark.name)
        if not scenes:
            return
        piece = min(scenes, key=self.document.layout.order.__getitem__)
        scene = traced(self.document, piece)
        if scene is None:
            return
        plain = scene.plain(self.document.session.limits)
        yield Code(plain.display), f" · {plain.digest}"
        for _, reading in zip(range(_MOST), readings(self.document, scene), strict=False):
            total = weighed(self.document, piece, reading, self.lang)
            yield (
                Code(without_sources(self.document, reading.image).display),
                f" ×{total.weight} = {total.sources}",
            )

    def _parameter(self, mark: Mark) -> Iterator[Part]:
        if mark.owner is None:
            yield (self._said("open"),)
            return
        formula = find(self.document, mark.owner)
        if formula is None:
            return
        yield self._said("parameter") + " ", Code(formula.name)
        for parameter in () if formula.version else formula.parameters:
            if parameter.default is not None and key(parameter.name) == mark.name:
                default = formula.source.text[parameter.default.start : parameter.default.end]
                yield self._said("default") + " ", Code(default)


def _heading(formula: Formula) -> str:
    """The left side of a formula, with the parameters and their defaults."""

    def written(parameter: ast.Parameter) -> str:
        default = parameter.default
        if default is None:
            return parameter.name
        if formula.version:  # the defaults of a record are texts of their own
            return f"{parameter.name}: …"
        return f"{parameter.name}: {formula.source.text[default.start : default.end]}"

    names = ", ".join(map(written, formula.parameters))
    return f"{formula.name}({names}) = " if names else f"{formula.name} = "
