"""What is asked to help representatives and to hold them to account."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from folkmoot.ground.asking import Act
from folkmoot.ground.fields import DateParts
from folkmoot.ground.people.models import Person
from folkmoot.ground.questions import NARROW
from folkmoot.proceedings.seats.models import Holding
from folkmoot.proceedings.voice.forms.telling import box
from folkmoot.proceedings.voice.models import (
    Asked,
    SeatReview,
    SupportPlan,
    Training,
    TrainingInvite,
)


class Support(Act):
    """The help that a representative gets, part by part."""

    def __init__(
        self, *args: Any, officers: Sequence[Person], plan: SupportPlan | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.officers = {str(one.pk): one for one in officers}
        self.fields["officer"] = forms.ChoiceField(
            label=_("Which support officer sees to it?"),
            choices=[(key, one.name) for key, one in self.officers.items()],
            initial=str(plan.officer_id) if plan else None,
        )
        for name, label in (
            ("briefing", _("Whom they ask about papers")),
            ("expenses", _("Which expenses are paid, and how")),
            ("training", _("Which training they get")),
            ("peer", _("Who talks it over with them")),
        ):
            self.fields[name] = forms.CharField(
                label=label,
                max_length=300,
                required=False,
                initial=getattr(plan, name) if plan else "",
            )
        self.fields["review_on"] = DateParts(
            label=_("When is it looked at again?"),
            required=False,
            initial=plan.review_on if plan else None,
        )

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for whom, who and when."""
        typed = dict(self.cleaned_data)
        return {**typed, "officer": self.officers[typed["officer"]]}


class KeepPaperwork(Act):
    """Something that a board asks for in writing."""

    what = forms.CharField(max_length=200)
    due_on = DateParts(required=False)
    done_on = DateParts(required=False)
    link = forms.URLField(required=False, max_length=300, assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].label = _("What does the board ask for?")
        self.fields["what"].help_text = _("Such as: form of interests 2026.")
        self.fields["what"].error_messages["required"] = _("Say what it asks for.")
        self.fields["due_on"].label = _("By when?")
        self.fields["done_on"].label = _("Done on, if it is")
        self.fields["link"].label = _("Where the form or the guidance is")


class NoteEffort(Act):
    """Time and expenses, noted in a minute."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = DateParts(label=_("On which day?"), initial=today)
        self.fields["hours"] = forms.DecimalField(
            label=_("How many hours?"),
            min_value=Decimal(0),
            max_value=Decimal(24),
            decimal_places=2,
            widget=forms.TextInput(attrs={**NARROW, "inputmode": "decimal"}),
            error_messages={"required": _("Enter the hours, such as 2.5.")},
        )
        self.fields["what"] = forms.CharField(
            label=_("For what?"), max_length=300, error_messages={"required": _("Say for what.")}
        )
        self.fields["is_paid"] = forms.BooleanField(
            label=_("Somebody pays me for this time"), required=False
        )
        self.fields["expenses"] = forms.DecimalField(
            label=_("Expenses in pounds, if any"),
            help_text=_("Only you and support officers see them."),
            required=False,
            min_value=Decimal(0),
            max_value=Decimal(10_000),
            decimal_places=2,
            widget=forms.TextInput(attrs={**NARROW, "inputmode": "decimal"}),
        )

    def told(self) -> dict[str, Any]:
        """Return what the action takes: minutes and pence."""
        typed = self.cleaned_data
        return {
            "on": typed["on"],
            "minutes": round(typed["hours"] * 60),
            "expenses_pence": round((typed["expenses"] or 0) * 100),
            "what": typed["what"],
            "is_paid": typed["is_paid"],
        }


class OfferTraining(Act):
    """A training or gathering to which representatives are invited."""

    def __init__(self, *args: Any, holdings: Sequence[Holding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holdings = {str(one.pk): one for one in holdings}
        self.fields["title"] = forms.CharField(
            label=_("What is it?"), max_length=200, error_messages={"required": _("Name it.")}
        )
        self.fields["kind"] = forms.ChoiceField(
            label=_("Of which kind?"), choices=Training.Kind.choices, widget=forms.RadioSelect
        )
        self.fields["on"] = DateParts(label=_("On which day?"))
        self.fields["place"] = forms.CharField(label=_("Where"), max_length=200, required=False)
        self.fields["invited"] = forms.MultipleChoiceField(
            label=_("Who is invited?"),
            choices=[
                (key, f"{one.holder_name}, {one.seat.body.name}")
                for key, one in self.holdings.items()
            ],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Invite at least one.")},
        )

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for which assembly, who and when."""
        typed = self.cleaned_data
        return {
            "title": typed["title"],
            "kind": typed["kind"],
            "on": typed["on"],
            "place": typed["place"],
            "holdings": [self.holdings[key] for key in typed["invited"]],
        }


class MarkTraining(Act):
    """Who came to a training."""

    def __init__(self, *args: Any, invites: Sequence[TrainingInvite], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invites = list(invites)
        words = {
            "": _("not known"),
            "came": _("came"),
            "excused": _("excused"),
            "away": _("stayed away"),
        }
        for invite in self.invites:
            before = ""
            if invite.came is not None:
                before = (
                    "came" if invite.came else ("excused" if invite.excused_because else "away")
                )
            self.fields[f"invite_{invite.pk}"] = forms.ChoiceField(
                label=f"{invite.holding.holder_name}, {invite.holding.seat.body.name}",
                choices=list(words.items()),
                required=False,
                initial=before,
            )

    def told(self) -> dict[int, str]:
        """Return what became of each invitation, by its key."""
        return {one.pk: self.cleaned_data[f"invite_{one.pk}"] for one in self.invites}


class RateTraining(Act):
    """What a training was worth."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rating"] = forms.TypedChoiceField(
            label=_("What was it worth to you?"),
            choices=[(5, _("5, a great deal")), (4, "4"), (3, "3"), (2, "2"), (1, _("1, nothing"))],
            coerce=int,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose a number.")},
        )
        self.fields["words"] = forms.CharField(
            label=_("Anything to say about it"),
            help_text=_("Only support officers read this."),
            required=False,
            max_length=2000,
            widget=forms.Textarea,
        )


class AnswerPulse(Act):
    """Did your representative come back to you?"""

    def __init__(self, *args: Any, before: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["says"] = forms.ChoiceField(
            label=_("In the last year, did your representative come back to you?"),
            choices=Asked.Says.choices,
            widget=forms.RadioSelect,
            initial=before,
            error_messages={"required": _("Choose one.")},
        )
        self.fields["words"] = forms.CharField(
            label=_("Anything to add"),
            help_text=_(
                "Support officers read this; your organisation is not named to anybody else."
            ),
            required=False,
            max_length=2000,
            widget=forms.Textarea,
        )


class SendEvidence(Act):
    """Until when a representative may reply to what was found."""

    def __init__(self, *args: Any, reply_by: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reply_by"] = DateParts(
            label=_("Until which day may they reply?"), initial=reply_by
        )


class CloseReview(Act):
    """How a look at a seat ends."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"] = forms.ChoiceField(
            label=_("How does it end?"),
            choices=SeatReview.Outcome.choices,
            widget=forms.RadioSelect,
            help_text=_("It changes nothing by itself: a mandate is ended by those who gave it."),
            error_messages={"required": _("Say how it ends.")},
        )
        self.fields["reasons"] = box(_("Why?"), _("Write the reasons."))
        self.fields["motion"] = forms.CharField(
            label=_("The number of the decision, if there is one"), max_length=40, required=False
        )
