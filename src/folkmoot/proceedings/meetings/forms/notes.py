"""What is typed about notes and actions."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.organisations.models import Authority, Organisation
from folkmoot.ground.asking import MOST_CHOICES, Act, Edited, Once, Timed, one_of
from folkmoot.ground.fields import DateParts
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.models import Action, Meeting, NotesLine
from folkmoot.rules.findings import Finding
from folkmoot.rules.telling import told_day, told_moment

LONGEST = 5000


class Line(Once):
    """A line of notes that somebody writes under an item."""

    item = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Add a line"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write what was said or agreed.")},
    )

    def __init__(self, *args: Any, about: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if about:
            self.fields["text"].label = _("Add a line to “%(title)s”") % {"title": about}


class ChangeLine(Edited):
    """A line of a draft, written anew."""

    text = forms.CharField(
        label=gettext_lazy("The line"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": gettext_lazy("Write the line, or go back and take it out instead.")
        },
    )

    def __init__(self, *args: Any, line: NotesLine, **kwargs: Any) -> None:
        super().__init__(*args, shown=line.edition, **kwargs)
        self.fields["text"].initial = line.text


class Correct(Act):
    """How a line of notes should read, and why."""

    def __init__(
        self, *args: Any, bodies: QuerySet[Organisation], line: NotesLine, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = one_of(
            bodies, label=_("For which organisation?"), empty_label=None
        )
        self.fields["text"] = forms.CharField(
            label=_("How should the line read?"),
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 5}),
            initial=line.text,
            error_messages={"required": _("Write how the line should read.")},
        )
        self.fields["why"] = forms.CharField(
            label=_("Why?"),
            help_text=_("Members can read it."),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )


class AnswerCorrection(Act):
    """Whether a correction is taken in, and if not, why."""

    TAKEN, DECLINED = "taken", "declined"

    answer = forms.ChoiceField(
        label=gettext_lazy("What do you make of it?"),
        choices=[
            (TAKEN, gettext_lazy("Take it in: the line reads as the member asks")),
            (DECLINED, gettext_lazy("Leave the line as it is, and say why")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("The reason, if you leave the line as it is"),
        help_text=gettext_lazy("The member reads it, and so do other members."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SendNotes(Timed):
    """When the next meeting is, and why the notes are late if they are."""

    every_field_optional = True  # What is needed follows from the choice, and from the rule.

    def __init__(
        self,
        *args: Any,
        meeting: Meeting,
        ahead: Iterable[Meeting],
        late: Finding | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ahead = {str(one.pk): one for one in ahead}
        if not meeting.is_last:
            self._ask_next(meeting)
        if late is not None:
            facts = {"late": late.facts["late"], "day": told_day(late.facts["latest"])}
            self.fields["late_because"] = forms.CharField(
                label=_("Why are the notes late?"),
                help_text=_(
                    "They were due by %(day)s and are %(late)s late. Everybody reads the reason."
                )
                % facts,
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def _ask_next(self, meeting: Meeting) -> None:
        called = [(key, told_moment(one.starts_at, self.zone)) for key, one in self.ahead.items()]
        known = str(meeting.next_meeting_id or "")
        # Where none is called there is nothing to choose: the date is asked for outright.
        day, time, minutes = (
            (
                _("Another date: the day"),
                _("Another date: the time"),
                _("Another date: how many minutes it lasts"),
            )
            if called
            else (
                _("On which day is the next meeting?"),
                _("When does it begin?"),
                _("How many minutes does it last?"),
            )
        )
        choices = [*called, ("new", _("Another date: call it now"))]
        self.fields["next"] = forms.ChoiceField(
            label=_("When is the next meeting?"),
            help_text=_("The notes are not finished without it."),
            choices=choices,
            widget=forms.RadioSelect if called else forms.HiddenInput,
            initial=known if known in self.ahead else choices[0][0],
            error_messages={"required": _("Choose the next meeting, or call one.")},
        )
        hint = "" if called else _("The notes are not finished without it.")
        self.ask_moment("starts", day, hint, None)
        self.fields["minutes"] = forms.IntegerField(
            label=minutes,
            initial=int((meeting.ends_at - meeting.starts_at).total_seconds() // 60),
            min_value=5,
            max_value=24 * 60,
            widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
        )
        local = localtime(meeting.starts_at, self.zone)
        self.fields["starts_time"].initial = local.strftime("%H:%M")
        self.fields["starts_time"].label = time
        for name in ("starts_on", "starts_time", "minutes"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """Ask for the date only of those who call a meeting."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("next") == "new":
            for name, words in (
                ("starts_on", _("Enter a day, a month and a year")),
                ("starts_time", _("Enter a time.")),
                ("minutes", _("Enter how many minutes it lasts.")),
            ):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return cleaned

    @property
    def chosen(self) -> Meeting | None:
        """The meeting that was chosen; None where one is to be called, or there is none."""
        return self.ahead.get(self.cleaned_data.get("next", ""))

    @property
    def is_new(self) -> bool:
        return bool(self.cleaned_data.get("next") == "new")

    @property
    def times(self) -> tuple[datetime, datetime]:
        """When the meeting that is to be called begins and ends."""
        start = self.moment("starts")
        return start, start + timedelta(minutes=self.cleaned_data["minutes"])


class PersonOf(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no type when it runs
    """A choice of somebody who acts for an organisation, told by both names."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.person.name} ({obj.organisation.name})"


class Agreed(Once):
    """What is to be done, by whom and by when."""

    def __init__(self, *args: Any, bodies: QuerySet[Organisation], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"] = forms.CharField(
            label=_("What is to be done?"),
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"required": _("Write what is to be done.")},
        )
        self.fields["organisation"] = one_of(
            bodies,
            label=_("Which organisation does it?"),
            error_messages={"required": _("Choose the organisation that does it.")},
        )
        acting = Authority.objects.standing_on(on).filter(organisation__in=bodies.order_by())
        acting = acting.select_related("person", "organisation")
        acting = acting.order_by("organisation__name", "person__name", "pk")
        if len(acting.values_list("pk", flat=True)[: MOST_CHOICES + 1]) <= MOST_CHOICES:
            self.fields["person"] = PersonOf(
                queryset=acting,
                label=_("Who in it, if somebody is named?"),
                help_text=_("The action stays with the organisation if they leave it."),
                required=False,
                empty_label=_("Nobody in particular"),
            )
        self.fields["due_on"] = DateParts(
            label=_("By when?"), help_text=_("Leave it blank if no day was set."), required=False
        )

    @property
    def person(self) -> Person | None:
        """The person who was named, if one was."""
        authority = self.cleaned_data.get("person")
        return authority.person if authority else None


class ChangeAction(Agreed, Edited):
    """Another owner, another day, or clearer words for an action."""

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        super().__init__(*args, shown=action.edition, **kwargs)
        del self.fields["form_key"]
        owner = action.organisation
        typed = not hasattr(self.fields["organisation"], "empty_label")
        self.initial = {
            **self.initial,
            "text": action.text,
            "organisation": (owner.name if typed else owner.pk) if owner else None,
            "due_on": action.due_on,
        }
        if "person" in self.fields and action.person_id is not None:
            rows = self.fields["person"].queryset  # type: ignore[attr-defined]  # a choice of rows
            own = rows.filter(person=action.person_id, organisation=action.organisation_id)
            self.initial["person"] = own.values_list("pk", flat=True).first()


class Finish(Act):
    """What came of an action."""

    words = forms.CharField(
        label=gettext_lazy("What came of it?"),
        help_text=gettext_lazy("A sentence is enough. It stands on the action log."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
