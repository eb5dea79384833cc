"""What is asked of a role: its four tests, and all that a volunteer wants to know."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act, SomeNamed, one_of
from folkmoot.ground.places.models import Area
from folkmoot.ground.questions import day, from_list, line, one, text, tick, whole
from folkmoot.work.volunteering.models import Opportunity
from folkmoot.work.volunteering.queries.roles import themes
from folkmoot.work.volunteering.queries.words import ACCESS, DAYS

ANSWERS = (("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No")))
TESTS = {
    "is_unpaid": gettext_lazy("Is it unpaid, apart from expenses?"),
    "is_free": gettext_lazy("Is it freely chosen, with nobody made to do it?"),
    "is_for_community": gettext_lazy("Is it for the good of the community or the environment?"),
    "is_not_for_relative": gettext_lazy("Is it for others than the volunteer’s own relatives?"),
    "is_no_job": gettext_lazy("Does it add to what paid staff do, and take no paid post’s place?"),
}
UNKNOWN = (("", gettext_lazy("Not known")), *ANSWERS)


def some(label: Any, choices: Any, hint: Any = "") -> forms.MultipleChoiceField:
    """Return boxes of which any number may be ticked."""
    return forms.MultipleChoiceField(
        label=label, help_text=hint, choices=list(choices), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip


class KeepRole(Act):
    """A role for volunteers."""

    title = line(gettext_lazy("What is the role called?"), gettext_lazy("Give the role a name."))
    about = text(
        gettext_lazy("What does a volunteer do?"), gettext_lazy("Say what a volunteer does.")
    )

    def __init__(
        self,
        *args: Any,
        areas: QuerySet[Area],
        organisations: QuerySet[Organisation] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if organisations is not None:
            self.fields["organisation"] = one_of(organisations, label=_("For which organisation?"))
        for name, label in TESTS.items():
            self.fields[name] = one(label, ANSWERS, _("Answer yes or no."))
        self.fields["for_whom"] = line(_("Who has the good of it?"), most=400)
        self.fields["kind"] = one(
            _("For whom is it open?"), Opportunity.Kind.choices, _("Say for whom it is open."),
            initial=Opportunity.Kind.ROLE,
        )  # fmt: skip
        self.fields["is_short"] = tick(_("It is a short task: an hour or two, once"))
        self.fields["is_at_home"] = tick(_("It can be done at home"))
        self.fields["area"] = one_of(
            areas, label=_("In which place?"), required=False, empty_label=_("Anywhere")
        )
        self.fields["where"] = line(_("Where do they meet?"), most=300)
        self.fields["themes"] = SomeNamed(
            queryset=themes(), label=_("What is it about?"), required=False
        )
        self.fields["skills"] = line(
            _("Which skills help?"), "", _("Parted by commas, such as: driving, cooking."), most=400
        )
        self.fields["days"] = some(_("When is it?"), DAYS)
        self.fields["hours_a_week"] = whole(_("How many hours a week?"), most=40)
        self.fields["places"] = whole(_("How many volunteers are wanted?"), least=1)
        self.fields["takes_groups"] = tick(_("Groups are welcome, and staff of an employer"))
        self.fields["access"] = some(
            _("What access is there?"), ACCESS, _("Tick what is there. None ticked means not said.")
        )
        self.fields["access_words"] = line(_("Anything else about access?"), most=400)
        self.fields["expenses"] = from_list(
            _("Which expenses are paid?"), Opportunity.Expenses.choices, required=False
        )
        self.fields["check_asked"] = from_list(
            _("Which check is asked?"), Opportunity.Check.choices, required=False
        )
        self.fields["training"] = line(_("What training is there?"), most=400)
        self.fields["supervisor"] = line(
            _("Who looks after volunteers?"), "", _("What they are, such as: the kitchen lead.")
        )
        self.fields["is_insured"] = from_list(_("Are they insured?"), UNKNOWN, required=False)
        self.fields["is_risk_assessed"] = from_list(
            _("Were the risks looked at?"), UNKNOWN, required=False
        )
        self.fields["young"] = from_list(
            _("Are people under 18 welcome?"), Opportunity.Young.choices, required=False
        )
        self.fields["closes_on"] = day(_("Until when can people ask?"))
        self.fields["review_on"] = day(
            _("When is it looked at again?"), "", _("Half a year from now, if you leave it empty.")
        )
        self.order_fields(["organisation"])

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for who and when."""
        typed = dict(self.cleaned_data)
        for name in (*TESTS, "is_insured", "is_risk_assessed"):
            typed[name] = {"yes": True, "no": False}.get(typed[name])
        typed["themes"] = list(typed["themes"])
        return typed


class CloseRole(Act):
    """Why a role is closed."""

    because = line(gettext_lazy("Why is it closed?"), gettext_lazy("Say why it is closed."))
