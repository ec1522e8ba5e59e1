"""What `:set` changes and tells: language, form, limits; and the directives that it says."""

import pytest
from conversations import Conversation

from deltalang.editing.current import Current
from deltalang.limits import Limits
from deltalang.repl.answer import Answer
from deltalang.repl.commands import Commands
from deltalang.repl.console import Console


class Limited:
    """A conversation whose limits can be set, as that of the command line."""

    def __init__(self, lang: str = "en") -> None:
        current = Current()
        self.console = Console(current.session(), lang=lang, current=current.session)
        self.ran: list[list[str]] = []
        self.commands = Commands(self.console, self._noted, limit=current.limit)

    def _noted(self, arguments: object, text: str, lang: str) -> int:
        self.ran.append(list(arguments))  # type: ignore[call-overload]
        return 0

    def say(self, text: str) -> Answer:
        return self.commands.run(text)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (":set", ("lang en", "form text")),
        (":set lang", ("lang en",)),
        (":set lang ru", ("lang ru",)),
        (":set lang=ru", ("lang ru",)),
        (":set --lang = ru", ("lang ru",)),
        (":поставь язык ru", ("lang ru",)),
        (":set form", ("form text",)),
        (":set form=canonical", ("form canonical",)),
        (":set mode ночь", (":mode ночь",)),
        (":set режим=ночь", (":режим ночь",)),
        (":set seed 3", (":seed 3",)),
        (":set context детство", (":context детство",)),
    ],
)
def test_sets_and_tells(said: str, wanted: tuple[str, ...]) -> None:
    talk = Conversation()
    answer = talk.say(said)
    assert (answer.lines, answer.failed) == (wanted, False)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (":set lang de", "`:set lang en | ru`"),
        (":set color red", "`:set lang en | ru`"),
        (":set = x", "`:set lang en | ru`"),
        (":set mode", "`:mode` alone takes it away"),
        (":set limit foo=3", "images, beats, nesting"),
        (":set limit beats", "`:set limit beats=20000`"),
        (":set limit beats=0", "`:set limit beats=20000`"),
        (":set limit beats=ы", "`:set limit beats=20000`"),
        (":set limit nesting=151", "nesting ≤ 150"),
    ],
)
def test_says_what_can_be_set(said: str, wanted: str) -> None:
    answer = Limited().say(said)
    assert answer.failed
    assert wanted in answer.lines[0]


def test_a_directive_is_said_as_it_would_be_typed() -> None:
    talk = Conversation(":set mode ночь", ":set seed=3")
    assert talk.say("лес").lines == ("лес{ночь}",)
    assert talk.console.script == ":mode ночь\n:seed 3\nлес\n"
    assert talk.codes(":set seed x") == ["E111"]


def test_raises_a_limit_as_a_problem_advises() -> None:
    talk = Limited()
    assert talk.say(":set limit beats=5").lines == ("limit beats=5",)
    assert [p.code for p in talk.say("(a → b)^3").problems] == ["E302"]
    assert talk.say(":set --limit beats=50").lines == ("limit beats=50",)
    assert talk.say("(a → b)^3").lines == ("a → b → a → b → a → b",)
    assert talk.say(":set").lines == ("lang en", "form text", "limit beats=50")
    assert talk.say(":set limit").lines[:2] == ("limit images=10000", "limit beats=50")
    assert not talk.say(":why").failed
    assert talk.ran == [["why", "--limit=beats=50", "-"]]


def test_a_lower_limit_sets_aside_what_it_forbids_until_it_is_raised() -> None:
    talk = Limited()
    talk.say("двор: (a → b)^3")
    answer = talk.say(":set limit beats 5")
    assert answer.lines == ("limit beats=5", "1 statement(s) set aside")
    assert [problem.code for problem in answer.problems] == ["E302"]
    assert talk.console.script == ""
    assert talk.say(f":set limit beats={Limits().beats}").lines == ("limit beats=10000",)
    assert talk.console.script == "двор: (a → b)^3\n"
