"""The builder: puts phrases and brackets together while a notation is read, without recursion."""

import unicodedata

import attrs

from deltalang.keys import key
from deltalang.notations.parts import Part, Phrase, Reader
from deltalang.source import Span

# Controls and signs of direction say nothing; a joiner inside a word or an emoji does.
_HIDDEN = ("Cc", "Cf", "Cn", "Co", "Cs")
_JOINERS = "\u200c\u200d"


@attrs.define
class Frame:
    """A bracket that is open: its sign and place, and the parts between its separators."""

    sign: str
    start: int
    pieces: list[list[Part]] = attrs.field(factory=lambda: [[]])
    separators: list[str] = attrs.field(factory=list)


@attrs.define
class Builder:
    """Collects a text into parts. `frames[0]` is the text itself."""

    reader: Reader
    frames: list[Frame] = attrs.field(factory=lambda: [Frame("", 0)])
    words: list[str] = attrs.field(factory=list)
    start: int = 0
    end: int = 0
    phrases: int = 0

    @property
    def open(self) -> str:
        """The sign of the innermost bracket."""
        return self.frames[-1].sign

    def text(self, text: str, start: int, end: int) -> None:
        """Add to the phrase at hand."""
        if not self.words:
            self.start = start
        self.words.append(text)
        self.end = end

    def comma(self) -> None:
        """End the phrase at hand. Raises DeltaError for more phrases than a scene may have."""
        shown = "".join(map(_visible, "".join(self.words))) if self.words else ""
        self.words = []
        if key(shown):
            span = Span(self.start, self.end)
            self.phrases += 1
            if self.phrases > self.reader.limits.images:
                allowed = self.reader.limits.images
                raise self.reader.error("E502", "notation-images", span, allowed=allowed)
            self.add(Phrase(" ".join(shown.split()), span))

    def add(self, part: Part) -> None:
        """Add a part where we are."""
        self.frames[-1].pieces[-1].append(part)

    def separate(self, sign: str) -> None:
        """Begin the next piece of the innermost bracket."""
        self.comma()
        self.frames[-1].separators.append(sign)
        self.frames[-1].pieces.append([])

    def enter(self, sign: str, start: int) -> None:
        """Open a bracket. Raises DeltaError when too many are open."""
        self.comma()
        allowed = self.reader.limits.nesting
        if len(self.frames) > allowed:
            span = Span(start, start + 1)
            raise self.reader.error("E502", "notation-nesting", span, allowed=allowed)
        self.frames.append(Frame(sign, start))

    def leave(self) -> Frame:
        """Close the innermost bracket and give it."""
        self.comma()
        return self.frames.pop()

    def parts(self) -> tuple[Part, ...]:
        """Give all that was read; every bracket must be closed."""
        self.comma()
        [whole] = self.frames
        return together(whole)


def together(frame: Frame) -> tuple[Part, ...]:
    """Give the parts of a bracket, whatever separated them."""
    return tuple(part for piece in frame.pieces for part in piece)


def _visible(char: str) -> str:
    if char in _JOINERS:
        return char
    return " " if char.isspace() else "" if unicodedata.category(char) in _HIDDEN else char
