"""Seats on the boards of others: each test says only what matters to it."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from folkmoot.proceedings.seats.models import Answering, Seat
from tests.factories import (
    AssemblyFactory,
    ForumFactory,
    OrganisationFactory,
    PersonFactory,
)

A_DAY = date(2026, 3, 2)
A_MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)


class OutsideBodyFactory(DjangoModelFactory):
    class Meta:
        model = "seats.OutsideBody"

    assembly = factory.SubFactory(AssemblyFactory)
    slug = factory.Sequence("board-{}".format)
    name = factory.Sequence("Board {}".format)
    kind = "board"
    partner_type = "nhs"
    level = "county"


class SeatFactory(DjangoModelFactory):
    """A seat with one place, meant to be filled by election; it answers to no forum yet."""

    class Meta:
        model = "seats.Seat"

    body = factory.SubFactory(OutsideBodyFactory)
    assembly = factory.SelfAttribute("body.assembly")
    reference = factory.Sequence("seat-{}".format)
    places = 1
    hours_a_year = 60
    board_hours_a_year = 24
    term_years = 3
    role = "Speak for all groups of the forum, ask them before and tell them after."


class AnsweringFactory(DjangoModelFactory):
    class Meta:
        model = "seats.Answering"

    seat = factory.SubFactory(SeatFactory)
    forum = factory.SubFactory(ForumFactory, assembly=factory.SelfAttribute("..seat.assembly"))


class HoldingFactory(DjangoModelFactory):
    """Somebody elected to a seat, and in their term."""

    class Meta:
        model = "seats.Holding"

    seat = factory.SubFactory(SeatFactory)
    person = factory.SubFactory(PersonFactory)
    holder_name = factory.LazyAttribute(lambda one: one.person.name if one.person else "A holder")
    organisation = factory.SubFactory(OrganisationFactory)
    arrived = "elected"
    contest = "an-election-2025"
    term = "dated"
    from_on = date(2025, 4, 1)
    ends_on = date(2028, 4, 1)


class BodyOfficerFactory(DjangoModelFactory):
    class Meta:
        model = "seats.BodyOfficer"

    body = factory.SubFactory(OutsideBodyFactory)
    person = factory.SubFactory(PersonFactory)
    from_on = date(2025, 4, 1)


def a_seat_of(forum, **given) -> Seat:
    """A seat that answers to a forum, on a board of the forum's assembly."""
    body = OutsideBodyFactory(assembly=forum.assembly)
    seat = SeatFactory(body=body, assembly=forum.assembly, **given)
    Answering.objects.create(seat=seat, forum=forum)
    return seat
