"""The words of an answer, each with its places: read once, asked for every image.

A word is letters and digits with their marks; a hyphen parts words, an apostrophe does not; a symbol such
as an emoji is a word of its own. Reading is linear in the answer, and every spelling is reduced to its
key once.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from deltalang.keys import key
from deltalang.source import Source

_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
)
_LETTERS = rf"[^\W_]++(?:[{_MARKS}]++[^\W_]*+)*+"
_SYMBOL = "[\u00a9\u00ae\u203c\u2049\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
_JOINED = rf"(?:[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]|\u200d{_SYMBOL})*+"
TOKENS = re.compile(rf"{_LETTERS}(?:['’ʼ]{_LETTERS})*+|{_SYMBOL}{_JOINED}")
"""Words, numbers and symbols of running text."""
SENTENCE_END = re.compile(r"[.!?…][\"'»”’)\]*_]*\s|\n\s*\n")
_SIGN = re.compile(r"[%‰#&@$+<>=|~^°§№€£¥₽¢]+")
"""What is no word and yet tells words apart: 100% is not 100, C++ is not C."""
_TONES = re.compile("[\U0001f3fb-\U0001f3ff]")
_APOSTROPHES = str.maketrans("’ʼ", "''")


class Mention(NamedTuple):
    """A place where something is said: characters `start` to `end`, words `first` to `last`."""

    start: int
    end: int
    first: int
    last: int


def token_key(token: str) -> str:
    """Reduce a word of a text to what decides whether it is the same word.

    >>> token_key("Ёлки"), token_key("don’t")
    ('елки', "don't")
    """
    return key(_TONES.sub("", token)).translate(_APOSTROPHES)


def tokens(text: str) -> list[str]:
    """Give the words of a short text as keys.

    >>> tokens("Внутренний мир, LLM-память 🔥")
    ['внутренний', 'мир', 'llm', 'память', '🔥']
    """
    return [made for token in TOKENS.findall(text) if (made := token_key(token))]


def signs_of(text: str) -> tuple[str, ...]:
    """Give the signs of a short text: those before its first word, those behind each of its words.

    Outside of the words they are given with what stands between them and the word.

    >>> signs_of("100%"), signs_of("a + b"), signs_of("тихий дом"), signs_of("0:¢!")
    (('', '%'), ('', '+', ''), ('', '', ''), ('', ':¢'))
    """
    gaps = ["".join(gap.split()) for gap in TOKENS.split(text)]
    first, *middle, last = gaps if len(gaps) > 1 else ("", "")  # without a word it has none
    signs = [(match.start(), match.end()) for match in _SIGN.finditer(first)]
    before = first[signs[0][0] :] if signs else ""
    signs = [(match.start(), match.end()) for match in _SIGN.finditer(last)]
    behind = last[: signs[-1][1]] if signs else ""
    return (before, *map(_signs_in, middle), behind)


def _signs_in(gap: str) -> str:
    return "".join(_SIGN.findall(gap))


class Index:
    """The words of a text by key.

    >>> index = Index(Source("Память, памятью… ПАМЯТЬ"))
    >>> index.positions(["память"]), index.count
    ([0, 2], 3)
    """

    def __init__(self, source: Source) -> None:
        self.source, self.text = source, source.text
        self._starts, self._ends, self._spelled = array("q"), array("q"), array("q")
        spellings: dict[str, tuple[int, list[int]]] = {}
        for number, found in enumerate(TOKENS.finditer(self.text)):
            start, end = found.span()
            self._starts.append(start)
            self._ends.append(end)
            spelling, places = spellings.setdefault(found[0], (len(spellings), []))
            self._spelled.append(spelling)
            places.append(number)
        self._keys = [token_key(spelling) for spelling in spellings]
        self._by_key: dict[str, list[list[int]]] = {}
        for folded, (_, places) in zip(self._keys, spellings.values(), strict=True):
            self._by_key.setdefault(folded, []).append(places)
            if folded.endswith("'s"):  # memory's
                self._by_key.setdefault(folded[:-2], []).append(places)

    @property
    def count(self) -> int:
        """How many words there are."""
        return len(self._starts)

    @cached_property
    def starts(self) -> list[int]:
        """The offsets at which words start."""
        return list(self._starts)

    def has(self, word: str) -> bool:
        """Tell whether a word, given as its key, stands anywhere."""
        return word in self._by_key

    def positions(self, words: Iterable[str]) -> list[int]:
        """Give the numbers of the words that have one of the keys, in order."""
        found = [places for word in words for places in self._by_key.get(word, ())]
        if len(found) == 1:
            return found[0]
        return sorted({place for places in found for place in places})

    def mention(self, first: int, last: int) -> Mention:
        """The mention that goes from one word to another."""
        return Mention(self._starts[first], self._ends[last], first, last)

    def word(self, number: int) -> str:
        """The key of a word by its number."""
        return self._keys[self._spelled[number]]

    def between(self, number: int) -> str:
        """What stands between a word and the next; behind the last, the rest of the text."""
        after = number + 1
        end = self._starts[after] if after < len(self._starts) else len(self.text)
        return self.text[self._ends[number] : end]

    def ends_sentence(self, first: int, last: int) -> bool:
        """Tell whether a sentence ends between two words that are near each other."""
        return any(SENTENCE_END.search(self.between(number)) for number in range(first, last))

    def has_signs(self, mention: Mention, signs: Sequence[str]) -> bool:
        """Tell whether a mention has its signs: before and behind it next to it, the others inside."""
        before = self.between(mention.first - 1) if mention.first else self.text[: mention.start]
        behind = self.between(mention.last)
        inside = _signs_in(self.text[mention.start : mention.end])
        return (
            "".join(before.split()).endswith(signs[0])
            and "".join(behind.split()).startswith(signs[-1])
            and all(sign in inside for sign in signs[1:-1])
        )

    def exactly(self, text: str) -> Iterator[Mention]:
        """Find a text that has no words in it, such as `?`, as it stands."""
        start = self.text.find(text) if text else -1
        while start >= 0:
            near = self._nearest(start)
            yield Mention(start, start + len(text), near, near)
            start = self.text.find(text, start + len(text))

    def _nearest(self, offset: int) -> int:
        return bisect_left(self.starts, offset)
