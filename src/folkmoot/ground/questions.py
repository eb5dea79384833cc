"""The questions that forms ask most: a line, some sentences, a number, a day, one of a few, a tick."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.fields import DateParts

NARROW = {"inputmode": "numeric", "class": "govuk-input--width-4"}


YES_NO: dict[bool | None, str] = {True: "yes", False: "no"}
"""What a choice of yes and no begins with; nothing where it is not known."""


def _required(missing: Any) -> dict[str, Any]:
    """A question that says what is missing has to be answered; one that does not, need not."""
    return {"required": bool(missing), "error_messages": {"required": missing} if missing else {}}


def line(
    label: Any, missing: Any = "", hint: Any = "", *, most: int = 200, **more: Any
) -> forms.CharField:
    """
    Return a question for one line of text.

    :param missing: what is said when it is left empty; with nothing to say, it may be.
    """
    given = _required(missing) | more
    return forms.CharField(label=label, help_text=hint, max_length=most, **given)


def text(label: Any, missing: Any = "", hint: Any = "", **more: Any) -> forms.CharField:
    """Return a question for a few sentences."""
    given: dict[str, Any] = {"max_length": 4000, "widget": forms.Textarea}
    return forms.CharField(label=label, help_text=hint, **given | _required(missing) | more)


def whole(
    label: Any,
    missing: Any = "",
    hint: Any = "",
    *,
    least: int = 0,
    most: int = 1000,
    **more: Any,
) -> forms.IntegerField:
    """Return a question for a whole number."""
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs=NARROW),
        **_required(missing) | more,
    )


def number(label: Any, hint: Any = "", *, most: int = 10_000, least: int = 0) -> forms.IntegerField:
    """Return a question for a whole number that may be left empty, which means not known."""
    unknown = hint or _("Leave it empty where that is not known.")
    return whole(label, "", unknown, least=least, most=most)


def day(label: Any, missing: Any = "", hint: Any = "", **more: Any) -> DateParts:
    """Return a question for a day, in three boxes."""
    return DateParts(label=label, help_text=hint, **_required(missing) | more)


def one(
    label: Any, choices: Iterable[tuple[Any, Any]], missing: Any, hint: Any = "", **more: Any
) -> forms.ChoiceField:
    """Return a choice of one of a few, all of them in sight."""
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=list(choices),
        widget=forms.RadioSelect,
        **_required(missing) | more,
    )


def from_list(
    label: Any, choices: Iterable[tuple[Any, Any]], hint: Any = "", **more: Any
) -> forms.ChoiceField:
    """Return a choice of one out of a list that unfolds."""
    return forms.ChoiceField(label=label, help_text=hint, choices=list(choices), **more)


def tick(label: Any, hint: Any = "", **more: Any) -> forms.BooleanField:
    """Return a box that may be ticked."""
    return forms.BooleanField(label=label, help_text=hint, **{"required": False} | more)
