"""Processes that are forked from one that is ready, so that many can be had, and killed."""

import json
import os
import traceback
from collections.abc import Callable, Iterable
from typing import TextIO

from django.db import connections


def child(deed: Callable[[], Iterable[object]]) -> tuple[int, TextIO]:
    """
    Begin a deed in a process of its own, with database connections of its own.

    :return: the process, and where to read what it tells: a line of JSON for each thing.
    """
    connections.close_all()
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, os.fdopen(reading)
    os.close(reading)
    try:
        with os.fdopen(writing, "w") as out:
            for thing in deed():
                out.write(json.dumps(thing) + "\n")
                out.flush()
        connections.close_all()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)
