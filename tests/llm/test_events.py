"""Server-sent events: the same ones, however their bytes are torn; never more than there is room for."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deltalang.llm.events import bounded, events
from deltalang.llm.exchange import NoAnswerError

LINES = st.sampled_from(
    ["data: а", "data:б", "data", ": tick", "id: 1", "event: x", "retry: 5", ""]
)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
CUTS = st.lists(st.integers(0, 200), max_size=12)


def read(*parts: bytes, longest: int = 10_000) -> list[str]:
    return list(events(parts, longest=longest))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_lines_end_in_any_way_and_a_mark_in_front_is_no_part_of_them(end, bom):
    text = f"{bom}data: снег{end}{end}: tick{end}data:ветер{end}data: и море{end}{end}"
    assert read(text.encode()) == ["снег", "ветер\nи море"]


@given(st.lists(st.tuples(LINES, ENDS), max_size=9), CUTS)
def test_it_does_not_matter_where_the_bytes_are_torn(lines, cuts):
    data = "".join(line + end for line, end in lines).encode()
    places = [0, *sorted(cut for cut in cuts if cut < len(data)), len(data)]
    parts = [data[begin:end] for begin, end in pairwise(places)]
    assert read(*parts) == read(data)
    assert read(*(bytes([one]) for one in data)) == read(data)


def test_a_line_that_is_not_whole_says_nothing():
    assert read(b"data: a\n\ndata: b\nda", b"ta: c") == ["a", "b"]


def test_what_is_no_text_is_told():
    with pytest.raises(UnicodeDecodeError):
        read(b"data: \xff\n\n")


@pytest.mark.parametrize("endless", [b"x", b"data: xxxx\n", b"data\n", b"data:"])
def test_an_event_without_end_is_ended(endless):
    asked = 0

    def parts():
        nonlocal asked
        while True:
            asked += 1
            yield endless

    with pytest.raises(NoAnswerError) as caught:
        list(events(parts(), longest=1000))
    assert caught.value.reason == "too-long"
    assert asked * len(endless) < 3000


def test_comments_count_for_no_event():
    assert read(*[b": tick\n"] * 1000, b"data: a\n\n", longest=50) == ["a"]


def test_no_more_bytes_pass_than_are_allowed():
    with pytest.raises(NoAnswerError, match="too-long: more than 5 bytes"):
        list(bounded([b"abc", b"def"], 5))
    assert list(bounded([b"abc", b"de"], 5)) == [b"abc", b"de"]
