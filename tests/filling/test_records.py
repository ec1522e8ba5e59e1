"""Exchanges on disk: found again whole, or a clear failure."""

import json
import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from together import at_once

from deltalang.filling.records import Records
from deltalang.llm.exchange import Answer, Message, NoAnswerError, Request

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")
WIND, SEA, PROSE = (
    Answer(text) for text in ('{"images": ["ветер"]}', '{"images": ["море"]}', "Пахнет.")
)
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
    records.keep(REQUEST, ANSWER)
    first = records.path(REQUEST).read_bytes()
    assert records.keep(REQUEST, ANSWER) == ANSWER
    assert records.path(REQUEST).read_bytes() == first
    assert list(tmp_path.glob("*.json")) == [records.path(REQUEST)]


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
    records.keep(REQUEST, ANSWER)
    path = records.path(REQUEST)
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(NoAnswerError) as caught:
        records.find(REQUEST)
    assert caught.value.reason == "bad-record"
    assert caught.value.detail == str(path)


@pytest.mark.parametrize("data", [b"", b"\xff", b"[]", b"{", b"[" * 100_000])
def test_a_file_that_is_none_is_reported(tmp_path, data):
    records = Records(tmp_path)
    records.path(REQUEST).write_bytes(data)
    with pytest.raises(NoAnswerError):
        records.find(REQUEST)


# ------------------------------------------------------------------------ several runs


def test_the_answer_that_is_done_first_is_kept_and_the_other_run_takes_it(tmp_path):
    one, other = Records(tmp_path), Records(tmp_path)
    assert one.keep(REQUEST, WIND) == WIND
    assert other.keep(REQUEST, SEA) == WIND
    assert other.find(REQUEST) == WIND


def test_an_answer_of_no_use_gives_way_to_the_next(tmp_path):
    records = Records(tmp_path)
    records.keep(REQUEST, PROSE)
    assert records.find_useful(REQUEST) is None
    assert records.keep(REQUEST, WIND) == WIND
    assert records.keep(REQUEST, SEA) == WIND


@pytest.mark.parametrize("before", [None, PROSE])
def test_processes_that_answer_at_once_go_on_with_one_answer(tmp_path, before):
    records = Records(tmp_path / "kept")
    requests = [Request("stub", (), seed=seed) for seed in range(5)]
    for request in requests if before is not None else ():
        records.keep(request, before)
    code = """
import sys
from pathlib import Path
from deltalang.filling.records import Records
from deltalang.llm.exchange import Answer, Request
records = Records(Path("kept"))
wait()
for round in range(5):
    answer = Answer('{"images": ["%s"]}' % sys.argv[1])
    print(records.keep(Request("stub", (), seed=round), answer).text)
"""
    said = at_once(code, count=3, folder=tmp_path)
    assert len(set(said)) == 1
    for request, text in zip(requests, said[0].splitlines(), strict=True):
        assert records.find(request) == Answer(text)


# ------------------------------------------------------------------------------- links


@POSIX
@pytest.mark.parametrize("there", [True, False])
def test_a_link_in_the_folder_is_not_followed(tmp_path, there):
    outside = tmp_path / "outside.json"
    if there:
        outside.write_text("mine", encoding="utf-8")
    records = Records(tmp_path / "kept")
    records.prepare()
    records.path(REQUEST).symlink_to(outside)
    for use in (lambda: records.find(REQUEST), lambda: records.keep(REQUEST, WIND)):
        with pytest.raises(NoAnswerError) as caught:
            use()
        assert caught.value.reason == "bad-record"
    assert outside.exists() == there
    assert not there or outside.read_text(encoding="utf-8") == "mine"


@POSIX
def test_what_is_no_file_is_not_waited_for(tmp_path):
    records = Records(tmp_path)
    os.mkfifo(records.path(REQUEST))
    with pytest.raises(NoAnswerError):
        records.find(REQUEST)


@POSIX
def test_a_private_folder_that_is_a_link_is_refused(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "kept").symlink_to(tmp_path / "outside")
    with pytest.raises(NotADirectoryError):
        Records(tmp_path / "kept", private=True).keep(REQUEST, WIND)
    assert list((tmp_path / "outside").iterdir()) == []


def test_it_names_the_models_of_a_recording(tmp_path):
    records = Records(tmp_path)
    for model in ("b", "a", "b"):
        records.keep(Request(model, REQUEST.messages), WIND)
    (tmp_path / "x.json").write_text("[1]", encoding="utf-8")
    assert records.models() == ("a", "b")
