"""
How a floor hears of what was done below it: the lower publishes, the upper listens.

Hearing happens at once and in the transaction of the deed: if a listener fails, the
deed is undone with it. A listener is found by the `listeners` module of its noun,
which the noun's AppConfig imports when it is ready.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from folkmoot.ground.people.models import Person

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from django.db.models import Model


class Listener(Protocol):
    """What is called with the event, the row it happened to, who did it and when."""

    def __call__(self, event: Any, *, about: Any, by: Person | None, at: datetime) -> object: ...


_LISTENERS: dict[type, list[Listener]] = defaultdict(list)


def listen[Heard: Listener](to: type) -> Callable[[Heard], Heard]:
    """
    Have a function called whenever an event of a class is published.

    Used as a decorator: `@listen(NoticeGiven)`. Listening twice is listening once.
    """

    def hear(listener: Heard) -> Heard:
        if listener not in _LISTENERS[to]:
            _LISTENERS[to].append(listener)
        return listener

    return hear


def publish(event: "DataclassInstance", *, about: "Model", by: Person | None, at: datetime) -> None:
    """
    Tell those who listen what has happened, in the order in which they began to listen.

    :param about: the row it happened to, for those above who keep rows beside it.
    """
    for listener in tuple(_LISTENERS[type(event)]):
        listener(event, about=about, by=by, at=at)
