"""What is asked to keep the register of outside bodies."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from folkmoot.ground.asking import Act, SomeNamed, one_of
from folkmoot.ground.places.models import Area
from folkmoot.ground.questions import NARROW, number
from folkmoot.proceedings.seats.models import (
    BodyOfficer,
    Level,
    OutsideBody,
    PartnerType,
)


class Body(Act):
    """What the register says of an outside body."""

    FIELDS = (
        "name", "kind", "partner_type", "level", "host", "parent", "about", "website",
        "meetings_a_year", "seat_cap",
    )  # fmt: skip

    def __init__(
        self, *args: Any, areas: QuerySet[Area], parents: QuerySet[OutsideBody], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=_("What is the board called?"),
            max_length=200,
            error_messages={"required": _("Enter its name.")},
        )
        self.fields["kind"] = forms.ChoiceField(
            label=_("What kind of body is it?"),
            choices=OutsideBody.Kind.choices,
            help_text=_("The printed register has portfolios, place boards and programmes apart."),
        )
        self.fields["partner_type"] = forms.ChoiceField(
            label=_("Whose is it?"), choices=PartnerType.choices
        )
        self.fields["level"] = forms.ChoiceField(
            label=_("At which level does it work?"), choices=Level.choices, initial=Level.COUNTY
        )
        self.fields["host"] = forms.CharField(
            label=_("Which body runs it?"), max_length=200, required=False
        )
        self.fields["parent"] = one_of(
            parents, label=_("Is it a part of another board?"), required=False, empty_label=_("No")
        )
        self.fields["areas"] = SomeNamed(
            queryset=areas, label=_("Which places does it speak for?"), required=False
        )
        self.fields["about"] = forms.CharField(
            label=_("What is it for, in a sentence or two?"), widget=forms.Textarea, required=False
        )
        self.fields["website"] = forms.URLField(
            label=_("Its page on the web"), required=False, max_length=300, assume_scheme="https"
        )
        self.fields["meetings_a_year"] = number(_("How often does it meet in a year?"), most=400)
        self.fields["seat_cap"] = number(
            _("What is the most places that the sector may have on it?"),
            _("Leave it empty where there is no limit."),
            most=1000,
        )

    def told(self) -> dict[str, Any]:
        """Return what the action takes, areas among it."""
        typed = self.cleaned_data
        return {**{name: typed[name] for name in self.FIELDS}, "areas": typed["areas"]}


class Table(Act):
    """How many places each kind of partner has at a table."""

    def __init__(self, *args: Any, shares: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in PartnerType:
            self.fields[f"places_{kind.value}"] = forms.IntegerField(
                label=capfirst(str(kind.label)) if kind != PartnerType.NHS else str(kind.label),
                required=False,
                min_value=0,
                max_value=1000,
                initial=shares.get(kind.value),
                widget=forms.TextInput(attrs=NARROW),
            )
        self.fields["source"] = forms.CharField(
            label=_("Where does this stand?"),
            help_text=_("Such as: its terms of reference of May 2026."),
            max_length=200,
            required=False,
        )

    def shares(self) -> dict[str, int]:
        """Return the places by kind of partner, those left empty as none."""
        return {kind.value: self.cleaned_data[f"places_{kind.value}"] or 0 for kind in PartnerType}


class Answers(Act):
    """Who answers for an outside body here."""

    name = forms.CharField(max_length=200)
    email = forms.EmailField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Their name")
        self.fields["email"].label = _("Their e-mail address at work")
        self.fields["email"].help_text = _(
            "Not shown to anybody. With it they sign in, confirm who came and answer what was said."
        )
        self.fields["name"].error_messages["required"] = _("Enter their name.")
        self.fields["email"].error_messages["required"] = _("Enter their e-mail address.")


class EndAnswers(Act):
    """Which of those who answer for a body no longer does."""

    def __init__(self, *args: Any, officers: Iterable[BodyOfficer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officers = {str(one.pk): one for one in officers}
        self.fields["officer"] = forms.ChoiceField(
            label=_("Who no longer answers for it?"),
            choices=[(key, one.person.name) for key, one in self.officers.items()],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose who.")},
        )
