"""Splitting glued words and lemmatising: how many are right, how many in a second of the processor.

Splitting over the registered vocabulary, over the dictionary only, and with `--glued`; on the English
words against wordninja and wordsegment in the same run (`pip install wordninja wordsegment`; what is
absent is left out). Lemmatising running text against plain `pymorphy3.MorphAnalyzer().parse`.

    PYTHONPATH=. python tests/benchmarks/bench_words.py [DATA_FOLDER]
"""

import json
import sys
import time
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from deltalang.words.lemmas import Lemmatizer
from deltalang.words.lemmatizer import lemmatizer
from deltalang.words.running import WORDS
from deltalang.words.splitting import SPLIT, Splitter
from deltalang.words.terms import Spoken, Term, Terms

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
Pairs = list[tuple[str, list[str]]]
Divide = Callable[[str], list[str]]


def timed(job: Callable[[], object]) -> float:
    """The seconds of the processor that a job takes."""
    start = time.process_time()
    job()
    return time.process_time() - start


def pairs(file: Path) -> Pairs:
    """The glued words of a file with their parts."""
    rows = (line.split("\t") for line in file.read_text("utf-8").splitlines())
    return [(word, parts.split()) for word, parts in rows]


def ours(names: Iterable[str], known: Lemmatizer, *, glued: bool = False) -> Divide:
    """Split over a vocabulary; what is not certain has one part."""
    splitter = Splitter(Terms([Spoken(n, Term(n)) for n in names], known), known, glued=glued)

    def divide(word: str) -> list[str]:
        answer = splitter.split(word)
        return [part.text for part in answer.parts] if answer.status == SPLIT else [word]

    return divide


def peers() -> dict[str, Divide]:
    """The splitters of others that are installed."""
    found: dict[str, Divide] = {}
    for name in ("wordninja", "wordsegment"):
        try:
            module = import_module(name)
        except ImportError:
            print(f"{name} is not installed: pip install {name}")
            continue
        if name == "wordsegment":
            module.load()
        found[name] = module.split if name == "wordninja" else module.segment
    return found


def compare(title: str, words: Pairs, ways: dict[str, Divide]) -> None:
    """Print a line for each way to split the words of a set; ratios are to the first."""
    first = 0.0
    for name, divide in ways.items():
        divide(words[0][0])  # loads what is loaded late
        answers: list[list[str]] = []
        spent = timed(lambda d=divide, a=answers: a.extend(d(w) for w, _ in words))  # type: ignore[misc]
        right = sum(got == wanted for got, (_, wanted) in zip(answers, words, strict=True))
        first = first or spent
        print(
            f"{title:8} {name:20} {right / len(words):7.2%} exact {len(words) / spent:10.0f} words/s"
            f"  ratio {first / spent:.2f}",
            flush=True,
        )


def lemmatise(folder: Path, known: Lemmatizer) -> None:
    """Print how fast the words of the Russian texts get their lemmas."""
    texts = [
        path.read_text("utf-8", "replace")
        for name in ("ru_poems", "ru_prose", "ru_vault_openbox")
        for path in sorted((folder / name).rglob("*.*"))
        if path.suffix in (".txt", ".md")
    ]
    running = [word.lower() for text in texts for word in WORDS.findall(text)]
    parse = import_module("pymorphy3").MorphAnalyzer().parse
    different = list(dict.fromkeys(running))
    for title, words in (("running", running), ("distinct", different)):
        fresh, _ = lemmatizer()  # with nothing in its cache
        fresh.lemmas("дом")
        spent = timed(lambda w=words, f=fresh: [f.lemmas(one) for one in w])  # type: ignore[misc]
        peer = timed(lambda w=words: [parse(one) for one in w])  # type: ignore[misc]
        print(
            f"lemmas   {title:9} {len(words):7} words: ours {len(words) / spent:10.0f} words/s"
            f"  pymorphy3 {len(words) / peer:10.0f} words/s  ratio {peer / spent:.2f}",
            flush=True,
        )


def main(data: Path) -> None:
    """Print every table."""
    folder = data / "texts"
    known, _ = lemmatizer(strict=True)
    nouns = (folder / "glued/ru_vocabulary.txt").read_text("utf-8").split()
    russian: dict[str, Divide] = {
        "ours, registered": ours(nouns, known),
        "ours, dictionary": ours((), known),
        "ours, --glued": ours((), known, glued=True),
    }
    for name in ("ru_2-5", "ru_6-8"):
        compare(name, pairs(folder / "glued" / f"{name}.tsv"), russian)
    words = folder / "words/corpora/words"
    names = json.loads((words / "nouns.json").read_text("utf-8"))["nouns"]
    names += json.loads((words / "common.json").read_text("utf-8"))["commonWords"]
    english: dict[str, Divide] = {
        "ours, registered": ours(names, known),
        "ours, dictionary": ours((), known),
        "ours, --glued": ours((), known, glued=True),
        **peers(),
    }
    compare("en_2-5", pairs(folder / "glued/en_2-5.tsv"), english)
    lemmatise(folder, known)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
