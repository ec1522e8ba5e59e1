"""Broken encodings: what is mended, byte for byte, and what is left alone."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deltalang.corpus.encodings import CODECS, LEAST, PAGES, encode, repair, repair_bytes

BOM = "\ufeff"
LONG = (
    "Внутренний мир тих: память, жар и тишина. Объём, съезд, ёлка; ЩУКА, Юность, Эхо, Йод,\n"
    "Ждать — и «помнить». Где хлеб, чай, фонарь, царь, шум?\n"
)


def misread(text: str, codec: str) -> str:
    """What a text becomes when its UTF-8 is read in a codec; open bytes stand for themselves."""
    return "".join(
        bytes((byte,)).decode(codec, "ignore") or chr(byte) for byte in text.encode("utf-8")
    )


def mended(text: str) -> str:
    found = repair(text)
    return text if found is None else found.text


@cache
def examples(folder: Path) -> tuple[dict[str, str], ...]:
    path = folder / "texts" / "encoding" / "mojibake.jsonl"
    return tuple(map(json.loads, path.read_text(encoding="utf-8").splitlines()))


def clean_texts(folder: Path) -> Iterator[str]:
    for path in sorted((folder / "texts").rglob("*")):
        if path.suffix in (".md", ".txt", ".tsv", ".json"):
            yield path.read_text(encoding="utf-8")


def test_it_mends_every_example(data_folder: Path) -> None:
    wrong = [one for one in examples(data_folder) if mended(one["broken"]) != one["clean"]]
    assert wrong == []
    assert len(examples(data_folder)) >= 300


def test_it_names_the_codec_of_every_example(data_folder: Path) -> None:
    for one in examples(data_folder):
        found = repair(one["broken"])
        assert found is not None
        [codec] = found.codecs  # two codecs may read a text alike
        assert one["clean"].encode().decode(codec) == one["broken"]


def test_it_changes_no_clean_text(data_folder: Path) -> None:
    changed = [text[:60] for text in clean_texts(data_folder) if repair(text) is not None]
    assert changed == []


def test_it_changes_no_line_of_a_clean_text(data_folder: Path) -> None:
    lines = {line for text in clean_texts(data_folder) for line in text.splitlines()}
    assert [line for line in lines if repair(line) is not None] == []
    assert len(lines) > 50_000


def test_it_changes_no_clean_example(data_folder: Path) -> None:
    assert [one for one in examples(data_folder) if repair(one["clean"]) is not None] == []


ASCII = st.text(st.characters(max_codepoint=0x7E, min_codepoint=0x20), max_size=12)
BREAKS = st.sampled_from(["", "\n", "\r\n", "\r", "\t"])
PIECE = st.text(st.characters(min_codepoint=0x80, exclude_categories=("Cs",)), min_size=LEAST)


@given(st.sampled_from(["", BOM]), st.lists(st.tuples(ASCII, PIECE, BREAKS), min_size=1))
def test_utf8_read_as_mac_roman_comes_back_byte_for_byte(
    bom: str, pieces: list[tuple[str, str, str]]
) -> None:
    text = bom + "".join(map("".join, pieces))
    found = repair(text.encode().decode("mac_roman"))
    assert found is not None
    assert found.text.encode() == text.encode()
    assert found.codecs == ("mac_roman",)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("codec", CODECS)
def test_it_undoes_every_codec(codec: str, newline: str) -> None:
    text = LONG.replace("\n", newline)
    found = repair(misread(text, codec))
    assert found is not None
    assert found.text == text
    assert found.lines == (1, 2)
    assert repair(found.text) is None


@pytest.mark.parametrize("codec", CODECS)
def test_a_byte_order_mark_before_broken_text_stays(codec: str) -> None:
    assert mended(BOM + misread(LONG, codec)) == BOM + LONG


WORDS = st.text(st.sampled_from("абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯё"))


@given(st.sampled_from(CODECS), st.lists(WORDS.filter(lambda word: len(word) >= LEAST), min_size=2))
def test_russian_words_come_back_from_every_codec(codec: str, words: list[str]) -> None:
    text = " ".join(words)
    assert mended(misread(text, codec)) == text


@pytest.mark.parametrize(
    "text", ["crème brûlée déjà été né", "éclair né résumé thé", "Größe über Köln, schön und süß"]
)
def test_western_letters_read_as_cp1252_come_back(text: str) -> None:
    assert mended(misread(text, "cp1252")) == text


def test_only_the_broken_lines_change() -> None:
    lines = ["Чистая строка.", misread("память и жар", "mac_roman"), "",
             misread("тишина", "cp866"), "ASCII"]  # fmt: skip
    found = repair("\r\n".join(lines))
    assert found is not None
    assert found.text == "Чистая строка.\r\nпамять и жар\r\n\r\nтишина\r\nASCII"
    assert found.lines == (2, 4)
    assert found.codecs == ("mac_roman", "cp866")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_broken_line_is_found_whatever_ends_the_lines(newline: str) -> None:
    found = repair(newline.join(["Да и нет.", "И ещё.", misread("память", "mac_roman"), ""]))
    assert found is not None
    assert found.text == newline.join(["Да и нет.", "И ещё.", "память", ""])
    assert found.lines == (3,)


@pytest.mark.parametrize(
    "word",
    ["регулировщик", "Регулировщик", "РЕГУЛИРОВЩИК", "объезд", "Ёлка", "ПАМЯТЬ", "Р", "РЁ", "и"],
)
def test_a_clean_word_never_changes(word: str) -> None:
    for text in (word, f"{word} {word} {word}", f"«{word}» — {word}…\n{word}"):
        assert repair(text) is None, text


@given(st.lists(WORDS.map(str.capitalize) | WORDS.map(str.upper) | WORDS.map(str.lower)))
def test_clean_russian_never_changes(words: list[str]) -> None:
    assert repair(" ".join(words)) is None


@pytest.mark.parametrize("text", ["", "a", "память", "é", "ééé", "日本語", "🔥🔥🔥🔥", "– — … « »"])
def test_nothing_is_wrong_with(text: str) -> None:
    assert repair(text) is None
    assert repair_bytes(text.encode()) is None


def test_three_characters_may_be_chance() -> None:
    assert repair(misread("мир", "mac_roman")) is None
    assert mended(misread("жара", "mac_roman")) == "жара"


@pytest.mark.parametrize("page", PAGES)
def test_bytes_of_a_code_page_are_read_in_it(page: str) -> None:
    text = LONG if page != "koi8_r" else LONG.translate({ord(c): "-" for c in "—«»"})
    text = text if page != "cp866" else text.translate({ord(c): "-" for c in "—«»"})
    found = repair_bytes(text.encode(page))
    assert found is not None
    assert (found.text, found.codecs, found.lines) == (text, (page,), (1, 2))


@pytest.mark.parametrize("page", PAGES)
def test_a_short_text_in_a_code_page_is_read_in_it(page: str) -> None:
    found = repair_bytes("внутренний мир".encode(page))
    assert found is not None
    assert found.text == "внутренний мир"  # small letters are the same in cp1251 and mac_cyrillic


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_becomes_a_text(codec: str) -> None:
    found = repair_bytes((BOM + "память\r\nжар\r\n").encode(codec))
    assert found is not None
    assert (found.text, found.codecs) == ("память\r\nжар\r\n", ("utf-16",))


def test_broken_utf8_in_bytes_is_mended_with_its_line_breaks() -> None:
    found = repair_bytes(misread(LONG.replace("\n", "\r\n"), "mac_roman").encode())
    assert found is not None
    assert found.text == LONG.replace("\n", "\r\n")


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\x00",  # half of a character of UTF-16
        b"caf\xe9 au lait",
        bytes(range(0x80, 0x100)),
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xd8",
        "Größe über Köln, schön und süß".encode("latin-1"),
    ],
)
def test_it_refuses_what_is_no_russian(data: bytes) -> None:
    with pytest.raises(UnicodeDecodeError):
        repair_bytes(data)


@given(st.binary())
def test_no_bytes_at_all_break_it(data: bytes) -> None:
    try:
        found = repair_bytes(data)
    except UnicodeDecodeError:
        return
    assert found is None or found.text.encode() != data


@given(st.text(st.characters(exclude_categories=())), st.sampled_from(CODECS))
def test_encoding_gives_back_what_was_read(text: str, codec: str) -> None:
    data = encode(text, codec)
    if data is not None:
        assert misread_bytes(data, codec) == text


def misread_bytes(data: bytes, codec: str) -> str:
    return "".join(bytes((byte,)).decode(codec, "ignore") or chr(byte) for byte in data)
