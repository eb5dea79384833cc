"""
What a page asks more than once, asked once.

The parts of a page know nothing of each other, so each asks for the agreement in force, or
for the forums, by itself. While a page is only read, nothing that it asks can change, and
whoever asks first answers for the others. Outside of that every question is asked anew.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_ANSWERS: ContextVar[dict[Hashable, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """Remember answers until the end of a page that is only read."""
    before = _ANSWERS.set({})
    try:
        yield
    finally:
        _ANSWERS.reset(before)


def asked_once[Answer](question: Hashable, ask: Callable[[], Answer]) -> Answer:
    """
    Return the answer to a question, from whoever asked it first while a page is read.

    :param question: what tells it from every other: a word, and keys and days, no rows.
    """
    answers = _ANSWERS.get()
    if answers is None:
        return ask()
    if question not in answers:
        answers[question] = ask()
    answer: Answer = answers[question]
    return answer
