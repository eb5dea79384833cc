"""What every form can do: show a refusal where the person is looking, ask for a moment, ask twice."""

from copy import copy
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.crypto import get_random_string
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.ground.fields import DateParts
from folkmoot.rules.findings import Refusal

MOST_CHOICES = 200


class Act(forms.Form):
    """What is asked before something is done; it shows why it was not, where one is looking."""

    refusal: Refusal | None = None

    def refuse(self, refusal: Refusal) -> None:
        """Keep what was typed, and say no with the clause."""
        self.refusal = refusal
        self.add_error(None, refusal.in_words(get_current_timezone()))


class Once(Act):
    """An act that may be sent twice by a tired finger: its key was made when the form was shown."""

    form_key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form_key"].initial = get_random_string(32)


class Edited(Act):
    """
    A change to something that others may be changing at the same time.

    :param shown: the edition of it as it is now, which goes to and fro with the form. What
        was typed against an older one is refused once, and can then be sent again.
    """

    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, shown: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = shown
        self.fields["edition"].initial = shown

    def refuse(self, refusal: Refusal) -> None:
        """Say no; whoever now sees what another has made of it may send theirs again."""
        super().refuse(refusal)
        sent: Any = copy(self.data)
        sent["edition"] = str(self.shown)
        self.data = sent


class Timed(Act):
    """An act with moments in it: a day in three boxes, and a time of day."""

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone

    def ask_moment(self, name: str, label: str, hint: str, start: datetime | None) -> None:
        """Add the two questions of a moment, filled in with a moment to begin from, if any."""
        local = start.astimezone(self.zone) if start is not None else None
        self.fields[f"{name}_on"] = DateParts(
            label=label, help_text=hint, initial=local.date() if local else None
        )
        self.fields[f"{name}_time"] = forms.TimeField(
            label=_("%(label)s: time") % {"label": label},
            help_text=_("On the clock of the assembly, such as 9:00 or 17:00."),
            initial=local.strftime("%H:%M") if local else None,
            input_formats=["%H:%M", "%H.%M"],
            widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
            error_messages={
                "required": _("Enter a time."),
                "invalid": _("Enter a time such as 17:00."),
            },
        )

    def moment(self, name: str) -> datetime:
        """Return the moment that was asked for, on the assembly's clock."""
        clock: time = self.cleaned_data[f"{name}_time"]
        return datetime.combine(self.cleaned_data[f"{name}_on"], clock, self.zone)


class Agree(Act):
    """One box to tick before a deed that cannot be taken back."""

    sure = forms.BooleanField()

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sure"].label = label
        self.fields["sure"].error_messages["required"] = _("Tick the box to go on.")


class SayWhy(Act):
    """A deed that needs its reason in words."""

    because = forms.CharField(widget=forms.Textarea, max_length=2000)

    def __init__(self, *args: Any, label: str, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].label = label
        self.fields["because"].help_text = hint
        self.fields["because"].error_messages["required"] = _("Write the reason.")


class OneNamed(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no type when it runs
    """A choice of one row, each told by its name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class Typed(forms.CharField):
    """A choice of one row by its name, typed as it is on the register: for lists too long to read."""

    def __init__(self, *, queryset: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(max_length=400, **kwargs)
        self.queryset = queryset

    def clean(self, value: Any) -> Any:
        """
        Return the row with the name.

        :raises ValidationError: if none or several have it.
        """
        name = super().clean(value)
        if not name and not self.required:
            return None
        found = list(self.queryset.filter(name__iexact=name)[:2])
        if len(found) != 1:
            raise ValidationError(
                gettext_lazy(
                    "Enter the name of one organisation on the register, exactly as it is there."
                )
            )
        return found[0]


def one_of(queryset: QuerySet[Any], *, label: Any, **more: Any) -> OneNamed | Typed:
    """Return a list to choose from, or where it has more than 200 lines, a name to type. One query."""
    few = list(queryset.values_list("pk", "name")[: MOST_CHOICES + 1])
    if len(few) > MOST_CHOICES:
        more.setdefault(
            "help_text", gettext_lazy("Its name as it is on the register of organisations.")
        )
        more.pop("empty_label", None)  # a name that is typed may be left out, if it may
        return Typed(queryset=queryset, label=label, **more)
    field = OneNamed(queryset=queryset, label=label, **more)
    none = [("", field.empty_label)] if field.empty_label is not None else []
    field.choices = [*none, *few]
    return field


class SomeNamed(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # takes none when it runs
    """A choice of some rows, each told by its name and ticked in a list."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)
