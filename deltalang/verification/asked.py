"""Asked: the scenes that were asked for, found by the names of the files that answer them.

двор.txt              the scene with the label двор
Тихий_двор.2.md       тихий двор, the sample 2: labels are compared as atoms are, `_` is a space
3.txt                 the third scene of the file, where it has no label
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from deltalang.keys import key
from deltalang.renderers.document import Document
from deltalang.verification.answers import KINDS


class Named(NamedTuple):
    """The scene and the sample that the name of a file gives."""

    scene: str
    sample: str


class Asked:
    """Scene documents by name: their label, or their number where they have none.

    >>> asked = Asked([{"label": "Тихий двор"}, {"label": None}])
    >>> list(asked.names)
    ['Тихий двор', '2']
    >>> asked.named("тихий_двор.gpt-5.1.txt"), asked.named("лес.txt")
    (Named(scene='Тихий двор', sample='gpt-5.1'), None)
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents: dict[str, Document] = {}
        self._names: dict[str, str] = {}
        for number, document in enumerate(documents, start=1):
            name = str(number) if document["label"] is None else str(document["label"])
            if key(name) not in self._names:  # a label twice is an error of the script
                self._names[key(name)] = name
                self._documents[name] = document

    @property
    def names(self) -> Iterator[str]:
        """The names, in the order of the scenes."""
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)

    def __getitem__(self, name: str) -> Document:
        """Give a scene by its exact name. Raises KeyError."""
        return self._documents[name]

    def find(self, label: str) -> str | None:
        """Find the name of a scene by a spelling of its label."""
        return self._names.get(key(label)) or self._names.get(key(label.replace("_", " ")))

    def named(self, file: str) -> Named | None:
        """Read the name of a file: `LABEL.txt`, `LABEL.SAMPLE.txt`."""
        stem = file
        for kind in KINDS:
            if file.lower().endswith(kind):
                stem = file[: -len(kind)]
        label, _, sample = stem.partition(".")
        scene = self.find(label)
        return Named(scene, sample) if scene is not None else None
