"""What is asked of a figure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.ground.asking import Act
from folkmoot.ground.places.models import Area
from folkmoot.ground.questions import day, from_list, line, text, tick
from folkmoot.scrutiny.insight.models import Statistic

PLAIN = {"inputmode": "decimal", "class": "govuk-input--width-10"}


def amount(label: Any, hint: Any = "") -> forms.DecimalField:
    """Return a question for a number that may have a point in it."""
    return forms.DecimalField(
        label=label,
        help_text=hint,
        required=False,
        max_digits=20,
        decimal_places=4,
        widget=forms.TextInput(attrs=PLAIN),
        error_messages={"invalid": gettext_lazy("Enter a number, such as 6.1.")},
    )


class Enter(Act):
    """A figure as its source gives it."""

    title = line(gettext_lazy("What is it a figure of?"), gettext_lazy("Say what it is of."))
    topic = from_list(gettext_lazy("Under which topic?"), Statistic.Topic.choices)
    value = amount(
        gettext_lazy("Its value"),
        gettext_lazy("Leave it empty where the source gives a range: the range has no middle."),
    )
    low = amount(gettext_lazy("Or the lower end of its range"))
    high = amount(gettext_lazy("And the upper end"))
    unit = line(gettext_lazy("In which unit?"), gettext_lazy("Give the unit."), most=60)
    step = amount(
        gettext_lazy("Rounded to"),
        gettext_lazy("1000 for thousands, 0.1 for tenths. Leave it empty where it is exact."),
    )
    is_share = tick(gettext_lazy("It is a part of a whole, in per cent"))
    is_estimate = tick(gettext_lazy("Its source says that it is an estimate"))
    is_national = tick(gettext_lazy("It is a national figure, to hold local ones against"))
    place_name = line(
        gettext_lazy("Or another place, by its name"),
        "",
        gettext_lazy("Such as England and Wales. Leave it empty where the place is in the list."),
    )
    place_code = line(
        gettext_lazy("And its code"),
        "",
        gettext_lazy("The statistics office's code, such as K04000001, or one of your own."),
        most=40,
    )
    period = line(
        gettext_lazy("Of which year or time?"), gettext_lazy("Say of when it is."), most=60
    )
    period_ends_on = day(
        gettext_lazy("What is the last day it is of?"), gettext_lazy("Enter the day."),
        gettext_lazy("Its age is told by it. For 2022, enter 31 December 2022."),
    )  # fmt: skip
    source = line(
        gettext_lazy("Who says so, and where?"), gettext_lazy("Give its source."), most=300
    )
    link = forms.URLField(
        label=gettext_lazy("Where can that be read?"), required=False, assume_scheme="https"
    )
    doubt = text(
        gettext_lazy("What do its words leave open?"),
        "",
        gettext_lazy("It stands as quoted, with this beside it."),
    )
    way = from_list(
        gettext_lazy("Was it made of two other figures here?"),
        [("", gettext_lazy("No, or they are not known")), *Statistic.Way.choices],
        gettext_lazy("It is then worked out again, as far as rounding allows."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        areas: QuerySet[Area],
        inputs: Sequence[tuple[str, str]],
        found: Mapping[str, Statistic],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places = {area.code: area for area in areas}
        self.found = found
        self.fields["place"] = from_list(
            _("For which place is it?"),
            [("", _("Choose")), *((code, area.name) for code, area in self.places.items())],
            _("Every figure has its place. Figures for different places are never mixed."),
            required=False,
        )
        for name, label in (("first", _("The first of them")), ("second", _("The second of them"))):
            self.fields[name] = from_list(label, [("", _("None")), *inputs], required=False)
        names = list(self.fields)
        names.insert(names.index("place_name"), names.pop(names.index("place")))
        self.order_fields(names)

    def clean(self) -> dict[str, Any] | None:
        """Take the place from the list where one was chosen, and the figures it was made of."""
        typed: dict[str, Any] = super().clean() or {}
        area = self.places.get(typed.pop("place", "") or "")
        if area is not None:
            typed["place_code"], typed["place_name"] = area.code, area.name
        elif not typed.get("place_code") or not typed.get("place_name"):
            self.add_error("place", _("Choose the place, or give its name and its code below."))
        typed["step"] = typed.get("step") or Decimal(0)
        for name in ("first", "second"):
            typed[name] = self.found.get(typed.get(name) or "")
        return typed


class Withdraw(Act):
    """Why a figure is no longer relied on."""

    because = text(
        gettext_lazy("Why is it no longer relied on?"), gettext_lazy("Write the reason.")
    )
