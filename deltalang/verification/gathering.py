"""Gathering: the answers of contenders in a folder, and what in it is none.

answers/model-a/двор.txt            a subfolder is a contender; without subfolders the folder is one
answers/model-a/двор.2.json         a second answer to the same scene
"""

from collections.abc import Callable, Iterator
from os.path import realpath
from pathlib import Path

import attrs

from deltalang.diagnostics import DeltaError, Diagnostic
from deltalang.verification.answers import KINDS, read_answer
from deltalang.verification.asked import Asked
from deltalang.verification.contenders import Given

OUTSIDE, INSIDE, SPECIAL, KIND, LABEL, TWICE = (
    "left-outside", "left-inside", "left-special", "left-kind", "left-label", "left-twice",
)  # fmt: skip


@attrs.frozen
class Left:
    """What stands in the folder and answers nothing, with the reason."""

    file: str
    reason: str


@attrs.frozen
class Found:
    """A file that answers a scene."""

    path: Path
    file: str
    scene: str
    sample: str


@attrs.frozen
class Gathered:
    """The answers of each contender, by name, and what was left."""

    contenders: dict[str, tuple[Found, ...]]
    left: tuple[Left, ...]


def gather(folder: Path, asked: Asked, *, apart: Path | None = None) -> Gathered:
    """Find the contenders in a folder and their answers. Names that begin with a dot are passed over.

    `apart` is the file of the scenes, which may stand beside them. Folders inside a contender are not
    entered, so links that lead in a circle end there. Raises OSError.

    >>> gather(Path("no-such-folder"), Asked([]))
    Traceback (most recent call last):
        ...
    FileNotFoundError: [Errno 2] No such file or directory: 'no-such-folder'
    """
    own = None if apart is None else realpath(apart)
    entries = [one for one in _entries(folder) if realpath(one) != own]
    folders = [one for one in entries if one.is_dir()]
    left: list[Left] = []
    if not folders:
        name = Path(realpath(folder)).name or str(folder)
        return Gathered({name: tuple(_answers(entries, "", asked, left))}, tuple(left))
    left += (Left(one.name, OUTSIDE) for one in entries if not one.is_dir())
    contenders = {
        one.name: tuple(_answers(_entries(one), f"{one.name}/", asked, left)) for one in folders
    }
    return Gathered(contenders, tuple(left))


def _entries(folder: Path) -> list[Path]:
    return sorted(
        (one for one in folder.iterdir() if not one.name.startswith(".")), key=lambda one: one.name
    )


def _answers(entries: list[Path], within: str, asked: Asked, left: list[Left]) -> Iterator[Found]:
    """Give the files that answer a scene; the others go to `left`."""
    seen = set()
    for path in entries:
        file = within + path.name
        named = asked.named(path.name)
        if path.is_dir():
            left.append(Left(file, INSIDE))
        elif not path.is_file():  # a pipe, a device, a link to nowhere
            left.append(Left(file, SPECIAL))
        elif not path.name.lower().endswith(KINDS):
            left.append(Left(file, KIND))
        elif named is None:
            left.append(Left(file, LABEL))
        elif named in seen:
            left.append(Left(file, TWICE))
        else:
            seen.add(named)
            yield Found(path, file, *named)


def reading(
    gathered: Gathered,
    *,
    problems: list[Diagnostic] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> dict[str, Iterator[Given]]:
    """Read the answers of each contender, each when it is asked for.

    What is wrong with an answer goes to `problems`, and the answer has no source then; without
    `problems` it raises DeltaError. Raises OSError.
    """
    total = sum(map(len, gathered.contenders.values()))
    done = 0

    def read(answers: tuple[Found, ...]) -> Iterator[Given]:
        nonlocal done
        for one in answers:
            source = None
            try:
                source = read_answer(one.path.as_posix())
            except DeltaError as error:
                if problems is None:
                    raise
                problems.extend(error.diagnostics)
            yield Given(one.file, one.scene, one.sample, source)
            done += 1
            progress(done, total)

    return {name: read(answers) for name, answers in gathered.contenders.items()}
