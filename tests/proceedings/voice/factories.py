"""A board that meets, and a representative who goes there."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from tests.factories import OrganisationFactory, PersonFactory
from tests.proceedings.seats.factories import HoldingFactory, OutsideBodyFactory

SITS_ON = date(2026, 4, 14)
A_MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)


class SittingFactory(DjangoModelFactory):
    class Meta:
        model = "voice.Sitting"

    body = factory.SubFactory(OutsideBodyFactory)
    on = SITS_ON
    entered_by = factory.SubFactory(PersonFactory)
    entered_at = A_MOMENT


class CallFactory(DjangoModelFactory):
    """Members are asked for their views from 2 to 30 March 2026."""

    class Meta:
        model = "voice.Call"

    holding = factory.SubFactory(HoldingFactory)
    seat = factory.SelfAttribute("holding.seat")
    assembly = factory.SelfAttribute("holding.seat.assembly")
    reference = factory.Sequence("views-2026-{}".format)
    title = "Three questions before the board"
    opened_at = A_MOMENT
    closes_at = datetime(2026, 3, 30, 17, tzinfo=UTC)
    opened_by = factory.SelfAttribute("holding.person")
    form_key = factory.Sequence("call-key-{}".format)


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = "voice.Question"

    call = factory.SubFactory(CallFactory)
    number = factory.Sequence(lambda number: number + 1)
    words = factory.Sequence("What of matter {}?".format)


class ViewFactory(DjangoModelFactory):
    class Meta:
        model = "voice.View"

    call = factory.SubFactory(CallFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    size_band = factory.SelfAttribute("organisation.size_band")
    channel = "web"
    given_at = A_MOMENT
    receipt = factory.Sequence("R{:07}".format)


class InputFactory(DjangoModelFactory):
    class Meta:
        model = "voice.Input"

    sitting = factory.SubFactory(SittingFactory)
    holding = factory.SubFactory(
        HoldingFactory, seat__body=factory.SelfAttribute("...sitting.body")
    )
    assembly = factory.SelfAttribute("sitting.body.assembly")
    reference = factory.Sequence("said-2026-{}".format)
    about = "The winter plan"
    words = "Transport after 6pm decides who can come at all."
    logged_at = A_MOMENT
    logged_by = factory.SelfAttribute("holding.person")
