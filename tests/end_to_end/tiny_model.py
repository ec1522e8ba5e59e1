"""Make a language model on the spot: its own tokens, trained for seconds, written as a GGUF file.

It learns to answer the prompts it is given and nothing else: a real model, whose weights come from
gradient steps, though no clever one. `network` knows the mathematics.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import attrs
import gguf
from end_to_end.network import Lesson, Shape, Weights, train
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

ROLES = ("system", "user", "assistant")
END = "<|end|>"
_MARKS = (END, *(f"<|{role}|>" for role in ROLES))
_TEMPLATE = (
    "{% for message in messages %}<|{{ message['role'] }}|>{{ message['content'] }}" + END + "{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)  # fmt: skip
CONTEXT = 4096
SIZE = 1200  # of the vocabulary: all bytes, the marks, and pairs of the examples
_TOKEN, _MARK = 1, 3  # the kinds of token in GGUF: an ordinary one, a control one


@attrs.frozen
class Example:
    """A chat and the answer that the model should learn to give to it."""

    messages: tuple[tuple[str, str], ...]  # role and content
    answer: str

    @property
    def asked(self) -> str:
        chat = "".join(f"<|{role}|>{content}{END}" for role, content in self.messages)
        return f"{chat}<|assistant|>"


def tokens_of(examples: Sequence[Example], *, size: int) -> Tokenizer:
    """Learn byte pairs from the examples: any text can be written, theirs in few tokens."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size, special_tokens=list(_MARKS), show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    )  # fmt: skip
    texts = [text for example in examples for _, text in example.messages]
    tokenizer.train_from_iterator([*texts, *(example.answer for example in examples)], trainer)
    return tokenizer


def lesson(example: Example, tokenizer: Tokenizer) -> Lesson:
    """Write an example as tokens, with the place where its answer starts."""
    asked = tokenizer.encode(example.asked).ids
    answer = tokenizer.encode(example.answer + END).ids
    return Lesson((*asked, *answer), len(asked))


def write(path: Path, weights: Weights, shape: Shape, tokenizer: Tokenizer) -> None:
    """Write a network and its tokens as one GGUF file, as llama.cpp reads it."""
    file = gguf.GGUFWriter(path, "llama")
    file.add_name("deltalang tiny")
    file.add_context_length(CONTEXT)
    file.add_embedding_length(shape.width)
    file.add_block_count(shape.layers)
    file.add_feed_forward_length(shape.hidden)
    file.add_head_count(shape.heads)
    file.add_layer_norm_rms_eps(shape.epsilon)
    file.add_rope_dimension_count(shape.head_width)
    file.add_rope_freq_base(shape.rope_base)
    names = [tokenizer.id_to_token(number) for number in range(tokenizer.get_vocab_size())]
    file.add_tokenizer_model("gpt2")
    file.add_tokenizer_pre("gpt-2")
    file.add_token_list(names)
    file.add_token_types([_MARK if name in _MARKS else _TOKEN for name in names])
    file.add_token_merges(
        [" ".join(pair) for pair in json.loads(tokenizer.to_str())["model"]["merges"]]
    )
    file.add_bos_token_id(names.index(END))
    file.add_eos_token_id(names.index(END))
    file.add_add_bos_token(False)
    file.add_chat_template(_TEMPLATE)
    for name, value in weights.items():
        file.add_tensor(f"{name}.weight", value)
    file.write_header_to_file()
    file.write_kv_data_to_file()
    file.write_tensors_to_file()
    file.close()


def make(
    path: Path, examples: Sequence[Example], *, steps: int = 150, seed: int = 1
) -> list[float]:
    """Train a model on the examples and write it; give the loss of every step."""
    tokenizer = tokens_of(examples, size=SIZE)
    shape = Shape(vocabulary=tokenizer.get_vocab_size())
    lessons = [lesson(example, tokenizer) for example in examples]
    weights, losses = train(lessons, shape, steps=steps, seed=seed)
    write(path, weights, shape, tokenizer)
    return losses
