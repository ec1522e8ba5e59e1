"""Verifying answers of 100 000, 1 000 000 and 5 000 000 characters, against phrase search alone.

The peers look for the same words in the same forms (the lemmatizer's and the lexicon's, made for both) and
give where they stand: one alternation of `re`, flashtext, and pyahocorasick with a check of word limits
(`pip install flashtext pyahocorasick`; what is absent is left out). They do a part of what `verify` does:
no phrases with words between, no glued images, no order of beats, no negation, no score.

    PYTHONPATH=. python tests/benchmarks/bench_verify.py

Times are of the processor, the best of three rounds in turn; a ratio above 1 says that the peer takes longer.
"""

import random
import re
import time
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

from deltalang.lexicon.loading import standard_lexicon
from deltalang.session import Session
from deltalang.source import Source
from deltalang.verification.speech import Speech
from deltalang.verification.verifying import verify_document
from deltalang.verification.wanted import every_atom, wanted_of
from deltalang.words.lemmas import Lemmatizer
from deltalang.words.lemmatizer import lemmatizer

SIZES = (100_000, 1_000_000, 5_000_000)
SCENES = {
    "ru": "память*2 + дождь + окно + внутренний мир + железная дорога + тишина~снег + (дом → лес → река)"
    " + огонь? - холод - страх - война",
    "en": "memory*2 + rain + window + inner world + looking glass + silence~snow + (house → forest → river)"
    " + fire? - cold - fear - war",
}
FILLING = {
    "ru": ["и", "в", "на", "не", "он", "она", "что", "как", "было", "этот", "весь", "который", "сказать",
           "долго", "потом", "снова", "вниз", "далеко", "без", "над"],
    "en": ["and", "in", "on", "not", "he", "she", "that", "how", "was", "this", "all", "which", "said",
           "long", "then", "again", "down", "far", "without", "over"],
}  # fmt: skip
Job = Callable[[str], int]


def text_of(language: str, size: int) -> str:
    """A text of one language: every name of the lexicon now and then, small words, commas, full stops."""
    draw = random.Random(language)
    names = [name for idea in standard_lexicon().ideas for name in idea.names[language]]
    pieces: list[str] = []
    length = 0
    while length < size:
        word = draw.choice(names) if draw.random() < 0.3 else draw.choice(FILLING[language])
        piece = word + draw.choices((" ", ", ", ". "), (12, 2, 1))[0]
        pieces.append(piece)
        length += len(piece)
    return "".join(pieces)[:size]


def phrases(scene: Any, known: Lemmatizer) -> list[str]:
    """The words and phrases that the scene looks for, in all their forms."""
    part = wanted_of(scene)
    speech = Speech(known, standard_lexicon(), taken=every_atom(part))
    found: dict[str, None] = {}
    for atom in every_atom(part):
        for way in speech.ways(atom):
            if len(way.words) == 1:
                found |= dict.fromkeys(sorted(way.words[0]))
            else:
                found |= dict.fromkeys(_combined([sorted(one) for one in way.words]))
    return list(found)


def _combined(words: list[list[str]]) -> Iterable[str]:
    beginnings = [""]
    for forms in words:
        beginnings = [f"{one} {form}".strip() for one in beginnings for form in forms]
    return beginnings


def by_re(wanted: list[str]) -> Job:
    """One alternation, the longest first."""
    ordered = sorted(wanted, key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})\b")
    return lambda text: sum(1 for _ in pattern.finditer(text.lower()))


def by_flashtext(wanted: list[str]) -> Job:
    """A trie of characters; V. Singh, "Replace or retrieve keywords in documents at scale" (2017)."""
    processor = import_module("flashtext").KeywordProcessor()
    letters = {*"абвгдежзийклмнопрстуфхцчшщъыьэюя"}
    processor.set_non_word_boundaries(processor.non_word_boundaries | letters)
    processor.add_keywords_from_list(wanted)
    return lambda text: len(processor.extract_keywords(text, span_info=True))


def by_ahocorasick(wanted: list[str]) -> Job:
    """An automaton in C; limits of words are checked in Python."""
    automaton = import_module("ahocorasick").Automaton()
    for phrase in wanted:
        automaton.add_word(phrase, len(phrase))
    automaton.make_automaton()

    def job(text: str) -> int:
        folded = f" {text.lower()} "
        return sum(
            not (folded[end + 1].isalnum() or folded[end - length].isalnum())
            for end, length in automaton.iter(folded)
        )

    return job


PEERS = {"re": by_re, "flashtext": by_flashtext, "pyahocorasick": by_ahocorasick}


def best_times(jobs: dict[str, Job], text: str, rounds: int) -> dict[str, float]:
    """Run the jobs in turn; the best time of each in seconds of the processor."""
    best = dict.fromkeys(jobs, float("inf"))
    for _ in range(rounds):
        for name, job in jobs.items():
            start = time.process_time()
            job(text)
            best[name] = min(best[name], time.process_time() - start)
    return best


def main() -> None:
    """Print a line for each language and size."""
    known, _ = lemmatizer(strict=True)
    for language, expression in SCENES.items():
        session = Session()
        (scene,) = session.documents(expression)
        wanted = phrases(scene, known)

        def ours(text: str, scene: Any = scene, session: Session = session) -> int:
            made = verify_document(Source(text), scene, known, lexicon=session.lexicon)
            return len(made.images)

        jobs: dict[str, Job] = {"ours": ours}
        for name, make in PEERS.items():
            try:
                jobs[name] = make(wanted)
            except ImportError:
                print(f"{name} is not installed: pip install {name}")
        ours("дом house")  # dictionaries are loaded late
        for size in SIZES:
            times = best_times(jobs, text_of(language, size), 3 if size < SIZES[-1] else 1)
            peers = ", ".join(
                f"{name} {spent:.2f} s (ratio {spent / times['ours']:.2f})"
                for name, spent in times.items()
                if name != "ours"
            )
            rate = size / times["ours"] / 1e6
            print(
                f"{language} {size:9,} characters: ours {times['ours']:.2f} s"
                f" ({rate:.2f} million a second); {peers}",
                flush=True,
            )


if __name__ == "__main__":
    main()
