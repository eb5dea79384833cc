"""What is asked of those who offer time, and of those who look after them."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.ground.asking import Act, SomeNamed, one_of
from folkmoot.ground.places.models import Area
from folkmoot.ground.questions import day, line, one, text, tick, whole
from folkmoot.work.volunteering.forms.roles import some
from folkmoot.work.volunteering.models import Match, Opportunity, Volunteer
from folkmoot.work.volunteering.queries.roles import themes
from folkmoot.work.volunteering.queries.words import ACCESS, DAYS


class OfferTime(Act):
    """Who offers time, and what for; with no account."""

    name = line(gettext_lazy("Your name"), gettext_lazy("Enter your name."))
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail"), required=False,
        help_text=gettext_lazy("Your private link comes here. Only support officers read it."),
    )  # fmt: skip
    phone = line(gettext_lazy("Or your telephone"), most=60)

    def __init__(
        self, *args: Any, areas: QuerySet[Area], role: Opportunity | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = one(
            _("Who would help?"), Volunteer.Kind.choices, _("Say who would help."),
            initial=Volunteer.Kind.INDIVIDUAL,
        )  # fmt: skip
        self.fields["group_name"] = line(_("Name of the group or employer, if there is one"))
        self.fields["people"] = whole(_("How many of you?"), least=1, initial=1)
        if role is None:
            self.fields["area"] = one_of(
                areas, label=_("Where are you?"), required=False, empty_label=_("Anywhere")
            )
            self.fields["themes"] = SomeNamed(
                queryset=themes(), label=_("What do you care for?"), required=False
            )
            self.fields["wants_short"] = tick(_("I would like a short task"))
            self.fields["wants_at_home"] = tick(_("I would like to help from home"))
        self.fields["skills"] = line(
            _("What can you do?"), "", _("Parted by commas, such as: driving, cooking."), most=400
        )
        self.fields["days"] = some(_("When do you have time?"), DAYS)
        self.fields["access"] = some(_("What access do you need?"), ACCESS)
        self.fields["words"] = text(_("Anything else?"))
        self.fields["is_under_18"] = tick(_("I am under 18"))
        self.fields["wants_support"] = tick(_("I would like somebody to support me"))
        self.fields["guardian_name"] = line(
            _("Name of a parent, guardian or supporter"), "",
            _("Needed if you are under 18. Nobody gets your contact details before they agree."),
        )  # fmt: skip
        self.fields["guardian_contact"] = line(_("How do we reach them?"), most=300)
        if role is not None:
            self.fields["agrees"] = tick(
                _("%(name)s may know who I am and how to reach me")
                % {"name": role.organisation.name},
                _(
                    "You can agree later, on your private page. Until then only support officers know."
                ),
            )
        self.fields["agrees_to_keep"] = tick(
            _("Keep what I wrote, so that I can be matched"), required=True,
            error_messages={"required": _("We can match you only if we may keep it.")},
        )  # fmt: skip

    def clean(self) -> dict[str, Any] | None:
        """Need a way to reach them; and a guardian for somebody under 18."""
        typed = super().clean()
        if not self.cleaned_data.get("email") and not self.cleaned_data.get("phone"):
            self.add_error("email", _("Enter an e-mail address or a telephone number."))
        if self.cleaned_data.get("is_under_18"):
            for name in ("guardian_name", "guardian_contact"):
                if not self.cleaned_data.get(name):
                    self.add_error(name, _("Needed, because you are under 18."))
        is_one = self.cleaned_data.get("kind") == Volunteer.Kind.INDIVIDUAL
        if not is_one and not self.cleaned_data.get("group_name"):
            self.add_error("group_name", _("Say what your group is called."))
        if not self.cleaned_data.get("people"):
            self.cleaned_data["people"] = 1
        return typed

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for when."""
        typed = dict(self.cleaned_data)
        typed.pop("agrees_to_keep", None)
        typed["themes"] = list(typed.get("themes", []))
        return typed


class Step(Act):
    """How a match goes on."""

    words = text(
        gettext_lazy("What is to be said?"), "", gettext_lazy("The volunteer reads it as well.")
    )
    follow_up_on = day(gettext_lazy("When is it followed up?"))


class Heard(Act):
    """What was heard of a match."""

    words = text(
        gettext_lazy("What did you hear?"), gettext_lazy("Say what you heard."),
        gettext_lazy("Those who look after this match read it."),
    )  # fmt: skip
    follow_up_on = day(gettext_lazy("When is it followed up again?"))


class CloseMatch(Act):
    """Why a match is closed."""

    why = one(gettext_lazy("Why is it closed?"), Match.Why.choices, gettext_lazy("Say why."))
    words = text(
        gettext_lazy("What is to be said?"), "", gettext_lazy("The volunteer reads it as well.")
    )


class GuardianAgrees(Act):
    """When a guardian agreed."""

    on = day(gettext_lazy("On which day did they tell you?"), gettext_lazy("Enter the day."))


class KeepHours(Act):
    """Time that was given."""

    on = day(gettext_lazy("On which day?"), gettext_lazy("Enter the day."))
    hours = forms.DecimalField(
        label=gettext_lazy("How many hours?"), min_value=0, max_value=24, decimal_places=2,
        help_text=gettext_lazy("Such as 2 or 1.5. For each of you, if you are several."),
        error_messages={"required": gettext_lazy("Enter the hours.")},
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-4"}),
    )  # fmt: skip
    words = line(gettext_lazy("What was done?"), most=300)

    def __init__(self, *args: Any, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if most > 1:
            self.fields["people"] = whole(
                _("How many of you came?"), _("Enter a number."), least=1, most=most, initial=most
            )

    def clean_hours(self) -> Any:
        """Refuse no time at all."""
        hours = self.cleaned_data["hours"]
        if hours * 60 < 1:
            raise forms.ValidationError(_("Enter more than none."))
        return hours

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for who and when."""
        typed = dict(self.cleaned_data)
        typed["minutes"] = round(typed.pop("hours") * 60)
        return {"people": 1, **typed}


class Thank(Act):
    """Thanks."""

    words = text(gettext_lazy("What do you thank them for?"), gettext_lazy("Say what for."))
