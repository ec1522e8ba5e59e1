"""Exchanges kept on disk: one JSON file each, named by the digest of its request.

A file appears whole or not at all, so that a run that is stopped at any point goes on where it was, and
two runs at once keep the same bytes. A replay reads here and nowhere else.
"""

import json
from pathlib import Path
from typing import Any

from deltalang.filling.asking import read_answer
from deltalang.llm.exchange import FORMAT, Answer, NoAnswerError, Request
from deltalang.registry.files import create_file, replace_file

_LARGEST = 4_000_000


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

        Raises NoAnswerError ("bad-record") for a file that holds something else, OSError.
        """
        path = self.path(request)
        try:
            if path.stat().st_size > _LARGEST:
                raise NoAnswerError("bad-record", f"{path.name}: larger than {_LARGEST} bytes")
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        try:
            return _answer(json.loads(data), request)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise NoAnswerError(
                "bad-record", f"{path.name}: {type(error).__name__}: {error}"
            ) from error

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

    def keep(self, request: Request, answer: Answer) -> Path:
        """Keep an exchange, in place of the same one kept before. Raises OSError."""
        self._make_folder()
        usage = {"prompt_tokens": answer.prompt_tokens, "answer_tokens": answer.answer_tokens}
        data = {
            "format": FORMAT,
            "digest": request.digest,
            "request": request.body,
            "answer": {"text": answer.text, "model": answer.model, **usage},
        }
        path = self.path(request)
        # ASCII: a lone surrogate of a server stays an escape, and the file stays UTF-8.
        replace_file(path, json.dumps(data, indent=2, sort_keys=True) + "\n")
        return path

    def _make_folder(self) -> None:
        if not self.private:
            self.folder.mkdir(parents=True, exist_ok=True)
            return
        try:
            self.folder.mkdir(mode=0o700, parents=True)
            create_file(self.folder / ".gitignore", "*\n")
        except FileExistsError:  # made before, or by another call just now
            return


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
