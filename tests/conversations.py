"""What the tests of the REPL share: a conversation without a terminal."""

from pathlib import Path

from deltalang.registry.folder import standard_library
from deltalang.registry.glance import Glance, glance
from deltalang.repl.answer import Answer
from deltalang.repl.commands import Commands
from deltalang.repl.console import Console
from deltalang.repl.typing import Typing
from deltalang.session import Session

SESSION = Session()
STANDARD = glance(standard_library())
EXAMPLES = sorted((Path(__file__).parents[1] / "examples").rglob("*.delta"))


def known() -> list[Glance]:
    return STANDARD


class Conversation:
    """A console with commands; those of the command line are only noted."""

    def __init__(self, *texts: str, lang: str = "en") -> None:
        self.console = Console(SESSION, lang=lang)
        self.commands = Commands(self.console, self._noted)
        self.typing = Typing(self.console, known)
        self.ran: list[tuple[list[str], str, str]] = []
        self.status = 0
        for text in texts:
            answer = self.say(text)
            assert not answer.failed, answer

    def _noted(self, arguments: object, text: str, lang: str) -> int:
        self.ran.append((list(arguments), text, lang))  # type: ignore[call-overload]
        return self.status

    def say(self, text: str) -> Answer:
        return self.commands.run(text)

    def codes(self, text: str) -> list[str]:
        """Say a text; gives the codes of the problems."""
        return [problem.code for problem in self.say(text).problems]
