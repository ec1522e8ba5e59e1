"""The session: it holds a catalog, a lexicon and limits.

Everything the command line does is a call here. `Session()` stands on the standard library.
"""

from collections.abc import Callable, Iterable, Iterator

from deltalang.algebra.fold import Known
from deltalang.algebra.fold import fold as fold_scene
from deltalang.algebra.scene import Scene
from deltalang.algebra.worlds import pick as pick_world
from deltalang.algebra.worlds import worlds as all_worlds
from deltalang.diagnostics import Diagnostic
from deltalang.lexicon.ideas import Lexicon
from deltalang.lexicon.loading import standard_lexicon
from deltalang.lexicon.translation import translate, with_modalities
from deltalang.limits import DEFAULT_LIMITS, Limits
from deltalang.registry.folder import standard_library
from deltalang.renderers.document import Document, Origin, document
from deltalang.semantics.build import atoms_of
from deltalang.semantics.catalog import Catalog, Formula
from deltalang.semantics.script import SceneResult, Script
from deltalang.session.folding import foldable
from deltalang.session.loading import Loader
from deltalang.session.reasons import Why, reasons
from deltalang.session.vocabulary import spoken
from deltalang.session.walking import Met, finish, walk
from deltalang.source import Source
from deltalang.syntax.parser import parse
from deltalang.words.lemmas import Identity, Lemmatizer
from deltalang.words.terms import Terms


class Session:
    """Evaluates texts against a catalog (the standard library unless another is given).

    >>> Session().expand("Δ02 + память").canonical
    'жар + память + рост + сжатие'
    """

    def __init__(
        self,
        *,
        catalog: Catalog | None = None,
        limits: Limits = DEFAULT_LIMITS,
        seal: Callable[[Catalog], Catalog] | None = None,
        lexicon: Lexicon | None = None,
    ) -> None:
        self.catalog = catalog if catalog is not None else standard_library()
        self.limits = limits
        self.seal = seal
        self.load = Loader()
        """Reads what `:use` names."""
        self._lexicon = lexicon

    @property
    def lexicon(self) -> Lexicon:
        """The names of ideas: the standard lexicon unless another was given."""
        if self._lexicon is None:
            self._lexicon = standard_lexicon()
        return self._lexicon

    def has_changed(self) -> bool:
        """Tell whether a file that was read, or looked for in vain, is another one now.

        Then a new session may say something else. The standard library does not change.

        >>> session = Session()
        >>> session.expand("Δ02") == session.expand("Δ02"), session.has_changed()
        (True, False)
        """
        from deltalang.registry.layers import folders  # only who stays looks

        standard = standard_library()
        return self.load.has_changed() or any(
            one.has_changed() for one in folders(self.catalog) if one is not standard
        )

    # ------------------------------------------------------------------- scenes

    def expand(
        self, text: str | Source, *, depth: int | None = None, seed: int | str | None = None
    ) -> Scene:
        """Expand a text that holds one scene (and any definitions it needs).

        Raises DeltaError with every problem of the text, ValueError when it holds no scene or several.
        """
        results = list(self.scenes(text, depth=depth))
        if len(results) != 1:
            raise ValueError(f"wanted a text with one scene, found {len(results)}")
        scene = results[0].scene.plain(self.limits)
        chosen = seed if seed is not None else results[0].settings.seed
        return scene if chosen is None else pick_world(scene, chosen, limits=self.limits)

    def scenes(
        self, text: str | Source, *, depth: int | None = None, lineage: bool = False
    ) -> Iterator[SceneResult]:
        """Give the scenes of a script; raise DeltaError after the last if there was any problem."""
        script = self._script(text, depth=depth, lineage=lineage)
        yield from script.scenes()
        finish(script)

    def walk(
        self, text: str | Source, *, depth: int | None = None, seed: int | str | None = None
    ) -> Iterator[Met]:
        """Meet the scenes of a script one by one, each with where it comes from.

        Raises DeltaError after the last if the text had any problem.

        >>> [(met.result.label, met.scene.plain().canonical) for met in Session().walk("a: b + b")]
        [('a', 'b*2')]
        """
        script = self._script(text, depth=depth, lineage=True)
        return walk(script, seed=seed, depth=depth, limits=self.limits)

    def documents(
        self,
        text: str | Source,
        *,
        depth: int | None = None,
        seed: int | str | None = None,
        every_world: bool = False,
        lang: str | None = None,
        senses: bool = False,
    ) -> Iterator[Document]:
        """Give a scene document for each scene; with `every_world` one for each of its worlds.

        With `lang` the atoms that name an idea take the name that it has in that language; with
        `senses` they bring the colour, sound, gesture, tempo and tension of the idea. Raises
        DeltaError after the last document if the text had any problem.
        """
        found = self.documented(
            text, depth=depth, seed=seed, every_world=every_world, lang=lang, senses=senses
        )
        return (made for _, made in found)

    def documented(
        self,
        text: str | Source,
        *,
        depth: int | None = None,
        seed: int | str | None = None,
        every_world: bool = False,
        lang: str | None = None,
        senses: bool = False,
    ) -> Iterator[tuple[SceneResult, Document]]:
        """Give the scenes of a script with their documents; see `documents`."""
        for met in self.walk(text, depth=depth, seed=seed):
            scene = met.scene if every_world else met.chosen()
            scene = self._said(scene, lang or met.origin.lang, senses=senses)
            if not every_world:
                yield met.result, document(scene, met.origin)
                continue
            for world, origin in met.worlds(scene):
                yield met.result, document(world, origin)

    def evaluated(
        self, text: str | Source, *, seed: int | str | None = None, lang: str | None = None
    ) -> Iterator[tuple[Scene, Origin]]:
        """Give each scene of a script, its choices made where there is a seed, with its origin.

        Raises DeltaError after the last if the text had any problem.

        >>> [(scene.plain().canonical, origin.label) for scene, origin in Session().evaluated("a: b + b")]
        [('b*2', 'a')]
        """
        for met in self.walk(text, seed=seed):
            spoken_in = lang or met.origin.lang
            yield self._said(met.chosen(), spoken_in, senses=False), met.origin

    def translated(self, scene: Scene | str, lang: str) -> Scene:
        """Say a scene in another language, "ru" or "en", by the ids of its ideas.

        Words that the lexicon does not know stay as they are.

        >>> Session().translated("память → тишина*2", "en").canonical
        'memory → silence*2'
        """
        return translate(self._scene(scene), self.lexicon, lang, limits=self.limits).scene

    def untranslatable(self, scene: Scene | str, lang: str) -> tuple[str, ...]:
        """Name the words of a scene that the lexicon cannot say in a language.

        >>> Session().untranslatable("память + абырвалг", "en")
        ('абырвалг',)
        """
        return translate(self._scene(scene), self.lexicon, lang, limits=self.limits).unknown

    def why(self, text: str | Source) -> list[Why]:
        """Say where each weight of a text's scene comes from.

        >>> [(why.image, why.parts) for why in Session().why("Δ02 + жар")][0]
        ('жар', (('text', '1'), ('Δ02@1', '1')))
        """
        return list(reasons(self.scenes(text, lineage=True), self.limits))

    def fold(self, scene: Scene | str) -> Scene:
        """Write a scene shorter with the formulas of the catalog; expands to the same scene.

        >>> Session().fold("сжатие + жар + рост + память").canonical
        'Δ02 + память'
        """
        return fold_scene(self._scene(scene), self.foldable())

    def worlds(self, scene: Scene | str) -> Iterator[Scene]:
        """Give the distinct worlds of a scene. Raises LimitExceededError past `limits.worlds`."""
        return all_worlds(self._scene(scene), limits=self.limits)

    def foldable(self) -> list[Known]:
        """The formulas without parameters and holes, as references with their bodies."""
        return list(foldable(self.catalog, self.seal, self.limits))

    # --------------------------------------------------------------------- words

    def atoms(self) -> Iterator[str]:
        """Give the atoms of the formulas of the catalog, as they are spelt there.

        >>> sorted(set(Session().atoms()))[:3]
        ['бег', 'ветер', 'взгляд']
        """
        for formula in self.catalog.formulas():
            yield from atoms_of(formula.body)

    def terms(
        self,
        lemmatizer: Lemmatizer,
        *,
        atoms: Iterable[str] | None = None,
        aliases: bool = True,
    ) -> Terms:
        """The registered terms: the atoms of formulas, then the names and aliases of the lexicon.

        An atom stays itself even where the lexicon has it as an alias: formulas are found by it. An
        alias stands for the name of its idea, without `aliases` for itself.
        """
        known = self.atoms() if atoms is None else atoms
        return Terms(spoken(known, self.lexicon, aliases=aliases), lemmatizer)

    # ------------------------------------------------------------------ checking

    def references(self, text: str | Source) -> dict[str, Formula]:
        """Give what every reference means that a script reaches, through other formulas too.

        The keys are references as the lock file names them. Raises DeltaError as `scenes` does.

        >>> sorted(Session().references("Δ19 + Δ02@^1"))
        ['Δ01@#42252ebef44a', 'Δ02@^1', 'Δ19']
        """
        script = self._script(text)
        for _ in script.scenes():
            pass
        finish(script)
        return {
            name + (f"@{pin}" if pin else ""): formula
            for (name, pin), formula in sorted(script.evaluator.resolver.found.items(), key=str)
            if formula.version
        }

    def check(
        self, text: str | Source, *, lemmatizer: Lemmatizer | None = None
    ) -> list[Diagnostic]:
        """Find every problem of a script, warnings included, in the order of the text.

        With a `lemmatizer` the dictionary is asked about glued and inflected words too. A text in a
        broken encoding has that one problem.

        >>> [problem.code for problem in Session().check("Δ02 - жар\\nΔ02 память")]
        ['W501', 'E101']
        """
        from deltalang.session.checking import problems_of  # `expand` does not need the rules

        return problems_of(self._script(text), lambda: self.lexicon, lemmatizer or Identity())

    def split_words(
        self, text: str | Source, *, lemmatizer: Lemmatizer | None = None
    ) -> tuple[str, list[Diagnostic]]:
        """Write the glued words of a script with `~`; gives the script and what was or was not split.

        Words that come apart in several ways stay, as problems (E208).

        >>> Session().split_words("памятьжаратишина*2")[0]
        'память~жара~тишина*2'
        """
        from deltalang.session.checking import split_script  # `expand` does not need the rules

        return split_script(self._script(text), lambda: self.lexicon, lemmatizer or Identity())

    # ------------------------------------------------------------------- helpers

    def _scene(self, scene: Scene | str) -> Scene:
        return self.expand(scene) if isinstance(scene, str) else scene

    def _said(self, scene: Scene, lang: str | None, *, senses: bool) -> Scene:
        """Say a scene in a language, with what the lexicon adds to it."""
        if lang is not None:
            scene = translate(scene, self.lexicon, lang, limits=self.limits).scene
        if senses:
            scene = with_modalities(scene, self.lexicon, lang, limits=self.limits)
        return scene

    def _script(
        self, text: str | Source, *, depth: int | None = None, lineage: bool = False
    ) -> Script:
        module = parse(text, limits=self.limits)
        return Script(
            module,
            self.catalog,
            load=self.load,
            limits=self.limits,
            lineage=lineage,
            depth=depth,
            seal=self.seal,
        )


def fold_documents(
    results: Iterable[SceneResult], session: Session
) -> Iterator[tuple[str | None, Scene]]:
    """Fold each scene of a script; gives labels with folded scenes."""
    known = session.foldable()
    for result in results:
        yield result.label, fold_scene(result.scene.plain(session.limits), known)
