"""How well words alone find what a reader finds: the answers of labelled.yaml, verified and compared.

    PYTHONPATH=tests python tests/verification/measuring.py [--mistakes]

prints precision and recall of anchors that stand (at least in part) and of leaks, for each language, on
the answers that the rules were tuned on and on those that were held out. A paraphrase is no miss of a
search for words; `by meaning` counts it as one.
"""

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from deltalang.session import Session
from deltalang.verification.verifying import Verification, verify_document
from deltalang.words.lemmatizer import lemmatizer

FILE = Path(__file__).with_name("labelled.yaml")
TUNED, HELD_OUT = "tuned", "held out"
_PRESENT = ("found", "partly")
_lemmatizer = cache(lambda: lemmatizer(strict=True)[0])


class Case(NamedTuple):
    """An answer with what a reader says of it."""

    name: str
    language: str
    half: str
    scene: str
    answer: str
    images: dict[str, str]
    avoid: dict[str, str]
    order: bool | None


class Outcome(NamedTuple):
    """One thing that was asked of an answer: what a reader says, what was said."""

    case: Case
    kind: str
    text: str
    wanted: str
    got: str


class Figures(NamedTuple):
    """What a set of outcomes comes to."""

    anchors: int
    anchor_precision: float
    anchor_recall: float
    anchor_recall_by_meaning: float
    anchor_statuses: float
    avoided: int
    leak_precision: float
    leak_recall: float
    avoid_statuses: float
    orders: float

    def line(self) -> str:
        """The figures on one line."""
        return (
            f"anchors {self.anchors}: precision {self.anchor_precision:.3f}, recall"
            f" {self.anchor_recall:.3f} (by meaning {self.anchor_recall_by_meaning:.3f}), status"
            f" {self.anchor_statuses:.3f}; leaks of {self.avoided}: precision"
            f" {self.leak_precision:.3f}, recall {self.leak_recall:.3f}, status"
            f" {self.avoid_statuses:.3f}; order {self.orders:.3f}"
        )


def cases() -> list[Case]:
    """Read the labelled answers."""
    return [
        Case(
            f"{language} {number}", language, TUNED if number % 2 else HELD_OUT, entry["scene"],
            entry["answer"], entry["images"], entry.get("avoid", {}), entry.get("order"),
        )
        for language, entries in yaml.safe_load(FILE.read_text("utf-8")).items()
        for number, entry in entries.items()
    ]  # fmt: skip


def verified(case: Case) -> Verification:
    """Verify the answer of a case."""
    session = Session()
    (document,) = session.documents(case.scene)
    return verify_document(case.answer, document, _lemmatizer(), lexicon=session.lexicon)


def outcomes(case: Case) -> Iterator[Outcome]:
    """Compare a case with what is said of it. Raises KeyError where an image has no label."""
    made = verified(case)
    for image in made.images:
        yield Outcome(
            case, "anchor", image.wanted.text, case.images[image.wanted.text], image.status
        )
        if case.order is not None:
            yield Outcome(case, "order", image.wanted.text, str(case.order), str(image.is_ordered))
    for avoided in made.avoided:
        got = "leaked" if avoided.leaks else "negated" if avoided.negated else "absent"
        yield Outcome(case, "avoid", avoided.wanted.text, case.avoid[avoided.wanted.text], got)


def figures(language: str, half: str) -> Figures:
    """Measure a language on one half of the answers."""
    chosen = [one for one in cases() if (one.language, one.half) == (language, half)]
    all_of: dict[str, list[Outcome]] = {"anchor": [], "avoid": [], "order": []}
    for case in chosen:
        for one in outcomes(case):
            all_of[one.kind].append(one)
    anchors, avoided = all_of["anchor"], all_of["avoid"]
    present = [one for one in anchors if one.got in _PRESENT]
    wanted = [one for one in anchors if one.wanted in _PRESENT]
    right = sum(one.wanted in _PRESENT for one in present)
    hidden = sum(one.wanted == "paraphrase" for one in anchors)
    leaked = [one for one in avoided if one.got == "leaked"]
    real = [one for one in avoided if one.wanted == "leaked"]
    caught = sum(one.wanted == "leaked" for one in leaked)
    return Figures(
        len(anchors), right / len(present), right / len(wanted), right / (len(wanted) + hidden),
        _agreed(anchors), len(avoided), caught / len(leaked), caught / len(real), _agreed(avoided),
        _agreed(all_of["order"]),
    )  # fmt: skip


def _agreed(found: list[Outcome]) -> float:
    return sum(_agrees(one) for one in found) / len(found)


def _agrees(one: Outcome) -> bool:
    """A paraphrase and what is absent are both rightly not found."""
    if one.got == "missing":
        return one.wanted in ("absent", "paraphrase")
    return one.wanted == one.got


def main(*, mistakes: bool) -> None:
    """Print the figures; of the tuned half its mistakes as well."""
    for half in (TUNED, HELD_OUT):
        for language in ("ru", "en"):
            print(f"{language} {half:8} {figures(language, half).line()}")
    for case in cases() if mistakes else ():
        for one in outcomes(case) if case.half == TUNED else ():
            if not _agrees(one):
                print(f"{case.name}: {one.text} is {one.wanted}, got {one.got}: {case.answer}")


if __name__ == "__main__":
    main(mistakes="--mistakes" in sys.argv)
