"""Exchanges on disk: found again whole, or a clear failure."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deltalang.filling.records import Records
from deltalang.llm.exchange import Answer, Message, NoAnswerError, Request

REQUEST = Request("stub", (Message("system", "сцена"), Message("user", "память")))
ANSWER = Answer("ветер", "stub", 7, 2)


def test_gives_back_what_was_kept(tmp_path):
    records = Records(tmp_path / "deep" / "er")
    assert records.find(REQUEST) is None
    records.keep(REQUEST, ANSWER)
    assert records.find(REQUEST) == ANSWER


def test_another_request_is_another_exchange(tmp_path):
    records = Records(tmp_path)
    records.keep(REQUEST, ANSWER)
    assert records.find(Request("other", REQUEST.messages)) is None
    assert records.find(Request("stub", REQUEST.messages, seed=1)) is None


def test_keeping_twice_gives_the_same_bytes(tmp_path):
    records = Records(tmp_path)
    first = records.keep(REQUEST, ANSWER).read_bytes()
    assert records.keep(REQUEST, ANSWER).read_bytes() == first
    assert [path.name for path in tmp_path.iterdir()] == [records.path(REQUEST).name]


@given(st.text(min_size=1).filter(str.strip))
def test_any_text_comes_back(tmp_path_factory, text):
    records = Records(tmp_path_factory.mktemp("records"))
    records.keep(REQUEST, Answer(text + "\ud800"))
    assert records.find(REQUEST) == Answer(text + "\ud800")


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(format="other/1"),
        lambda data: data.update(digest="0"),
        lambda data: data["answer"].update(text=5),
        lambda data: data["answer"].update(text=" "),
        lambda data: data["answer"].update(prompt_tokens="7"),
        lambda data: data.pop("answer"),
    ],
)
def test_a_file_that_was_changed_is_reported(tmp_path, change):
    records = Records(tmp_path)
    path = records.keep(REQUEST, ANSWER)
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(NoAnswerError) as caught:
        records.find(REQUEST)
    assert caught.value.reason == "bad-record"
    assert path.name in caught.value.detail


@pytest.mark.parametrize("data", [b"", b"\xff", b"[]", b"{", b"[" * 100_000])
def test_a_file_that_is_none_is_reported(tmp_path, data):
    records = Records(tmp_path)
    records.path(REQUEST).write_bytes(data)
    with pytest.raises(NoAnswerError):
        records.find(REQUEST)
