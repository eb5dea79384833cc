"""What is asked to award money, to report on it, to end it, and to read a list."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act, one_of
from folkmoot.ground.places.models import Area
from folkmoot.ground.questions import day, from_list, line, text
from folkmoot.work.funding.forms.money import in_pence, pounds
from folkmoot.work.funding.models import Award

WHO_GETS = [
    ("", gettext_lazy("Not known")),
    ("no", gettext_lazy("No, a local one")),
    ("yes", gettext_lazy("Yes")),
]


class MakeAward(Act):
    """Money that is given."""

    title = line(
        gettext_lazy("What is it for, in a few words?"), gettext_lazy("Say what it is for.")
    )
    purpose = text(gettext_lazy("What is it for?"))
    funder_name = line(gettext_lazy("Which body funds?"), gettext_lazy("Enter which body."))
    directorate = line(gettext_lazy("Which part of it?"), "", "", most=120)
    lead_officer = line(
        gettext_lazy("Who leads on it there?"), "", gettext_lazy("What they are, not their name.")
    )
    kind = from_list(gettext_lazy("What kind of tie is it?"), Award.Kind.choices)
    outcome = line(gettext_lazy("Towards which outcome?"))
    sum = pounds(gettext_lazy("How many pounds?"), gettext_lazy("Enter the sum."))
    starts_on = day(gettext_lazy("From which day?"), gettext_lazy("Enter the day."))
    ends_on = day(gettext_lazy("Through which day?"), gettext_lazy("Enter the day."))
    is_national = from_list(
        gettext_lazy("Does a national provider get it?"), WHO_GETS,
        gettext_lazy("Totals are shown with and without national providers."), required=False,
    )  # fmt: skip
    one_year_because = text(
        gettext_lazy("If it is for less than several years, why?"), "",
        gettext_lazy("Everybody can read the reason."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        organisations: QuerySet[Organisation],
        areas: QuerySet[Area],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = one_of(organisations, label=_("To which organisation?"))
        self.fields["area"] = one_of(
            areas, label=_("In which place?"), required=False, empty_label=_("Everywhere")
        )
        self.order_fields(["organisation"])

    def clean(self) -> dict[str, Any] | None:
        """End no earlier than it begins."""
        typed = super().clean()
        starts, ends = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("That is before the day it begins."))
        return typed

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for who and when."""
        typed = dict(self.cleaned_data)
        typed["pence"] = in_pence(typed.pop("sum"))
        typed["is_national"] = {"yes": True, "no": False}.get(typed["is_national"])
        return typed


class GiveNotice(Act):
    """That a funding ends."""

    ends_on = day(gettext_lazy("On which day does it end?"), gettext_lazy("Enter the day."))
    because = text(gettext_lazy("Why does it end?"), gettext_lazy("Write the reason."))
    exception = text(
        gettext_lazy("If it ends before the notice is over, on what does that rest?"), "",
        gettext_lazy("It is published, and reported in the year's account."),
    )  # fmt: skip


class ReplyToNotice(Act):
    """What the end of a funding does."""

    effect = text(
        gettext_lazy("What does it do to you, and to those whom you help?"),
        gettext_lazy("Say what it does."),
    )
    reply = text(gettext_lazy("What do you reply?"))


class ReadList(Act):
    """A list of awards in the 360Giving standard."""

    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy("360Giving JSON, or CSV with its columns."),
        error_messages={"required": gettext_lazy("Choose a file.")},
    )
    source = line(
        gettext_lazy("Where is it from?"), gettext_lazy("Say where it is from."), most=300
    )
    leave_out = forms.BooleanField(
        label=gettext_lazy("Leave out the rows at fault, and keep the rest"),
        help_text=gettext_lazy("Otherwise nothing is kept until all rows are right."),
        required=False,
    )
