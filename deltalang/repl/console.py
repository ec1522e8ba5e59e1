"""The console: what was said so far, and the answer to what is said next.

It knows no terminal: text in, an answer out. What was accepted is a script, which grows, can be
undone and saved; nothing that is wrong gets into it. Where a file that it leans on is another one
before an input, the script is read anew; what does not hold any more is set aside until it does.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from deltalang.diagnostics import Diagnostic
from deltalang.editing.buffer import Buffer
from deltalang.editing.document import Document
from deltalang.editing.pieces import Piece, cut
from deltalang.messages import template
from deltalang.repl.answer import Answer
from deltalang.repl.last import with_last
from deltalang.repl.relocating import renamed
from deltalang.repl.saying import held, told
from deltalang.repl.standing import Fallen, earlier, labelled, reasons, stand
from deltalang.repl.typed import NAME, TYPED, Place, Typed, meanings, without
from deltalang.semantics.catalog import Formula
from deltalang.session import Session
from deltalang.syntax import ast

STEPS = 100
"""So many inputs can be taken back."""


class Console:
    """A conversation in the language.

    >>> console = Console(Session())
    >>> console.submit("Δ:ход = Δ02 → лес").lines
    ('Δ:ход = жар + рост + сжатие → лес',)
    >>> console.submit("двор: Δ:ход + память").lines
    ('двор: (жар + рост + сжатие → лес) + память',)
    >>> console.submit("Δ:last *2").lines, console.undo()
    (('(жар + рост + сжатие → лес)*2 + память*2',), True)
    """

    def __init__(
        self,
        session: Session,
        *,
        lang: str = "en",
        current: Callable[[], Session] | None = None,
    ) -> None:
        """Begin with a session. `current` gives another one when files that it read have changed."""
        self.session, self.lang, self._current = session, lang, current
        self.canonical = False
        """Whether scenes are shown in the second of the forms."""
        self.document = Document(session, name=NAME)
        self.fallen: tuple[Fallen, ...] = ()
        """What was accepted and does not hold now, since a file is another one."""
        self._said, self._before = "", deque[str](maxlen=STEPS)
        self._news: Answer | None = None

    @property
    def script(self) -> str:
        """What was accepted, as far as it holds."""
        return self.document.buffer.text

    @property
    def accepted(self) -> str:
        """What was accepted, with what is set aside."""
        return self._said

    @property
    def last(self) -> str | None:
        """The expression of the last scene, without its label."""
        piece = self.last_scene
        if piece is None or not isinstance(piece.statement, ast.SceneStatement):
            return None
        body = piece.statement.body
        return piece.text[body.start : body.end]

    @property
    def last_scene(self) -> Piece | None:
        """The last scene."""
        pieces = reversed(self.document.buffer.pieces)
        return next((p for p in pieces if isinstance(p.statement, ast.SceneStatement)), None)

    def said(self, message: str, **blanks: object) -> str:
        """Word a message of the REPL in the language of the conversation."""
        return template(f"ui.repl-{message}", self.lang).format(**blanks)

    def refused(self, message: str, **blanks: object) -> Answer:
        """Answer with such a message that nothing was done."""
        return Answer((self.said(message, **blanks),), failed=True)

    # ------------------------------------------------------------------ statements

    def submit(self, text: str, place: Place = TYPED) -> Answer:
        """Take in some statements: all of them, or none where one is wrong.

        Raises DeltaError where a lock or a lexicon cannot be read.
        """
        news, answer = self.news(), self._submitted(text, place)
        return answer if news is None else news.before(answer)

    def _submitted(self, text: str, place: Place) -> Answer:
        try:
            typed = Typed.of(self.resolved(text), place)
        except LookupError as error:
            return self.refused("no-last", name=error.args[0])
        head, pieces = cut(typed.body, name=NAME, base=0, limits=self.session.limits)
        if (
            pieces and head.rpartition("\n")[2]
        ):  # what is indented would go on with the statement above
            return Answer((), tuple(_stray(pieces, typed)), failed=True)
        if not head and not pieces:
            return Answer()
        if place.folder is not None:
            typed = typed.saying(renamed(pieces, len(head), place.folder, Path()))
            head, pieces = cut(typed.body, name=NAME, base=0, limits=self.session.limits)
        before = self.script
        with self._or_as_before():
            kept, found = self._tried(typed, pieces)
            refused = any(problem.severity == "error" for problem in found)
            lines = () if refused else self._told(len(kept))
            if refused:
                self.document.replace(before)
        if not refused:
            self._before.append(self._said)
            self._said = self._with(typed, pieces) if self.fallen else self.script
            if self.fallen:  # it may hold again with what was said now
                self._stand(self._said)
        return Answer(lines, found, failed=refused)

    def resolved(self, text: str) -> str:
        """Put the last expression in the place of its name. Raises LookupError where there is none.

        A formula of that name, here or in the registry, goes first.
        """

        def taken(name: str) -> bool:
            pieces = cut(text, name=NAME, base=0, limits=self.session.limits)[1]
            find = self.document.environment.definitions.catalog.find
            named = f"Δ:{name}"
            return any(p.defined == named for p in pieces) or isinstance(find(named, None), Formula)

        return with_last(text, self.last, taken=taken)

    def begin(self, text: str) -> None:
        """Begin with a script that was accepted elsewhere; what does not hold of it is set aside."""
        self._said = text
        self._stand(text)

    def problems(self, text: str) -> tuple[Diagnostic, ...]:
        """Find what would be wrong with a text, without taking it in."""
        fallen = labelled(self.fallen, self.document, text)
        if fallen is not None:
            return (fallen.problem,)
        typed, before = Typed.of(text), self.script
        with self._or_as_before():
            pieces = cut(typed.body, name=NAME, base=0, limits=self.session.limits)[1]
            _, found = self._tried(typed, pieces)
            self.document.replace(before)
        return found

    def _tried(self, typed: Typed, pieces: Sequence[Piece]) -> tuple[str, tuple[Diagnostic, ...]]:
        """Put a text behind what it does not replace; gives that, and the problems that came up."""
        known = {_apart(problem) for problem in self.document.problems()}
        kept = without(self.document.buffer, meanings(pieces))
        self.document.replace(f"{kept}{typed.body}\n")
        found = tuple(self._new_problems(typed, len(kept), known))
        of_fallen = reasons(self.fallen, self.document, pieces, found)
        return kept, tuple(dict.fromkeys(chain(found, of_fallen)))

    @contextmanager
    def _or_as_before(self) -> Iterator[None]:
        """Have the script of before again when anything comes between, an interrupt too."""
        before, fallen = self.script, self.fallen
        try:
            yield
        except BaseException:
            self.document, self.fallen = Document(self.session, before, name=NAME), fallen
            raise

    def _new_problems(self, typed: Typed, start: int, known: set[object]) -> Iterator[Diagnostic]:
        """The problems of what was typed, placed in it, and those that it makes elsewhere."""
        for problem in self.document.problems():
            if problem.source is self.document.source and problem.span.start >= start:
                yield typed.placed(problem, start, self.document.source)
            elif _apart(problem) not in known and problem.severity == "error":
                yield earlier(self.document, typed.beside(problem, start, self.document.source))

    def _told(self, start: int) -> tuple[str, ...]:
        holds = self.said("holds")
        return tuple(told(self.document, start, canonical=self.canonical, holds=holds))

    # ------------------------------------------------------------------ what changed

    def refresh(self) -> None:
        """Read everything anew if a file that it leans on is another one. Raises DeltaError, OSError."""
        session = self.session if self._current is None else self._current()
        if session is self.session:
            return
        known = {one.piece.text.strip() for one in self.fallen}
        document = Document(session, name=NAME)
        fallen = stand(document, self._said)
        self.session, self.document, self.fallen = session, document, fallen
        new = [one for one in fallen if one.piece.text.strip() not in known]
        back = len(known) - (len(fallen) - len(new))
        lines = [self.said("set-aside", count=len(new))] if new else []
        lines += [self.said("holds-again", count=back)] if back > 0 else []
        if lines:
            causes = {_apart(one.problem): one.problem for one in reversed(new)}
            news = Answer(tuple(lines), tuple(reversed(causes.values())))
            self._news = news if self._news is None else self._news.before(news)

    def news(self) -> Answer | None:
        """Look whether files changed; gives once what that did to what was said before.

        Raises DeltaError where a lock or a lexicon cannot be read, OSError.
        """
        self.refresh()
        news, self._news = self._news, None
        return news

    def _stand(self, text: str) -> None:
        """Let everything of a text stand that does."""
        with self._or_as_before():
            self.fallen = stand(self.document, text)

    def _with(self, typed: Typed, pieces: Sequence[Piece]) -> str:
        """Everything that was said with what is said now."""
        buffer = Buffer(self._said, name=NAME, limits=self.session.limits)
        return f"{without(buffer, meanings(pieces))}{typed.body}\n"

    # --------------------------------------------------------------------- history

    def undo(self) -> bool:
        """Take the last input back; False where there is none."""
        if not self._before:
            return False
        said = self._before[-1]
        self._stand(said)
        self._said = self._before.pop()
        return True

    def state(self) -> str:
        """What holds for the next scene: modes and contexts, the seed, formulas of one's own."""
        own = sum(piece.defined is not None for piece in self.document.buffer.pieces)
        formulas = [self.said("formulas", count=own)] if own else []
        aside = [self.said("aside", count=len(self.fallen))] if self.fallen else []
        return "  ".join([*held(self.document), *formulas, *aside])


def _apart(problem: Diagnostic) -> object:
    """A problem without its place, which moves."""
    return problem.code, problem.message_id, tuple(map(str, problem.arguments.values()))


def _stray(pieces: Sequence[Piece], typed: Typed) -> Iterator[Diagnostic]:
    """The problems of a first statement that is indented; there is one."""
    if isinstance(pieces[0].statement, ast.Junk):
        start = len(typed.body) - sum(piece.length for piece in pieces)
        for problem in pieces[0].statement.diagnostics:
            yield typed.placed(problem, -start, typed.source)
