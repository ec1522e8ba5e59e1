"""Compression: the elements that make scenes shortest, by minimum description length."""

from deltalang.mining.compression.codetable import CodeTable
from deltalang.mining.compression.cover import Cover
from deltalang.mining.compression.search import slim, slim_steps
from deltalang.mining.compression.step import Step

__all__ = ["CodeTable", "Cover", "Step", "slim", "slim_steps"]
