"""What asking a model costs: tokens as the server told them, else as they are counted; money exactly."""

from collections.abc import Callable, Iterable
from decimal import Decimal, localcontext

import attrs

from deltalang.filling.planning import Task
from deltalang.llm.exchange import Answer, Request

Count = Callable[[str], int]
_MILLION = 1_000_000


@attrs.frozen
class Price:
    """What a million tokens cost, those of prompts and those of answers, in any currency.

    >>> Price(Decimal("0.15"), Decimal("0.60")).of(1000, 200)
    Decimal('0.00027')
    """

    input: Decimal
    output: Decimal

    def of(self, prompt: int, answer: int) -> Decimal:
        """Give the price of so many tokens, without rounding."""
        with localcontext(prec=100):
            return ((self.input * prompt + self.output * answer) / _MILLION).normalize()


@attrs.frozen
class Spent:
    """The tokens of exchanges; `counted` of them had no figures of the server and were counted."""

    exchanges: int
    prompt: int
    answer: int
    counted: int = 0


def spent(exchanges: Iterable[tuple[Request, Answer]], count: Count) -> Spent:
    """Add up what exchanges took, now or when they were kept.

    >>> spent([(Request("tiny", ()), Answer("ab", None, 7, 2)), (Request("tiny", ()), Answer("abc"))], len)
    Spent(exchanges=2, prompt=7, answer=5, counted=1)
    """
    made = Spent(0, 0, 0)
    for request, answer in exchanges:
        told = answer.prompt_tokens is not None and answer.answer_tokens is not None
        prompt, said = answer.prompt_tokens, answer.answer_tokens
        made = Spent(
            made.exchanges + 1,
            made.prompt + (prompt_tokens(request, count) if prompt is None else prompt),
            made.answer + (count(answer.text) if said is None else said),
            made.counted + (not told),
        )
    return made


def prompt_tokens(request: Request, count: Count) -> int:
    """Count the tokens of the messages of a request; what a server puts around them is its own."""
    return sum(count(message.content) for message in request.messages)


def most(tasks: Iterable[Task], count: Count) -> tuple[int, int]:
    """Say what calls would take: the tokens of their prompts, and at most so many of their answers."""
    requests = [task.request for task in tasks if task.request is not None]
    prompt = sum(prompt_tokens(request, count) for request in requests)
    return prompt, sum(request.max_tokens for request in requests)


def written(amount: Decimal) -> str:
    """Write an amount as a plain number, without an exponent.

    >>> written(Decimal("1E-7")), written(Decimal("3E+2"))
    ('0.0000001', '300')
    """
    return f"{amount:f}"
