"""A small world that is built once for a whole file of tests, and left as it was by each."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import time_machine
from django.db import transaction

from tests.security.world import NOW, World, a_world, plain


@contextmanager
def standing_world(blocker: Any, say: Callable[[str], str] = plain) -> Iterator[World]:
    """
    Build the world in a transaction that is undone at the end of the block.

    The transaction of each test lies within it, so what one test changes no other sees.

    :param blocker: what keeps the database from tests that did not ask for it.
    """
    with blocker.unblock():
        outer = transaction.atomic()
        outer._from_testcase = True  # as Django marks those that its own test cases open
        outer.__enter__()
        try:
            with time_machine.travel(NOW, tick=False):
                world = a_world(say)
            yield world
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)
