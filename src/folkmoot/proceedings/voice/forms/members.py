"""What is asked of papers put to a board, of help, and of going there oneself."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act, SomeNamed
from folkmoot.ground.fields import DateParts
from folkmoot.proceedings.voice.forms.telling import box
from folkmoot.proceedings.voice.models import (
    Hand,
    Paper,
    Sitting,
)


class SubmitPaper(Act):
    """A paper that the sector puts to a board."""

    def __init__(
        self,
        *args: Any,
        organisations: QuerySet[Organisation],
        sittings: Sequence[Sitting],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sittings = {str(one.pk): one for one in sittings}
        self.fields["title"] = forms.CharField(
            label=_("What is the paper called?"),
            max_length=300,
            error_messages={"required": _("Enter its title.")},
        )
        self.fields["summary"] = box(_("What does it ask for?"), _("Say what it asks for."))
        self.fields["authors"] = SomeNamed(
            queryset=organisations, label=_("Whose paper is it?"), required=False
        )
        self.fields["sitting"] = forms.ChoiceField(
            label=_("For which meeting?"),
            choices=[
                ("", _("None in particular")),
                *((k, f"{s.on.day} {s.on:%B %Y}") for k, s in self.sittings.items()),
            ],
            required=False,
        )

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for which board, who and when."""
        typed = self.cleaned_data
        return {
            "title": typed["title"],
            "summary": typed["summary"],
            "authors": list(typed["authors"]),
            "sitting": self.sittings.get(typed["sitting"]),
        }


class SettlePaper(Act):
    """What became of a paper."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"] = forms.ChoiceField(
            label=_("What became of it?"),
            choices=Paper.Outcome.choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Say what became of it.")},
        )
        self.fields["reasons"] = box(_("Why?"), _("Write the reasons."))
        self.fields["decided_on"] = DateParts(label=_("On which day?"), initial=today)


class TellApproach(Act):
    """A member went to a board itself."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["matter"] = forms.CharField(
            label=_("On what matter?"),
            max_length=300,
            error_messages={"required": _("Name the matter.")},
        )
        self.fields["because"] = box(_("Why did you go there yourselves?"), "", required=False)
        self.fields["on"] = DateParts(label=_("On which day?"), initial=today)


class OfferHand(Act):
    """Practical help for a representative."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label=_("What do you offer?"), choices=Hand.Kind.choices, widget=forms.RadioSelect
        )
        self.fields["words"] = forms.CharField(
            label=_("In a sentence"),
            max_length=400,
            error_messages={"required": _("Say what you offer.")},
        )
