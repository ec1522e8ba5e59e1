"""The terminal by its keys, through a pipe of prompt_toolkit: what is sent, and when."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from conversations import Conversation
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.output.vt100 import Vt100_Output

from deltalang.repl.answer import Answer
from deltalang.repl.past import Past
from deltalang.repl.terminal import Terminal

LEAVE = "\x04"


def typed(keys: str, talk: Conversation | None = None, past: Path | None = None) -> list[Answer]:
    """The answers to some keys."""
    talk = talk or Conversation()
    shown: list[Answer] = []
    with create_pipe_input() as reader:
        terminal = Terminal(
            talk.commands, talk.typing, show=shown.append, past=Past(past),
            reader=reader, writer=DummyOutput(),
        )  # fmt: skip
        reader.send_bytes((keys + LEAVE).encode("utf-8", "surrogateescape"))
        assert terminal.run() == 0
    return shown


def lines(keys: str, talk: Conversation | None = None) -> list[str]:
    return [line for answer in typed(keys, talk) for line in answer.lines]


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        ("лес\r", ["лес"]),
        ("лес +\rтень\r", ["лес + тень"]),
        ("лес{\rночь}\r", ["лес{ночь}"]),
        ("двор:\rмох\r", ["двор: мох"]),
        ("лес\x1b\r+ мох\r", ["лес + мох"]),
        ("двор: лес\r:expect двор has\rлес\r", ["двор: лес", "holds"]),
        ("Δ999\x03лес\r", ["лес"]),
        ("\r \r\t\rлес\r", ["лес"]),
        ("D02\t\r", ["жар + рост + сжатие"]),
        ("\\D\t02\r", ["жар + рост + сжатие"]),
        ("\\Delta\t02\r", ["жар + рост + сжатие"]),
        ("лес +\r\x1b[A\x05\x1b[B\x05тень\r", ["лес + тень"]),
        ("\x1b[200~лес\r\nтень\r\n\x1b[201~\r", ["лес", "тень"]),
        ("\x1b[200~  лес\n  тень\n\x1b[201~\r", ["лес", "тень"]),
        (":mode (\rмох\r", ['мох{"("}']),
        ("\x1b[200~\ufeffлес\r\n\ufeffтень\x1b[201~\r", ["лес", "тень"]),
        ("\ufeffлес\r", ["лес"]),
    ],
)
def test_sends_what_is_whole(keys: str, wanted: list[str]) -> None:
    assert lines(keys) == wanted


def test_an_empty_line_sends_what_is_not_whole() -> None:
    (answer,) = typed("лес +\r\r")
    assert [problem.code for problem in answer.problems] == ["E101"]


def test_a_command_is_a_line() -> None:
    talk = Conversation("лес")
    typed(":why (лес +\r:why\r", talk)
    assert [arguments for arguments, *_ in talk.ran] == [["why", "-"]]


def test_stops_at_the_first_failure_of_what_is_pasted() -> None:
    shown = typed("\x1b[200~лес\n:frob\nтень\n\x1b[201~\r")
    assert [answer.lines[:1] for answer in shown[:1]] == [("лес",)]
    assert len(shown) == 2


def test_survives_an_interrupt_while_it_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    talk = Conversation("лес")
    talk.commands._verb = interrupted  # type: ignore[assignment]
    shown = typed(":why\rтень\r", talk)
    assert [answer.lines for answer in shown] == [("interrupted; nothing was taken in",), ("тень",)]


def test_bytes_that_are_no_text_are_a_problem_like_any(tmp_path: Path) -> None:
    (answer,) = typed("\udcff\udcfe\r", past=tmp_path / "history")
    assert answer.failed
    assert Past(tmp_path / "history").entries() == ["??"]


def test_remembers_what_was_sent(tmp_path: Path) -> None:
    typed("лес\rΔ999\rΔ999\r", past=tmp_path / "history")
    assert Past(tmp_path / "history").entries() == ["лес", "Δ999"]


def test_takes_a_large_paste() -> None:
    script = "".join(f"сцена{n}: Δ02 + память*{n + 1}\n" for n in range(1000))
    assert len(lines(f"\x1b[200~{script}\x1b[201~\r")) == 1000


def drawn(keys: str, *, until: Callable[[str], bool]) -> str:
    """What the terminal writes, colours and all, while it takes in some keys."""

    class Screen(io.StringIO):
        encoding = "utf-8"

        def fileno(self) -> int:
            raise io.UnsupportedOperation

    screen, talk = Screen(), Conversation()
    with create_pipe_input() as reader:
        writer = Vt100_Output(screen, lambda: Size(24, 80), term="xterm", enable_cpr=False)
        terminal = Terminal(
            talk.commands, talk.typing, show=lambda _: None, past=Past(None), reader=reader,
            writer=writer,
        )  # fmt: skip
        reader.send_text(keys)
        terminal.session.app.after_render += lambda _: (
            reader.send_text("\x03\x04") if until(screen.getvalue()) else None
        )
        terminal.run()
    return screen.getvalue()


def test_draws_what_is_typed_with_its_colours() -> None:
    assert "\x1b[0;36mΔ02" in drawn("Δ02", until=lambda screen: "02" in screen)


def test_says_below_what_is_wrong_where_the_terminal_does_not_tell_its_cursor() -> None:
    assert "there is no formula `Δ999`" in drawn("Δ999", until=lambda screen: "E201" in screen)
