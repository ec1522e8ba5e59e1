"""Reading: scripts, vaults, texts and JSON lines become passages, one file at a time.

    walk → probe (encoding, boilerplate) → blocks → windows → terms → passages

Reading never stops at a bad file: it is listed with its reason and the rest goes on. Memory is bounded
by the largest note; a large text streams.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import attrs

from deltalang.corpus.boilerplate import NOTES, Sketch, recurring_lines
from deltalang.corpus.files import (
    LINES,
    LONG_LINE,
    SCRIPT,
    NoteFile,
    Texts,
    Unread,
    is_large,
    probe,
    walk,
)
from deltalang.corpus.markdown import TooDeepError, read_note
from deltalang.corpus.mentions import Mentions
from deltalang.corpus.passages import Block, Line, Passage, Window, sum_of
from deltalang.corpus.scripts import JsonScene, Origin, WrittenScene, json_scene, written_scenes
from deltalang.corpus.windows import LINES as WINDOW_LINES
from deltalang.corpus.windows import TERMS, sentences, windows
from deltalang.words.terms import Found

Progress = Callable[[int, int], None]
_BLANK = 2  # blank lines that begin another piece of a plain text: a poem, a chapter
_PARAGRAPH = 400  # lines of a text without a blank line that are held at once


@attrs.frozen
class Summary:
    """What reading came across.

    `files` counts those that were read, `passages` the scenes, `without_terms` the windows in which
    nothing is registered; `dropped` counts lines (or statements) by reason; `unread` lists files and
    lines that were not read.
    """

    files: int
    passages: int
    without_terms: int
    dropped: dict[str, int]
    unread: tuple[Unread, ...]


class Corpus:
    """Some files and folders, read as passages.

    >>> from deltalang.words.lemmas import Identity
    >>> from deltalang.words.terms import Terms
    >>> corpus = Corpus([], Mentions(Terms([], Identity()), Identity()))
    >>> list(corpus.passages()), corpus.summary().files
    ([], 0)
    """

    def __init__(self, paths: Iterable[Path | str], mentions: Mentions) -> None:
        self.paths = [Path(path) for path in paths]
        self.mentions = mentions
        self._files = self._passages = self._without = 0
        self._dropped: Counter[str] = Counter()
        self._unread: list[Unread] = []
        self._texts = Texts()

    def summary(self) -> Summary:
        """What was read so far."""
        dropped = dict(sorted(self._dropped.items(), key=lambda item: (-item[1], item[0])))
        unread = tuple(sorted(self._unread, key=lambda one: (one.name, one.line or 0)))
        return Summary(self._files, self._passages, self._without, dropped, unread)

    def passages(self, *, progress: Progress | None = None) -> Iterator[Passage]:
        """Read everything anew; `progress` is told how many steps of how many are done."""
        self._files = self._passages = self._without = 0
        self._dropped, self._unread, self._texts = Counter(), [], Texts()
        found = list(walk(self.paths))
        self._unread += (one for one in found if isinstance(one, Unread))
        files = [one for one in found if isinstance(one, NoteFile)]
        sketch = Sketch(len(files))
        readable = []
        for number, file in enumerate(files, start=1):
            if self._looks_good(file, number, sketch):
                readable.append(file)
            if progress is not None:
                progress(number, 2 * len(files))
        boilerplate = self._boilerplate(readable, sketch)
        for number, file in enumerate(readable, start=1):
            yield from self._passages_of(file, boilerplate)
            if progress is not None:
                progress(2 * len(files) - len(readable) + number, 2 * len(files))
        if progress is not None and files and not readable:
            progress(2 * len(files), 2 * len(files))

    # ------------------------------------------------------------------- the first pass

    def _looks_good(self, file: NoteFile, number: int, sketch: Sketch) -> bool:
        """Look a file over, count its lines, tell whether it can be read."""
        problem = probe(file)
        if problem is not None:
            self._unread.append(problem)
            return False
        for line in self._stripped(file):
            sketch.add(number, line)
        return True

    def _boilerplate(self, files: list[NoteFile], sketch: Sketch) -> frozenset[str]:
        if len(files) < NOTES:
            return frozenset()
        return recurring_lines((self._stripped(file) for file in files), sketch)

    def _stripped(self, file: NoteFile) -> Iterator[str]:
        """The lines of a file that may be boilerplate."""
        if file.kind in (SCRIPT, LINES):
            return
        try:
            for _, line in self._texts.lines(file):
                stripped = line.strip() if line is not None else ""
                if stripped:
                    yield stripped
        except (OSError, UnicodeDecodeError):  # it changed since: reading it will say so
            return

    # ------------------------------------------------------------------ the second pass

    def _passages_of(self, file: NoteFile, boilerplate: frozenset[str]) -> Iterator[Passage]:
        try:
            for passage in self._read(file, boilerplate):
                self._passages += 1
                yield passage
            self._files += 1
        except TooDeepError:
            self._unread.append(Unread(file.name, "nesting"))
        except (OSError, UnicodeDecodeError, RecursionError) as error:
            detail = getattr(error, "strerror", None) or type(error).__name__
            self._unread.append(Unread(file.name, "system", detail))

    def _read(self, file: NoteFile, boilerplate: frozenset[str]) -> Iterator[Passage]:
        match file.kind:
            case "script":
                for scene in written_scenes(self._texts.read(file), file.name, self._dropped):
                    yield self._written(file, scene)
            case "jsonl":
                yield from self._json_lines(file)
            case "note" if not is_large(file):
                yield from self._note(file, boilerplate)
            case _:
                for block in self._paragraphs(file, boilerplate):
                    yield from self._of_block(file, block)

    def _note(self, file: NoteFile, boilerplate: frozenset[str]) -> Iterator[Passage]:
        text = self._without_long_lines(file, self._texts.read(file))
        note = read_note(text, self._dropped, boilerplate=boilerplate)
        made = [passage for block in note.blocks for passage in self._of_block(file, block)]
        for fence in note.fences:
            for scene in written_scenes(fence.text, file.name, self._dropped):
                made.append(self._written(file, scene, shift=fence.line))
        yield from sorted(made, key=lambda passage: (passage.line, passage.end_line))

    def _without_long_lines(self, file: NoteFile, text: str) -> str:
        if len(text) <= LONG_LINE:
            return text
        lines = text.split("\n")
        for index, line in enumerate(lines):
            if len(line) > LONG_LINE:
                self._unread.append(Unread(file.name, "long-line", str(LONG_LINE), index + 1))
                lines[index] = ""
        return "\n".join(lines)

    def _paragraphs(self, file: NoteFile, boilerplate: frozenset[str]) -> Iterator[Block]:
        """Give the paragraphs of a plain text, line by line; blank lines begin another piece of it."""
        lines: list[Line] = []
        blank, piece = 0, 1
        for number, line in self._texts.lines(file):
            blank = blank + 1 if line is not None and not line.strip() else 0
            if line is None:
                self._unread.append(Unread(file.name, "long-line", str(LONG_LINE), number))
            elif line.strip() in boilerplate:
                self._dropped["boilerplate"] += 1
            elif line.strip():
                lines.append(Line(number, line))
                if len(lines) < _PARAGRAPH:
                    continue
            if lines:
                yield Block("paragraph", tuple(lines), piece)
                lines = []
            piece += blank == _BLANK
        if lines:
            yield Block("paragraph", tuple(lines), piece)

    def _json_lines(self, file: NoteFile) -> Iterator[Passage]:
        for number, line in self._texts.lines(file):
            if line is None:
                self._unread.append(Unread(file.name, "long-line", str(LONG_LINE), number))
            elif line.strip():
                read = json_scene(line, number, file.name)
                if read is None:
                    self._dropped["no-scene"] += 1
                else:
                    yield from self._of_json(file, read, number)

    def _of_json(self, file: NoteFile, read: JsonScene, number: int) -> Iterator[Passage]:
        if read.scene is not None:
            passage = self._written(file, read.scene)
            yield passage if read.origin is None else self._found_again(passage, read.origin)
            return
        lines = (Line(number, line) for line in (read.text or "").splitlines() if line.strip())
        yield from self._of_block(file, Block("paragraph", tuple(lines)))

    # -------------------------------------------------------------------- from text to terms

    def _written(self, file: NoteFile, scene: WrittenScene, *, shift: int = 0) -> Passage:
        terms = tuple(self.mentions.written(term.name) for term in scene.terms)
        lines = (scene.line + shift, scene.end_line + shift)
        place = (file.name, *lines, "scene", scene.text)
        return Passage(*place, terms, scene.expression, scene=scene.scene)

    def _found_again(self, passage: Passage, origin: Origin) -> Passage:
        """A passage that was written down, as it was found; terms of a text with their places again."""
        spans: tuple[tuple[int, int], ...] = ()
        if origin.kind != "scene":
            found = self.mentions.found(passage.text)
            if [one.term.name for one in found] == [term.name for term in passage.terms]:
                spans = tuple((one.start, one.end) for one in found)
        return attrs.evolve(passage, **origin._asdict(), spans=spans)

    def _of_block(self, file: NoteFile, block: Block) -> Iterator[Passage]:
        for window in windows(block):
            terms = self.mentions.found(window.text)
            whole = window.kind not in ("sentence", "stanza") and len(block.lines) <= WINDOW_LINES
            if len(terms) > TERMS and whole:
                for sentence in sentences(window.kind, block.lines):
                    found = self.mentions.found(sentence.text)
                    yield from self._of_window(file, sentence, found, block.piece)
            else:
                yield from self._of_window(file, window, terms, block.piece)

    def _of_window(
        self, file: NoteFile, window: Window, terms: list[Found], piece: int
    ) -> Iterator[Passage]:
        """Give the passage of a window; several of one with more terms than a window may have."""
        if not terms:
            self._without += 1
        count = -(-len(terms) // TERMS)
        for index in range(count):
            begin, end = (len(terms) * at // count for at in (index, index + 1))
            few = tuple(one.term for one in terms[begin:end])
            spans = tuple((one.start, one.end) for one in terms[begin:end])
            place = (file.name, window.line, window.end_line, window.kind, window.text)
            yield Passage(*place, few, sum_of(few), spans, piece=piece)
