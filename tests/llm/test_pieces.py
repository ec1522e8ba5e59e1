"""The pieces of an answer: what is left out says nothing, what is wrong is told, half of it is none."""

import json

import pytest

from deltalang.llm.exchange import Answer, NoAnswerError
from deltalang.llm.failing import LaterError
from deltalang.llm.pieces import Pieces, pieced


def choice(content=None, finish=None, index=0, **delta):
    return {"index": index, "delta": {"content": content, **delta}, "finish_reason": finish}


def answered(*chunks, done=True):
    """Give the answer, or the failure with whether it is asked again."""
    pieces = Pieces(100)
    datas = [chunk if isinstance(chunk, str) else json.dumps(chunk) for chunk in chunks]
    try:
        list(pieced([*datas, *(["[DONE]"] if done else [])], pieces))
        return pieces.answer()
    except LaterError as error:
        return error.failure.reason, error.failure.detail
    except NoAnswerError as error:
        return error.reason, error.detail


def of(*choices, **more):
    return {"choices": list(choices), **more}


END = of(choice(finish="stop"))
GOOD = {
    "pieces": [of(choice("ве")), of(choice("тер")), END],
    "the last piece with the end": [of(choice("ветер", "stop"))],
    "no word of being done": [of(choice("ветер", "stop"))],
    "null and nothing": [of(choice(None)), of(choice("")), of(choice("ветер")), END],
    "signs of life": ["", " ", of(choice("ветер")), of(), {"choices": None}, {}, END],
    "after the end": [of(choice("ветер", "stop")), "[DONE]", of(choice("!"))],
    "other choices": [
        of(choice("ветер"), choice("море", index=1)),
        of(choice("гора", "length", index=2)),
        END,
    ],
    "choices without a number": [
        of({"delta": {"content": "ветер"}}, {"delta": {"content": "море"}}),
        END,
    ],
    "a whole answer": [of({"message": {"content": "ветер"}, "finish_reason": "stop"})],
    "an end of its own": [of(choice("ветер", "eos_token"))],
    "thoughts before": [of(choice(reasoning_content="hm")), of(choice("ветер", "stop"))],
    "a refusal that is none": [of(choice("ветер", "stop", refusal=None, tool_calls=[]))],
    "no delta": [of({"index": 0, "delta": None}), of(choice("ветер", "stop"))],
}


@pytest.mark.parametrize("name", GOOD)
def test_an_answer_is_put_together(name):
    assert answered(*GOOD[name], done=name != "no word of being done") == Answer("ветер")


BAD = {
    "nothing": ([], ("empty", "the stream ended early")),
    "no end": ([of(choice("вет"))], ("truncated", "the stream ended early")),
    "too few tokens": ([of(choice("вет", "length"))], ("truncated", "finish_reason: length")),
    "filtered": ([of(choice("", "content_filter"))], ("filtered", "finish_reason: content_filter")),
    "broken off": ([of(choice("вет", "abort"))], ("server", "finish_reason: abort")),
    "only white": ([of(choice(" \n", "stop"))], ("empty", "")),
    "only thoughts": (
        [of(choice(reasoning_content="hm")), END],
        ("empty", "thoughts alone"),
    ),
    "declined": (
        [of(choice(refusal="I ca")), of(choice(refusal="n't", finish="stop"))],
        ("declined", "I can't"),
    ),
    "a tool": (
        [of(choice(tool_calls=[{"id": "1"}])), of(choice(finish="tool_calls"))],
        ("malformed", "a call of a tool in place of text"),
    ),
    "a tool, and it says stop": (
        [of(choice(tool_calls=[{"id": "1"}])), END],
        ("malformed", "a call of a tool in place of text"),
    ),
    "a function": (
        [of(choice(function_call={"name": "f"}, finish="function_call"))],
        ("malformed", "a call of a tool in place of text"),
    ),
    "an error": ([{"error": {"message": "boom"}}], ("server", "boom")),
    "an error without its name": ([{"object": "error", "message": "boom"}], ("server", "boom")),
    "an error in words": ([of(choice("вет")), {"error": "boom"}], ("server", "boom")),
    "too long": ([of(choice("в" * 60))] * 2, ("too-long", "more than 100 characters")),
    "not JSON": (['{"choices'], ("malformed", 'not JSON: {"choices')),
    "deep": (["[" * 100_000], ("malformed", "not JSON: " + "[" * 100)),
    "a list": (["[1]"], ("malformed", "an event is list, not an object")),
    "a text": (['"вет"'], ("malformed", "an event is str, not an object")),
    "choices are text": ([{"choices": "вет"}], ("malformed", "`choices` is str, wanted list")),
    "a choice is text": ([of("вет")], ("malformed", "a choice is str, not an object")),
    "content is a number": ([of(choice(5))], ("malformed", "`content` is int, wanted str")),
    "content is a list": ([of(choice([]))], ("malformed", "`content` is list, wanted str")),
    "delta is text": ([of({"delta": "вет"})], ("malformed", "`delta` is str, wanted dict")),
    "the end is a number": (
        [of(choice("вет", finish=1))],
        ("malformed", "`finish_reason` is int, wanted str"),
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_answer_is_told(name):
    chunks, wanted = BAD[name]
    assert answered(*chunks) == wanted


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (None, (None, None)),
        ({}, (None, None)),
        ([], (None, None)),
        ({"prompt_tokens": 3}, (3, None)),
        ({"prompt_tokens": -3, "completion_tokens": 10**30}, (None, None)),
        ({"prompt_tokens": True, "completion_tokens": 2.0}, (None, None)),
        ({"prompt_tokens": "3", "completion_tokens": 0}, (None, 0)),
    ],
)
def test_figures_are_kept_where_they_make_sense(said, kept):
    answer = answered(of(choice("ветер", "stop")), of(usage=said))
    assert (answer.prompt_tokens, answer.answer_tokens) == kept


@pytest.mark.parametrize(("name", "kept"), [("x" * 999, "x" * 200), (5, None), (None, None)])
def test_the_name_of_the_model_is_a_name(name, kept):
    assert answered(of(choice("ветер", "stop"), model=name)).model == kept
