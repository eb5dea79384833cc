"""What is asked of how groups want to take part, of services designed together, of ways to engage."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.organisations.models import Theme
from folkmoot.ground.asking import Act, SomeNamed
from folkmoot.ground.questions import day, from_list, line, number, one, text
from folkmoot.work.consultations.models import CoDesigner, Consultation, Involvement


class ChooseInvolvement(Act):
    """How an organisation wants to take part."""

    level = one(
        gettext_lazy("How much do you want to be asked?"),
        Involvement.Level.choices,
        gettext_lazy("Say how much."),
        gettext_lazy("What you say counts the same, however little you choose."),
    )
    channel = one(
        gettext_lazy("How do you want to be asked?"),
        Involvement.Channel.choices,
        gettext_lazy("Say how."),
    )
    hours_a_month = number(gettext_lazy("How many hours a month can you spare?"), most=200)
    best_times = line(gettext_lazy("When is it best to reach you?"))
    paused_until = day(
        gettext_lazy("Do you want a break? Until when?"),
        "",
        gettext_lazy("Leave it empty to go on. Until that day you are asked nothing."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"] = SomeNamed(
            queryset=Theme.objects.order_by("name", "pk"),
            label=_("Which topics are yours?"),
            required=False,
        )
        self.order_fields(["level", "topics"])


class KeepCoDesign(Act):
    """A change of a service."""

    service = line(gettext_lazy("Which service changes?"), gettext_lazy("Say which service."))
    body = line(gettext_lazy("Which body runs it?"), gettext_lazy("Say which body."))
    change = text(gettext_lazy("What changes?"), gettext_lazy("Say what changes."))
    begun_on = day(gettext_lazy("When did it begin?"), gettext_lazy("Enter the day."))
    decided_on = day(
        gettext_lazy("When was it decided?"), "", gettext_lazy("Leave it empty if it was not.")
    )

    def __init__(self, *args: Any, asked: Sequence[Consultation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = {str(found.pk): found for found in asked}
        self.fields["consultation"] = from_list(
            _("Which consultation belongs to it?"),
            [("", _("None")), *((key, found.title) for key, found in self.asked.items())],
            required=False,
        )


class NameCoDesigner(Act):
    """Who helped at one stage."""

    who = line(
        gettext_lazy("Who helped?"),
        gettext_lazy("Say who helped."),
        gettext_lazy("A group, or people by what they are, such as: four carers from Poolbay."),
    )
    skills = line(
        gettext_lazy("What do they know or can do?"), gettext_lazy("Say what they bring."), most=300
    )
    stage = one(
        gettext_lazy("At which stage?"),
        CoDesigner.Stage.choices,
        gettext_lazy("Say at which stage."),
    )
    altered = text(gettext_lazy("What was altered for it?"))


class KeepApproach(Act):
    """A way to involve a community."""

    name = line(
        gettext_lazy("What is it called?"), gettext_lazy("Enter what it is called."), most=120
    )
    when = text(gettext_lazy("When is it used?"), gettext_lazy("Say when it is used."))
    example = text(gettext_lazy("An example"), gettext_lazy("Give an example."))
    kept_with = line(
        gettext_lazy("Who keeps it up together with you?"),
        gettext_lazy("Say who keeps it up."),
        gettext_lazy("Such as: the engagement leads of the care system."),
    )
    link = forms.URLField(
        label=gettext_lazy("Where can more be read?"), required=False, assume_scheme="https"
    )


class Promote(Act):
    """Where the library was made known."""

    where = line(gettext_lazy("Where was it made known?"), gettext_lazy("Say where."), most=300)
    reached = number(gettext_lazy("How many did it reach?"), most=1_000_000)
    on = day(gettext_lazy("On which day?"), gettext_lazy("Enter the day."))
