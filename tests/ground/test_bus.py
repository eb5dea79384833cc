from dataclasses import dataclass

import pytest

from folkmoot.ground import bus
from tests.factories import A_MOMENT


@dataclass(frozen=True)
class Rang:
    """A bell rang."""


@dataclass(frozen=True)
class Stopped:
    """A clock stopped."""


@pytest.fixture(autouse=True)
def silence():
    yield
    for event in (Rang, Stopped):
        bus._LISTENERS.pop(event, None)


def test_those_who_listen_hear_in_the_order_in_which_they_began():
    heard = []

    @bus.listen(Rang)
    def first(event, *, about, by, at):
        heard.append(("first", event, about, by, at))

    @bus.listen(Rang)
    def second(event, *, about, by, at):
        heard.append(("second", event, about, by, at))

    bus.publish(Rang(), about="the bell", by=None, at=A_MOMENT)

    assert heard == [
        ("first", Rang(), "the bell", None, A_MOMENT),
        ("second", Rang(), "the bell", None, A_MOMENT),
    ]


def test_listening_twice_is_hearing_once_and_only_what_was_asked_for():
    heard = []

    def listener(event, *, about, by, at):
        heard.append(event)

    bus.listen(Rang)(listener)
    bus.listen(Rang)(listener)
    bus.publish(Rang(), about=None, by=None, at=A_MOMENT)
    bus.publish(Stopped(), about=None, by=None, at=A_MOMENT)

    assert heard == [Rang()]


def test_listener_that_fails_undoes_the_deed():
    @bus.listen(Rang)
    def listener(event, *, about, by, at):
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        bus.publish(Rang(), about=None, by=None, at=A_MOMENT)
