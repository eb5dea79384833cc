from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from folkmoot.ground.fields import DateParts
from folkmoot.rules.findings import Refusal


class Act(forms.Form):
    """What is asked before something is done; it shows why it was not, where one is looking."""

    refusal: Refusal | None = None

    def refuse(self, refusal: Refusal) -> None:
        """Keep what was typed, and say no with the clause."""
        self.refusal = refusal
        self.add_error(None, refusal.in_words(get_current_timezone()))


class Timed(Act):
    """An act with moments in it: a day in three boxes, and a time of day."""

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone

    def ask_moment(self, name: str, label: str, hint: str, start: datetime) -> None:
        """Add the two questions of a moment, filled in with a moment to begin from."""
        local = start.astimezone(self.zone)
        self.fields[f"{name}_on"] = DateParts(label=label, help_text=hint, initial=local.date())
        self.fields[f"{name}_time"] = forms.TimeField(
            label=_("%(label)s: time") % {"label": label},
            help_text=_("On the clock of the assembly, such as 9:00 or 17:00."),
            initial=local.strftime("%H:%M"),
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
    """A deed that needs its reason in public."""

    because = forms.CharField(widget=forms.Textarea, max_length=2000)

    def __init__(self, *args: Any, label: str, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].label = label
        self.fields["because"].help_text = hint
        self.fields["because"].error_messages["required"] = _("Write the reason.")
