"""What each process of `folkmoot serve` does first: a leaf, read before Django is set up."""

import os
from collections.abc import Callable
from typing import Any


def application(_: str) -> Callable[..., Any]:
    """
    Return the application that answers, in a process group of this process's own.

    Ctrl-C in a terminal reaches a whole group. The server tells its processes to stop as well,
    and one that is told twice at once stays stuck; so they hear it from the server alone.
    """
    os.setpgrp()
    from django.core.servers.basehttp import (  # noqa: PLC0415  settings are read when it serves
        get_internal_wsgi_application,
    )

    return get_internal_wsgi_application()
