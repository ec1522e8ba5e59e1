"""Questions to a person, whatever the form of the file that they stand in."""

import attrs

BAD_QUEUE = ("E414", "bad-queue")
"""Code and message id of a queue that cannot be used."""
LONGEST = 1_000_000


@attrs.frozen
class Question:
    """A question to a person; `answer` is empty where there is none yet.

    `line` is the line before the answer in its file, 0 where that is not known.
    """

    id: str
    scene: str
    question: str
    answer: str = ""
    line: int = attrs.field(default=0, eq=False)
