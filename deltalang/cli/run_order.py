"""What `deltalang run` was told to do, and what is refused before anything is read or paid for."""

import os
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile

import attrs
import click

from deltalang.cli.budgeting import counter_of
from deltalang.cli.options import message_language, missing
from deltalang.cli.printing import harmless
from deltalang.cli.run_values import Given
from deltalang.economy.counting import Counter
from deltalang.filling.records import Records
from deltalang.filling.spending import Price
from deltalang.limits import Limits
from deltalang.messages import template

RECORDS = ".deltalang-run"


@attrs.frozen(kw_only=True)
class Order:
    """The options of a run."""

    what: str
    target: str
    given: tuple[Given, ...]
    model: str | None
    base_url: str | None
    human: Path | None
    max_llm: Fraction | None
    record: Path | None
    replay: Path | None
    report: Path | None
    dry_run: bool
    price: Price | None
    jobs: int
    timeout: float
    seed: int | None
    tokenizer: str | None
    locked: bool
    lang: str | None
    limits: Limits
    style: str
    counter: Callable[[], Counter] = attrs.field(init=False, repr=False, eq=False)
    """What counts tokens, made when it is wanted and once."""

    def __attrs_post_init__(self) -> None:
        """Make the counter lazy."""
        made = cache(lambda: counter_of(self.tokenizer, self.lang))
        object.__setattr__(self, "counter", made)

    @property
    def words(self) -> str:
        """The language of messages."""
        return message_language(self.lang)

    @property
    def address(self) -> str:
        """The address of the server; empty where there is none."""
        return self.base_url or os.environ.get("OPENAI_BASE_URL") or ""

    @property
    def key(self) -> str:
        """The key of the server, which comes from the environment alone; empty where there is none."""
        return (os.environ.get("OPENAI_API_KEY") or "").strip()

    @property
    def records(self) -> Records:
        """Where answers are kept."""
        return Records(self.replay or self.record or Path(RECORDS), private=self.record is None)

    def refused(self, message: str, **names: object) -> click.UsageError:
        """Make the error for options that make no sense."""
        return click.UsageError(harmless(template(message, self.words).format(**names)))


def check_options(order: Order) -> None:
    """Refuse options that make no sense together, or would do nothing. Raises click.UsageError."""
    if order.record is not None and order.replay is not None:
        raise order.refused("ui.run-record-replay")
    if order.dry_run and order.report is not None:
        raise order.refused("ui.run-dry-report")
    if order.model is None:
        for option, value in _of_models(order).items():
            if value is not None:
                raise order.refused("ui.run-without-model", option=option)
        return
    if not order.model.strip() or not order.model.isprintable():
        raise order.refused("ui.run-no-model")
    if order.base_url is not None and not order.base_url.strip():
        raise order.refused("ui.run-no-address")
    if order.replay is not None and order.base_url is not None:
        raise order.refused("ui.run-replay-address")
    if order.replay is None and not order.dry_run and not order.address:
        raise order.refused("ui.run-no-address")
    if not (order.key.isascii() and order.key.isprintable()):
        raise order.refused("ui.run-bad-key")


def _of_models(order: Order) -> dict[str, object]:
    """The options that are about a model, by their names."""
    return {
        "--base-url": order.base_url,
        "--replay": order.replay,
        "--record": order.record,
        "--max-llm": order.max_llm,
        "--price": order.price,
    }


def check_files(order: Order, source: str) -> None:
    """Refuse files that cannot be written, before anybody is asked; `source` is the file of scenes.

    Raises click.ClickException, OSError.
    """
    if order.report is not None:
        for read in (source, order.human):
            if read is not None and os.path.realpath(order.report) == os.path.realpath(read):
                raise order.refused("ui.run-report-over", path=order.report)
    if order.human is not None and os.path.realpath(order.human) == os.path.realpath(source):
        raise order.refused("ui.run-queue-over", path=order.human)
    for path in (order.human, order.report):
        if path is not None and not path.parent.is_dir():
            raise missing(str(path.parent), order.lang)
    if order.dry_run:
        return
    for path in (order.human, order.report):
        if path is not None:
            _check_writable(order, path)
    if order.records.private and order.records.folder.is_symlink():
        raise order.refused("ui.run-record-link", path=order.records.folder)


def _check_writable(order: Order, path: Path) -> None:
    target = path.resolve()
    if target.exists() and not target.is_file():  # to be replaced, a device least of all
        raise order.refused("ui.run-no-file", path=path)
    try:
        if target.exists() and not target.stat().st_mode & 0o222:
            raise PermissionError
        with TemporaryFile(dir=target.parent):
            return
    except OSError as error:
        reason = error.strerror or os.strerror(13)
        raise order.refused("ui.run-unwritable", path=path, reason=reason) from error
