"""The rules, each by itself."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deltalang.corpus.passages import Passage
from deltalang.mining.candidates import Candidates
from deltalang.mining.gathering import gather
from deltalang.mining.ground import Marks
from deltalang.mining.grounds import ground_of
from deltalang.mining.patterns import Flat
from deltalang.mining.rules import twins
from deltalang.mining.rules.all_rules import RULES
from deltalang.mining.rules.couplings import COUPLINGS, adjacent_share
from deltalang.mining.rules.crowd import CROWD, MOST
from deltalang.mining.rules.documents import DOCUMENTS
from deltalang.mining.rules.lift import LIFT
from deltalang.mining.rules.order import ORDER, binomial_tail
from deltalang.mining.rules.pairs import PAIRS
from deltalang.mining.rules.rhyme import RHYME, rhymes
from deltalang.mining.rules.rule import Thresholds
from deltalang.mining.rules.significance import SIGNIFICANCE
from deltalang.mining.rules.templates import TEMPLATES
from deltalang.words.terms import Term


def passages(*texts: str, words: str = "ночь сон", kind: str = "sentence") -> list[Passage]:
    """Each text as a passage of a document of its own, with the terms among `words`."""
    made = []
    for number, text in enumerate(texts):
        places = sorted(
            (at, word)
            for word in words.split()
            for at in range(len(text))
            if text.startswith(word, at)
        )
        terms = tuple(Term(word) for _, word in places)
        spans = tuple((at, at + len(word)) for at, word in places)
        made.append(Passage(f"{number}.md", 1, 1, kind, text, terms, "", spans))
    return made


def candidates(scenes: object, *patterns: str, chain: bool = False) -> Candidates:
    """Patterns of a corpus, as sums or chains, with the rows that hold them."""
    given = list(scenes)  # type: ignore[call-overload]
    if chain:
        given = [" → ".join(one) for one in given]
    seen = gather(given)
    ground = ground_of(seen, chain=chain)
    names = {seen.text_of(code): code for code in range(len(ground.supports))}
    codes = [[names[word] for word in pattern.split()] for pattern in patterns]
    offsets = np.cumsum([0, *map(len, codes)])
    flat = Flat(offsets, np.array([code for one in codes for code in one], np.int32), None)
    rows = tuple(ground.holding(np.array(one, np.int32)) for one in codes)
    if chain:
        from deltalang.mining.embedding import Embedding, Gaps

        embedding = Embedding(ground, Gaps())
        rows = tuple(
            embedding.of(np.array(one, np.int32), [False] * len(one), held)
            for one, held in zip(codes, rows, strict=True)
        )
    return Candidates.at(ground, flat, rows)


def kept(marks: Marks) -> list[bool]:
    return [bool(mark) for mark in marks]


def test_the_names_of_rules_are_different() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_documents_counts_documents_and_not_scenes() -> None:
    notes = [
        *passages("ночь и сон", "сон и ночь"),
        *passages("ночь, сон, луна", words="ночь сон луна"),
    ]
    found = candidates(notes, "ночь сон")
    assert found.support.tolist() == [3]
    assert kept(DOCUMENTS.keep(found, Thresholds(documents=3))) == [False]
    assert kept(DOCUMENTS.keep(found, Thresholds(documents=2))) == [True]


def test_an_image_with_its_copies_is_single() -> None:
    found = candidates(["жар*2", "жар*2 + рост"], "жар жар*2", "жар рост")
    assert kept(PAIRS.keep(found, Thresholds())) == [False, True]


def test_lift_is_measured_against_independence() -> None:
    scenes = [["a", "b"]] * 4 + [["a", "c"]] * 4 + [["d"]] * 8
    found = candidates(scenes, "a b", "a c")
    assert kept(LIFT.keep(found, Thresholds(lift=2.0))) == [True, True]  # 4 · 16 / (8 · 4) = 2
    assert kept(LIFT.keep(found, Thresholds(lift=2.01))) == [False, False]


def test_a_crowd_is_no_scene_but_a_long_script_is() -> None:
    many = [f"w{n:02}" for n in range(MOST + 1)]
    text = " ".join(many)
    crowd = candidates(passages(text, text, text, words=text), "w00 w01")
    assert kept(CROWD.keep(crowd, Thresholds())) == [False]
    script = candidates([" + ".join(many)] * 3, "w00 w01")
    assert kept(CROWD.keep(script, Thresholds())) == [True]
    small = " ".join(many[:-1])
    assert kept(
        CROWD.keep(candidates(passages(*[small] * 3, words=small), "w00 w01"), Thresholds())
    ) == [True]


def test_significance_takes_critical_values_where_there_are() -> None:
    scenes = [["a", "b"]] * 6 + [["c"]] * 60
    found = candidates(scenes, "a b")
    assert kept(SIGNIFICANCE.keep(found, Thresholds())) == [True]
    strict = Thresholds(critical={2: -1000.0, 3: -1000.0})
    assert kept(SIGNIFICANCE.keep(found, strict)) == [False]


def test_words_side_by_side_are_couplings() -> None:
    beside = passages("ночь сон был", "Вот ночь-сон", "а ночь  сон", "ночь и потом сон")
    found = candidates(beside, "ночь сон")
    assert adjacent_share(found, 0) == 0.75
    assert kept(COUPLINGS.keep(found, Thresholds(adjacent=0.8))) == [True]
    assert kept(COUPLINGS.keep(found, Thresholds(adjacent=0.75))) == [False]


def test_scripts_have_no_couplings() -> None:
    assert adjacent_share(candidates(["a + b"] * 4, "a b"), 0) == 0.0


def test_the_same_text_with_other_words_in_its_blanks_counts_once() -> None:
    form = "сегодня была ночь, погода {}, снился сон о море"
    same = [form.format(word) for word in ("ясная", "сырая", "тихая", "злая")]
    own = ["ночь пришла, и с ней сон", "долгий сон в холодную ночь", "сон ушёл, ночь осталась"]

    def passes(*texts: str) -> list[bool]:
        return kept(TEMPLATES.keep(candidates(passages(*texts), "ночь сон"), Thresholds()))

    assert passes(*same) == [False]
    assert passes(*own) == [True]
    assert passes(*same, *own[:2]) == [True]
    assert passes(*same, *own[:1]) == [False]


def test_bare_lists_are_not_taken_for_one_text() -> None:
    bare = passages("ночь, сон", "сон, ночь", "ночь; сон", kind="item")
    assert kept(TEMPLATES.keep(candidates(bare, "ночь сон"), Thresholds())) == [True]


def test_rhymes_go_and_meetings_inside_lines_stay() -> None:
    words = "кровь любовь"
    ends = passages(*["там была кровь,\nи тут любовь"] * 3, words=words, kind="stanza")
    inside = passages(*["кровь там была,\nлюбовь и тут"] * 3, words=words, kind="stanza")
    prose = passages(*["там была кровь,\nи тут любовь"] * 3, words=words)
    verdicts = [kept(RHYME.keep(candidates(c, words), Thresholds())) for c in (ends, inside, prose)]
    assert verdicts == [[False], [True], [True]]


@pytest.mark.parametrize(
    ("one", "other", "rhyme"),
    [
        ("розы", "морозы", True),
        ("ночь", "прочь", True),
        ("дверь", "зверь", True),
        ("сон", "он", True),
        ("сон", "дом", False),
        ("снег", "мост", False),
        ("мир", "мор", False),
        ("a", "a", False),
    ],
)
def test_rhymes(one: str, other: str, rhyme: bool) -> None:
    assert rhymes(one, other) is rhyme
    assert rhymes(other, one) is rhyme


def test_an_order_that_is_chance_is_no_chain() -> None:
    always = [["a", "b"]] * 12
    mixed = [["a", "b"]] * 7 + [["b", "a"]] * 5
    assert kept(ORDER.keep(candidates(always, "a b", chain=True), Thresholds())) == [True]
    assert kept(ORDER.keep(candidates(mixed, "a b", chain=True), Thresholds())) == [False]


def test_a_chain_takes_the_place_of_its_sum() -> None:
    scenes = [["a", "b"]] * 9 + [["b", "a"]]
    sums, chains = candidates(scenes, "a b"), candidates(scenes, "a b", chain=True)
    assert kept(twins.keep(sums, chains)) == [False]
    back = candidates(scenes, "b a", chain=True)
    assert kept(twins.keep(sums, back)) == [True]


@given(st.integers(0, 30), st.integers(0, 30), st.fractions(0, 1, max_denominator=20))
def test_the_binomial_tail_is_exact(successes: int, trials: int, share: Fraction) -> None:
    exact = sum(
        math.comb(trials, k) * share**k * (1 - share) ** (trials - k)
        for k in range(max(0, successes), trials + 1)
    )
    assert binomial_tail(successes, trials, float(share)) == pytest.approx(float(exact), abs=1e-12)
