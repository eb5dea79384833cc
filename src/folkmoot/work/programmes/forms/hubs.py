"""What is asked about a hub, a point around it, and what is run there."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act, one_of
from folkmoot.ground.places.models import Area
from folkmoot.ground.questions import day, line, one
from folkmoot.work.programmes.models import Hub, HubStep

MOTION = gettext_lazy("The reference of the motion, such as 2026-12; empty where there is none.")


class KeepHub(Act):
    """What a hub is, where, and who leads it."""

    name = line(gettext_lazy("What is it called?"), gettext_lazy("Enter what it is called."))
    building = line(
        gettext_lazy("What building is it?"),
        gettext_lazy("Say what building it is."),
        gettext_lazy("Such as: a library, a children's centre, a village hall."),
    )
    postcode = line(gettext_lazy("Its postcode"), most=8)
    lead = one(gettext_lazy("Who leads it?"), Hub.Lead.choices, gettext_lazy("Say who leads it."))
    site_decision = line(gettext_lazy("Which decision chose the place?"), "", MOTION, most=40)
    lead_decision = line(gettext_lazy("Which decision chose the lead?"), "", MOTION, most=40)
    opened_on = day(
        gettext_lazy("Since when is it open?"), "", gettext_lazy("Empty while it is planned.")
    )
    closed_on = day(gettext_lazy("From which day is it closed?"))

    def __init__(
        self,
        *args: Any,
        localities: QuerySet[Area],
        among: QuerySet[Organisation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["locality"] = one_of(
            localities, label=_("In which locality?"),
            error_messages={"required": _("Say in which.")},
        )  # fmt: skip
        self.fields["lead_organisation"] = one_of(
            among, label=_("Which organisation leads it?"), required=False,
            empty_label=_("None on the register"),
        )  # fmt: skip
        self.order_fields(["name", "building", "postcode", "locality", "lead", "lead_organisation"])

    def clean(self) -> dict[str, Any] | None:
        """Close it after it opens."""
        typed = super().clean()
        opened, closed = self.cleaned_data.get("opened_on"), self.cleaned_data.get("closed_on")
        if opened and closed and closed < opened:
            self.add_error("closed_on", _("That is before the day it opened."))
        return typed


class KeepPoint(Act):
    """A smaller point around a hub."""

    name = line(gettext_lazy("What is it called?"), gettext_lazy("Enter what it is called."))
    place = line(gettext_lazy("Where is it?"), gettext_lazy("Say where it is."))
    from_on = day(gettext_lazy("Since when?"), gettext_lazy("Enter the day."))
    until_on = day(
        gettext_lazy("From which day is it there no more?"),
        "",
        gettext_lazy("Empty while it is there. To end one, enter its name again with this day."),
    )


class KeepStep(Act):
    """What is run or shared."""

    kind = one(gettext_lazy("What is it?"), HubStep.Kind.choices, gettext_lazy("Say what it is."))
    what = line(gettext_lazy("In a few words"), gettext_lazy("Say what it is."), most=300)
    began_on = day(gettext_lazy("Since when?"), gettext_lazy("Enter the day."))


class EndStep(Act):
    """From when it goes on no more."""

    ended_on = day(
        gettext_lazy("From which day does it go on no more?"), gettext_lazy("Enter the day.")
    )
