"""What is asked about a group of several sectors and about a network that is switched on."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.ground.asking import Act
from folkmoot.ground.questions import day, line, one, text, tick
from folkmoot.work.programmes.models import Activation, GroupSeat

KNOWN_AS = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
AS_FAR = gettext_lazy("As far as it is known: 2004, or 2006-11, or 2006-11-03.")


def _link(label: Any) -> forms.URLField:
    return forms.URLField(label=label, required=False, assume_scheme="https")


class KeepProfile(Act):
    """What is told of a group."""

    purpose = text(gettext_lazy("What is it for?"), gettext_lazy("Say what it is for."))
    families = text(gettext_lazy("How do families and residents have a part in it?"))
    plan_title = line(gettext_lazy("What is its local plan called?"))
    plan_link = _link(gettext_lazy("Where can the plan be read?"))
    reports_to = line(gettext_lazy("To which countywide alliance is it linked?"))
    formed = line(gettext_lazy("When was it formed?"), "", AS_FAR, most=10)
    terms = line(gettext_lazy("When were its terms of reference agreed?"), "", AS_FAR, most=10)
    terms_link = _link(gettext_lazy("Where can the terms be read?"))

    def clean_formed(self) -> str:
        """:raises ValidationError: unless it is a year, a month or a day."""
        return self._known_as("formed")

    def clean_terms(self) -> str:
        """:raises ValidationError: unless it is a year, a month or a day."""
        return self._known_as("terms")

    def _known_as(self, name: str) -> str:
        said = str(self.cleaned_data[name]).strip()
        if said and not KNOWN_AS.fullmatch(said):
            raise ValidationError(_("Enter a year, a month or a day, such as 2004 or 2006-11."))
        return said


class KeepSeat(Act):
    """Who is in a group by their role."""

    role = line(
        gettext_lazy("Which role?"),
        gettext_lazy("Enter the role."),
        gettext_lazy("A role and no name: head of housing, ward councillor, parent."),
    )
    side = one(
        gettext_lazy("Of which side?"), GroupSeat.Side.choices, gettext_lazy("Say of which side.")
    )
    has_vote = tick(gettext_lazy("It has a vote"))
    from_on = day(gettext_lazy("Since when?"), gettext_lazy("Enter the day."))
    until_on = day(
        gettext_lazy("From which day no more?"), "", gettext_lazy("Empty while it is there.")
    )


class SwitchOn(Act):
    """For what a network is switched on."""

    title = line(
        gettext_lazy("For what?"),
        gettext_lazy("Say for what."),
        gettext_lazy("Such as: the floods of January."),
    )
    how = text(
        gettext_lazy("How does it work: who does what?"),
        "",
        gettext_lazy("Empty to take over how it worked the time you choose above."),
    )
    from_on = day(gettext_lazy("From which day?"), gettext_lazy("Enter the day."))

    def __init__(self, *args: Any, before: QuerySet[Activation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = forms.ModelChoiceField(
            before, label=_("As it worked for"), required=False, empty_label=_("Something new")
        )
        field.label_from_instance = lambda obj: obj.title  # type: ignore[method-assign]  # Django's own way
        self.fields["after"] = field
        self.order_fields(["title", "after", "how", "from_on"])

    def clean(self) -> dict[str, Any] | None:
        """Ask how it works, or as what time before."""
        typed = super().clean()
        told = self.cleaned_data
        if not told.get("how", "").strip() and told.get("after") is None:
            self.add_error("how", _("Say how it works, or choose the time it is to work like."))
        return typed


class SwitchOff(Act):
    """Since when it is off, and what is to be known the next time."""

    until_on = day(gettext_lazy("From which day is it off?"), gettext_lazy("Enter the day."))
    lessons = text(
        gettext_lazy("What is to be known the next time?"), gettext_lazy("Say what was learned.")
    )
