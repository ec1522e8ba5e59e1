"""Money and tokens: exact, told by the server or counted."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from deltalang.filling.planning import plan
from deltalang.filling.spending import Price, Spent, most, prompt_tokens, spent, written
from deltalang.llm.exchange import Answer, Message, Request
from deltalang.session import Session

REQUEST = Request("m", (Message("system", "abc"), Message("user", "de")), max_tokens=40)
amounts = st.decimals(0, 10**9, places=12, allow_nan=False, allow_infinity=False)
tokens = st.integers(0, 10**12)


@given(amounts, amounts, tokens, tokens)
def test_a_price_is_never_rounded(input, output, prompt, answer):
    total = Price(input, output).of(prompt, answer)
    exact = (Fraction(input) * prompt + Fraction(output) * answer) / 1_000_000
    assert Fraction(written(total)) == exact
    assert "E" not in written(total)


def test_tokens_that_the_server_told_are_taken_and_others_counted():
    told = (REQUEST, Answer("xyz", None, 70, 20))
    half = (REQUEST, Answer("xyz", None, None, 20))
    none = (REQUEST, Answer("xyz"))
    assert spent([], len) == Spent(0, 0, 0, 0)
    assert spent([told], len) == Spent(1, 70, 20, 0)
    assert spent([told, half, none], len) == Spent(3, 80, 43, 2)


def test_a_plan_takes_its_prompts_and_at_most_its_longest_answers():
    made = plan(Session().evaluated("<~a>\n<~b> + c + <?d>"), model="m", max_tokens=40)
    requests = [task.request for task in made.tasks if task.request]
    assert most(made.tasks, len) == (sum(prompt_tokens(one, len) for one in requests), 80)
