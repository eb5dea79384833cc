"""What is asked when somebody leaves a seat, gives way in it, or is taken out of it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.ground.asking import Act
from folkmoot.ground.fields import DateParts
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.seats.models import Holding, StandingAside

NEWEST = 50


class Leave(Act):
    """From when, and in which way, somebody is in the seat no longer."""

    ENDINGS = (
        (Holding.Ending.RESIGNED.value, gettext_lazy("They stand down")),
        (Holding.Ending.EXPIRED.value, gettext_lazy("Their term is over")),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ending"] = forms.ChoiceField(
            label=_("In which way?"),
            choices=self.ENDINGS,
            widget=forms.RadioSelect,
            error_messages={"required": _("Say in which way.")},
        )
        self.fields["ended_on"] = DateParts(
            label=_("Which is the first day they are no longer in it?"), initial=today
        )
        self.fields["because"] = forms.CharField(
            label=_("Why, as members may read it"),
            help_text=_("It may be left empty."),
            required=False,
            widget=forms.Textarea,
            max_length=2000,
        )


class Remove(Act):
    """Which decision ends a mandate, and why."""

    def __init__(
        self, *args: Any, decisions: list[Motion], organisation: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["motion"] = forms.ChoiceField(
            label=_("Which decision of the group ends the mandate?"),
            help_text=_("Only what the group agreed to or carried is listed, the latest first."),
            choices=[
                ("", _("Choose a decision")),
                *((one.reference, f"{one.reference}: {one.question}") for one in decisions),
            ],
            error_messages={"required": _("Choose the decision of the group.")},
        )
        self.fields["reason"] = forms.CharField(
            label=_("What did they do outside the guidance?"),
            help_text=_("Members of the assembly can read it; the public and the record cannot."),
            widget=forms.Textarea,
            max_length=4000,
            error_messages={"required": _("Write the reason.")},
        )
        self.fields["was_heard"] = forms.BooleanField(
            label=_("They were heard, or were asked to be and did not come"), required=False
        )
        if organisation:
            label = _("End every mandate that the group gave to people of %(organisation)s")
            self.fields["with_their_organisation"] = forms.BooleanField(
                label=label % {"organisation": organisation}, required=False
            )


class Aside(Act):
    """Before what, from when and until when somebody gives way, and who goes in their place."""

    CONFLICT, ABSENCE = "conflict", "absence"

    def __init__(self, *args: Any, deputies: list[Holding], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.deputies = {str(one.pk): one for one in deputies}
        self.fields["ground"] = forms.ChoiceField(
            label=_("Why do they give way?"),
            choices=[
                (self.CONFLICT, _("A conflict of interest")),
                (self.ABSENCE, _("They cannot come, planned or suddenly")),
            ],
            widget=forms.RadioSelect,
            error_messages={"required": _("Say why they give way.")},
        )
        self.fields["extent"] = forms.ChoiceField(
            label=_("For how long?"),
            choices=StandingAside.Extent.choices,
            widget=forms.RadioSelect,
            help_text=_("For good means that the seat is left and falls vacant."),
            error_messages={"required": _("Say for how long.")},
        )
        self.fields["matter"] = forms.CharField(
            label=_("From which item or matter?"),
            help_text=_("Members read this, such as: the contract for patient transport."),
            max_length=300,
            error_messages={"required": _("Name the item or matter.")},
        )
        self.fields["because"] = forms.CharField(
            label=_("What is the interest, or what keeps them away?"),
            help_text=_("Support officers can read it. It is not in the record."),
            widget=forms.Textarea,
            max_length=2000,
            error_messages={"required": _("Write the reason.")},
        )
        self.fields["from_on"] = DateParts(label=_("From which day?"), initial=today)
        self.fields["until_on"] = DateParts(
            label=_("Which is the first day they are back?"),
            help_text=_("Leave it empty where that is not known."),
            required=False,
        )
        self.fields["deputy"] = forms.ChoiceField(
            label=_("Which deputy goes in their place?"),
            choices=[
                *((key, one.holder_name) for key, one in self.deputies.items()),
                ("", _("Nobody, so the place is empty for that time")),
            ],
            required=False,
            widget=forms.RadioSelect,
            initial=next(iter(self.deputies), ""),
        )

    def clean(self) -> dict[str, Any] | None:
        """Hold the end of the time against its beginning."""
        typed = super().clean()
        from_on, until_on = self.cleaned_data.get("from_on"), self.cleaned_data.get("until_on")
        if from_on and until_on and until_on <= from_on:
            self.add_error("until_on", _("The day they are back comes after the first day."))
        return typed

    def told(self) -> dict[str, Any]:
        """Return what the action takes."""
        typed = self.cleaned_data
        return {
            "extent": typed["extent"],
            "matter": typed["matter"],
            "because": typed["because"],
            "from_on": typed["from_on"],
            "until_on": typed["until_on"],
            "deputy": self.deputies.get(typed["deputy"]),
            "is_absence": typed["ground"] == self.ABSENCE,
        }
