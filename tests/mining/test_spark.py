"""The Spark engine, in a local session that all tests share: the same arrays as one process."""

import os
import random
import shutil
import signal
import threading
import time

import numpy as np
import pytest

pytest.importorskip("pyspark", reason="Spark is an extra: pip install 'deltalang[spark]'")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Spark needs Java 17", allow_module_level=True)

from deltalang.mining.database import Database
from deltalang.mining.evidence.planting import Soil, planted_chains, planted_sets
from deltalang.mining.itemsets import closed_itemsets, frequent_itemsets
from deltalang.mining.patterns import Patterns
from deltalang.mining.sequences import sequential_patterns
from deltalang.mining.spark.jobs import Job
from deltalang.mining.spark.session import KERNELS, spark_context

ITEMSETS = [frequent_itemsets, closed_itemsets]
MANY = Database.of([[c for c in range(30) if c != left] for left in range(30)])  # 2**30 patterns

# py4j closes its sockets, and pyspark its child process, when the interpreter ends, not before.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


@pytest.fixture(scope="module")
def context():
    with spark_context("local[2]") as made:
        yield made


@pytest.fixture(autouse=True)
def kernels(monkeypatch):
    """Workers do without numba: compiling takes long, and `test_spark_parts` tests compiled kernels."""
    if not os.environ.get("DELTALANG_LONG"):
        monkeypatch.setenv(KERNELS, "numpy")


def assert_same(one: Patterns, other: Patterns) -> None:
    """The same arrays, types included."""
    assert one.limit == other.limit
    for name in ("parent", "offsets", "terms", "support"):
        left, right = getattr(one, name), getattr(other, name)
        assert left.dtype == right.dtype
        np.testing.assert_array_equal(left, right)


@pytest.mark.parametrize("mine", ITEMSETS)
def test_itemsets_are_those_of_one_process(context, mine):
    for seed in range(2):
        source = random.Random(seed)
        share = source.choice([0.3, 0.7])
        rows = [[c for c in "abcdefg" if source.random() < share] for _ in range(20)]
        rows = [[*row, "z"] for row in rows] if seed % 2 else rows
        data = Database.of(rows).weighted([source.randint(1, 3) for _ in rows])
        expected = mine(data, min_support=3, engine="numpy")
        assert_same(mine(data, min_support=3, engine="spark"), expected)


@pytest.mark.parametrize("mine", ITEMSETS)
def test_itemsets_of_a_larger_corpus_are_those_of_one_process(context, mine):
    data = planted_sets(Soil(20_000, terms=2000, popularity=0.8), seed=1).data
    expected = mine(data, min_support=40, engine="numpy")
    assert len(expected) > 1000
    assert_same(mine(data, min_support=40, engine="spark"), expected)


@pytest.mark.parametrize("mine", ITEMSETS)
@pytest.mark.parametrize("limits", [{"max_length": 1}, {"max_length": 2}, {"max_patterns": 30}])
def test_limits_are_those_of_one_process(context, mine, limits):
    data = planted_sets(Soil(2000, terms=50), seed=3, patterns=4).data
    expected = mine(data, min_support=20, engine="numpy", **limits)
    assert_same(mine(data, min_support=20, engine="spark", **limits), expected)


def test_nothing_comes_of_nothing(context):
    for rows in ([], [[]], [["a"], ["b"]]):
        for mine in (*ITEMSETS, sequential_patterns):
            found = mine(Database.of(rows), min_support=2, engine="spark")
            assert len(found) == 0
            assert found.limit is None


@pytest.mark.parametrize(
    "asked", [{}, {"closed": True}, {"max_gap": 3, "max_window": 6}, {"max_patterns": 50}]
)
def test_sequences_are_those_of_one_process(context, asked):
    data = planted_chains(Soil(3000, terms=300, popularity=0.5), seed=2, frequency=0.05).data
    one = sequential_patterns(data, min_support=30, engine="numpy", **asked)
    assert len(one) >= 50
    assert_same(sequential_patterns(data, min_support=30, engine="spark", **asked), one)


def test_an_active_session_is_used_and_left_alone(context):
    with spark_context() as inner:
        assert inner is context
    assert context.parallelize([1, 2]).count() == 2


def test_a_session_keeps_to_itself(context):
    conf = dict(context.getConf().getAll())
    assert conf["spark.ui.enabled"] == "false"
    assert conf["spark.driver.host"] == conf["spark.driver.bindAddress"] == "127.0.0.1"
    assert context.uiWebUrl is None
    assert os.path.isdir(conf["spark.local.dir"])


def endless(numbers):
    """A task that ends when it is killed."""
    for number in numbers:
        if number:
            time.sleep(3600)
        yield number


def test_what_is_finished_is_kept_when_a_job_is_stopped(context):
    job = Job(context, context.parallelize([0, 1], 2).mapPartitions(endless))
    while not job.results:
        assert not job.ended(0.05)
    assert job.results == [0]
    job.stop()
    assert context.parallelize([1, 2]).count() == 2


def fails(numbers):
    raise ValueError("a task went wrong")
    yield from numbers


def test_what_goes_wrong_in_a_task_is_raised(context):
    job = Job(context, context.parallelize([0], 1).mapPartitions(fails))
    with pytest.raises(Exception, match="a task went wrong"):
        job.ended(60)
    job.stop()


@pytest.mark.parametrize("mine", [closed_itemsets, sequential_patterns])
def test_time_is_up_after_the_time_that_was_given(context, mine):
    begun = time.monotonic()
    found = mine(MANY, min_support=1, max_time=1.0, engine="spark")
    assert found.limit == "time"
    assert time.monotonic() - begun < 60  # all of them would take hours
    assert context.parallelize([1, 2]).count() == 2


def test_a_run_can_be_cancelled(context):
    timer = threading.Timer(1.0, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    found = frequent_itemsets(MANY, min_support=1, max_time=30, engine="spark")
    assert found.limit == "cancelled"
    assert context.parallelize([1, 2]).count() == 2
