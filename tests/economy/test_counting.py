"""Counters: exact ones over tokenizers made on the spot, which know a few words and are no real ones."""

import base64
import hashlib
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import tiktoken.load
from tiktoken_ext import openai_public
from tokenizers import Tokenizer
from tokenizers.models import BPE
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.trainers import BpeTrainer

from deltalang.economy import vocabulary
from deltalang.economy.counting import counter
from deltalang.economy.refusals import TokenizerError

URL = "https://example.invalid/tiny.tiktoken"
KEY = hashlib.sha1(URL.encode()).hexdigest()


def tiny_table() -> bytes:
    """A table in tiktoken's format: every byte, and `память` as one token with a space before it."""
    tokens = [bytes([byte]) for byte in range(256)]
    whole = " память".encode()
    tokens += [whole[:length] for length in range(2, len(whole) + 1)]
    lines = (base64.b64encode(t) + b" " + str(n).encode() for n, t in enumerate(tokens))
    return b"\n".join(lines) + b"\n"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("the network was touched")

    monkeypatch.setattr(tiktoken.load, "read_file", refuse)
    monkeypatch.setattr(tiktoken.load, "read_file_cached", refuse)
    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def tiny(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An encoding `tiny` whose table lies in the cache; gives the path of the table."""
    checksum = hashlib.sha256(tiny_table()).hexdigest()
    program = (
        f"def tiny():\n    ranks = load_tiktoken_bpe({URL!r}, expected_hash={checksum!r})\n"
        "    return {'name': 'tiny', 'pat_str': r' ?\\S+|\\s+', 'mergeable_ranks': ranks,"
        " 'special_tokens': {'<|end|>': 1000}}\n"
    )
    names: dict[str, object] = {}
    exec(program, names)
    known = {**openai_public.ENCODING_CONSTRUCTORS, "tiny": names["tiny"]}
    monkeypatch.setattr(openai_public, "ENCODING_CONSTRUCTORS", known)
    monkeypatch.setattr("deltalang.economy.counting.TABLES", (*vocabulary.TABLES, "tiny"))
    (folder / KEY).write_bytes(tiny_table())
    return folder / KEY


@pytest.fixture
def file(tmp_path: Path) -> Path:
    tokenizer = Tokenizer(BPE(unk_token="?"))
    tokenizer.pre_tokenizer = Whitespace()
    trainer = BpeTrainer(vocab_size=60, special_tokens=["?"], show_progress=False)
    tokenizer.train_from_iterator(["memory heat growth память жар рост"] * 3, trainer)
    tokenizer.enable_truncation(2)
    tokenizer.enable_padding(length=50)
    path = tmp_path / "tokenizer.json"
    tokenizer.save(str(path))
    return path


def test_the_estimate_is_the_counter_of_no_name_and_says_how_far_it_is_off():
    for name in (None, "estimate"):
        found = counter(name)
        assert (found.name, found.exact, found.against) == ("estimate", False, "o200k_base")
        assert 0 < found.error < 0.25
        assert {one.lang for one in found.accuracy} == {"ru", "en"}


def test_a_table_in_the_cache_counts_exactly(tiny):
    found = counter("tiny")
    assert (found.exact, found.error, found.accuracy) == (True, 0.0, ())
    assert found.count(" память память") == 2
    assert found.count("абв") == 6


def test_a_mark_of_a_role_is_text_for_a_table(tiny):
    assert counter("tiny").count("<|end|>") == len("<|end|>")


def test_half_a_character_is_counted(tiny, file):
    for name in ("tiny", str(file), None):
        assert counter(name).count("a\ud800") >= 1


def test_a_real_encoding_without_its_table_is_refused_without_a_download(folder):
    with pytest.raises(TokenizerError) as raised:
        counter("o200k_base")
    for lang in ("en", "ru"):
        assert str(folder) in raised.value.message(lang)
        assert "o200k_base.tiktoken" in raised.value.message(lang)
        assert "\n" not in raised.value.message(lang)


def test_an_encoding_that_stands_on_another_takes_its_table_from_the_cache_too(folder):
    with pytest.raises(TokenizerError, match=r"o200k_base\.tiktoken"):
        counter("o200k_harmony")


@pytest.mark.parametrize("data", [b"", b"rubbish", tiny_table()[:-9]])
def test_a_table_with_other_bytes_is_refused_and_left_alone(tiny, data):
    tiny.write_bytes(data)
    with pytest.raises(TokenizerError, match="not the table"):
        counter("tiny")
    assert tiny.read_bytes() == data


def test_the_environment_names_the_folder(monkeypatch, tmp_path):
    monkeypatch.delenv("TIKTOKEN_CACHE_DIR", raising=False)
    monkeypatch.setenv("DATA_GYM_CACHE_DIR", str(tmp_path))
    assert vocabulary.cache_folder() == tmp_path
    monkeypatch.delenv("DATA_GYM_CACHE_DIR")
    assert vocabulary.cache_folder().name == "data-gym-cache"


def test_a_file_counts_exactly_without_truncating_or_padding(file):
    found = counter(str(file))
    assert found.exact
    assert found.count("жар") == 1
    assert found.count("жар рост память " * 5) >= 15
    assert found.count("") == 0


@pytest.mark.parametrize("text", ["", "{}", "[", "null", '{"model": 3}'])
def test_a_file_that_is_no_tokenizer_is_refused(tmp_path, text):
    path = tmp_path / "tokenizer.json"
    path.write_text(text)
    with pytest.raises(TokenizerError, match=r"no tokenizer\.json"):
        counter(str(path))


def test_a_missing_file_and_an_unknown_name_are_refused(tmp_path):
    with pytest.raises(TokenizerError, match="no such file"):
        counter(str(tmp_path / "no.json"))
    with pytest.raises(TokenizerError, match="o200k_base"):
        counter("gpt-nine")


@pytest.mark.parametrize(
    ("name", "package"), [("o200k_base", "tiktoken"), ("a.json", "tokenizers")]
)
def test_a_missing_extra_says_what_to_install(monkeypatch, name, package):
    monkeypatch.setattr(vocabulary, "find_spec", lambda _: None)
    with pytest.raises(TokenizerError) as raised:
        counter(name)
    assert package in str(raised.value)
    assert "pip install 'deltalang[tokens]'" in str(raised.value)


def test_the_estimate_imports_no_tokenizer():
    program = (
        "import sys\nfrom deltalang.economy.counting import counter\ncounter().count('жар')\n"
        "assert not {'tiktoken', 'tokenizers', 'tiktoken_ext', 'requests'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, env=dict(os.environ))
