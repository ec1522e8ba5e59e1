"""A wrong use of a command in the REPL: said in its words and in its language."""

import pytest
from command_line import invoke, spawn, status

from deltalang.messages import LANGUAGES


def said(text: str, lang: str) -> list[str]:
    """What is said beside the answers."""
    result = invoke("repl", f"--lang={lang}", text=text)
    assert status(result) == 1
    return [line for line in result.stderr.splitlines() if line]


@pytest.mark.parametrize(
    ("typed", "english", "russian"),
    [
        (":find", ":find: WORDS is missing; `:help find` says more",
         ":найди: не хватает WORDS; подробнее: `:помощь найди`"),
        (":show Δ02 Δ03", ":show: `Δ03` is too much here; `:help show` says more",
         ":покажи: `Δ03` здесь лишнее; подробнее: `:помощь покажи`"),
        (":list --nope", ":list: there is no option `--nope`; `:help list` says more",
         ":список: ключа `--nope` нет; подробнее: `:помощь список`"),
        (":why --lcoked лес", ":why: there is no option `--lcoked`; did you mean `--locked`?; `:help why` says more",
         ":почему: ключа `--lcoked` нет; может быть, `--locked`?; подробнее: `:помощь почему`"),
        (":why --lang xx лес", ":why: --lang wants something else: en, ru; `:help why` says more",
         ":почему: --lang: нужно другое: en, ru; подробнее: `:помощь почему`"),
        (":find --limit 0 лес", ":find: --limit wants something else: a whole number, 1 or more; `:help find` says more",
         ":найди: --limit: нужно другое: целое число от 1; подробнее: `:помощь найди`"),
        (":list --limit", ":list: `--limit` wants a value: `--limit=…`; `:help list` says more",
         ":список: ключу `--limit` нужно значение: `--limit=…`; подробнее: `:помощь список`"),
        (":rule E999", ":rule: no rule 'E999'; `:help rule` says more",
         ":правило: правила 'E999' нет; подробнее: `:помощь правило`"),
    ],
)  # fmt: skip
def test_a_wrong_use_is_told_in_the_language_of_the_conversation(
    typed: str, english: str, russian: str
) -> None:
    assert said(f"{typed}\n", "en") == [english]
    assert said(f"{typed}\n", "ru") == [russian]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_advice_to_raise_a_limit_can_be_followed(lang: str) -> None:
    told = said(":set limit beats=5\n(a → b)^3\n", lang)
    assert f"`:{'поставь' if lang == 'ru' else 'set'} limit beats=50`" in told[-1]
    followed = told[-1].rpartition("`:")[2].rstrip("`")
    text = f":set limit beats=5\n:{followed}\n(a → b)^3\n"
    assert invoke("repl", f"--lang={lang}", text=text).stdout.endswith("a → b → a → b → a → b\n")


def test_the_command_line_says_it_as_ever() -> None:
    assert "Usage: deltalang" in spawn("search").stderr.decode()


def test_nothing_is_said_to_be_nothing() -> None:
    assert invoke("why", "0", "--lang=en").stdout == "0: nothing is in the scene\n"
    assert invoke("why", "лес - лес", "--lang=ru").stdout == "0: в сцене ничего нет\n"
