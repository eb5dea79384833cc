from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.fields import DateParts
from folkmoot.rules.deadlines import event_names
from folkmoot.rules.periods import LONDON
from folkmoot.rules.rulebook import Rulebook


class WhatIf(forms.Form):
    """What is asked to work out every deadline that follows from a date."""

    day = DateParts(label=_("On which day?"), help_text=_("For example, 27 3 2027"))
    clock = forms.TimeField(
        label=_("At what time?"),
        help_text=_("Leave it blank if only the day matters. For example, 18:30"),
        required=False,
        widget=forms.TimeInput(attrs={"class": "govuk-input--width-5", "autocomplete": "off"}),
    )

    field_order = ("event", "day", "clock")

    def __init__(self, *args: Any, book: Rulebook, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(name, capfirst(name.replace("-", " "))) for name in event_names(book)]
        self.fields["event"] = forms.ChoiceField(label=_("What happens?"), choices=choices)
        self.order_fields(self.field_order)

    def given(self) -> dict[str, Any]:
        """Return the event as the calculator takes it: a day, or a moment if a time was given."""
        day, clock = self.cleaned_data["day"], self.cleaned_data["clock"]
        when = datetime.combine(day, clock or time(), LONDON) if clock else day
        return {self.cleaned_data["event"]: when}
