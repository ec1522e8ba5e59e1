"""A key never comes out again, however a server quotes it."""

import html
import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deltalang.llm.redaction import redacted, redacted_answer

KEY = "sk-proj-Ab/Cd+Ef=12345678Zz"
KEYS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=8, max_size=60)
TEXTS = st.text(max_size=40)


@pytest.mark.parametrize(
    "quoted",
    [
        KEY,
        f"Bearer {KEY}",
        KEY.upper(),
        quote(KEY, safe=""),
        quote(KEY, safe="").lower(),
        json.dumps(KEY).replace("/", "\\/"),
        KEY.replace("+", "\\u002B").replace("-", "\\x2d"),
        html.escape(KEY),
        KEY.replace("/", "&#x2F;").replace("+", "&#43;"),
        KEY[:20],
        KEY[-12:],
        KEY + KEY,
    ],
)
def test_a_key_is_left_out_however_it_is_written(quoted):
    made = redacted(f"401: wrong key <{quoted}>, try another", KEY)
    assert made.startswith("401: wrong key <")
    assert made.endswith(">, try another")
    assert "[key]" in made
    assert not any(KEY[start : start + 8].lower() in made.lower() for start in range(20))


@given(KEYS, TEXTS, TEXTS)
def test_no_text_holds_a_key_afterwards(key, before, after):
    assert key not in redacted(before + key + after, key)
    assert key not in redacted(quote(key, safe="") + after, key)


@given(TEXTS)
def test_a_text_without_it_stays(text):
    assert redacted(text, "\x01" * 9) == text
    assert redacted(text, None) == text
    assert redacted(text, "") == text


def test_the_last_four_may_stay():
    assert redacted("wrong key sk-…78Zz", KEY) == "wrong key sk-…78Zz"


def test_a_short_key_is_left_out_as_a_word_alone():
    assert redacted("model 'x' of xerxes", "x") == "model '[key]' of xerxes"


def test_an_answer_loses_a_secret_and_no_word():
    assert redacted_answer(f"wind, {KEY}", KEY) == "wind, [key]"
    assert redacted_answer("ollama", "ollama") == "ollama"
