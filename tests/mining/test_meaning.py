"""What is meaningful: scenes that return are found; refrains, forms, rhymes and crowds give nothing."""

import random
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from deltalang.corpus.mentions import Mentions
from deltalang.corpus.reading import Corpus
from deltalang.mining.evidence.planting import Soil, planted_sets
from deltalang.mining.miner import mine
from deltalang.mining.proposals import Report
from deltalang.mining.settings import Settings
from deltalang.words.lemmas import Identity
from deltalang.words.terms import Spoken, Term, Terms

WORDS = re.findall(
    r"\w+",
    "ночь сон свет тень огонь вода ветер дорога память тишина дверь окно зеркало берег море гора поле сад"
    " река мост дом башня колокол голос песня шаг рука лицо камень песок дождь снег туман лёд пепел искра"
    " лодка парус якорь маяк звезда луна заря закат рассвет порог ключ замок нить игла",
)
FILLING = re.findall(
    r"\w+",
    "тихо медленно снова вчера осенью утром вдруг опять долго почти рядом всюду едва иногда редко потом"
    " стоял пришёл видел помнил слышал ждал искал молчал вернулся уходил думал говорил читал писал смотрел",
)


def read(folder: Path) -> Report:
    """Mine a folder with the words above as the registered terms."""
    terms = Terms([Spoken(word, Term(word), exact=True) for word in WORDS], Identity())
    corpus = Corpus([folder], Mentions(terms, Identity()))
    return mine(corpus.passages(), Settings(shuffles=0, replicate=False)).report()


def noise(draw: random.Random, sentences: int = 6) -> str:
    """Sentences of two or three terms that mean nothing together."""
    said = []
    for _ in range(sentences):
        words = draw.sample(WORDS, draw.choice([2, 3])) + draw.sample(FILLING, 4)
        draw.shuffle(words)
        said.append(" ".join(words).capitalize() + ".")
    return " ".join(said) + "\n"


def vault(folder: Path, notes: Iterable[str]) -> Path:
    """Notes with noise around what each says of its own."""
    draw = random.Random(7)
    for number, note in enumerate(notes):
        text = f"{noise(draw)}\n{note}\n\n{noise(draw)}"
        (folder / f"note-{number:03}.md").write_text(text, encoding="utf-8")
    return folder


def sentence(draw: random.Random, *terms: str) -> str:
    """A sentence with some terms and words of its own between them."""
    words = draw.sample(FILLING, 5)
    for term in terms:
        words.insert(draw.randrange(len(words) + 1), term)
    return " ".join(words).capitalize() + "."


def found(report: Report) -> set[str]:
    return {proposal.expression for proposal in report.proposals}


def refrain(draw: random.Random, number: int) -> str:
    song = "Тихо медленно лодка плывёт, снова парус и якорь поёт."
    verses = [sentence(draw, *draw.sample(WORDS, 2)) for _ in range(3)]
    return f"{verses[0]} {song} {verses[1]} {song} {verses[2]} {song}"


def form(draw: random.Random, number: int) -> str:
    mood = draw.choice(FILLING)
    return f"Сегодня утром {mood} была башня, вечером медленно звонил колокол, час {number}."


def rhyme(draw: random.Random, number: int) -> str:
    one, other, third, fourth = (" ".join(draw.sample(FILLING, 3)) for _ in range(4))
    lines = [f"{one} песок", f"{other} ночь", f"{third} мосток", f"{fourth} прочь"]
    lines[2] = f"{third} замок"
    return "\n".join(line.capitalize() + "," for line in lines)


def crowd(draw: random.Random, number: int) -> str:
    words = list(WORDS)
    draw.shuffle(words)
    return "Всё: " + ", ".join(words[:40]) + "."


@pytest.mark.parametrize("fixture", [refrain, form, rhyme, crowd])
def test_nothing_comes_of(fixture: Callable[[random.Random, int], str], tmp_path: Path) -> None:
    draw = random.Random(1)
    report = read(vault(tmp_path, (fixture(draw, number) for number in range(14))))
    assert report.proposals == ()
    assert report.candidates > 0


def test_words_side_by_side_are_a_coupling_and_no_formula(tmp_path: Path) -> None:
    draw = random.Random(2)
    notes = (sentence(draw, "лёд пепел") for _ in range(14))
    report = read(vault(tmp_path, notes))
    assert report.proposals == ()
    assert [coupling.words for coupling in report.couplings] == [("лёд", "пепел")]


def test_a_scene_that_returns_is_found(tmp_path: Path) -> None:
    draw = random.Random(3)
    notes = (sentence(draw, *draw.sample(["маяк", "туман", "якорь"], 3)) for _ in range(20))
    report = read(vault(tmp_path, notes))
    assert found(report) == {"маяк + туман + якорь"}
    [proposal] = report.proposals
    assert proposal.statistics.documents >= 18
    assert proposal.statistics.p_value < 1e-6
    assert proposal.quotes
    assert all("маяк" in quote.text.casefold() for quote in proposal.quotes)


def test_an_order_that_returns_is_a_chain(tmp_path: Path) -> None:
    draw = random.Random(4)
    notes = []
    for _ in range(24):
        one, other, third = (" ".join(draw.sample(FILLING, 2)) for _ in range(3))
        notes.append(f"{one} искра {other} пепел {third}.".capitalize())
    assert found(read(vault(tmp_path, notes))) == {"искра → пепел"}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_planted_patterns_are_recovered(seed: int) -> None:
    corpus = planted_sets(Soil(4_000, terms=400, documents=50), seed=seed, patterns=20)
    names = corpus.data.vocabulary
    report = mine(map(list, corpus.data), Settings(replicate=False, chains=False)).report()
    sets = {frozenset(proposal.terms) for proposal in report.proposals}
    wanted = [frozenset(names[code] for code in one) for one in corpus.patterns]
    recovered = sum(one in sets for one in wanted)
    assert recovered >= 0.95 * len(wanted)
    assert report.null is not None
    assert report.null.mean <= 0.05 * len(report.proposals)
