"""A language model of two layers, in numpy, and its training: small enough to be learnt in seconds.

The shape is that of LLaMA (Touvron and others, 2023, https://arxiv.org/abs/2302.13971): root mean
square norms, rotary positions, a gated feed-forward, no biases. The names of the weights are those
which llama.cpp reads, so that a trained network can be written out as it stands.
"""

import math
from collections.abc import Mapping, Sequence

import attrs
import autograd.numpy as np
import numpy
from autograd import value_and_grad
from autograd.tracer import getval

Weights = dict[str, numpy.ndarray]


@attrs.frozen(kw_only=True)
class Shape:
    """The sizes of a network."""

    vocabulary: int
    width: int = 64
    layers: int = 2
    heads: int = 4
    hidden: int = 128
    epsilon: float = 1e-5
    rope_base: float = 10000.0

    @property
    def head_width(self) -> int:
        return self.width // self.heads


@attrs.frozen
class Lesson:
    """A text as tokens, and where in it the answer starts: only the answer is learnt."""

    tokens: tuple[int, ...]
    answer_at: int


def fresh(shape: Shape, *, seed: int) -> Weights:
    """Draw the weights of an untrained network."""
    random = numpy.random.default_rng(seed)

    def matrix(rows: int, columns: int) -> numpy.ndarray:
        drawn = random.standard_normal((rows, columns)) / math.sqrt(columns)
        return drawn.astype(numpy.float32)

    wide, ones = shape.width, numpy.ones(shape.width, numpy.float32)
    weights = {"token_embd": matrix(shape.vocabulary, wide)}
    for layer in range(shape.layers):
        named = {
            "attn_norm": ones, "ffn_norm": ones,
            "attn_q": matrix(wide, wide), "attn_k": matrix(wide, wide),
            "attn_v": matrix(wide, wide), "attn_output": matrix(wide, wide),
            "ffn_gate": matrix(shape.hidden, wide), "ffn_up": matrix(shape.hidden, wide),
            "ffn_down": matrix(wide, shape.hidden),
        }  # fmt: skip
        weights |= {f"blk.{layer}.{name}": value for name, value in named.items()}
    return weights | {"output_norm": ones, "output": matrix(shape.vocabulary, wide)}


def _rotation(shape: Shape, length: int) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
    """Give cosines, sines and the matrix that turns neighbouring pairs (a, b) into (-b, a)."""
    half = numpy.arange(shape.head_width // 2)
    speeds = shape.rope_base ** (-2.0 * half / shape.head_width)
    angles = numpy.repeat(numpy.outer(numpy.arange(length), speeds), 2, axis=1)
    turn = numpy.kron(numpy.eye(len(half)), numpy.array([[0, 1], [-1, 0]]))
    cosines, sines, turned = (
        part.astype(numpy.float32) for part in (numpy.cos(angles), numpy.sin(angles), turn)
    )
    return cosines, sines, turned


def states(
    weights: Mapping[str, numpy.ndarray], shape: Shape, tokens: numpy.ndarray
) -> numpy.ndarray:
    """Read a batch of equally long texts; give what is known at every place, one row for each."""
    batch, length = tokens.shape
    cosines, sines, turn = _rotation(shape, length)
    future = numpy.triu(numpy.full((length, length), -1e9, numpy.float32), 1)
    scale = numpy.float32(1 / math.sqrt(shape.head_width))

    def norm(x: numpy.ndarray, name: str) -> numpy.ndarray:
        return x / np.sqrt(np.mean(x * x, axis=-1, keepdims=True) + shape.epsilon) * weights[name]

    def heads(x: numpy.ndarray, name: str) -> numpy.ndarray:
        parts = np.reshape(x @ weights[name].T, (batch, length, shape.heads, shape.head_width))
        return np.transpose(parts, (0, 2, 1, 3))

    def placed(x: numpy.ndarray) -> numpy.ndarray:
        return x * cosines + (x @ turn) * sines

    def attended(x: numpy.ndarray, at: str) -> numpy.ndarray:
        query, key = placed(heads(x, at + "attn_q")), placed(heads(x, at + "attn_k"))
        scores = query @ np.transpose(key, (0, 1, 3, 2)) * scale + future
        shares = np.exp(scores - getval(scores).max(axis=-1, keepdims=True))
        mixed = (shares @ heads(x, at + "attn_v")) / np.sum(shares, axis=-1, keepdims=True)
        rows = np.reshape(np.transpose(mixed, (0, 2, 1, 3)), (batch * length, shape.width))
        return rows @ weights[at + "attn_output"].T

    def fed(x: numpy.ndarray, at: str) -> numpy.ndarray:
        gate = x @ weights[at + "ffn_gate"].T
        opened = gate / (1 + np.exp(-gate)) * (x @ weights[at + "ffn_up"].T)
        return opened @ weights[at + "ffn_down"].T

    x = weights["token_embd"][tokens.ravel()]
    for at in (f"blk.{layer}." for layer in range(shape.layers)):
        x = x + attended(norm(x, at + "attn_norm"), at)
        x = x + fed(norm(x, at + "ffn_norm"), at)
    return norm(x, "output_norm")


def _batch(lessons: Sequence[Lesson]) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Pad the lessons on the right; give the tokens and the places of the answers, counted in rows."""
    length = max(len(lesson.tokens) for lesson in lessons)
    tokens = numpy.zeros((len(lessons), length), int)
    answers = []
    for row, lesson in enumerate(lessons):
        tokens[row, : len(lesson.tokens)] = lesson.tokens
        start = row * length
        answers += range(start + lesson.answer_at, start + len(lesson.tokens))
    return tokens, numpy.array(answers)


def _loss(
    weights: Weights, shape: Shape, tokens: numpy.ndarray, answers: numpy.ndarray
) -> numpy.floating:
    """Measure how surprising the answers are: the mean of minus the logarithm of their chances."""
    scores = states(weights, shape, tokens)[answers - 1] @ weights["output"].T
    right = scores[numpy.arange(len(answers)), tokens.ravel()[answers]]
    highest = getval(scores).max(axis=-1)
    total = np.log(np.sum(np.exp(scores - highest[:, None]), axis=-1)) + highest
    return np.mean(total - right)


def train(
    lessons: Sequence[Lesson], shape: Shape, *, steps: int, seed: int, batch: int = 8,
    rate: float = 3e-3,
) -> tuple[Weights, list[float]]:  # fmt: skip
    """Learn the answers of the lessons; give the weights and the loss of every step.

    Adam (Kingma and Ba, 2015, https://arxiv.org/abs/1412.6980), the rate falling to nothing.
    """
    random = numpy.random.default_rng(seed)
    weights = fresh(shape, seed=seed)
    slope = value_and_grad(_loss)
    mean = {name: numpy.zeros_like(value) for name, value in weights.items()}
    spread = {name: numpy.zeros_like(value) for name, value in weights.items()}
    losses = []
    for step in range(1, steps + 1):
        chosen = random.choice(len(lessons), size=min(batch, len(lessons)), replace=False)
        lost, slopes = slope(weights, shape, *_batch([lessons[index] for index in chosen]))
        losses.append(float(lost))
        pace = rate * (1 - step / (steps + 1)) * min(1.0, step / 20)
        for name, pull in slopes.items():
            mean[name] = 0.9 * mean[name] + 0.1 * pull
            spread[name] = 0.98 * spread[name] + 0.02 * pull * pull
            push = mean[name] / (1 - 0.9**step)
            size = numpy.sqrt(spread[name] / (1 - 0.98**step)) + 1e-8
            weights[name] = (weights[name] - pace * push / size).astype(numpy.float32)
    return weights, losses
