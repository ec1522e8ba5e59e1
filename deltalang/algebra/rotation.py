"""Rotations and periods of words, for cycles."""

from collections.abc import Sequence


def primitive_root_length(word: Sequence[str]) -> int:
    """Give the length of the shortest word whose power this word is.

    By the failure function of Knuth, Morris and Pratt (1977), in linear time.

    >>> primitive_root_length("abab"), primitive_root_length("aba")
    (2, 3)
    """
    failure = [0] * len(word)
    matched = 0
    for index in range(1, len(word)):
        while matched and word[index] != word[matched]:
            matched = failure[matched - 1]
        matched += word[index] == word[matched]
        failure[index] = matched
    period = len(word) - failure[-1]
    return period if len(word) % period == 0 else len(word)


def least_rotation(word: Sequence[str]) -> int:
    """Give the index at which the least rotation of a word starts.

    The two-pointer form of Shiloach (1981), in linear time.

    >>> least_rotation("cab")
    1
    """
    first, second, length = 0, 1, 0
    while second < len(word) and length < len(word):
        left, right = word[(first + length) % len(word)], word[(second + length) % len(word)]
        if left == right:
            length += 1
            continue
        if left > right:
            first = max(first + length + 1, second)
            second = first + 1
        else:
            second += length + 1
        length = 0
    return first
