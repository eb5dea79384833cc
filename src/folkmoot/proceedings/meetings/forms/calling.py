from datetime import datetime
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from folkmoot.body.forums.models import Forum
from folkmoot.ground.asking import Edited, Timed
from folkmoot.ground.fields import HintedRadios
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.proceedings.meetings.permits.calling import FURTHEST
from folkmoot.proceedings.meetings.queries.series import DATE, PACES, WEEKDAY

ONCE = "once"


class Arranged(Timed):
    """When and where a meeting is, and how to get to it."""

    def ask_when(self, starts_at: datetime | None, ends_at: datetime | None) -> None:
        """Add the questions of a day, a beginning and an end, filled in if there is one."""
        self.ask_moment("start", _("On which day?"), _("Such as 26 3 2026."), starts_at)
        self.fields["start_time"].label = _("When does it begin?")
        end = forms.TimeField(
            label=_("When is it meant to end?"),
            initial=ends_at.astimezone(self.zone).strftime("%H:%M") if ends_at else None,
            input_formats=["%H:%M", "%H.%M"],
            widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
            error_messages={
                "required": _("Enter a time."),
                "invalid": _("Enter a time such as 17:00."),
            },
        )
        self.fields["end_time"] = end

    def ask_where(self, **start: str) -> None:
        """Add the questions of a place and of the ways in, filled in with what there is."""
        self.fields["place"] = forms.CharField(
            label=_("Where do people meet?"),
            help_text=_("The room, with its address. Everybody can read it. Leave it empty if "
                        "there is no room."),
            max_length=300,
            required=False,
            initial=start.get("place", ""),
        )  # fmt: skip
        self.fields["access"] = forms.CharField(
            label=_("How do people get in and about?"),
            help_text=_("Step-free entrance, hearing loop, bus, parking, where to ring."),
            max_length=2000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            initial=start.get("access", ""),
        )
        self.fields["join_link"] = forms.URLField(
            label=_("Link to join by video"),
            help_text=_("Only members see it."),
            max_length=500,
            required=False,
            initial=start.get("join_link", ""),
            validators=[URLValidator(schemes=["http", "https"])],
            error_messages={"invalid": _("Enter the whole link, such as https://meet.example/x.")},
        )
        self.fields["dial_in"] = forms.CharField(
            label=_("Number to join by telephone"),
            help_text=_("With the code to key in, if there is one. Only members see it."),
            max_length=200,
            required=False,
            initial=start.get("dial_in", ""),
        )

    def clean(self) -> dict[str, Any]:
        """Hold the end against the beginning, and look for some way in."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        begins, ends = typed.get("start_time"), typed.get("end_time")
        if begins and ends and ends <= begins:
            self.add_error("end_time", _("Enter an end that is later than the beginning."))
        ways = ("place", "join_link", "dial_in")
        if not any(typed.get(way) for way in ways) and not set(ways) & set(self.errors):
            self.add_error(
                "place", _("Say where people meet, or give a link or a number to join by.")
            )
        return typed

    @property
    def ends_at(self) -> datetime:
        """When it ends, on the day on which it begins and the assembly's clock."""
        clock = self.cleaned_data["end_time"]
        return datetime.combine(self.cleaned_data["start_on"], clock, self.zone)


class Call(Arranged):
    """What is said to call a meeting, or a series of them."""

    def __init__(
        self,
        *args: Any,
        forums: list[Forum],
        starts_at: datetime | None,
        ends_at: datetime | None,
        notice: str,
        at: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.forums, self.at = {forum.slug: forum for forum in forums}, at
        self.fields["forum"] = forms.ChoiceField(
            label=_("Which forum meets?"),
            choices=[(slug, forum.name) for slug, forum in self.forums.items()],
            error_messages={"required": _("Choose a forum.")},
        )
        self.fields["kind"] = forms.ChoiceField(
            label=_("What kind of meeting is it?"),
            choices=[(value, capfirst(label)) for value, label in Meeting.Kind.choices],
            initial=Meeting.Kind.ORDINARY,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose what kind of meeting it is.")},
        )
        self.fields["title"] = forms.CharField(
            label=_("A title, if it needs one"),
            help_text=_("Left empty, it has the name of the forum."),
            max_length=200,
            required=False,
        )
        self.ask_when(starts_at, ends_at)
        self.fields["start_on"].help_text = notice or self.fields["start_on"].help_text
        self.ask_where()
        self.fields["every"] = forms.ChoiceField(
            label=_("Is it one meeting, or a series?"),
            choices=[
                (ONCE, _("One meeting")),
                *((key, capfirst(paced(key))) for key in PACES),
            ],
            initial=ONCE,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose how often.")},
        )
        self.fields["number"] = forms.IntegerField(
            label=_("How many meetings are in the series?"),
            help_text=_("With the first. From 2 to 24."),
            min_value=2,
            max_value=24,
            required=False,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"}),
        )
        self.fields["keeps"] = forms.ChoiceField(
            label=_("What do the dates of a series keep to?"),
            choices=[
                (WEEKDAY, _("The same weekday")),
                (DATE, _("The same date")),
            ],
            initial=WEEKDAY,
            required=False,
            widget=HintedRadios(
                hints={
                    WEEKDAY: _("Such as the second Thursday of the month."),
                    DATE: _("Such as the 12th of the month."),
                }
            ),
        )

        self.fields["is_last"] = forms.BooleanField(
            label=_("The forum ends with this meeting"), required=False
        )

    def clean(self) -> dict[str, Any]:
        """See that a series has its number, and that the first date is ahead and not too far."""
        typed = super().clean()
        is_series = typed.get("every") not in (None, ONCE)
        if is_series and not typed.get("number") and "number" not in self.errors:
            self.add_error("number", _("Enter how many meetings, such as 4."))
        if is_series and typed.get("is_last"):
            self.add_error("is_last", _("Call the last meeting of a forum by itself."))
        if typed.get("start_on") and typed.get("start_time"):
            if self.moment("start") <= self.at:
                self.add_error("start_on", _("Enter a day and a time that are still to come."))
            elif self.moment("start") > self.at + FURTHEST:
                self.add_error("start_on", _("Enter a day within the next three years."))
        return typed

    @property
    def forum(self) -> Forum:
        return self.forums[self.cleaned_data["forum"]]

    @property
    def is_series(self) -> bool:
        return bool(self.cleaned_data["every"] != ONCE)


def paced(key: str) -> str:
    """Say a pace in words: "every two months"."""
    words = {
        "month": _("every month"),
        "two-months": _("every two months"),
        "three-months": _("every three months"),
    }
    return words[key]


class Move(Arranged, Edited):
    """
    Another time, place or way in for a meeting, and why.

    Its edition is how often the meeting was moved: people who sign up meanwhile do not count.
    """

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, shown=meeting.calendar_sequence, **kwargs)
        self.ask_when(meeting.starts_at, meeting.ends_at)
        self.ask_where(
            place=meeting.place,
            access=meeting.access,
            join_link=meeting.join_link,
            dial_in=meeting.dial_in,
        )
        self.fields["because"] = forms.CharField(
            label=_("Why is it changed?"),
            help_text=_("It is published and sent to the members, so name nobody."),
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"required": _("Write the reason.")},
        )
