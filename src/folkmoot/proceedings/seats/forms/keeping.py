"""What is asked to make a seat, to change it, and to put somebody in it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from folkmoot.body.forums.models import Forum
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act, SomeNamed, one_of
from folkmoot.ground.fields import DateParts
from folkmoot.ground.places.models import Area
from folkmoot.ground.questions import number
from folkmoot.proceedings.seats.models import (
    Holding,
    Method,
    Seat,
)


class SeatAsked(Act):
    """What the register says of a seat."""

    FIELDS = (
        "title", "capacity", "places", "method", "coverage", "term_years", "hours_a_year",
        "board_hours_a_year", "role", "run_by", "relies_on",
    )  # fmt: skip

    def __init__(
        self, *args: Any, areas: QuerySet[Area], support: QuerySet[Organisation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"] = forms.CharField(
            label=_("What is the seat called?"),
            max_length=200,
            initial=_("Representative"),
            error_messages={"required": _("Enter what it is called.")},
        )
        self.fields["capacity"] = forms.ChoiceField(
            label=_("How many people can be in it?"),
            choices=Seat.Capacity.choices,
            widget=forms.RadioSelect,
            initial=Seat.Capacity.COUNTED,
        )
        self.fields["places"] = number(
            _("How many places, where that is a number?"), _("Such as 1."), most=1000, least=1
        )
        self.fields["places"].initial = 1
        self.fields["method"] = forms.ChoiceField(
            label=_("How is it meant to be filled?"),
            choices=Method.choices,
            initial=Method.ELECTED,
            help_text=_("How it is really filled is kept apart, with each holder."),
        )
        self.fields["relies_on"] = forms.CharField(
            label=_(
                "Where it is filled by nomination: on which links to local groups does it rest?"
            ),
            required=False,
            widget=forms.Textarea,
        )
        self.fields["areas"] = SomeNamed(
            queryset=areas,
            label=_("Which places should it cover?"),
            help_text=_("Tick none where it covers all of its board's."),
            required=False,
        )
        self.fields["coverage"] = forms.CharField(
            label=_("The same in words, if the list does not have it"),
            max_length=200,
            required=False,
        )
        self.fields["term_years"] = number(_("How many years is a term?"), most=20, least=1)
        self.fields["hours_a_year"] = number(_("Hours a year that it takes in all"), most=2000)
        self.fields["board_hours_a_year"] = number(
            _("How many of those are the board's own meetings?"), most=2000
        )
        self.fields["role"] = forms.CharField(
            label=_("What it asks of whoever is in it"),
            help_text=_("Members read this when they nominate."),
            required=False,
            widget=forms.Textarea,
        )
        self.fields["run_by"] = one_of(
            support,
            label=_("Which support body runs its election and helps its holder?"),
            required=False,
            empty_label=_("Nobody is named"),
        )

    def clean(self) -> dict[str, Any] | None:
        """Hold the number of places against what is said of it, and the hours against each other."""
        typed = super().clean()
        told = self.cleaned_data
        if told.get("capacity") == Seat.Capacity.COUNTED and "places" in told:
            if told["places"] is None:
                self.add_error("places", _("Enter how many places there are."))
        elif "places" in told:
            told["places"] = None
        hours, board = told.get("hours_a_year"), told.get("board_hours_a_year")
        if hours is not None and board is not None and board > hours:
            self.add_error("board_hours_a_year", _("The board's hours are more than all of them."))
        return typed

    def told(self) -> dict[str, Any]:
        """Return what the action takes, areas among it."""
        typed = self.cleaned_data
        return {**{name: typed[name] for name in self.FIELDS}, "areas": typed["areas"]}


class NewSeat(SeatAsked):
    """What is asked to make a seat."""

    def __init__(
        self, *args: Any, forums: QuerySet[Forum], seats: Iterable[Seat], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {str(one.pk): one for one in seats}
        self.fields["forums"] = SomeNamed(
            queryset=forums,
            label=_("Which forum elects to it and is told?"),
            help_text=_("Tick none where that is not plain: the co-ordination group then says."),
            required=False,
        )
        self.fields["replaces"] = forms.ChoiceField(
            label=_("Which seat does it take over, if any?"),
            choices=[
                ("", _("None")),
                *((key, f"{one.title} ({one.reference})") for key, one in self.seats.items()),
            ],
            required=False,
            help_text=_("That seat is closed in the same act. A full board asks for it."),
        )


class Put(Act):
    """Who is put in a seat by another way than an election, and who decided it."""

    WAYS = (
        Method.GROUP, Method.BODY, Method.NOMINATED, Method.CO_OPTED, Method.ELECTED,
        Method.UNKNOWN,
    )  # fmt: skip

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = forms.ChoiceField(
            label=_("As what?"),
            choices=[
                (Holding.Role.HOLDER.value, _("Its representative")),
                (Holding.Role.DEPUTY.value, _("A deputy")),
            ],
            widget=forms.RadioSelect,
            initial=Holding.Role.HOLDER,
        )
        self.fields["holder_name"] = forms.CharField(
            label=_("Who?"), max_length=200, error_messages={"required": _("Enter their name.")}
        )
        self.fields["holder_email"] = forms.EmailField(
            label=_("What is their e-mail address?"),
            required=False,
            help_text=_(
                "Not shown to anybody. With it they sign in as the representative; leave it empty "
                "if they do not want to."
            ),
        )
        self.fields["organisation"] = one_of(
            organisations, label=_("Which organisation do they come from?"), required=False,
            empty_label=_("None on the register"),
        )  # fmt: skip
        self.fields["arrived"] = forms.ChoiceField(
            label=_("How did they come to it?"),
            choices=[(way.value, way.label) for way in self.WAYS],
            help_text=_("An election from here fills the seat by itself."),
        )
        self.fields["is_interim"] = forms.BooleanField(
            label=_("It is for the time being, until somebody is properly chosen"), required=False
        )
        self.fields["authority"] = forms.CharField(
            label=_("Who decided this, and when?"),
            help_text=_("Everybody reads it, such as: the co-ordination group on 3 March 2026."),
            max_length=300,
            required=False,
        )
        self.fields["from_on"] = DateParts(label=_("From which day?"))
        self.fields["term"] = forms.ChoiceField(
            label=_("How long is the term?"),
            choices=Holding.TermKind.choices,
            widget=forms.RadioSelect,
            initial=Holding.TermKind.DATED,
        )
        self.fields["ends_on"] = DateParts(
            label=_("Where it has an end: the first day after it"), required=False
        )
        self.fields["target_on"] = DateParts(
            label=_("In the interim: by which day is somebody properly elected?"), required=False
        )
        self.fields["coverage"] = forms.CharField(
            label=_("If they speak for a part of the area alone: which?"),
            max_length=200,
            required=False,
        )

    def clean(self) -> dict[str, Any] | None:
        """Hold the end of the term against what is said of it."""
        typed = super().clean()
        told = self.cleaned_data
        from_on: date | None = told.get("from_on")
        ends_on: date | None = told.get("ends_on")
        if told.get("term") == Holding.TermKind.DATED and "ends_on" in told and ends_on is None:
            self.add_error("ends_on", _("Enter the end of the term, or say that it has none."))
        if told.get("term") != Holding.TermKind.DATED:
            told["ends_on"] = None
        elif from_on and ends_on and ends_on <= from_on:
            self.add_error("ends_on", _("The term ends after it begins."))
        return typed


class Settle(Act):
    """To which forums a seat answers, and by what that is settled."""

    def __init__(self, *args: Any, forums: QuerySet[Forum], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forums"] = SomeNamed(
            queryset=forums,
            label=_("Which forum elects to it?"),
            help_text=_("A seat may answer to more than one."),
            error_messages={"required": _("Tick at least one forum.")},
        )
        self.fields["motion"] = forms.CharField(
            label=_("The number of the co-ordination group's decision"),
            help_text=_(
                "As in the register of decisions, such as 2026-14. Its chair can leave it out."
            ),
            max_length=40,
            required=False,
        )
        self.fields["because"] = forms.CharField(
            label=_("Why this forum, in a few words"), max_length=200, required=False
        )
