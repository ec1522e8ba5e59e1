"""Exchanges kept on disk: one JSON file each, named by the digest of its request.

A file appears whole or not at all, so that a run that is stopped at any point goes on where it was. Of two
runs at once that answer the same request the one that is done first is kept, and both go on with its answer.
A replay reads here and nowhere else.
"""

import errno
import json
import os
import stat
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from deltalang.filling.asking import read_answer
from deltalang.llm.exchange import FORMAT, Answer, NoAnswerError, Request
from deltalang.registry.files import create_file, replace_file

_LARGEST = 4_000_000
_LOCK = ".lock"
_MOST_READ = 200


class Records:
    """A folder of exchanges; it is made when the first one is kept.

    A `private` one is made for its owner alone and is left out by git: it holds what scenes say. One
    that is there already stays as it is.
    """

    def __init__(self, folder: Path, *, private: bool = False) -> None:
        self.folder, self.private = folder, private

    def path(self, request: Request) -> Path:
        """Where an exchange is kept."""
        return self.folder / f"{request.digest[:32]}.json"

    def find(self, request: Request) -> Answer | None:
        """Give the answer that was kept, None where there is none.

        Raises NoAnswerError ("bad-record", with the path) for a file that holds something else or is a
        link, OSError.
        """
        path = self.path(request)
        try:
            found = path.lstat()
            if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
                raise NoAnswerError("bad-record", str(path))
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        try:
            return _answer(json.loads(data), request)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise NoAnswerError("bad-record", str(path)) from error

    def find_useful(self, request: Request) -> Answer | None:
        """Give the answer that was kept, None where it is of no use, so that it is asked for again.

        Raises as `find` does.
        """
        answer = self.find(request)
        try:
            if answer is not None:
                read_answer(answer.text)
        except NoAnswerError:  # kept for a replay, which shows what was said
            return None
        return answer

    def find_only(self, request: Request) -> Answer:
        """Give the answer that was kept. Raises NoAnswerError ("not-recorded") where there is none."""
        answer = self.find(request)
        if answer is None:
            raise NoAnswerError("not-recorded")
        return answer

    def keep(self, request: Request, answer: Answer) -> Answer:
        """Keep an exchange, and give the answer that is kept: another one where somebody was faster.

        One of no use gives way. Raises OSError, NoAnswerError ("bad-record") for a file that is damaged.
        """
        self._make_folder()
        path, text = self.path(request), _written(request, answer)
        try:
            create_file(path, text)
        except FileExistsError:
            kept = self.find_useful(request)
        else:
            return answer
        if kept is not None:
            return kept
        from filelock import FileLock  # only where an answer of no use is asked for again

        with FileLock(str(self.folder / _LOCK)):
            kept = self.find_useful(request)
            if kept is None:
                replace_file(path, text)
            return kept or answer

    def models(self) -> tuple[str, ...]:
        """Name the models that were asked, sorted; files that cannot be read are passed over.

        Raises OSError for a folder that cannot be read.
        """
        found: set[str] = set()
        for path in sorted(self.folder.glob("*.json"))[:_MOST_READ]:
            try:
                found.add(str(json.loads(path.read_bytes())["request"]["model"]))
            except (OSError, ValueError, KeyError, TypeError, RecursionError):
                continue  # `find` says so where it matters
        return tuple(sorted(found))

    def prepare(self) -> None:
        """Make sure that answers can be kept, before anybody is paid for one. Raises OSError."""
        self._make_folder()
        with TemporaryFile(dir=self.folder):
            return

    def _make_folder(self) -> None:
        if not self.private:
            self.folder.mkdir(parents=True, exist_ok=True)
            return
        if self.folder.is_symlink():  # whoever made it, its owner did not choose where it leads
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(self.folder))
        try:
            self.folder.mkdir(mode=0o700, parents=True)
            create_file(self.folder / ".gitignore", "*\n")
        except FileExistsError:  # made before, or by another call just now
            return


def _written(request: Request, answer: Answer) -> str:
    usage = {"prompt_tokens": answer.prompt_tokens, "answer_tokens": answer.answer_tokens}
    data = {
        "format": FORMAT,
        "digest": request.digest,
        "request": request.body,
        "answer": {"text": answer.text, "model": answer.model, **usage},
    }
    # ASCII: a lone surrogate of a server stays an escape, and the file stays UTF-8.
    return json.dumps(data, indent=2, sort_keys=True) + "\n"


def _answer(data: Any, request: Request) -> Answer:
    if data["format"] != FORMAT or data["digest"] != request.digest:
        raise ValueError("the exchange is another one")
    found = data["answer"]
    text, model = found["text"], found["model"]
    tokens = found["prompt_tokens"], found["answer_tokens"]
    if not isinstance(text, str) or not text.strip() or not isinstance(model, str | None):
        raise ValueError("the answer is no text")
    if not all(count is None or (type(count) is int and count >= 0) for count in tokens):
        raise ValueError("the counts are no whole numbers")
    return Answer(text, model, *tokens)
