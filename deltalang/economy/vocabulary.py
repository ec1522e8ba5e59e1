"""Exact tokenizers whose data is on the machine: tiktoken's tables and files `tokenizer.json`.

Nothing here opens a connection. tiktoken would fetch a table that its cache lacks, or whose bytes are
not the expected ones; so its constructors run here in a namespace in which a table can come from
nowhere but the cache folder, and only with the right bytes.
"""

import base64
import binascii
import hashlib
import os
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from types import FunctionType
from typing import Any

from deltalang.economy.refusals import TokenizerError

Count = Callable[[str], int]
TABLES = ("o200k_base", "o200k_harmony", "cl100k_base", "p50k_base", "p50k_edit", "r50k_base")
"""The encodings of tiktoken whose data is one table."""


def table_counter(name: str) -> Count:
    """Count by a table of tiktoken that lies in its cache folder.

    Raises TokenizerError where tiktoken, the table or its right bytes are missing.
    """
    if find_spec("tiktoken") is None:
        raise TokenizerError("ui.tokenizer-extra", package="tiktoken")
    import tiktoken  # an extra, and slow to import

    encoding = tiktoken.Encoding(**_constructed(name))
    # Marks of roles inside a text are text: nothing that a scene says is a command to the tokenizer.
    return lambda text: len(encoding.encode_ordinary(_sound(text)))


def file_counter(path: str) -> Count:
    """Count by a file `tokenizer.json` of the `tokenizers` library.

    Raises TokenizerError where the library is missing or the file is not one of its own.
    """
    if find_spec("tokenizers") is None:
        raise TokenizerError("ui.tokenizer-extra", package="tokenizers")
    if not Path(path).is_file():
        raise TokenizerError("ui.tokenizer-no-file", path=path)
    from tokenizers import Tokenizer  # an extra

    try:
        tokenizer = Tokenizer.from_file(path)
    except Exception as error:  # the library raises plain Exception for whatever it cannot read
        reason = " ".join(str(error).split())[:200]
        raise TokenizerError("ui.tokenizer-bad-file", path=path, reason=reason) from error
    tokenizer.no_truncation()  # else a long text would cost what the model can hold
    tokenizer.no_padding()
    return lambda text: len(tokenizer.encode(_sound(text), add_special_tokens=False).ids)


def cache_folder() -> Path:
    """Tell where tiktoken keeps its tables: the folder that the environment names, else its own."""
    named = os.environ.get("TIKTOKEN_CACHE_DIR") or os.environ.get("DATA_GYM_CACHE_DIR")
    return Path(named) if named else Path(tempfile.gettempdir()) / "data-gym-cache"


def _constructed(name: str) -> dict[str, Any]:
    """Run tiktoken's constructor of an encoding over tables of the cache folder only."""
    from tiktoken_ext import openai_public

    def no_table(*_: object, **__: object) -> dict[bytes, int]:
        raise TokenizerError("ui.tokenizer-unknown", name=name, names=", ".join(TABLES))

    def table(url: str, expected_hash: str | None = None) -> dict[bytes, int]:
        return _table(name, url, expected_hash)

    names = dict(vars(openai_public))
    for own, value in vars(openai_public).items():
        if isinstance(value, FunctionType) and value.__module__ == openai_public.__name__:
            names[own] = FunctionType(value.__code__, names, own)
    names["load_tiktoken_bpe"], names["data_gym_to_mergeable_bpe_ranks"] = table, no_table
    constructor = openai_public.ENCODING_CONSTRUCTORS.get(name)
    if constructor is None:
        raise TokenizerError("ui.tokenizer-unknown", name=name, names=", ".join(TABLES))
    made: dict[str, Any] = FunctionType(constructor.__code__, names, name)()
    return made


def _table(name: str, url: str, expected: str | None) -> dict[bytes, int]:
    """Read a table of the cache folder: lines of a token in base 64 and its rank."""
    path = cache_folder() / hashlib.sha1(url.encode(), usedforsecurity=False).hexdigest()
    wanted = {"name": name, "url": url, "path": path}
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TokenizerError("ui.tokenizer-no-table", **wanted) from error
    if expected and hashlib.sha256(data).hexdigest() != expected:
        raise TokenizerError("ui.tokenizer-bad-table", **wanted)
    try:
        pairs = (line.split() for line in data.splitlines() if line)
        return {base64.b64decode(token): int(rank) for token, rank in pairs}
    except (ValueError, binascii.Error) as error:
        raise TokenizerError("ui.tokenizer-bad-table", **wanted) from error


def _sound(text: str) -> str:
    """Replace halves of characters, which no tokenizer can read."""
    return text.encode("utf-8", errors="replace").decode("utf-8")
