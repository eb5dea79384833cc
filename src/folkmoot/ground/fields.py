"""Questions that forms of every noun ask: a day in three boxes, choices with a word of help."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PARTS = (("day", _("Day"), 2), ("month", _("Month"), 2), ("year", _("Year"), 4))


class DatePartsInput(forms.MultiWidget):
    """A day, a month and a year in three boxes, as they are spoken; no calendar to fight with."""

    template_name = "django/forms/widgets/date_parts.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            name: forms.TextInput(
                attrs={
                    "class": f"govuk-input govuk-date-input__input govuk-input--width-{width}",
                    "inputmode": "numeric",
                    "maxlength": str(width),
                }
            )
            for name, _label, width in PARTS
        }
        super().__init__(boxes, attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give each box its name, and mark it when the day is in error."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        for box, (_name, label, _width) in zip(context["widget"]["subwidgets"], PARTS, strict=True):
            box["part_label"] = label
            if box["attrs"].get("aria-invalid"):
                box["attrs"]["class"] += " govuk-input--error"
        return context

    def decompress(self, value: date | None) -> list[int | None]:
        """Part a day into what its three boxes show."""
        return [value.day, value.month, value.year] if value else [None, None, None]


class DateParts(forms.MultiValueField):
    """
    A day, asked for in three boxes.

    What is missing or not a real day is said in a sentence that names the question.
    """

    widget = DatePartsInput
    default_error_messages = {
        "required": _("Enter a day, a month and a year"),
        "incomplete": _("The date must include a %(missing)s"),
        "unreal": _("Enter a real date, such as 27 3 2026"),
    }

    def __init__(self, **kwargs: Any) -> None:
        boxes = [forms.CharField(required=False, strip=True) for _part in PARTS]
        super().__init__(fields=boxes, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> date | None:
        """
        Read the three boxes as a day.

        :raises ValidationError: if a part is missing, or there is no such day.
        """
        if self.disabled and not isinstance(value, list):
            value = DatePartsInput().decompress(value)
        typed = [str(part or "").strip() for part in (value or ["", "", ""])]
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        missing = [
            str(label).lower()
            for (_name, label, _w), part in zip(PARTS, typed, strict=True)
            if not part
        ]
        if missing:
            raise ValidationError(
                self.error_messages["incomplete"],
                code="incomplete",
                params={"missing": str(_(" and a ")).join(missing)},
            )
        day = self.compress(typed)
        self.validate(day)
        self.run_validators(day)
        return day

    def compress(self, data_list: list[str]) -> date:
        """:raises ValidationError: if there is no such day."""
        try:
            if not all(re.fullmatch("[0-9]{1,4}", part) for part in data_list):
                raise ValueError(data_list)
            on, month, year = (int(part) for part in data_list)
            if year < 1000:
                raise ValueError(year)
            return date(year, month, on)
        except ValueError as error:
            raise ValidationError(self.error_messages["unreal"], code="unreal") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the boxes say another day than they were shown with."""
        before = DatePartsInput().decompress(initial) if not isinstance(initial, list) else initial
        shown = ["" if part is None else str(part) for part in before]
        return shown != [str(part or "").strip() for part in (data or ["", "", ""])]


class HintedRadios(forms.RadioSelect):
    """Choices of one, each with a word of help below it."""

    def __init__(self, *args: Any, hints: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = hints

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Tie the help to its choice."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        if hint := self.hints.get(str(value)):
            option["hint"] = hint
            if box := option["attrs"].get("id"):
                option["attrs"]["aria-describedby"] = f"{box}_hint"
        return option
